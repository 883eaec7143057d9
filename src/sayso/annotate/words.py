"""The words of a parsed text, as the search for names sees them.

A word here is what stands between spaces, hyphens and marks: "al-Hilla" has two, "Ostria's" has
one that ends before the apostrophe. Positions are code points, so whatever is found is exact.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.annotate.lexicon import word_set

if TYPE_CHECKING:
    from spacy.tokens import Doc

# A dotted abbreviation, or letters and digits with inner apostrophes; a possessive 's is left out.
# Combining marks, joiners and soft hyphens belong to the word they stand in.
WORD = re.compile(
    r"((?:[^\W\d_]\.){2,}|(?:[^\W_][\u0300-\u036f\u00ad\u200c\u200d]*)+"
    r"(?:['’ʼ](?![sS]\b)[^\W_]+)*)(?:['’][sS]\b)?"
)
INVISIBLE = re.compile("[\u00ad\u200b-\u200d]")
INNER_CAPITAL = re.compile(r"[a-z]{1,2}['’][A-Z]|\d+(?:st|nd|rd|th)$")
ABBREVIATED = word_set("abbreviated")
QUOTE_MARKS = "\"“”„«»‘'"
OPENERS = frozenset('"“”„«:•*|–—…(')


@dataclass(frozen=True, slots=True)
class Words:
    """Parallel lists, one place per word. `joints[i]` says how word i hangs on the word before.

    Joints: "space", "hyphen", "amp", "genitive", "quote", or "" where the words do not join.
    """

    doc: Doc
    text: str
    starts: list[int]
    ends: list[int]
    forms: list[str]
    lower: list[str]
    caps: list[bool]
    joints: list[str]
    tokens: list[int]
    sentence_starts: frozenset[int]

    def __len__(self) -> int:
        return len(self.forms)

    def token(self, i: int) -> int:
        """The index in `doc` of the token that holds the start of word i."""
        return bisect_right(self.tokens, self.starts[i]) - 1

    def tag(self, i: int) -> str:
        """The part of speech of word i, in the tags of the Penn Treebank."""
        return self.doc[self.token(i)].tag_

    def is_initial(self, i: int) -> bool:
        """Whether word i would have a capital anyway: it opens a sentence, a quote or a line."""
        if i == 0 or self.starts[i] in self.sentence_starts:
            return True
        gap = self.text[self.ends[i - 1] : self.starts[i]]
        return any(mark in OPENERS for mark in gap) and "(" not in gap

    def is_acronym(self, i: int) -> bool:
        """Whether word i is written in capitals alone: two or more of them, perhaps dotted."""
        form = self.forms[i].replace(".", "")
        return len(form) >= 2 and form.isupper() and form[0].isalpha()

    def name(self, i: int, j: int) -> tuple[str, ...]:
        """The forms of the words from i to j, with plain apostrophes."""
        return tuple(form.replace("’", "'") for form in self.forms[i:j])


def read_words(doc: Doc) -> Words:
    """The words of `doc` in the order of the text."""
    text = doc.text
    starts: list[int] = []
    ends: list[int] = []
    forms: list[str] = []
    for found in WORD.finditer(text):
        start, end = found.span(1)
        starts.append(start)
        ends.append(end)
        forms.append(INVISIBLE.sub("", text[start:end]))
    sentence_starts = frozenset(s.start_char for s in doc.sents)
    lower = [form.lower() for form in forms]
    caps = [form[0].isupper() or bool(INNER_CAPITAL.match(form)) for form in forms]
    tokens = [token.idx for token in doc]
    words = Words(doc, text, starts, ends, forms, lower, caps, [], tokens, sentence_starts)
    words.joints.extend(joint(words, i) for i in range(len(forms)))
    return words


def joint(words: Words, i: int) -> str:
    """How word i hangs on the word before it."""
    if i == 0:
        return ""
    gap = words.text[words.ends[i - 1] : words.starts[i]]
    plain = PLAIN_JOINTS.get(gap)
    if plain is not None:
        return plain
    if gap.isspace():
        opens = "\n" in gap and words.starts[i] in words.sentence_starts
        return "" if opens or gap.count("\n") > 1 or len(gap) > LONGEST_GAP else "space"
    if gap in (". ", ".") and (len(words.forms[i - 1]) == 1 or words.lower[i - 1] in ABBREVIATED):
        return "space" if words.caps[i - 1] else ""
    bare = gap.strip()
    if len(bare) == 1 and bare in QUOTE_MARKS and len(gap) > 1:
        return "quote"
    return ""


# Typesetting may put several spaces, or a line break with an indent, between two words.
LONGEST_GAP = 12
PLAIN_JOINTS = {
    " ": "space",
    "\u00a0": "space",
    "-": "hyphen",
    "‑": "hyphen",
    "- ": "hyphen",
    "–": "hyphen",
    " & ": "amp",
    "&": "amp",
    "'s ": "genitive",
    "’s ": "genitive",
    "' ": "genitive",
    "’ ": "genitive",
    ", ": "",
    "": "",
}
