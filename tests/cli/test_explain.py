"""`compliance explain` and `--suppose`: a question of one's own, as people type it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from compliance import judge, load_case
from compliance.cli.app import app

FREED = "release_prisoners count=8000 place=camps verified-by=ICRC date=2027-06-01"
ACTS = Path(__file__).parents[2] / "cases" / "acts"


def compliance(*arguments: str, width: int = 80) -> Result:
    return CliRunner(env={"COLUMNS": str(width)}).invoke(app, list(arguments))


@pytest.mark.parametrize("typed", ["401(a)(6)", "401a6", "22 USC 9251(a)(6)", "sec. 401(a)(6)", "§ 401(a)(6)"])
def test_a_condition_is_explained_however_it_is_cited(typed: str) -> None:
    result = compliance("explain", "record-2026-03-15", typed)
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("NKSPEA § 401(a)(6)  Political prison camps  ✗ UNMET\n")
    assert "What would lift it:" in result.stdout
    assert "The answers it rests on" in result.stdout
    assert "Under other readings: strict unmet" in result.stdout or "lenient unknown" in result.stdout


def test_of_an_unknown_condition_it_says_what_would_settle_it() -> None:
    assert "What would settle it:" in compliance("explain", "record-2026-03-15", "401a3").stdout


def test_a_goal_is_explained_by_its_conditions() -> None:
    shown = compliance("explain", "record-2026-03-15", "401a").stdout
    assert "NKSPEA § 401(a)  Suspension  ✗ NOT SUPPORTED: ruled out" in shown
    assert "401(a)(6) Prison camps" in shown


def test_a_first_word_that_is_no_case_is_asked_of_the_record() -> None:
    assert "Political prison camps" in compliance("explain", "401a6").stdout


def test_what_is_no_provision_is_refused() -> None:
    result = compliance("explain", "record-2026-03-15", "104(a)")
    assert result.exit_code == 2
    assert "[unknown-provision]" in result.stderr


@pytest.mark.parametrize("form", ["markdown", "html"])
def test_it_goes_on_paper_too(form: str) -> None:
    shown = compliance("explain", "record-2026-03-15", "401a6", "--format", form).stdout
    assert "Peterson Institute for International Economics" in shown
    assert "https://" in shown


def test_what_is_supposed_is_marked_and_headed_as_a_hypothetical() -> None:
    shown = compliance("explain", "record", "402(2)(B)", "--suppose", FREED).stdout
    assert "with the case's hypothetical entries" in " ".join(shown.split())
    assert "▲ supposed" in shown


def test_a_what_if_shows_what_it_changed() -> None:
    shown = compliance("evaluate", "record", "--suppose", FREED, width=200).stdout
    assert "▲ release prisoners (camps), 1 June 2027: people released: " in shown
    assert "compliance explain record 401a1 --suppose …" in shown


@pytest.mark.parametrize("command", ["evaluate", "relief", "timeline"])
def test_every_command_that_judges_supposes(command: str) -> None:
    case = "suspension-not-termination" if command == "evaluate" else "renewed-twice-then-lapses"
    result = compliance(command, case, "--suppose", "detain country=japan count=1 date=2030-05-01")
    assert result.exit_code == 0, result.output
    refused = compliance(command, case, "--suppose", "detian country=japan count=1")
    assert refused.exit_code == 2
    assert "did you mean `detain`?" in refused.stderr


def test_what_is_saved_is_judged_alike_and_nothing_is_written_over(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    lines = ["--suppose", FREED, "--suppose", "humanitarian.random_visits=yes observed-by=WFP date=2027-05"]
    assert compliance("evaluate", "record", *lines, "--save", str(path)).exit_code == 0
    assert judge(load_case(path)).statuses == judge(load_case("record").suppose(FREED, lines[-1])).statuses
    assert json.loads(path.read_text())["baseline"] == "record"
    again = compliance("evaluate", "record", *lines, "--save", str(path))
    assert again.exit_code == 5
    assert "nothing is written over" in again.stderr


def test_a_finding_is_found_by_its_citation() -> None:
    found = judge(load_case("record-2026-03-15"))
    assert found["401a6"] is found["22 U.S.C. § 9251(a)(6)"]
    assert found["402(1)>401(a)(6)"].referred
    with pytest.raises(KeyError, match="judged are 401"):
        found["104(a)"]


def test_the_rows_of_an_assessment_are_flat() -> None:
    rows = judge(load_case("record-2026-03-15")).rows()
    assert {row["provision"] for row in rows} >= {"401(a)", "401(a)(6)", "402(2)(E)"}
    assert all(isinstance(value, str | bool | None) for row in rows for value in row.values())


def test_an_assessment_says_in_a_line_what_it_found() -> None:
    found = judge(load_case("record-2026-03-15"))
    assert repr(found) == (
        "<Assessment record-2026-03-15 2026-03-15 plain: suspension ruled out, termination ruled out>"
    )
