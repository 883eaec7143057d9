"""Who we are, and the extension by which a STIX object holds what STIX has no property for."""

from __future__ import annotations

import json
from importlib.resources import files

from sayso.export.stix.grade import WRITTEN
from sayso.export.stix.thing import EXTENSION, US, Json, thing

SCHEMA = "stix-extension.schema.json"


def us() -> Json:
    """The maker of every object: this program, never an outlet."""
    made = thing(
        US,
        WRITTEN,
        WRITTEN,
        name="sayso",
        identity_class="system",
        description="A program that reads news reports and keeps who said what, on whose word. "
        "It vouches for having read a claim in a report, and not for the claim.",
    )
    # That it made itself, importers cut: it is said of all else.
    del made["created_by_ref"]
    return made


def definition() -> Json:
    """Our extension, with its JSON schema in full, so that no address has to be asked."""
    text = files("sayso").joinpath("schema", SCHEMA).read_text(encoding="utf-8")
    return thing(
        EXTENSION,
        WRITTEN,
        WRITTEN,
        name="sayso: claims with their chain of voices",
        description="A note is a claim as one report tells it, never a fact: the extension holds "
        "the chain of voices from the outlet inwards, who or what plays which role, polarity, "
        "modality, the exact span with its hash, when it was told and when it is said to have "
        "happened, and how it weighs.",
        schema=json.dumps(json.loads(text), separators=(",", ":")),
        version="1.0.0",
        extension_types=["property-extension"],
    )
