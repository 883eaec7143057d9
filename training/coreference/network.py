"""The two small networks: which phrases mean something, and which of two mean the same."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from sayso.annotate.naming import WIDTH
from sayso.resolve.coreference.pairs import ALONE_SIZES, FLAGS, PAIR_SIZES
from sayso.resolve.coreference.phrases import PLACES, SIZES

# Numbers for a feature, for a vector, and between layers.
EACH, NARROW, HIDDEN = 12, 64, 160
DROP = 0.3


def tables(sizes: tuple[int, ...]) -> nn.ModuleList:
    """An embedding for each feature."""
    return nn.ModuleList(nn.Embedding(size, EACH) for size in sizes)


def looked_up(table: nn.ModuleList, values: Tensor) -> Tensor:
    """The features (rows, features) as numbers (rows, features * EACH)."""
    return torch.cat([each(values[:, k]) for k, each in enumerate(table)], -1)


class PhraseFinder(nn.Module):
    """From tokens' vectors and the features of candidates to a score of each being a phrase."""

    def __init__(self) -> None:
        super().__init__()
        self.features = tables(SIZES)
        self.narrow = nn.Linear(WIDTH, PLACES * NARROW)
        self.drop = nn.Dropout(DROP)
        self.up = nn.Linear(len(SIZES) * EACH + PLACES * NARROW, HIDDEN)
        self.middle = nn.Linear(HIDDEN, HIDDEN)
        self.score = nn.Linear(HIDDEN, 1)

    def forward(self, vectors: Tensor, places: Tensor, features: Tensor) -> Tensor:
        """Scores (candidates): the log odds that each is a phrase.

        `vectors` (tokens, WIDTH); `places` (candidates, PLACES) are tokens, `features`
        (candidates, len(SIZES)).
        """
        near = self.narrow(self.drop(vectors)).view(-1, PLACES, NARROW)
        around = [near[:, k][places[:, k]] for k in range(PLACES)]
        x = torch.cat([looked_up(self.features, features), *around], -1)
        x = F.gelu(self.up(x))
        x = F.gelu(self.middle(self.drop(x)))
        scores: Tensor = self.score(self.drop(x))[:, 0]
        return scores


class Ranker(nn.Module):
    """From mentions' vectors and the features of pairs to a score of each pair, and of no pair."""

    def __init__(self) -> None:
        super().__init__()
        self.kinds = tables(PAIR_SIZES)
        self.alone = tables(ALONE_SIZES)
        self.narrow = nn.Linear(WIDTH, NARROW)
        self.drop = nn.Dropout(DROP)
        self.up = nn.Linear(len(PAIR_SIZES) * EACH + FLAGS + 3 * NARROW, HIDDEN)
        self.middle = nn.Linear(HIDDEN, HIDDEN)
        self.score = nn.Linear(HIDDEN, 1)
        self.up_alone = nn.Linear(len(ALONE_SIZES) * EACH + NARROW, HIDDEN)
        self.score_alone = nn.Linear(HIDDEN, 1)

    def forward(
        self,
        vectors: Tensor,
        heads: Tensor,
        alone: Tensor,
        places: Tensor,
        kinds: Tensor,
        flags: Tensor,
    ) -> tuple[Tensor, Tensor]:
        """Scores (pairs) of taking up the earlier mention, and (mentions) of taking up none.

        `vectors` (tokens, WIDTH); `heads` (mentions) are tokens; `alone` (mentions,
        len(ALONE_SIZES)); `places` (pairs, 2) are mentions, the later one first; `kinds` (pairs,
        len(PAIR_SIZES)), `flags` (pairs, FLAGS).
        """
        near = F.gelu(self.narrow(self.drop(vectors[heads])))
        one, other = near[places[:, 0]], near[places[:, 1]]
        x = torch.cat([looked_up(self.kinds, kinds), flags, one, other, one * other], -1)
        x = F.gelu(self.up(self.drop(x)))
        x = F.gelu(self.middle(self.drop(x)))
        y = torch.cat([looked_up(self.alone, alone), near], -1)
        y = F.gelu(self.up_alone(self.drop(y)))
        return self.score(self.drop(x))[:, 0], self.score_alone(self.drop(y))[:, 0]
