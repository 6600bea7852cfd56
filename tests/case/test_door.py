"""What comes in at the door: each input that once slipped through, or was turned away, with its right value."""

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from compliance import Status, judge, load_case
from compliance.cli import ask
from compliance.cli.app import app
from compliance.explanation.lint import Mark, lint
from compliance.problem import UnusableError
from compliance.record.by_day import RecordByDay

DOOR = Path(__file__).parent / "door"


def problems_of(name: str) -> list[str]:
    """The problems of an input, each without the file's path."""
    path = DOOR / name
    with pytest.raises(UnusableError) as caught:
        load_case(str(path))
    return [str(problem).removeprefix(f"{path}: ") for problem in caught.value.problems]


REFUSED = [
    ("own-word-curly.json", "$.actions[0].verification: ", "[wrong-value]"),
    ("own-word-agency.json", "$.actions[0].verification: ", "[wrong-value]"),
    ("own-word-ministry.json", "$.actions[0].verification: ", "[wrong-value]"),
    ("verifier-null-marker.json", "$.actions[0].verifier: ", "[missing-key]"),
    ("verifier-not-applicable.json", "$.actions[0].verifier: ", "[missing-key]"),
    ("own-outlet-unmarked.json", "$.sources.n.speaks_for: `Korean Central News Agency` ", "[missing-key]"),
    ("undated-plan.json", "$.facts[0].date: ", "[missing-key]"),
    ("dots-base.json", "$.facts[0].value: `80.000` may mean 80000 or 80: ", "[wrong-value]"),
    ("dots-population.json", "$.facts[0].high: `120.000` may mean 120000 or 120: ", "[wrong-value]"),
    ("source-id-taken.json", "$.sources.kcna16: ", "[duplicate-id]"),
    ("invisible-tag-characters.json", "$.title: holds U+E0041, ", "[wrong-value]"),
    ("taken-as-wartime.json", "$.actions[0].class: that war ended on 27 July 1953: ", "[wrong-value]"),
    ("camp-nfd.json", "$.actions[1].camp: ", "[duplicate-id]"),
]


@pytest.mark.parametrize(("name", "place", "code"), REFUSED)
def test_an_input_that_slipped_through_is_refused(name: str, place: str, code: str) -> None:
    assert [problem for problem in problems_of(name) if problem.startswith(place) and problem.endswith(code)]


@pytest.mark.parametrize("name", ["own-word-not.json", "zwnj-title.json", "persian-title-refused.json"])
def test_an_input_that_is_in_order_loads(name: str) -> None:
    assert load_case(str(DOOR / name)).title


@pytest.mark.parametrize(
    ("value", "until", "refused"), [(1, "1953-07-27", False), (1, "1953-07-28", True), (0, "2028-06-01", False)]
)
def test_nobody_is_newly_taken_in_a_war_that_is_over(tmp_path: Path, value: int, until: str, refused: bool) -> None:
    fact = {"field": "wartime_abductees.*.taken", "value": value, "from": "1950-06-25", "to": until}
    fact["field"] = "wartime_abductees.other.taken" if value else fact["field"]
    said = loaded(tmp_path, "taken-as-wartime.json", actions=[], facts=[fact])
    assert ("$.facts[0].field: that war ended" in said) is refused


def loaded(tmp_path: Path, name: str, **change: Any) -> str:
    """The problems of an input with some of its keys changed; none where it loads."""
    path = tmp_path / name
    path.write_text(json.dumps(json.loads((DOOR / name).read_text(encoding="utf-8")) | change), encoding="utf-8")
    try:
        load_case(str(path))
    except UnusableError as error:
        return str(error)
    return ""


OUTLET = {"title": "Amnesty carried out", "publisher": "Korean Central News Agency"}


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (OUTLET | {"speaks_for": "Government of North Korea"}, "alone is `claimed`"),
        (OUTLET | {"speaks_for": "none"}, "name that government in `speaks_for`"),
        (OUTLET | {"publisher": "", "href": "http://www.kcna.kp/a"}, "`http://www.kcna.kp/a` publishes its government"),
        (OUTLET | {"publisher": "KCNA, reported by Etemaad"}, ""),
        (OUTLET | {"publisher": "KCNA Watch"}, ""),
    ],
)
def test_an_own_outlet_is_marked_and_then_bears_no_more_than_a_claim(
    tmp_path: Path, source: dict[str, str], said: str
) -> None:
    found = loaded(tmp_path, "own-outlet-unmarked.json", sources={"n": source})
    assert said in found and bool(said) is bool(found)


PLAN = {"field": "financial_transparency.action_plan_agreed", "value": True, "date": "2010-01-01"}
SEARCH = {"field": "counterfeiting.equipment_acts", "basis": "search", "note": "newspapers"}


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        (PLAN, ""),
        (PLAN | {"date": None}, "`financial_transparency.action_plan_agreed` stands on a day: state `date`"),
        (SEARCH | {"date": "2027-01-01"}, ""),
        (SEARCH | {"to": "2027-01-01"}, ""),
        (SEARCH, "a search says until when"),
    ],
)
def test_a_fact_says_of_which_day_it_speaks(tmp_path: Path, fact: dict[str, Any], said: str) -> None:
    stated = {key: value for key, value in fact.items() if value is not None}
    found = loaded(tmp_path, "undated-plan.json", facts=[stated])
    assert said in found and bool(said) is bool(found)


