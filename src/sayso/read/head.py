"""What the first lines of a text tell: title, byline, dateline, date, outlet; if it is clear."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from sayso.model import Told
from sayso.read.draft import Facts, told, told_moment
from sayso.read.imprint import Imprint
from sayso.read.moment import MONTH_PATTERN, Moment, parse_moment
from sayso.read.people import is_outlet, parse_credit
from sayso.read.tables import listed
from sayso.read.tidy import tidy_line

# Title, standfirst, byline, date, outlet and place fit in ten lines; a date further down is
# more likely one in the story.
HEAD_LINES = 10
# No wrapped line of a mail or text file is as long; a longer line is a whole paragraph.
PARAGRAPH = 120
MAX_TITLE = 200

_LABEL = re.compile(
    r"(?:(?P<published>(?:first |date )?published|posted|date|publication date)(?: on| at)?"
    r"|(?P<updated>(?:last )?(?:updated|modified|edited)(?: on| at)?"
    r"|filed|section|topic|slug)"
    r"|(?P<source>source)"
    r"|(?P<byline>by|authors?|byline|reporters?|written by)"
    r"|(?P<title>title|headline)"
    r"|(?P<outlet>outlet|publication|publisher)"
    r"|(?P<url>url|link))\s*:\s*(?P<value>\S.*)",
    re.IGNORECASE,
)
_LABELS = ("published", "updated", "source", "byline", "title", "outlet", "url")
_STAMPED = re.compile(
    r"(?P<label>first published|published|posted|updated|last updated)(?: on| at)?[ :]\s*"
    r"(?P<value>.+)",
    re.IGNORECASE,
)
_BY = re.compile(r"by\s+(?P<names>\S.*)", re.IGNORECASE)
_BARS = re.compile(
    r"\s*[|•·]\s*|\s+[–—-]\s+|\.\s+|(?<=[a-z]),\s+(?=(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
)
_SIGN_OFF = re.compile(r"\(?reporting by (?P<names>[^;()]+)(?:;.*)?\)?", re.IGNORECASE)
# Understood and not taken: reading times, bare times, and dates of unclear order.
_NOISE = re.compile(
    r"\d+ min(?:ute)?s? read|\d{1,2}[:.]\d\d(?:\s*[ap]m)?(?:\s*[A-Z]{2,4})?"
    r"|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}",
    re.IGNORECASE,
)
_SENTENCE_END = (".", ",", ";", ":")
_SMALL = frozenset({"of", "and", "the", "&", "de", "la", "al"})
# So many letters of a word tell whether the text uses it, in whatever form.
_BEGINNING = 4


@dataclass(slots=True)
class _Finds:
    """What the head has told so far; a second, different date from one kind of place spoils it."""

    facts: Facts = field(default_factory=Facts)
    dates: dict[str, set[Moment]] = field(default_factory=dict)
    source: str = ""

    def add(self, **found: Told | None) -> None:
        self.facts = self.facts.otherwise(Facts(**found))

    def date(self, moment: Moment, where: str) -> None:
        self.dates.setdefault(where, set()).add(moment)

    def result(self) -> Facts:
        facts = self.facts
        for where in ("published line", "byline line", "date line", "dateline"):
            moments = self.dates.get(where, set())
            if len({moment.day for moment in moments}) == 1:
                best = max(moments, key=lambda moment: moment.at or "")
                return facts.otherwise(told_moment(best, where))
        return facts


def read_head(text: str, *, title: bool = True) -> Facts:
    """The facts in the first lines of `text`; with `title` False the first line is no title."""
    lines = list(_first_lines(text))
    finds, imprint = _Finds(), Imprint.of(text)
    wanted = title
    for index, line in enumerate(lines):
        if _read_dateline(line.text, finds):
            break
        if _read_line(line.text, finds):
            continue
        if wanted and (name := _masthead(lines, index) or _odd_masthead(text, lines[index:])):
            finds.add(outlet=told(name, "masthead line"))
        elif wanted and _is_title(lines, index):
            finds.add(title=told(line.text.lstrip("# "), "title line"))
            wanted = False
        elif line.opens_paragraph:
            break
        else:
            wanted = False
    if finds.source and _is_publication(finds.source, lines):
        finds.add(outlet=told(finds.source, "source line"))
    return finds.result().otherwise(read_foot(text, imprint))


def read_foot(text: str, imprint: Imprint | None = None) -> Facts:
    """Who a wire's last line says reported ("Reporting by Jane Roe; editing by Olaf Poe").

    And the outlet that a copyright line names.
    """
    outlet = (imprint or Imprint.of(text)).outlet
    facts = Facts(outlet=told(outlet, "copyright line"))
    for line in text[-1000:].splitlines()[-3:]:
        found = _SIGN_OFF.fullmatch(line.strip())
        if found and (credit := parse_credit(found["names"])):
            return facts.otherwise(Facts(byline=told(credit.names, "sign-off line")))
    return facts


def is_credit_line(line: str) -> bool:
    """Whether a line only tells who wrote the report, for whom, and when."""
    return _read_line(tidy_line(line), _Finds())


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is not blank; `alone` if a blank line, or nothing, follows."""

    text: str
    alone: bool
    opens_paragraph: bool


