"""The dated record of one matter: what was stated or done, what it moved when it became known, how it counts now."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ..law.degree import Degree
from ..law.rulebook import Rulebook
from ..record.dprk.actions import Action
from ..record.evidence import Entry
from ..record.fold import Folded, Stated, fold
from .asked import fields_asked
from .gauge import gauge
from .scene import Scene

Range = tuple[Degree, Degree]


class Moment(NamedTuple):
    """One act, or one fact, with the entries it makes in this matter.

    `before` and `after` are the degrees that the record allowed on the eve and on the day on which it was published, as
    it was known then. `counts` is how it is counted on the day asked for: as its lens counts it, or why it is left out.
    """

    entries: tuple[Entry, ...]
    before: Range
    after: Range
    counts: str

    @property
    def entry(self) -> Entry:
        """The first of them; date, standing and note are the same for all."""
        return self.entries[0]


def annals(
    matter: str, rulebook: Rulebook, reading: str, facts: Sequence[Stated], actions: Sequence[Action], *, as_of: date
) -> tuple[Moment, ...]:
    """What the record has on a matter by a day, in the order of events; entries left out of verdicts among them."""
    parameters, ladder = rulebook.parameters[reading], rulebook.ladders[matter]
    paths = {field.path for field in fields_asked(ladder, parameters)}
    now = fold(facts, actions, as_of=as_of)
    counts = _counted(matter, rulebook, reading, now, as_of)
    told: dict[str, list[Entry]] = {}
    for entry in _entries(now, paths):
        told.setdefault(entry.id, []).append(entry)
    known = sorted({entry.published for entries in told.values() for entry in entries})
    ranges = {day: _range(matter, rulebook, reading, fold(facts, actions, as_of=day), day) for day in known}
    eves = dict(zip(known, [(Degree.NONE, Degree.COMPLETE), *ranges.values()], strict=False))
    moments = [
        Moment(tuple(entries), eves[entries[0].published], ranges[entries[0].published], counts[entries[0].id])
        for entries in told.values()
    ]
    return tuple(sorted(moments, key=lambda moment: (moment.entry.span, moment.entry.published)))


def _entries(folded: Folded, paths: set[str]) -> list[Entry]:
    """Every entry on these fields, those that bear on the verdict and those that do not; none of a later day."""
    standing = [entry for path in sorted(paths) for entry in folded.state.ledger(path)]
    aside = [left.entry for left in folded.left_out if left.why not in ("after-as-of", "published-later", "reversed")]
    return [*standing, *(entry for entry in aside if entry.field in paths)]


def _counted(matter: str, rulebook: Rulebook, reading: str, folded: Folded, as_of: date) -> dict[str, str]:
    """How each entry is counted in the matter's tests on the day; the best of it, where tests differ."""
    scene = _scene(rulebook, reading, folded, as_of)
    found: dict[str, str] = {left.entry.id: left.why for left in folded.left_out}
    _, _, rungs = gauge(rulebook.ladders[matter], scene)
    for extent in (extent for rung in rungs for test in rung.group.tests() for extent in test.looked_at):
        for use in extent.uses:
            if found.get(use.entry.id) != "counted":
                found[use.entry.id] = use.how
    for path_entry in (entry for path in _paths(matter, rulebook, reading) for entry in folded.state.ledger(path)):
        found.setdefault(path_entry.id, "not-looked-at")
    return found


def _paths(matter: str, rulebook: Rulebook, reading: str) -> list[str]:
    return [field.path for field in fields_asked(rulebook.ladders[matter], rulebook.parameters[reading])]


def _range(matter: str, rulebook: Rulebook, reading: str, folded: Folded, day: date) -> Range:
    lowest, highest, _ = gauge(rulebook.ladders[matter], _scene(rulebook, reading, folded, day))
    return lowest, highest


def _scene(rulebook: Rulebook, reading: str, folded: Folded, day: date) -> Scene:
    since = None if day < rulebook.enacted else rulebook.enacted
    return Scene(folded.state, rulebook.parameters[reading], day, since)
