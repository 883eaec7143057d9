"""Mails (.eml), newsletters above all, and pages that a browser saved as MHTML."""

from __future__ import annotations

import re
from dataclasses import replace
from email import policy
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.utils import getaddresses
from itertools import pairwise

from sayso.errors import Broken, NoArticle
from sayso.read.boilerplate import drop_boilerplate
from sayso.read.draft import Draft, Facts, told, told_moment
from sayso.read.head import read_head
from sayso.read.markup import Paragraph, paragraphs_of, parse_markup
from sayso.read.moment import parse_moment
from sayso.read.page import draft_markup
from sayso.read.people import is_name, is_outlet
from sayso.read.tables import listed
from sayso.read.tidy import tidy, tidy_line

# What the library raises on headers and parts that break its rules.
_FAILURES = (
    # A date of more digits than a computer counts to.
    OverflowError,
    MessageError,
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    AssertionError,
    RecursionError,
)
# A text part below a fifth of the HTML part's words is a stub ("view this mail in your browser").
_STUB = 0.2
# Programs wrap mails between these columns (RFC 5322 asks for 78).
_NARROW, _WIDE = 55, 100
_QUOTE_INTRO = re.compile(r"(?:On .{6,120} wrote:|-+ ?Original Message ?-+)\s*$", re.IGNORECASE)


def draft_mail(data: bytes, path: str) -> Draft:
    """The text of a mail with its headers as facts. Raises Broken, and NoArticle if it is empty."""
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        if _is_saved_page(message):
            return _draft_saved_page(message, path)
        return _draft_message(message, path)
    except _FAILURES as error:
        raise Broken(path, "the mail's headers or parts are malformed") from error


def _draft_message(message: EmailMessage, path: str) -> Draft:
    facts = _facts(message)
    paragraphs = _paragraphs(message)
    if not paragraphs:
        raise NoArticle(path, "the mail holds no text")
    top = "\n\n".join(paragraph.text for paragraph in paragraphs[:12])
    facts = facts.otherwise(read_head(top, title=False))
    paragraphs = drop_boilerplate(paragraphs, facts)
    names = [part.get_filename() or part.get_content_type() for part in message.iter_attachments()]
    flags = (f"attachments not read: {', '.join(map(tidy_line, names))}",) if names else ()
    return Draft("\n\n".join(paragraph.text for paragraph in paragraphs), facts, flags)


def _is_saved_page(message: EmailMessage) -> bool:
    return "Snapshot-Content-Location" in message or (
        message.get_content_type() == "multipart/related"
        and _header(message, "From").lower().startswith("<saved by")
    )


def _draft_saved_page(message: EmailMessage, path: str) -> Draft:
    """The page in an MHTML file; its date header is that of the saving and tells nothing."""
    page = message.get_body(preferencelist=("html",))
    if page is None:
        raise NoArticle(path, "the saved file holds no page")
    draft = draft_markup(_text(page), path)
    address = _header(message, "Snapshot-Content-Location")
    facts = draft.facts.otherwise(Facts(url=told(address, "saved from url")))
    return replace(draft, facts=facts)


def _facts(message: EmailMessage) -> Facts:
    facts = Facts(
        title=told(_header(message, "Subject"), "mail Subject header"),
        language=told(_header(message, "Content-Language"), "mail Content-Language header"),
    )
    facts = facts.otherwise(_sender(message))
    return facts.otherwise(told_moment(parse_moment(_header(message, "Date")), "mail Date header"))


def _sender(message: EmailMessage) -> Facts:
    """Outlet and byline as the sender's name tells them ("Jane Roe at The Courier")."""
    name, address = next(iter(getaddresses([_header(message, "From")])), ("", ""))
    where = "mail From header"
    parts = [
        part for part in re.split(r"\s+(?:at|from|via|[|–-])\s+|,\s+", tidy_line(name)) if part
    ]
    listed_as = re.sub(r"<.*?>", "", _header(message, "List-Id")).strip(" \"'")
    # Nobody's own mailbox is called "press@": the name is then that of a house.
    house = address.partition("@")[0].lower() in listed("names", "mailbox")
    people = [part for part in parts if is_name(part) and not (house and len(parts) == 1)]
    others = [part for part in parts if part not in people]
    is_list = any(key in message for key in ("List-Id", "List-Unsubscribe", "List-Post"))
    outlet = told(", ".join(others), where)
    if outlet is None and (is_outlet(listed_as) or " " in listed_as):
        outlet = told(listed_as, "mail List-Id header")
    if outlet is None and is_list and "@" in address:
        outlet = told(address.rsplit("@", 1)[-1], "domain of the sender")
    return Facts(outlet=outlet, byline=told(people[0] if people else "", where))


