"""Whether a name is that of a voice: surnames, acronyms, other spellings, and names explained."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from sayso.annotate.annotation import Annotation
from sayso.annotate.spelling import fold, is_respelled, is_word_variant
from sayso.attribute.naming import bare, initials
from sayso.attribute.nearby import Identity
from sayso.attribute.reference import Reference
from sayso.attribute.speaker import Speaker
from sayso.attribute.voicing import voice_nouns
from sayso.model import EntityKind, VoiceKind

# "The People's Front of Sanda (PFS)": the short form in the brackets behind a name.
# "Marit Sool, known along the river as the Duck Lady": the other name behind a person's.
NICKNAME = re.compile(
    r",\s(?:(?:better\s|also\s)?(?:called|nicknamed|dubbed)|(?:better\s|also\s)?known\s(?:[\w’']+\s){0,5}?as"
    r"|who\s(?:goes|went)\sby(?:\sthe\sname\s(?:of\s)?)?)\s[\"“‘']?(?:the\s)?"
    r"((?:[A-Z][\w’'-]+)(?:\s[A-Z][\w’'-]+)*)"
)
BODIES = frozenset({VoiceKind.ORGANIZATION, VoiceKind.GROUP})
SHORT = re.compile(r"\s\(\s*(?:the\s)?[\"“']?([^\W\d_][\w-]{1,11})[\"”']?\s*\)")


def aliases_of(annotation: Annotation) -> Mapping[str, list[str]]:
    """The words of the names that short forms in brackets and nicknames stand for, by these.

    A nickname of several words is one by its last word, too, as the name finder may cut it.
    """
    text = annotation.report.text
    aliases: dict[str, list[str]] = {}
    for name in annotation.names:
        nickname = NICKNAME.match(text, name.span.end)
        if name.kind is EntityKind.PERSON and nickname is not None:
            words, whole = bare(nickname[1]), bare(name.span.of(text))
            aliases.setdefault("".join(words), whole)
            aliases.setdefault(words[-1], whole)
        match = SHORT.match(text, name.span.end)
        if name.kind is EntityKind.PERSON or match is None or not is_short(match[1]):
            continue
        aliases.setdefault(match[1].lower(), bare(name.span.of(text)))
    return aliases


def is_short(word: str) -> bool:
    """Whether a word in brackets looks like an acronym: two capitals at least."""
    return sum(c.isupper() for c in word) > 1


def bears_name(speaker: Speaker, reference: Reference, aliases: Mapping[str, list[str]]) -> bool:
    """Whether the source names this voice."""
    if not speaker.named or speaker.plural != reference.plural:
        return False
    words, known = bare(reference.text), speaker.words
    if words == known:
        return reference.plural or speaker.agrees(reference)
    if reference.plural or not words or not known:
        return False
    if aliases.get("".join(words)) == known or aliases.get("".join(known)) == words:
        return True
    kinds = {speaker.kind, reference.kind}
    if VoiceKind.PERSON in kinds and kinds & BODIES and len(words) != len(known):
        return False  # "Voss" is not "Voss's Reform Party"
    if VoiceKind.PERSON in kinds:
        return speaker.agrees(reference) and is_same_person(words, known)
    if len(words) == 1 and words == known[-1:] and words[0] in voice_nouns():
        return True  # "The Committee" of the State Security Committee
    if initials(known) == "".join(words) or initials(words) == "".join(known):
        return True
    short, long = sorted((words, known), key=len)
    return len(short) > 1 and short in (long[-len(short) :], long[: len(short)])


def is_same_person(one: list[str], other: list[str]) -> bool:
    """Whether two names of people are one: a surname, an initial, or another spelling of it."""
    short, long = sorted((one, other), key=len)
    if long[-len(short) :] == short:
        return True
    if len(short) == len(long) > 1 and short[-1] == long[-1]:
        first = sorted((short[0], long[0]), key=len)
        if len(first[0]) == 1 and first[1].startswith(first[0]) and short[1:] == long[1:]:
            return True  # "S. Trudin" for Savva Trudin
    if len(short) == 1 and short[0] == long[0]:
        return True  # a given name alone, as the popular press has it
    if short[-1][0] != long[-1][0] or abs(len(short[-1]) - len(long[-1])) > 3:
        return False  # no spelling of the same surname; this is asked for every pair of names
    if len(short) == 1:
        left, right = fold(short[0]), fold(long[-1])
        return len(left) == len(right) == 1 and is_word_variant(left[0], right[0])
    return is_respelled(fold(" ".join(one)), fold(" ".join(other)))


def names_body(reference: Reference, speaker: Speaker) -> bool:
    """Whether a body's name ends in the one noun that an unnamed body was called by.

    "The board", and then "the Sarn Catchment Board", where no word told of another one.
    """
    words = bare(reference.text)
    return (
        reference.kind in (VoiceKind.ORGANIZATION, VoiceKind.GROUP)
        and speaker.kind in (VoiceKind.ORGANIZATION, VoiceKind.GROUP)
        and not (speaker.named or speaker.plural or speaker.modifiers or reference.plural)
        and len(words) > 1
        and speaker.heads == {words[-1]}
        and speaker.text.lower() == f"the {words[-1]}"
    )


def explains(reference: Reference, speaker: Speaker, identities: Sequence[Identity]) -> bool:
    """Whether the text gives an unnamed voice this name.

    Beside a description that takes the voice up ("The welder, Joss Arden"), or in a sentence that
    says who the voice is ("The officer is second mate Ove Lind.").
    """
    if names_body(reference, speaker):
        return True
    unnamed = not (speaker.named or speaker.plural) and speaker.kind is VoiceKind.ANONYMOUS
    if reference.kind is not VoiceKind.PERSON or not unnamed or not speaker.agrees(reference):
        return False
    if reference.takes_up:
        told = set(speaker.text.lower().split()) | speaker.heads
        if reference.takes_up[-1] in speaker.heads and set(reference.takes_up) <= told:
            return True
    words = bare(reference.text)
    return any(
        i.noun in speaker.heads
        and i.words[-len(words) :] == words
        and speaker.mentions[-1].end < i.at < reference.span.start
        for i in identities
    )
