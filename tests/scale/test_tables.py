"""The tables for a warehouse: whole, joined by their keys, the same for the same input, and as the document says."""

import errno
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest
from typer.testing import CliRunner

from compliance import judge, load_case
from compliance.cli.app import app
from compliance.files import columnar
from compliance.problem import UnusableError
from compliance.scale.table_specs import TABLES
from compliance.scale.tables import export_tables, schema_of
from tables_page import QUESTIONS, page

ROOT = Path(__file__).parents[2]
CASES = ("nuclear-only", "suspension-and-termination", "stockholm-2014", "renewed-twice-then-lapses")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("warehouse") / "tables"
    export_tables(out, CASES)
    return out


def rows(folder: Path, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = pyarrow.parquet.read_table(folder / f"{name}.parquet").to_pylist()
    return found


@pytest.mark.parametrize("name", TABLES)
def test_a_table_has_the_schema_that_is_documented_and_rows(name: str, folder: Path) -> None:
    read = pyarrow.parquet.read_schema(folder / f"{name}.parquet")
    assert read.equals(schema_of(TABLES[name]), check_metadata=True)
    assert rows(folder, name)


@pytest.mark.parametrize("name", TABLES)
def test_the_key_of_a_table_tells_its_rows_apart(name: str, folder: Path) -> None:
    keys = [tuple(row[column] for column in TABLES[name].key) for row in rows(folder, name)]
    assert len(set(keys)) == len(keys)


REFERRING = [(spec.name, column.name, column.of) for spec in TABLES.values() for column in spec.columns if column.of]


@pytest.mark.parametrize(("name", "column", "of"), REFERRING, ids=lambda value: str(value))
def test_what_refers_to_another_table_finds_a_row_there(name: str, column: str, of: str, folder: Path) -> None:
    table, _, key = of.partition(".")
    assert {row[column] for row in rows(folder, name)} <= {row[key] for row in rows(folder, table)}


def test_the_sources_of_an_entry_are_those_of_its_case_or_of_what_that_stands_on(folder: Path) -> None:
    below = {row["id"]: row["stands_on"] for row in rows(folder, "cases")}
    known = {(row["case_id"], row["id"]) for row in rows(folder, "sources")}
    for row in rows(folder, "entries"):
        chain, case = [], row["case_id"]
        while case is not None:
            chain.append(case)
            case = below[case]
        assert all(any((each, source) in known for each in chain) for source in row["sources"]), row


def test_matters_and_measures_that_are_named_are_there(folder: Path) -> None:
    ladders = {row["matter"] for row in rows(folder, "ladders")}
    assert {row["matter"] for row in rows(folder, "findings") if row["matter"]} <= ladders
    authorities = {row["id"] for row in rows(folder, "authorities")}
    assert {name for row in rows(folder, "measures") for name in row["also"]} <= authorities


def test_every_case_and_what_it_stands_on_has_its_findings_under_every_reading(folder: Path) -> None:
    assert {row["id"] for row in rows(folder, "cases")} >= {*CASES, "record"}
    found = {(row["case_id"], row["reading"], row["path"]): row for row in rows(folder, "findings")}
    for name in CASES:
        for reading in ("plain", "strict", "lenient"):
            judged = judge(load_case(name), reading=reading)
            for result in judged.results:
                for finding in result.finding.walk():
                    row = found[name, reading, finding.path]
                    assert row["status"] == finding.status.value
                    assert (row["lowest"], row["highest"]) == (
                        finding.lowest and finding.lowest.value,
                        finding.highest and finding.highest.value,
                    )


def test_every_entry_that_bears_on_the_record_is_there_once(folder: Path) -> None:
    bearing = [row for row in rows(folder, "entries") if row["case_id"] == "record" and row["left_out"] is None]
    folded = load_case("record").folded()
    stands = [entry for ledger in folded.ledgers.values() for entry in ledger if not entry.annulled_by]
    assert sorted((row["id"], row["field"]) for row in bearing) == sorted((each.id, each.field) for each in stands)


def test_a_share_is_an_exact_fraction_and_an_open_range_has_no_end(tmp_path: Path) -> None:
    case = tmp_path / "own.json"
    case.write_text(
        '{"format": 1, "id": "own", "title": "Own", "as_of": "2027-01-01", "facts": ['
        '{"field": "humanitarian.counties_open", "value": "1/3", "date": "2026-12-01"},'
        '{"field": "camps.population", "low": 5, "date": "2026-12-01"},'
        '{"field": "camps.operating", "unknown": true, "date": "2026-12-01"}]}',
        encoding="utf-8",
    )
    export_tables(tmp_path / "tables", [str(case)])
    said = {row["field"]: row for row in rows(tmp_path / "tables", "entries")}
    share, open_, unknown = (
        said[name] for name in ("humanitarian.counties_open", "camps.population", "camps.operating")
    )
    assert (share["low"], share["low_share"], share["high_share"], share["states"]) == (None, "1/3", "1/3", "value")
    assert (open_["low"], open_["high"], open_["states"]) == (5, None, "open range")
    assert (unknown["low"], unknown["high"], unknown["states"]) == (None, None, "unknown")


def test_the_same_input_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    export_tables(tmp_path / "again", CASES)
    for name in TABLES:
        assert (tmp_path / "again" / f"{name}.parquet").read_bytes() == (folder / f"{name}.parquet").read_bytes()


def test_the_document_answers_ten_questions_and_shows_what_duckdb_says(tmp_path: Path) -> None:
    export_tables(tmp_path / "tables")
    assert len(QUESTIONS) == 10
    assert page(tmp_path / "tables") == (ROOT / "docs" / "tables.md").read_text(encoding="utf-8")


def run(*arguments: str) -> Any:
    return CliRunner().invoke(app, ["export", *arguments])


def test_a_folder_that_holds_something_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    result = run("record", "--tables", str(tmp_path))
    assert result.exit_code == 5
    assert "is not empty" in result.stderr
    assert [each.name for each in tmp_path.iterdir()] == ["mine.txt"]


def test_a_file_in_the_place_of_the_folder_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "tables"
    path.write_text("mine")
    assert run("record", "--tables", str(path)).exit_code == 5
    assert path.read_text() == "mine"


def test_the_problems_of_every_case_are_said_at_once(tmp_path: Path) -> None:
    result = run("recrod", "nuclear-onyl", "--tables", str(tmp_path / "tables"))
    assert result.exit_code == 2
    assert "did you mean `record`" in result.stderr
    assert "did you mean `nuclear-only`" in result.stderr
    assert not (tmp_path / "tables").exists()


OWN = (
    '{{"format": 1, "id": "{0}", "title": "{1}", "as_of": "2027-01-01", "baseline": "{2}", '
    '"sources": {{"s": {{"title": "S"}}}}}}'
)


def test_a_case_that_stands_on_a_file_brings_that_file_with_it(tmp_path: Path) -> None:
    (tmp_path / "base.json").write_text(OWN.format("base", "Base", "record"), encoding="utf-8")
    (tmp_path / "top.json").write_text(OWN.format("top", "Top", "base.json"), encoding="utf-8")
    export_tables(tmp_path / "tables", [str(tmp_path / "top.json")])
    assert {row["id"] for row in rows(tmp_path / "tables", "cases")} == {"top", "base", "record"}
    assert {row["case_id"] for row in rows(tmp_path / "tables", "sources")} == {"top", "base", "record"}


def test_two_cases_of_one_id_are_refused_and_none_is_dropped(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.json").write_text(OWN.format("own", f"Case {name}", "record"), encoding="utf-8")
    with pytest.raises(UnusableError, match="that of another case too"):
        export_tables(tmp_path / "tables", [str(tmp_path / "a.json"), str(tmp_path / "b.json")])


def test_on_a_full_disk_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written = list[Path]()

    def full(path: Path, schema: Any, batches: Any) -> None:
        if written:
            raise OSError(errno.ENOSPC, "No space left on device")
        written.append(path)
        columnar.write_parquet(path, schema, batches)

    monkeypatch.setattr("compliance.scale.tables.write_parquet", full)
    with pytest.raises(UnusableError, match="no space left"):
        export_tables(tmp_path / "tables", ["record"])
    assert [each for each in tmp_path.rglob("*") if each.is_file()] == []


def test_without_pyarrow_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    result = run("record", "--tables", str(tmp_path / "tables"))
    assert result.exit_code == 5
    assert "[scale]" in result.stderr
