"""Harm carried into a window: people taken in the time before it who had not come home when it began."""

from collections.abc import Mapping
from datetime import timedelta

from ..days import add_months
from .evidence import Ledger
from .field import Field
from .flow import added_up
from .standard import FieldFinding, View
from .vocabulary import came_home

_DAY = timedelta(days=1)


def carried_extent(taken: Field, ledgers: Mapping[str, Ledger], view: View, months: int) -> FieldFinding:
    """How many of those taken in so many months before the window were still not home when it began.

    Who seizes in January and frees in March has not moved, wherever between them the window begins. Of the time before
    it only what somebody states is asked: nobody need give an account of years in which nothing is known to have been
    done. What is dated across the window's first day counts in the window; one without a beginning has no time before.
    """
    if view.start is None or not ledgers.get(taken.path):
        return nothing_carried(taken)
    first = view.start
    before = view._replace(as_of=first - _DAY, start=add_months(first, -months))
    found = [
        added_up(field, tuple(entry for entry in ledgers.get(field.path, ()) if entry.span.end < first), before)
        for field in (taken, *came_home(taken))
    ]
    (least, most, _), *home = found
    worst = most - sum(low for low, _, _ in home)
    best = least - sum(high for _, high, _ in home)
    uses = tuple(use for *_, each in found for use in each)
    return nothing_carried(taken)._replace(worst=max(worst, 0), best=max(best, 0), uses=uses)


def nothing_carried(taken: Field) -> FieldFinding:
    """What is carried into a window where nothing is recorded of the time before it."""
    return FieldFinding(taken._replace(title=f"{taken.title}, not home when the window began"), 0, 0, (), frozenset())