def _header(message: EmailMessage, name: str) -> str:
    """A header's value on one line; empty if it is missing or cannot be decoded."""
    try:
        return tidy_line(str(message.get(name, "")))
    except _FAILURES:
        return ""


def _paragraphs(message: EmailMessage) -> list[Paragraph]:
    """The plain text part, or the HTML part where the other is missing or a stub."""
    plain, page = message.get_body(("plain",)), message.get_body(("html",))
    from_plain = _plain_paragraphs(plain) if plain is not None else []
    if page is None:
        return from_plain
    tree = parse_markup(_text(page))
    from_page = paragraphs_of(tree) if tree is not None else []
    if _length(from_plain) >= _STUB * _length(from_page):
        return from_plain
    return from_page


def _length(paragraphs: list[Paragraph]) -> int:
    return sum(len(paragraph.text) for paragraph in paragraphs)


def _text(part: MIMEPart) -> str:
    """A part's text; damaged characters show as U+FFFD, an unknown charset as Latin-1."""
    try:
        return str(part.get_content(errors="replace"))
    except LookupError:
        payload = part.get_payload(decode=True)
        return payload.decode("latin-1") if isinstance(payload, bytes) else ""


def _plain_paragraphs(part: MIMEPart) -> list[Paragraph]:
    flowed = part.get_param("format", "") == "flowed"
    lines = _cut_tail(tidy(_text(part)).split("\n"))
    if flowed:
        lines = _unflow(lines, delete_space=part.get_param("delsp", "") == "yes")
    width = max(map(len, lines), default=0)
    blocks = re.split(r"\n\s*\n", "\n".join(line.rstrip() for line in lines))
    return [Paragraph(_unwrap(block.strip("\n"), width)) for block in blocks if block.strip()]


def _unwrap(block: str, width: int) -> str:
    """A paragraph's lines joined where a program broke them: the next word had no room left."""
    lines = block.split("\n")
    joined = lines[0]
    for last, line in pairwise(lines):
        first = line.split(maxsplit=1)[0] if line.strip() else ""
        full = _NARROW <= width <= _WIDE and len(last) + 1 + len(first) > width
        joined += (" " if full and not line.startswith((">", " ")) else "\n") + line
    return joined


def _cut_tail(lines: list[str]) -> list[str]:
    """Without signature (RFC 3676: after "-- ") and without a quoted mail that ends the text."""
    if "-- " in lines:
        lines = lines[: lines.index("-- ")]
    end = len(lines)
    while end and (not lines[end - 1].strip() or lines[end - 1].startswith(">")):
        end -= 1
    quoted = any(line.startswith(">") for line in lines[end:])
    if quoted and end and _QUOTE_INTRO.search(" ".join(lines[max(0, end - 2) : end])):
        start = (
            end - 1 if _QUOTE_INTRO.search(lines[end - 1]) and _opens(lines[end - 1]) else end - 2
        )
        return lines[: max(start, 0)]
    return lines


def _opens(line: str) -> bool:
    return line.lower().startswith(("on ", "-"))


def _unflow(lines: list[str], *, delete_space: bool) -> list[str]:
    """Lines joined as format=flowed says (RFC 3676): a blank at the end means it goes on."""
    joined: list[str] = []
    goes_on = False
    for line in lines:
        text = line[1:] if line.startswith(" ") else line  # space-stuffing
        if goes_on:
            joined[-1] += text
        else:
            joined.append(text)
        goes_on = line.endswith(" ")
        if goes_on and delete_space:
            joined[-1] = joined[-1][:-1]
    return joined
