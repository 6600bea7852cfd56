"""The first screen: what a staffer sees in ten seconds, in thirty lines of eighty cells."""

import pytest
from rich.cells import cell_len
from syrupy.assertion import SnapshotAssertion
from typer.testing import CliRunner

from compliance import judge, load_case
from compliance.cli.app import app
from compliance.explanation.phrase import phrase
from compliance.files.resources import packaged_cases
from compliance.report import board, text
from compliance.report.document import Document
from compliance.rulebook.rulebook import Rulebook
from compliance.status import Status

SCREENS = (
    ("record-2026-03-15",),
    ("record-2018-08-01",),
    ("record-2026-03-15", "--reading", "strict"),
    ("record-2026-03-15", "--reading", "all"),
    ("hanoi-2019-north-korean-offer",),
    ("hanoi-2019-united-states-ask",),
    ("singapore-2018",),
    ("suspension-not-termination",),
    ("suspension-and-termination",),
    ("all-claimed",),
)


def screen(*arguments: str, width: int = 80) -> str:
    result = CliRunner(env={"COLUMNS": str(width)}).invoke(app, ["evaluate", *arguments, "--engines", "specification"])
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize("arguments", SCREENS, ids=" ".join)
def test_the_first_screen(arguments: tuple[str, ...], snapshot: SnapshotAssertion) -> None:
    shown = "\n".join(line for line in screen(*arguments).splitlines() if "· rules " not in line)
    assert shown == snapshot


@pytest.mark.parametrize("case", sorted(packaged_cases()))
def test_the_first_screen_holds_its_lines_and_cells(case: str, rulebook: Rulebook) -> None:
    loaded = load_case(case)
    if loaded.law_day(loaded.as_of, rulebook.enacted) is None and loaded.as_of < rulebook.enacted:
        pytest.skip("there was no law to judge it by")
    found = judge(loaded, rulebook)
    before = judge(load_case("record"), rulebook) if loaded.hypothetical else None
    others = tuple(judge(loaded, rulebook, reading=name) for name in ("strict", "lenient"))
    shown = text.render(board.page(board.Board(Document(loaded, found, rulebook), before, others))).splitlines()
    assert len(shown) <= (45 if loaded.hypothetical else 30)
    assert max(map(cell_len, shown)) <= 80


@pytest.mark.parametrize("reading", ["plain", "strict", "lenient"])
@pytest.mark.parametrize("case", sorted(packaged_cases()))
def test_every_condition_has_a_phrase(case: str, reading: str, rulebook: Rulebook) -> None:
    loaded = load_case(case)
    if loaded.law_day(loaded.as_of, rulebook.enacted) is None and loaded.as_of < rulebook.enacted:
        pytest.skip("there was no law to judge it by")
    for result in judge(loaded, rulebook, reading=reading).results:
        for row in board.rows_of(result):
            said = phrase(row.finding)
            assert said or row.finding.connective == "certified", row.number
            assert "{" not in said


def test_a_goal_counts_its_conditions_and_those_it_refers_to(rulebook: Rulebook) -> None:
    suspension, termination = judge(load_case("record-2026-03-15"), rulebook).results
    assert [row.number for row in board.rows_of(suspension)] == ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"]
    assert [row.number for row in board.rows_of(termination)] == [
        "(1)",
        "(2)(A)",
        "(2)(B)",
        "(2)(C)",
        "(2)(D)",
        "(2)(E)",
    ]
    assert len(board.conditions_of(suspension)) == 6
    assert len(board.conditions_of(termination)) == 11


def test_what_is_supported_is_never_shown_without_what_that_means() -> None:
    shown = " ".join(screen("suspension-not-termination").split())
    assert "conditions only, no sanction is lifted; § 401(a): sanctions may be suspended upon" in shown


def test_a_count_that_leaves_those_seized_aside_says_so() -> None:
    shown = screen("record-2018-08-01", "--answer", "Q5=gross", width=200)
    assert "4+ returned, newly taken not set against them" in shown
    assert "4+ returned, 3–" in screen("record-2018-08-01", width=200)


def test_what_an_action_did_is_said_in_one_line(rulebook: Rulebook) -> None:
    shown = screen("upr-low-hanging-fruit", width=200)
    assert "ratify treaty, 2 May 2027: moves no condition of this reading" in shown
    shown = screen("all-claimed", width=200)
    assert "surrender equipment, 1 March 2027: does not count for 401(a)(1): below the grade asked for" in shown
    shown = screen("suspension-not-termination", width=200)
    assert "surrender equipment, 1 March 2027: equipment surrendered or destroyed: 0 → 1 (401(a)(1))" in shown


def test_an_action_after_the_day_says_on_which_day_it_counts() -> None:
    shown = screen("suspension-not-termination", "--as-of", "2027-03-15", width=200)
    assert (
        "record step (APG), 10 April 2027: dated after the day judged: does not count; use --as-of 2027-04-10" in shown
    )


def test_the_words_for_each_status() -> None:
    assert list(board.VERDICT) == [Status.MET, Status.UNKNOWN, Status.UNMET]
    assert "NOT SUPPORTED: open" in screen("record-2026-03-15", "--reading", "lenient")


def test_what_the_record_states_is_never_marked_as_supposed() -> None:
    shown = CliRunner().invoke(app, ["evaluate", "record"])
    assert "▲" not in shown.stdout
    assert len(shown.stdout.splitlines()) <= 30
