"""Registers of the outside world: who in a case may be whom in a file that the user has.

    proposals = match(found.all, entries(lines))

Nothing is fetched. One module a register turns its lines into entries (`wikidata`, `geonames`,
`opensanctions`, `ftm`, `statements`, `watchlist`); `match` holds their names against those of a
case, with the score that joins names across reports.
"""

from sayso.resolve.register.entry import Entry
from sayso.resolve.register.match import MATCHER, Fit, Proposal, held, match
from sayso.resolve.register.reading import Register, recognise

__all__ = ["MATCHER", "Entry", "Fit", "Proposal", "Register", "held", "match", "recognise"]
