"""ECB+ (Cybulska and Vossen, LREC 2014): named people, bodies and places, across reports."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from sayso.annotate.annotation import Name
from sayso.model import Entity, EntityKind, Span
from sayso.resolve.clusters import cluster
from sayso.resolve.identity.profile import Profile, beside_of, roles
from training.marks import PRONOUN, is_named, without_article, written

KINDS = {
    "HUMAN_PART_PER": EntityKind.PERSON,
    "HUMAN_PART_ORG": EntityKind.ORGANIZATION,
    "HUMAN_PART_GPE": EntityKind.PLACE,
    "LOC_GEO": EntityKind.PLACE,
    "LOC_FAC": EntityKind.PLACE,
}
# Marks of people, places and things; the others are of what happens, and when.
ENTITIES = ("HUMAN", "LOC", "NON_HUMAN")


@dataclass(frozen=True, slots=True)
class Named:
    """A report's text with its marked names: where, of what kind, and which instance they name.

    `mentions` are those of all entities, pronouns and descriptions too, with their instances.
    """

    report: str
    topic: str
    text: str
    names: tuple[tuple[Span, EntityKind, str], ...]
    mentions: tuple[tuple[Span, str], ...]


def reports(folder: Path) -> Iterator[Named]:
    """The reports of all topics."""
    for path in sorted(folder.glob("*/*.xml"), key=lambda p: (int(p.parent.name), p.name)):
        yield read(path)


def read(path: Path) -> Named:
    """One report."""
    root = ElementTree.parse(path).getroot()
    ids = [str(t.get("t_id")) for t in root.iter("token")]
    text, places = written([str(t.text) for t in root.iter("token")])
    at = dict(zip(ids, places, strict=True))
    instance = instances(root)
    names, mentions = [], []
    for mark in root.find("Markables") or ():
        anchors = [str(a.get("t_id")) for a in mark.iter("token_anchor")]
        if not mark.tag.startswith(ENTITIES) or not anchors:
            continue
        start, end = without_article(text, at[anchors[0]][0], at[anchors[-1]][1])
        if (name := instance.get(str(mark.get("m_id")))) and end > start:
            mentions.append((Span(start, end), name))
        if mark.tag not in KINDS:
            continue
        # What takes no part in a marked event was joined with nothing, though its name comes again.
        if (
            name
            and end > start
            and is_named(text[start:end])
            and not PRONOUN.match(text[start:end])
        ):
            names.append((Span(start, end), KINDS[mark.tag], name))
    return Named(path.stem, path.parent.name, text, tuple(sorted(names)), tuple(sorted(mentions)))


def instances(root: ElementTree.Element) -> dict[str, str]:
    """The instance that each mention names, where it was joined with others."""
    found = {}
    for link in root.find("Relations") or ():
        name = link.get("note") or f"{root.get('doc_name')}-{link.get('r_id')}"
        for source in link.iter("source"):
            found[str(source.get("m_id"))] = name
    return found


def entities(report: Named) -> list[tuple[Profile, Entity]]:
    """A report's entities, as the rules for names have them, with their profiles."""
    names = {Name(span, kind) for span, kind, _ in report.names}
    found = cluster(names, report.text, report.report)
    beside = beside_of(e.name for e in found)
    made = []
    for entity in found:
        texts = Counter(m.of(report.text) for m in entity.mentions)
        profile = Profile(
            entity.id,
            report.report,
            entity.name,
            entity.kind,
            tuple(texts.most_common()),
            beside,
            roles(entity, report.text),
        )
        made.append((profile, entity))
    return made


def by_topic(folder: Path) -> dict[str, list[Named]]:
    """The reports of each topic."""
    topics: dict[str, list[Named]] = defaultdict(list)
    for report in reports(folder):
        topics[report.topic].append(report)
    return topics
