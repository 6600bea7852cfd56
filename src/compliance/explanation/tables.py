"""Statuses over named axes: what is found for every combination of things that may vary, all at once.

A table has an axis for each thing on which it depends, and no other. Tables meet by the names of their axes.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any

import numpy
from numpy.typing import NDArray

from ..problem import Code, Problem, UnusableError
from ..record.standard import Bound
from ..status import Status

MOST_AXES = 22  # four million cells where each axis has two places
MOST_CELLS = 2**25
Cells = NDArray[numpy.int8]
Numbers = NDArray[numpy.object_]
_ORDER = (Status.UNMET, Status.UNKNOWN, Status.MET)  # a cell is the place of its status in this row
_UNMET, _MET = 0, 2


class TooWideError(Exception):
    """Something depends on more axes than are tabled."""

    def __init__(self, axes: Sequence[str]) -> None:
        super().__init__(f"depends on {len(axes)} things that may vary; too many to table them all")
        self.axes = tuple(axes)


@contextmanager
def counting(what: str) -> Iterator[None]:
    """Says of more than can be counted that it is too large: an UnusableError."""
    try:
        yield
    except TooWideError as error:
        message = f"too many {what} for one condition to count them together: {len(error.axes)}"
        raise UnusableError([Problem(Code.TOO_LARGE, message)]) from None


@dataclass(frozen=True, eq=False)
class Table:
    """A status for each combination of places on the axes; `cells` has a dimension for each axis, in their order."""

    axes: tuple[str, ...]
    cells: Cells

    def at(self, places: Collection[str]) -> Status:
        """Of a table of axes of two places: the status where these are there, and all others are not."""
        return _ORDER[int(self.cells[tuple(int(axis in places) for axis in self.axes)])]

    def fixed(self, places: Mapping[str, int]) -> "Table":
        """The table where these axes are at these places, without them."""
        cells = self.cells[tuple(places.get(axis, slice(None)) for axis in self.axes)]
        return Table(tuple(axis for axis in self.axes if axis not in places), cells)

    def place(self, places: Mapping[str, int]) -> Status:
        """The status at a place of every axis."""
        return _ORDER[int(self.cells[tuple(places[axis] for axis in self.axes)])]

    def least(self, wanted: Collection[Status]) -> list[frozenset[str]]:
        """Of a table of axes of two places: the sets with one of these statuses of which no part by one less has one.

        The smallest first, each in the order of the axes.
        """
        holds = numpy.isin(self.cells, [_ORDER.index(status) for status in wanted])
        least = holds.copy()
        for axis in range(len(self.axes)):
            without, with_ = numpy.moveaxis(holds, axis, 0), numpy.moveaxis(least, axis, 0)
            with_[1] &= ~without[0]
        found = [frozenset(axis for axis, there in zip(self.axes, each, strict=True) if there) for each in _at(least)]
        return sorted(found, key=lambda each: (len(each), [axis not in each for axis in self.axes]))


def _at(holds: NDArray[numpy.bool_]) -> Iterator[tuple[int, ...]]:
    yield from (tuple(map(int, each)) for each in numpy.argwhere(holds))


def always(status: Status) -> Table:
    """The table that depends on nothing."""
    return Table((), numpy.array(_ORDER.index(status), dtype=numpy.int8))


@dataclass(frozen=True, eq=False)
class Amounts:
    """A quantity from `worst` to `best` for each combination of places on the axes: exact, or without limit."""

    axes: tuple[str, ...]
    worst: Numbers
    best: Numbers


def amounts(axes: Sequence[tuple[str, int]], find: Callable[[tuple[int, ...]], tuple[Bound, Bound]]) -> Amounts:
    """What a quantity is at every place of these axes, each a name and how many places it has."""
    sizes = [size for _, size in axes]
    worst, best = numpy.empty(sizes, dtype=object), numpy.empty(sizes, dtype=object)
    for places in product(*map(range, sizes)):
        worst[places], best[places] = find(places)
    return Amounts(tuple(name for name, _ in axes), worst, best)


def narrowed(found: Amounts) -> Amounts:
    """Without the axes along which a quantity does not change."""
    axes, worst, best = list(found.axes), found.worst, found.best
    for index in reversed(range(len(axes))):
        if all(bool((each == numpy.take(each, [0], axis=index)).all()) for each in (worst, best)):
            worst, best = numpy.take(worst, 0, axis=index), numpy.take(best, 0, axis=index)
            del axes[index]
    return Amounts(tuple(axes), worst, best)


def added(parts: Sequence[Amounts]) -> Amounts:
    """Quantities added up."""
    axes = axes_of(parts)
    worst, best = (_zeros(), _zeros())
    for part in parts:
        worst = worst + along(axes, part.axes, part.worst)
        best = best + along(axes, part.axes, part.best)
    return Amounts(axes, worst, best)


def _zeros() -> Numbers:
    return numpy.zeros((), dtype=object)


def table_of(axes: tuple[str, ...], met: NDArray[numpy.bool_], unmet: NDArray[numpy.bool_]) -> Table:
    """Met where it is, unmet where it is that, unknown elsewhere."""
    found = numpy.ones(numpy.broadcast_shapes(met.shape, unmet.shape), numpy.int8)
    found[numpy.broadcast_to(unmet, found.shape)] = _UNMET
    found[numpy.broadcast_to(met, found.shape)] = _MET
    return _dropped(Table(axes, found))


def at_least(needed: int, parts: Sequence[Table]) -> Table:
    """Where so many of the parts are met, and where so many can be: as `status.at_least` says, place by place."""
    axes, laid = _together(parts)
    shape = numpy.broadcast_shapes(*(cells.shape for cells in laid)) if laid else ()
    if prod(shape) > MOST_CELLS:
        raise TooWideError(axes)
    met, not_unmet = numpy.zeros(shape, numpy.int16), numpy.zeros(shape, numpy.int16)
    for cells in laid:
        met += cells == _MET
        not_unmet += cells != _UNMET
    found = numpy.ones(shape, numpy.int8)
    found[met >= needed] = _MET
    found[not_unmet < needed] = _UNMET
    return _dropped(Table(axes, found))


def _together(parts: Sequence[Table]) -> tuple[tuple[str, ...], list[Cells]]:
    """The axes of all parts, and the cells of each laid along them."""
    axes = axes_of(parts)
    return axes, [along(axes, part.axes, part.cells) for part in parts]


def stacked(axes: tuple[str, ...], sizes: tuple[int, ...], parts: Sequence[Table]) -> Table:
    """Tables of which one holds at each place of these axes, the last axis changing first."""
    if not axes:
        return parts[0]
    settled = [
        part.fixed(dict(zip(axes, places, strict=True)))
        for part, places in zip(parts, product(*map(range, sizes)), strict=True)
    ]
    inner, laid = _together(settled)
    shape = numpy.broadcast_shapes(*(cells.shape for cells in laid))
    cells = numpy.stack([numpy.broadcast_to(each, shape) for each in laid]).reshape((*sizes, *shape))
    return _dropped(Table((*axes, *inner), cells))


def axes_of(parts: Iterable[Table | Amounts]) -> tuple[str, ...]:
    """The axes of all parts, each once; TooWideError where they are too many."""
    axes = tuple(dict.fromkeys(axis for part in parts for axis in part.axes))
    if len(axes) > MOST_AXES:
        raise TooWideError(axes)
    return axes


def along(axes: tuple[str, ...], own: tuple[str, ...], cells: NDArray[Any]) -> NDArray[Any]:
    """The cells with a dimension for each of the axes, of one place where they do not depend on it."""
    cells = numpy.asarray(cells)  # of no axes, arithmetic leaves a bare number
    order = sorted(range(len(own)), key=lambda index: axes.index(own[index]))
    sizes = dict(zip(own, cells.shape, strict=True))
    return cells.transpose(order).reshape([sizes.get(axis, 1) for axis in axes])


def _dropped(table: Table) -> Table:
    """Without the axes along which nothing changes."""
    axes, cells = list(table.axes), table.cells
    for index in reversed(range(len(axes))):
        first = numpy.take(cells, [0], axis=index)
        if bool((cells == first).all()):
            cells = numpy.take(cells, 0, axis=index)
            del axes[index]
    return Table(tuple(axes), cells)
