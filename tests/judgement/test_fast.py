"""The faster way finds what the specification finds, whatever the record, the day or the change."""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.case.load import load_case
from compliance.case.model import Case
from compliance.files.resources import packaged_cases
from compliance.judgement.evaluate import evaluate
from compliance.judgement.fast import Gauges, Plan
from compliance.judgement.finding import Assessment
from compliance.judgement.tree import Tree, Verdict
from compliance.judging import certified, judge
from compliance.record.evidence import Entry
from compliance.record.fold import Folded
from compliance.rulebook.load import load_rules
from conftest import AS_OF, any_entry, ledger
from generated_records import READINGS, RULES, Record, as_folded, records, used


@cache
def plan(reading: str) -> Plan:
    return Plan(RULES.interpretations[reading].ladders)


@cache
def tree(reading: str, law_day: date, certified: frozenset[str] = frozenset()) -> Tree:
    return Tree(RULES, RULES.interpretations[reading], law_day, certified)


def gauges(reading: str, folded: Folded, day: date) -> Gauges:
    return Gauges(plan(reading), folded.ledgers, day, None if day < RULES.enacted else RULES.enacted, folded.gaps)


def assert_same(assessment: Assessment, verdict: Verdict) -> None:
    """Every provision that counts has the specification's status and degrees."""
    for result in assessment.results:
        for finding in result.finding.walk():
            assert verdict.of(finding.path) == (finding.status, finding.lowest, finding.highest), finding.path
    assert {name: verdict.status(name) for name in verdict.tree.goals} == assessment.statuses


def compare(reading: str, folded: Folded, day: date) -> None:
    assessment = evaluate(RULES, folded, as_of=day, reading=reading, law_as_of=max(day, RULES.enacted))
    found = gauges(reading, folded, day)
    assert_same(assessment, tree(reading, max(day, RULES.enacted)).verdict(found.ranges))


@pytest.mark.parametrize("reading", RULES.readings)
@pytest.mark.parametrize("name", packaged_cases())
def test_every_packaged_case_has_the_specifications_findings(name: str, reading: str) -> None:
    case, interpretation = load_case(name), RULES.interpretations[reading]
    assessment, folded = judge(case, RULES, reading=reading), case.folded()
    found = gauges(reading, folded, case.as_of)
    asked = tree(reading, assessment.law_day, certified(case, RULES, interpretation, case.as_of))
    assert_same(assessment, asked.verdict(found.ranges))
    assert found.assessment(asked, folded.left_out) == replace(assessment, supposed=None)


@given(records(), READINGS)
def test_every_generated_record_has_the_specifications_findings(made: tuple[Record, object], reading: str) -> None:
    folded = as_folded(made[0])
    found, asked = gauges(reading, folded, AS_OF), tree(reading, AS_OF)
    assessment = evaluate(RULES, folded, as_of=AS_OF, reading=reading)
    assert_same(assessment, asked.verdict(found.ranges))
    assert found.assessment(asked) == assessment


@given(st.data(), records(), READINGS)
def test_after_one_change_only_what_it_moves_is_judged_and_all_is_right(
    data: st.DataObject, made: tuple[Record, object], reading: str
) -> None:
    before = as_folded(made[0])
    found = gauges(reading, before, AS_OF)
    field = data.draw(st.sampled_from(used()))
    said = ledger(data.draw(st.lists(any_entry(field), max_size=3)))
    found.change(field.path, said)
    after = Folded({**before.ledgers, field.path: said}, ())
    assessment = evaluate(RULES, after, as_of=AS_OF, reading=reading)
    assert_same(assessment, tree(reading, AS_OF).verdict(found.ranges))
    assert found.assessment(tree(reading, AS_OF)) == assessment
    found.change(field.path, before.ledger(field.path))
    assert found.ranges == gauges(reading, before, AS_OF).ranges


@pytest.mark.parametrize("reading", RULES.readings)
@pytest.mark.parametrize("name", ["record", "suspension-and-termination", "leap-day-2012"])
def test_other_days_of_a_packaged_case_have_the_specifications_verdict(name: str, reading: str) -> None:
    case = load_case(name)
    for day in days_of(case)[::9]:
        compare(reading, case.folded(as_of=day), day)


def days_of(case: Case) -> list[date]:
    """The days that actions and facts name, with their eves and morrows."""
    named = {day for action in case.actions for day in action.date}
    named |= {day for stated in case.facts for day in (stated.fact.published, stated.fact.to) if day}
    return sorted({day + timedelta(days=shift) for day in named for shift in (-1, 0, 1)})


def drawn(seed: int, base: Mapping[str, Sequence[Entry]]) -> Iterator[Folded]:
    """Records without end: a packaged one with some ledgers thinned, cut short, or put in the place of others."""
    chance = random.Random(seed)
    paths = sorted(base)
    while True:
        record = {path: tuple(base[path]) for path in paths}
        for path in chance.sample(paths, chance.randint(1, 12)):
            entries = list(record[path])
            record[path] = ledger(chance.sample(entries, chance.randint(0, len(entries))))
        yield Folded(record, ())


@pytest.mark.long
@pytest.mark.parametrize("reading", RULES.readings)
def test_twenty_thousand_records_drawn_at_random_have_the_specifications_verdict(reading: str) -> None:
    chance, compared = random.Random(17), 0
    bases = [
        load_case(name) for name in ("record", "whole-human-rights-package", "everything", "suspension-and-termination")
    ]
    folded = [case.folded().ledgers for case in bases]
    streams = [drawn(seed, each) for seed, each in enumerate(folded)]
    while compared < 6_700:
        day = bases[compared % 4].as_of - timedelta(days=chance.randint(0, 4_000))
        compare(reading, next(streams[compared % 4]), day)
        compared += 1
    assert compared == 6_700  # thrice: over twenty thousand


def test_the_rules_tested_are_the_packaged_ones() -> None:
    assert load_rules().version == RULES.version
