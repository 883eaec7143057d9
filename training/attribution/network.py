"""The reader's network: one encoder pass, a cue head, and a head that looks from each cue.

The encoder is a BERT (Devlin et al., NAACL 2019) of the base weights' size, with four small
features added to its embeddings. All heads work on words: the first piece stands for its word.
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from sayso.annotate.encoder.wording import CASES, LABELS, PARTS, PLACES, QUOTINGS
from sayso.attribute.reader.relation import DISTANCES, RELATIONS, STEPS

# O, and begin or inside of a cue, outermost or nested.
CUE_TAGS = 5
# O, and begin or inside of the source, and of the content, of one cue.
TAGS = 5
# Whether a candidate makes no statement, an outermost one or a nested one.
LEVELS = 3
# How many layers of the encoder the finder of names shares.
SHARED = 3
FEATURES = (CASES, QUOTINGS, PLACES, len(PARTS) + 1, len(LABELS) + 1)


@dataclass(frozen=True)
class Size:
    """The encoder's and the look's sizes: all-MiniLM-L6-v2's, and what is fast and loses nothing.

    `look` is the look's width, `near` how many words it sees at once.
    """

    vocabulary: int = 30522
    positions: int = 512
    width: int = 384
    layers: int = 6
    heads: int = 12
    inner: int = 1536
    look: int = 144
    near: int = 3


class Layer(nn.Module):
    """One layer of the encoder."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.heads = size.heads
        self.qkv = nn.Linear(size.width, 3 * size.width)
        self.out = nn.Linear(size.width, size.width)
        self.norm1 = nn.LayerNorm(size.width, eps=1e-12)
        self.up = nn.Linear(size.width, size.inner)
        self.down = nn.Linear(size.inner, size.width)
        self.norm2 = nn.LayerNorm(size.width, eps=1e-12)

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        """`x` is (texts, pieces, width); `bias` (texts, 1, 1, pieces) is added to the scores."""
        b, t, w = x.shape
        q, k, v = (
            self.qkv(x).view(b, t, 3, self.heads, w // self.heads).permute(2, 0, 3, 1, 4).unbind(0)
        )
        scores = (q / math.sqrt(w // self.heads)) @ k.transpose(-1, -2)
        if bias is not None:
            scores = scores + bias.to(q.dtype)
        y = scores.softmax(-1).to(v.dtype) @ v
        y = y.transpose(1, 2).reshape(b, t, w)
        x = self.norm1(x + self.out(y))
        return self.norm2(x + self.down(F.gelu(self.up(x))))


def hiding(mask: Tensor | None) -> Tensor | None:
    """What keeps a layer from looking at padding, of a mask (texts, pieces), 1.0 where a piece is.

    None where no text is padded.
    """
    return None if mask is None else ((1.0 - mask) * -1e4)[:, None, None, :]


class Encoder(nn.Module):
    """Pieces to hidden vectors of words, and the scores of the cue head."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        self.words = nn.Embedding(size.vocabulary, size.width)
        self.positions = nn.Embedding(size.positions, size.width)
        self.features = nn.ModuleList(nn.Embedding(n, size.width) for n in FEATURES)
        for table in self.features:
            nn.init.zeros_(table.weight)  # the base model starts undisturbed
        self.norm = nn.LayerNorm(size.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(size) for _ in range(size.layers))
        self.drop = nn.Dropout(0.1)
        self.cue = nn.Linear(size.width, CUE_TAGS)
        self.rough = nn.Linear(size.width, 2)

    def forward(
        self, pieces: Tensor, features: Tensor, mask: Tensor, first: Tensor
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Hidden vectors (texts, words, width), cue scores, and rough source/content scores.

        `pieces` (texts, pieces); `features` (5, texts, pieces); `mask` (texts, pieces), 1.0 where
        a piece is; `first` (texts, words): the place of each word's first piece.
        """
        bias = hiding(mask)
        return self.upper(self.lower(pieces, features, bias), bias, first)

    def lower(self, pieces: Tensor, features: Tensor, bias: Tensor | None) -> Tensor:
        """Vectors (texts, pieces, width) behind the layers that other tasks share."""
        place = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.words(pieces) + self.positions(place)
        for table, values in zip(self.features, features, strict=True):
            x = x + table(values)
        x = self.norm(x)
        for layer in self.layers[:SHARED]:
            x = layer(x, bias)
        return x

    def upper(self, x: Tensor, bias: Tensor | None, first: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Words' vectors behind the last layer, cue scores, rough source/content scores."""
        for layer in self.layers[SHARED:]:
            x = layer(x, bias)
        x = torch.gather(x, 1, first[:, :, None].expand(-1, -1, x.shape[2]))
        x = self.drop(x)
        return x, self.cue(x), self.rough(x)


class Look(nn.Module):
    """From each cue, over the words of its window: this cue's own source and content."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        n = size.look
        self.word = nn.Linear(size.width, n)
        self.cue = nn.Linear(size.width, n)
        self.distance = nn.Embedding(DISTANCES, n)
        self.step = nn.Embedding(STEPS, n)
        self.relation = nn.Embedding(RELATIONS, n)
        self.norm = nn.LayerNorm(n)
        self.near = nn.Conv1d(n, n, size.near, padding=size.near // 2)
        self.far = nn.Conv1d(n, n, 5, padding=8, dilation=4, groups=n)
        self.mix = nn.Linear(n, n)
        self.tags = nn.Linear(n, TAGS)
        self.level = nn.Sequential(
            nn.Linear(size.width + 3 * n, n), nn.GELU(), nn.Linear(n, LEVELS)
        )

    def forward(
        self, hidden: Tensor, cue: Tensor, distance: Tensor, step: Tensor, relation: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Tag scores (cues, words, TAGS) and level scores (cues, LEVELS).

        `hidden` (texts, words, width); `cue` (3, cues): its text, its first and its last word; the
        others (cues, words) are classes.
        """
        text, first, last = cue.unbind(0)
        head = (hidden[text, first] + hidden[text, last]) / 2
        word, own = self.word(hidden)[text], self.cue(head)[:, None, :]
        x = word * (1.0 + own) + own
        x = x + self.distance(distance) + self.step(step) + self.relation(relation)
        y = F.gelu(self.norm(x)).transpose(1, 2)
        y = y + F.gelu(self.near(y))
        x = (y + self.far(y)).transpose(1, 2)
        x = x + F.gelu(self.mix(x))
        tags = self.tags(x)
        part = tags.softmax(-1)
        source, content = part[..., 1] + part[..., 2], part[..., 3] + part[..., 4]
        at = torch.arange(text.shape[0], device=text.device)
        pooled = [self.pool(x, source), self.pool(x, content), x[at, first]]
        return tags, self.level(torch.cat([head, *pooled], -1))

    @staticmethod
    def pool(x: Tensor, weight: Tensor) -> Tensor:
        """The mean of `x` over the words, weighted."""
        return (weight[:, None, :] @ x).squeeze(1) / (weight.sum(1, keepdim=True) + 1.0)


class Network(nn.Module):
    """Encoder and look together."""

    def __init__(self, size: Size | None = None) -> None:
        super().__init__()
        self.size = size or Size()
        self.encoder = Encoder(self.size)
        self.look = Look(self.size)

    def save(self, path: Path) -> None:
        """Write size and weights."""
        torch.save({"size": asdict(self.size), "weights": self.state_dict()}, path)

    @classmethod
    def load(cls, path: Path) -> Network:
        """The network that `save` wrote."""
        state = torch.load(path, weights_only=True)
        network = cls(Size(**state["size"]))
        network.load_state_dict(state["weights"])
        return network

    def take_base(self, base: dict[str, Tensor]) -> None:
        """Begin from a BERT's weights as published (names of the transformers library)."""
        e = self.encoder
        pairs = {
            e.words: "embeddings.word_embeddings",
            e.positions: "embeddings.position_embeddings",
            e.norm: "embeddings.LayerNorm",
        }
        for i, layer in enumerate(e.layers):
            at = f"encoder.layer.{i}."
            own = [f"{at}attention.self.{part}" for part in ("query", "key", "value")]
            with torch.no_grad():
                layer.qkv.weight.copy_(torch.cat([base[f"{name}.weight"] for name in own]))
                layer.qkv.bias.copy_(torch.cat([base[f"{name}.bias"] for name in own]))
            pairs |= {
                layer.out: f"{at}attention.output.dense",
                layer.norm1: f"{at}attention.output.LayerNorm",
                layer.up: f"{at}intermediate.dense",
                layer.down: f"{at}output.dense",
                layer.norm2: f"{at}output.LayerNorm",
            }
        with torch.no_grad():
            for module, name in pairs.items():
                module.weight.copy_(base[f"{name}.weight"])
                if hasattr(module, "bias"):
                    module.bias.copy_(base[f"{name}.bias"])
            # Every piece is of the first segment.
            e.positions.weight.add_(base["embeddings.token_type_embeddings.weight"][0])
        e.words.weight.requires_grad_(False)
