"""Names joined to entities: which of a report's names are one person, place or body.

    entities = cluster(names, text, report_id)

Only evidence inside the text joins two names: the same words, an acronym and its long form, a
surname and one full name, a short form of one long name, a spelling of the same sounds, "also
known as". Where two candidates fit, nothing is joined: "Weld" beside Anna Weld and Peter Weld
stays an entity of its own, because the report does not tell which of them is meant.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from sayso.annotate.annotation import Name
from sayso.annotate.gender import gender_of
from sayso.annotate.lexicon import lexicon
from sayso.annotate.spelling import (
    SMALL_WORDS,
    called,
    contents,
    countries,
    fold,
    initials,
    is_variant,
    sounds,
)
from sayso.attribute.reference import TITLES
from sayso.model import Entity, EntityKind, Span, identify

PERSON = EntityKind.PERSON
BODIES = frozenset([EntityKind.ORGANIZATION, EntityKind.GROUP])
Form = tuple[str, ...]


@dataclass(slots=True, eq=False)
class Node:
    """All mentions of a report that share a folded form and a kind; `of` is the node it joined.

    `sex` is "m" or "f" where title or given name tell it.
    """

    form: Form
    kind: EntityKind
    mentions: list[Span] = field(default_factory=list)
    texts: Counter[str] = field(default_factory=Counter)
    sex: str | None = None
    of: Node | None = None

    def root(self) -> Node:
        """The node that stands for all that were joined with this one."""
        node = self
        while node.of is not None:
            node = node.of
        return node

    def join(self, other: Node) -> None:
        """Make this node and `other` one entity."""
        mine, its = self.root(), other.root()
        if mine is not its:
            its.of = mine

    @property
    def is_acronym(self) -> bool:
        """Whether the name is one word in capitals."""
        return len(self.form) == 1 and all(is_capitals(text) for text in self.texts)


def is_capitals(text: str) -> bool:
    """Whether a name is written in capitals alone, dots and an article aside."""
    bare = text.removeprefix("the ").removeprefix("The ").replace(".", "")
    return 2 <= len(bare) <= LONGEST_ACRONYM and bare.isupper()


LONGEST_ACRONYM = 10


def cluster(names: Iterable[Name], text: str, report: str = "") -> tuple[Entity, ...]:
    """The entities of one text, in the order of their first mentions.

    `names` are those of `text`; `report` goes into the ids, so that entities of two reports differ.
    """
    ordered = sorted(set(names))
    nodes, at = gather(ordered, text)
    for node in nodes:
        node.sex = sex_of(node, text)
    nodes = part_surnames(nodes, at)
    join_introduced(ordered, at, text)
    joins = (
        join_called,
        join_reordered,
        join_spelled,
        join_people,
        join_shortened,
        join_initials,
        join_heads,
    )
    for join in joins:
        join(nodes)
    joined: dict[int, list[Node]] = defaultdict(list)
    for node in nodes:
        joined[id(node.root())].append(node)
    entities = [entity_of(alike, report) for alike in joined.values()]
    return tuple(sorted(unite(entities), key=lambda e: e.mentions))


def sex_of(node: Node, text: str) -> str | None:
    """What the titles before a person's name tell of the sex, or else the given name."""
    if node.kind is not PERSON:
        return None
    before = (text[max(0, m.start - 12) : m.start].split()[-1:] for m in node.mentions)
    told = {
        TITLES[w] for words in before for word in words if (w := word.strip(".").lower()) in TITLES
    }
    if len(told) == 1:
        return told.pop()
    return gender_of(max(node.texts, key=len)) if len(node.form) > 1 and not told else None


def unite(entities: list[Entity]) -> list[Entity]:
    """One entity per id: two that came to the same name and kind are the same."""
    by_id: dict[str, Entity] = {}
    for entity in entities:
        known = by_id.get(entity.id)
        mentions = tuple(sorted({*entity.mentions, *(known.mentions if known else ())}))
        by_id[entity.id] = Entity(entity.id, entity.name, entity.kind, mentions)
    return list(by_id.values())


def gather(names: Sequence[Name], text: str) -> tuple[list[Node], dict[Span, Node]]:
    """One node per folded form and kind, and the node of each mention."""
    nodes: dict[tuple[Form, EntityKind], Node] = {}
    at: dict[Span, Node] = {}
    for name in names:
        words = name.span.of(text)
        form = fold(words)
        if not form or name.span in at:
            continue
        kind = name.kind
        sister = EntityKind.GROUP if kind is EntityKind.ORGANIZATION else EntityKind.ORGANIZATION
        if kind in BODIES and (form, sister) in nodes:
            kind = sister
        node = nodes.setdefault((form, kind), Node(form, kind))
        node.mentions.append(name.span)
        node.texts[" ".join(words.split())] += 1
        at[name.span] = node
    return list(nodes.values()), at


