"""One record with columns in it, judged for all its draws: the product's own extents and tests, run where draws agree.

What no column can move is judged once, as for one case.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy
from numpy.typing import NDArray

from ..judgement.context import view_of
from ..judgement.fast import Gauges, GroupPlan, Slot, seen_through, slots_of, status_of
from ..judgement.gauge import reached
from ..judgement.tree import Tree
from ..record.evidence import Entry, Ledger
from ..record.standard import Bound, FieldFinding, View
from ..rulebook.resolve import Standard
from ..status import Status
from .column import Column, Ends, Rows, spread

Codes = NDArray[numpy.int8]  # of each draw the place of its status in this row; without a dimension where all agree
ORDER = (Status.UNMET, Status.UNKNOWN, Status.MET)
_CODE = {status: numpy.array(place, numpy.int8) for place, status in enumerate(ORDER)}


def code(status: Status) -> Codes:
    """The one status of all draws."""
    return _CODE[status]


class _Shown(NamedTuple):
    """What a slot shows of every draw: as for one of them, but for its ends."""

    finding: FieldFinding
    worst: Ends
    best: Ends

    def at(self, rows: Rows) -> FieldFinding:
        return self.finding._replace(worst=self.worst.at(rows), best=self.best.at(rows))


class Across:
    """The statuses of every provision over draws that share whatever is not a number.

    `gauges` hold what all of them stand on; `touched` are the ledgers that they change, with columns where they differ.
    """

    def __init__(self, gauges: Gauges, tree: Tree, touched: Mapping[str, Ledger], count: int) -> None:
        self.gauges, self.tree, self.plan = gauges, tree, gauges.plan
        self.ledgers, self.count = {**gauges.ledgers, **touched}, count
        self._every: Rows = numpy.arange(count)
        self._views: dict[Standard, View] = {}
        numbers = {number for path in touched for number in self.plan.of_field.get(path, ())}
        self._shown = {number: self._show(self.plan.listed[number]) for number in sorted(numbers)}
        self._tests = self._judged({test for number in numbers for test in self.plan.tests_of[number]})

    def statuses(self) -> list[Codes]:
        """Of each provision of the tree, in its order."""
        found: list[Codes] = []
        matters = {matter for test in self._tests for matter in self.plan.matters_of[test]}
        rungs = {
            matter: [(degree, self._group(group)) for degree, group in self.plan.rungs[matter]] for matter in matters
        }
        for each in self.tree.provisions:
            if not each.matter:
                found.append(at_least(each.needed, [found[child] for child in each.below]))
            elif each.matter not in matters or not each.required.rank:
                found.append(code(reached(each.required, *self.gauges.ranges[each.matter])))
            else:  # the degree is reached if this rung or a higher one holds
                found.append(best_of(held for degree, held in rungs[each.matter] if degree.rank >= each.required.rank))
        return found

    def _at(self, paths: Iterable[str], rows: Rows) -> dict[str, Ledger]:
        whole = len(rows) == self.count
        return {
            path: ledger if whole else tuple(_entry_at(entry, rows) for entry in ledger)
            for path in paths
            if (ledger := self.ledgers.get(path))
        }

    def _show(self, slot: Slot) -> _Shown:
        view = self._view(slot.standard)
        pieces = list(spread(self._every, lambda rows: seen_through(slot, self._at(slot.paths, rows), view)))
        worst, best = (
            Ends.laid(self.count, [(rows, _end(found, at_best)) for rows, found in pieces]) for at_best in (False, True)
        )
        return _Shown(pieces[0][1], worst, best)

    def _view(self, standard: Standard) -> View:
        if standard not in self._views:
            self._views[standard] = view_of(standard, self.gauges.as_of, self.gauges.since, self.gauges.gaps)
        return self._views[standard]

    def _judged(self, tests: Iterable[int]) -> dict[int, Codes]:
        return {number: self._test(number) for number in sorted(tests)}

    def _test(self, number: int) -> Codes:
        test = self.plan.tests[number]
        slots = set(slots_of(test))
        still = {slot: self.gauges.found[slot] for slot in slots if slot not in self._shown}
        moving = {slot: self._shown[slot] for slot in slots if slot in self._shown}

        def judged(rows: Rows) -> Status:
            return status_of(test, still | {slot: shown.at(rows) for slot, shown in moving.items()})

        pieces = list(spread(self._every, judged))
        if len({status for _, status in pieces}) == 1:
            return code(pieces[0][1])
        found = numpy.empty(self.count, numpy.int8)
        for rows, status in pieces:
            found[rows] = ORDER.index(status)
        return found

    def _group(self, group: GroupPlan) -> Codes:
        parts = [
            self._group(part) if isinstance(part, GroupPlan) else self._tests.get(part, code(self.gauges.tests[part]))
            for part in group.parts
        ]
        return at_least(group.needed, parts)


def at_least(needed: int, parts: Sequence[Codes]) -> Codes:
    """At least so many, as `status.at_least` says of one draw: the status of the one that makes up their number."""
    if needed <= 0:
        return code(Status.MET)
    if needed > len(parts):
        return code(Status.UNMET)
    if needed == 1:
        return best_of(parts)
    if needed == len(parts):
        return _folded(numpy.minimum, parts)
    laid = numpy.stack(numpy.broadcast_arrays(*parts))
    return numpy.asarray(numpy.partition(laid, len(parts) - needed, axis=0)[len(parts) - needed], numpy.int8)


def best_of(parts: Iterable[Codes]) -> Codes:
    """Of each draw the best of its statuses; unmet where there is none."""
    return _folded(numpy.maximum, [code(Status.UNMET), *parts])


def _folded(take: numpy.ufunc, parts: Sequence[Codes]) -> Codes:
    found = parts[0]
    for part in parts[1:]:
        found = numpy.asarray(take(found, part), numpy.int8)
    return found


def _has_column(entry: Entry) -> bool:
    dead = (entry.dead.low, entry.dead.high) if entry.dead else ()
    return any(isinstance(number, Column) for number in (entry.low, entry.high, *dead))


def _entry_at(entry: Entry, rows: Rows) -> Entry:
    if not _has_column(entry):
        return entry
    dead = entry.dead and entry.dead._replace(low=_at(entry.dead.low, rows), high=_at(entry.dead.high, rows))
    return entry._replace(low=_at(entry.low, rows), high=_at(entry.high, rows), dead=dead)


def _at(number: Any, rows: Rows) -> Any:
    """A number of these draws alone; one that all have stays."""
    return number.at(rows) if isinstance(number, Column) else number


def _end(found: FieldFinding, at_best: bool) -> Bound:
    return found.best if at_best else found.worst
