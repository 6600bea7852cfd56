"""A faster way to the verdicts of `evaluate`, tested equal to it: what is silent is judged once, what moves alone anew.

A slot is a field through one standard of evidence. Ladders become plans: their slots, their tests over these, their
rungs over the tests. A `Gauges` holds what one record shows on one day; when a ledger or the day changes, only slots
that it can move are looked at, and only tests of moved slots judged. The provisions over the degrees are a `Tree`.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from ..days import Span
from ..record.evidence import Ledger, LeftOut
from ..record.extent import silence
from ..record.field import Field
from ..record.known_harm import KnownHarm, known_harm
from ..record.seen import looked_at, seen_in
from ..record.standard import UNBOUNDED, FieldFinding, View
from ..rulebook.resolve import Parts, ResolvedGroup, ResolvedRung, ResolvedTest, Standard
from ..status import Status, at_least
from .context import Context, view_of, whole_extent
from .evaluate import evaluate_in
from .finding import Assessment, TestFinding
from .gauge import between, weigh
from .tree import Range, Tree


class Slot(NamedTuple):
    """A field as a test looks at it: for itself; as a share's whole, at the start of the window or on the day; as harm
    as far as it is known, within the window or from so many `months` before it.
    """

    field: Field
    standard: Standard
    of: Literal["field", "whole at start", "whole on day", "known"]
    months: int = 0

    @property
    def harm(self) -> KnownHarm:
        """The harm that is looked at, of a slot of what is known."""
        return KnownHarm(self.field, self.months)

    @property
    def paths(self) -> tuple[str, ...]:
        """The fields whose ledgers it looks at."""
        if self.of == "known":
            return tuple(each.path for each in self.harm.looked_at)
        return tuple(each.path for each in looked_at(self.field)) if self.of == "field" else (self.field.path,)


class Sum(NamedTuple):
    """The slots that a test adds up, those of the harm set against them, and of harm as far as it is known."""

    fields: tuple[int, ...]
    harms: tuple[int, ...]
    known: tuple[int, ...]


class Weighing(NamedTuple):
    """A test over slots. `members` are the sums of each nationality or class, where it is across them."""

    asked: ResolvedTest
    sum: Sum
    wholes: tuple[int, ...]
    members: tuple[Sum, ...]


class GroupPlan(NamedTuple):
    """How many of the parts are needed; a part is the number of a test, or a group."""

    needed: int
    parts: tuple["int | GroupPlan", ...]


class Plan:
    """Ladders by matter, as slots, tests and rungs by number, with what a silent record shows of each."""

    def __init__(self, ladders: Mapping[str, tuple[ResolvedRung, ...]]) -> None:
        self.slots: dict[Slot, int] = {}
        self.numbers: dict[ResolvedTest, int] = {}
        self.tests: list[Weighing] = []
        self.rungs = {
            matter: [(rung.degree, self._group(rung.group)) for rung in rungs] for matter, rungs in ladders.items()
        }
        self.of_field: dict[str, list[int]] = {}
        for slot, number in self.slots.items():
            for path in slot.paths:
                self.of_field.setdefault(path, []).append(number)
        self.tests_of: list[set[int]] = [set() for _ in self.slots]
        for index, test in enumerate(self.tests):
            for number in slots_of(test):
                self.tests_of[number].add(index)
        self.matters_of: list[set[str]] = [set() for _ in self.tests]
        for matter, rungs in self.rungs.items():
            for index in (index for _, group in rungs for index in tests_of(group)):
                self.matters_of[index].add(matter)
        self.listed = tuple(self.slots)
        self.silent = tuple(map(_silence, self.listed))
        self.silent_tests = tuple(status_of(test, self.silent) for test in self.tests)
        self.silent_ranges = {matter: self.range(matter, self.silent_tests) for matter in self.rungs}

    def range(self, matter: str, tests: "tuple[Status, ...] | list[Status]") -> Range:
        """Between which degrees the matter stands, by the statuses of the tests."""
        return between((degree, joined(group, tests)) for degree, group in self.rungs[matter])

    def _group(self, group: ResolvedGroup) -> GroupPlan:
        parts = (self._group(part) if isinstance(part, ResolvedGroup) else self._test(part) for part in group.parts)
        return GroupPlan(group.needed, tuple(parts))

    def _test(self, asked: ResolvedTest) -> int:
        if asked not in self.numbers:
            wholes = tuple(
                self._slot(Slot(field, asked.standard, "whole on day" if on_day else "whole at start"))
                for field, on_day in asked.wholes
            )
            members = tuple(self._sum(asked, parts) for _, parts in asked.members)
            self.numbers[asked] = len(self.tests)
            self.tests.append(Weighing(asked, self._sum(asked, asked.parts), wholes, members))
        return self.numbers[asked]

    def _sum(self, asked: ResolvedTest, parts: Parts) -> Sum:
        fields, harms = (
            tuple(self._slot(Slot(field, asked.standard, "field")) for field in group)
            for group in (parts.fields, parts.harms)
        )
        known = (Slot(each.field, asked.standard, "known", each.months) for each in parts.known)
        return Sum(fields, harms, tuple(map(self._slot, known)))

    def _slot(self, slot: Slot) -> int:
        return self.slots.setdefault(slot, len(self.slots))


def _silence(slot: Slot) -> FieldFinding:
    """What a slot shows of which nothing is recorded; the whole of a share is at worst without limit."""
    if slot.of == "field":
        return silence(slot.field)
    if slot.of == "known":
        return slot.harm.none
    return silence(slot.field._replace(better="less"))._replace(field=slot.field)


def seen_through(slot: Slot, ledgers: Mapping[str, Ledger], view: View) -> FieldFinding:
    """What a slot shows through a view, the slot's own standard of evidence on some day; of silence what is silent."""
    if not any(path in ledgers for path in slot.paths):
        return _silence(slot)
    if slot.of == "field":
        return seen_in(slot.field, ledgers, view)
    if slot.of == "known":
        return known_harm(slot.harm, ledgers, view)
    return whole_extent(slot.field, ledgers.get(slot.field.path, ()), view, slot.of == "whole on day")


