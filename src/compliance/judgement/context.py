"""What one evaluation judges by: the rules as one interpretation has them, the record, the day, the acts that stand."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from ..days import Span
from ..law.window import SINCE, months_back, window_start
from ..record.evidence import EntryKind, Ledger, Verification
from ..record.extent import extent
from ..record.field import Field
from ..record.known_harm import KnownHarm, known_harm
from ..record.origins import days_within
from ..record.seen import seen_in
from ..record.standard import FieldFinding, View
from ..rulebook.interpretation import Interpretation
from ..rulebook.resolve import ResolvedTest, Standard
from ..rulebook.rulebook import Rulebook
from .finding import RungFinding, TestFinding


class Seen(NamedTuple):
    """The record through one view, and what was seen so far: of each field; of wholes, on the day or at the start;
    of harm as far as it is known.
    """

    view: View
    fields: dict[str, FieldFinding]
    wholes: dict[tuple[str, bool], FieldFinding]
    known: dict[KnownHarm, FieldFinding]


@dataclass(frozen=True, eq=False, kw_only=True)
class Context:
    """What every test of one evaluation shares. What was judged is kept, so that nothing is judged twice.

    `since` is the day from which what is new counts; None where the law is asked for as if in force: the reading then
    says since when. `gaps` is the time in which nothing else is supposed to happen. `certified` are the provisions
    under which a certification stands.
    """

    rulebook: Rulebook
    interpretation: Interpretation
    ledgers: Mapping[str, Ledger]
    as_of: date
    law_day: date
    since: date | None
    gaps: tuple[Span, ...] = ()
    certified: Collection[str] = ()
    seen: dict[Standard, Seen] = field(default_factory=dict)
    tests: dict[ResolvedTest, TestFinding] = field(default_factory=dict)
    rungs: dict[str, tuple[RungFinding, ...]] = field(default_factory=dict)

    def look(self, standard: Standard) -> Seen:
        """The record by a standard of evidence on this day, with what was seen so."""
        if standard not in self.seen:
            self.seen[standard] = Seen(view_of(standard, self.as_of, self.since, self.gaps), {}, {}, {})
        return self.seen[standard]

    def field(self, asked: Field, seen: Seen) -> FieldFinding:
        """What the record shows of a field."""
        found = seen.fields.get(asked.path)
        if found is None:
            found = seen.fields[asked.path] = seen_in(asked, self.ledgers, seen.view)
        return found

    def whole(self, asked: Field, on_day: bool, seen: Seen) -> FieldFinding:
        """What was stated of the whole of a share by the start of the window, or by the day; and no later figure."""
        found = seen.wholes.get((asked.path, on_day))
        if found is None:
            found = whole_extent(asked, self.ledgers.get(asked.path, ()), seen.view, on_day)
            seen.wholes[asked.path, on_day] = found
        return found

    def known_harm(self, harm: KnownHarm, seen: Seen) -> FieldFinding:
        """How much harm is known of, carried into the window or within it."""
        found = seen.known.get(harm)
        if found is None:
            found = seen.known[harm] = known_harm(harm, self.ledgers, seen.view)
        return found


def context_on(
    day: date,
    ledgers: Mapping[str, Ledger],
    rulebook: Rulebook,
    interpretation: Interpretation,
    gaps: tuple[Span, ...] = (),
) -> Context:
    """The context of a day under its own law, with no certification."""
    since = None if day < rulebook.enacted else rulebook.enacted
    return Context(
        rulebook=rulebook,
        interpretation=interpretation,
        ledgers=ledgers,
        as_of=day,
        law_day=day,
        since=since,
        gaps=gaps,
    )


def view_of(standard: Standard, as_of: date, since: date | None, gaps: tuple[Span, ...] = ()) -> View:
    """How a standard of evidence looks at the record on a day; `gaps` as in a `Context`."""
    window = standard.as_if if since is None and standard.window in SINCE else standard.window
    passed = days_within(gaps, None, as_of) if gaps else 0
    start = window_start(window, as_of, since)
    return View(
        as_of=as_of,
        start=start,
        opened=start or since or window_start(standard.as_if, as_of, None) or date.min,
        grade=Verification(standard.grade) if standard.grade else None,
        below_grade=standard.below_grade,
        evidence_age=standard.evidence_age,
        relapses=standard.relapses,
        gross=standard.gross,
        against_age=standard.against_age,
        search_margin=standard.search_margin,
        practice=standard.practice,
        half_capped=standard.half_capped,
        contrary=standard.contrary,
        gaps=gaps,
        back=months_back(window),
        over_gaps=window_start(window, as_of - timedelta(days=passed), since),
    )


def whole_extent(asked: Field, ledger: Ledger, view: View, on_day: bool) -> FieldFinding:
    """How large the whole of a share is, at worst and at best.

    A larger whole makes a share harder to reach; so what keeps it small needs the grade, as a statement that there was
    no harm does (design 3.3, 3.4).
    """
    until = view.as_of if on_day else view.start or view.as_of
    fixed = tuple(entry for entry in ledger if entry.kind is EntryKind.STATEMENT and entry.span.end <= until)
    then = view._replace(as_of=until, start=None, relapses=False)
    return extent(asked._replace(better="less"), fixed, then)._replace(field=asked)
