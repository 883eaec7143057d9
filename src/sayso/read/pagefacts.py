"""What a page tells of itself, in JSON-LD, meta tags, marked elements and its address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from sayso.model import Told
from sayso.read.draft import Facts, told, told_moment
from sayso.read.jsonld import Graph, Node
from sayso.read.markup import Element, text_of
from sayso.read.moment import parse_moment
from sayso.read.people import join_names, parse_credit
from sayso.read.tables import listed

_ARTICLE_DATE = re.compile(r"/(?P<date>(?:19|20)\d\d[/-]\d{1,2}[/-]\d{1,2})(?:/|-|$)")
_SAVED_FROM = re.compile(r"saved from url=\(\d+\)(https?://\S+)")


class PageFacts:
    """The places of one page in which facts stand, looked up once."""

    def __init__(self, tree: Element) -> None:
        self._tree = tree
        self._meta: dict[str, str] = {}
        for tag in tree.iter("meta"):
            name = tag.get("property") or tag.get("name") or tag.get("itemprop")
            content = (tag.get("content") or "").strip()
            if name and content:
                self._meta.setdefault(name.strip().lower(), content)
        scripts = tree.xpath("//script[contains(@type, 'ld+json')]")
        self._graph = Graph([script.text or "" for script in scripts])
        self._article = self._graph.article(self._headlines())

    def read(self) -> Facts:
        """All that the page tells, its title as it shows it if it shows one."""
        facts = Facts(
            outlet=self._outlet(),
            byline=self._byline(),
            url=self._url(),
            language=self._language(),
        )
        heading = self.heading(facts.outlet)
        facts = replace(facts, title=heading[1] if heading else self._title(facts.outlet))
        if facts.byline and facts.outlet and facts.byline.value == facts.outlet.value:
            facts = replace(facts, byline=None)
        for found in self._dates():
            facts = facts.otherwise(found)
        return facts

    def by_address(self, url: Told | None) -> Facts:
        """The least of the facts: outlet and date as the address of the page tells them."""
        if url is None:
            return Facts()
        parts = urlsplit(url.value)
        host = (parts.hostname or "").removeprefix("www.")
        date = _ARTICLE_DATE.search(parts.path)
        moment = parse_moment(date["date"].replace("/", "-")) if date else None
        return Facts(outlet=told(host, "domain of the address")).otherwise(
            told_moment(moment, "date in the address")
        )

    def heading(self, outlet: Told | None) -> tuple[Element, Told] | None:
        """The headline that the page shows: its element and words.

        It is the heading that the page's own titles repeat, the longest if they repeat several;
        or the only `h1`.
        """
        name = outlet.value if outlet else ""
        shown = [(e, text) for e, text in self._headings() if text and text != name]
        known = [_cut_outlet(headline, name) for headline in self._headlines()]
        told_again = [
            (e, text) for e, text in shown if any(_same(text, headline) for headline in known)
        ]
        if told_again:
            element, text = max(told_again, key=lambda found: len(found[1]))
            return element, Told(text, str(element.tag))
        firsts = [(e, text) for e, text in shown if e.tag == "h1"]
        return (firsts[0][0], Told(firsts[0][1], "h1")) if len(firsts) == 1 else None

    def _headings(self) -> Iterator[tuple[Element, str]]:
        for element in self._tree.xpath("//h1 | //h2 | //h3 | //*[@itemprop='headline']"):
            if element.tag not in {"meta", "title"}:
                yield element, text_of(element)

    def _headlines(self) -> list[str]:
        return [text for text, _ in self._titles()]

    def _titles(self) -> Iterator[tuple[str, str]]:
        article: Node | None = getattr(self, "_article", None)
        candidates = [(self._graph.text(article, "headline"), "JSON-LD headline")]
        candidates += [(self._meta.get(n, ""), f"meta {n}") for n in ("og:title", "twitter:title")]
        titles = self._tree.xpath("//head/title | //body/title")
        candidates += [(text_of(title), "title") for title in titles[:1]]
        return ((text, where) for text, where in candidates if text)

    def _title(self, outlet: Told | None) -> Told | None:
        name = outlet.value if outlet else ""
        return next((told(_cut_outlet(text, name), where) for text, where in self._titles()), None)

    def _outlet(self) -> Told | None:
        places = [
            (self._meta.get("og:site_name", ""), "meta og:site_name"),
            (self._graph.text(self._article, "publisher"), "JSON-LD publisher"),
            *((self._meta.get(name, ""), f"meta {name}") for name in listed("markup", "outlet")),
        ]
        named = _first((v, w) for v, w in places if not v.startswith("http"))
        return named or told(self._outlet_in_title(), "title")

    def _outlet_in_title(self) -> str:
        """What `<title>` adds to a headline of the page, if the page shows that name by itself."""
        titles = [text_of(title) for title in self._tree.xpath("//head/title | //body/title")[:1]]
        for title in titles:
            for _, heading in sorted(self._headings(), key=lambda found: -len(found[1])):
                before, found, after = title.partition(heading) if heading else ("", "", "")
                rest = (before + after).strip(" -–—|·:•»")
                if found and rest and not (before.strip() and after.strip()):
                    name = re.split(r"\s+(?:[-–—|·•»]|::)\s+", rest)[-1]
                    return name if self._shows(name) else ""
        return ""

    def _shows(self, name: str) -> bool:
        """Whether some element, link to the front page or picture bears the name and no more."""
        marks = "//body//*[not(ancestor-or-self::a)] | //body//a[@href='/']"
        shown = (text_of(e) for e in self._tree.xpath(marks) if len(e) <= 1)
        names = {*shown, *self._tree.xpath("//body//img/@alt"), self._meta.get("name", "")}
        wanted = _words(name)
        return any(_words(text) in (wanted, wanted[1:]) for text in names if len(text) < 80)

    def _byline(self) -> Told | None:
        authors = join_names([_person(n) for n in self._graph.texts(self._article, "author")])
        if authors:
            return told(authors, "JSON-LD author")
        for name in listed("markup", "author"):
            if person := _person(self._meta.get(name, "")):
                return told(person, f"meta {name}")
        for path, where in (
            ("//*[@rel='author']", "link rel=author"),
            ("//*[@itemprop='author']", "itemprop author"),
        ):
            names = [_person(text_of(element)) for element in self._tree.xpath(path)]
            if joined := join_names(names):
                return told(joined, where)
        marked = self._tree.xpath("//*[contains(@class, 'byline') or contains(@class, 'author')]")
        named = (parse_credit(_by(text_of(element))) for element in marked)
        return _first((credit.names, "byline line") for credit in named if credit)

    def _dates(self) -> Iterator[Facts]:
        yield self._moment(
            self._graph.text(self._article, "datePublished"), "JSON-LD datePublished"
        )
        for name in listed("markup", "published"):
            yield self._moment(self._meta.get(name, ""), f"meta {name}")
        for element in self._tree.xpath("//*[@itemprop='datePublished']"):
            value = element.get("datetime") or element.get("content") or text_of(element)
            yield self._moment(value, "itemprop datePublished")
        yield self._time_element()
        page = self._graph.text(self._graph.page(), "datePublished")
        yield self._moment(page, "JSON-LD datePublished")

    def _moment(self, value: str, where: str) -> Facts:
        return told_moment(parse_moment(value), where)

    def _time_element(self) -> Facts:
        """The day of the time elements: one marked as published, or the only day there is."""
        outside = "ancestor::aside or ancestor::footer or ancestor::nav or ancestor::li"
        times = [
            (element, parse_moment(element.get("datetime") or text_of(element)))
            for element in self._tree.xpath(f"//time[not({outside})]")
            if not re.search(r"updat|modif", _surroundings(element))
        ]
        marked = [m for e, m in times if m and re.search(r"publi|posted|pubdate", _surroundings(e))]
        found = marked or [moment for _, moment in times if moment]
        if len({moment.day for moment in found}) != 1:
            return Facts()
        best = next((moment for moment in found if moment.at), found[0])
        return told_moment(best, "time element")

    def _url(self) -> Told | None:
        canonical = self._tree.xpath("//link[@rel='canonical']/@href")
        saved = (
            _SAVED_FROM.search(c.text or "") for c in self._tree.xpath("/comment() | //comment()")
        )
        places = [
            *((str(address), "canonical link") for address in canonical),
            (self._meta.get("og:url", ""), "meta og:url"),
            (self._graph.address(self._article, "url"), "JSON-LD url"),
            (self._graph.address(self._article, "mainEntityOfPage"), "JSON-LD mainEntityOfPage"),
            *((match[1], "saved from url") for match in saved if match),
        ]
        return _first((v.strip(), w) for v, w in places if re.match(r"\s*https?://", v))

    def _language(self) -> Told | None:
        places = [
            (self._tree.get("lang") or self._tree.get("xml:lang") or "", "html lang"),
            (self._graph.text(self._article, "inLanguage"), "JSON-LD inLanguage"),
            (self._meta.get("og:locale", ""), "meta og:locale"),
            (self._meta.get("language", ""), "meta language"),
        ]
        return _first(iter(places))


def _first(places: Iterator[tuple[str, str]]) -> Told | None:
    return next((fact for value, where in places if (fact := told(value, where))), None)


def _surroundings(element: Element) -> str:
    """The words that may say what a time means: its marks, its text, and what stands before it."""
    parent = element.getparent()
    before = element.getprevious()
    texts = [element.get(name) or "" for name in ("class", "itemprop", "pubdate", "data-testid")]
    texts += ["pubdate"] if element.get("pubdate") is not None else []
    texts += [text_of(element)[:40], (before.tail if before is not None else None) or ""]
    if parent is not None:
        texts += [parent.get("class") or "", (parent.text or "")[-40:] if before is None else ""]
    return " ".join(texts).lower()


def _by(text: str) -> str:
    return re.sub(r"^\s*(?:written\s+)?by:?\s+", "", text, flags=re.IGNORECASE)


def _person(text: str) -> str:
    """An author's name without "By"; empty for addresses and accounts."""
    name = _by(" ".join(text.split()))
    if re.match(r"(?:https?:)?//|www\.|@|\S+@\S+$", name) or name.lower() in listed(
        "names", "account"
    ):
        return ""
    if credit := parse_credit(name):
        return credit.names
    return name if len(name) <= 120 else ""


def _cut_outlet(title: str, outlet: str) -> str:
    """The title without " - Outlet" at its end, if that is the outlet's name and nothing else."""
    if outlet:
        found = re.search(rf"\s+[-–—|·:]\s+{re.escape(outlet)}\s*$", title, re.IGNORECASE)
        if found and found.start():
            return title[: found.start()]
    return title


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _same(shown: str, known: str) -> bool:
    """Whether two headlines are one: most words shared (editors shorten the one for sharing)."""
    left, right = set(_words(shown)), set(_words(known))
    # 0.6 of the shorter one: of "Harbour master quits" and "Harbour master quits over fuel" all.
    return bool(left and right) and len(left & right) >= 0.6 * min(len(left), len(right))
