"""Fold facts and actions into ledgers, field by field, as the record stood and was known on a day."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ..days import Span
from ..numbers import Number
from .evidence import Entry, EntryKind, Fact, Ledger, LeftOut, Provenance, Verification, Why
from .field import FieldKind
from .vocabulary import Action, Move, fields

EARLIEST = date(1, 1, 1)


class Folded(NamedTuple):
    """For each field of which something is recorded its entries by date; and the entries that do not bear on it."""

    ledgers: Mapping[str, Ledger]
    left_out: tuple[LeftOut, ...]

    def ledger(self, path: str) -> Ledger:
        """The entries of one field; none where nothing is recorded."""
        return self.ledgers.get(path, ())


class Stated(NamedTuple):
    """A fact, the case that states it, and the place where it stands there: `$.facts[3]`."""

    case: str
    place: str
    fact: Fact

    @property
    def origin(self) -> str:
        """Case and place: the id of the entries that the fact makes."""
        return f"{self.case}: {self.place}"


def fold(
    facts: Sequence[Stated],
    actions: Sequence[Action],
    *,
    as_of: date,
    hindsight: bool = False,
    include_unverified: bool = False,
) -> Folded:
    """What the record shows on a day, knowing what was published by then (with `hindsight`, all of it).

    `facts` and `actions` come in order, the baseline's before the case's. A later fact of the same field and date
    replaces the earlier one of another case. Entries marked unverified or inferred are left out unless included.
    """
    annulled = _annulled(actions, as_of, hindsight, include_unverified)
    left_out: list[LeftOut] = []
    counted: list[Entry] = []
    for entry in (*map(fact_entry, facts), *(entry for action in actions for entry in action_entries(action))):
        why = _why_left_out(entry, as_of, hindsight, include_unverified)
        if why is not None:
            left_out.append(LeftOut(entry, why))
        else:
            counted.append(entry._replace(annulled_by=annulled.get(entry.action, "") if entry.action else ""))
    kept, replaced = _latest(counted)
    left_out += replaced
    left_out += [LeftOut(entry, "reversed", entry.annulled_by) for entry in kept if entry.annulled_by]
    ledgers: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in kept:
        ledgers[entry.field].append(entry)
    folded: dict[str, Ledger] = {field: tuple(sorted(ledger, key=_by_date)) for field, ledger in ledgers.items()}
    return Folded(folded, tuple(left_out))


def fact_entry(stated: Stated) -> Entry:
    """The entry that a fact makes of its field; the fact is dated, or spans days."""
    fact = stated.fact
    low, high = _range(fact)
    if fact.basis == "search":
        kind = EntryKind.SEARCH
    else:
        kind = EntryKind.TOTAL if fields()[fact.field].kind is FieldKind.FLOW else EntryKind.STATEMENT
    span = _span(fact)
    return Entry(
        id=stated.origin,
        case=stated.case,
        field=fact.field,
        kind=kind,
        low=low,
        high=high,
        span=span,
        published=_published(fact, kind, span),
        evidence=fact,
        unknown=fact.unknown,
    )


def _published(fact: Fact, kind: EntryKind, span: Span) -> date:
    """As stated; else a total once it is complete, another entry when it begins.

    A search of a day is known from that day on. A search over a span speaks of the public record as it stood on each
    day of the span: what it did not find later was not public earlier either.
    """
    if fact.published is not None:
        return fact.published
    return span.end if kind is EntryKind.TOTAL or (kind is EntryKind.SEARCH and fact.to is None) else span.start


def _range(fact: Fact) -> tuple[Number, Number | None]:
    if fact.unknown or fact.basis == "search":
        return 0, None
    if fact.value is not None:
        value = int(fact.value) if isinstance(fact.value, bool) else fact.value  # a flag is none or one
        return value, value
    return fact.low or 0, fact.high


def _span(fact: Fact) -> Span:
    if fact.to is not None:
        return Span(fact.from_ or EARLIEST, fact.to)
    assert fact.date is not None  # the loader dates a fact that states no date
    return Span(EARLIEST, fact.date.end) if fact.basis == "search" else fact.date


def action_entries(action: Action) -> list[Entry]:
    """The entries that an action makes, one for each field it moves."""
    return [_moved(action, move) for move in action.moves()]


def _moved(action: Action, move: Move) -> Entry:
    return Entry(
        id=action.id,
        field=move.field,
        kind=_KINDS[move.how],
        low=move.low,
        high=move.high,
        span=action.date,
        published=action.published or action.date.start,
        evidence=action,
        rises=move.how != "fall",
        action=action.id,
    )


_KINDS = {
    "set": EntryKind.STATEMENT,
    "rise": EntryKind.CHANGE,
    "fall": EntryKind.CHANGE,
    "event": EntryKind.EVENT,
}


def _latest(entries: Iterable[Entry]) -> tuple[list[Entry], list[LeftOut]]:
    """A case's fact replaces its baseline's of the same field, date and kind; facts of one case, and acts, stand.

    A case says what its baseline does not, or says otherwise; within one case two facts are two sources (design 3.12).
    """
    listed = list(entries)
    last = {(entry.field, entry.span, entry.kind): entry.case for entry in listed if not entry.action}
    kept, replaced = [], []
    for entry in listed:
        by = "" if entry.action else last[entry.field, entry.span, entry.kind]
        if by == entry.case:
            kept.append(entry)
        else:
            replaced.append(LeftOut(entry, "replaced", by))
    return kept, replaced


def _annulled(actions: Sequence[Action], as_of: date, hindsight: bool, include_unverified: bool) -> dict[str, str]:
    """Which actions stand undone, and by which. Later acts come first: one that is itself undone undoes nothing."""
    by: dict[str, str] = {}
    for action in sorted(actions, key=lambda action: action.date)[::-1]:
        counts = include_unverified or action.provenance is Provenance.SEEN
        known = hindsight or (action.published or action.date.start) <= as_of
        standing = action.id not in by and action.verification is not Verification.REFUTED
        if action.date.start <= as_of and counts and known and standing:
            by |= dict.fromkeys(action.undoes(actions), action.id)
    return by


def _why_left_out(entry: Entry, as_of: date, hindsight: bool, include_unverified: bool) -> Why | None:
    if entry.verification is Verification.REFUTED:
        return "refuted"
    if entry.span.start > as_of:
        return "after-as-of"
    if entry.published > as_of and not hindsight:
        return "published-later"
    return _provenance(entry, include_unverified)


def _provenance(entry: Entry, include_unverified: bool) -> Why | None:
    if entry.evidence.provenance is Provenance.SEEN or include_unverified:
        return None
    return "unverified" if entry.evidence.provenance is Provenance.UNVERIFIED else "inferred"


def _by_date(entry: Entry) -> tuple[date, date]:
    return entry.span.end, entry.span.start