NUMBERS = [
    ("camps.population", "80.000", False),
    ("camps.population", "1.000", False),
    ("camps.population", "80000.0", True),
    ("camps.population", "1.0", True),
    ("camps.population", "80000", True),
    ("camps.population", "80.0000", True),
    ("weapons.nuclear.dismantled", "0.500", True),
    ("weapons.nuclear.dismantled", "1.000", True),
]


@pytest.mark.parametrize(("field", "number", "holds"), NUMBERS)
def test_a_count_is_not_written_with_a_point_for_thousands(
    tmp_path: Path, field: str, number: str, holds: bool
) -> None:
    path = tmp_path / "n.json"
    fact = f'{{"field": "{field}", "value": {number}, "date": "2027-01-01"}}'
    path.write_text(f'{{"format": 1, "id": "n", "title": "N", "as_of": "2027-12-01", "facts": [{fact}]}}')
    if holds:
        assert load_case(str(path)).facts
    else:
        with pytest.raises(UnusableError, match="write the one"):
            load_case(str(path))


@pytest.mark.parametrize(("number", "holds"), [("80.000", False), ("80000.0", True), ("80", True)])
def test_nor_is_the_count_of_an_action(tmp_path: Path, number: str, holds: bool) -> None:
    path = tmp_path / "n.json"
    action = f'{{"id": "a", "type": "arrest_prisoners", "date": "2027-01-01", "count": {number}}}'
    path.write_text(f'{{"format": 1, "id": "n", "title": "N", "as_of": "2027-12-01", "actions": [{action}]}}')
    if holds:
        assert load_case(str(path)).actions
    else:
        with pytest.raises(UnusableError, match=r"count: may mean 80000 or 80.* \[wrong-value\]"):
            load_case(str(path))


ANSWERS = [("80,000", 80000), ("1,234,567", 1234567), ("80000", 80000), ("0.5", "1/2"), ("0.500", "1/2"), ("80.0", 80)]


@pytest.mark.parametrize(("answer", "value"), ANSWERS)
def test_a_number_that_is_typed_is_read(answer: str, value: int | str) -> None:
    assert ask.value(answer) == {"value": value}


@pytest.mark.parametrize("answer", ["80.000", "80,0000", "0,500", "8000,000", "1,23", "80,000.000", "10-80.000"])
def test_a_number_that_two_readers_read_apart_is_asked_again(answer: str) -> None:
    with pytest.raises(typer.BadParameter):
        ask.value(answer)


def test_a_source_of_the_baseline_may_be_said_again_as_it_is(tmp_path: Path) -> None:
    same = load_case("record").sources["kcna16"].model_dump()
    facts = [
        {"field": "financial_transparency.apg_observer", "value": True, "date": "2026-03-01", "sources": ["kcna16"]}
    ]
    assert loaded(tmp_path, "source-id-taken.json", sources={"kcna16": same}, facts=facts) == ""
    other = same | {"date": "2016"}
    assert "[duplicate-id]" in loaded(tmp_path, "source-id-taken.json", sources={"kcna16": other}, facts=facts)


@pytest.mark.parametrize(("count", "remarked"), [(10, False), (11, True)])
def test_more_released_than_were_held_is_remarked_on(tmp_path: Path, count: int, remarked: bool) -> None:
    case = json.loads((DOOR / "released-more-than-held.json").read_text())
    case["actions"][0]["count"] = count
    path = tmp_path / "x.json"
    path.write_text(json.dumps(case))
    found = [remark for remark in lint(load_case(str(path))) if remark.mark is Mark.MORE_THAN_HELD]
    assert [remark.place for remark in found] == ["political_prisoners.released.camps"] * remarked


def test_the_remark_says_how_many_were_held() -> None:
    (remark,) = [
        each for each in lint(load_case(str(DOOR / "released-more-than-held.json"))) if "released" in each.mark
    ]
    assert "at least 500,000 are released, and no more than 10 were held" in remark.message


def exported(name: str) -> list[dict[str, str]]:
    """The rows of `record export`, as a program reads them."""
    result = CliRunner().invoke(app, ["record", "export", str(DOOR / name)])
    assert result.exit_code == 0
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_no_cell_of_an_export_is_computed_or_taken_for_a_day() -> None:
    population, share = exported("csv-formula.json")
    assert population["verifier"] == '\'=HYPERLINK("https://example.org","ICRC")'
    assert population["note"] == "'-2+3"
    assert (population["low"], share["low"], share["high"]) == ("80000", "1 of 3", "1 of 3")
    assert share["verifier"] == "IAEA"


def test_what_stands_in_a_cell_is_got_back_without_its_apostrophe() -> None:
    said = [stated.fact.verifier for stated in load_case(str(DOOR / "csv-formula.json")).facts]
    assert [row["verifier"].removeprefix("'") for row in exported("csv-formula.json")] == said


