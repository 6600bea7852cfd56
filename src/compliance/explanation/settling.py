"""What is worth finding out: how often each open fact, once known, decides a goal or a condition.

A fact is taken as little as the record allows, as much, or as just enough (`Ends`), and the others likewise, each for
itself: all the ways in which they may turn out are counted.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import prod
from typing import NamedTuple

from ..case.model import Case
from ..days import read_day
from ..judgement.tree import Provision
from ..judging import DayLike, Rules, rulebook_of
from ..record.field import Field
from ..rulebook.interpretation import Interpretation
from ..status import Status
from .answers import Joined, Leaf
from .counts import count_of, leaves_of
from .ends import LITTLE, MUCH, Ends
from .tables import Table, counting


class OpenFact(NamedTuple):
    """A fact that the record leaves open, and what it would be to know it.

    `decides` counts those of the `ways` in which the others may turn out with which it decides. `at_little` and
    `at_much` are the statuses if it alone were known, as little or as much as the record allows. `conditions` are the
    places in the Act on which it bears, `known_by` who would know.
    """

    pattern: str
    open: tuple[Field, ...]
    decides: int
    ways: int
    at_little: Status
    at_much: Status
    conditions: tuple[str, ...]
    known_by: tuple[str, ...]

    @property
    def alone(self) -> tuple[Status, ...]:
        """What it would settle by itself, were it known: nothing, one status, or either."""
        return tuple(dict.fromkeys(each for each in (self.at_little, self.at_much) if each is not Status.UNKNOWN))


@dataclass(frozen=True, kw_only=True, repr=False)
class Settling:
    """The open facts that can decide a provision, those that decide most often first.

    `ways` are all in which they may turn out; a fact decides in so many of those of the others (`OpenFact.decides`,
    `OpenFact.ways`). `idle` are open facts of its conditions that decide in none, `conditions` those of its
    conditions that are open. Counts are counts, never probabilities.
    """

    case: Case
    of: Provision
    goal: str
    status: Status
    as_of: date
    interpretation: Interpretation
    facts: tuple[OpenFact, ...]
    ways: int
    idle: tuple[str, ...]
    conditions: tuple[Provision, ...]

    def __repr__(self) -> str:
        return f"<Settling {self.case.id} {self.of.number} {self.status}: {len(self.facts)} facts, {self.ways:,} ways>"


def settling(
    case: Case,
    of: str = "suspension",
    rules: Rules = None,
    *,
    reading: str | Interpretation = "plain",
    answers: Mapping[str, str] | None = None,
    as_of: DayLike | None = None,
) -> Settling:
    """Rank the open facts by how often each decides: a goal by its name, or a provision as it is typed (`401(a)(4)`).

    Of a provision that is settled none can. Arguments and errors are those of `judge`; KeyError where nothing of that
    name is judged.
    """
    rulebook = rulebook_of(rules)
    interpretation = rulebook.interpretation(reading, answers)
    ends = Ends.of_case(case, rulebook, interpretation, read_day(as_of))
    number = ends.number_of(of, rulebook)
    with counting("facts are open"):
        return ranked(ends, case, number)


def ranked(ends: Ends, case: Case, number: int) -> Settling:
    """The facts that decide a provision, by its number, those that decide most often first."""
    found: list[OpenFact] = []
    ways = 1
    if ends.status(number) is Status.UNKNOWN:
        structure = ends.structure(number)
        tables = [ends.of(each.path) for each in leaves_of(structure)]
        axes = list(dict.fromkeys(axis for table in tables for axis in table.axes))
        ways = prod(len(ends.places[axis]) for axis in axes)
        found = [_fact(ends, number, axis, structure, tables) for axis in axes]
    facts = sorted((each for each in found if each.decides), key=lambda each: -Fraction(each.decides, each.ways))
    deciding = {each.pattern for each in facts}
    return Settling(
        case=case,
        of=ends.tree.provisions[number],
        goal=next(name for name, goal in ends.tree.goals.items() if number in ends.tree.under(goal)),
        status=ends.status(number),
        as_of=ends.gauges.as_of,
        interpretation=ends.tree.interpretation,
        facts=tuple(facts),
        ways=ways,
        idle=tuple(each for each in ends.facts_of(number) if each not in deciding),
        conditions=tuple(
            each for each in ends.leaves(number) if ends.status(ends.tree.numbers[each.path]) is Status.UNKNOWN
        ),
    )


def _fact(ends: Ends, number: int, axis: str, structure: Leaf | Joined, tables: list[Table]) -> OpenFact:
    """What it is to know one fact, whose axis this is."""
    little, much = (
        count_of(structure, [table.fixed({axis: place}) for table in tables], ends.places) for place in (0, -1)
    )
    conditions, known_by = ends.bearing(axis, number)
    return OpenFact(
        pattern=axis,
        open=ends.open_fields(axis, number),
        # A fact speaks for a provision or against it, never now for and now against: so the ways in which it decides
        # are those by which the counts at its ends differ.
        decides=max(abs(little.met - much.met), abs(little.unmet - much.unmet)),
        ways=little.all,
        at_little=ends.knowing(number, {axis: LITTLE}),
        at_much=ends.knowing(number, {axis: MUCH}),
        conditions=conditions,
        known_by=known_by,
    )
