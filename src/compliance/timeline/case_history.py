"""A case under one interpretation, day by day: its acts as they were known, its record as it was judged."""

from collections.abc import Collection
from datetime import date
from functools import cached_property

from ..acts.legal_state import LegalState
from ..acts.lifecycle import lifecycle
from ..case.model import Case
from ..days import NEVER, add_months, next_day
from ..judgement.context import Context
from ..judgement.durable import confirmed
from ..judgement.evaluate import evaluate
from ..judgement.finding import Assessment, Finding
from ..judging import DURABLE, SPECIFICATION
from ..record.fold import Folded, fold
from ..rulebook.interpretation import Interpretation, asked_afresh
from ..rulebook.rulebook import Rulebook

MOST_MONTHS = 1_200  # a hundred years


class CaseHistory:
    """The acts of a case dated by `as_of`, and its record by which certifications are looked at.

    Each day is judged once.
    """

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
        self._judged: dict[tuple[object, ...], Assessment] = {}

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

    def folded(self, day: date) -> Folded:
        """The record as it stood and was known on a day."""
        return fold(self.case.facts, self.case.actions, as_of=day)

    def context(self, day: date, folded: Folded) -> Context:
        """What a matter is judged by on a day, under the law of that day."""
        return Context(
            rulebook=self.rulebook,
            interpretation=self.interpretation,
            ledgers=folded.ledgers,
            as_of=day,
            law_day=day,
            since=None if day < self.rulebook.enacted else self.rulebook.enacted,
        )

    def assessment(
        self, day: date, law_day: date | None = None, *, afresh: bool = False, certified: frozenset[str] = frozenset()
    ) -> Assessment:
        """What was found on a day, as it was known then; `afresh`, of what is new in the year before it."""
        if not self.interpretation.says("earlier_certification", "suffices"):
            certified = frozenset()  # it changes nothing, and each day is judged once
        key = day, law_day, afresh, certified
        if key not in self._judged:
            self._judged[key] = evaluate(
                self.rulebook,
                self.folded(day),
                as_of=day,
                reading=self._afresh if afresh else self.interpretation,
                law_as_of=law_day,
                certified=certified,
            )
        return self._judged[key]

    def confirmed(self, day: date) -> Assessment:
        """What was found on a day under the law that the case asks for, as all engines asked have it."""
        found = self.assessment(day, self.law_day(day), certified=self.legal.certified(day))
        return confirmed(found) if DURABLE in self.engines else found

    def finding(
        self, goal: str, day: date, *, afresh: bool = False, certified: frozenset[str] = frozenset()
    ) -> Finding:
        """What was found for a goal on a day."""
        return self.assessment(day, afresh=afresh, certified=certified).result(goal)

    @cached_property
    def _afresh(self) -> Interpretation:
        return asked_afresh(self.interpretation, self.rulebook.ladders)