def test_the_bounds_of_a_flag_are_none_and_one() -> None:
    (row,) = exported("flag-range.json")
    assert (row["low"], row["high"]) == ("0", "1")
    result = CliRunner().invoke(app, ["record", "export", str(DOOR / "flag-range.json"), "--format", "json"])
    (entry,) = json.loads(result.stdout)["entries"]
    assert (entry["low"], entry["high"]) == (0, 1)
    assert type(entry["low"]) is type(entry["high"]) is int


def told(tmp_path: Path, second: dict[str, Any], *more: dict[str, Any]) -> str:
    """The path of the two releases, the second changed, with further actions."""
    case = json.loads((DOOR / "told-twice.json").read_text())
    case["actions"][1] |= second
    case["actions"] += more
    path = tmp_path / "told.json"
    path.write_text(json.dumps(case))
    return str(path)


def released(path: str) -> Status:
    found = judge(load_case(path)).finding("/us/usc/t22/s9252/2/B")
    assert found is not None
    return found.status


SECOND = [
    ({}, True),
    ({"date": "2027-06"}, True),
    ({"date": "2027-06-02", "published": "2027-06-02"}, False),
    ({"count": 31}, False),
    ({"place": "other_detention"}, False),
    ({"tells_of": "un-says"}, False),
    ({"verification": "refuted"}, False),
]


@pytest.mark.parametrize(("second", "remarked"), SECOND)
def test_two_releases_that_look_like_one_are_remarked_on(
    tmp_path: Path, second: dict[str, Any], remarked: bool
) -> None:
    found = [each for each in lint(load_case(told(tmp_path, second))) if each.mark is Mark.TOLD_TWICE]
    assert [each.place for each in found] == ["icrc-says"] * remarked
    assert all("`un-says`" in each.message for each in found)


def test_a_release_told_twice_counts_once_and_stays_shown(tmp_path: Path) -> None:
    assert released(told(tmp_path, {})) is Status.MET
    once = told(tmp_path, {"tells_of": "un-says"})
    assert released(once) is Status.UNKNOWN
    left = {(each.entry.action, each.why, each.by) for each in load_case(once).folded().left_out}
    assert left == {("icrc-says", "told-before", "un-says")}


def test_the_second_word_counts_where_the_first_does_not_stand(tmp_path: Path) -> None:
    path = told(tmp_path, {"tells_of": "un-says"})
    case = json.loads(Path(path).read_text())
    case["actions"][0]["verification"] = "refuted"
    Path(path).write_text(json.dumps(case))
    kept = load_case(path).folded().ledger("political_prisoners.released.camps")
    assert [entry.action for entry in kept] == ["icrc-says"]


def test_an_event_that_is_undone_is_undone_in_every_word_of_it(tmp_path: Path) -> None:
    undo = {"id": "undo", "type": "reverse", "of": "un-says", "date": "2027-07-01"}
    record = load_case(told(tmp_path, {"tells_of": "un-says"}, undo)).folded()
    assert all(entry.annulled_by for entry in record.ledger("political_prisoners.released.camps"))
    with pytest.raises(UnusableError, match=r"tells of `un-says`: reverse that one.*\[wrong-value\]"):
        load_case(told(tmp_path, {"tells_of": "un-says"}, undo | {"of": "icrc-says"}))


@pytest.mark.parametrize(
    ("second", "code"),
    [
        ({"tells_of": "un-said"}, "unknown-id"),
        ({"tells_of": "icrc-says"}, "unknown-id"),
        ({"tells_of": "un-says", "count": 31}, "wrong-value"),
        ({"tells_of": "un-says", "date": "2027-06-02", "published": "2027-06-02"}, "wrong-value"),
        ({"tells_of": "un-says", "place": "other_detention"}, "wrong-value"),
    ],
)
def test_another_event_is_not_hidden_as_one_that_was_told(tmp_path: Path, second: dict[str, Any], code: str) -> None:
    with pytest.raises(UnusableError, match=rf"actions\[1\].tells_of: .*\[{code}\]"):
        load_case(told(tmp_path, second))


def test_a_word_tells_of_an_event_and_not_of_another_word(tmp_path: Path) -> None:
    third = json.loads((DOOR / "told-twice.json").read_text())["actions"][1] | {"id": "third", "tells_of": "icrc-says"}
    with pytest.raises(UnusableError, match=r"actions\[2\].tells_of: .*\[circular\]"):
        load_case(told(tmp_path, {"tells_of": "un-says"}, third))


def test_the_fast_way_counts_an_event_once_on_every_day(tmp_path: Path) -> None:
    case = load_case(told(tmp_path, {"tells_of": "un-says", "date": "2027-06", "published": "2027-08-01"}))
    record, field = RecordByDay(case.facts, case.actions, case.origins), "political_prisoners.released.camps"
    for day in (date(2027, 5, 31), date(2027, 6, 1), date(2027, 8, 1), date(2027, 12, 1)):
        assert record.ledger(field, day) == case.folded(as_of=day).ledger(field)
    assert [entry.action for entry in record.ledger(field, date(2027, 12, 1), {"un-says"})] == ["icrc-says"]