def _at_one_end(slot: Slot, silent: FieldFinding, at_best: bool) -> FieldFinding:
    """A field at the best or the worst that it could be, known exactly."""
    end = silent.best if at_best else UNBOUNDED if slot.of == "known" else silent.worst
    return silent._replace(worst=end, best=end)


def slots_of(test: Weighing) -> Iterator[int]:
    """The numbers of the slots that a test looks at."""
    for each in (test.sum, *test.members):
        yield from (*each.fields, *each.harms, *each.known)
    yield from test.wholes


def tests_of(group: GroupPlan) -> Iterator[int]:
    """The numbers of the tests of a group."""
    for part in group.parts:
        if isinstance(part, GroupPlan):
            yield from tests_of(part)
        else:
            yield part


def joined(group: GroupPlan, tests: "Sequence[Status] | Mapping[int, Status]") -> Status:
    """A group, by the statuses of its tests."""
    return at_least(
        group.needed, [joined(part, tests) if isinstance(part, GroupPlan) else tests[part] for part in group.parts]
    )


Found = Sequence[FieldFinding] | Mapping[int, FieldFinding]


def status_of(test: Weighing, found: Found) -> Status:
    """The status of a test by what was found of every slot it looks at, exactly as the specification weighs it."""
    wholes = [found[slot] for slot in test.wholes]

    def weighed(each: Sum) -> Status:
        fields, harms, known = ([found[slot] for slot in slots] for slots in each)
        return weigh(test.asked, fields, harms, known, wholes).status

    if test.asked.needed is None:
        return weighed(test.sum)
    return at_least(test.asked.needed, [weighed(member) for member in test.members])


