"""`compliance sweep`: what it prints and writes, and what it refuses before anything is drawn."""

import csv
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pyarrow.parquet
import pytest
from typer.testing import CliRunner, Result

from compliance.cli.app import app
from compliance.report.sweep import portion
from compliance.scale.sweep import Sweep

SWEEP = """
format = 1
title = "Seized & returned <all>"
draws = 300
readings = ["plain", "lenient"]
[[vary]]
name = "seized"
suppose = "detain country=japan count={}"
values = [0, 1, 3]
[[vary]]
name = "share open"
suppose = "humanitarian.counties_open={} verified-by=WFP"
uniform = [0, 1]
step = 0.25
[[vary]]
name = "day"
suppose = "expel_inspectors date={}"
days = ["2027-09-01", "2027-09-03"]
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "sweep.toml"
    path.write_text(SWEEP, encoding="utf-8")
    return path


def run(file: Path, *more: str) -> Result:
    return CliRunner().invoke(app, ["sweep", "suspension-not-termination", str(file), *more])


def printed(file: Path, *more: str) -> Any:
    result = run(file, "--format", "json", *more)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def test_every_format_says_that_shares_are_no_probabilities(file: Path) -> None:
    for form in ("text", "markdown", "html", "json"):
        shown = " ".join(run(file, "--format", form, "--check", "0").stdout.split())
        assert "nothing of how likely anything in the world is" in shown


def test_the_shares_of_each_provision_add_up_to_all_draws(file: Path) -> None:
    shown = printed(file, "--check", "0")
    assert [each["reading"] for each in shown["readings"]] == ["plain", "lenient"]
    for tally in shown["readings"]:
        assert {each["met"] + each["unknown"] + each["unmet"] for each in tally["provisions"]} == {300}
        for each in tally["provisions"]:
            low, high = each["intervals"]["met"]
            assert low <= each["met"] / 300 <= high


def test_draws_are_judged_one_by_one_as_well_and_how_many_is_said(file: Path) -> None:
    assert printed(file, "--check", "7")["checked"] == 7
    shown = run(file, "--check", "7").stdout
    assert "Judged one by one as well, and found the same: 7 of the draws." in " ".join(shown.split())
    assert "one by one" not in run(file, "--check", "0").stdout


def test_a_draw_that_is_judged_otherwise_by_itself_is_told_and_exits_with_6(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Sweep, "differing", lambda self, numbers: [(numbers[0], "plain", "/us/usc/t22/s9251/a")])
    result = run(file)
    assert result.exit_code == 6
    assert "draw 0 judged by itself differs: /us/usc/t22/s9251/a under the plain reading" in result.stderr


def test_a_grid_has_no_error_and_says_so_by_saying_nothing(tmp_path: Path) -> None:
    path = tmp_path / "grid.toml"
    path.write_text(SWEEP.replace("draws = 300", "grid = true"), encoding="utf-8")
    shown = printed(path, "--check", "1")
    assert (shown["grid"], shown["draws"]) == (True, 3 * 5 * 3)
    assert {each["intervals"] for tally in shown["readings"] for each in tally["provisions"]} == {None}
    assert "Drawn without end" not in run(path, "--check", "1").stdout


def test_the_picture_is_svg_with_every_bar_and_no_markup_from_the_file(file: Path, tmp_path: Path) -> None:
    path = tmp_path / "shares.svg"
    assert run(file, "--picture", str(path), "--check", "0").exit_code == 0
    root = ElementTree.parse(path).getroot()
    texts = ["".join(each.itertext()) for each in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "Sweep: Seized & returned <all>" in texts
    assert len([text for text in texts if text.startswith("402(2)(A)")]) == 2  # one a reading


@pytest.mark.parametrize("ending", ["parquet", "csv", "jsonl"])
def test_every_draw_is_written_with_the_status_of_every_provision(ending: str, file: Path, tmp_path: Path) -> None:
    path = tmp_path / f"draws.{ending}"
    assert run(file, "--draws", str(path), "--check", "0").exit_code == 0
    match ending:
        case "parquet":
            rows = pyarrow.parquet.read_table(path).to_pylist()
        case "csv":
            with path.open(encoding="utf-8", newline="") as stream:
                rows = list(csv.DictReader(stream))
        case _:
            rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [int(row["draw"]) for row in rows] == list(range(300))
    assert {str(row["seized"]) for row in rows} == {"0", "1", "3"}
    assert {str(row["day"]) for row in rows} == {"2027-09-01", "2027-09-02", "2027-09-03"}
    assert {row["share open"] for row in rows} == (
        {"0", "1 of 4", "1 of 2", "3 of 4", "1"} if ending == "csv" else {"0", "1/4", "1/2", "3/4", "1"}
    )
    shown = printed(file, "--check", "0")["readings"][0]
    met = sum(row["plain suspension"] == "met" for row in rows)
    assert met == next(each["met"] for each in shown["provisions"] if each["path"] == shown["goals"]["suspension"])
    assert "lenient /us/usc/t22/s9252/2/A" in rows[0]


REFUSED = {
    "an ending that says no format": (("--draws", "draws.xlsx"), 5, "its ending says how to write it"),
    "a picture on top of the sweep": (("--picture", "{file}"), 5, "named twice"),
    "a day that is none": (("--as-of", "tomorrow"), 2, "expected a day"),
    "fewer checks than none": (("--check", "-1"), 2, "--check"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_is_refused_before_anything_is_drawn(
    what: str, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_draws(*_: object, **__: object) -> None:
        raise AssertionError("something was drawn")

    monkeypatch.setattr("compliance.scale.sweep.judged", no_draws)
    arguments, code, words = REFUSED[what]
    result = run(file, *(each.format(file=file) for each in arguments))
    assert result.exit_code == code, result.stderr
    assert words in result.stderr


def test_a_name_that_is_no_case_exits_with_2_and_a_file_that_is_not_there_with_5(file: Path, tmp_path: Path) -> None:
    assert run(tmp_path / "nowhere.toml").exit_code == 5
    assert CliRunner().invoke(app, ["sweep", "no-such-case", str(file)]).exit_code == 2


def test_a_problem_shows_the_line_of_the_file_that_it_is_of(tmp_path: Path) -> None:
    path = tmp_path / "sweep.toml"
    path.write_text(SWEEP.replace("draws = 300", "draws = 0").replace("step = 0.25", "step = 0"), encoding="utf-8")
    shown = run(path).stderr
    assert "     3 | draws = 0" not in shown  # the text begins with an empty line
    assert "     4 | draws = 0\n       | ^^^^^^^^^" in shown
    assert "    14 | step = 0\n       | ^^^^^^^^" in shown


def test_a_day_before_the_act_is_refused_with_the_reason(file: Path, tmp_path: Path) -> None:
    case = tmp_path / "own.json"
    case.write_text('{"format": 1, "id": "own", "title": "Own", "as_of": "2015-06-01"}', encoding="utf-8")
    result = CliRunner().invoke(app, ["sweep", str(case), str(file), "--as-of", "2015-06-01"])
    assert result.exit_code == 5
    assert "was not law on 2015-06-01" in result.stderr
    assert "own.json: as_of" in result.stderr


@pytest.mark.parametrize(("some", "words"), [(0, "0.0%"), (1, "under 0.1%"), (9_999, "over 99.9%"), (10_000, "in all")])
def test_a_share_is_never_rounded_to_none_or_to_all(some: int, words: str) -> None:
    assert portion(some, 10_000) == words or some == 0
