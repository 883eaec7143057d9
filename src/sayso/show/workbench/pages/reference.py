"""The API as a page: every address, what it takes, and a line to try it with."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse

from sayso.show.workbench.guard import Role
from sayso.show.workbench.shield import OWNERS
from sayso.show.workbench.templates import render

GROUPS = {"pages": "What the pages show", "judgements": "What people decide"}
DONE = {"200": "what was asked", "201": "it is done", "202": "it has begun"}
Described = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something that an address or a body takes."""

    name: str
    where: str
    kind: str
    needed: bool
    words: str


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address of the API, and how to ask it from a shell."""

    method: str
    path: str
    words: str
    parameters: tuple[Parameter, ...]
    answers: tuple[tuple[str, str], ...]
    example: str


@dataclass(frozen=True, slots=True)
class Group:
    """Endpoints that belong together."""

    name: str
    endpoints: tuple[Endpoint, ...]


def page(request: Request) -> HTMLResponse:
    """Every address of the API, for people to read."""
    told = request.app.openapi()
    groups = [Group(words, tuple(endpoints(told, request, tag))) for tag, words in GROUPS.items()]
    shown = [group for group in groups if group.endpoints]
    team = request.app.state.guard.accounts is not None
    return render(request, "reference.html", view=shown, team=team, tables=tables(request))


def tables(request: Request) -> list[str]:
    """The names of the tables that come as CSV, for whoever asks."""
    role = request.state.session.visitor.role
    paths = (str(getattr(route, "path", "")) for route in request.app.routes)
    return sorted(
        path[1:-4]
        for path in paths
        if path.endswith(".csv") and (role >= Role.OWNER or not path.startswith(OWNERS))
    )


def endpoints(told: Described, request: Request, tag: str) -> Iterator[Endpoint]:
    """The endpoints with this tag, in the order of the application."""
    base = f"{request.url.scheme}://{request.url.netloc}"
    for path, methods in told["paths"].items():
        for method, operation in methods.items():
            if operation.get("tags", [None])[0] == tag:
                yield endpoint(told, base, path, method, operation)


def endpoint(told: Described, base: str, path: str, method: str, operation: Described) -> Endpoint:
    """One endpoint, as its description has it."""
    parameters = tuple(in_address(told, operation)) + tuple(in_body(told, operation))
    answers = tuple(
        (code, DONE.get(code) or plain(each["description"]))
        for code, each in operation["responses"].items()
    )
    example = command(base + path, method, parameters, operation)
    words = plain(operation.get("description") or operation.get("summary", ""))
    return Endpoint(method.upper(), path, words, parameters, answers, example)


def plain(words: str) -> str:
    """Words without the signs of a markup."""
    return words.replace("`", "")


def in_address(told: Described, operation: Described) -> Iterator[Parameter]:
    """What the address takes."""
    for each in operation.get("parameters", ()):
        schema = each.get("schema", {})
        yield Parameter(
            each["name"],
            each["in"],
            kind(told, schema),
            each.get("required", False),
            meaning(each.get("description") or schema.get("description"), schema),
        )


def in_body(told: Described, operation: Described) -> Iterator[Parameter]:
    """What the body takes."""
    for media, content in operation.get("requestBody", {}).get("content", {}).items():
        schema = resolved(told, content["schema"])
        where = "form" if "form" in media else "JSON"
        for name, field in schema.get("properties", {}).items():
            needed = name in schema.get("required", ())
            words = meaning(field.get("description"), field)
            yield Parameter(name, where, kind(told, field), needed, words)


def meaning(told: str | None, schema: Described) -> str:
    """What a parameter means, and what counts where it is left out."""
    default = schema.get("default")
    left_out = f"{default} where it is left out" if default not in (None, "", []) else ""
    return "; ".join(part for part in (told, left_out) if part)


def resolved(told: Described, schema: Described) -> Described:
    """A schema, where it only names another one."""
    name = schema.get("$ref", "").rpartition("/")[2]
    return told["components"]["schemas"][name] if name else schema


def kind(told: Described, schema: Described) -> str:
    """What may stand there, in a few words."""
    schema = resolved(told, schema)
    several = schema.get("anyOf") or schema.get("oneOf")
    if several:
        return " or ".join(dict.fromkeys(kind(told, each) for each in several))
    if "const" in schema:
        return json.dumps(schema["const"], ensure_ascii=False)
    if "enum" in schema:
        return " | ".join(json.dumps(each, ensure_ascii=False) for each in schema["enum"])
    if schema.get("type") == "array" and "items" in schema:
        return f"list of {kind(told, schema['items'])}"
    if schema.get("contentMediaType"):
        return "file"
    return str(schema.get("type", "any"))


def command(
    address: str, method: str, parameters: tuple[Parameter, ...], operation: Described
) -> str:
    """A line for a shell, with the token in `$TOKEN`; what to fill in stands in capitals."""
    for each in parameters:
        if each.where == "path":
            address = address.replace("{" + each.name + "}", each.name.upper())
    asked = [f"{p.name}={p.name.upper()}" for p in parameters if p.where == "query" and p.needed]
    address += "?" + "&".join(asked) if asked else ""
    words = ["curl", "-H", '"Authorization: Bearer $TOKEN"']
    if any(each.where == "form" for each in parameters):
        words += ["-F", "files=@FILE"]
    elif "requestBody" in operation:
        needed = {p.name: sample(p.kind) for p in parameters if p.where == "JSON" and p.needed}
        told = json.dumps(needed, ensure_ascii=False)
        words += ["-H", '"Content-Type: application/json"', "-d", f"'{told}'"]
    elif method != "get":
        words += ["-X", method.upper()]
    return " ".join([*words, f"'{address}'" if "?" in address else address])


def sample(kind: str) -> str:
    """Something that may stand in a field."""
    first = kind.split(" | ", maxsplit=1)[0]
    return json.loads(first) if first.startswith('"') else "..."
