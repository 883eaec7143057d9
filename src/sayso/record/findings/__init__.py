"""What weighing a case comes to, kept in tables beside it so that pages do not have to weigh.

bring_up(case)            makes the tables anew
find(case, Asked(...))    claims by words and by facets
"""

from __future__ import annotations

from sayso.record.findings.keeping import bring_up, is_fresh

__all__ = ["bring_up", "is_fresh"]
