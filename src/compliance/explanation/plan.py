"""Which smallest changes would give a goal its conditions: for each condition a menu, and the smallest way in all."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import islice, product
from math import prod
from typing import NamedTuple

from ..case.load import case_supposing
from ..case.model import Case
from ..case.suppose import read
from ..days import add_months, day_after, read_day
from ..judgement.finding import Assessment, Finding, TestFinding
from ..judging import DayLike, Rules, judge, rulebook_of
from ..law.ladder import Test
from ..numbers import Number
from ..problem import Code, Problem, UnusableError
from ..record.seen import looked_at
from ..rulebook.interpretation import Interpretation
from ..rulebook.resolve import fields_asked
from ..rulebook.rulebook import Rulebook
from ..status import Status, all_of
from .candidates import Asked, Candidate, candidates_for, falls_short
from .tables import MOST_AXES, Table, TooWideError, at_least
from .worlds import Chosen, Judging, Worlds

SHOWN = 3  # ways of a condition that a page shows, and that the specification is asked about one by one
_ROUNDS = 4  # in which candidates are made larger, or more of them, until all of them together do
_TRIED = 20_000  # members of the product of the menus, among which the smallest way is looked for
_ASKED = 50  # of them, the smallest first, that the specification is asked about until one is met


class Undone(NamedTuple):
    """A change that turns a way that is met into one that is not."""

    change: str
    way: Chosen


@dataclass(frozen=True, kw_only=True)
class Menu:
    """What would meet one condition: every smallest set of the candidates, and what rules it out until then.

    `finding` is under the first reading, `status` under all of them together.
    `ways` are the sets with which it is met, of which no part by one less does; none where the candidates cannot reach
    it, and `lacking` are then the tests that remain, under the reading they are of. `lifting` are those that lift an
    unmet condition. `left_out` are candidates that bear on it and were not tried, because too many do.
    """

    finding: Finding
    status: Status
    ways: tuple[Chosen, ...]
    lifting: tuple[Chosen, ...] = ()
    undone: tuple[Undone, ...] = ()
    lacking: tuple[tuple[str, TestFinding], ...] = ()
    earliest: date | None = None
    left_out: tuple[str, ...] = ()

    @property
    def always(self) -> Chosen:
        """What is in every way."""
        return reduce(frozenset.intersection, self.ways) if self.ways else frozenset()

    @property
    def one_of(self) -> tuple[Chosen, ...]:
        """What is in some ways beside that, a way each; none where there is one way."""
        return tuple(way - self.always for way in self.ways) if len(self.ways) > 1 else ()


@dataclass(frozen=True, kw_only=True, repr=False)
class Plan:
    """The menus of a goal, condition by condition, on a day and under one reading or several together.

    `assessments` are of the case as it stands, one a reading. `smallest` is a way of fewest changes, judged by the
    specification: met with all of them under every reading, and not without any one. None where a condition is out of
    reach. `refused` are candidates that cannot be stated with the rest.
    """

    case: Case
    goal: str
    assessments: tuple[Assessment, ...]
    candidates: Mapping[str, Candidate]
    menus: tuple[Menu, ...]
    smallest: tuple[str, ...] | None
    refused: tuple[Problem, ...] = ()

    def __repr__(self) -> str:
        size = (
            "out of reach"
            if self.smallest is None
            else f"{len(self.smallest)} change{'' if len(self.smallest) == 1 else 's'}"
        )
        return f"<Plan {self.case.id} {self.goal}: {size}>"

    @property
    def status(self) -> Status:
        """That of the goal as it stands, under all the readings together: met where it is under each."""
        return all_of(each.result(self.goal).status for each in self.assessments)

    @property
    def combinations(self) -> int:
        """How many ways the menus stand for: the product of their sizes."""
        return prod(len(menu.ways) for menu in self.menus)

    @property
    def lines(self) -> tuple[str, ...]:
        """The smallest way as `--suppose` takes it."""
        return self.lines_of(self.smallest or ())

    def lines_of(self, way: Iterable[str]) -> tuple[str, ...]:
        """The lines of these changes, in the order of the candidates."""
        chosen = set(way)
        return tuple(line for each in self.candidates.values() if each.name in chosen for line in each.lines)

    def supposed(self) -> Case:
        """The case with the smallest way; ValueError where there is none."""
        if self.smallest is None:
            raise ValueError(f"no way to {self.goal} is known")
        return case_supposing(self.case, self.lines, as_of=self.as_of) if self.smallest else self.case

    @property
    def as_of(self) -> date:
        """The day by which."""
        return self.assessments[0].as_of


def plan(
    case: Case,
    goal: str = "suspension",
    rules: Rules = None,
    *,
    reading: str | Interpretation | Sequence[Interpretation] = "plain",
    answers: Mapping[str, str] | None = None,
    as_of: DayLike | None = None,
    catalogue: Sequence[Candidate] = (),
) -> Plan:
    """Find what would give a goal its conditions on a day: under a reading; with `all`, or several, under each of them.

    `rules`, `answers` and `as_of` are as for `judge`; the day is the case's own or a later one. Candidates are made
    from the tests that are not met, at the degree asked for, and at higher ones where that does not reach; those of a
    `catalogue` are beside them. A change is dated to the day judged, or so long before it as a practice must have
    stood. UnusableError where there is no such reading, question or answer, or where the day is before the case's own;
    KeyError where there is no such goal.
    """
    rulebook = rulebook_of(rules)
    if reading == "all":
        reading = tuple(rulebook.interpretations.values())
    several = (reading,) if isinstance(reading, str | Interpretation) else reading
    readings = tuple(rulebook.interpretation(each, answers) for each in several)
    if goal not in rulebook.goals:
        raise KeyError(goal)
    day = read_day(as_of) or case.as_of
    if day < case.as_of:
        message = f"a plan is for the case's own day, {case.as_of}, or a later one: {day} is before it"
        raise UnusableError([Problem(Code.TOO_EARLY, message, place="as_of")])
    return _Planning(case, goal, rulebook, readings, day, tuple(catalogue)).plan()


class _Planning:
    """The work of one plan: candidates until they do, then a table for each condition."""

    def __init__(
        self,
        case: Case,
        goal: str,
        rules: Rulebook,
        readings: tuple[Interpretation, ...],
        day: date,
        catalogue: tuple[Candidate, ...],
    ) -> None:
        self.case, self.goal, self.rules, self.readings, self.day = case, goal, rules, readings, day
        self.refused: list[Problem] = []
        empty = Worlds(case, (), rules, day) if day > case.as_of else None
        self.here = empty.case_with(()) if empty else case
        self.before = tuple(self._judged(self.here, reading) for reading in readings)
        self.conditions = list(conditions([each.result(goal) for each in self.before]))
        self.record = self.here.folded(as_of=day).ledgers
        self.catalogue = {each.name: each for each in catalogue if self._can_be(each)}
        self.pool: dict[str, Candidate] = {}
        self.judging: tuple[Judging, ...] = ()

    def _judged(self, case: Case, reading: Interpretation) -> Assessment:
        return judge(case, self.rules, reading=reading, as_of=self.day)

    def plan(self) -> Plan:
        """The whole of it."""
        self._grow()
        menus = tuple(self._menu(condition) for condition in self.conditions)
        return Plan(
            case=self.case,
            goal=self.goal,
            assessments=self.before,
            candidates=self.pool,
            menus=menus,
            smallest=self._smallest(menus),
            refused=tuple(self.refused),
        )

    def _grow(self) -> None:
        """Make candidates until every condition is met with all of them, or no round changes anything."""
        more: dict[Test, Number] = {}
        above: set[str] = set()
        asked: dict[str, Candidate] = {}
        for _ in range(_ROUNDS):
            made = [
                each
                for leaf, by in self._short()
                for each in candidates_for(leaf, by, above=leaf.path in above, more=more)
            ]
            # Where too many bear on a condition the last are let go: those of the catalogue, not what a test asks for.
            grown = {each.name: each for each in made if self._can_be(each)} | self.catalogue
            if self.judging and grown == asked:
                break
            asked = grown
            self.pool = self._together(grown)
            self.worlds = Worlds(self.case, tuple(self.pool.values()), self.rules, self.day)
            self.judging = tuple(self.worlds.judging(reading) for reading in self.readings)
            whole = self.worlds.case_with(self.pool)
            short = False
            for reading in self.readings:
                for leaf in self._judged(whole, reading).result(self.goal).leaves():
                    if leaf.status is not Status.MET:
                        short = True
                        lacks = falls_short(leaf)
                        more |= {test: more.get(test, 0) + lacking for test, lacking in lacks.items()}
                        above |= set() if lacks else {leaf.path}
            if not short:
                break

    def _short(self) -> Iterator[tuple[Finding, Asked]]:
        """The conditions on the record that are not met, with what is asked, under each reading."""
        for assessment in self.before:
            first = min(day_after(self.case.as_of), self.day)
            asked = Asked(self.day, first, self.rules, assessment.interpretation, self.record)
            for leaf in assessment.result(self.goal).leaves():
                if leaf.status is not Status.MET:
                    yield leaf, asked

    def _can_be(self, candidate: Candidate) -> bool:
        """Whether it can be stated at all; what cannot is said."""
        try:
            self.case.suppose(*candidate.lines)
        except UnusableError as error:
            named = (each._replace(file="", place=candidate.name) for each in error.problems[:1])
            self.refused += [each for each in named if each not in self.refused]
            return False
        late = [line for line in candidate.lines if self._is_later(line)]
        self.refused += [
            Problem(Code.WRONG_VALUE, f"lies after the day: {line}", place=candidate.name) for line in late
        ]
        return not late

    def _is_later(self, line: str) -> bool:
        """Whether it is dated after the day judged, when nothing of it is known."""
        typed, _ = read(line, "", self.day)
        return typed is not None and str(typed.entry.get("date", "")) > self.day.isoformat()

    def _together(self, pool: dict[str, Candidate]) -> dict[str, Candidate]:
        """Those that can be stated together: one that cannot be beside those before it is left out, and said."""
        try:
            Worlds(self.case, tuple(pool.values()), self.rules, self.day)
            return pool
        except UnusableError:
            kept: dict[str, Candidate] = {}
            for name, each in pool.items():
                try:
                    Worlds(self.case, (*kept.values(), each), self.rules, self.day)
                    kept[name] = each
                except UnusableError as error:
                    self.refused += [found._replace(file="", place=name) for found in error.problems[:1]]
            return kept

    def _menu(self, finding: Finding) -> Menu:
        table, left_out = self._table(finding.path)
        ways = tuple(table.least([Status.MET]))
        for way in ways[:SHOWN]:
            self._proved(finding.path, way)
        lifting = tuple(table.least([Status.MET, Status.UNKNOWN])) if table.at(()) is Status.UNMET else ()
        lacking = () if ways else tuple(self._lacking(finding.path))
        return Menu(
            finding=finding,
            status=table.at(()),
            ways=ways,
            lifting=lifting,
            undone=tuple(_undone(table, ways)),
            lacking=lacking,
            earliest=self._earliest(lacking),
            left_out=left_out,
        )

    def _table(self, path: str) -> tuple[Table, tuple[str, ...]]:
        """What the readings together find of a condition; and the candidates left out where too many bear on it."""
        try:
            return at_least(len(self.judging), [each.of(path) for each in self.judging]), ()
        except TooWideError:
            bearing = self._bearing(path)
            kept = self._fewer(path, bearing)
        worlds = Worlds(self.case, [self.pool[name] for name in kept], self.rules, self.day)
        judging = [worlds.judging(reading) for reading in self.readings]
        left_out = tuple(name for name in bearing if name not in kept)
        return at_least(len(judging), [each.of(path) for each in judging]), left_out

    def _bearing(self, path: str) -> list[str]:
        """The candidates that reach a field which some reading looks at for the condition."""
        fields = {field for reading in self.readings for field in self._fields_of(reading, path)}
        bearing = {name for field in fields for name in self.worlds.reach.get(field, ())}
        return [name for name in self.pool if name in bearing]

    def _fewer(self, path: str, bearing: Sequence[str]) -> list[str]:
        """Candidates that together still meet a condition, few enough: the last made are let go first."""
        kept = list(bearing)
        reached = self._condition_is_met(path, kept)
        for name in reversed(bearing):
            if len(kept) <= MOST_AXES:
                break
            fewer = [each for each in kept if each != name]
            if not reached or self._condition_is_met(path, fewer):
                kept = fewer
        return kept[:MOST_AXES]

    def _fields_of(self, reading: Interpretation, path: str) -> Iterator[str]:
        finding = next(each for each in self.before if each.interpretation is reading).finding(path)
        for leaf in finding.leaves() if finding else ():
            for field in fields_asked(reading.ladders[leaf.matter]):
                yield from (each.path for each in looked_at(field))

    def _condition_is_met(self, path: str, chosen: Collection[str]) -> bool:
        case = self.worlds.case_with(chosen)
        found = [self._judged(case, reading).finding(path) for reading in self.readings]
        return all(each is not None and each.status is Status.MET for each in found)

    def _proved(self, path: str, way: Chosen) -> None:
        """That the specification finds the condition met with a way, and not without any part of it."""
        if not self._condition_is_met(path, way) or any(self._condition_is_met(path, way - {part}) for part in way):
            raise AssertionError(f"{path}: the tables and the specification differ on {sorted(way)}")

    def _lacking(self, path: str) -> Iterator[tuple[str, TestFinding]]:
        """The tests that remain when all is done, with the reading they are of."""
        whole = self.worlds.case_with(self.pool)
        for reading in self.readings:
            found = self._judged(whole, reading).finding(path)
            for leaf in found.leaves() if found else ():
                for rung in leaf.rungs:
                    if rung.degree is leaf.required and leaf.status is not Status.MET:
                        tests = (test for test in rung.group.tests() if test.status is not Status.MET)
                        yield from ((reading.name, test) for test in tests)

    def _earliest(self, lacking: Iterable[tuple[str, TestFinding]]) -> date | None:
        """The day on which what is done now will have stood for as long as a practice must; None where that is met."""
        named = {reading.name: reading for reading in self.readings}
        months = [
            named[name].value("practice", test.test.practice[1:]) or 0
            for name, test in lacking
            if test.test.practice is not None
        ]
        first = add_months(day_after(self.case.as_of), max(months, default=0))
        return first if months and first > self.day else None

    def _smallest(self, menus: Sequence[Menu]) -> tuple[str, ...] | None:
        """A way of fewest changes; each is taken away again that the specification does not need."""
        if any(not menu.ways for menu in menus):
            return None
        ordered = [sorted(menu.ways, key=len) for menu in menus]
        tried = {frozenset[str]().union(*each) for each in islice(product(*ordered), _TRIED)}
        # Ways that one by one are met may undo one another: then the next larger is asked about.
        in_order = sorted(tried, key=lambda way: (len(way), [name not in way for name in self.pool]))
        way = next((each for each in in_order[:_ASKED] if self._is_met(each)), None)
        if way is None:
            return None
        needed = self._pruned(way)
        return tuple(name for name in self.pool if name in needed)

    def _pruned(self, way: Chosen) -> Chosen:
        """The way without what it does not need; until nothing more can be taken away."""
        for name in sorted(way):
            if self._is_met(way - {name}):
                return self._pruned(way - {name})
        return way

    def _is_met(self, way: Collection[str]) -> bool:
        case = self.worlds.case_with(way)
        return all(self._judged(case, reading).result(self.goal).status is Status.MET for reading in self.readings)


def conditions(found: Sequence[Finding]) -> Iterator[Finding]:
    """The conditions of a goal, all of which are needed, by the findings of it under several readings.

    They are those below what under every reading only joins or refers; a choice is a condition as a whole.
    """
    first, *others = found
    if all(each.connective in ("all", "refers to") for each in found):
        for child in first.children:
            same = [next((each for each in other.children if each.path == child.path), None) for other in others]
            yield from conditions([child, *filter(None, same)])
    else:
        yield first


def _undone(table: Table, ways: Iterable[Chosen]) -> Iterator[Undone]:
    for way in ways:
        for name in table.axes:
            if name not in way and table.at(way | {name}) is not Status.MET:
                yield Undone(name, way)
