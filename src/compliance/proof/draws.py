"""Records drawn at random, all at once: each field a number, a grade and a time for each draw, each test a status.

What is drawn of a field is seen by a test that asks for no higher grade and looks no further back; to any other the
record is silent. More of what evidence must be like (ages, relapses, searches) is tried on records (`tests/`).
"""

import random
from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from typing import NamedTuple

import numpy
from numpy.typing import NDArray

from ..explanation.over_axes import OverAxes
from ..explanation.tables import Amounts, Table
from ..judgement.fast import GroupPlan, Plan, slots_of, tests_of
from ..judgement.tree import Tree
from ..law.degree import Degree
from ..law.window import months_back
from ..numbers import Number
from ..record.evidence import Verification
from ..record.field import Field
from ..record.vocabulary import fields

MOST = 3_000
_SEED = 401
_COUNTS: tuple[Number, ...] = (0, 1, 2, 3, 5, 10, 100, 1_000, 10_000, 100_000, 10**9)
_SHARES: tuple[Number, ...] = (0, *(Fraction(each) for each in ("1/10", "1/4", "1/3", "1/2", "2/3", "3/4", "9/10")), 1)
_QUALITIES = (0.0, 0.2, 0.5, 0.8, 0.95, 1.0)
_MONTHS = (12, 24, 60, 10_000)  # how far back a record goes
_GRADES = (*(each for each in Verification if each is not Verification.REFUTED),)


class Column(NamedTuple):
    """What is drawn of a field, for each draw: the number, the grade by its place among all, how many months back."""

    numbers: NDArray[numpy.object_]
    grades: NDArray[numpy.int16]
    months: NDArray[numpy.int16]

    def said(self, draw: int) -> str:
        """What a draw says: `3, observed, in 24 months`."""
        back = "" if self.months[draw] == _MONTHS[-1] else f", in {self.months[draw]} months"
        return f"{self.numbers[draw]}, {_GRADES[self.grades[draw]].value}{back}"


Values = Mapping[str, Column]


def steps_of(field: Field) -> tuple[Number, ...]:
    """The numbers that are drawn of a field, the worst first; of a whole, which is of somebody, the largest."""
    listed = {"flag": (0, 1), "share": _SHARES, "count": _COUNTS}[field.value]
    if field.better == "more":
        return listed
    return listed[::-1] if field.better == "less" else listed[:0:-1]


def drawn(plans: Sequence[Plan], most: int = MOST) -> Values:
    """Numbers for every field that one of the plans looks at; the same at every time.

    In each draw the fields of a matter are at their best with one chance, and at any number with the other. In the
    first nothing is anywhere; the next are each one rung's own: its fields, or those of the rungs below too, at their
    best, and all others at their worst.
    """
    paths = sorted({slot.field.path for plan in plans for slot in plan.listed})
    dice = random.Random(_SEED)
    own = [chosen for plan in plans for chosen in _of_rungs(plan)]
    matters = sorted({fields()[path].matter for path in paths})
    qualities = [{matter: dice.choice(_QUALITIES) for matter in matters} for _ in range(most)]
    values: dict[str, Column] = {}
    for path in paths:
        steps, matter = steps_of(fields()[path]), fields()[path].matter
        best, ends = [dice.random() < each[matter] for each in qualities], len(own) + 1
        column = [0, *(steps[-1 if path in chosen else 0] for chosen in own)]
        column += [steps[-1] if good else dice.choice(steps) for good in best]
        grades = [len(_GRADES) - 1] * ends + [dice.choice((dice.randrange(len(_GRADES)), 3)) for _ in best]
        months = [_MONTHS[-1]] * ends + [dice.choice(_MONTHS) for _ in best]
        numbers = numpy.array([*column, None], dtype=object)[:-1]  # as they are, not as numbers of the machine
        values[path] = Column(numbers, numpy.array(grades, numpy.int16), numpy.array(months, numpy.int16))
    return values


def _of_rungs(plan: Plan) -> list[set[str]]:
    """For each rung the fields that it and those below it look at."""
    found: list[set[str]] = []
    for rungs in plan.rungs.values():
        paths: set[str] = set()
        for _, group in rungs:
            own = {plan.listed[slot].field.path for test in tests_of(group) for slot in slots_of(plan.tests[test])}
            paths = paths | own
            found += [own, paths]
    return found


class Draws(OverAxes):
    """One interpretation's tests, rungs and provisions over records drawn."""

    def __init__(self, tree: Tree, plan: Plan, values: Values) -> None:
        super().__init__(tree, plan)
        self.values, self.size = values, len(next(iter(values.values())).numbers)
        self._amounts: dict[int, Amounts] = {}

    def amounts(self, slot: int) -> Amounts:
        """What a slot shows: the number drawn, or of silence what is silent."""
        if slot not in self._amounts:
            listed, silent = self.plan.listed[slot], self.plan.silent[slot]
            drawn = self.values[listed.field.path]
            asked = listed.standard.grade
            seen = drawn.months >= (months_back(listed.standard.window) or 0)
            if asked:
                seen &= drawn.grades >= _GRADES.index(Verification(asked))
            worst, best = drawn.numbers.copy(), drawn.numbers.copy()
            worst[~seen], best[~seen] = silent.worst, silent.best
            self._amounts[slot] = Amounts(("draw",), worst, best)
        return self._amounts[slot]

    def column(self, table: Table) -> NDArray[numpy.int8]:
        """A status a draw."""
        return numpy.broadcast_to(table.cells, (self.size,))

    def rung(self, group: GroupPlan) -> NDArray[numpy.int8]:
        """The statuses of a rung."""
        return self.column(self.group(group))

    @cached_property
    def reached(self) -> Mapping[str, NDArray[numpy.int8]]:
        """Of each matter the place of the highest rung that is met, from 1; 0 where none is."""
        found: dict[str, NDArray[numpy.int8]] = {}
        for matter, rungs in self.plan.rungs.items():
            best = numpy.zeros(self.size, numpy.int8)
            for place, (_, group) in enumerate(rungs, 1):
                best[self.rung(group) == 2] = place
            found[matter] = best
        return found

    def looked_at(self, matter: str) -> set[str]:
        """The fields at which the tests of a matter look; none where there is no such matter."""
        numbers = {test for _, group in self.plan.rungs.get(matter, ()) for test in tests_of(group)}
        slots = {slot for number in numbers for slot in slots_of(self.plan.tests[number])}
        return {self.plan.listed[slot].field.path for slot in slots}

    def degrees(self, matter: str) -> list[Degree]:
        """The degrees of a ladder, the lowest first."""
        return [degree for degree, _ in self.plan.rungs[matter]]
