"""`compliance record check`: each remark with what just does not earn it."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from compliance.cli.app import app
from told import told

LINKED = {"title": "A report", "publisher": "A body", "date": "2019-12", "href": "https://example.org/"}
CASE: dict[str, Any] = {
    "format": 1,
    "id": "small",
    "title": "A small case",
    "as_of": "2020-01-15",
    "sources": {"linked": LINKED, "other": LINKED, "bare": {"title": "A letter"}, "unused": {"title": "Not cited"}},
}
MEMBER = {
    "field": "financial_transparency.apg_member", "value": True, "date": "2019-12-01", "published": "2019-12-02",
    "verification": "verified", "verifier": "A body", "sources": ["linked", "other"],
}  # fmt: skip
FREED = {"id": "freed", "type": "release_captives", "country": "japan", "count": 1, "voluntary": True}
FREED |= {"gravely_harmed": 0, "date": "2019-12-01", "sources": ["linked", "other"]}
NEW_NOTES = {"field": "counterfeiting.new_notes_attributed", "from": "2019-01-01", "to": "2019-12-31"}


def check(path: Path, *options: str, **rest: Any) -> Result:
    case = path / "small.json"
    case.write_text(json.dumps(CASE | rest))
    return CliRunner().invoke(app, ["record", "check", str(case), *options])


def remarked(path: Path, **rest: Any) -> list[str]:
    """The lines but the last, which counts them."""
    return check(path, **rest).stdout.splitlines()[:-1]


def test_the_packaged_record_has_one_source_without_a_link() -> None:
    result = CliRunner().invoke(app, ["record", "check"])
    remark, closing = result.stdout.splitlines()
    assert result.exit_code == 0
    assert remark == "source coi14: is cited and has no link [no-link]"
    assert closing.endswith("remarks 1")


def test_a_case_without_entries_has_nothing_to_remark_on(tmp_path: Path) -> None:
    result = check(tmp_path, "--strict")
    assert (result.exit_code, result.stdout) == (0, "small: facts and actions 0, remarks 0\n")


def test_strict_exits_3_where_there_is_a_remark(tmp_path: Path) -> None:
    facts = [MEMBER | {"sources": ["linked", "bare"]}]
    assert check(tmp_path, facts=facts).exit_code == 0
    result = check(tmp_path, "--strict", facts=facts)
    assert result.exit_code == 3
    assert result.stdout.splitlines()[-1] == "small: facts and actions 1, remarks 1"


def test_a_source_cited_without_a_link_is_named_and_one_not_cited_is_not(tmp_path: Path) -> None:
    assert remarked(tmp_path, facts=[MEMBER | {"sources": ["linked", "bare"]}]) == [
        "source bare: is cited and has no link [no-link]"
    ]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"date": "2020-01-15", "published": "2020-01-15"}, []),
        ({"date": "2020-01-16", "published": "2020-01-16"}, ["small: $.facts[0]: is of 2020-01-16, after 2020-01-15"]),
        ({"published": "2020-01-16"}, ["small: $.facts[0]: was published on 2020-01-16, after 2020-01-15"]),
    ],
)
def test_what_is_of_a_later_day_is_named(tmp_path: Path, change: dict[str, str], said: list[str]) -> None:
    expected = [f"{line}, and is left out [later]" for line in said]
    assert remarked(tmp_path, facts=[MEMBER | change]) == expected


def test_a_grade_by_nobody_is_named_from_observed_on(tmp_path: Path) -> None:
    observed, reported = ({**MEMBER, "verifier": "", "verification": grade} for grade in ("observed", "reported"))
    assert remarked(tmp_path, facts=[reported]) == []
    assert (
        remarked(tmp_path, facts=[observed | {"verifier": "unknown"}])
        == remarked(tmp_path, facts=[observed])
        == ["small: $.facts[0]: is `observed` by nobody named [no-verifier]"]
    )


@pytest.mark.parametrize(
    ("fact", "favourable"),
    [
        (MEMBER, True),
        (MEMBER | {"value": False}, False),
        ({**NEW_NOTES, "value": 0}, True),
        ({**NEW_NOTES, "value": 1}, False),
        ({"field": "camps.population", "value": 0, "date": "2019-12-01"}, False),  # neutral: nothing is better
        ({"field": "captives.japan.held", "unknown": True, "date": "2019-12-01"}, False),
    ],
)
def test_what_speaks_for_compliance_says_when_it_was_published(
    tmp_path: Path, fact: dict[str, Any], favourable: bool
) -> None:
    undated = {key: value for key, value in fact.items() if key != "published"}
    assert any("[no-published]" in line for line in remarked(tmp_path, facts=[undated])) is favourable


def test_a_release_without_a_day_of_publication_is_named_by_the_id_of_the_action(tmp_path: Path) -> None:
    expected = "freed: speaks for compliance (`captives.japan.returned`) and does not say when it was published"
    assert remarked(tmp_path, actions=[FREED]) == [f"{expected} [no-published]"]
    taken = {"id": "taken", "type": "detain", "country": "japan", "count": 1, "date": "2019-12-01"}
    assert remarked(tmp_path, actions=[taken, FREED | {"published": "2019-12-02"}]) == []


def test_a_verdict_that_rests_on_one_source_alone_names_it(tmp_path: Path) -> None:
    search = {"field": "counterfeiting.equipment_acts", "basis": "search", "to": "2020-01-10", "note": "newspapers"}
    (line,) = remarked(tmp_path, facts=[search | {"sources": ["linked"]}])
    assert line.startswith("source linked: without what rests on it alone (small: $.facts[0]), ")
    assert "NKSPEA § 401(a)(1) would be unknown, not unmet" in line
    assert line.endswith("[one-source]")
    assert remarked(tmp_path, facts=[search | {"sources": ["linked", "other"]}]) == []


def test_a_broken_case_is_refused_with_its_problems_and_exit_5(tmp_path: Path) -> None:
    result = check(tmp_path, facts=[MEMBER | {"sources": ["lnked"]}, {"field": "camps.populatoin", "value": 1}])
    assert (result.exit_code, result.stdout) == (5, "")
    assert "did you mean `linked`? [unknown-source]" in told(result.stderr)
    assert "did you mean `camps.population`? [unknown-field]" in told(result.stderr)


def test_a_day_before_the_act_is_refused_as_evaluate_refuses_it(tmp_path: Path) -> None:
    result = check(tmp_path, as_of="2012-01-01")
    assert result.exit_code == 5
    assert "[too-early]" in told(result.stderr)
