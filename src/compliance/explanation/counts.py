"""Under how many combinations of answers a provision is met, unmet, unknown: counted exactly, and never written out.

A thing that varies in one condition alone is added up there; what several conditions share is kept as an axis until
the last of them has been joined.
"""

from collections.abc import Mapping, Sequence, Sized
from math import prod
from typing import Any, NamedTuple

import numpy
from numpy.typing import NDArray

from ..status import Status
from .answers import Answers, Joined, Leaf
from .tables import MOST_CELLS, Table, TooWideError, along

_FITS = 2**62  # as a machine's own integer


class Counts(NamedTuple):
    """Numbers of combinations of the answers on which a provision rests: counts, never probabilities."""

    met: int
    unknown: int
    unmet: int

    @property
    def all(self) -> int:
        """All of them."""
        return self.met + self.unknown + self.unmet

    def of(self, status: Status) -> int:
        """Those with this status."""
        return {Status.MET: self.met, Status.UNKNOWN: self.unknown, Status.UNMET: self.unmet}[status]


class _Sums(NamedTuple):
    """For each place on the axes still shared: in how many of the combinations added up it is met, and not unmet."""

    axes: tuple[str, ...]
    met: NDArray[Any]
    not_unmet: NDArray[Any]
    added: int  # combinations of what has been added up


def counted(answers: Answers, provision: str) -> tuple[Counts, tuple[str, ...]]:
    """The counts of a provision, and the questions on which it rests, in the order of the rules."""
    joined = answers.connectives(provision)
    met = not_unmet = total = 0
    resting: set[str] = set()
    found: list[tuple[Counts, frozenset[str]]] = []
    for answered in answers.each(joined):
        structure = answers.structure(provision, answered)
        places = {name: answers.ids[name].index(answer) for name, answer in answered.items()}
        leaves = [answers.leaf(leaf).fixed(places) for leaf in leaves_of(structure)]
        resting |= {axis for table in leaves for axis in table.axes}
        axes = frozenset(axis for table in leaves for axis in table.axes)
        found.append((count_of(structure, leaves, answers.ids), axes))
    differ = len({each for each, _ in found}) > 1 or len({axes for _, axes in found}) > 1
    for counts, axes in found:
        rest = prod(len(answers.ids[name]) for name in resting - axes)
        met, not_unmet, total = (
            met + counts.met * rest,
            not_unmet + (counts.all - counts.unmet) * rest,
            total + counts.all * rest,
        )
    if not differ and joined:  # however they are joined it comes to the same
        met, not_unmet, total = (each // len(found) for each in (met, not_unmet, total))
        joined = ()
    names = tuple(name for name in answers.ids if name in resting or name in joined)
    return Counts(met, not_unmet - met, total - not_unmet), names


def leaves_of(structure: Leaf | Joined) -> list[Leaf]:
    """The conditions of a provision, in order."""
    if isinstance(structure, Leaf):
        return [structure]
    return [leaf for below in structure.below for leaf in leaves_of(below)]


def count_of(structure: Leaf | Joined, leaves: Sequence[Table], ids: Mapping[str, Sized]) -> Counts:
    """The counts of a provision over its conditions' axes; `ids` has the places of each.

    TooWideError where conditions share more than can be counted.
    """
    axes = {axis for table in leaves for axis in table.axes}
    total = prod(len(ids[axis]) for axis in axes)
    kind = numpy.int64 if total < _FITS else numpy.object_
    within = {axis: {place for place, table in enumerate(leaves) if axis in table.axes} for axis in axes}
    sums, _ = _summed(structure, leaves, 0, within, kind)
    met, not_unmet = int(sums.met), int(sums.not_unmet)
    return Counts(met, not_unmet - met, sums.added - not_unmet)


def _summed(
    structure: Leaf | Joined, leaves: Sequence[Table], first: int, within: dict[str, set[int]], kind: Any
) -> tuple[_Sums, int]:
    """What a provision comes to, whose first condition is this one; and the condition after its last."""
    if isinstance(structure, Leaf):
        table = leaves[first]
        own = _Sums(table.axes, (table.cells == 2).astype(kind), (table.cells != 0).astype(kind), 1)
        return _added_up(own, within, range(first, first + 1)), first + 1
    parts: list[_Sums] = []
    place = first
    for below in structure.below:
        part, place = _summed(below, leaves, place, within, kind)
        parts.append(part)
    return _added_up(_joined(structure.needed, parts), within, range(first, place)), place


def _joined(needed: int, parts: Sequence[_Sums]) -> _Sums:
    """At least so many of the parts: the number of combinations with so many of them, part by part."""
    axes = tuple(dict.fromkeys(axis for part in parts for axis in part.axes))
    added = prod(part.added for part in parts)
    laid = [(along(axes, part.axes, part.met), along(axes, part.axes, part.not_unmet), part.added) for part in parts]
    size = prod(numpy.broadcast_shapes(*(met.shape for met, _, _ in laid)))
    if size > MOST_CELLS:
        raise TooWideError(axes)
    met = _at_least(needed, [(each, whole) for each, _, whole in laid])
    not_unmet = _at_least(needed, [(each, whole) for _, each, whole in laid])
    return _Sums(axes, met, not_unmet, added)


def _at_least(needed: int, parts: Sequence[tuple[NDArray[Any], int]]) -> NDArray[Any]:
    so_many: list[Any] = [1, *(0 for _ in parts)]  # combinations in which just so many of the parts hold
    for done, (holds, whole) in enumerate(parts, 1):
        for many in range(done, -1, -1):
            without = so_many[many] * (whole - holds)
            so_many[many] = without + (so_many[many - 1] * holds if many else 0)
    return numpy.asarray(sum(so_many[needed:]))


def _added_up(sums: _Sums, within: dict[str, set[int]], conditions: range) -> _Sums:
    """Without the axes of which no other condition knows."""
    own = [index for index, axis in enumerate(sums.axes) if within[axis] <= set(conditions)]
    if not own:
        return sums
    shape = numpy.broadcast_shapes(sums.met.shape, sums.not_unmet.shape)
    met, not_unmet = (numpy.broadcast_to(each, shape).sum(axis=tuple(own)) for each in (sums.met, sums.not_unmet))
    added = sums.added * prod(shape[index] for index in own)
    return _Sums(tuple(axis for index, axis in enumerate(sums.axes) if index not in own), met, not_unmet, added)
