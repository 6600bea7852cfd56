"""Which verdicts rest on one source alone: leave out what only that source carries, and judge again."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ..judgement.evaluate import evaluate
from ..judgement.finding import Assessment, Finding
from ..law.rulebook import Rulebook
from ..record.dprk.actions import Action
from ..record.fold import Stated, fold
from ..record.written import Written, written
from ..status import Status


class Change(NamedTuple):
    """A provision whose status would be another without the source."""

    provision: str
    now: Status
    without: Status


class Reliance(NamedTuple):
    """A source, the facts and actions that cite it and nothing else, and what changes without them."""

    source: str
    resting: tuple[Written, ...]
    changes: tuple[Change, ...]


def reliances(
    rulebook: Rulebook,
    facts: Sequence[Stated],
    actions: Sequence[Action],
    *,
    as_of: date,
    law_as_of: date | None = None,
    reading: str = "plain",
) -> tuple[Reliance, ...]:
    """Every source without whose own entries a goal or a judged provision would have another status.

    UnusableError where a goal was not law then.
    """
    alone: dict[str, list[Written]] = {}
    for each in written(facts, actions):
        if len(each.evidence.sources) == 1:
            alone.setdefault(each.evidence.sources[0], []).append(each)

    def judged(without: frozenset[str]) -> Assessment:
        kept = [stated for stated in facts if stated.origin not in without]
        folded = fold(kept, [action for action in actions if action.id not in without], as_of=as_of)
        return evaluate(rulebook, folded, as_of=as_of, reading=reading, law_as_of=law_as_of)

    now = _findings(judged(frozenset()))
    found = []
    for source, resting in alone.items():
        changes = _changes(now, _findings(judged(frozenset(each.place for each in resting))))
        if changes:
            found.append(Reliance(source, tuple(resting), changes))
    return tuple(found)


def _findings(assessment: Assessment) -> dict[str, Finding]:
    """The goals and the provisions judged on the record, by path."""
    goals = {result.finding.path: result.finding for result in assessment.results}
    return goals | {leaf.path: leaf for result in assessment.results for leaf in result.finding.leaves()}


def _changes(now: dict[str, Finding], without: dict[str, Finding]) -> tuple[Change, ...]:
    """Each change once, also where a provision is judged on two paths."""
    pairs = ((finding, without[path].status) for path, finding in now.items())
    changed = (Change(one.act_form, one.status, other) for one, other in pairs if one.status is not other)
    return tuple(dict.fromkeys(changed))
