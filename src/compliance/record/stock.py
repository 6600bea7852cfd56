"""A stock: its last statement, moved by later changes, at worst and at best."""

from itertools import groupby

from ..days import Span, add_months
from .evidence import Entry, EntryKind, Ledger
from .field import Field
from .standard import UNBOUNDED, Bound, FieldFinding, Reason, Use, View


def stock_extent(field: Field, ledger: Ledger, view: View) -> FieldFinding:
    """Fold a stock's entries in order of date. What was reversed is left out; with no entries it may be anything."""
    level = _Level(field, view)
    standing = [entry for entry in ledger if not entry.annulled_by]
    too_old = _too_old(standing, level)
    stale = [entry for entry, old in zip(standing, too_old, strict=True) if old]
    fresh = [entry for entry, old in zip(standing, too_old, strict=True) if not old]
    # A span that runs on after the day is known up to the day: it is no later than a statement of the day itself.
    ordered = sorted(fresh, key=lambda entry: (min(entry.span.end, view.as_of), entry.span, _RANK[_grouped(entry)]))
    for (_, kind), group in groupby(ordered, key=lambda entry: (entry.span, _grouped(entry))):
        entries = list(group)
        match kind:
            case EntryKind.SEARCH:
                level.search(entries[0])
            case EntryKind.CHANGE:
                for entry in entries:
                    level.change(view.use(entry))
            case _:
                level.state([view.use(entry) for entry in entries])
    if view.practice:
        level.stand(standing)
    # Stale evidence is a reason only where something is open: what fresh evidence settles needs none (design 3.1).
    if stale and level.worst != level.best:
        level.reasons.add(Reason.STALE)
    return level.extent([Use(entry, "stale") for entry in stale])


# Of one date, what was searched comes first, then what was stated, then what moved.
_RANK = {EntryKind.SEARCH: 0, EntryKind.STATEMENT: 1, EntryKind.CHANGE: 2}


def _too_old(standing: list[Entry], level: "_Level") -> list[bool]:
    """Of each entry, whether it is too old, or was undone by an adverse one that is: that does not come back.

    A finding of two years ago that was withdrawn a year later would otherwise stand again once the withdrawal is stale.
    """
    old = [_is_stale(entry, level) for entry in standing]
    adverse = (entry for entry, stale in zip(standing, old, strict=True) if stale and _undoes(entry, level.more))
    undone = max((entry.span.end for entry in adverse), default=None)
    if undone is None:
        return old
    return [stale or entry.span.end <= undone for entry, stale in zip(standing, old, strict=True)]


def _undoes(entry: Entry, more: bool) -> bool:
    return entry.kind is not EntryKind.SEARCH and _is_adverse(entry, more)


def _is_stale(entry: Entry, level: "_Level") -> bool:
    """A search grows stale whatever the field; the rest where the condition can relapse, adverse or not."""
    if entry.kind is EntryKind.SEARCH:
        return level.view.too_old(entry, adverse=True)
    return level.view.relapses and level.view.too_old(entry, adverse=_is_adverse(entry, level.more))


def _is_adverse(entry: Entry, more: bool) -> bool:
    """Whether an entry can only speak against compliance."""
    if entry.kind is EntryKind.CHANGE:
        return entry.rises is not more
    return entry.high == 0 if more else entry.low > 0


def _grouped(entry: Entry) -> EntryKind:
    return entry.kind if entry.kind in (EntryKind.CHANGE, EntryKind.SEARCH) else EntryKind.STATEMENT


