"""Lemmas that the lemmatizer gets wrong: "staged" is of "stage", "gutted" of "gut"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Verbs that the lemmatizer cuts too short ("taped" from "tap"), of those in our tables.
CUT_SHORT = {
    **{"can": "cane", "din": "dine", "fin": "fine", "rag": "rage", "rap": "rape", "rid": "ride"},
    **{"rout": "route", "sham": "shame", "snip": "snipe", "spar": "spare", "stag": "stage"},
    **{"tap": "tape", "wag": "wage"},
}
# And those that it does not know: it takes "gutted" for a form of "gutte".
UNKNOWN = {
    **{"co-operate": "cooperate", "co-ordinate": "coordinate"},
    **{"ax": "axe", "cordone": "cordon", "extoll": "extol", "gutte": "gut"},
    **{"headhunte": "headhunt", "instal": "install", "lambast": "lambaste", "tasere": "taser"},
    **{"reappointe": "reappoint", "resupplie": "resupply", "texte": "text"},
    **{"waterboarde": "waterboard", "wiretappe": "wiretap"},
}
# A past that the tagger takes for an infinitive, alone among the irregular verbs of our tables.
PAST = {"retook": "retake"}


def mend_lemmas(doc: Doc) -> Doc:
    """Give "staged" the lemma "stage", and "retook" its tense and "retake"."""
    for token in doc:
        if token.lower_ in PAST:
            token.lemma_, token.tag_ = PAST[token.lower_], "VBD"
        if token.pos_ == "VERB" and token.lemma_ in UNKNOWN:
            token.lemma_ = UNKNOWN[token.lemma_]
        whole = CUT_SHORT.get(token.lemma_)
        if whole and token.pos_ == "VERB" and token.lower_[len(whole) - 1 :] in ENDINGS:
            token.lemma_ = whole
    return doc


ENDINGS = frozenset({"ed", "es", "ing"})