def part_surnames(nodes: list[Node], at: dict[Span, Node]) -> list[Node]:
    """Give a surname that two people share to the first of them, as long as he is the only one.

    Up to the place where a second Weld is named in full, "Weld" is the first; after it, the text
    does not tell, and "Weld" stays by itself.
    """
    people = [n for n in nodes if n.kind is PERSON]
    for node in [n for n in people if len(n.form) == 1]:
        full = [o for o in people if len(o.form) > 1 and o.form[-1] == node.form[0]]
        full = [
            o
            for o in full
            if not any(is_short_for(o.form, other.form) for other in full if other is not o)
        ]
        if len(full) < 2:
            continue
        first, second = sorted(full, key=lambda o: o.mentions[0])[:2]
        early = [m for m in node.mentions if first.mentions[0] < m < second.mentions[0]]
        for mention in early:
            node.mentions.remove(mention)
            first.mentions.append(mention)
            at[mention] = first
    return [n for n in nodes if n.mentions]


BRACKET = re.compile(r"\s*[(\[]\s*[\"“]?\s*")
ALIAS = re.compile(
    r"[\"”]?,? ?\(?\s*(?:who is |who was )?(?:also |better |widely |formerly )?"
    r"(?:known (?:locally |widely |simply )?as|nicknamed|alias|aka|a\.k\.a\.|"
    r"nom de guerre:?|formerly|née|né)\s*(?:the |The )?[\"“‘']?(?:the |The )?",
)


def join_introduced(names: Sequence[Name], at: dict[Span, Node], text: str) -> None:
    """Join what the text itself introduces: "Long Form (LF)", "X, also known as Y"."""
    for one, other in pairwise(names):
        left, right = at.get(one.span), at.get(other.span)
        if left is None or right is None or one.span.meets(other.span):
            continue
        gap = text[one.span.end : other.span.start]
        if BRACKET.fullmatch(gap) and text[other.span.end : other.span.end + 2].lstrip('"” ')[
            :1
        ] in (")", "]"):
            if (right.is_acronym and abbreviates(right.form[0], left.form)) or (
                left.is_acronym and abbreviates(left.form[0], right.form)
            ):
                left.join(right)
        elif ALIAS.fullmatch(gap) and alike(left.kind, right.kind):
            left.join(right)


def alike(one: EntityKind, other: EntityKind) -> bool:
    """Whether two kinds may be one thing's."""
    return one is other or EntityKind.OTHER in (one, other) or {one, other} <= BODIES


def abbreviates(acronym: str, form: Form) -> bool:
    """Whether an acronym beside a long form can be its own: its letters stand there in order."""
    if form[0][0] != acronym[0] and acronym[0] not in {w[0] for w in form[:2]}:
        return False
    rest = iter("".join(form))
    return len(form) > 1 and all(letter in rest for letter in acronym)


def join_where(nodes: Iterable[Node], candidates: Callable[[Node], Iterable[Node]]) -> None:
    """Join each node with the one entity among its candidates; with two, the text does not tell."""
    for node in nodes:
        roots = {id(c.root()): c.root() for c in candidates(node) if c.root() is not node.root()}
        if len(roots) == 1:
            next(iter(roots.values())).join(node)


def join_called(nodes: list[Node]) -> None:
    """Join the names of one country: "the US" with "the United States"."""
    places = [n for n in nodes if n.kind is EntityKind.PLACE]
    by_country: dict[Form, Node] = {}
    for node in places:
        country = called().get(node.form, node.form)
        if country in called().values():
            node.join(by_country.setdefault(country, node))


def join_reordered(nodes: list[Node]) -> None:
    """Join "Ministry of the Interior" with "Interior Ministry"."""
    places = {node.form[0] for node in nodes if len(node.form) == 1}
    by_words: dict[tuple[Form, bool], Node] = {}
    for node in nodes:
        if node.kind not in BODIES or len(contents(node.form)) < 2:
            continue
        words = tuple(sorted(country_of(w, places) for w in contents(node.form)))
        by_words.setdefault((words, True), node).join(node)


def country_of(word: str, places: set[str]) -> str:
    """The country that a word for its people points to, known or named in the same report."""
    known = countries().get(word)
    if known is not None:
        return known
    for ending in ("n", "ian", "an", "ese", "ish", "i"):
        if word.endswith(ending) and word.removesuffix(ending) in places:
            return word.removesuffix(ending)
    return word


def join_people(nodes: list[Node]) -> None:
    """Join a surname, a given name or a shortened name with the one full name that it fits."""
    people = [n for n in nodes if n.kind is PERSON]
    by_word: dict[str, list[Node]] = defaultdict(list)
    for node in people:
        for word in set(node.form):
            by_word[word].append(node)

    def fuller(node: Node) -> list[Node]:
        return [
            other
            for other in by_word[node.form[-1]] + by_word[node.form[0]]
            if size(other.form) > size(node.form) and is_short_for(node.form, other.form)
            if None in (node.sex, other.sex) or node.sex == other.sex
        ]

    join_where(sorted(people, key=lambda n: size(n.form), reverse=True), fuller)