class _Level:
    """A stock while it is being folded. For a field where less is better, worst lies above best."""

    def __init__(self, field: Field, view: View) -> None:
        self.field, self.view = field, view
        self.more = field.better != "less"
        self.cap: Bound = UNBOUNDED if field.value == "count" else 1
        self.bottom: Bound = 0 if self.more else self.cap
        self.top: Bound = self.cap if self.more else 0
        self.worst: Bound = self.bottom
        self.best: Bound = self.top
        self.known = False
        self.stated: Span | None = None
        self.finding: Entry | None = None
        self.changes: list[Use] = []
        self.doubts: list[Bound] = []
        self.uses: list[Use] = []
        self.reasons: set[Reason] = set()

    def extent(self, stale: list[Use]) -> FieldFinding:
        if self.doubts:
            self.worst = self.worse(self.worst, *self.doubts)
            self.reasons.add(Reason.DISPUTED)
        if self.worst == self.best:
            self.reasons.clear()
        elif not self.reasons:
            self.reasons.add(Reason.NOT_STATED)
        return FieldFinding(self.field, self.worst, self.best, (*self.uses, *stale), frozenset(self.reasons))

    def worse(self, *bounds: Bound) -> Bound:
        return min(bounds) if self.more else max(bounds)

    def better(self, *bounds: Bound) -> Bound:
        return max(bounds) if self.more else min(bounds)

    def ends(self, entry: Entry) -> tuple[Bound, Bound]:
        """The entry's worst and best value."""
        high = self.cap if entry.high is None else entry.high
        return (entry.low, high) if self.more else (high, entry.low)

    def state(self, uses: list[Use]) -> None:
        """Statements of one date: the hull of what they say at the grade; what is adverse counts at any grade."""
        span, uses = uses[0].entry.span, self._heard(uses)
        if not uses:
            return
        match uses[0].how:
            case "before-window":
                self._stand_before([self.ends(use.entry) for use in uses])
            case "straddles":
                self._straddle(uses)
            case _:
                self._hull(uses)
        self.stated = span
        for use in self._overlapping(span):  # it may have come before the statement or after it, on one day
            self._move(use, ambiguous=True)

    def _heard(self, uses: list[Use]) -> list[Use]:
        """The statements of a date that are heard fully; of the others some leave a finding in doubt, some nothing.

        A finding stands from its day until a later one at the grade. What is worse than it moves the guarded end only.
        """
        own = next((use.entry for use in uses if use.how == "counted" and not use.entry.unknown), None)
        if own is not None:
            self.doubts.clear()  # the finding in doubt no longer stands
        found = own or self.finding
        fully = [use for use in uses if self._hearing(use, found) == "fully"]
        for use in (use for use in uses if use not in fully):
            self._doubt(use, found)
        self.uses += fully
        self.finding = found
        return fully

    def _hearing(self, use: Use, finding: Entry | None) -> str:
        if finding is None or use.how != "below-grade":
            return "fully"
        said, stands = self.ends(use.entry)[0], self.ends(finding)[0]
        worse = said != stands and self.worse(said, stands) == said
        return self.view.hears(use.entry, finding) if worse else "fully"

    def _doubt(self, use: Use, finding: Entry | None) -> None:
        """What is below the grade against a finding: a doubt, or set aside."""
        if self.view.hears(use.entry, finding) == "not at all":
            self.uses.append(Use(use.entry, "set-aside"))
            return
        self.uses.append(use)
        self.doubts.append(self.ends(use.entry)[0])

    def _overlapping(self, span: Span) -> list[Use]:
        """The changes so far that share a day with a span, in order. They end in order, so the last come first."""
        found: list[Use] = []
        for use in reversed(self.changes):
            if use.entry.span.end < span.start:
                break
            if use.entry.span.overlaps(span):
                found.append(use)
        return found[::-1]

    def _stand_before(self, ends: list[tuple[Bound, Bound]]) -> None:
        """What stood before the window is no change in it; but it may not have been better than it was.

        "Has made progress" is change: a state of old that nobody moved since is none (§ 9251(a); design 3.6).
        """
        self.worst, self.best = self.bottom, self.better(*(best for _, best in ends))
        self.known = False

    def _straddle(self, uses: list[Use]) -> None:
        for use in uses:
            worst, best = self.ends(use.entry)
            self.worst = self.worse(self.worst, worst)
            if self.view.hopes(use.entry):
                self.best = self.better(self.best, best)
        self.reasons.add(Reason.STATED_UNKNOWN)
        self.known = True

    def _hull(self, firm: list[Use]) -> None:
        self.reasons.clear()  # a later statement settles what an earlier one left open
        self.known = True
        proven = [self.ends(use.entry) for use in firm if use.how == "counted"]
        claimed = [self.ends(use.entry) for use in firm if use.how == "below-grade"]
        self.worst = self.worse(*(worst for worst, _ in proven)) if proven else self.worst
        # What is adverse counts at any grade: a report of harm needs no proof to keep a condition open (design 3.4).
        self.worst = self.worse(self.worst, *(worst for worst, _ in claimed))
        hoped = [self.ends(use.entry) for use in firm if self.view.hopes(use.entry)]
        if hoped:
            self.best = self.better(*(best for _, best in hoped))
        else:  # asserted only, and the reading lets that raise nothing
            self.best = self.worse(self.best, *(best for _, best in claimed))
        if any(use.how == "below-grade" and not use.entry.unknown for use in firm):
            self.reasons.add(Reason.NOT_ESTABLISHED)
        if len({*proven, *claimed}) > 1:
            self.reasons.add(Reason.DISPUTED)
        if any(use.entry.unknown for use in firm) or any(worst != best for worst, best in proven):
            self.reasons.add(Reason.STATED_UNKNOWN)

    def change(self, use: Use) -> None:
        """A move of the stock: favourable ones count at the grade and in the window, adverse ones as they are heard."""
        adverse = use.entry.rises is not self.more
        heard = self.view.hears(use.entry, self.finding) if adverse and use.how != "before-window" else "fully"
        if heard == "not at all":
            self.uses.append(Use(use.entry, "set-aside"))
            return
        self.uses.append(use)
        if heard == "as a doubt":
            best = self.best
            self._move(use, ambiguous=False)
            self.best = best
            self.reasons.add(Reason.DISPUTED)
            return
        self.changes.append(use)
        ambiguous = self.stated is not None and self.stated.overlaps(use.entry.span)
        self._move(use, ambiguous=ambiguous or use.how == "straddles")

    def _move(self, use: Use, *, ambiguous: bool) -> None:
        entry, favourable = use.entry, use.entry.rises is self.more
        if favourable and use.how == "before-window":
            return
        self.known = True
        least, most = entry.low, UNBOUNDED if entry.high is None else entry.high
        worst_by, best_by = (least, most) if favourable else (most, least)
        if least != most or ambiguous:
            self.reasons.add(Reason.STATED_UNKNOWN)
        # Below the grade a favourable move may be hoped for and proves nothing: asserted, not established (design 3.4).
        if favourable and not self.view.qualifies(entry):
            worst_by, best_by = 0, best_by if self.view.hopes(entry) else 0
            self.reasons.add(Reason.NOT_ESTABLISHED)
        if ambiguous:
            worst_by, best_by = (0, best_by) if favourable else (worst_by, 0)
        sign = 1 if entry.rises else -1  # a release takes from those held; where less is better, a fall is favourable
        self.worst, self.best = self._moved(self.worst, sign * worst_by), self._moved(self.best, sign * best_by)

    def _moved(self, bound: Bound, by: Bound) -> Bound:
        """Move a bound within its limits; without limit stays without limit, whatever is taken from it."""
        return bound if bound == UNBOUNDED else min(max(bound + by, 0), self.cap)

    def stand(self, standing: list[Entry]) -> None:
        """A practice is one from the first day at the grade after which nothing adverse stands, and for so many months.

        To say it again shortens nothing. Where only a span of days is known for its beginning, or where nothing is
        known of the time before it, it may have stood long enough.
        """
        since = add_months(self.view.as_of, -self.view.practice)
        spoke = [entry for entry in standing if entry.kind is not EntryKind.SEARCH and not entry.unknown]
        adverse = max((entry.span.end for entry in spoke if _is_adverse(entry, self.more)), default=None)
        good = (entry for entry in spoke if not _is_adverse(entry, self.more) and self.view.qualifies(entry))
        begun = min((entry.span for entry in good if adverse is None or entry.span.start > adverse), default=None)
        if begun is None or begun.end > since:
            self.worst = self.bottom
            self.reasons.add(Reason.STATED_UNKNOWN)
        if adverse is not None and adverse > since:
            self.best = self.bottom

    def search(self, entry: Entry) -> None:
        """Nothing was found: an act of which nothing is known counts as not done. It proves no absence of harm."""
        if not self.more or self.known:  # "none found" is no statement that none are held, and undoes no finding
            return
        self.uses.append(Use(entry, "nothing-further"))
        self.worst = self.best = 0
        self.known = True
