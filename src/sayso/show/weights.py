"""Propositions as a person reads them: on whose word, from how many origins, how well supported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from sayso.annotate.phrasing import within_denial
from sayso.model import Modality, Polarity
from sayso.ontology import claim_types
from sayso.show.words import DENIED, DURESS, TELLS, UNNAMED, clip, flat
from sayso.weigh.contradiction import Kind
from sayso.weigh.party import Party
from sayso.weigh.proposition import Proposition, Voiced
from sayso.weigh.testimony import Link
from sayso.weigh.weighing import Grounds, OriginWeight, Weight, opposite
from sayso.weigh.why import chance_in_words, counted, why

# Manners that go without saying.
PLAIN = ("says", "narrates", "reports")
# In a list, so many origins of a proposition, and so much of a role's words.
FEW, LONGEST_ROLE = 4, 90


def weight_list(weights: Sequence[Weight]) -> Iterator[RenderableType]:
    """Each proposition in a few lines, none without those on whose word it stands."""
    for weight in weights:
        yield heading(weight.proposition)
        yield indented(told_by([w for w in weight.origins if not w.denies]), 2)
        if other := [w for w in weight.origins if w.denies]:
            denied = weight.proposition.polarity is Polarity.DENIED
            yield indented(f"{'affirmed' if denied else DENIED + ' denied'} by: {listed(other)}", 2)
        for found in weight.contradictions:
            if found.kind is not Kind.DENIAL:
                name = opposite(found, weight.proposition.id)
                yield indented(f"contradicted in {found.kind.value} by {name}: {found.because}", 2)
        for each in weight.variants:
            name = opposite(each, weight.proposition.id)
            yield indented(f"another number is told by {name}: {each.because}", 2)
        yield indented(support(weight), 2)
        yield Text()


def heading(proposition: Proposition) -> RenderableType:
    """The proposition in one line, in the words of whoever tells it: alleged, not known."""
    line = Text(f"{proposition.id}  ", style="dim")
    line.append(f"{proposition.type}  ", style="bold")
    line.append(roles(proposition))
    for mark in marks(proposition):
        line.append(f"  {mark}")
    return line


def roles(proposition: Proposition) -> str:
    """Who plays which part, by their names over all reports."""
    parties = proposition.parties()
    known = claim_types().get(proposition.type)
    main = [known.first.name, known.second.name] if known else []
    named = [role for role in main if role in parties]
    named += [role for role in parties if role not in named]
    arrow = " ↔ " if known and known.symmetric else " → "
    denied = proposition.polarity is Polarity.DENIED
    words = [f"{role}: {clip(part(parties[role], denied=denied), LONGEST_ROLE)}" for role in named]
    both = len(main) == 2 and all(role in parties for role in main)
    return (
        arrow.join(words[:2]) + "".join(f", {w}" for w in words[2:]) if both else ", ".join(words)
    )


def part(party: Party, *, denied: bool) -> str:
    """Who plays a part, as it reads beside the mark of a denial."""
    name = flat(party.name)
    return within_denial(name) if denied and party.identity is None else name


def marks(proposition: Proposition) -> Iterator[str]:
    """What keeps it from being told as a plain fact."""
    if proposition.polarity is Polarity.DENIED:
        yield f"[{DENIED} denied]"
    if proposition.modality is not Modality.ACTUAL:
        yield f"[{proposition.modality.value}]"


def told_by(origins: Sequence[OriginWeight]) -> str:
    """On whose word it stands."""
    return f"on the word of: {listed(origins)}"


def listed(origins: Sequence[OriginWeight]) -> str:
    """Some origins in words, each with the reports that carry it."""
    shown = [origin_in_words(each) for each in origins[:FEW]]
    more = [f"and {len(origins) - FEW} more"] if len(origins) > FEW else []
    return " · ".join([*shown, *more])


def origin_in_words(each: OriginWeight) -> str:
    """One origin: its voices, outlet first, and how many reports carry it on."""
    origin = each.origin
    chain = chain_in_words(origin.voiced[0])
    more = len(origin.reports) - 1
    spread = f" (+{counted(more, 'report')})" if more else ""
    back = " [taken back]" if each.opinion is None else ""
    return f"{clip(chain, 160)}{spread}{back}"


def chain_in_words(voiced: Voiced) -> str:
    """The chain of the first telling, from the outlet inwards."""
    links = voiced.provenance.root.chain
    names = [link_in_words(link) for link in links]
    own = [name for n, name in enumerate(names) if not n or links[n].key != links[n - 1].key]
    return TELLS.join(own)


def link_in_words(link: Link) -> str:
    """One voice, marked where it has no name, and how it speaks where it does not simply say."""
    name = flat(link.name) if link.is_known else f"{UNNAMED} {flat(link.name)}"
    duress = f"{DURESS} under duress" if link.duress else ""
    manner = "" if link.manner in PLAIN else link.manner
    told = ", ".join(part for part in (manner, duress) if part)
    return f"{name} ({told})" if told else name


def support(weight: Weight) -> str:
    """How well it is supported, in one sentence of counts and one of likelihood."""
    own = [w for w in weight.origins if not w.denies]
    shown = sum(w.independent is not None for w in own)
    reports = {report for w in own for report in w.origin.reports}
    apart = f"{shown} shown to be independent" if shown else "independence not established"
    words = f"{counted(len(own), 'origin')} in {counted(len(reports), 'report')}, {apart}"
    grade = weight.credibility
    words += f" · {grade.grade} {grade.words}: {grade.because}"
    return words + (f" · {chance}" if (chance := chance_in_words(weight.number)) else "")


def explanation(weight: Weight, grounds: Grounds) -> RenderableType:
    """One proposition in full: every step that led to its weight."""
    lines: Iterable[tuple[int, str]] = why(weight, grounds)
    body = [indented(sentence, 2 * depth) for depth, sentence in lines]
    return Group(heading(weight.proposition), Text(), *body)


def indented(words: str, depth: int) -> RenderableType:
    """Words that stay indented where they take more than one line."""
    return Padding(Text(flat(words)), (0, 0, 0, depth))
