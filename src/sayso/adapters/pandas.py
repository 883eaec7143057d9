"""An accessor for pandas: the claims in a column of texts, as a tidy frame.

    import sayso.adapters.pandas

    claims = frame.sayso.claims("body", outlet="paper", published="day")

One row a claim, never without its chain; the columns are those of `sayso claims --format csv`, and
the index is that of the row that the text stands in. Raises ExtraMissing where pandas is not
installed.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator

from sayso.errors import ExtraMissing, OneReportError
from sayso.export.table import COLUMNS
from sayso.library import analyse, claim_rows, report_of

try:
    import pandas as pd
except ImportError as error:
    raise ExtraMissing("frame.sayso", "pandas") from error


class Accessor:
    """`frame.sayso`."""

    def __init__(self, frame: pd.DataFrame) -> None:
        self.frame = frame

    def claims(
        self,
        text: str,
        *,
        outlet: str | None = None,
        published: str | None = None,
        title: str | None = None,
        language: str | None = "en",
    ) -> pd.DataFrame:
        """The claims in the texts of a column; join them to the frame on the index.

        `outlet`, `published` and `title` name the columns that hold them. `language` is that of
        texts too short to show theirs. A text that cannot be read is named in a warning, and the
        rest goes on; an empty cell holds none. Raises KeyError for a column that is not there.
        """
        found = list(self.read(text, (outlet, published, title), language))
        index = pd.Index([at for at, _ in found], name=self.frame.index.name)
        return pd.DataFrame([row for _, row in found], index=index, columns=list(COLUMNS))

    def read(
        self, text: str, told: tuple[str | None, ...], language: str | None
    ) -> Iterator[tuple[object, dict[str, str]]]:
        """Each claim as a row, with the index of its text."""
        columns = [self.cells(column) for column in told]
        texts = self.frame[text]
        for at, words, *facts in zip(texts.index, texts, *columns, strict=True):
            if not isinstance(words, str) or not words.strip():
                continue
            try:
                outlet, published, title = facts
                report = report_of(
                    words,
                    name=f"row {at}",
                    language=language,
                    outlet=outlet,
                    published=published,
                    title=title,
                )
                for row in claim_rows(analyse(report)):
                    yield at, row
            except (OneReportError, ValueError) as error:
                warnings.warn(f"row {at}: {error}", stacklevel=4)

    def cells(self, column: str | None) -> list[str]:
        """What a column tells of each text; of a time, its day; empty where it tells nothing."""
        if column is None:
            return [""] * len(self.frame)
        return [
            "" if missing else str(cell.date() if isinstance(cell, pd.Timestamp) else cell)
            for cell, missing in zip(self.frame[column], self.frame[column].isna(), strict=True)
        ]


pd.api.extensions.register_dataframe_accessor("sayso")(Accessor)
