"""What is worth finding out: how often each open fact, once known, decides a goal or a condition.

A fact is what one kind of field says, of every country or class of which it is open (`captives.*.returned`). It is
taken as little as the record allows, or as much; and, where it is held against something else that is open, as just
enough if that were at its best. The others likewise, each for itself: all the ways in which they may turn out are
counted.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil, prod
from typing import NamedTuple

from ..case.model import Case
from ..days import read_day
from ..judgement.fast import Gauges, Sum, Weighing, slots_of, tests_of
from ..judgement.tree import Provision, Tree
from ..judging import DayLike, Rules, rulebook_of
from ..record.field import Field
from ..record.standard import UNBOUNDED, Bound
from ..record.vocabulary import fields
from ..rulebook.interpretation import Interpretation
from ..rulebook.rulebook import Rulebook
from ..status import Status
from ..timeline.case_history import CaseHistory
from .answers import Joined, Leaf
from .counts import Counts, count_of, leaves_of
from .over_axes import OverAxes
from .tables import Amounts, Table, always, amounts

LITTLE, ENOUGH, MUCH = "little", "enough", "much"  # the places on the axis of a fact
_FAR = 10**9  # what has no limit is taken as far beyond any number asked for,
_FARTHER = 10**12  # and harm as beyond all that is done against it: at worst, nobody knows of how much


class OpenFact(NamedTuple):
    """A fact that the record leaves open, and what it would be to know it.

    `decides` counts those of the `ways` in which the others may turn out with which it decides. `at_little` and `at_much` are the
    statuses if it alone were known, as little or as much as the record allows. `conditions` are the places in the Act
    on which it bears, `known_by` who would know.
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
    `OpenFact.ways`). `idle` are open facts of its conditions that decide in none. Counts are counts, never
    probabilities.
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
    name is judged. TooWideError, OverflowError where more is open than can be counted.
    """
    rulebook = rulebook_of(rules)
    interpretation = rulebook.interpretation(reading, answers)
    ends = Ends.of_case(case, rulebook, interpretation, read_day(as_of))
    number = ends.number_of(of, rulebook)
    return ends.settling(case, number)


class Ends(OverAxes):
    """A record on a day: every open fact an axis, of two or three places; what is settled is as it is."""

    def __init__(self, tree: Tree, gauges: Gauges) -> None:
        super().__init__(tree, gauges.plan)
        self.gauges = gauges
        open_ = {slot for number in self._asked() for slot in slots_of(self.plan.tests[number])}
        self.axis_of = {slot: _pattern(self.plan.listed[slot].field) for slot in sorted(open_) if self._is_open(slot)}
        self._enough = self._just_enough()
        three = {self.axis_of[slot] for slot in self.axis_of if self._path(slot) in self._enough}
        self.places = {
            axis: (LITTLE, ENOUGH, MUCH) if axis in three else (LITTLE, MUCH) for axis in self.axis_of.values()
        }
        self._status = tree.verdict(gauges.ranges).statuses

    @classmethod
    def of_case(
        cls, case: Case, rulebook: Rulebook, interpretation: Interpretation, as_of: date | None = None
    ) -> "Ends":
        """Of a case under an interpretation. UnusableError where its record is more than its limits allow."""
        history = CaseHistory(case, rulebook, interpretation, as_of)
        day, record = history.as_of, history.record
        since = None if day < rulebook.enacted else rulebook.enacted
        return cls(history.asked_tree(day), Gauges(history.plan, record.ledgers(day), day, since, record.gaps))

    def number_of(self, of: str, rulebook: Rulebook) -> int:
        """The number of a goal by its name, or of a provision as it is typed; KeyError."""
        if of in self.tree.goals:
            return self.tree.goals[of]
        identifier = rulebook.statute.identified(of)
        found = [number for path, number in self.tree.numbers.items() if path.rpartition(">")[2] == identifier]
        if not found:
            raise KeyError(of)
        return found[0]

    def status(self, number: int) -> Status:
        """Of a provision on the record as it is."""
        return self._status[number]

    def _asked(self) -> set[int]:
        """The tests that are open, of the rungs by which a condition would hold."""
        found: set[int] = set()
        for each in self.tree.provisions:
            if each.matter:
                found |= self._open_tests(each)
        return found

    def _open_tests(self, condition: Provision) -> set[int]:
        rungs = (group for degree, group in self.plan.rungs[condition.matter] if degree.rank >= condition.required.rank)
        return {test for rung in rungs for test in tests_of(rung) if self.gauges.tests[test] is Status.UNKNOWN}

    def _is_open(self, slot: int) -> bool:
        return self.gauges.found[slot].worst != self.gauges.found[slot].best

    # What a fact comes to

    def test(self, number: int) -> Table:
        """A test; one that is settled on the record stays so, whatever were found of what is open."""
        status = self.gauges.tests[number]
        return super().test(number) if status is Status.UNKNOWN else always(status)

    def amounts(self, slot: int) -> Amounts:
        """What a slot shows: an open one at either end."""
        axis, found = self.axis_of.get(slot), self.gauges.found[slot]
        if axis is None:
            return amounts([], lambda _: (found.worst, found.best))
        places = self.places[axis]
        return amounts([(axis, len(places))], lambda at: (self.known(slot, places[at[0]]),) * 2)

    def known(self, slot: int, place: str) -> Bound:
        """An open slot at a place, as a number."""
        found, is_whole = self.gauges.found[slot], self.plan.listed[slot].of.startswith("whole")
        least, most = min(found.worst, found.best), max(found.worst, found.best)
        if place == ENOUGH and self._path(slot) in self._enough:
            return max(least, min(most, self._enough[self._path(slot)]))
        if place == LITTLE:
            return max(least, 1) if is_whole else least  # of nobody there is no share
        if most != UNBOUNDED:
            return most
        return _FARTHER if found.field.better == "less" else _FAR

    def _path(self, slot: int) -> str:
        return self.plan.listed[slot].field.path

    def _just_enough(self) -> dict[str, Bound]:
        """By field, what would do if what it is held against were at its best, and all beside it at the least."""
        found: dict[str, Bound] = {}
        for number in self._asked():
            test = self.plan.tests[number]
            for each in test.members or (test.sum,):
                for slot, value in self._would_do(test, each):
                    found[self._path(slot)] = min(value, found.get(self._path(slot), UNBOUNDED))
        return found

    def _would_do(self, test: Weighing, parts: Sum) -> Iterator[tuple[int, Bound]]:
        against = [*parts.known, *(parts.harms if test.asked.net == "net" else ())]
        if not test.asked.test.upward or not any(map(self._is_open, (*against, *test.wholes))):
            return
        wanted: Bound = test.asked.constant
        if test.wholes:
            wanted = ceil(wanted * sum(max(self._least(slot), 1) for slot in test.wholes))
        must = wanted + sum(map(self._least, against)) - sum(map(self._least, parts.fields))
        for slot in filter(self._is_open, parts.fields):
            if self._least(slot) < self._least(slot) + must < self._most(slot):
                yield slot, self._least(slot) + must

    def _most(self, slot: int) -> Bound:
        return max(self.gauges.found[slot].worst, self.gauges.found[slot].best)

    def _least(self, slot: int) -> Bound:
        return min(self.gauges.found[slot].worst, self.gauges.found[slot].best)

    # Counting

    def leaves(self, number: int) -> list[Provision]:
        """The conditions of a provision, in order."""
        below = (self.tree.provisions[each] for each in self.tree.under(number))
        return [each for each in below if each.matter]

    def structure(self, number: int) -> Leaf | Joined:
        """How a provision is put together."""
        asked = self.tree.provisions[number]
        if asked.matter:
            return Leaf(asked.path, asked.path, asked.matter)
        return Joined(asked.path, asked.needed, tuple(self.structure(each) for each in asked.below))

    def settling(self, case: Case, number: int) -> Settling:
        """The facts that decide a provision, ranked."""
        status, facts, ways = self.status(number), [], 1
        open_ = self._facts_of(number)
        if status is Status.UNKNOWN:
            structure = self.structure(number)
            tables = [self.of(each.path) for each in leaves_of(structure)]
            axes = list(dict.fromkeys(axis for table in tables for axis in table.axes))
            ways = prod(len(self.places[axis]) for axis in axes)
            facts = [self._fact(number, axis, structure, tables) for axis in axes]
        ranked = sorted((each for each in facts if each.decides), key=lambda each: -Fraction(each.decides, each.ways))
        return Settling(
            case=case,
            of=self.tree.provisions[number],
            goal=next(name for name, goal in self.tree.goals.items() if number in self.tree.under(goal)),
            status=status,
            as_of=self.gauges.as_of,
            interpretation=self.tree.interpretation,
            facts=tuple(ranked),
            ways=ways,
            idle=tuple(each for each in open_ if each not in {fact.pattern for fact in ranked}),
        )

    def _facts_of(self, number: int) -> tuple[str, ...]:
        """The open facts that the open tests of its conditions look at."""
        tests = sorted({test for each in self.leaves(number) for test in self._open_tests(each)})
        slots = (slot for test in tests for slot in slots_of(self.plan.tests[test]))
        return tuple(dict.fromkeys(self.axis_of[slot] for slot in slots if slot in self.axis_of))

    def _fact(self, number: int, axis: str, structure: Leaf | Joined, tables: list[Table]) -> OpenFact:
        little, much = (self._counted(structure, tables, axis, place) for place in (0, -1))
        ways = prod(len(self.places[each]) for each in {each for table in tables for each in table.axes} - {axis})
        at_little, at_much = (self.knowing(number, {axis: place}) for place in (LITTLE, MUCH))
        bearing = [each for each in self.leaves(number) if axis in self._facts_of(self.tree.numbers[each.path])]
        return OpenFact(
            pattern=axis,
            open=self.open_fields(axis, number),
            # A fact speaks for a provision or against it, never now for and now against: so the ways in which it
            # decides are those by which the counts at its ends differ.
            decides=max(abs(little.met - much.met), abs(little.unmet - much.unmet)),
            ways=ways,
            at_little=at_little,
            at_much=at_much,
            conditions=tuple(dict.fromkeys(each.number for each in bearing)),
            known_by=tuple(dict.fromkeys(name for each in bearing for name in self._known_by(each.matter))),
        )

    def _counted(self, structure: Leaf | Joined, tables: list[Table], axis: str, place: int) -> Counts:
        """Over the ways in which all other facts may turn out, with this one at one end."""
        return count_of(structure, [table.fixed({axis: place}) for table in tables], self.places)

    def _known_by(self, matter: str) -> tuple[str, ...]:
        return self.tree.rulebook.ladders[matter].known_by

    def open_fields(self, axis: str, number: int) -> tuple[Field, ...]:
        """The fields of a fact of which something is open that a provision looks at; most is recorded of the first."""
        tests = {test for each in self.leaves(number) for test in self._open_tests(each)}
        slots = {slot for test in tests for slot in slots_of(self.plan.tests[test])}
        found = {self.plan.listed[slot].field.path for slot in slots if self.axis_of.get(slot) == axis}
        spoken = {path: len(self._recorded(path)) for path in found}
        order = list(fields())
        return tuple(fields()[path] for path in sorted(found, key=lambda each: (-spoken[each], order.index(each))))

    def _recorded(self, path: str) -> list[object]:
        """The entries on the group of a field: on the country or the class of which it says something."""
        group = path.rpartition(".")[0]
        return [entry for other, ledger in self.gauges.ledgers.items() if other.startswith(group) for entry in ledger]

    # What is known of some

    def knowing(self, number: int, places: Mapping[str, str]) -> Status:
        """The status of a provision where these facts are known, and all others are as open as they are."""
        return _Knowing(self, places).status(number)


class _Knowing(OverAxes):
    """A record with some of its open facts, or of its open fields, at an end."""

    def __init__(self, ends: Ends, places: Mapping[str, str]) -> None:
        super().__init__(ends.tree, ends.plan)
        self.ends, self.places = ends, places

    def status(self, number: int) -> Status:
        return self.provision(number).place({})

    def test(self, number: int) -> Table:
        status = self.ends.gauges.tests[number]
        return super().test(number) if status is Status.UNKNOWN else always(status)

    def amounts(self, slot: int) -> Amounts:
        axis = self.ends.axis_of.get(slot, "")
        place = self.places.get(self.plan.listed[slot].field.path, self.places.get(axis))
        if not axis or place is None:
            found = self.ends.gauges.found[slot]
            return amounts([], lambda _: (found.worst, found.best))
        known = self.ends.known(slot, place)
        return amounts([], lambda _: (known, known))


def _pattern(field: Field) -> str:
    """What a field says, without of which country or class."""
    return field.path if field.group == field.matter else f"{field.matter}.*{field.path.removeprefix(field.group)}"
