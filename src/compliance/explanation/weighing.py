"""What `gauge.weigh` says of one test, said over tables: the same sums and comparisons, place by place."""

from collections.abc import Sequence
from typing import Any

import numpy
from numpy.typing import NDArray

from ..record.standard import UNBOUNDED
from ..rulebook.resolve import ResolvedTest
from ..status import Status
from .tables import Amounts, Numbers, Table, added, along, always, at_least, axes_of, table_of


def weighed(
    asked: ResolvedTest,
    extents: Sequence[Amounts],
    against: Sequence[Amounts],
    known: Sequence[Amounts],
    wholes: Sequence[Amounts],
) -> Table:
    """Add up what was found of the fields, set the harm against it, and hold it against the constant or the share."""
    if asked.empty is not None:
        return _is_empty(extents, known, wholes) if asked.empty else always(Status.UNMET)
    found = added(extents)
    set_off = (*against, *known) if asked.net == "net" else known
    if set_off:
        found = _net(found, added(set_off))
    upward = asked.test.upward
    if wholes:
        table = _compared_share(found, _sizes(wholes), asked.constant, upward)
    else:
        table = _compared(found, asked.constant, asked.constant, upward)
    if against and asked.net == "clean":
        table = at_least(2, [table, _compared(added(against), 0, 0, False)])
    return table


def _net(found: Amounts, harm: Amounts) -> Amounts:
    axes = axes_of([found, harm])
    worst, best = along(axes, found.axes, found.worst), along(axes, found.axes, found.best)
    harm_worst, harm_best = along(axes, harm.axes, harm.worst), along(axes, harm.axes, harm.best)
    endless = numpy.equal(best, UNBOUNDED)
    at_best = numpy.where(endless, 0, best) - harm_best
    return Amounts(axes, worst - harm_worst, numpy.where(endless, UNBOUNDED, at_best))


def _is_empty(taken: Sequence[Amounts], known: Sequence[Amounts], wholes: Sequence[Amounts]) -> Table:
    whole = _sizes(wholes)
    at_start = _compared(Amounts(whole.axes, whole.best, whole.worst), 0, 0, False)
    return at_least(3, [at_start, _compared(added(taken), 0, 0, False), _compared(added(known), 0, 0, False)])


def _sizes(wholes: Sequence[Amounts]) -> Amounts:
    """The least, as `worst`, and the most, as `best`, that the fields of a whole add up to."""
    ends = [
        Amounts(each.axes, numpy.minimum(each.worst, each.best), numpy.maximum(each.worst, each.best))
        for each in wholes
    ]
    return added(ends)


def _compared(found: Amounts, least: Any, most: Any, upward: bool) -> Table:
    """Whether it holds for every value in the range, for none, or for some."""
    holds = found.worst >= most if upward else found.worst <= least
    fails = found.best < least if upward else found.best > most
    return table_of(found.axes, _flags(holds), _flags(fails) & ~_flags(holds))


def _compared_share(found: Amounts, whole: Amounts, share: Any, upward: bool) -> Table:
    """Whether it is that share of the whole; a whole of nobody makes nothing hold."""
    axes = axes_of([found, whole])
    worst, best = along(axes, found.axes, found.worst), along(axes, found.axes, found.best)
    low, high = along(axes, whole.axes, whole.worst), along(axes, whole.axes, whole.best)
    somebody = _flags(numpy.not_equal(high, 0))
    least, most = _times(share, low), _times(share, high)
    holds = _flags(worst >= most if upward else worst <= least) & somebody
    fails = _flags(best < least if upward else best > most) & somebody & ~holds
    return table_of(axes, holds, fails)


def _times(share: Any, bounds: Numbers) -> Numbers:
    endless = numpy.equal(bounds, UNBOUNDED)
    return numpy.where(endless, UNBOUNDED, share * numpy.where(endless, 0, bounds))


def _flags(found: Any) -> NDArray[numpy.bool_]:
    return numpy.asarray(found, dtype=numpy.bool_)
