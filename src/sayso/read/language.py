"""Which language a text is in, and the flag for those that sayso does not read yet."""

from __future__ import annotations

from functools import cache

from sayso.model import Told
from sayso.read.tables import rows

# Below this many letters the detector is a coin: a headline of names may be any language.
MIN_LETTERS = 40
# The detector's scores are sums of logarithms; English ahead by 5 (150 to 1) is clear.
ENGLISH_LEAD = 5.0
# Another language must lead English by far more: among 254 cuts of 300 characters and 667 of 120
# from English reports full of Arabic names, Nigerian Pidgin led by up to 11; one sentence of
# German, Spanish, French, Portuguese, Swedish, Russian or Arabic leads by 88 and more.
FOREIGN_LEAD = 30.0
# Beyond this many characters the verdict no longer changes.
_ENOUGH = 5_000


def tell_language(text: str, declared: Told | None) -> tuple[Told | None, str | None]:
    """The language as ISO 639-1 code and where it was told, and a flag if it is not English.

    The flag of a text whose language could not be checked says so.

    What the text shows counts when it is clear; otherwise what the file declares.
    """
    unchecked = None
    try:
        language = _detect(text) or _declared_code(declared)
    except OSError as error:
        # The detector unpacks its model into a temporary file, for which there may be no room.
        language = _declared_code(declared)
        unchecked = f"its language could not be checked: {error.strerror or error}"
    if language is None or language.value == "en":
        return language, unchecked
    name = language_names().get(language.value, language.value)
    return language, f"in {name}: sayso reads English only so far; kept, not analysed"


def _declared_code(declared: Told | None) -> Told | None:
    if declared is None:
        return None
    code = declared.value.replace("_", "-").split("-")[0].strip().lower()
    # Longer or odd values ("english please") are no language tags (RFC 5646).
    return Told(code, declared.where) if code.isalpha() and 2 <= len(code) <= 3 else None


def _detect(text: str) -> Told | None:
    sample = text[:_ENOUGH]
    if sum(char.isalpha() for char in sample) < MIN_LETTERS:
        return None
    from py3langid import rank  # noqa: PLC0415 - loading its model takes half a second

    scores = rank(sample)
    (best, score), (_, second) = scores[:2]
    if best == "en":
        clear = score - second >= ENGLISH_LEAD
    else:
        clear = score - dict(scores)["en"] >= FOREIGN_LEAD
    return Told(best, "detected from the text") if clear else None


@cache
def language_names() -> dict[str, str]:
    """English names of languages by ISO 639 code."""
    return {row["code"]: row["name"] for row in rows("languages")}
