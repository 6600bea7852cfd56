"""A table becomes a case: what is exported comes back as it was, and every problem of every row is shown at once."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner, Result

from compliance import judge, load_case
from compliance.case.model import Case
from compliance.case.table import COLUMNS, cells, rows
from compliance.cli.app import app
from compliance.files.resources import packaged_cases
from told import told

# Of those that stand on nothing all is theirs; of the others what they state themselves.
CASES = ["record", *list(packaged_cases())[::5]]


def imported(path: Path, *more: str, out: str = "mine.json") -> Result:
    return CliRunner().invoke(app, ["record", "import", str(path), "-o", str(path.with_name(out)), *more])


def table(tmp_path: Path, *lines: dict[str, str], between: str = ",") -> Path:
    """A table of these rows, with the columns that any of them has."""
    header = [column for column in COLUMNS if any(column in line for line in lines)]
    out = io.StringIO()
    writer = csv.DictWriter(out, header, delimiter=between, lineterminator="\n")
    writer.writeheader()
    writer.writerows(lines)
    path = tmp_path / "table.csv"
    path.write_text(out.getvalue())
    return path


POPULATION = {"field": "camps.population", "low": "50000", "high": "62000", "date": "2027-01"}


def without_names(case: Case) -> list[dict[str, str]]:
    """The rows of what a case states itself; a fact that has no id is called by the place where it stands."""
    listed = [cells(row) for row in rows(case, own=True)]
    return sorted(({**row, "id": "" if ": $" in row["id"] else row["id"]} for row in listed), key=str)


@pytest.mark.parametrize("name", CASES)
def test_what_is_exported_comes_back_as_the_same_entries(name: str, tmp_path: Path) -> None:
    case, path = load_case(name), tmp_path / "table.csv"
    runner = CliRunner()
    assert runner.invoke(app, ["record", "export", name, "--own", "-o", str(path)]).exit_code == 0
    if path.read_text().count("\n") == 1:
        pytest.skip("states no entry of its own")
    more = ["--sources", name, "--as-of", str(case.as_of), *([] if case.hypothetical else ["--of-record"])]
    below = next(iter(case.baselines[-1:]), "")
    result = imported(path, *more, *(["--baseline", below] if below else []))
    assert result.exit_code == 0, result.stderr
    again = load_case(tmp_path / "mine.json")
    assert without_names(again) == without_names(case)
    # What is said of acts, of the time in between and of the law's day is no entry.
    if not case.acts and not case.as_if_in_force and case.law_as_of is None:
        assert judge(again).statuses == judge(case).statuses


@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_a_table_may_part_its_cells_by_comma_semicolon_or_tab(between: str, tmp_path: Path) -> None:
    assert imported(table(tmp_path, POPULATION | {"sources": ""}, between=between)).exit_code == 0
    (fact,) = json.loads((tmp_path / "mine.json").read_text())["facts"]
    assert fact == {"field": "camps.population", "date": "2027-01", "low": 50000, "high": 62000}


def test_a_spreadsheet_is_read_by_its_first_sheet(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.append(["field", "low", "high", "date"])
    book.active.append(["camps.population", 50000.0, 62000, "2027-01"])
    path = tmp_path / "table.xlsx"
    book.save(path)
    assert imported(path).exit_code == 0
    assert json.loads((tmp_path / "mine.json").read_text())["facts"][0]["low"] == 50000


def test_an_action_is_typed_as_suppose_takes_it(tmp_path: Path) -> None:
    line = {"id": "freed", "action type": "release_prisoners", "date": "2027-06-01",
            "written": "release_prisoners count=80 place=camps verified-by=ICRC"}  # fmt: skip
    assert imported(table(tmp_path, line | {"field": ""})).exit_code == 0
    (action,) = json.loads((tmp_path / "mine.json").read_text())["actions"]
    assert (action["id"], action["count"], action["verifier"]) == ("freed", 80, "ICRC")


WRONG: list[tuple[dict[str, str], str]] = [
    ({"field": "camps.populaton"}, "row 2, field: unknown field `camps.populaton`; did you mean `camps.population`?"),
    ({"low": "80.000"}, "row 2, low: `80.000` may mean 80000 or 80: write the one"),
    ({"low": "80,000"}, "row 2, low: expected a whole number"),
    ({"low": "62001"}, "row 2, low"),
    ({"date": "March 2027"}, "row 2, date: expected a date such as 2018-05-24"),
    ({"kind": "serch"}, "row 2, kind: unknown kind `serch`; did you mean `search`?"),
    ({"verification": "verfied", "verifier": "ICRC"}, "row 2, verification"),
    ({"verification": "verified"}, "row 2, verifier: is `verified` by nobody"),
    ({"sources": "cri18; nobody"}, "row 2, sources[0]: unknown source `cri18`"),
    ({"written": "{"}, "row 2, written: is no JSON of one entry"),
    ({"action type": "pardon"}, "row 2, written: an action says its keys"),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "said"), WRONG, ids=[said for _, said in WRONG])
def test_a_wrong_cell_is_named_by_its_row_and_column_and_nothing_is_written(
    cell: dict[str, str], said: str, tmp_path: Path
) -> None:
    result = imported(table(tmp_path, POPULATION | cell))
    assert (result.exit_code, result.stdout) == (5, "")
    assert said in told(result.stderr)
    assert not (tmp_path / "mine.json").exists()


def test_every_problem_of_every_row_is_shown_at_once(tmp_path: Path) -> None:
    found = told(imported(table(tmp_path, *(POPULATION | cell for cell, _ in WRONG[:7]))).stderr)
    assert {line.partition(",")[0].rpartition(": ")[2] for line in found.splitlines()} >= {
        f"row {number}" for number in range(2, 9) if number != 5
    }


def test_a_cell_that_differs_from_what_is_written_is_refused_and_not_passed_over(tmp_path: Path) -> None:
    case = load_case("record").suppose("release_prisoners count=80 place=camps verified-by=ICRC")
    lines = [cells(row) for row in rows(case, own=True)]
    assert {line["low"] for line in lines} == {"80", "-80"}
    assert imported(table(tmp_path, *lines)).exit_code == 0
    edited = [line | {"low": line["low"].replace("80", "90")} for line in lines]
    result = imported(table(tmp_path, *edited), out="other.json")
    assert "row 2: says something else than `written`" in told(result.stderr)
    assert result.exit_code == 5


FOREIGN = {
    "sdn.xml": ('<?xml version="1.0"?><sdnList xmlns="x"/>', "is a list of OFAC (SDN)"),
    "uslm.xml": ('<lawDoc xmlns="http://schemas.gpo.gov/xml/uslm">', "is a statute in USLM"),
    "catalog.json": ('{"catalog": {"metadata": {"oscal-version": "1.1.2"}}}', "is an OSCAL document"),
    "entities.json": ('{"id": "a", "schema": "Person", "properties": {}}', "is OpenSanctions entities"),
    "targets.csv": ("id,schema,name,aliases\n", "is a table of OpenSanctions"),
    "page.html": ("<!doctype html><html>", "is an XML or HTML file"),
    "a.pdf": ("%PDF-1.7", "is a PDF"),
    "empty.csv": ("", "is empty"),
    "other.csv": ("name,age\na,3\n", "is no table with the columns of `record export`"),
}  # fmt: skip


@pytest.mark.parametrize("name", FOREIGN)
def test_a_file_of_another_kind_is_named_as_what_it_is(name: str, tmp_path: Path) -> None:
    text, said = FOREIGN[name]
    (tmp_path / name).write_text(text)
    result = imported(tmp_path / name)
    assert result.exit_code == 5
    assert said in told(result.stderr)


@pytest.mark.parametrize("name", [name for name in FOREIGN if name not in ("empty.csv", "other.csv")])
def test_a_file_of_another_kind_given_as_a_case_is_named_too(name: str, tmp_path: Path) -> None:
    text, said = FOREIGN[name]
    (tmp_path / name).write_text(text)
    result = CliRunner().invoke(app, ["evaluate", str(tmp_path / name)])
    assert result.exit_code == 5
    assert said in told(result.stderr)


def test_a_row_without_a_source_is_refused_of_a_record_and_borne_of_a_hypothetical(tmp_path: Path) -> None:
    path = table(tmp_path, POPULATION)
    assert imported(path, out="supposed.json").exit_code == 0
    result = imported(path, "--of-record")
    assert "row 2, sources: names no source" in told(result.stderr)
    assert load_case(tmp_path / "supposed.json").hypothetical


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_table_with_anything_in_its_cells_is_answered_or_refused(data: Any, tmp_path: Path) -> None:
    text = st.text(max_size=30) | st.sampled_from(
        ["=1+1", "1 of 3", "until 2026-01-01", "{}", '{"type": 3}', "[]", "9" * 40]
    )
    lines = [
        {column: data.draw(text) if data.draw(st.booleans()) else POPULATION.get(column, "") for column in COLUMNS}
        for _ in range(data.draw(st.integers(1, 3)))
    ]
    out = tmp_path / "any.json"
    out.unlink(missing_ok=True)
    result = imported(table(tmp_path, *lines), out="any.json")
    assert result.exit_code in (0, 5), result.exception
    assert (result.exit_code == 0) is out.exists()
    if out.exists():
        load_case(out)
