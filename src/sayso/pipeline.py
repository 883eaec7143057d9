"""The stages in order: report -> analysis.

    analysis = analyse(report)

Pure: the same report and the same version give the same analysis, to the byte.
"""

from __future__ import annotations

from functools import cache

import sayso
from sayso.annotate.annotation import annotate, names_version, parser_version
from sayso.attribute import attribute, narration, reader_version
from sayso.extract import extract
from sayso.extract.gist import with_gists
from sayso.extract.reader import claims_version
from sayso.model import Analysis, Report
from sayso.own_types import digest
from sayso.resolve.resolution import coreference_version, resolve

# The languages that the parser knows, as ISO 639-1 codes.
LANGUAGES = frozenset({"en"})


def version() -> str:
    """What made an analysis: sayso, the models that it used, and a user's own types."""
    own = digest()
    return f"{models_version()}, own types {own}" if own else models_version()


@cache
def models_version() -> str:
    """Sayso and its models."""
    readers = (names_version(), reader_version(), claims_version(), coreference_version())
    models = (parser_version(), *readers)
    return f"sayso {sayso.__version__}, {', '.join(models)}"


def analyse(report: Report) -> Analysis:
    """Read who says what in `report`, and on whose word.

    A report in another language than English gets its root alone: nothing is claimed from a text
    that was not understood.
    """
    if report.language is not None and report.language.value not in LANGUAGES:
        root, outlet = narration(report)
        return Analysis(report, version(), (outlet,), (root,))
    annotation = annotate(report)
    attribution = attribute(annotation)
    claims = extract(annotation, attribution)
    resolution = resolve(annotation, attribution, claims)
    return Analysis(
        report=report,
        version=version(),
        voices=resolution.voices,
        statements=with_gists(attribution.statements, claims, annotation.doc),
        entities=resolution.entities,
        claims=resolution.claims,
    )
