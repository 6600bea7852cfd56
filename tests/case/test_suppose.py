"""What can be typed after `--suppose`: what it prints it reads, and a slip is named with its mend."""

import json
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance import Case, UnusableError, judge, load_case, plan
from compliance.case.load import case_from, supposing_otherwise
from compliance.case.suppose import as_text, keys_of, read
from compliance.case.write import written
from compliance.files.resources import packaged_cases
from compliance.record.evidence import Fact, Verification
from compliance.record.origins import Otherwise
from compliance.record.vocabulary import Action, action_types, fields

DAY = date(2027, 6, 1)
RECORD = load_case("record")
WRITTEN = [
    (name, section, entry)
    for name, path in packaged_cases().items()
    for section in ("facts", "actions")
    for entry in json.loads(path.read_text(encoding="utf-8")).get(section, [])
]


def model_of(section: str, entry: dict[str, Any]) -> Action | Fact:
    known = {key: value for key, value in entry.items() if key not in ("sources", "replaces")}
    found: Action | Fact = (
        Fact.model_validate(known) if section == "facts" else action_types()[entry["type"]].model_validate(known)
    )
    return found


def problems(*lines: object, case: Case = RECORD) -> list[str]:
    with pytest.raises(UnusableError) as caught:
        case.suppose(*lines)
    return [str(problem) for problem in caught.value.problems]


def test_every_entry_of_every_packaged_case_is_read_as_it_is_printed() -> None:
    tried = 0
    for _, section, entry in WRITTEN:
        meant = model_of(section, entry)
        typed, found = read(as_text(meant), "$", DAY)
        said = [each for each in found if "stands behind it" not in each.message]
        assert said == []
        if typed is None:
            continue  # a hypothetical says who stands behind what it supposes
        assert typed.section == section
        again = model_of(section, {"id": meant.id, **typed.entry} if meant.id else typed.entry)
        assert again == meant
        tried += 1
    assert tried > 600


def smallest(kind: Any) -> Any:
    if get_origin(kind) is Literal:
        return get_args(kind)[0]
    if get_origin(kind) is tuple:
        return [smallest(get_args(kind)[0])]
    return "x" if kind is str else True if kind is bool else 1


def least(word: str) -> Action:
    """An action of the type that says no more than it must."""
    said: dict[str, Any] = {"id": "s1", "type": word, "date": "2027-06-01"}
    for name, info in action_types()[word].model_fields.items():
        if info.is_required() and name not in said:
            kind = info.annotation
            said[info.alias or name] = smallest(kind)
    for more in (
        dict[str, Any](),
        {"count": 2},
        {"camp": "Camp 16"},
        {"gravely_harmed": 0, "voluntary": True, "count": 2},
        *ODD,
    ):
        with suppress(ValueError):
            made: Action = action_types()[word].model_validate({**said, **more})
            return made
    pytest.fail(f"no example of {word}")


ODD: tuple[dict[str, Any], ...] = (
    {"of": "s0"},
    {"proof": "DNA", "count": 1},
    {"programme": "nuclear", "share": "1/2"},
    {"released": 1},
    {"subject": "camps"},
    {"action_plan_agreed": True},
    {"terms": ["random_visits"]},
)


@pytest.mark.parametrize("word", sorted(action_types()))
def test_every_type_of_action_is_read_as_it_is_printed(word: str) -> None:
    meant = least(word).model_copy(update={"verification": Verification.VERIFIED, "verifier": "ICRC"})
    typed, found = read(as_text(meant), "$", DAY)
    assert typed is not None, [str(each) for each in found]
    assert action_types()[word].model_validate({"id": "s1", **typed.entry}) == meant


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    typed, found = read(text, "$", DAY)
    assert (typed is None) is bool(found)


@given(st.sampled_from(sorted(action_types())), st.text(max_size=20), st.text(max_size=40))
def test_no_key_is_taken_that_the_type_does_not_know(word: str, key: str, value: str) -> None:
    typed, _ = read(f"{word} {key}={value} verified-by=ICRC", "$", DAY)
    if typed is not None:
        assert typed.entry.keys() <= {*keys_of(word), "type", "low", "high", "verification", "verifier"}


def test_a_case_that_supposes_is_judged_as_its_file_would_be(tmp_path: Path) -> None:
    lines = (
        "release_prisoners count=8000 place=camps verified-by=ICRC date=2027-06-01",
        "improve-conditions category=food camps=1 verified-by=ICRC date=2027-05-01",
        "humanitarian.random_visits=yes verified-by=WFP date=2027-05",
    )
    supposed = RECORD.suppose(*lines)
    raw: dict[str, Any] = {
        "format": 1, "id": "own", "title": "t", "hypothetical": True, "as_of": "2027-06-01", "baseline": "record",
        "facts": [{"field": "humanitarian.random_visits", "value": True, "date": "2027-05", "verification": "verified",
                   "verifier": "WFP"}],
        "actions": [
            {"id": "a", "type": "release_prisoners", "count": 8000, "place": "camps", "date": "2027-06-01",
             "verification": "verified", "verifier": "ICRC"},
            {"id": "b", "type": "improve_conditions", "category": "food", "camps": 1, "date": "2027-05-01",
             "verification": "verified", "verifier": "ICRC"},
        ],
    }  # fmt: skip
    path = tmp_path / "own.json"
    path.write_text(json.dumps(raw))
    for reading in ("plain", "strict", "lenient"):
        one, other, third = (judge(each, reading=reading) for each in (supposed, load_case(path), Case.from_dict(raw)))
        assert one.as_of == other.as_of == DAY
        for result, same, again in zip(one.results, other.results, third.results, strict=True):
            for left, right, last in zip(result.finding.walk(), same.finding.walk(), again.finding.walk(), strict=True):
                assert left.status is right.status is last.status
                assert left.reasons == right.reasons


