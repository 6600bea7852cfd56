"""What a view shows of one field, with what other fields say of it."""

from collections.abc import Iterable, Mapping

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
    falls = (
        each.low + _moved(ledger, each, rises=True) - now - _explained(each, ledger, ways, ledgers, view)
        for each in earlier
    )
    missing = max(falls, default=0)
    if missing <= 0:
        return found
    return found._replace(worst=found.worst + missing, reasons=found.reasons | {Reason.STATED_UNKNOWN})


def _explained(since: Entry, ledger: list[Entry], ways: Iterable[Field], ledgers: Ledgers, view: View) -> Bound:
    """At most so many came home, died or were let go after a statement: an act that does both counts once."""
    after = view._replace(start=since.span.start, grade=None, below_grade="unknown")
    gone = sum(added_up(way, ledgers.get(way.path, ()), after)[1] for way in ways)
    return max(gone, _moved(ledger, since, rises=False))


def _moved(ledger: list[Entry], since: Entry, *, rises: bool) -> Bound:
    """How much the changes after a statement add to it at least, or take from it at most."""
    moves = [
        entry
        for entry in ledger
        if entry.kind is EntryKind.CHANGE and entry.rises is rises and entry.span.start > since.span.end
    ]
    if rises:
        return sum(entry.low for entry in moves)
    return sum(UNBOUNDED if entry.high is None else entry.high for entry in moves)
