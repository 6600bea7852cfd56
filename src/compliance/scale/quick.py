"""The verdicts of many cases by one law and reading: what is the same for all of them is found once.

Tested equal to `judge`, case by case.
"""

from bisect import bisect_right
from collections.abc import Mapping
from datetime import date, timedelta

from ..case.model import Case
from ..days import read_day
from ..judgement.fast import Gauges, Plan
from ..judgement.tree import Tree, Verdict
from ..judging import DayLike, Rules, certified, rulebook_of
from ..law.statute import Level
from ..problem import UnusableError
from ..record.fold import Folded
from ..record.origins import Otherwise
from ..rulebook.interpretation import Interpretation
from .grounds import Below, Grounds


class Quick:
    """Judges cases one after the other, each as `judge` with the same options does, without the explanation.

    `grounds` are shared by those that judge the same cases under several readings, and say then what is known.

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
        grounds: Grounds | None = None,
    ) -> None:
        self.rulebook = rulebook_of(rules)
        self.interpretation = self.rulebook.interpretation(reading, answers)
        self.as_of, self.law_as_of = read_day(as_of), read_day(law_as_of)
        self.grounds = grounds or Grounds(
            hindsight=hindsight, include_unverified=include_unverified, otherwise=otherwise
        )
        self.plan = Plan(self.interpretation.ladders)
        levels = [level for versions in self.rulebook.statute.versions.values() for level in versions]
        self._turns = sorted({level.start_period for level in levels} | set(filter(None, map(_after, levels))))
        self._trees: dict[tuple[int, frozenset[str]], Tree] = {}

    def verdict(self, case: Case) -> Verdict:
        """The status of every provision. UnusableError where a goal was not law on the day."""
        day = self.as_of or case.as_of
        tree = self.tree(case, day)
        if len(case.parts) < 2:
            return tree.verdict(self.alone(case, day).ranges)
        below = self.grounds.below(case, day)
        return tree.verdict(self.under(below, day).supposing(below.touched(case)))

    def alone(self, case: Case, day: date) -> Gauges:
        """What the whole record of a case shows on a day."""
        grounds = self.grounds
        folded = case.folded(
            as_of=day,
            hindsight=grounds.hindsight,
            include_unverified=grounds.include_unverified,
            otherwise=grounds.otherwise,
        )
        return self._gauges(folded, day)

    def under(self, below: Below, day: date) -> Gauges:
        """What the record shows on which cases stand."""
        if self.plan not in below.kept:
            below.kept[self.plan] = self._gauges(Folded(below.record.ledgers, (), below.record.gaps), day)
        found: Gauges = below.kept[self.plan]
        return found

    def _gauges(self, folded: Folded, day: date) -> Gauges:
        enacted = self.rulebook.enacted
        return Gauges(self.plan, folded.ledgers, day, None if day < enacted else enacted, folded.gaps)

    def tree(self, case: Case, day: date) -> Tree:
        """The provisions in force for a case on a day, with the certifications that stand; its law day may be another.

        The law is the same from one day on which a level of it begins or ends to the next.
        """
        law_day = self.law_as_of or case.law_day(day, self.rulebook.enacted) or day
        standing = certified(case, self.rulebook, self.interpretation, day)
        key = bisect_right(self._turns, law_day), standing
        if key not in self._trees:
            if problems := self.rulebook.not_in_force(law_day):
                raise UnusableError(problems)
            self._trees[key] = Tree(self.rulebook, self.interpretation, law_day, standing)
        return self._trees[key]


def _after(level: Level) -> date | None:
    """The first day on which a level is no longer law, if there is one."""
    return None if level.end_period is None else level.end_period + timedelta(days=1)
