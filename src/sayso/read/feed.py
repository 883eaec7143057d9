"""RSS and Atom feeds: each entry is a report, and a broken one does not take the others along.

The feed is cut into its entries first, and each is parsed within the feed's own frame: whatever is
wrong inside one entry stays there.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import feedparser

from sayso.errors import Broken, Empty, ReadError
from sayso.read.boilerplate import drop_boilerplate
from sayso.read.draft import Draft, Facts, told, told_moment
from sayso.read.encoding import decode
from sayso.read.head import read_head
from sayso.read.markup import Paragraph, paragraphs_of, parse_markup
from sayso.read.moment import parse_moment
from sayso.read.people import join_names
from sayso.read.tidy import tidy_line

# An entry or a feed as the library gives it: a mapping without types.
Parsed = Any

_DECLARED = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]+)")
_TOKEN = re.compile(
    # What does not end before it starts again is left open: the search stays linear.
    r"<!\[CDATA\[(?:(?!<!\[CDATA\[).)*?\]\]>|<!--(?:(?!<!--).)*?-->|<\?(?:(?!<\?).)*?\?>"
    r"|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>"
    r"|<(?P<close>/)?(?P<name>[\w:.-]+)(?P<rest>(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?)(?P<empty>/)?>",
    re.DOTALL,
)
_BARE_AMPERSAND = re.compile(r"&(?!#\d+;|#x[0-9a-fA-F]+;|(?:amp|lt|gt|quot|apos);)")
_NAMED = re.compile(r"&(?!amp;|lt;|gt;|quot;|apos;)([A-Za-z][A-Za-z0-9]{1,31};)")
_ENTRIES = {"item", "entry"}
# What the parser raises on names and values that it does not foresee.
_PARSER_FAILURES = (
    ValueError, TypeError, AttributeError, LookupError, AssertionError, RecursionError,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Frame:
    """What stands around the entries: the start of the feed, and the tags that close it."""

    head: str
    tail: str

    def around(self, entry: str) -> bytes:
        """A feed of this one entry."""
        head = re.sub(r"^\s*<\?xml.*?\?>", "", self.head, count=1, flags=re.DOTALL)
        return (head + entry + self.tail).encode("utf-8", "replace")


def draft_entries(data: bytes, path: str, wanted: str | None = None) -> Iterator[Draft | ReadError]:
    """The entries of a feed as drafts, in the order of the feed, each once.

    With `wanted`, entries that cannot have this `part` are passed over. Raises Broken for a file
    that is no feed at all, Empty for a feed without entries.
    """
    declared = _DECLARED.search(data[:200])
    text = decode(data, path, declared[1].decode("ascii") if declared else None).text.lstrip()
    frame, chunks = _cut(text)
    if not chunks:
        if not frame.head.strip() or not _is_whole(frame):
            raise Broken(path, "it starts like a feed, but its XML is malformed")
        raise Empty(path, "the feed holds no entries")
    seen: dict[str, set[bytes]] = {}
    for number, chunk in enumerate(chunks, 1):
        if wanted is not None and not _may_be(chunk, wanted):
            continue
        draft = _draft_chunk(frame, chunk, number, path)
        if isinstance(draft, Draft):
            twins = seen.setdefault(draft.part, set())
            if draft.identity in twins:
                continue
            twins.add(draft.identity or b"")
            if len(twins) > 1:  # two entries under one name
                draft = replace(draft, part=f"{draft.part}#{len(twins)}")
        yield draft


def _may_be(chunk: str, wanted: str) -> bool:
    """Whether the raw text of an entry holds the name that is looked for."""
    name = re.sub(r"#\d+$", "", wanted)
    return name in tidy_line(html.unescape(chunk)) or wanted.startswith("entry ")


def _cut(text: str) -> tuple[_Frame, list[str]]:
    """The frame of a feed and the raw text of its entries.

    An entry ends at its closing tag, or where the next one starts if that is missing.
    """
    chunks: list[str] = []
    open_tags: list[str] = []
    start: int | None = None
    first = last = len(text)
    for token in _TOKEN.finditer(text):
        name = token["name"]
        if name is None:
            continue
        if _local(name) in _ENTRIES and not token["empty"]:
            if start is not None:
                end = token.end() if token["close"] else token.start()
                chunks.append(text[start:end])
                last = end
            start = None if token["close"] else token.start()
            first = min(first, token.start())
        elif start is None and first == len(text):
            _track(open_tags, token)
    if start is not None:
        chunks.append(text[start:])
        last = len(text)
    tail = "".join(f"</{name}>" for name in reversed(open_tags))
    return _Frame(text[:first], tail if chunks else text[last:]), chunks


def _track(open_tags: list[str], token: re.Match[str]) -> None:
    """Keep the list of tags that are open at this point."""
    if token["close"]:
        if token["name"] in open_tags:
            while open_tags.pop() != token["name"]:
                pass
    elif not token["empty"]:
        open_tags.append(token["name"])


def _local(name: str) -> str:
    return name.rsplit(":", 1)[-1].lower()


def _is_whole(frame: _Frame) -> bool:
    parsed = _parse_feed(frame.around(""))
    return parsed is not None and not parsed.bozo


def _parse_feed(data: bytes) -> Parsed | None:
    try:
        return feedparser.parse(io.BytesIO(data), resolve_relative_uris=False)
    except _PARSER_FAILURES:
        return None


def _draft_chunk(frame: _Frame, chunk: str, number: int, path: str) -> Draft | ReadError:
    parsed = _parse(frame, chunk)
    if parsed is None:
        parsed = _parse(frame, _repair(chunk))
    if parsed is None:
        return Broken(path, f"entry {number}{_name_of(chunk)} is malformed or cut off")
    entry, feed = parsed
    draft = _draft(entry, feed, chunk, number)
    if not draft.text:
        return Empty(path, f"entry {number} has neither a title nor a text")
    return draft


def _parse(frame: _Frame, chunk: str) -> tuple[Parsed, Parsed] | None:
    """The entry and its feed, if both are well-formed."""
    parsed = _parse_feed(frame.around(chunk))
    if parsed is None or parsed.bozo or len(parsed.entries) != 1:
        return None
    return parsed.entries[0], parsed.feed


def _repair(chunk: str) -> str:
    """With the two commonest faults mended: HTML's named characters, and bare ampersands."""
    named = _NAMED.sub(lambda match: _as_number(match[1]), chunk)
    return _BARE_AMPERSAND.sub("&amp;", named)


