"""A record at its ends: every open fact an axis, from as little as the record allows to as much.

A fact is what one kind of field says, of every country or class of which it is open (`captives.*.returned`). Where it
is held against something else that is open it may also be just enough: what would do if that were at its best.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from math import ceil

from ..case.model import Case
from ..judgement.fast import Gauges, Sum, Weighing, slots_of, status_of, tests_of
from ..judgement.gauge import reached
from ..judgement.tree import Provision, Tree
from ..record.field import Field
from ..record.standard import UNBOUNDED, Bound
from ..record.vocabulary import fields
from ..rulebook.interpretation import Interpretation
from ..rulebook.rulebook import Rulebook
from ..status import Status, at_least
from ..timeline.case_history import CaseHistory
from .answers import Joined, Leaf
from .over_axes import OverAxes
from .tables import Amounts, Table, always, amounts

LITTLE, ENOUGH, MUCH = "little", "enough", "much"  # the places on the axis of a fact
_FAR = 10**9  # what has no limit is taken as far beyond any number asked for,
_FARTHER = 10**12  # and harm as beyond all that is done against it: at worst, nobody knows of how much


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

    def facts_of(self, number: int) -> tuple[str, ...]:
        """The open facts that the open tests of its conditions look at."""
        tests = sorted({test for each in self.leaves(number) for test in self._open_tests(each)})
        slots = (slot for test in tests for slot in slots_of(self.plan.tests[test]))
        return tuple(dict.fromkeys(self.axis_of[slot] for slot in slots if slot in self.axis_of))

    def open_fields(self, axis: str, number: int) -> tuple[Field, ...]:
        """The fields of a fact of which something is open that a provision looks at; most is recorded of the first."""
        tests = {test for each in self.leaves(number) for test in self._open_tests(each)}
        slots = {slot for test in tests for slot in slots_of(self.plan.tests[test])}
        found = {self.plan.listed[slot].field.path for slot in slots if self.axis_of.get(slot) == axis}
        spoken = {path: len(self._recorded(path)) for path in found}
        order = list(fields())
        return tuple(fields()[path] for path in sorted(found, key=lambda each: (-spoken[each], order.index(each))))

    def bearing(self, axis: str, number: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The conditions of a provision on which a fact bears, by their places in the Act, and who would know."""
        on = [each for each in self.leaves(number) if axis in self.facts_of(self.tree.numbers[each.path])]
        who = (name for each in on for name in self.tree.rulebook.ladders[each.matter].known_by)
        return tuple(dict.fromkeys(each.number for each in on)), tuple(dict.fromkeys(who))

    def _recorded(self, path: str) -> list[object]:
        """The entries on the group of a field: on the country or the class of which it says something."""
        group = path.rpartition(".")[0]
        return [entry for other, ledger in self.gauges.ledgers.items() if other.startswith(group) for entry in ledger]

    # What is known of some

    def knowing(self, number: int, places: Mapping[str, str]) -> Status:
        """The status of a provision where these facts or fields are known, and all others are as open as they are."""
        at = {slot: places.get(self._path(slot), places.get(axis)) for slot, axis in self.axis_of.items()}
        known = {slot: place for slot, place in at.items() if place}
        found = self.gauges.found.copy()
        for slot, place in known.items():
            value = self.known(slot, place)
            found[slot] = found[slot]._replace(worst=value, best=value)
        tests = self.gauges.tests.copy()
        for each in {test for slot in known for test in self.plan.tests_of[slot] if tests[test] is Status.UNKNOWN}:
            tests[each] = status_of(self.plan.tests[each], found)

        def status(number: int) -> Status:
            asked = self.tree.provisions[number]
            if not asked.matter:
                return at_least(asked.needed, [status(child) for child in asked.below])
            return reached(asked.required, *self.plan.range(asked.matter, tests))

        return status(number)


def _pattern(field: Field) -> str:
    """What a field says, without of which country or class."""
    return field.path if field.group == field.matter else f"{field.matter}.*{field.path.removeprefix(field.group)}"
