"""Who said what, on whose word.

    import sayso

    for report in sayso.read_reports("reports/", outlet="Radio Kellmouth"):
        analysis = sayso.analyse(report)
        for claim in analysis.claims: ...

What can be had from here is in `__all__`; what each takes and gives is in `sayso.library`, and in
docs/python.md with examples. A name is loaded when it is first used, so that `import sayso` takes
about a millisecond, and whoever only reads reports never loads the parser.
"""

from importlib import import_module

__version__ = "0.1.0"

# Where each name is. The types of all of them are in `__init__.pyi`, in the same order.
_PLACES = {
    "sayso.library": (
        "add_reports",
        "analyse",
        "claim_rows",
        "explain",
        "export_case",
        "open_case",
        "read_reports",
        "report_of",
        "weigh_case",
    ),
    "sayso.contract": ("from_json", "to_json"),
    "sayso.model": (
        "Analysis",
        "Claim",
        "Entity",
        "EntityKind",
        "Filler",
        "Interest",
        "Modality",
        "Original",
        "Polarity",
        "Quoted",
        "Report",
        "Setting",
        "Span",
        "Stance",
        "Statement",
        "Told",
        "Voice",
        "VoiceKind",
        "When",
        "Where",
    ),
    "sayso.record": ("Case", "Decision", "Judgement", "Outcome"),
    "sayso.weigh.opinion": ("Opinion",),
    "sayso.weigh.proposition": ("Proposition",),
    "sayso.weigh.weighing": ("Weight",),
    "sayso.weigh.whole": ("Weighed",),
    "sayso.errors": (
        "AnalysisError",
        "CaseError",
        "CaseMissing",
        "ExportRefused",
        "NotInCase",
        "OneReportError",
        "ReadError",
        "SaysoError",
    ),
}
_PLACE_OF = {name: place for place, names in _PLACES.items() for name in names}

__all__ = [*_PLACE_OF, "__version__"]  # noqa: PLE0604 - names, as literals above


def __getattr__(name: str) -> object:
    """Load what is asked for by name (PEP 562), and keep it."""
    if name not in _PLACE_OF:
        raise AttributeError(f"module 'sayso' has no attribute {name!r}")
    found = getattr(import_module(_PLACE_OF[name]), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
