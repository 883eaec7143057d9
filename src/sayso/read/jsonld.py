"""What a page says of itself in JSON-LD (schema.org): the node of its article, if that is clear."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

from sayso.read.tables import listed
from sayso.read.tidy import bare

# What JSON holds.
Json = Any
Node = dict[str, Json]

# schema.org/NewsArticle and its kin; content systems use each of them for reports.
_ARTICLES = frozenset(listed("markup", "article"))
_WRAPPING = re.compile(
    r"^\s*(?:<!--|(?:/\*|//\s*)?<!\[CDATA\[(?:\*/)?)"
    r"|(?:-->|(?:/\*|//\s*)?\]\]>(?:\*/)?)\s*$"
)


class Graph:
    """All JSON-LD nodes of one page, in order, with references between them followed."""

    def __init__(self, scripts: list[str]) -> None:
        self.nodes = [node for script in scripts for node in _nodes(_parse(script))]
        self._by_id: dict[str, Node] = {}
        for node in self.nodes:
            name = node.get("@id")
            if isinstance(name, str) and len(node) > 1:
                self._by_id.setdefault(name, node)

    def article(self, headlines: list[str]) -> Node | None:
        """The node of the page's article: the only one, or the one with one of these headlines."""
        articles = [node for node in self.nodes if _types(node) & _ARTICLES]
        if len(articles) > 1:
            wanted = {bare(headline) for headline in headlines}
            titled = [node for node in articles if bare(self.text(node, "headline")) in wanted]
            return titled[0] if titled else None
        return articles[0] if articles else None

    def page(self) -> Node | None:
        """The node of the web page itself."""
        return next((node for node in self.nodes if "webpage" in _types(node)), None)

    def text(self, node: Node | None, key: str) -> str:
        """The first text under `key`, or under its name if it is a node; empty if there is none."""
        return next(iter(self.texts(node, key)), "")

    def texts(self, node: Node | None, key: str) -> list[str]:
        """All texts under `key`: of a text, a node, a reference, or a list of them."""
        found = (node or {}).get(key)
        values = found if isinstance(found, list) else [found]
        return [text for text in map(self._text, values) if text]

    def _text(self, value: Json) -> str:
        if isinstance(value, dict):
            value = self._by_id.get(str(value.get("@id")), value) if len(value) == 1 else value
            named = value.get("name") or value.get("@value")
            value = named[0] if isinstance(named, list) and named else named
        return " ".join(html.unescape(value).split()) if isinstance(value, str) else ""

    def address(self, node: Node | None, key: str) -> str:
        """The address under `key`, which may be a text or the id of a node."""
        found = (node or {}).get(key)
        if isinstance(found, dict):
            found = found.get("@id") or found.get("url")
        return found if isinstance(found, str) else ""


def _parse(script: str) -> Json:
    body = _WRAPPING.sub("", _WRAPPING.sub("", script)).strip().rstrip(";")
    try:
        # Line breaks within strings are common and harmless.
        return json.loads(body, strict=False)
    except (ValueError, RecursionError):
        return None


def _nodes(root: Json) -> Iterator[Node]:
    """Every object below `root`, in the order of the text, without recursion."""
    stack = [root]
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            yield value
            stack.extend(reversed(list(value.values())))
        elif isinstance(value, list):
            stack.extend(reversed(value))


def _types(node: Node) -> set[str]:
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return {str(kind).rsplit("/", 1)[-1].lower() for kind in kinds}
