"""What each action of a case did: the field it moved, from what to what, for which condition; or why nothing."""

import math
from collections.abc import Iterator

from ..case.model import Case
from ..judgement.finding import Assessment, Finding, RungFinding, TestFinding
from ..record.standard import Use
from ..record.vocabulary import Action
from .phrase import range_of, short
from .why import counted_as, speaking
from .words import amount, day, span_of

_OF = ("country", "programme", "place", "category", "subject", "body", "to")  # what tells one of a type from another


def deeds(case: Case, found: Assessment, before: Assessment | None = None) -> tuple[str, ...]:
    """One line for each action that a hypothetical itself states, in order; `before` is what was found without them."""
    if not case.hypothetical:
        return ()
    own = [action for action in case.actions if case.origins.of_action.get(action.id) == case.id]
    return tuple(f"▲ {_named(action)}: {_did(action, found, before)}" for action in own)


def _named(action: Action) -> str:
    """Its type, of which country, programme or place, and its day."""
    of = next((str(value) for key in _OF if (value := getattr(action, key, None))), "")
    return f"{action.type.replace('_', ' ')}{f' ({of})' if of else ''}, {day(action.date.end)}".replace("_", " ")


def _did(action: Action, found: Assessment, before: Assessment | None) -> str:
    if action.date.start > found.as_of:
        return f"dated after the day judged: does not count; use --as-of {action.date.end}"
    asked = [(leaf, test, use) for leaf, _, test, use in _uses(action, found, asked=True)]
    counted = [(leaf, test) for leaf, test, use in asked if use.how == "counted"]
    if counted:
        reached = {leaf.number: _moved(action, leaf, test, before) for leaf, test in reversed(counted)}
        lines = dict.fromkeys(reached[number] for number in sorted(reached))
        return "; ".join(f"{line} ({', '.join(n for n in sorted(reached) if reached[n] == line)})" for line in lines)
    if asked:
        leaf, _, use = asked[0]
        return f"does not count for {leaf.number}: {counted_as(use) or use.how}"
    higher = [(leaf, rung) for leaf, rung, _, use in _uses(action, found, asked=False) if use.how == "counted"]
    if higher:
        leaf, rung = higher[0]
        return f"counts for nothing at {leaf.required}; at {rung.degree} for {leaf.number}"
    return "moves no condition of this reading"


def _uses(action: Action, found: Assessment, *, asked: bool) -> Iterator[tuple[Finding, RungFinding, TestFinding, Use]]:
    """Where the entries of an action were looked at: on the rungs that explain a condition, or on all the others."""
    for result in found.results:
        for leaf in result.finding.leaves():
            explaining = speaking(leaf)
            for rung in leaf.rungs:
                if (rung in explaining) is not asked:
                    continue
                for test in rung.group.tests():
                    for use in (use for extent in test.looked_at for use in extent.uses):
                        if use.entry.action == action.id:
                            yield leaf, rung, test, use


def _moved(action: Action, leaf: Finding, test: TestFinding, before: Assessment | None) -> str:
    """The value of what was tested, before and after."""
    after, was = _value(action, test), None
    earlier = before.finding(leaf.path) if before else None
    for rung in earlier.rungs if earlier else ():
        for each in rung.group.tests():
            if each.test is test.test:
                was = _value(action, each)
    changed = f"{was} → {after}" if was is not None and was != after else after
    return f"{short(test)}: {changed}"


def _value(action: Action, test: TestFinding) -> str:
    extents = [each for each in test.looked_at if any(use.entry.action == action.id for use in each.uses)]
    extent = (extents or [*test.extents])[0]
    low, high = min(extent.worst, extent.best), max(extent.worst, extent.best)
    if extent.field.value != "count":
        return amount(extent.field, low) if low == high else span_of(extent.field, low, high)
    return "unknown" if (low, high) == (0, math.inf) else range_of(low, high)
