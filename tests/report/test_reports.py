"""Reports say the same in every format, and text from a case stays text."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from compliance.cli.app import app
from compliance.report.markdown import plain

FORMATS = ("text", "markdown", "json")


def report(case: str, form: str) -> str:
    result = CliRunner(env={"COLUMNS": "80"}).invoke(app, ["evaluate", case, "--full", "--format", form])
    assert result.exit_code == 0, result.output
    return " ".join(result.stdout.split())


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("case", ["record-2018-08-01", "suspension-and-termination", "nuclear-only"])
def test_every_report_is_headed_and_names_what_it_rests_on(case: str, form: str) -> None:
    shown = report(case, form)
    for said in ("On the public record and under this reading", "not a certification, a prediction", case, "plain"):
        assert said in shown


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_beside_every_met_stands_that_no_sanction_is_lifted(form: str) -> None:
    assert "no sanction is lifted" in report("suspension-not-termination", form)


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_beside_every_unknown_stands_that_it_does_not_support_the_act(form: str) -> None:
    shown = report("record-2026-03-15", form)
    assert "does not support a certification" in shown
    assert "does not support a determination" in shown


@pytest.mark.parametrize("form", FORMATS)
def test_the_three_freed_in_2018_are_not_shown_without_the_two_seized_in_2017(form: str) -> None:
    assert "seized in 2017" in report("suspension-and-termination", form)
    assert "seized in 2017" in report("record-2018-08-01", form)


@pytest.mark.parametrize("form", ["text", "markdown"])
@pytest.mark.parametrize("word", ["complies", "gulag", "regime", "earned"])
def test_words_that_a_report_never_says(form: str, word: str) -> None:
    for case in ("record-2026-03-15", "suspension-and-termination"):
        assert word not in report(case, form).lower()


def test_a_report_of_2018_cites_nothing_published_later() -> None:
    shown = report("record-2018-08-01", "text")
    for later in ("Mirage News", "ninety-three", "Adit 3", "2022"):
        assert later not in shown


@pytest.mark.parametrize("form", FORMATS)
def test_text_from_a_case_is_text(form: str, tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    title = "[red]a[/red] | `b` <script> # c"
    path.write_text(json.dumps({"format": 1, "id": "t", "title": title, "as_of": "2020-01-01"}))
    shown = report(str(path), form)
    assert {"text": title, "markdown": plain(title), "json": title}[form] in shown


def test_what_markdown_would_take_for_marks_is_escaped() -> None:
    assert plain("a|b\n# c") == "a\\|b \\# c"


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_what_is_met_by_a_certification_alone_is_said_to_be(form: str) -> None:
    result = CliRunner(env={"COLUMNS": "80"}).invoke(
        app, ["evaluate", "q20-certified-before", "--reading", "lenient", "--full", "--format", form]
    )
    shown = " ".join(result.stdout.split())
    assert "NKSPEA § 402(1): met by a certification that stands, as this reading allows" in shown
    assert "met by a certification" not in report("q20-certified-and-revoked", form)
