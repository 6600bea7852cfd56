"""What must hold of every judgement under the real rulebook, whatever the record says."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, TypeVar

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from compliance.judgement.evaluate import evaluate
from compliance.judgement.finding import Assessment, Finding
from compliance.record.evidence import Entry, EntryKind, Evidence, Fact, Verification
from compliance.record.field import Field, FieldKind
from compliance.record.fold import Folded
from compliance.record.vocabulary import Action, build, fields, matching
from compliance.rulebook.load import load_rules
from compliance.rulebook.rulebook import Rulebook
from compliance.status import Status
from conftest import AS_OF, ENACTED, MANY, SPANS, TOTAL_SPANS, act, any_entry, better_entry, entry, folded, ledger

K = TypeVar("K")
V = TypeVar("V")
RULES = load_rules()
READINGS = st.sampled_from(sorted(RULES.readings))
RANK = {Status.UNMET: 0, Status.UNKNOWN: 1, Status.MET: 2}
Record = dict[str, list[Entry]]


@cache
def used() -> tuple[Field, ...]:
    """Every field that some test of the rulebook looks at, the wholes of shares included."""
    tests = [test for each in RULES.ladders.values() for rung in each.rung for test in rung.tests()]
    patterns = {pattern for test in tests for pattern in (*test.field, *test.net_of, *test.share_of)}
    for parameters in RULES.parameters.values():
        for (kind, _), found in parameters.values.items():
            patterns |= {found.value.field} if kind == "denominator" else set()
            patterns |= set(found.value) if kind == "include" else set()
    paths = {path for pattern in patterns for _, path in matching(pattern)}
    return tuple(field for path, field in fields().items() if path in paths)


def at_its_best(field: Field) -> list[Entry]:
    """What a verified record of full compliance would say of the field."""
    day, best = TOTAL_SPANS[-1]._replace(start=AS_OF), MANY if field.value == "count" else 1
    grade = Verification.VERIFIED
    if field.kind is FieldKind.STOCK and field.better == "neutral":
        return [entry(field, EntryKind.STATEMENT, 6, 6, day._replace(start=ENACTED, end=ENACTED), grade)]
    if field.kind is FieldKind.STOCK:
        value = best if field.better == "more" else 0
        return [entry(field, EntryKind.STATEMENT, value, value, day, grade)]
    amount = 0 if field.better == "less" else 6
    return [entry(field, EntryKind.TOTAL, amount, amount, span, grade) for span in TOTAL_SPANS]


@cache
def full_compliance() -> Mapping[str, Sequence[Entry]]:
    return {field.path: at_its_best(field) for field in used()}


@st.composite
def records(draw: st.DrawFn) -> tuple[Record, Field]:
    """Full compliance or silence, but for a few fields of which anything may be said; and one of those fields."""
    base = draw(st.sampled_from([full_compliance(), {}]))
    chosen = draw(st.lists(st.sampled_from(used()), min_size=1, max_size=5, unique=True))
    record: Record = {path: list(entries) for path, entries in base.items()}
    for field in chosen:
        record[field.path] = draw(st.lists(any_entry(field), max_size=3))
    return record, draw(st.sampled_from(chosen))


def as_folded(record: Mapping[str, Sequence[Entry]]) -> Folded:
    return Folded(build({path: ledger(entries) for path, entries in record.items()}), ())


def judged(record: Mapping[str, Sequence[Entry]], reading: str = "plain") -> Assessment:
    return evaluate(RULES, as_folded(record), as_of=AS_OF, reading=reading)


def everything(assessment: Assessment) -> list[Finding]:
    """Every finding, the views of pooled ones included."""
    found = [each for result in assessment.results for each in result.finding.walk()]
    return [*found, *(view for each in found for view in each.views)]


def statuses(assessment: Assessment) -> dict[str, Status]:
    return {each.path: each.status for each in everything(assessment)}


def assert_none_lower(before: Assessment, after: Assessment) -> None:
    was, now = statuses(before), statuses(after)
    assert was.keys() == now.keys()
    assert {path for path in was if RANK[now[path]] < RANK[was[path]]} == set()


def assert_none_contradicted(before: Assessment, after: Assessment) -> None:
    was, now = statuses(before), statuses(after)
    assert {path for path in was if was[path] is not Status.UNKNOWN and now[path] is not was[path]} == set()


@pytest.mark.parametrize("reading", RULES.readings)
def test_of_full_compliance_everything_is_met_and_of_nothing_every_leaf_is_unknown(reading: str) -> None:
    assert set(statuses(judged(full_compliance(), reading)).values()) == {Status.MET}
    empty = judged({}, reading)
    assert set(statuses(empty).values()) == {Status.UNKNOWN}
    for result in empty.results:
        assert result.finding.residual == tuple(each.path for each in result.finding.leaves())


@given(st.data(), records(), READINGS)
def test_what_is_better_for_its_field_never_lowers_a_status(
    data: st.DataObject, made: tuple[Record, Field], reading: str
) -> None:
    record, field = made
    assume(field.better != "neutral")  # a whole is neither better nor worse by being larger
    better = data.draw(better_entry(field))
    after = record | {field.path: [*record[field.path], better]}
    assert_none_lower(judged(record, reading), judged(after, reading))


@given(st.data(), records(), READINGS)
def test_better_evidence_of_something_favourable_never_lowers_a_status(
    data: st.DataObject, made: tuple[Record, Field], reading: str
) -> None:
    record, field = made
    favourable = data.draw(better_entry(field))
    better = favourable._replace(evidence=Evidence(verification=Verification.VERIFIED))
    before = record | {field.path: [*record[field.path], favourable]}
    after = record | {field.path: [*record[field.path], better]}
    assert_none_lower(judged(before, reading), judged(after, reading))


@given(st.data(), records(), READINGS)
def test_what_breaks_silence_contradicts_nothing(data: st.DataObject, made: tuple[Record, Field], reading: str) -> None:
    record, field = made
    silent, spoken = record | {field.path: []}, record | {field.path: [data.draw(any_entry(field))]}
    assert_none_contradicted(judged(silent, reading), judged(spoken, reading))


@given(st.data(), records(), READINGS)
def test_a_narrower_estimate_contradicts_nothing(data: st.DataObject, made: tuple[Record, Field], reading: str) -> None:
    record, field = made
    wide = data.draw(any_entry(field).filter(lambda each: each.kind is not EntryKind.SEARCH))
    top = wide.high if wide.high is not None else 9 if field.value == "count" else 1
    value = data.draw(st.sampled_from([wide.low, top]))
    narrow = wide._replace(low=value, high=value, unknown=False)
    before = record | {field.path: [*record[field.path], wide]}
    after = record | {field.path: [*record[field.path], narrow]}
    assert_none_contradicted(judged(before, reading), judged(after, reading))


GOOD: tuple[tuple[str, dict[str, Any]], ...] = (
    ("promise", {"subject": "camps"}),
    ("accept_standard", {}),
    ("join_body", {"body": "APG", "standing": "member"}),
    ("record_step", {"body": "FATF", "action_plan_agreed": True, "action_plan_done": 1}),
    ("admit_inspectors", {"body": "IAEA", "count": 3, "sites_open": 1}),
    ("agree_access", {"body": "IAEA"}),
    ("declare_inventory", {"programme": "nuclear", "complete": True}),
    ("shut_facility", {"programme": "nuclear", "count": 1, "production_stopped": True}),
    ("dismantle", {"programme": "nuclear", "share": 1, "irreversible": True}),
    ("surrender_equipment", {"pieces": 3}),
    ("release_prisoners", {"place": "camps", "count": 6}),
    ("improve_conditions", {"category": "food"}),
    ("grant_access", {"to": "aid_monitors", "terms": ["random_visits", "own_korean_speakers", "nationwide_travel"]}),
    ("grant_access", {"to": "camp_visitors", "standing": True}),
    ("deliver_aid", {"count": 1}),
    ("release_captives", {"country": "japan", "count": 2}),
    ("release_captives", {"country": "united_states", "count": 2}),
    ("account_for", {"country": "united_states", "class": "armistice_detainees", "count": 2, "proof": "DNA"}),
    ("open_inquiry", {"country": "japan"}),
    ("repeal_law", {"law": "the law", "count": 1}),
    ("permit", {"what": ["censorship.speech_permitted", "society.un_access"]}),
    ("hold_election", {"contested_seats": 1, "observed": True}),
)
BAD: tuple[tuple[str, dict[str, Any]], ...] = (
    ("expel_inspectors", {}),
    ("restart_facility", {"programme": "nuclear", "count": 1}),
    ("test_weapon", {"programme": "nuclear", "count": 1}),
    ("detain", {"country": "japan", "count": 1}),
    ("restrict_access", {"of": "camp_visitors"}),
    ("forbid", {"what": ["society.un_access"]}),
    ("punish_expression", {"count": 1}),
)


@st.composite
def acts(draw: st.DrawFn, verbs: Sequence[tuple[str, dict[str, Any]]], name: str) -> Action:
    kind, rest = draw(st.sampled_from(verbs))
    grade = draw(st.sampled_from(["claimed", "reported", "observed", "verified"]))
    return act(kind, str(draw(SPANS)), grade, id=name, **rest)


def stated_at_best() -> list[Fact]:
    """Full compliance as facts, each of its own day or span."""
    made = []
    for path, entries in full_compliance().items():
        for each in entries:
            value = bool(each.low) if fields()[path].value == "flag" else each.low
            when = (
                {"from": each.span.start, "to": each.span.end}
                if each.kind is EntryKind.TOTAL
                else {"date": each.span.start}
            )
            made.append(Fact.model_validate({"field": path, "value": value, "verification": "verified", **when}))
    return made


AT_BEST = stated_at_best()


@given(
    st.data(), st.lists(acts((*GOOD, *BAD), "x"), max_size=5), st.sets(st.integers(0, len(AT_BEST) - 1), max_size=60)
)
def test_an_act_of_compliance_never_lowers_a_status(data: st.DataObject, done: list[Action], silent: set[int]) -> None:
    done = [each.model_copy(update={"id": f"a{index}"}) for index, each in enumerate(done)]
    base = [each for index, each in enumerate(AT_BEST) if index not in silent and data.draw(st.booleans())]
    better = data.draw(acts(GOOD, "better"))
    before, after = folded(*base, *done), folded(*base, *done, better)
    assert_none_lower(evaluate(RULES, before, as_of=AS_OF), evaluate(RULES, after, as_of=AS_OF))


def backwards(mapping: Mapping[K, V]) -> dict[K, V]:
    return {key: mapping[key] for key in reversed(list(mapping))}


@given(records())
def test_the_order_in_which_dictionaries_were_filled_changes_nothing(made: tuple[Record, Field]) -> None:
    record, _ = made
    turned = backwards(record)
    assert judged(turned) == judged(record)
    other = RULES._replace(
        ladders=backwards(RULES.ladders),
        parameters={name: each._replace(values=backwards(each.values)) for name, each in RULES.parameters.items()},
    )
    assert evaluate(other, as_folded(turned), as_of=AS_OF) == judged(record)


PRINT_JUDGEMENT = """
from compliance.files import load_case, load_rules, packaged_cases
from compliance.judgement.evaluate import evaluate
rules = load_rules()
for name in sorted(packaged_cases()):
    case = load_case(name)
    law_day = case.law_day(case.as_of, rules.enacted)
    for result in evaluate(rules, case.folded(), as_of=case.as_of, law_as_of=law_day).results:
        for each in result.finding.walk():
            print(each.path, each.status, each.lowest, each.highest, each.determining, each.residual, each.reasons,
                  each.questions)
"""


def test_the_judgement_is_the_same_under_every_hash_seed() -> None:
    printed = [
        subprocess.run(
            [sys.executable, "-c", PRINT_JUDGEMENT],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert printed[0] == printed[1]
    assert b"/us/usc/t22/s9252" in printed[0]


@pytest.mark.parametrize("day", [date(2016, 2, 18), date(2019, 12, 20), AS_OF])
def test_silence_is_unknown_on_every_day_of_the_law(rulebook: Rulebook, day: date) -> None:
    assessment = evaluate(rulebook, folded(as_of=day), as_of=day)
    assert {each.status for each in everything(assessment)} == {Status.UNKNOWN}
