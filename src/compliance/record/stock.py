"""A stock: its last statement, moved by later changes, at worst and at best."""

import math
from itertools import groupby

from .evidence import Entry, EntryKind, Ledger
from .field import Field
from .lens import UNBOUNDED, Bound, Doubt, Extent, Lens, Use


def stock_extent(field: Field, ledger: Ledger, lens: Lens) -> Extent:
    """Fold a stock's entries in order of date. What was reversed is left out; with no entries it may be anything."""
    level = _Level(field, lens)
    standing = [entry for entry in ledger if not entry.annulled_by]
    stale = [entry for entry in standing if _is_stale(entry, lens)]
    fresh = sorted(
        (entry for entry in standing if entry not in stale), key=lambda entry: min(entry.span.end, lens.as_of)
    )
    for (_, kind), group in groupby(fresh, key=lambda entry: (entry.span, _grouped(entry))):
        entries = list(group)
        match kind:
            case EntryKind.SEARCH:
                level.search(entries[0])
            case EntryKind.CHANGE:
                for entry in entries:
                    level.change(lens.use(entry))
            case _:
                level.state([lens.use(entry) for entry in entries])
    if stale and level.worst != level.best:
        level.doubts.add(Doubt.STALE)
    return level.extent([Use(entry, "stale") for entry in stale])


def _is_stale(entry: Entry, lens: Lens) -> bool:
    """A search grows stale whatever the field; the rest where the condition can relapse."""
    return (lens.relapses or entry.kind is EntryKind.SEARCH) and lens.too_old(entry.span.end)


def _grouped(entry: Entry) -> EntryKind:
    return entry.kind if entry.kind in (EntryKind.CHANGE, EntryKind.SEARCH) else EntryKind.STATEMENT


class _Level:
    """A stock while it is being folded. For a field where less is better, worst lies above best."""

    def __init__(self, field: Field, lens: Lens) -> None:
        self.field, self.lens = field, lens
        self.more = field.better != "less"
        self.cap: Bound = UNBOUNDED if field.value == "count" else 1
        self.worst: Bound = 0 if self.more else self.cap
        self.best: Bound = self.cap if self.more else 0
        self.known = False
        self.uses: list[Use] = []
        self.doubts: set[Doubt] = set()

    def extent(self, stale: list[Use]) -> Extent:
        if self.worst == self.best:
            self.doubts.clear()
        elif not self.doubts:
            self.doubts.add(Doubt.NOT_STATED)
        return Extent(self.field, self.worst, self.best, (*self.uses, *stale), frozenset(self.doubts))

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
        self.uses += uses
        for use in uses:
            worst, best = self.ends(use.entry)
            if use.how == "straddles":
                self.worst, self.best = self.worse(self.worst, worst), self.better(self.best, best)
                self.doubts.add(Doubt.STATED_UNKNOWN)
            elif use.how == "before-window":  # no change in the window; but what was already worse stays worse
                self.worst, self.best = self.worse(self.worst, worst), self.worse(self.best, best)
        firm = [use for use in uses if use.how in ("counted", "below-grade")]
        if firm:
            self.known = True
            self._hull(firm)

    def _hull(self, firm: list[Use]) -> None:
        self.doubts.clear()  # a later statement settles what an earlier one left open
        proven = [self.ends(use.entry) for use in firm if use.how == "counted"]
        claimed = [self.ends(use.entry) for use in firm if use.how == "below-grade"]
        self.worst = self.worse(*(worst for worst, _ in proven)) if proven else self.worst
        self.worst = self.worse(self.worst, *(worst for worst, _ in claimed))
        hoped = [*proven, *claimed] if self.lens.below_grade == "unknown" else proven
        if hoped:
            self.best = self.better(*(best for _, best in hoped))
        else:  # asserted only, and the reading lets that raise nothing
            self.best = self.worse(self.best, *(best for _, best in claimed))
        if claimed:
            self.doubts.add(Doubt.NOT_ESTABLISHED)
        if len({*proven, *claimed}) > 1:
            self.doubts.add(Doubt.DISPUTED)
        if any(use.entry.unknown for use in firm) or any(worst != best for worst, best in proven):
            self.doubts.add(Doubt.STATED_UNKNOWN)

    def change(self, use: Use) -> None:
        """A move of the stock: favourable ones count at the grade and in the window, adverse ones always."""
        self.uses.append(use)
        self.known = True
        entry, favourable = use.entry, use.entry.rises is self.more
        least, most = entry.low, UNBOUNDED if entry.high is None else entry.high
        worst_by, best_by = (least, most) if favourable else (most, least)
        if least != most or use.how == "straddles":
            self.doubts.add(Doubt.STATED_UNKNOWN)
        if use.how == "straddles":
            worst_by, best_by = (0, best_by) if favourable else (worst_by, 0)
        elif favourable and use.how == "below-grade":
            worst_by, best_by = 0, best_by if self.lens.below_grade == "unknown" else 0
            self.doubts.add(Doubt.NOT_ESTABLISHED)
        elif favourable and use.how == "before-window":
            worst_by = best_by = 0
        sign = 1 if entry.rises else -1
        self.worst, self.best = self._moved(self.worst, sign * worst_by), self._moved(self.best, sign * best_by)

    def _moved(self, bound: Bound, by: Bound) -> Bound:
        """Move a bound within its limits; without limit stays without limit, whatever is taken from it."""
        return bound if math.isinf(bound) else min(max(bound + by, 0), self.cap)

    def search(self, entry: Entry) -> None:
        """Nothing was found: an act of which nothing is known counts as not done. It proves no absence of harm."""
        if not self.more or self.known:
            return
        self.uses.append(Use(entry, "nothing-further"))
        self.worst = self.best = 0
        self.known = True
