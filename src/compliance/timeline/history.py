"""The dated record of one matter: what was stated or done, what it moved when it became known, how it counts now."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ..judgement.context import context_on
from ..judgement.fast import Plan
from ..judgement.gauge import gauge
from ..judgement.tree import Range
from ..law.degree import Degree
from ..record.evidence import Entry
from ..record.fold import Folded
from ..rulebook.resolve import fields_asked
from .case_history import CaseHistory
from .changes import ranges_between


class Moment(NamedTuple):
    """One act, or one fact, with the entries it makes in this matter.

    `before` and `after` are the degrees that the record allowed on the eve and on the day on which it was published, as
    it was known then. `counts` is how it is counted on the day asked for: as its view counts it, or why it is left out.
    """

    entries: tuple[Entry, ...]
    before: Range
    after: Range
    counts: str

    @property
    def entry(self) -> Entry:
        """The first of them; date, standing and note are the same for all."""
        return self.entries[0]


def matter_history(matter: str, history: CaseHistory) -> tuple[Moment, ...]:
    """What the record has on a matter by a day, in the order of events; entries left out of verdicts among them."""
    history = history.asking(history.rulebook.apart_of(matter))
    rungs, now = history.interpretation.ladders[matter], history.case.folded(as_of=history.as_of)
    counts = _counted(matter, history, now)
    told: dict[str, list[Entry]] = {}
    for entry in _entries(now, {field.path for field in fields_asked(rungs)}):
        told.setdefault(entry.id, []).append(entry)
    # A search of a later day counts already: nothing of that day is shown.
    shown = {place: min(entries[0].published, history.as_of) for place, entries in told.items()}
    known = sorted(set(shown.values()))
    ranges = _ranges(Plan({matter: rungs}), history, known)
    eves = dict(zip(known, [(Degree.NONE, Degree.COMPLETE), *ranges.values()], strict=False))
    moments = [
        Moment(tuple(entries), eves[shown[place]], ranges[shown[place]], counts[place])
        for place, entries in told.items()
    ]
    return tuple(sorted(moments, key=lambda moment: (moment.entry.span, moment.entry.published)))


def _ranges(plan: Plan, history: CaseHistory, days: Sequence[date]) -> dict[date, Range]:
    """The degrees that the record allowed on each of these days, which come in order, as it was known then."""
    (matter,) = plan.rungs
    found: list[tuple[date, Range]] = []
    if days:
        changes = ranges_between(plan, history.record, history.rulebook.enacted, days[0], days[-1])
        found = [(day, ranges[matter]) for day, ranges in changes]
    return {day: found[bisect_right(found, day, key=lambda change: change[0]) - 1][1] for day in days}


def _entries(folded: Folded, paths: set[str]) -> list[Entry]:
    """Every entry on these fields, those that bear on the verdict and those that do not; none of a later day."""
    standing = [entry for path in sorted(paths) for entry in folded.ledger(path)]
    aside = [left.entry for left in folded.left_out if left.why not in ("after-as-of", "published-later", "reversed")]
    told = [*standing, *(entry for entry in aside if entry.field in paths)]
    return [entry for entry in told if not entry.otherwise]


def _counted(matter: str, history: CaseHistory, folded: Folded) -> dict[str, str]:
    """How each entry is counted in the matter's tests on the day; the best of it, where tests differ."""
    asked = history.interpretation.ladders[matter]
    found: dict[str, str] = {left.entry.id: left.why for left in folded.left_out}
    context = context_on(history.as_of, folded.ledgers, history.rulebook, history.interpretation, folded.gaps)
    _, _, rungs = gauge(matter, asked, context)
    for extent in (extent for rung in rungs for test in rung.group.tests() for extent in test.looked_at):
        for use in extent.uses:
            if found.get(use.entry.id) != "counted":
                found[use.entry.id] = use.how
    for field in fields_asked(asked):
        for entry in folded.ledger(field.path):
            found.setdefault(entry.id, "not-looked-at")
    return found
