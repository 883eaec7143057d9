"""A case that stays weighed while reports are added: only what a report touches is weighed anew.

    scales = Scales(analyses, identities, terms)
    scales.add(analysis, identities_with_it)
    scales.weights[proposition_id]

What it holds is at any time what `weigh_case` makes of all reports at once; tests hold the two
against each other. Touched are the report itself, reports whose entities turn out to be others,
later reports that share text with it, whoever took from any of these, and from there on the
propositions in which their claims may stand. An outlet whose name changes what other names mean,
and one that is credited for the first time, change the order of everything: then all is weighed
anew.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from sayso.model import Analysis, Report
from sayso.resolve.identity import Identities
from sayso.weigh.borrowing import (
    MOST_GIVERS,
    Borrowing,
    Moment,
    Reading,
    cited_by,
    moment,
    outlet_key,
    taken_from,
)
from sayso.weigh.contradiction import Contradiction, Rivals, Variant
from sayso.weigh.correction import owned_up, reasons, withdrawals
from sayso.weigh.credits import Credit
from sayso.weigh.outlets import Outlets
from sayso.weigh.proposition import Proposition, Root, Voiced, bucket_of, propositions, root_of
from sayso.weigh.provenance import Tracks, trace
from sayso.weigh.reuse.holders import Holders
from sayso.weigh.testimony import Cast, Testimony, outlet_names, testimonies
from sayso.weigh.weighing import Grounds, Weight, opposite, weighed
from sayso.weigh.whole import Terms, is_said, known_by, parted

Bucket = tuple[str, ...]


class Scales:
    """The state of a weighed case, by id of report, claim and proposition."""

    def __init__(self, analyses: Iterable[Analysis], found: Identities, terms: Terms) -> None:
        self.terms = terms
        self.build(known_by(analyses, terms.as_of), found)

    def build(self, analyses: list[Analysis], found: Identities) -> None:
        """Weigh all reports at once."""
        self.analyses = {analysis.report.id: analysis for analysis in analyses}
        self.reports: dict[str, Report] = {name: a.report for name, a in self.analyses.items()}
        self.outlets = Outlets.of(outlet_names(self.reports.values()), self.terms.families)
        self.cast = Cast.of(found, self.outlets)
        self.readings = {
            name: Reading.of(report, self.outlets, self.terms.today)
            for name, report in self.reports.items()
        }
        self.cited = cited_by(self.readings.values())
        self.numbers = {name: number for number, name in enumerate(self.readings)}
        self.names = list(self.readings)
        every = list(self.readings.values())
        self.holders = Holders(
            [self.moment(each) for each in every], [each.words.fingerprints for each in every]
        )
        self.borrowed: dict[str, tuple[Borrowing, ...]] = {}
        self.takers: defaultdict[str, set[str]] = defaultdict(set)
        self.every: dict[str, tuple[Testimony, ...]] = {}
        self.told: dict[str, tuple[Testimony, ...]] = {}
        self.credits: dict[str, tuple[Credit, ...]] = {}
        self.back: dict[str, Report] = {}
        self.withdrawn: dict[str, str] = {}
        self.voiced: dict[str, list[Voiced]] = {}
        self.buckets: defaultdict[Bucket, dict[tuple[str, str], Voiced]] = defaultdict(dict)
        self.roots: defaultdict[Root, Counter[Bucket]] = defaultdict(Counter)
        self.propositions: dict[str, Proposition] = {}
        self.homes: defaultdict[Bucket, set[str]] = defaultdict(set)
        self.claims: defaultdict[str, set[str]] = defaultdict(set)
        self.rivals = Rivals()
        self.contradictions: defaultdict[str, dict[str, Contradiction]] = defaultdict(dict)
        self.variants: defaultdict[str, dict[str, Variant]] = defaultdict(dict)
        self.weights: dict[str, Weight] = {}
        self.grounds = Grounds(self.reports, self.terms.ratings, self.withdrawn)
        self.tracks = Tracks(self.borrowed, self.credits, self.told, self.reports)
        self.touch(set(self.names))

    def moment(self, reading: Reading) -> Moment:
        """Where a report stands in time."""
        return moment(reading, self.outlets, self.cited)

    def add(self, analysis: Analysis, found: Identities) -> None:
        """Weigh one more report, or one that was read anew; `found` are the identities with it."""
        report = analysis.report
        if not known_by([analysis], self.terms.as_of):
            # It is not weighed, but may tell that two others are one.
            before, self.cast = self.cast, Cast.of(found, self.outlets)
            self.touch(self.others(before))
            return
        outlets = Outlets.of(outlet_names([*self.reports.values(), report]), self.terms.families)
        reading = Reading.of(report, outlets, self.terms.today)
        known = report.id in self.reports
        if known or not cited_by([reading]) <= self.cited or self.means_other(outlets):
            self.build([*(a for n, a in self.analyses.items() if n != report.id), analysis], found)
            return
        self.outlets = outlets
        before, self.cast = self.cast, Cast.of(found, outlets)
        self.analyses[report.id], self.reports[report.id] = analysis, report
        self.readings[report.id] = reading
        self.numbers[report.id] = len(self.names)
        self.names.append(report.id)
        later = self.holders.add(self.moment(reading), reading.words.fingerprints)
        self.touch({report.id} | self.others(before), {self.names[n] for n in later})

    def means_other(self, outlets: Outlets) -> bool:
        """Whether a name that was asked for means another outlet now, or one has a new name."""
        if any(outlets.meant(name) != meant for name, meant in self.outlets.asked.items()):
            return True
        return any(outlets.name(words) != name for words, name in self.outlets.shown.items())

    def others(self, before: Cast) -> set[str]:
        """The reports with an entity that is somebody else now, or is called otherwise."""
        now = self.cast.identities
        changed = {
            entity
            for entity, identity in before.identities.items()
            if entity not in now
            or (now[entity].id, now[entity].name) != (identity.id, identity.name)
        }
        if not changed:
            return set()
        return {
            name
            for name, analysis in self.analyses.items()
            if any(entity.id in changed for entity in analysis.entities)
        }

    def touch(self, names: set[str], later: set[str] = frozenset()) -> None:  # type: ignore[assignment]
        """Weigh anew whatever rests on some reports; `later` may take from them."""
        moved = {name for name in names | later if self.borrow(name)}
        for name in names:
            self.every[name] = tuple(testimonies(self.analyses[name], self.cast))
            out = self.terms.rejected
            self.told[name] = tuple(t for t in self.every[name] if t.claim not in out)
            if self.readings[name].credits:
                self.credits[name] = self.readings[name].credits
        corrected = self.correct(names)
        stale = self.closure(names | moved)
        self.regroup({bucket for name in sorted(stale) for bucket in self.revoice(name)}, corrected)

    def borrow(self, name: str) -> bool:
        """Find what a report took from earlier ones; whether that is other than before."""
        reading = self.readings[name]
        number = self.numbers[name]
        found, met = self.holders.givers(number, reading.words.fingerprints, MOST_GIVERS)
        givers = [self.readings[self.names[giver]] for giver in found]
        taken = tuple(taken_from(reading, givers, met, self.outlets))
        before = self.borrowed.get(name, ())
        if taken == before:
            return False
        for each in before:
            self.takers[each.giver].discard(name)
        for each in taken:
            self.takers[each.giver].add(name)
        self.borrowed[name] = taken
        return True

    def correct(self, names: set[str]) -> set[str]:
        """Find what the outlets of some reports took back; the claims of which that changed."""
        outlets = {outlet_key(self.reports[name], self.outlets) for name in names}
        theirs = {n: r for n, r in self.reports.items() if outlet_key(r, self.outlets) in outlets}
        back = {
            w.report: self.reports[w.notice] for w in withdrawals(theirs.values(), self.outlets)
        }
        before = {n: r for n, r in self.back.items() if n in theirs}
        affected = names | {n for n in back.keys() | before.keys() if back.get(n) != before.get(n)}
        affected |= {r.id for n in affected for r in (back.get(n), before.get(n)) if r is not None}
        errors = owned_up(theirs.values(), self.outlets)
        affected |= {n for n, r in theirs.items() if outlet_key(r, self.outlets) in errors}
        for name in before:
            del self.back[name]
        self.back |= back
        told = [one for name in affected for one in self.told.get(name, ())]
        now = reasons(self.reports, told, self.back, errors)
        changed = {one.claim for one in told if now.get(one.claim) != self.withdrawn.get(one.claim)}
        for claim in changed:
            self.withdrawn.pop(claim, None)
        self.withdrawn.update({claim: now[claim] for claim in changed if claim in now})
        return changed

    def closure(self, names: set[str]) -> set[str]:
        """The reports, and all that took from them, directly or through others."""
        found, waiting = set(names), list(names)
        while waiting:
            new = self.takers.get(waiting.pop(), set()) - found
            found |= new
            waiting += new
        return found

    def revoice(self, name: str) -> set[Bucket]:
        """Follow a report's claims back anew; the buckets that they leave and enter."""
        touched = set()
        for voiced in self.voiced.get(name, ()):
            bucket = bucket_of(voiced.testimony)
            touched.add(bucket)
            self.buckets[bucket].pop((name, voiced.testimony.claim), None)
            self.roots[root_of(voiced)][bucket] -= 1
        said = [t for t in self.every[name] if is_said(t)]
        self.voiced[name] = [Voiced(t, trace(t, self.tracks)) for t in said]
        for voiced in self.voiced[name]:
            bucket = bucket_of(voiced.testimony)
            touched.add(bucket)
            self.buckets[bucket][name, voiced.testimony.claim] = voiced
            self.roots[root_of(voiced)][bucket] += 1
        return touched

    def regroup(self, touched: set[Bucket], corrected: set[str]) -> None:
        """Put the claims of some buckets together anew, and weigh what changed."""
        buckets, waiting = set(touched), list(touched)
        while waiting:
            for voiced in self.buckets[waiting.pop()].values():
                shared = self.roots[root_of(voiced)]
                new = {bucket for bucket, count in shared.items() if count > 0} - buckets
                buckets |= new
                waiting += new
        old = {name for bucket in buckets for name in self.homes[bucket]}
        held = [voiced for bucket in buckets for voiced in self.buckets[bucket].values()]
        found = propositions(*parted(held, self.terms))
        made = {each.id: each for each in found}
        gone = {n for n in old if made.get(n) != self.propositions[n]}
        changed = {n for n in made if n not in self.propositions or n in gone}
        again = set().union(*(self.claims[claim] for claim in corrected)) if corrected else set()
        again |= self.replace(gone, {name: made[name] for name in changed})
        # What was taken back no longer stands against anything either.
        again |= {other for name in again for other in self.contradictions.get(name, ())}
        for name in (again | changed) & self.propositions.keys():
            self.weigh(name)

    def replace(self, gone: set[str], made: dict[str, Proposition]) -> set[str]:
        """Take propositions out and others in; those that contradict or contradicted them."""
        near: set[str] = set()
        for name in gone:
            near |= self.forget(name)
            self.enter(self.propositions.pop(name), leaving=True)
            self.rivals.remove(name)
            self.weights.pop(name, None)
        crowded: set[str] = set()
        for name in sorted(made):
            self.propositions[name] = made[name]
            self.enter(made[name], leaving=False)
            crowded.update(self.rivals.add(made[name]))
        for name in crowded | made.keys():
            near |= self.forget(name)
            for each in self.rivals.against(self.propositions[name]):
                self.note(each)
                near.add(opposite(each, name))
        return near | crowded

    def note(self, between: Contradiction | Variant) -> None:
        """Keep what is between two propositions."""
        if isinstance(between, Contradiction):
            self.contradictions[between.one][between.other] = between
            self.contradictions[between.other][between.one] = between
        else:
            self.variants[between.one][between.other] = between
            self.variants[between.other][between.one] = between

    def forget(self, name: str) -> set[str]:
        """Drop what is between a proposition and others, and say which these are."""
        against, beside = self.contradictions.pop(name, {}), self.variants.pop(name, {})
        for other in against:
            self.contradictions[other].pop(name, None)
        for other in beside:
            self.variants[other].pop(name, None)
        return against.keys() | beside.keys()

    def enter(self, proposition: Proposition, *, leaving: bool) -> None:
        """Note in which buckets and of which claims a proposition is made, or no longer."""
        for voiced in proposition.voiced:
            bucket = self.homes[bucket_of(voiced.testimony)]
            claims = (voiced.testimony.claim, voiced.provenance.root.claim)
            for held in (bucket, *(self.claims[claim] for claim in claims)):
                (held.discard if leaving else held.add)(proposition.id)

    def weigh(self, name: str) -> None:
        """Weigh one proposition anew."""
        against = sorted(self.contradictions[name].values(), key=lambda c: (c.one, c.other))
        beside = sorted(self.variants[name].values(), key=lambda v: (v.one, v.other))
        self.weights[name] = weighed(
            self.propositions[name], against, beside, self.propositions, self.grounds
        )