def size(form: Form) -> tuple[int, int]:
    """How much a name tells: its words, then its letters."""
    return len(form), len("".join(form))


def is_short_for(short: Form, full: Form) -> bool:
    """Whether a person's shorter name is part of the fuller one."""
    if len(short) == 1 or short[0] in SMALL_WORDS or short[0] == "abu":
        return full[-len(short) :] == short or full[: len(short)] == short
    if short[-1] != full[-1]:
        return False
    first = short[0] == full[0] or (len(short[0]) == 1 and full[0].startswith(short[0]))
    inner = iter(full[1:-1])
    return first and all(any(w == f or w == f[0] for f in inner) for w in short[1:-1])


def join_shortened(nodes: list[Node]) -> None:
    """Join a body's name with the one longer name that begins with it."""
    bodies = [n for n in nodes if n.kind in BODIES and not n.is_acronym]
    by_first: dict[str, list[Node]] = defaultdict(list)
    for node in bodies:
        by_first[node.form[0]].append(node)

    def longer(node: Node) -> list[Node]:
        if len(node.form) < 2:
            return []
        return [o for o in by_first[node.form[0]] if goes_on(node.form, o.form)]

    join_where(sorted(bodies, key=lambda n: -len(n.form)), longer)


def goes_on(short: Form, full: Form) -> bool:
    """Whether the long name is the short one with "of Kessen" or "Party" behind it."""
    if len(full) <= len(short) or full[: len(short)] != short:
        return False
    rest = full[len(short) :]
    return rest[0] in SMALL_WORDS or (len(rest) == 1 and rest[0] in lexicon().heads)


def join_spelled(nodes: list[Node]) -> None:
    """Join spellings of one name: "Mohammed Rashan" and "Muhammad Rashan"."""
    by_sound: dict[tuple[tuple[str, ...], bool], list[Node]] = defaultdict(list)
    for node in nodes:
        if not node.is_acronym and node.kind is not EntityKind.NATIONALITY:
            by_sound[sounds(node.form), node.kind in BODIES].append(node)
    for alike_nodes in by_sound.values():
        for i, node in enumerate(alike_nodes):
            for other in alike_nodes[:i]:
                same_kind = node.kind is other.kind or node.kind in BODIES
                if same_kind and is_variant(node.form, other.form):
                    other.join(node)


def join_initials(nodes: list[Node]) -> None:
    """Join an acronym with the one long name that has its initials."""
    by_initials: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        if len(node.form) > 1 and node.kind is not PERSON:
            for letters in initials(node.form):
                by_initials[letters].append(node)

    def spelled(node: Node) -> list[Node]:
        return [o for o in by_initials[node.form[0]] if alike(o.kind, node.kind)]

    join_where([n for n in nodes if n.is_acronym and n.root() is n], spelled)


def join_heads(nodes: list[Node]) -> None:
    """Join "the Bank" with the one body whose name has that head, "Brenn" with "Brenn Yards"."""
    bodies = [n for n in nodes if n.kind in BODIES and len(n.form) > 1]

    def headed(node: Node) -> list[Node]:
        begun = node.mentions[0]
        return [o for o in bodies if is_part(node.form[0], o.form) and o.mentions[0] < begun]

    join_where([n for n in nodes if len(n.form) == 1 and n.kind in BODIES], headed)


def is_part(word: str, form: Form) -> bool:
    """Whether a body may be called by this one word of its name: its head, or its first or last."""
    return word == head_of(form) or (len(form) == SHORT_NAME and word in form)


SHORT_NAME = 2


def head_of(form: Form) -> str:
    """The word that says what a body is: the last one before "of" or "for", else the last."""
    link = next((i for i, w in enumerate(form) if i and w in ("of", "for")), len(form))
    return form[link - 1]


def entity_of(nodes: list[Node], report: str) -> Entity:
    """The entity of nodes that were joined."""
    chief = max(nodes, key=formality)
    texts = chief.texts
    name = max(texts, key=lambda t: (fitness(t), texts[t], len(t), t))
    mentions = tuple(sorted({m for node in nodes for m in node.mentions}))
    return Entity(identify("e", report, name, chief.kind), name, chief.kind, mentions)


def fitness(text: str) -> tuple[bool, bool, bool]:
    """What makes one way of writing a name better to show: bare of article and 's, not shouted."""
    owning = text.endswith(("'s", "’s"))
    return not owning, not text.isupper(), not text.lower().startswith("the ")


def formality(node: Node) -> tuple[bool, int, int, int, Form]:
    """What makes a name the one to show: spelled out, more words, longer, more often used."""
    return (
        not node.is_acronym,
        len(node.form),
        len("".join(node.form)),
        len(node.mentions),
        node.form,
    )
