"""Harm that is set off as far as it is known, whatever the record is silent on: carried into a window, or within it."""

from collections.abc import Mapping
from datetime import timedelta
from typing import NamedTuple

from ..days import add_months
from .evidence import EntryKind, Ledger
from .field import Field, FieldKind
from .flow import added_up
from .standard import UNBOUNDED, Bound, FieldFinding, View
from .vocabulary import came_home

_DAY = timedelta(days=1)


class KnownHarm(NamedTuple):
    """A flow of harm within the window, or of people taken in so many `months` before it and then not home."""

    field: Field
    months: int = 0

    @property
    def looked_at(self) -> tuple[Field, ...]:
        """The fields on which it rests."""
        return (self.field, *came_home(self.field)) if self.months else (self.field,)

    @property
    def named(self) -> Field:
        """The field, by the name of what is looked at."""
        if not self.months:
            return self.field
        return self.field._replace(title=f"{self.field.title}, not home when the window began")

    @property
    def none(self) -> FieldFinding:
        """What there is of it where nothing is recorded."""
        return FieldFinding(self.named, 0, 0, (), frozenset())


def known_harm(harm: KnownHarm, ledgers: Mapping[str, Ledger], view: View) -> FieldFinding:
    """How much of it there was by what somebody states: nobody need show that there was no more."""
    ledger = ledgers.get(harm.field.path, ())
    if not ledger:
        return harm.none
    if harm.months:
        return _carried(harm, ledgers, view)
    if harm.field.kind is FieldKind.STOCK:
        return _at_most(harm, ledger, view)
    least, most, uses = added_up(harm.field, ledger, view)
    return FieldFinding(harm.field, most, least, uses, frozenset())


def _at_most(harm: KnownHarm, ledger: Ledger, view: View) -> FieldFinding:
    """Of a stock, the most that was ever stated since the window opened, or last before it, and what rose since."""
    said = [entry for entry in ledger if not entry.annulled_by and entry.kind is not EntryKind.SEARCH]
    before = [entry for entry in said if entry.span.end < view.opened]
    since = [
        entry for entry in said if entry.span.end >= view.opened and (entry.rises or entry.kind is EntryKind.STATEMENT)
    ]
    speak = [entry for entry in (*before[-1:], *since) if not entry.unknown]
    most: Bound = max((UNBOUNDED if entry.high is None else entry.high for entry in speak), default=0)
    return harm.none._replace(
        worst=most, best=max((entry.low for entry in speak), default=0), uses=tuple(map(view.use, speak))
    )


def _carried(harm: KnownHarm, ledgers: Mapping[str, Ledger], view: View) -> FieldFinding:
    """Who seizes in January and frees in March has not moved, wherever between them the window begins.

    What is dated across the window's first day counts in the window; one without a beginning has no time before it.
    """
    if view.start is None:
        return harm.none
    first = view.start
    before = view._replace(as_of=first - _DAY, start=add_months(first, -harm.months))
    found = [
        added_up(field, tuple(entry for entry in ledgers.get(field.path, ()) if entry.span.end < first), before)
        for field in harm.looked_at
    ]
    (least, most, _), *home = found
    worst = most - sum(low for low, _, _ in home)
    best = least - sum(high for _, high, _ in home)
    uses = tuple(use for *_, each in found for use in each)
    return harm.none._replace(worst=max(worst, 0), best=max(best, 0), uses=uses)
