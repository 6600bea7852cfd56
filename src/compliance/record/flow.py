"""A flow: what adds up over a window, at worst and at best."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby
from typing import NamedTuple

from ..days import Span, add_months
from .evidence import Dead, Entry, EntryKind, Ledger
from .field import Field
from .standard import UNBOUNDED, Bound, FieldFinding, Reason, Use, View


def flow_extent(field: Field, ledger: Ledger, view: View) -> FieldFinding:
    """Add up a flow's events and totals in the window; of harm, what a hypothetical supposes keeps, and does not mend.

    That nothing else happens shows no more than was shown when the gap began: over the gap the window reaches back to
    what it was then. What is stated of the window itself needs no such help.
    """
    if field.better != "less" or view.over_gaps == view.start:
        return _flow(field, ledger, view)
    stated = tuple(entry for entry in ledger if not entry.otherwise)
    by_itself = _flow(field, stated, view._replace(back=None))
    kept = _flow(field, ledger, view._replace(start=view.over_gaps, back=None))
    found = by_itself if by_itself.worst <= kept.worst else kept
    best = min(by_itself.best, kept.best)
    return found._replace(best=best, reasons=found.reasons if best != found.worst else frozenset())


def _flow(field: Field, ledger: Ledger, view: View) -> FieldFinding:
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
    known = [use.entry for use in closing if not use.entry.unknown]
    first = view.start or date.min
    searched = False
    if not _covered(known, first, view, view.age_against if more else 0):
        searched = not more and _is_searched(totals, searches, first, view)
        stale = more and _covered(known, first, view, None)
        reasons.add(Reason.STALE if stale else Reason.NOT_STATED)
        high = _within_margin(high, view) if searched else UNBOUNDED
    # At worst little of what is good came about, and much of what is harm.
    worst, best = (low, high) if more else (high, low)
    return FieldFinding(
        field, worst, best, (*uses, *(searches if more or searched else ())), frozenset(reasons if low != high else ())
    )


def _is_searched(totals: list[Use], searches: list[Use], first: date, view: View) -> bool:
    """Whether totals at the grade and searches together leave no day open on which harm might have been done."""
    named = (use for use in totals if view.qualifies(use.entry) and not use.entry.unknown)
    return view.search_margin is not None and _covered((use.entry for use in (*named, *searches)), first, view, 0)


def _within_margin(known: Bound, view: View) -> Bound:
    """A search is no proof that nothing more was done, but it bounds what nobody can have missed (Q52)."""
    times, more = view.search_margin or (1, 0)
    return UNBOUNDED if known == UNBOUNDED else known * times + more


def added_up(field: Field, ledger: Ledger, view: View) -> tuple[Bound, Bound, tuple[Use, ...]]:
    """The least and the most of a flow by what is stated of the window, whatever else there may have been."""
    standing = (entry for entry in ledger if view.gross or not entry.annulled_by)
    uses = [view.use(entry) for entry in standing if entry.kind is not EntryKind.SEARCH]
    totals = [use for use in uses if use.entry.kind is not EntryKind.EVENT]
    low, high, _ = _sum(uses, totals, view, field.better != "less")
    return low, high, tuple(use for use in uses if use.how != "before-window")


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
    finding = None if more else _finding(whole)
    own = [use for use in events if not any(use.entry.span.inside(part.span) for part in whole.parts)]
    parts = [_within(part, _inside(part, events), view, more, reasons) for part in whole.parts]
    stated = [_of_whole(use, whole, events, view, more, reasons) for use in whole.uses]
    known = [(use, *_heard(use, view, more, finding, reasons)) for use in own]
    if finding is not None:  # a total against it is heard as any other word is
        stated = [
            each for each, use in zip(stated, whole.uses, strict=True) if view.hears(use.entry, finding) != "not at all"
        ]
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
    ever = view._replace(start=None, back=None)
    then = [ever.use(event.entry) for event in events]
    ranges = [_within(_seen(part, ever), _inside(part, then), ever, more, set()) for part in before]
    # That harm was done before the window is said in favour of what is in it, and needs the grade.
    if more or all(view.qualifies(each.entry) for part in before for each in part.uses):
        most = max(most - sum(low for low, _ in ranges), 0)
    eve = view._replace(as_of=start - timedelta(days=1))
    told = [part.uses[0].entry for part in before]
    rest_in = whole.span.end <= view.as_of and _covered(told, whole.span.start, eve, 0)
    if rest_in and (view.qualifies(use.entry) or not more):
        least = max(use.entry.low - sum(high for _, high in ranges), 0)
    return rest_in and view.qualifies(use.entry), least, most


def _finding(whole: _Total) -> Entry | None:
    """What is established of the whole of a span: a total at the grade that no hypothetical merely supposes."""
    uses = (use for use in whole.uses if use.how == "counted" and not use.entry.otherwise and not use.entry.unknown)
    return next((use.entry for use in uses), None)


def _heard(use: Use, view: View, more: bool, finding: Entry | None, reasons: set[Reason]) -> tuple[Bound, Bound]:
    """What an event adds: of harm below the grade, against a finding of its time, a doubt or nothing."""
    least, most = _bounds(use, view, more, reasons)
    match "fully" if more else view.hears(use.entry, finding):
        case "as a doubt":
            reasons.add(Reason.DISPUTED)
            return 0, most
        case "not at all":
            return 0, 0
        case _:
            return least, most


def _bounds(use: Use, view: View, more: bool, reasons: set[Reason]) -> tuple[Bound, Bound]:
    """What one entry adds to the flow at least and at most. Harm counts at any grade."""
    least: Bound = use.entry.low
    most: Bound = UNBOUNDED if use.entry.high is None else use.entry.high
    if use.entry.dead is not None:
        least, most = _without_the_dead(use.entry.dead, least, most, view)
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


def _without_the_dead(dead: Dead, least: Bound, most: Bound, view: View) -> tuple[Bound, Bound]:
    """Nobody's death is progress: who died since the window opened is in no count of it, under whatever answer."""
    certain = dead.low if dead.span.start >= view.opened else 0
    possible: Bound = UNBOUNDED if dead.high is None else dead.high
    possible = possible if dead.span.end >= view.opened else 0
    return max(least - possible, 0), max(most - certain, 0)


def _covered(entries: Iterable[Entry], first: date, view: View, months: int | None) -> bool:
    """Whether they leave no day from `first` to the day judged open, each good for so many months (None: for ever).

    What shows that nothing more was done holds good until it is older than the reading allows; what shows that no
    harm was done covers only the days it names.
    """
    reached: Entry | None = None
    for entry in sorted(entries, key=lambda entry: entry.span):
        eve = entry.span.start - timedelta(days=1) if entry.span.start > first else None
        if eve is not None and not (reached and _holds_good(reached, eve, view, months)):
            return False
        if reached is None or entry.span.end > reached.span.end:
            reached = entry
    return reached is not None and _holds_good(reached, view.as_of, view, months)


def _holds_good(entry: Entry, day: date, view: View, months: int | None) -> bool:
    """Whether what was known until its end is still fresh on a day, by the measure of `View.too_old`."""
    return months is None or entry.span.end >= add_months(view.aged(entry, day) if months else day, -months)
