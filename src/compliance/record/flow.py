"""A flow: what adds up over a window, at worst and at best."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from ..days import Span, add_months
from .evidence import EntryKind, Ledger
from .field import Field
from .standard import UNBOUNDED, Bound, FieldFinding, Reason, Use, View


def flow_extent(field: Field, ledger: Ledger, view: View) -> FieldFinding:
    """Add up a flow's events and totals in the window. Unless something closes the window, there may be more.

    Favourable acts are closed by a total or by a search that found nothing further; harm only by a total at the
    grade, because to say that there was none is a claim of compliance.
    """
    more = field.better != "less"
    standing = [entry for entry in ledger if view.gross or not entry.annulled_by]
    searches = [Use(entry, "nothing-further") for entry in standing if entry.kind is EntryKind.SEARCH]
    uses = [view.use(entry) for entry in standing if entry.kind is not EntryKind.SEARCH]
    totals = [use for use in uses if use.entry.kind is not EntryKind.EVENT]
    low, high, reasons = _sum(uses, totals, view, more)
    # A denial is a claim of compliance: that nobody was taken closes the window only at the grade (design 3.4).
    closing = [*totals, *searches] if more else [use for use in totals if view.qualifies(use.entry)]
    spans = [use.entry.span for use in closing if not use.entry.unknown]
    first = _first_known(uses) if view.since_first else view.start or date.min
    if not _covered(spans, first, view.as_of, view.age_against if more else 0):
        stale = more and _covered(spans, first, view.as_of, None)
        reasons.add(Reason.STALE if stale else Reason.NOT_STATED)
        high = UNBOUNDED
    # At worst little of what is good came about, and much of what is harm.
    worst, best = (low, high) if more else (high, low)
    return FieldFinding(
        field, worst, best, (*uses, *(searches if more else ())), frozenset(reasons if low != high else ())
    )


def _first_known(uses: list[Use]) -> date:
    """Where a flow's window begins if the law is asked for as if in force: with the first event, else the last total.

    An older total of nothing opens no gap: it may not undo what a later one covers.
    """
    events = [use.entry.span.start for use in uses if use.entry.kind is EntryKind.EVENT]
    totals = [use.entry.span.start for use in uses if use.entry.kind is not EntryKind.EVENT]
    return min(events, default=max(totals, default=date.min))


def _sum(uses: list[Use], totals: list[Use], view: View, more: bool) -> tuple[Bound, Bound, set[Reason]]:
    """The flow's least and most: for each stated total, it or what is known within it, whichever is more."""
    reasons: set[Reason] = set()
    low: Bound = 0
    high: Bound = 0
    wholes = _nested(totals)
    events = [use for use in uses if use.entry.kind is EntryKind.EVENT]
    touched = [(use, [whole for whole in wholes if whole.span.overlaps(use.entry.span)]) for use in events]
    for whole in wholes:
        # An event dated across the edge of one total may lie within it or not: it happened, but may be in the total.
        of_it = [use for use, over in touched if len(over) == 1 and over[0] is whole]
        least, most = _within(whole, of_it, view, more, reasons)
        low, high = low + least, high + most
    for use, over in touched:
        if len(over) != 1:
            least, most = _bounds(use, view, more, reasons)
            low, high = low + (0 if over else least), high + most
    return low, high, reasons


class _Total(NamedTuple):
    """What is stated of one span, and what is stated of spans within it."""

    span: Span
    uses: tuple[Use, ...]
    parts: list["_Total"]


def _nested(totals: Iterable[Use]) -> list[_Total]:
    """The totals by span, in order, each among the parts of the narrowest that holds it."""
    found: list[_Total] = []
    around: list[_Total] = []
    listed = sorted(totals, key=lambda use: (use.entry.span.start, -use.entry.span.end.toordinal()))
    for span, uses in groupby(listed, key=lambda use: use.entry.span):
        while around and not span.inside(around[-1].span):
            around.pop()
        total = _Total(span, tuple(uses), [])
        (around[-1].parts if around else found).append(total)
        around.append(total)
    return found


