"""Versions of the law: what is judged differs between two days only where an Act amended it."""

from collections.abc import Iterator
from datetime import date, timedelta

from ..judgement.tree import Tree
from ..rulebook.interpretation import Interpretation
from ..rulebook.rulebook import Rulebook
from ..timeline.changes import law_days
from .checked import Checked

_SAYS = "What is judged differs between versions of the law only where an Act amended it or something below it."


def versions(rulebook: Rulebook, interpretation: Interpretation) -> Checked:
    """Every day on which the law changed, beside the day before."""
    wrong, tried = list[str](), 0
    for day in sorted(law_days(rulebook)):
        before = day - timedelta(days=1)
        if day <= rulebook.enacted or rulebook.not_in_force(before) or rulebook.not_in_force(day):
            continue
        tried += 1
        amended = {
            level.identifier
            for levels in rulebook.statute.versions.values()
            for level in levels
            if level.start_period == day and level.amended_by
        }
        for name in _differing(rulebook, interpretation, before, day):
            if not any(each == name or each.startswith(f"{name}/") for each in amended):
                wrong.append(f"{rulebook.statute.act_form(name)} differs from {day}, and no Act amended it then")
    return Checked("versions", _SAYS, interpretation.name, not wrong, tried, tuple(wrong))


def _differing(rulebook: Rulebook, interpretation: Interpretation, before: date, day: date) -> Iterator[str]:
    """The provisions that are put together otherwise on the second day."""
    old, new = (
        {
            each.path.rpartition(">")[2]: (each.matter, each.required, each.needed, len(each.below))
            for each in Tree(rulebook, interpretation, when).provisions
        }
        for when in (before, day)
    )
    yield from (name for name in {**old, **new} if old.get(name) != new.get(name))
