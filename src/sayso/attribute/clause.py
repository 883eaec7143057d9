"""What the parse tells of a clause: who acts in it, and which words belong together."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from sayso.attribute.voicing import voice_nouns
from sayso.model import Span

SUBJECTS = {"nsubj", "csubj"}
PASSIVE_SUBJECTS = {"nsubjpass", "csubjpass"}
# Gerunds by which a report hands on whose words it reports ("reported, citing officials").
CITING = {"cite", "quote"}
# Verbs whose subject is what seems, not to whom.
RAISING = {"seem", "appear"}
AUXILIARIES = {"aux", "auxpass", "neg"}
# Adverbs and particles that belong to the cue when they stand right beside it ("has also said").
CUE_PARTS = AUXILIARIES | {"prt", "advmod"}


def span_of(doc: Doc, first: int, last: int) -> Span:
    """The span from token `first` to token `last`, both included, without white space outside.

    Where the parse crosses itself and `last` lies before `first`, the one token `first`.
    """
    last = max(first, last)
    while last > first and doc[last].is_space:
        last -= 1
    while first < last and doc[first].is_space:
        first += 1
    return Span(doc[first].idx, doc[last].idx + len(doc[last]))


def reach(token: Token) -> tuple[int, int]:
    """The first and the last token of everything that hangs on `token`."""
    return token.left_edge.i, token.right_edge.i


def child(token: Token, *labels: str) -> Token | None:
    """The first child with one of the dependency labels."""
    return next((c for c in token.children if c.dep_ in labels), None)


def is_passive(verb: Token) -> bool:
    """Whether the verb does not say who speaks: passive, or "seems" and "appears"."""
    if verb.lemma_ in RAISING:
        return True
    if verb.lemma_ == "say" and child(verb, "xcomp") is not None:
        return True  # a headline's "men said to have named an officer"
    if verb.dep_ == "acl" and governed(verb) is not None:
        return (
            False  # "it the detainees confessed that ...", which the parse takes for a participle
        )
    return any(c.dep_ in ("auxpass", "nsubjpass", "csubjpass") for c in verb.children) or (
        verb.dep_ in ("acl", "advcl") and verb.tag_ == "VBN" and child(verb, "aux") is None
    )


def agent_of(verb: Token) -> Token | None:
    """The noun after "by" of a passive verb."""
    by = child(verb, "agent")
    return child(by, "pobj") if by is not None else None


def document_of(verb: Token) -> Token | None:
    """The document of "in the statement it is said that ..."."""
    subject = child(verb, "nsubjpass")
    if subject is None or subject.lower_ != "it":
        return None
    for c in verb.lefts:
        if c.dep_ == "prep" and c.lower_ == "in":
            return child(c, "pobj")
    return None


def speaker_of(verb: Token) -> Token | None:
    """The head of the noun phrase that names who speaks.

    The subject, the agent of a passive, or the subject that the verb shares with the verb it
    hangs on ("she smiled and said", "saying that", "declined to say").
    """
    if is_passive(verb):
        return agent_of(verb) or document_of(verb)
    subject = child(verb, *SUBJECTS)
    if subject is not None:
        return subject
    if verb.dep_ in ("ROOT", "ccomp") and (noun := just_before(verb)) is not None:
        return noun
    if verb.dep_ == "acl":
        return verb.head
    if (noun := just_behind(verb)) is not None:
        return noun
    if verb.tag_ == "VBG" and verb.dep_ == "advcl" and verb.i > 0 and verb.nbor(-1).text == ",":
        return verb_subject(outermost(verb.head))
    if verb.dep_ in ("conj", "xcomp", "advcl") and verb.head.pos_ in ("VERB", "AUX"):
        if verb.dep_ == "xcomp" and (controlled := child(verb.head, "dobj")) is not None:
            return controlled
        return verb_subject(verb.head)
    if verb.dep_ in ("advcl", "conj") and (copula := verb.head).pos_ in ("NOUN", "ADJ"):
        return child(copula, *SUBJECTS)
    return None


def just_before(verb: Token) -> Token | None:
    """The noun that stands before a finite verb, where the parse found the verb no subject."""
    if verb.tag_ not in ("VBD", "VBZ", "VBP") or cue_reach(verb)[0] <= verb.sent.start:
        return None
    at = cue_reach(verb)[0] - 1
    if verb.doc[at].text == "," and at > verb.sent.start:
        at -= 1  # "its director, Wim Ude, said"
    before = verb.doc[at]
    # The small model tags a rare name at the head of a sentence as an interjection.
    if before.dep_ == "appos" and before.head.lemma_.lower() in voice_nouns():
        return before.head  # "the spokesman, Ude, said"
    return before if before.pos_ in ("NOUN", "PROPN", "PRON", "INTJ") else None


def just_behind(verb: Token) -> Token | None:
    """The noun behind a verb that follows a quotation, taken for its object ('"..." asked X')."""
    thing = child(verb, "dobj")
    if thing is None or verb.i == 0 or thing.left_edge.i != verb.i + 1:
        return None
    if verb.lemma_ == "tell":
        return None  # '"...," told reporters' has lost its speaker elsewhere
    quoted = verb.doc[verb.i - 1].is_quote or verb.doc[verb.i - 1].text in {"?", "!"}
    return thing if quoted and child(verb, "ccomp", "xcomp", "aux") is not None else None


def governed(verb: Token) -> Token | None:
    """The clause that a verb governs, also where the parse hangs it on a gerund between.

    In "admitted under questioning that ..." it is the admission that has a content.
    """
    clause = child(verb, "ccomp") or clause_in_object(verb)
    if clause is None:
        for c in verb.rights:
            gerund = child(c, "pcomp") if c.dep_ == "prep" else None
            if c.dep_ == "advcl" and c.lemma_ in CITING:
                gerund = c
            noun = child(c, "pobj") if c.dep_ == "prep" else None
            if clause is None and noun is not None and (told := child(noun, "acl")) is not None:
                mark = child(told, "mark")
                clause = told if mark is not None and mark.lower_ == "that" else None
            if gerund is not None and gerund.i > verb.i:
                clause = child(gerund, "ccomp")
    return clause


def clause_in_object(verb: Token) -> Token | None:
    """The clause of "told it the men confessed that ...", parsed as a second object."""
    objects = [c for c in verb.rights if c.dep_ == "dobj"]
    if len(objects) == 2 and child(objects[1], "acl") is not None:
        return objects[1]
    return None


def outermost(verb: Token) -> Token:
    """The verb that governs the clause of `verb`, and the clause around that, to the top."""
    while verb.dep_ == "ccomp" and verb.head.pos_ == "VERB" and verb.head.i < verb.i:
        verb = verb.head
    return verb


def verb_subject(verb: Token) -> Token | None:
    """The subject that a dependent verb shares, active or passive."""
    passive = child(verb, *PASSIVE_SUBJECTS)
    if passive is not None:
        return passive
    return speaker_of(verb)


def noun_phrase(head: Token, without: Token) -> tuple[int, int]:
    """The tokens of the noun phrase around `head`, cut short of the token `without`."""
    first, last = reach(head)
    if first <= without.i <= last:
        if without.i > head.i:
            last = without.left_edge.i - 1 if without.left_edge.i > head.i else head.i
        else:
            first = head.i
    doc = head.doc
    while last > head.i and (doc[last].is_space or doc[last].text in {",", "--", "—", "–", ";"}):
        last -= 1
    return first, max(last, head.i)


def cue_reach(verb: Token) -> tuple[int, int]:
    """The tokens of a cue: the verb, its auxiliaries, negation, particle and close adverbs."""
    first = last = verb.i
    doc = verb.doc
    parts = {c.i for c in verb.children if c.dep_ in CUE_PARTS}
    while first - 1 in parts and doc[first - 1].left_edge.i == first - 1:
        first -= 1
    while last + 1 in parts and doc[last + 1].dep_ == "prt":
        last += 1
    return first, last