def _within(whole: _Total, events: list[Use], view: View, more: bool, reasons: set[Reason]) -> tuple[Bound, Bound]:
    """The least and most within one stated span: of its parts what is stated of them, of the rest the whole less it."""
    own = [use for use in events if not any(use.entry.span.inside(part.span) for part in whole.parts)]
    parts = [_within(part, _inside(part, events), view, more, reasons) for part in whole.parts]
    stated = [_of_whole(use, whole, events, view, more, reasons) for use in whole.uses]
    known = [(use, *_bounds(use, view, more, reasons)) for use in own]
    if len({pair[1:] for pair in stated}) > 1:
        reasons.add(Reason.DISPUTED)
    # A total below the grade raises the hopeful end only; it takes nothing from one that is proven.
    proven = [least for proves, least, _ in stated if proves or not more]
    # What is dated across the edge of a part may be in that part's total already.
    apart = [least for use, least, _ in known if not any(use.entry.span.overlaps(part.span) for part in whole.parts)]
    low = max(min(proven, default=0), sum(least for least, _ in parts) + sum(apart))
    # The total is of the whole span: what lies within it is in it already, unless it is more than the total says. So a
    # part of which nothing is stated to have happened, or a whole of nothing around it, widens neither end.
    inside = sum(most for _, most in parts) + sum(most for use, _, most in known if use.entry.span.inside(whole.span))
    across = sum(most for use, _, most in known if not use.entry.span.inside(whole.span))
    return low, max(max(most for _, _, most in stated), inside) + across


def _seen(total: _Total, view: View) -> _Total:
    """The same totals through another view."""
    uses = tuple([view.use(use.entry) for use in total.uses])
    return _Total(total.span, uses, [_seen(part, view) for part in total.parts])


def _inside(total: _Total, events: list[Use]) -> list[Use]:
    return [use for use in events if use.entry.span.inside(total.span)]


def _of_whole(
    use: Use, whole: _Total, events: list[Use], view: View, more: bool, reasons: set[Reason]
) -> tuple[bool, Bound, Bound]:
    """Whether what is stated proves its least, its least, its most: of a whole that began before the window, the rest.

    What is established of a part before the window did not come about in it. Where such parts leave no other day before
    the window, what they cannot hold of the whole's least did.
    """
    least, most = _bounds(use, view, more, reasons)
    start = view.start or date.min
    before = [part for part in whole.parts if part.span.end < start]
    if use.how != "straddles" or not before:
        return use.how == "counted", least, most
    ever = view._replace(start=None)
    then = [ever.use(event.entry) for event in events]
    ranges = [_within(_seen(part, ever), _inside(part, then), ever, more, set()) for part in before]
    # That harm was done before the window is said in favour of what is in it, and needs the grade.
    if more or all(view.qualifies(each.entry) for part in before for each in part.uses):
        most = max(most - sum(low for low, _ in ranges), 0)
    rest_in = whole.span.end <= view.as_of and _covered(
        [part.span for part in before], whole.span.start, start - timedelta(days=1), 0
    )
    if rest_in and (view.qualifies(use.entry) or not more):
        least = max(use.entry.low - sum(high for _, high in ranges), 0)
    return rest_in and view.qualifies(use.entry), least, most


def _bounds(use: Use, view: View, more: bool, reasons: set[Reason]) -> tuple[Bound, Bound]:
    """What one entry adds to the flow at least and at most. Harm counts at any grade."""
    least, most = use.entry.low, UNBOUNDED if use.entry.high is None else use.entry.high
    if use.how == "before-window":
        return 0, 0
    if use.how == "straddles" or least != most:
        reasons.add(Reason.STATED_UNKNOWN)
    unproven = not view.qualifies(use.entry)
    if unproven and (more or use.entry.kind is EntryKind.TOTAL):
        reasons.add(Reason.NOT_ESTABLISHED)
    if more and unproven:  # asserted, not established: it may have been so, and proves nothing
        return 0, most if view.hopes(use.entry) else 0
    return (0 if use.how == "straddles" else least), most


def _covered(spans: Iterable[Span], first: date, last: date, months: int | None) -> bool:
    """Whether the spans leave no day from `first` to `last` open, each good for so many months (None: for ever).

    What shows that nothing more was done holds good until it is older than the reading allows; what shows that no
    harm was done covers only the days it names.
    """
    reached: date | None = None
    for span in sorted(spans):
        if span.start > first and not (reached and _holds_good(reached, span.start - timedelta(days=1), months)):
            return False
        reached = max(reached or span.end, span.end)
    return reached is not None and _holds_good(reached, last, months)


def _holds_good(end: date, day: date, months: int | None) -> bool:
    """Whether what was known until `end` is still fresh on a day, by the measure of `View.too_old`."""
    return months is None or end >= add_months(day, -months)
