"""Where the small parser hangs an object wrongly, as a rule: hyphens, dashes, numbers, days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.extract.nodes import children, pobj

if TYPE_CHECKING:
    from spacy.tokens import Token


def opens_compound(token: Token) -> bool:
    """Whether a hyphen joins `token` to the next word: "re" and "-" in "his re-election"."""
    after = token.nbor() if token.i + 1 < len(token.doc) else None
    joined = after is not None and not token.whitespace_ and token.head == after.head
    return joined and "-" in {token.text, after.text if after is not None else ""}


def dashed(noun: Token) -> Token | None:
    """The name that `noun` describes between dashes: "Omar Deb — the minister — left"."""
    first = noun.left_edge
    before = first.nbor(-1) if first.i else None
    if before is None or before.lower_ not in {"—", "–", "--"}:
        return None
    beside = [
        t for t in noun.head.children if t.dep_ == noun.dep_ and t.right_edge.i == before.i - 1
    ]
    return next((t for t in beside if t.pos_ == "PROPN"), None)


def counted(verb: Token) -> list[Token]:
    """The object in "kidnapped up to sixteen men", which the parser hangs on a particle."""
    up = [p for p in children(verb, "prt") if p.lower_ == "up"]
    led = [o for p in up for to in children(p, "prep") for o in pobj(to)]
    return [o for o in led if children(o, "nummod")]


def untimed(noun: Token) -> Token:
    """The object in "staged protests Saturday", which the parser makes part of the day."""
    if noun.ent_type_ in {"DATE", "TIME"}:
        real = [c for c in children(noun, "compound") if not c.ent_type_]
        return real[-1] if real else noun
    return noun
