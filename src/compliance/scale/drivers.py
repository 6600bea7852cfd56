"""What drives the outcome of a sweep: each axis moved alone, and how the draws of it go with the status of a goal."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from typing import NamedTuple

import numpy
from numpy.typing import NDArray

from ..status import Status
from .across import ORDER
from .axes import Places, Row, Value
from .sweep import NOT_JUDGED, Sweep, judged
from .varied import Axis

LOOKED = 256  # places of a long axis that are looked at first; between two that differ it is looked again
_AGAIN = 32


class Run(NamedTuple):
    """Places of an axis, one after another, at which a goal has one status; both ends are counted."""

    first: Value
    last: Value
    status: Status


@dataclass(frozen=True, eq=False)
class Driver:
    """How an axis bears on a goal under a reading.

    `alone` is the status at the places of the axis while every other stands at its central place. `correlation` is
    Spearman's, between the place on the axis and the status in the draws, unmet before unknown before met; None where
    one of them does not vary, or where the places of the axis have no order.
    """

    axis: Axis
    reading: str
    goal: str
    alone: tuple[Run, ...]
    correlation: float | None


def drivers(swept: Sweep) -> tuple[Driver, ...]:
    """Every axis for every goal and reading, in the order of the file."""
    looked = _alone(swept)
    return tuple(
        Driver(
            axis,
            tally.reading,
            goal,
            tuple(_runs(axis.row, [(place, codes[tally.reading, goal]) for place, codes in looked[number].items()])),
            correlation(axis.row, swept.places[number], tally.kept[path]),
        )
        for tally in swept.tallies
        for goal, path in tally.goals.items()
        for number, axis in enumerate(swept.axes)
    )


_Codes = dict[tuple[str, str], int]  # by reading and goal


def _alone(swept: Sweep) -> list[dict[int, _Codes]]:
    """For each axis the statuses at those of its places that were looked at, in order."""
    found: list[dict[int, _Codes]] = [{} for _ in swept.axes]
    wanted = [_spaced(0, axis.row.size - 1, LOOKED) for axis in swept.axes]
    while any(wanted):
        for number, place, codes in _looked(swept, wanted):
            found[number][place] = codes
        found = [dict(sorted(each.items())) for each in found]
        wanted = [_between(each) for each in found]
    return found


def _spaced(first: int, last: int, most: int) -> list[int]:
    """At most so many places from one to another, both counted, nearly evenly."""
    if last - first < most:
        return list(range(first, last + 1))
    return sorted({first + (last - first) * step // (most - 1) for step in range(most)})


def _between(found: dict[int, _Codes]) -> list[int]:
    """Places to look at between neighbours that differ and are not next to one another."""
    return [
        place
        for (first, codes), (last, others) in pairwise(found.items())
        if codes != others and last - first > 1
        for place in _spaced(first, last, _AGAIN)[1:-1]
    ]


def _looked(swept: Sweep, wanted: Sequence[Sequence[int]]) -> Iterator[tuple[int, int, _Codes]]:
    """Judge the places of each axis with the others at their central ones."""
    central = [axis.row.central for axis in swept.axes]
    asked = [(number, place) for number, places in enumerate(wanted) for place in places]
    places = numpy.repeat(numpy.array(central, numpy.int64)[:, None], len(asked), axis=1)
    for index, (number, place) in enumerate(asked):
        places[number, index] = place
    tallies = judged(swept.setting, swept.file, places).tallies
    for index, (number, place) in enumerate(asked):
        codes = {
            (each.reading, goal): int(each.kept[path][index]) for each in tallies for goal, path in each.goals.items()
        }
        yield number, place, codes


def _runs(row: Row, codes: Sequence[tuple[int, int]]) -> Iterator[Run]:
    """The places in runs of one status; what is no law on a day is left out."""
    begun = None
    for (place, code), after in zip(codes, [*codes[1:], None], strict=True):
        begun = place if begun is None else begun
        if after is not None and after[1] == code:
            continue
        if code != NOT_JUDGED:
            yield Run(row.value(begun), row.value(place), ORDER[code])
        begun = None


def correlation(row: Row, places: Places, codes: NDArray[numpy.int8]) -> float | None:
    """Spearman's rank correlation of the places with the statuses, ties at their average rank."""
    if row.listed and not row.ordered:
        return None
    one, other = _ranks(_ordered(row, places)), _ranks(codes.astype(numpy.int64) - NOT_JUDGED)
    one, other = one - one.mean(), other - other.mean()
    spread = sqrt(float((one * one).sum()) * float((other * other).sum()))
    return float((one * other).sum()) / spread if spread else None


def _ordered(row: Row, places: Places) -> Places:
    """The places by the size of what stands there: a list may be in any order."""
    if not row.listed:
        return places
    ranks = numpy.empty(row.size, numpy.int64)
    ranks[row.ordered] = numpy.arange(row.size)
    return ranks[places]


def _ranks(numbers: Places) -> NDArray[numpy.float64]:
    """The rank of each number among all; those that are equal share the average of theirs."""
    _, inverse, counts = numpy.unique(numbers, return_inverse=True, return_counts=True)
    ends = numpy.cumsum(counts)
    return (ends - (counts - 1) / 2)[inverse.ravel()]


def interval(some: int, all_: int) -> tuple[float, float]:
    """Within what a share of random draws may lie, at 95 %: Wilson's interval, which holds for none and for all too."""
    z = 1.959963984540054
    share, weight = some / all_, z * z / all_
    middle = (share + weight / 2) / (1 + weight)
    half = z * sqrt(share * (1 - share) / all_ + weight / (4 * all_)) / (1 + weight)
    return max(middle - half, 0.0) if some else 0.0, min(middle + half, 1.0) if some < all_ else 1.0
