"""What a view shows of one field, with what other fields say of it."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from itertools import accumulate

from .evidence import Entry, EntryKind, Ledger
from .extent import extent
from .field import Field
from .flow import added_up
from .standard import UNBOUNDED, Bound, FieldFinding, Reason, View
from .vocabulary import capped_by, explained_by

Ledgers = Mapping[str, Ledger]


def seen_in(field: Field, ledgers: Ledgers, view: View) -> FieldFinding:
    """How far the field goes by its own entries, but for what another field rules out or leaves unexplained."""
    found = extent(field, ledgers.get(field.path, ()), view)
    premise, ways = capped_by(field), explained_by(field)
    if premise is not None:
        return _capped(found, extent(premise, ledgers.get(premise.path, ()), view), view)
    return _with_unexplained(found, ways, ledgers, view) if ways else found


def looked_at(field: Field) -> tuple[Field, ...]:
    """The fields whose entries `seen_in` looks at: its own first."""
    premise = capped_by(field)
    return (field, *explained_by(field), *([] if premise is None else [premise]))


def _capped(found: FieldFinding, premise: FieldFinding, view: View) -> FieldFinding:
    """Where there can be none of its premise there can be none of it, and its premise is what shows that.

    Where the premise is open nothing follows. Under `half_capped` it is not shown to be, and not ruled out (Q11).
    """
    if premise.best != 0 or found.best == 0:
        return found
    best = found.best if view.half_capped else 0
    reasons = found.reasons | {Reason.STATED_UNKNOWN} if best else frozenset[Reason]()
    return found._replace(worst=0, best=best, uses=(*found.uses, *premise.uses), reasons=reasons)


def _with_unexplained(found: FieldFinding, ways: Iterable[Field], ledgers: Ledgers, view: View) -> FieldFinding:
    """People who were held, of whom the record then says no more: they may be held still, and nobody held is unknown.

    Each earlier statement is compared with the last one: who came home or is known to have died between them, or was
    let go, explains so much of the fall.
    """
    ledger = [entry for entry in ledgers.get(found.field.path, ()) if not entry.annulled_by]
    stated = [entry for entry in ledger if entry.kind is EntryKind.STATEMENT and not entry.unknown]
    if len(stated) < 2 or stated[-1].high is None or stated[-1].span.end < view.opened:
        return found
    last, now = stated[-1], stated[-1].high
    earlier = [each for each in stated if each.span.end < last.span.start]
    risen, fallen = _Moved(ledger, rises=True), _Moved(ledger, rises=False)
    told = [way for way in ways if ledgers.get(way.path)]
    falls = ((each, each.low + risen.after(each) - now) for each in earlier)
    unexplained = (
        by - max(_gone(each, told, ledgers, view), fallen.after(each))
        for each, by in falls
        if by > 0  # an act that frees people and says how many fewer are held counts once
    )
    missing = max(unexplained, default=0)
    if missing <= 0:
        return found
    return found._replace(worst=found.worst + missing, reasons=found.reasons | {Reason.STATED_UNKNOWN})


def _gone(since: Entry, ways: Iterable[Field], ledgers: Ledgers, view: View) -> Bound:
    """At most so many came home, died or were let go after a statement."""
    after = view._replace(start=since.span.start, grade=None, below_grade="unknown")
    return sum(added_up(way, ledgers[way.path], after)[1] for way in ways)


class _Moved:
    """How much the changes after a statement add to it at least, or take from it at most; added up once."""

    def __init__(self, ledger: list[Entry], *, rises: bool) -> None:
        moves = sorted(
            (entry.span.start, entry.low if rises else UNBOUNDED if entry.high is None else entry.high)
            for entry in ledger
            if entry.kind is EntryKind.CHANGE and entry.rises is rises
        )
        self._days = [day for day, _ in moves]
        self._after = [*accumulate((by for _, by in reversed(moves)), initial=0)][::-1]

    def after(self, since: Entry) -> Bound:
        """By all that moved after the last day of a statement."""
        return self._after[bisect_right(self._days, since.span.end)]
