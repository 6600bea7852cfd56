"""`compliance record bibliography` and `record export`: the sources of a record, and its entries as rows."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from compliance import load_case
from compliance.cli.app import app
from compliance.record.vocabulary import fields
from told import told

SOURCES = {
    "z": {"title": "Zeal", "publisher": "A body", "date": "2019", "href": f"https://example.org/{'long/' * 30}"},
    "a": {"title": "[Abstract]", "publisher": "A body"},
    "own": {"title": "A *statement*", "publisher": "Agency", "speaks_for": "Government of North Korea"},
    "unused": {"title": "Another", "publisher": "A body"},
}
CASE: dict[str, Any] = {
    "format": 1,
    "id": "small",
    "title": "A small case",
    "as_of": "2020-01-15",
    "sources": SOURCES,
    "facts": [
        {"field": "captives.*.taken", "value": 0, "from": "2019-01-01", "to": "2019-12-31", "sources": ["z", "a"]},
        {"field": "un_verification.sites_open", "low": "1/3", "date": "2019-06", "sources": ["z"], "note": "1, \"so\""},
        {"field": "counterfeiting.equipment_acts", "basis": "search", "to": "2020-01-10", "note": "newspapers"},
        {"field": "camps.population", "unknown": True, "date": "2020-01-15", "sources": ["own"]},
    ],
    "actions": [
        {"id": "freed", "type": "release_captives", "country": "japan", "low": 1, "high": 3, "voluntary": True,
         "gravely_harmed": 0, "date": "2019-12-01", "sources": ["z"]},
        {"id": "undone", "type": "reverse", "of": "freed", "date": "2019-12-31", "sources": ["z"]},
    ],
}  # fmt: skip


@pytest.fixture
def small(tmp_path: Path) -> str:
    path = tmp_path / "small.json"
    path.write_text(json.dumps(CASE))
    return str(path)


def printed(*arguments: str) -> str:
    result = CliRunner(env={"COLUMNS": "80"}).invoke(app, ["record", *arguments])
    assert result.exit_code == 0
    return result.stdout


def exported(case: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(printed("export", case))))


def test_sources_stand_by_publisher_and_title_and_those_not_cited_apart(small: str) -> None:
    listed = json.loads(printed("bibliography", small, "--format", "json"))
    assert [each["id"] for each in listed["used"]] == ["a", "z", "own"]
    assert [each["id"] for each in listed["unused"]] == ["unused"]


def test_a_fact_that_names_a_pattern_is_one_entry_of_a_bibliography(small: str) -> None:
    listed = json.loads(printed("bibliography", small, "--format", "json"))
    assert {each["id"]: each["entries"] for each in listed["used"]} == {"a": 1, "z": 4, "own": 1}


def test_a_link_is_never_broken_and_everything_else_is(small: str) -> None:
    lines = printed("bibliography", small).splitlines()
    assert f"  {SOURCES['z']['href']}" in lines
    assert all(len(line) <= 80 for line in lines if "https" not in line)


def test_whose_own_word_a_source_is_stands_beside_it(small: str) -> None:
    for form in ("text", "markdown"):
        text = " ".join(printed("bibliography", small, "--format", form).split())
        assert "Cited as own, 1 entry rests on it. The word of the Government of North Korea. No link." in text


def test_titles_are_text_in_markdown(small: str) -> None:
    page = printed("bibliography", small, "--format", "markdown")
    assert "- Agency. A \\*statement\\*\n  - Cited as own" in page
    assert f"- A body. Zeal. 2019\n  - [{SOURCES['z']['href']}](<{SOURCES['z']['href']}>)\n" in page
    assert "## Not cited by any entry" in page


def test_every_source_of_the_packaged_record_is_listed_once() -> None:
    listed = json.loads(printed("bibliography", "--format", "json"))
    assert sorted(each["id"] for each in (*listed["used"], *listed["unused"])) == sorted(load_case("record").sources)


def test_a_pattern_becomes_a_row_for_every_field(small: str) -> None:
    zeros = [row for row in exported(small) if row["id"] == "small: $.facts[0]"]
    assert [row["field"] for row in zeros] == [f for f in fields() if f.startswith("captives.") and f.endswith("taken")]
    assert {(row["kind"], row["low"], row["high"], row["matter"]) for row in zeros} == {("total", "0", "0", "captives")}


def test_numbers_are_exact_and_an_open_end_is_empty(small: str) -> None:
    (row,) = [row for row in exported(small) if row["field"] == "un_verification.sites_open"]
    assert (row["low"], row["high"], row["date"], row["published"]) == ("1 of 3", "", "2019-06", "2019-06-01")
    assert row["note"] == '1, "so"'


def test_an_action_has_a_row_for_each_field_it_moves_and_a_fall_is_below_zero(small: str) -> None:
    moved = {row["field"]: row for row in exported(small) if row["action type"] == "release_captives"}
    held, returned = moved["captives.japan.held"], moved["captives.japan.returned"]
    assert (held["kind"], held["low"], held["high"]) == ("change", "-3", "-1")
    assert (returned["kind"], returned["low"], returned["high"]) == ("event", "1", "3")


@pytest.mark.parametrize("field", ["counterfeiting.equipment_acts", "camps.population"])
def test_a_search_and_what_is_stated_as_unknown_have_no_bounds(small: str, field: str) -> None:
    (row,) = [row for row in exported(small) if row["field"] == field]
    assert (row["low"], row["high"]) == ("", "")


def test_the_json_has_the_rows_of_the_csv(small: str) -> None:
    found = json.loads(printed("export", small, "--format", "json"))
    assert [row["field"] for row in found["entries"]] == [row["field"] for row in exported(small)]
    assert found["entries"][0]["sources"] == ["z", "a"]


@pytest.mark.parametrize("command", ["bibliography", "export"])
def test_a_broken_case_is_refused_with_its_problems_and_exit_5(command: str) -> None:
    broken = CASE | {"facts": [{"field": "camps.populatoin", "value": 1, "sources": ["q"]}]}
    result = CliRunner().invoke(app, ["record", command, "-"], input=json.dumps(broken))
    assert (result.exit_code, result.stdout) == (5, "")
    assert {line.rpartition("[")[2] for line in told(result.stderr).splitlines()} == {
        "unknown-field]",
        "unknown-source]",
    }
