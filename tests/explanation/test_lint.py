"""What one source alone carries is what changes when the specification judges the record without it."""

from dataclasses import replace

import pytest

from compliance import Case, Finding, judge, load_case
from compliance.explanation.lint import Change, reliances
from compliance.record.entries import written
from compliance.rulebook.rulebook import Rulebook

CASES = ("record", "record-2018-08-01", "nuclear-only", "suspension-and-termination", "leap-day-2012")


def findings(case: Case, rulebook: Rulebook) -> dict[str, Finding]:
    """The goals, then the leaves, by path."""
    results = judge(case, rulebook).results
    goals = {result.finding.path: result.finding for result in results}
    return goals | {leaf.path: leaf for result in results for leaf in result.finding.leaves()}


def without(case: Case, gone: frozenset[str]) -> Case:
    facts = tuple(stated for stated in case.facts if stated.origin not in gone)
    return replace(case, facts=facts, actions=tuple(action for action in case.actions if action.id not in gone))


@pytest.mark.parametrize("name", CASES)
def test_every_reliance_is_what_the_specification_finds_without_the_source(name: str, rulebook: Rulebook) -> None:
    case = load_case(name)
    alone: dict[str, list[str]] = {}
    for each in written(case.facts, case.actions):
        if len(each.evidence.sources) == 1:
            alone.setdefault(each.evidence.sources[0], []).append(each.place)
    now, expected = findings(case, rulebook), {}
    for source, places in alone.items():
        other = findings(without(case, frozenset(places)), rulebook)
        changed = {Change(each.act_form, each.status, other[path].status) for path, each in now.items()}
        expected[source] = {each for each in changed if each.now is not each.without}
    found = {each.source: set(each.changes) for each in reliances(case, rulebook)}
    assert found == {source: changes for source, changes in expected.items() if changes}
