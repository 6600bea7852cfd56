"""Sweep over what is uncertain: in what share of many draws each provision is met, unknown or unmet.

Draws that differ in numbers alone are judged together, as columns; those that differ in a day, in what comes or in how
a question is answered are judged apart. A share is of draws, and says nothing of how likely the world is.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import prod

import numpy
from numpy.typing import NDArray

from ..case.ground import Ground
from ..case.model import Case
from ..judgement.tree import Provision, Tree
from ..judging import Rules, judge, rulebook_of
from ..problem import Code, Problem, UnusableError
from ..record.evidence import Ledger
from ..record.origins import Otherwise
from ..rulebook.rulebook import Rulebook
from ..status import Status
from .across import ORDER, Across, Codes
from .axes import Places
from .column import Rows, spread
from .grounds import Below, Grounds
from .quick import Quick
from .sweep_file import MOST_DRAWS, SweepFile
from .varied import Axis, answers_of, axes_of, case_of, with_columns

CHUNK = 2**17  # draws judged together: their numbers stay in the processor's cache
MOST_APART = 20_000  # combinations of what is no number
NOT_JUDGED = -1  # of a provision that is no law on the day of a draw
Counts = NDArray[numpy.int64]  # of a provision, how many draws are unmet, unknown, met
Kept = NDArray[numpy.int8]
Told = Callable[[int], object]


@dataclass(frozen=True, eq=False)
class Tally:
    """Under one reading: of every provision, in the order of the law, how many draws are unmet, unknown and met.

    `kept` has the status of each draw, as a place among these, of the goals and perhaps of every provision.
    """

    reading: str
    provisions: tuple[Provision, ...]
    counts: Mapping[str, Counts]
    goals: Mapping[str, str]
    kept: Mapping[str, Kept]

    def shares(self, name: str) -> dict[Status, float]:
        """Of a goal by its name, or of a provision by its path, the shares of the draws by status."""
        counts = self.counts[self.goals.get(name, name)]
        return dict(zip(ORDER, (counts / counts.sum()).tolist(), strict=True))


@dataclass(frozen=True, eq=False)
class Setting:
    """What is swept, by which rules, and on what day."""

    case: Case
    rulebook: Rulebook
    axes: tuple[Axis, ...]
    as_of: date | None = None
    otherwise: Otherwise | None = None


@dataclass(frozen=True, eq=False)
class Sweep:
    """What a sweep of a case found; `places` are the draws, a row an axis, each the number of a place on it."""

    setting: Setting
    file: SweepFile
    places: Places
    tallies: tuple[Tally, ...]

    @property
    def case(self) -> Case:
        """The case that is swept."""
        return self.setting.case

    @property
    def axes(self) -> tuple[Axis, ...]:
        """What varies."""
        return self.setting.axes

    @property
    def draws(self) -> int:
        """How many draws there are; of a grid how many combinations."""
        return int(self.places.shape[1])

    def draw(self, number: int) -> tuple[int, ...]:
        """The places of one draw, axis by axis."""
        return tuple(map(int, self.places[:, number]))

    def case_of(self, number: int) -> Case:
        """The case of one draw, to be judged by itself."""
        return case_of(self.axes, self.case, self.draw(number))

    def differing(self, numbers: Sequence[int]) -> Iterator[tuple[int, str, str]]:
        """Of these draws those of which `judge` finds otherwise than was kept: number, reading and path."""
        for number in numbers:
            case, answers = self.case_of(number), answers_of(self.axes, self.draw(number))
            for tally in self.tallies:
                judged = judge(
                    case,
                    self.setting.rulebook,
                    reading=tally.reading,
                    answers=answers,
                    as_of=self.setting.as_of,
                    otherwise=self.setting.otherwise,
                )
                for result in judged.results:
                    for finding in result.finding.walk():
                        kept = tally.kept.get(finding.path)
                        if kept is not None and ORDER[kept[number]] is not finding.status:
                            yield number, tally.reading, finding.path


def sweep(
    case: Case,
    file: SweepFile,
    rules: Rules = None,
    *,
    as_of: date | None = None,
    otherwise: Otherwise | None = None,
    told: Told = lambda done: None,
    keep: bool = False,
) -> Sweep:
    """Draw and judge. `told` is called with how many draws were judged since it was called last;
    `keep` the status of every provision in every draw, not of goals alone.

    UnusableError with every problem of the axes, and where a reading or what varies apart is too much to be judged.
    """
    rulebook = rulebook_of(rules)
    wrong = [problem for name in file.readings for problem in rulebook.unknown_reading(name)]
    if wrong:
        raise UnusableError([problem._replace(place="$.readings") for problem in wrong])
    axes = axes_of(file.vary, case, rulebook)
    places = _grid(axes) if file.grid else _drawn(axes, file)
    return judged(Setting(case, rulebook, tuple(axes), as_of, otherwise), file, places, told, keep=keep)


def judged(
    setting: Setting, file: SweepFile, places: Places, told: Told = lambda done: None, *, keep: bool = False
) -> Sweep:
    """Judge these draws under every reading of the file; `keep` the status of every provision, not of goals alone."""
    apart = list(_apart(setting.axes, places))
    judging = _Judging(setting, places, {name: _Adding(name, places.shape[1], keep) for name in file.readings})
    for rows in apart:
        judging.add(rows, told)
    found = tuple(tally.whole() for tally in judging.tallies.values())
    return Sweep(setting, file, places, found)


def _drawn(axes: Sequence[Axis], file: SweepFile) -> Places:
    """The draws of every axis, each from a source of its own: another axis beside it changes none of them."""
    sources = numpy.random.SeedSequence(file.seed).spawn(len(axes))
    return numpy.stack(
        [
            axis.row.drawn(numpy.random.Generator(numpy.random.PCG64(source)), file.draws)
            for axis, source in zip(axes, sources, strict=True)
        ]
    )


def _grid(axes: Sequence[Axis]) -> Places:
    """Every combination of places, the last axis changing first."""
    sizes = [axis.row.size for axis in axes]
    if prod(sizes) > MOST_DRAWS:
        message = f"has {prod(sizes):,} combinations; the most is {MOST_DRAWS:,}"
        raise UnusableError([Problem(Code.TOO_LARGE, message, place="$.grid")])
    return numpy.stack(numpy.unravel_index(numpy.arange(prod(sizes)), sizes)).astype(numpy.int64)


def _apart(axes: Sequence[Axis], places: Places) -> Iterator[Rows]:
    """The draws that share whatever is not a number, group by group."""
    kinds = [number for number, axis in enumerate(axes) if not axis.held]
    if not kinds:
        yield numpy.arange(places.shape[1])
        return
    _, group, sizes = numpy.unique(places[kinds], axis=1, return_inverse=True, return_counts=True)
    if len(sizes) > MOST_APART:
        names = ", ".join(axes[number].name for number in kinds)
        message = (
            f"{names} come in {len(sizes):,} combinations, each judged by itself; the most is {MOST_APART:,}: "
            "fewer draws, longer steps (`every`), or a list of `values`"
        )
        raise UnusableError([Problem(Code.TOO_LARGE, message, place="$.vary")])
    yield from numpy.split(numpy.argsort(group.ravel(), kind="stable"), numpy.cumsum(sizes)[:-1])


class _Judging:
    """Judges draws by and by; what one group of them shares with another is found once."""

    def __init__(self, setting: Setting, places: Places, tallies: Mapping[str, "_Adding"]) -> None:
        self.setting, self.places, self.tallies = setting, places, tallies
        self._quick: dict[tuple[str, tuple[tuple[str, str], ...]], Quick] = {}
        self._ground = Ground(setting.case)
        self._grounds = Grounds(otherwise=setting.otherwise)

    def add(self, rows: Rows, told: Told) -> None:
        """Judge draws that share whatever is not a number, so many together that they stay in the cache."""
        setting, first = self.setting, tuple(map(int, self.places[:, rows[0]]))
        one = case_of(setting.axes, setting.case, first, self._ground)
        day = setting.as_of or one.as_of
        asked = {reading: self._asked(reading, answers_of(setting.axes, first)) for reading in self.tallies}
        trees = {reading: quick.tree(one, day) for reading, quick in asked.items()}
        below = self._grounds.below(one, day) if one is not setting.case else None
        gauges = {
            reading: quick.under(below, day) if below else quick.alone(one, day) for reading, quick in asked.items()
        }
        for begin in range(0, len(rows), CHUNK):
            some = rows[begin : begin + CHUNK]
            for piece, touched in self._touched(one, first, some, below) if below else [(some, {})]:
                for reading, tally in self.tallies.items():
                    found = Across(gauges[reading], trees[reading], touched, len(piece)).statuses()
                    tally.add(piece, trees[reading], found)
            told(len(some))

    def _touched(
        self, one: Case, first: tuple[int, ...], rows: Rows, below: Below
    ) -> Iterator[tuple[Rows, dict[str, Ledger]]]:
        """The ledgers that these draws touch, with columns in them; where they part, piece by piece."""
        axes = self.setting.axes
        columns = {number: axis.row.column(self.places[number, rows]) for number, axis in enumerate(axes) if axis.held}

        def touched(some: Rows) -> dict[str, Ledger]:
            mine = {number: column.at(some) for number, column in columns.items()}
            return below.touched(with_columns(axes, one, first, mine))

        for some, ledgers in spread(numpy.arange(len(rows)), touched):
            yield rows[some], ledgers

    def _asked(self, reading: str, answers: Mapping[str, str]) -> Quick:
        key = reading, tuple(answers.items())
        if key not in self._quick:
            self._quick[key] = Quick(self.setting.rulebook, reading=reading, answers=answers, grounds=self._grounds)
        return self._quick[key]


class _Adding:
    """A tally while draws are added to it."""

    def __init__(self, reading: str, draws: int, keep: bool) -> None:
        self.reading, self.draws, self.keep = reading, draws, keep
        self.provisions: dict[str, Provision] = {}
        self.counts: dict[str, Counts] = {}
        self.kept: dict[str, Kept] = {}
        self.goals: dict[str, str] = {}

    def add(self, rows: Rows, tree: Tree, found: Sequence[Codes]) -> None:
        """These draws stand so."""
        for name, goal in tree.goals.items():
            self.goals[name] = tree.provisions[goal].path
            for provision in (tree.provisions[number] for number in tree.under(goal)):
                self.provisions.setdefault(provision.path, provision)
        for provision, codes in zip(tree.provisions, found, strict=True):
            path = provision.path
            counts = self.counts.setdefault(path, numpy.zeros(3, numpy.int64))
            if codes.ndim:
                counts += numpy.bincount(codes, minlength=3)
            else:
                counts[int(codes)] += len(rows)
            if self.keep or path in self.goals.values():
                self.kept.setdefault(path, numpy.full(self.draws, NOT_JUDGED, numpy.int8))[rows] = codes

    def whole(self) -> Tally:
        """The tally."""
        return Tally(self.reading, tuple(self.provisions.values()), self.counts, self.goals, self.kept)
