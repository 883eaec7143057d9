"""The branch that finds names: layers on the encoder's lower ones, and a head for spans."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from sayso.annotate.naming.hints import SIZES
from sayso.annotate.naming.labels import LABELS, LONGEST
from training.attribution.network import FEATURES, SHARED, Layer, Network, Size, hiding

# How many layers the branch has of its own.
OWN = 3
SPAN = 160


class Branch(nn.Module):
    """From the hidden vectors of pieces between two layers to scores of spans of words."""

    def __init__(self, size: Size, own: int = OWN) -> None:
        super().__init__()
        width = size.width
        self.features = nn.ModuleList(nn.Embedding(n, width) for n in (*FEATURES, *SIZES))
        for table in self.features:
            nn.init.zeros_(table.weight)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(size) for _ in range(own))
        self.drop = nn.Dropout(0.1)
        self.start = nn.Linear(2 * width, SPAN)
        self.end = nn.Linear(2 * width, SPAN)
        self.inner = nn.Linear(width, SPAN)
        self.length = nn.Embedding(LONGEST, SPAN)
        self.hidden = nn.Linear(SPAN, SPAN)
        self.label = nn.Linear(SPAN, len(LABELS))
        with torch.no_grad():
            self.label.bias[0] = 5.0  # of a hundred spans one is something

    def forward(
        self, lower: Tensor, features: Tensor, mask: Tensor | None, first: Tensor, last: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Scores (texts, words, lengths, labels) of the spans that begin at each word, and vectors.

        `lower` (texts, pieces, width); `features` (10, texts, pieces); `mask` (texts, pieces);
        `first` and `last` (texts, words): the places of each word's first and last piece.
        The vectors (texts, words, width) are those of the first pieces.
        """
        x = lower
        for table, values in zip(self.features, features, strict=True):
            x = x + table(values)
        x = self.norm(x)
        bias = hiding(mask)
        for layer in self.layers:
            x = layer(x, bias)
        wide = x.shape[2]
        a = torch.gather(x, 1, first[:, :, None].expand(-1, -1, wide))
        b = torch.gather(x, 1, last[:, :, None].expand(-1, -1, wide))
        words = self.drop(torch.cat([a, b], -1))
        start, end = self.start(words), self.end(words)
        total = self.inner(self.drop(a)).cumsum(1)
        # Past the last word stand zeros; what is scored there, no sentence holds.
        end, total = F.pad(end, (0, 0, 0, LONGEST)), F.pad(total, (0, 0, 1, LONGEST))
        each = [self.of_length(start, end, total, n) for n in range(LONGEST)]
        return torch.stack(each, 2), a

    def of_length(self, start: Tensor, end: Tensor, total: Tensor, n: int) -> Tensor:
        """Scores (texts, words, labels) of the spans of `n` + 1 words."""
        count = start.shape[1]
        behind = end[:, n : n + count]
        mean = (total[:, n + 1 : n + 1 + count] - total[:, :count]) / (n + 1)
        x = start + behind + start * behind + mean + self.length.weight[n]
        scores: Tensor = self.label(F.gelu(self.hidden(F.gelu(x))))
        return scores

    def take(self, network: Network) -> None:
        """Begin from the layers that the statements' reader has above the shared ones."""
        for mine, its in zip(self.layers, network.encoder.layers[SHARED:], strict=False):
            mine.load_state_dict(its.state_dict())
