"""The reader of claims: a branch on the encoder's lower layers, a head for types, one for roles.

Words are read one by one: what stands around a word is in its vectors already, and in that of the
word that the parse hangs it on.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from sayso.annotate.naming.hints import SIZES
from sayso.annotate.senses import WIDTH
from sayso.extract.reader.hints import DEPS, KINDS_OF_MARKS, NAMES, TAGS
from sayso.extract.reader.labels import TYPES
from sayso.extract.reader.relation import DISTANCES, RELATIONS
from training.attribution.network import FEATURES, SHARED, Layer, Network, Size, hiding

# How many layers the branch has of its own. Full claims right, told and found on a fifth of the
# reports that it was not taught by, at a probability of 0.6: with one 50.2 and 32.3, two 46.8 and
# 31.4, three 45.8 and 32.7.
OWN = 1
DROP = 0.25


class Branch(nn.Module):
    """From the hidden vectors of pieces between two layers to what each word means."""

    def __init__(self, size: Size, own: int = OWN) -> None:
        super().__init__()
        self.features = nn.ModuleList(nn.Embedding(n, size.width) for n in (*FEATURES, *SIZES))
        for table in self.features:
            nn.init.zeros_(table.weight)
        self.norm = nn.LayerNorm(size.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(size) for _ in range(own))
        self.drop = nn.Dropout(DROP)
        self.sense = nn.Linear(size.width, WIDTH)

    def forward(
        self, lower: Tensor, features: Tensor, mask: Tensor | None, first: Tensor
    ) -> Tensor:
        """Vectors (texts, words, WIDTH).

        `lower` (texts, pieces, width); `features` (10, texts, pieces); `mask` (texts, pieces), 1.0
        where a piece is; `first` (texts, words): the place of each word's first piece.
        """
        x = lower
        for table, values in zip(self.features, features, strict=True):
            x = x + table(values)
        x = self.norm(x)
        bias = hiding(mask)
        for layer in self.layers:
            x = layer(x, bias)
        x = torch.gather(x, 1, first[:, :, None].expand(-1, -1, x.shape[2]))
        senses: Tensor = self.sense(self.drop(x))
        return senses

    def take(self, network: Network) -> None:
        """Begin from the layers that the statements' reader has above the shared ones."""
        for mine, its in zip(self.layers, network.encoder.layers[SHARED:], strict=False):
            mine.load_state_dict(its.state_dict())


class Types(nn.Module):
    """From what words mean to the types of claim that each may tell."""

    def __init__(self) -> None:
        super().__init__()
        self.tag, self.dep = nn.Embedding(TAGS, WIDTH), nn.Embedding(DEPS, WIDTH)
        self.name, self.mark = nn.Embedding(NAMES, WIDTH), nn.Embedding(KINDS_OF_MARKS, WIDTH)
        for table in (self.tag, self.dep, self.name, self.mark):
            nn.init.normal_(table.weight, std=0.05)
        self.head = nn.Linear(WIDTH, WIDTH)
        self.norm, self.last = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.drop = nn.Dropout(DROP)
        self.up = nn.Linear(WIDTH, WIDTH)
        self.kind = nn.Linear(WIDTH, len(TYPES) + 1)
        self.marked = nn.Embedding(KINDS_OF_MARKS, len(TYPES) + 1)
        nn.init.zeros_(self.marked.weight)
        with torch.no_grad():
            self.kind.bias.zero_()
            self.kind.bias[0] = 3.0  # of twenty words one tells something

    def forward(
        self, senses: Tensor, grammar: Tensor, heads: Tensor, marks: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Words' vectors (..., words, WIDTH), and scores (..., words, 1 + types).

        `grammar` (..., words, 3), `heads` (..., words) and `marks` (..., words, MARKS) are hints.
        """
        tag, dep, name = grammar.unbind(-1)
        x = senses + self.tag(tag) + self.dep(dep) + self.name(name) + self.mark(marks).sum(-2)
        over = torch.gather(x, -2, heads[..., None].expand_as(x))
        y = self.last(F.gelu(self.norm(x + self.head(over))))
        scores = self.kind(self.drop(F.gelu(self.up(self.drop(y)))))
        return y, scores + self.marked(marks).sum(-2)


class Roles(nn.Module):
    """From a word that tells a claim of a type to who fills its first and its second role."""

    def __init__(self) -> None:
        super().__init__()
        self.trigger, self.word = nn.Linear(WIDTH, WIDTH), nn.Linear(WIDTH, WIDTH)
        self.kind = nn.Embedding(len(TYPES), WIDTH)
        self.relation = nn.Embedding(RELATIONS, WIDTH)
        self.distance = nn.Embedding(DISTANCES, WIDTH)
        for table in (self.kind, self.relation, self.distance):
            nn.init.normal_(table.weight, std=0.1)
        self.filled = nn.Linear(2, WIDTH, bias=False)
        self.drop = nn.Dropout(DROP)
        self.score = nn.Linear(WIDTH, 2)
        self.trust = nn.Parameter(torch.zeros(2))
        self.nobody = nn.Linear(WIDTH, 2)
        self.unfilled = nn.Embedding(len(TYPES), 2)
        nn.init.zeros_(self.unfilled.weight)

    def forward(self, trigger: Tensor, words: Tensor, kinds: Tensor, pairs: Pairs) -> Tensor:
        """Scores (places, 1 + words, 2): nobody, and each word.

        `trigger` (places, WIDTH), `words` (places, words, WIDTH) or one row for all, `kinds`
        (places).
        """
        relation, distance, filled = pairs
        told = self.trigger(trigger) + self.kind(kinds)
        x = told[:, None] + self.word(words) + self.relation(relation) + self.distance(distance)
        scores = self.score(self.drop(F.gelu(x + self.filled(filled)))) + filled * self.trust
        nobody = self.nobody(F.gelu(told)) + self.unfilled(kinds)
        return torch.cat([nobody[:, None], scores], 1)


# Relations, distances (places, words) and what the frames fill the roles with (places, words, 2).
Pairs = tuple[Tensor, Tensor, Tensor]


class Reader(nn.Module):
    """Branch and both heads together."""

    def __init__(self, size: Size | None = None) -> None:
        super().__init__()
        self.branch = Branch(size or Size())
        self.types = Types()
        self.roles = Roles()