def _first_lines(text: str) -> Iterator[_Line]:
    # Of a text without line breaks no more is looked at than ten very long lines would hold.
    lines = [tidy_line(line) for line in text[: HEAD_LINES * 1000].splitlines()]
    filled = [index for index, line in enumerate(lines) if line][:HEAD_LINES]
    for index in filled:
        following = lines[index + 1] if index + 1 < len(lines) else ""
        wrapped = len(lines[index]) > 50 and len(following) > 50
        yield _Line(
            lines[index],
            alone=not following,
            opens_paragraph=len(lines[index]) >= PARAGRAPH or wrapped,
        )


def _is_title(lines: list[_Line], index: int) -> bool:
    """Whether a line stands apart as a headline does: no full stop, and a text below it."""
    line = lines[index]
    words = line.text.lstrip("# ")
    if index + 1 >= len(lines):
        return False
    following = lines[index + 1].text
    if _read_line(following, _Finds()) or _read_dateline(following, _Finds()):
        # Above a byline or dateline even a line with a full stop can only be the title.
        return _looks_like_title(words.removesuffix("."))
    return _looks_like_title(words) and (line.alone or len(following) >= PARAGRAPH)


def _looks_like_title(words: str) -> bool:
    return (
        len(words.split()) >= 2
        and len(words) <= MAX_TITLE
        and not words.endswith(_SENTENCE_END)
        and not words[0].islower()
        and any(char.isalpha() for char in words)
    )


def _masthead(lines: list[_Line], index: int) -> str:
    """The name of the outlet in the first line, where a text follows; empty if there is none."""
    name = _BARS.split(lines[index].text)[0]
    if index or len(lines) < 3 or not is_outlet(name):
        return ""
    if name.isupper():
        return name
    stands_alone = name == lines[index].text and lines[index].alone
    known = name.split()[-1].lower() in listed("names", "outlet")
    titled = _looks_like_title(lines[1].text) and lines[1].alone
    if name == lines[index].text and _is_dated(lines):
        return name
    return name if stands_alone and known and titled else ""


def _odd_masthead(text: str, lines: list[_Line]) -> str:
    """A first line that is a masthead by what stands around it, whatever its words.

    A copyright line or an address that has the same name; a title that is labelled as such below;
    or capitals above a date and a headline, of words that the report itself does not use, as it
    does those of a headline.
    """
    name = lines[0].text
    if len(lines) < 3 or not text.lstrip().startswith(name) or not _is_named(name):
        return ""
    labels = [label for line in lines[1:] if (label := _LABEL.fullmatch(line.text))]
    if Imprint.of(text).bears_out(name) or any(label["title"] for label in labels):
        return name
    apart = name.isupper() and not lines[1].text.isupper()
    return name if apart and _stands_above(lines) and not _is_used(name, text) else ""


def _is_named(words: str) -> bool:
    """Whether the words can be a name: one to six with capitals, none a number or an "Update"."""
    parts = words.split()
    return (
        1 <= len(parts) <= 6
        and not words.endswith(_SENTENCE_END)
        and all(part[0].isupper() or part in _SMALL for part in parts)
        and not any(char.isdigit() for char in words)
        and parts[0].lower() not in listed("names", "announcement")
    )


def _stands_above(lines: list[_Line]) -> bool:
    """Whether a date and a headline stand below the first line, in this order or the other."""
    if len(lines[0].text.split()) not in range(2, 5):
        return False
    dated = _Finds()
    if _read_line(lines[1].text, dated) and dated.dates:
        return _looks_like_title(lines[2].text) and lines[2].alone
    below = _Finds()
    told_below = _read_line(lines[2].text, below) or _read_dateline(lines[2].text, below)
    return lines[0].alone and _looks_like_title(lines[1].text) and told_below


def _is_used(name: str, text: str) -> bool:
    """Whether the text has the last word of a line, or most of its words, elsewhere as well."""
    rest = text.casefold().replace(name.casefold(), " ")
    words = [word for word in name.casefold().split() if word not in _SMALL]
    # "Kills" is used by "killed": the first letters tell.
    found = [re.search(rf"\b{re.escape(word[:_BEGINNING])}", rest) is not None for word in words]
    return not found or found[-1] or 2 * sum(found) > len(found)


def _is_publication(source: str, lines: list[_Line]) -> bool:
    """Whether "Source: ..." tells the outlet: as it looks, or among other labels of a head."""
    labels = [label for line in lines if (label := _LABEL.fullmatch(line.text))]
    told_too = {
        name for label in labels for name in ("title", "published", "byline") if label[name]
    }
    return is_outlet(source) or (bool(told_too) and _is_named(source))


def _is_dated(lines: list[_Line]) -> bool:
    """Whether a date stands in the second line and a headline below it: the first is a masthead."""
    dated = lines[1].alone and parse_moment(lines[1].text) is not None
    return dated and _looks_like_title(lines[2].text) and lines[2].alone


