"""The verdicts of many cases by one law and reading: what is the same for all of them is found once.

Tested equal to `judge`, case by case.
"""

from collections.abc import Mapping
from datetime import date
from itertools import takewhile
from typing import Any, NamedTuple

from ..case.model import Case
from ..days import read_day
from ..judgement.fast import Gauges, Plan
from ..judgement.tree import Range, Tree, Verdict
from ..judging import DayLike, Rules, certified, rulebook_of
from ..problem import UnusableError
from ..record.beneath import Beneath
from ..record.fold import Folded, Knowing, Stated
from ..record.origins import Otherwise
from ..rulebook.interpretation import Interpretation

MOST_GROUNDS = 64  # of which what was found is kept; whoever asks of more finds some of it again


class Quick:
    """Judges cases one after the other, each as `judge` with the same options does, without the explanation.

    UnusableError where there is no such reading, question or answer; ValueError where a text is no day.
    """

    def __init__(
        self,
        rules: Rules = None,
        *,
        reading: str | Interpretation = "plain",
        answers: Mapping[str, str] | None = None,
        as_of: DayLike | None = None,
        law_as_of: DayLike | None = None,
        hindsight: bool = False,
        include_unverified: bool = False,
        otherwise: Otherwise | None = None,
    ) -> None:
        self.rulebook = rulebook_of(rules)
        self.interpretation = self.rulebook.interpretation(reading, answers)
        self.as_of, self.law_as_of = read_day(as_of), read_day(law_as_of)
        self.hindsight, self.include_unverified, self.otherwise = hindsight, include_unverified, otherwise
        self.plan = Plan(self.interpretation.ladders)
        self._trees: dict[tuple[date, frozenset[str]], Tree] = {}
        self._grounds: dict[tuple[object, ...], _Ground] = {}

    def verdict(self, case: Case) -> Verdict:
        """The status of every provision. UnusableError where a goal was not law on the day."""
        day = self.as_of or case.as_of
        tree = self.tree(case, day)
        if len(case.parts) < 2:
            return tree.verdict(self.gauges(self.folded(case, day), day).ranges)
        return tree.verdict(self._ground(case, day).ranges(case, self.otherwise))

    def _ground(self, case: Case, day: date) -> "_Ground":
        """What the cases below this one show on the day, found once for all that stand on the very same ones."""
        head = case.parts[-1].head
        key = (*map(id, case.parts[:-1]), day, head.as_of, head.hypothetical, head.otherwise)
        found = self._grounds.pop(key, None)
        if found is None:
            knowing = Knowing(day, self.hindsight, self.include_unverified)
            own = _own(case)
            beneath = Beneath(
                case.facts[: len(case.facts) - len(own)],
                case.actions[: len(case.actions) - len(case.parts[-1].actions)],
                knowing,
                case.origins.supposing(self.otherwise),
            )
            gauges = self.gauges(Folded(beneath.ledgers, (), beneath.gaps), day)
            found = _Ground(case.parts[:-1], beneath, gauges)
        self._grounds[key] = found  # the last that was used stands last
        if len(self._grounds) > MOST_GROUNDS:
            del self._grounds[next(iter(self._grounds))]
        return found

    def folded(self, case: Case, day: date) -> Folded:
        """The record of a case on a day; every reading judges the same."""
        return case.folded(
            as_of=day,
            hindsight=self.hindsight,
            include_unverified=self.include_unverified,
            otherwise=self.otherwise,
        )

    def gauges(self, folded: Folded, day: date) -> Gauges:
        """What a record shows on a day."""
        enacted = self.rulebook.enacted
        return Gauges(self.plan, folded.ledgers, day, None if day < enacted else enacted, folded.gaps)

    def tree(self, case: Case, day: date) -> Tree:
        """The provisions in force for a case on a day, with the certifications that stand."""
        law_day = self.law_as_of or case.law_day(day, self.rulebook.enacted) or day
        key = law_day, certified(case, self.rulebook, self.interpretation, day)
        if key not in self._trees:
            if problems := self.rulebook.not_in_force(law_day):
                raise UnusableError(problems)
            self._trees[key] = Tree(self.rulebook, self.interpretation, *key)
        return self._trees[key]


class _Ground(NamedTuple):
    """Files on which others stand, and what they show on a day. They are kept: their identity is what is asked for."""

    parts: tuple[Any, ...]
    beneath: Beneath
    gauges: Gauges

    def ranges(self, case: Case, otherwise: Otherwise | None) -> Mapping[str, Range]:
        """The degrees of a case that stands on them."""
        actions = [action for _, action in case.parts[-1].actions]
        touched = self.beneath.touched(_own(case), actions, case.origins.supposing(otherwise))
        return self.gauges.supposing(touched)


def _own(case: Case) -> list[Stated]:
    """The facts of the case's own file."""
    return [*takewhile(lambda stated: stated.case == case.id, reversed(case.facts))][::-1]