def test_a_later_date_moves_the_day_and_none_is_the_cases_own() -> None:
    assert RECORD.suppose("promise subject=camps claimed-by=KCNA").as_of == RECORD.as_of
    assert RECORD.suppose("promise subject=camps claimed-by=KCNA date=2027-06").as_of == date(2027, 6, 30)


def test_what_is_supposed_gets_ids_that_nobody_has() -> None:
    once = RECORD.suppose("detain country=japan count=1", "detain country=canada count=1")
    twice = once.suppose("detain country=japan count=2")
    assert [action.id for action in twice.actions][-3:] == ["s1", "s2", "s3"]
    assert twice.baselines == ("record", once.id)


def test_on_top_of_a_record_it_is_a_hypothetical() -> None:
    assert not RECORD.hypothetical
    assert RECORD.suppose("detain country=japan count=1").hypothetical


def test_actions_facts_and_mappings_are_taken_as_lines_are() -> None:
    line = "detain country=japan count=2 date=2027-01-05"
    action = RECORD.suppose(line).actions[-1]
    raw = {"type": "detain", "country": "japan", "count": 2, "date": "2027-01-05"}
    assert RECORD.suppose(action.model_copy(update={"id": "own"})).actions[-1] == action.model_copy(
        update={"id": "own"}
    )
    assert RECORD.suppose(raw).actions[-1] == action
    fact = Fact.model_validate({"field": "captives.japan.held", "low": 1, "date": "2027-01-05"})
    assert RECORD.suppose(fact).facts[-1].fact.low == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("release_prisoner count=3", "did you mean `release_prisoners`?"),
        ("release_prisoners count=3 plce=camps verified-by=X", "unknown key `plce`; did you mean `place`?"),
        ("release_prisoners count=3 place=camp 16 verified-by=X", "expected one of camps, other_detention"),
        ("release_prisoners count=3 place=camps", "add verified-by=…"),
        ("release_prisoners count=3 count=4 place=camps verified-by=X", "`count` is given twice"),
        ("release_prisoners 80 place=camps verified-by=X", "expected key=value, found `80`"),
        ("release_prisoners place=camps verified-by=X", "says not how many"),
        ("captives.japn.held=3 verified-by=X", "did you mean `captives.japan.held`?"),
        ("captives.japan.taken=2", "adds up over time: say from=… and to=…"),
        ("humanitarian.random_visits=yes", "add verified-by=…"),
        ("humanitarian.random_visits=perhaps verified-by=X", "expected"),
        ("promise subject=weapons claimed-by=KCNA", "nothing is pledged of `weapons`"),
        ("promise subject=camps claimed-by=KCNA date=11/01/2026", "expected a date such as"),
        ("", "says nothing: expected TYPE key=value"),
    ],
)
def test_a_slip_is_named_with_its_mend(line: str, said: str) -> None:
    (found,) = problems(line)
    assert said in found
    assert found.startswith("suppose[1]")


def test_every_problem_of_every_line_is_said_at_once() -> None:
    assert len(problems("release_prisoner count=3", "captives.japn.held=3", "detain country=japn count=1")) == 3


def test_one_pair_of_quotes_around_the_whole_is_none_of_it() -> None:
    assert RECORD.suppose('"detain country=japan count=2"').actions[-1].type == "detain"


def test_of_every_kind_of_field_a_value_a_range_and_nothing_known_can_be_said() -> None:
    for field in list(fields().values())[::7]:
        span = "from=2027-01-01 to=2027-02-01" if field.kind == "flow" else "date=2027-02-01"
        value = {"flag": "yes", "share": "1/2", "count": "3..5"}[field.value]
        for said in (value, "unknown"):
            typed, found = read(f"{field.path}={said} {span} verified-by=ICRC", "$", DAY)
            assert typed is not None, [str(each) for each in found]
            Fact.model_validate(typed.entry)


def test_what_is_supposed_on_a_case_before_the_act_is_asked_as_if_it_had_been_in_force_too(tmp_path: Path) -> None:
    supposed = load_case("leap-day-2012").suppose("admit_inspectors body=IAEA count=1 verified-by=IAEA")
    assert judge(supposed)["401(a)(3)"].status is judge(load_case("leap-day-2012"))["401(a)(3)"].status
    text = written(supposed, tmp_path)
    assert json.loads(text)["as_if_in_force"] is True


def test_what_is_supposed_on_a_case_that_names_a_law_is_asked_of_that_law() -> None:
    raw = {"format": 1, "id": "own", "title": "Own", "as_of": "2027-06-01", "hypothetical": True}
    case = case_from(raw | {"law_as_of": "2019-01-01"})
    assert case.suppose("surrender_equipment verified-by=Interpol").law_as_of == date(2019, 1, 1)


def test_a_plan_for_a_case_before_the_act_is_made_under_its_law() -> None:
    assert plan(load_case("leap-day-2012")).smallest


@pytest.mark.parametrize("name", [name for name, path in packaged_cases().items() if path.parent.name == "proposals"])
@pytest.mark.parametrize("said", ["as-recorded", "unknown"])
def test_a_case_that_supposes_otherwise_is_judged_as_one_that_is_asked_to(name: str, said: Otherwise) -> None:
    case = load_case(name)
    asked, own = (
        judge(case, otherwise=said, as_of="2027-06-01"),
        judge(supposing_otherwise(case, said), as_of="2027-06-01"),
    )
    for result in asked.results:
        for each in result.finding.walk():
            other = own.finding(each.path)
            assert other is not None and other.status is each.status