def _as_number(name: str) -> str:
    character = html.unescape("&" + name)
    return f"&#{ord(character)};" if len(character) == 1 else f"&amp;{name}"


def _name_of(chunk: str) -> str:
    """The title of an entry that cannot be parsed, to name it by."""
    found = re.search(r"<title[^>]*>(?:<!\[CDATA\[)?\s*([^<\]]{1,80})", chunk)
    return f" (“{tidy_line(html.unescape(found[1]))}”)" if found else ""


def _draft(entry: Parsed, feed: Parsed, chunk: str, number: int) -> Draft:
    title = _plain(entry.get("title", ""))
    content = _content(entry)
    paragraphs = _paragraphs(content)
    facts, flags = _facts(entry, feed, chunk, title)
    paragraphs = drop_boilerplate(paragraphs, facts)
    if title and not (paragraphs and tidy_line(paragraphs[0].text) == title):
        paragraphs = [Paragraph(title, "h1"), *paragraphs]
    link = str(entry.get("link", ""))
    name = tidy_line(str(entry.get("id") or link))
    text = "\n\n".join(paragraph.text for paragraph in paragraphs)
    # The same entry keeps its id in every later copy of the feed.
    canonical = "\x1f".join((name, link, title, content))
    return Draft(
        text=text,
        facts=facts.otherwise(read_head(text, title=False)),
        flags=flags,
        part=name or f"entry {number}",
        identity=canonical.encode("utf-8", "surrogatepass"),
    )


def _content(entry: Parsed) -> str:
    """The longest text of an entry: its full content, or its summary."""
    contents = [str(content.get("value", "")) for content in entry.get("content", [])]
    return max([*contents, str(entry.get("summary", ""))], key=len)


def _paragraphs(markup: str) -> list[Paragraph]:
    tree = parse_markup(markup) if markup.strip() else None
    return paragraphs_of(tree) if tree is not None else []


def _plain(markup: str) -> str:
    return tidy_line(" ".join(paragraph.text for paragraph in _paragraphs(markup)))


def _facts(entry: Parsed, feed: Parsed, chunk: str, title: str) -> tuple[Facts, tuple[str, ...]]:
    author = entry.get("author_detail", {}).get("name") or entry.get("author", "")
    names = [str(a.get("name", "")) for a in entry.get("authors", [])] or [str(author)]
    byline = join_names([tidy_line(name) for name in names]) or str(author)
    creator = "feed dc:creator" if re.search(r"<dc:creator\b", chunk) else "feed author"
    link = str(entry.get("link", ""))
    source = entry.get("source", {}).get("title", "")
    language = entry.get("title_detail", {}).get("language") or feed.get("language", "")
    facts = Facts(
        outlet=told(_plain(source), "feed entry source")
        or told(_plain(feed.get("title", "")), "feed title"),
        title=told(title, "feed title of the entry"),
        byline=told(byline, creator),
        url=told(link if link.startswith("http") else "", "feed link"),
        language=told(str(language), "feed language"),
    )
    return _dated(facts, entry, chunk)


def _dated(facts: Facts, entry: Parsed, chunk: str) -> tuple[Facts, tuple[str, ...]]:
    """The facts with the date; an update is the last resort, and said to be one."""
    published = parse_moment(str(entry.get("published", "")))
    if published is not None:
        where = "feed pubDate" if re.search(r"<pubDate\b", chunk) else "feed published"
        return facts.otherwise(told_moment(published, where)), ()
    # Asked in the usual way, the library warns and answers with `published`.
    updated = parse_moment(str(dict.get(entry, "updated", "")))
    if updated is None:
        return facts, ()
    if re.search(r"<dc:date\b", chunk) and not re.search(
        r"<(?:\w+:)?(?:updated|modified)\b", chunk
    ):
        return facts.otherwise(told_moment(updated, "feed dc:date")), ()
    flag = "the date published is that of the feed's last update of the entry; it tells no other"
    return facts.otherwise(told_moment(updated, "feed updated")), (flag,)
