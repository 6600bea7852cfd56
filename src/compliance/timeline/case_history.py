"""A case under one interpretation, day by day: its acts as they were known, its record as it was judged."""

from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping
from datetime import date
from functools import cached_property

from ..acts.legal_state import LegalState
from ..acts.lifecycle import lifecycle
from ..case.model import Case
from ..days import NEVER, add_months, next_day
from ..judgement.durable import confirm
from ..judgement.fast import Gauges, Plan
from ..judgement.tree import Range, Tree, Verdict
from ..judging import DURABLE, SPECIFICATION
from ..problem import Code, Problem, UnusableError
from ..record.by_day import RecordByDay
from ..rulebook.interpretation import Interpretation, asked_afresh
from ..rulebook.rulebook import Rulebook
from .changes import law_days, ranges_between

MOST_MONTHS = 1_200  # a hundred years


class CaseHistory:
    """The acts of a case dated by `as_of`, and what its record shows on every day, as it was known then."""

    def __init__(
        self,
        case: Case,
        rulebook: Rulebook,
        interpretation: Interpretation,
        as_of: date | None = None,
        engines: Collection[str] = (SPECIFICATION,),
    ) -> None:
        self.case, self.rulebook, self.interpretation, self.engines = case, rulebook, interpretation, engines
        self.as_of = as_of or case.as_of
        known = [act for act in case.acts if act.date <= self.as_of]
        self.lifecycle = lifecycle(rulebook, interpretation, known)
        self.legal = self.lifecycle.on(self.as_of)
        self._apart: dict[str, CaseHistory] = {}
        self._on: dict[date, Mapping[str, Range]] = {}
        self._trees: dict[tuple[object, ...], Tree] = {}
        self._confirmed: set[tuple[object, ...]] = set()

    def asking(self, goal: str) -> "CaseHistory":
        """The history that judges this goal: itself, or another where the goal stands apart."""
        if goal not in self.rulebook.apart:
            return self
        if goal not in self._apart:
            rulebook = self.rulebook.asking(goal)
            self._apart[goal] = CaseHistory(self.case, rulebook, self.interpretation, self.as_of, self.engines)
        return self._apart[goal]

    def legal_on(self, day: date) -> LegalState:
        """What the acts had done as it was known on a day, and no later than `as_of`."""
        return self.lifecycle.on(day)

    def law_day(self, day: date) -> date | None:
        """The day whose law the case asks for where it is not the day's own."""
        return self.case.law_day(day, self.rulebook.enacted)

    @property
    def span(self) -> tuple[date, date]:
        """The days to show: from the year of the first act (or two years back) to the day after the last ordered."""
        acts = [act.date for act in self.legal.seen.values()]
        begin = min(acts).replace(month=1, day=1) if acts else add_months(self.as_of, -24)
        ordered = [next_day(each.end) for days in self.legal.periods.values() for each in days if each.end != NEVER]
        ends = [each.day for endings in self.legal.endings.values() for each in endings]
        end = max([self.as_of, *ordered, *ends])
        return max(begin, add_months(end, -MOST_MONTHS)), end

    @cached_property
    def record(self) -> RecordByDay:
        """The record, to be asked about any day. UnusableError where it is more than the limits of the case allow."""
        record, most = RecordByDay(self.case.facts, self.case.actions, self.case.origins), self.case.limits.pairs
        counts = {path: len(entries) for path, entries in record.entries.items()}
        if sum(count**2 for count in counts.values()) > most:
            longest = max(counts, key=lambda path: counts[path])
            message = f"too many entries on one field to judge day by day, {counts[longest]:,} on `{longest}`"
            raise UnusableError([Problem(Code.TOO_LARGE, f"{message}: the most of their squares is {most:,}")])
        return record

    @cached_property
    def plan(self) -> Plan:
        """The ladders as the reading asks them."""
        return Plan(self.interpretation.ladders)

    def verdict(self, day: date, *, certified: frozenset[str] = frozenset()) -> Verdict:
        """What was found on a day under its own law, as it was known then."""
        return self.tree(day, certified).verdict(self._ranges_on(day))

    def asked_verdict(self, day: date) -> Verdict:
        """What was found on a day under the law that the case asks for, with the certifications that stand."""
        return self.asked_tree(day).verdict(self._ranges_on(day))

    def _ranges_on(self, day: date) -> Mapping[str, Range]:
        if day not in self._on:
            self._on[day] = Gauges(self.plan, self.record.ledgers(day), day, self._since(day), self.record.gaps).ranges
        return self._on[day]

    def verdict_afresh(self, day: date) -> Verdict:
        """What was found on a day of what is new in the year before it."""
        gauges = Gauges(self._afresh, self.record.ledgers(day), day, self._since(day), self.record.gaps)
        return self.tree(day).verdict(gauges.ranges)

    def verdicts(self, first: date, last: date) -> Iterator[tuple[date, Verdict]]:
        """What was found on `first`, and on each later day to `last` on which it can be another, under its own law."""
        ranges = dict(self._ranges(first, last))
        turns = (day for day in self._law_days if first < day <= last)
        shown: Mapping[str, Range] = {}
        for day in sorted({*ranges, *turns}):
            shown = ranges.get(day, shown)
            yield day, self.tree(day).verdict(shown)

    def asked(self, first: date, last: date) -> Iterator[tuple[date, Verdict]]:
        """As `verdicts`, under the law that the case asks for and with the certifications that stand, and confirmed."""
        ranges = dict(self._ranges(first, last))
        turns = {*self._law_days, self.rulebook.enacted, *self._certification_days()}
        shown: Mapping[str, Range] = {}
        for day in sorted({*ranges, *(day for day in turns if first < day <= last)}):
            shown = ranges.get(day, shown)
            verdict = self.asked_tree(day).verdict(shown)
            self._confirm(verdict)
            yield day, verdict

    def _ranges(self, first: date, last: date) -> Iterator[tuple[date, Mapping[str, Range]]]:
        """The degrees of every matter on `first`, and on each later day on which they are others."""
        enacted = self.rulebook.enacted
        if first < enacted or last > self.as_of:
            yield from ranges_between(self.plan, self.record, enacted, first, last)
        elif first <= last:
            begin = bisect_right(self._known, first, key=lambda known: known[0]) - 1
            yield first, self._known[begin][1]
            yield from ((day, ranges) for day, ranges in self._known[begin + 1 :] if day <= last)

    @cached_property
    def _known(self) -> list[tuple[date, Mapping[str, Range]]]:
        """The degrees on every day from enactment to `as_of` on which they change."""
        enacted = self.rulebook.enacted
        return list(ranges_between(self.plan, self.record, enacted, enacted, self.as_of))

    def _since(self, day: date) -> date | None:
        return None if day < self.rulebook.enacted else self.rulebook.enacted

    def _certification_days(self) -> Iterator[date]:
        for each in self.legal.certifications.values():
            yield each.act.date
            if each.revoked:
                yield each.revoked

    def asked_tree(self, day: date) -> Tree:
        """The provisions under the law that the case asks for on a day, with the certifications that stand."""
        return self.tree(self.law_day(day) or day, self.legal.certified(day))

    def tree(self, law_day: date, certified: frozenset[str] = frozenset()) -> Tree:
        """The provisions in force; the same for all days between two changes of the law.

        UnusableError where a goal was not law.
        """
        problems = self.rulebook.not_in_force(law_day)
        if problems:
            raise UnusableError(problems)
        if not self.interpretation.says("earlier_certification", "suffices"):
            certified = frozenset()  # it changes nothing
        key = bisect_right(self._law_days, law_day), certified
        if key not in self._trees:
            self._trees[key] = Tree(self.rulebook, self.interpretation, law_day, certified)
        return self._trees[key]

    @cached_property
    def _law_days(self) -> list[date]:
        return sorted(law_days(self.rulebook))

    @cached_property
    def _afresh(self) -> Plan:
        return Plan(asked_afresh(self.interpretation, self.rulebook.ladders).ladders)

    def _confirm(self, verdict: Verdict) -> None:
        """Ask the second engine, where it is to agree, once for each verdict that is another."""
        key = verdict.tree, verdict.statuses
        if DURABLE in self.engines and key not in self._confirmed:
            confirm(verdict)
            self._confirmed.add(key)