def _read_line(line: str, finds: _Finds) -> bool:
    """Take what a line of the head tells; False if it is of no known kind."""
    if len(line) > MAX_TITLE:
        return False
    if label := _LABEL.fullmatch(line):
        return _read_label(label, finds)
    if moment := parse_moment(line):
        finds.date(moment, "date line")
        return True
    if _NOISE.fullmatch(line):
        return True
    if _read_stamp(line, finds):
        return True
    parts = [part for part in _BARS.split(line) if part]
    if len(parts) > 1 and _read_bars(parts, finds):
        return True
    return _read_by(line, finds)


def _read_label(label: re.Match[str], finds: _Finds) -> bool:
    value = label["value"]
    kind = next(name for name in _LABELS if label[name])
    match kind:
        case "published":
            moment = parse_moment(value)
            if moment:
                finds.date(moment, "published line")
            return moment is not None
        case "byline":
            credit = parse_credit(value)
            finds.add(byline=told(credit.names if credit else value, "byline line"))
        case "title":
            finds.add(title=told(value, "title line"))
        case "source":
            finds.source = finds.source or value
        case "outlet":
            finds.add(outlet=told(value, "outlet line"))
        case "url":
            if not re.fullmatch(r"https?://\S+", value):
                return False
            finds.add(url=told(value, "address line"))
    return True


def _read_stamp(line: str, finds: _Finds) -> bool:
    """Take "Published 4 May 2019"; when it was updated is understood and not taken."""
    stamp = _STAMPED.fullmatch(line)
    moment = parse_moment(stamp["value"]) if stamp else None
    if stamp is None or moment is None:
        return False
    if "updated" not in stamp["label"].lower():
        finds.date(moment, "published line")
    return True


def _read_by(line: str, finds: _Finds) -> bool:
    by = _BY.fullmatch(line)
    credit = parse_credit(by["names"]) if by else None
    if credit is None:
        return False
    finds.add(byline=told(credit.names, "byline line"), outlet=told(credit.outlet, "byline line"))
    return True


def _read_bars(parts: list[str], finds: _Finds) -> bool:
    """Take "Jane Roe | The Courier | 12 March 2021" if its parts are understood.

    Next to a date, words of up to a line's third may be anything ("World in brief", "No. 77").
    """
    own = _Finds()
    unknown: list[str] = []
    for part in parts:
        if moment := parse_moment(part):
            own.date(moment, "byline line")
        elif credit := parse_credit(part):
            own.add(byline=told(credit.names, "byline line"))
        elif is_outlet(part):
            own.add(outlet=told(part, "byline line"))
        elif not (_read_stamp(part, own) or _read_by(part, own) or _NOISE.fullmatch(part)):
            unknown.append(part)
    by = any(_BY.fullmatch(part) for part in parts)
    if not (own.dates or by) or (unknown and (by or len(" ".join(unknown).split()) > 4)):
        return False
    if unknown:
        own.facts = Facts()
    finds.facts = finds.facts.otherwise(own.facts)
    for where, moments in own.dates.items():
        finds.dates.setdefault(where, set()).update(moments)
    return True


_DASH = re.compile(
    r"(?P<head>\S.{1,80}?)(?:\s*(?P<long>—|–|―|--)\s*|\s+(?P<short>-)\s+|:\s+)(?P<rest>\S.*)"
)
_AGENCY = re.compile(r"\s*\((?P<agency>[^()]{2,40})\)$")
_DAY_OF_MONTH = rf"(?:{MONTH_PATTERN}\s+\d{{1,2}}|\d{{1,2}}\s+{MONTH_PATTERN})"
_DATED = re.compile(rf",?\s+(?P<date>{_DAY_OF_MONTH}(?:,?\s+\d{{4}})?)$", re.IGNORECASE)
# A hyphen after a place in capitals opens a report only in a line as long as a sentence.
_SENTENCE = 80


def _read_dateline(line: str, finds: _Finds) -> bool:
    """Take "VOSTRA, March 3 (Agency) --" at the start of a line."""
    found = _DASH.match(line)
    if found is None:
        return False
    head = found["head"].rstrip(" ,")
    place = head
    if agency := _AGENCY.search(place):
        place = place[: agency.start()]
    if dated := _DATED.search(place):
        place = place[: dated.start()]
    if not _is_place(place, certain=bool(agency or dated)) or found["rest"].isupper():
        return False
    if (
        not found["long"]
        and not (agency or dated)
        and (not found["short"] or len(line) < _SENTENCE)
    ):
        return False
    finds.add(dateline=told(head, "dateline"))
    if dated and (moment := parse_moment(dated["date"])):
        finds.date(moment, "dateline")
    return True


def _is_place(text: str, *, certain: bool) -> bool:
    """Whether the words can be a dateline's place: in capitals, unless there are other signs."""
    town, *region = text.split(",")
    words = town.split()
    if not 1 <= len(words) <= 4 or len(region) > 2 or not all(w[0].isalpha() for w in words):
        return False
    if text.lower() in listed("names", "announcement") or words[0].lower() in listed(
        "names", "announcement"
    ):
        return False
    letters = sum(char.isalpha() for char in town)
    return letters >= 3 and (town.isupper() or (certain and all(w[0].isupper() for w in words)))