class Gauges:
    """What one record shows on one day of every matter of a plan: a range of degrees, kept as ledgers and days change.

    `since` is the day from which what is new counts, and `gaps` the time in which nothing else is supposed to happen,
    as in a `Context`.
    """

    def __init__(
        self,
        plan: Plan,
        ledgers: Mapping[str, Ledger],
        as_of: date,
        since: date | None,
        gaps: tuple[Span, ...] = (),
    ) -> None:
        self.plan, self.as_of, self.since, self.gaps = plan, as_of, since, gaps
        self.ledgers = {path: ledger for path, ledger in ledgers.items() if ledger and path in plan.of_field}
        self.found = list(plan.silent)
        self.tests = list(plan.silent_tests)
        self.ranges = dict(plan.silent_ranges)
        self._views: dict[Standard, View] = {}
        self.look(number for path in self.ledgers for number in plan.of_field[path])

    def change(self, path: str, ledger: Ledger) -> None:
        """The ledger of one field is now this."""
        if path in self.plan.of_field and self.ledgers.get(path, ()) != ledger:
            self.ledgers[path] = ledger
            self.look(self.plan.of_field[path])

    def set_ledger(self, path: str, ledger: Ledger) -> None:
        """As `change`, for who looks at the slots of the field afterwards."""
        self.ledgers[path] = ledger

    def supposing(self, ledgers: Mapping[str, Ledger]) -> dict[str, Range]:
        """The degrees if the ledgers of these fields were others; nothing is changed by asking."""
        saved = self.found, self.tests, self.ranges, self.ledgers
        self.found, self.tests, self.ranges = list(self.found), list(self.tests), dict(self.ranges)
        self.ledgers = {**self.ledgers, **ledgers}
        slots = dict.fromkeys(number for path in ledgers for number in self.plan.of_field.get(path, ()))
        self.look(slots)
        found = self.ranges
        self.found, self.tests, self.ranges, self.ledgers = saved
        return found

    def move(self, as_of: date, slots: Iterable[int]) -> None:
        """The day is now this one; only these slots can show something else on it."""
        self.as_of = as_of
        self._views.clear()
        self.look(slots)

    def reach(self, paths: Collection[str]) -> tuple[dict[str, Range], dict[str, Range]] | None:
        """The degrees if these fields were at their worst, and at their best; None where one is the whole of a share.

        Tests ask in the direction of compliance, so whatever else the fields showed would lie between. A whole is
        neither better nor worse for being larger.
        """
        slots = [number for path in paths for number in self.plan.of_field.get(path, ())]
        if any(self.plan.listed[number].of.startswith("whole") for number in slots):
            return None
        saved = self.found, self.tests, self.ranges
        ends: list[dict[str, Range]] = []
        for at_best in (False, True):
            self.found, self.tests, self.ranges = list(saved[0]), list(saved[1]), dict(saved[2])
            self._take(
                (number, _at_one_end(self.plan.listed[number], self.plan.silent[number], at_best)) for number in slots
            )
            ends.append(self.ranges)
        self.found, self.tests, self.ranges = saved
        return ends[0], ends[1]

    def look(self, slots: Iterable[int]) -> None:
        """Look at these slots again, and judge what rests on those that moved."""
        self._take((number, self._seen(self.plan.listed[number])) for number in slots)

    def _take(self, shown: Iterable[tuple[int, FieldFinding]]) -> None:
        """What these slots show now; and what rests on those that moved, judged anew."""
        moved = set[int]()
        for number, now in shown:
            before = self.found[number]
            self.found[number] = now
            if (before.worst, before.best) != (now.worst, now.best):
                moved |= self.plan.tests_of[number]
        matters = set[str]()
        for index in moved:
            status = status_of(self.plan.tests[index], self.found)
            if status is not self.tests[index]:
                self.tests[index] = status
                matters |= self.plan.matters_of[index]
        for matter in matters:
            self.ranges[matter] = self.plan.range(matter, self.tests)

    def _seen(self, slot: Slot) -> FieldFinding:
        if not any(path in self.ledgers for path in slot.paths):
            return _silence(slot)
        view = self._views.get(slot.standard)
        if view is None:
            view = self._views[slot.standard] = view_of(slot.standard, self.as_of, self.since, self.gaps)
        return seen_through(slot, self.ledgers, view)

    def assessment(self, tree: Tree, left_out: tuple[LeftOut, ...] = ()) -> Assessment:
        """The specification's own findings, over what was seen here already."""
        context = Context(
            rulebook=tree.rulebook,
            interpretation=tree.interpretation,
            ledgers=self.ledgers,
            as_of=self.as_of,
            law_day=tree.law_day,
            since=self.since,
            gaps=self.gaps,
            certified=tree.certified,
        )
        speaking = set[int]()
        for number, (slot, found) in enumerate(zip(self.plan.listed, self.found, strict=True)):
            seen = context.look(slot.standard)
            if slot.of == "field":
                seen.fields[slot.field.path] = found
            elif slot.of == "known":
                seen.known[slot.harm] = found
            else:
                seen.wholes[slot.field.path, slot.of == "whole on day"] = found
            if any(path in self.ledgers for path in slot.paths):
                speaking |= self.plan.tests_of[number]
        for index, test in enumerate(self.plan.tests):
            if index not in speaking and test.asked in tree.tests:
                since = context.look(test.asked.standard).view.start
                context.tests[test.asked] = _dated(tree.tests[test.asked], since)
        return evaluate_in(context, left_out)


def _dated(silent: TestFinding, since: date | None) -> TestFinding:
    """What is found where nothing is recorded is the same on every day, but for the window."""
    members = tuple([(name, member._replace(since=since)) for name, member in silent.members])
    return silent._replace(since=since, members=members)
