"""How firmly a verdict stands: what would turn it if it were withdrawn, weaker, another number, or merely older."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import combinations
from typing import NamedTuple

from ..case.model import Case
from ..days import add_months, dated, read_day
from ..judgement.fast import Gauges
from ..judgement.tree import Verdict
from ..judging import DayLike, Rules, rulebook_of
from ..record.evidence import Entry, EntryKind, Ledger, Verification
from ..record.vocabulary import fields
from ..rulebook.interpretation import Interpretation
from ..status import Status
from ..timeline.case_history import CaseHistory
from ..timeline.changes import ranges_between

MOST_YEARS = 10  # for which it is looked when a verdict passes by itself
MOST_TOGETHER = 2  # entries that are withdrawn together
_MOST_PAIRS = 20_000
_LARGEST = 10**12
_GRADES = list(Verification)


class Turned(NamedTuple):
    """A provision that is found otherwise: its place in the Act, what it is now, and what it would be."""

    provision: str
    now: Status
    then: Status


class Withdrawn(NamedTuple):
    """Entries, or the sources by which alone they are known, without which something is found otherwise."""

    names: tuple[str, ...]
    turned: tuple[Turned, ...]


class Weakened(NamedTuple):
    """An entry that would turn something if nobody stood behind it at more than this grade."""

    name: str
    grade: Verification
    turned: tuple[Turned, ...]


class Moved(NamedTuple):
    """A number that turns something: what is stated of a field, and the nearest value at which it is otherwise."""

    name: str
    field: str
    stated: int | Fraction
    turns_at: int
    turned: tuple[Turned, ...]


class Passed(NamedTuple):
    """The first day on which a provision is found otherwise if nothing more is done or known."""

    day: date
    turned: Turned


@dataclass(frozen=True, kw_only=True, repr=False)
class Fragility:
    """What a goal and its conditions rest on. Of what is withdrawn together no part does it by itself.

    `labels` say what an entry is called where people read it.
    """

    case: Case
    goal: str
    as_of: date
    interpretation: Interpretation
    status: Status
    withdrawn: tuple[Withdrawn, ...]
    sources: tuple[Withdrawn, ...]
    weakened: tuple[Weakened, ...]
    moved: tuple[Moved, ...]
    passed: tuple[Passed, ...]
    pairs_tried: bool
    labels: Mapping[str, str]

    def __repr__(self) -> str:
        return (
            f"<Fragility {self.case.id} {self.goal} {self.status}: {len(self.withdrawn)} withdrawals, "
            f"{len(self.moved)} numbers, {len(self.passed)} days>"
        )


def fragility(
    case: Case,
    goal: str = "suspension",
    rules: Rules = None,
    *,
    reading: str | Interpretation = "plain",
    answers: Mapping[str, str] | None = None,
    as_of: DayLike | None = None,
) -> Fragility:
    """What would turn a goal or one of its conditions. Arguments and errors as of `judge`; KeyError: no such goal.

    Each entry is withdrawn, then pairs of those that bear on it where none alone turns the goal; each source with what
    it alone vouches for; each grade is lowered; each number is moved to where something turns; ten years pass.
    """
    rulebook = rulebook_of(rules)
    if goal not in rulebook.goals:
        raise KeyError(goal)
    return _Trying(
        CaseHistory(case, rulebook, rulebook.interpretation(reading, answers), read_day(as_of)), goal
    ).found()


class _Trying:
    """One record on one day, changed and put back."""

    def __init__(self, history: CaseHistory, goal: str) -> None:
        self.history, self.goal, self.day = history, goal, history.as_of
        self.record, self.tree = history.record, history.asked_tree(history.as_of)
        enacted = history.rulebook.enacted
        self.ledgers = self.record.ledgers(self.day)
        since = None if self.day < enacted else enacted
        self.gauges = Gauges(history.plan, self.ledgers, self.day, since, self.record.gaps)
        self.now = self.tree.verdict(self.gauges.ranges)
        self.asked = set(history.plan.of_field)
        self.entries = [entry for path, ledger in self.ledgers.items() if path in self.asked for entry in ledger]

    def found(self) -> Fragility:
        """All that turns it."""
        names = list(dict.fromkeys(entry.id for entry in self.entries if not entry.otherwise))
        alone = [Withdrawn((name,), turned) for name in names if (turned := self._without({name}))]
        singles = {each.names[0] for each in alone if self._turns_goal(each.turned)}
        pairs, tried = ([], True) if singles else self._pairs([name for name in names if name not in singles])
        return Fragility(
            case=self.history.case,
            goal=self.goal,
            as_of=self.day,
            interpretation=self.history.interpretation,
            status=self.now.status(self.goal),
            withdrawn=(*alone, *pairs),
            sources=tuple(self._sources()),
            weakened=tuple(self._weakened()),
            moved=tuple(self._moved()),
            passed=tuple(self._passed()),
            pairs_tried=tried,
            labels={entry.id: _label(entry) for entry in self.entries},
        )

    def _turns_goal(self, turned: Iterable[Turned]) -> bool:
        number = self.tree.provisions[self.tree.goals[self.goal]].number
        return any(each.provision == number for each in turned)

    def _turned(self, then: Verdict) -> tuple[Turned, ...]:
        """What is found otherwise of the goal and of its conditions."""
        numbers = list(self.tree.under(self.tree.goals[self.goal]))
        told = [each for each in numbers if self.tree.provisions[each].matter or each == self.tree.goals[self.goal]]
        return tuple(
            Turned(self.tree.provisions[each].number, self.now.statuses[each], then.statuses[each])
            for each in told
            if then.statuses[each] is not self.now.statuses[each]
        )

    def _with(self, changed: Mapping[str, Ledger]) -> tuple[Turned, ...]:
        """What is found otherwise with these ledgers in the place of the record's own."""
        for path, ledger in changed.items():
            self.gauges.change(path, ledger)
        turned = self._turned(self.tree.verdict(self.gauges.ranges))
        for path in changed:
            self.gauges.change(path, self.ledgers.get(path, ()))
        return turned

    def _without(self, names: Collection[str]) -> tuple[Turned, ...]:
        touched = [path for path in self.record.touched_by(names) if path in self.asked]
        return self._with({path: self.record.ledger(path, self.day, names) for path in touched})

    def _pairs(self, names: Sequence[str]) -> tuple[list[Withdrawn], bool]:
        """Pairs that turn the goal where no entry does alone; and whether they could all be tried."""
        if len(names) * (len(names) - 1) // 2 > _MOST_PAIRS:
            return [], False
        tried = ((pair, self._without(set(pair))) for pair in combinations(names, MOST_TOGETHER))
        return [Withdrawn(pair, turned) for pair, turned in tried if self._turns_goal(turned)], True

    def _sources(self) -> Iterator[Withdrawn]:
        """Sources without which, and so without the entries that cite nothing else, something turns."""
        vouched: dict[str, set[str]] = {}
        for entry in self.entries:
            if len(entry.evidence.sources) == 1:
                vouched.setdefault(entry.evidence.sources[0], set()).add(entry.id)
        for source, names in vouched.items():
            if turned := self._without(names):
                yield Withdrawn((source,), turned)

    def _changed(self, name: str, change: Callable[[Entry], Entry]) -> tuple[Turned, ...]:
        """What turns where the entries of this name are others."""
        paths = {entry.field for entry in self.entries if entry.id == name}
        return self._with(
            {path: tuple(change(each) if each.id == name else each for each in self.ledgers[path]) for path in paths}
        )

    def _weakened(self) -> Iterator[Weakened]:
        """For each entry the highest grade below its own at which something turns."""
        graded = {entry.id: entry.verification for entry in self.entries if entry.verification}
        for name, own in graded.items():
            if own is Verification.REFUTED:
                continue
            for grade in reversed(_GRADES[: _GRADES.index(own)]):
                update = {"verification": grade}

                def lowered(each: Entry, update: Mapping[str, object] = update) -> Entry:
                    return each._replace(evidence=each.evidence.model_copy(update=dict(update)))

                if turned := self._changed(name, lowered):
                    yield Weakened(name, grade, turned)
                    break

    def _moved(self) -> Iterator[Moved]:
        """For each number that is stated exactly the nearest lower and the nearest higher at which something turns."""
        told = {(e.id, e.field): e for e in self.entries if e.kind is not EntryKind.SEARCH and not e.unknown}
        for (name, path), entry in told.items():
            if entry.low != entry.high or fields()[path].value != "count" or entry.otherwise:
                continue
            for ends in (_below(int(entry.low)), _above(int(entry.low))):
                if (found := self._nearest(name, path, ends)) is not None:
                    yield Moved(name, path, entry.low, *found)

    def _nearest(self, name: str, path: str, tried: Iterable[int]) -> tuple[int, tuple[Turned, ...]] | None:
        """The first value, away from the one stated, at which something turns; by doubling, then by halves."""

        def at(value: int) -> tuple[Turned, ...]:
            ledger = tuple(
                each._replace(low=value, high=value) if each.id == name and each.field == path else each
                for each in self.ledgers[path]
            )
            return self._with({path: ledger})

        still: int | None = None
        for value in tried:
            if turned := at(value):
                if still is None:
                    return value, turned
                near, far = still, value
                while abs(far - near) > 1:
                    middle = (near + far) // 2
                    if found := at(middle):
                        far, turned = middle, found
                    else:
                        near = middle
                return far, turned
            still = value
        return None

    def _passed(self) -> Iterator[Passed]:
        """The first day on which each provision is found otherwise, under the law of the day judged."""
        last = add_months(self.day, 12 * MOST_YEARS)
        enacted, told = self.history.rulebook.enacted, set[str]()
        for day, ranges in ranges_between(self.history.plan, self.record, enacted, self.day, last):
            for turned in self._turned(self.tree.verdict(ranges)):
                if turned.provision not in told:
                    told.add(turned.provision)
                    yield Passed(day, turned)


def _label(entry: Entry) -> str:
    """An entry by its id; a fact that has none by what it speaks of and when."""
    return f"{fields()[entry.field].title}, {dated(entry.span)}" if ": $" in entry.id else entry.id


def _below(stated: int) -> Iterator[int]:
    """Ever farther below a number, to none."""
    step = 1
    while stated - step > 0:
        yield stated - step
        step *= 2
    if stated > 0:
        yield 0


def _above(stated: int) -> Iterator[int]:
    """Ever farther above a number."""
    step = 1
    while stated + step < _LARGEST:
        yield stated + step
        step *= 2
