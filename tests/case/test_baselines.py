"""Which files a case may have read for it."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from compliance.case.load import load_case
from compliance.cli.app import app
from compliance.problem import Code, UnusableError

HEAD = {"format": 1, "title": "T", "as_of": "2026-01-01"}


def case(path: Path, **keys: Any) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(HEAD | {"id": path.stem} | keys))
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a case beside and one below, links that stay and links that leave, and a case outside."""
    here = tmp_path / "here"
    outside = case(tmp_path / "outside.json")
    case(here / "beside.json")
    case(here / "below" / "deeper.json")
    (here / "secret.txt").write_text("a secret")
    (here / "stays.json").symlink_to("below/deeper.json")
    (here / "leaves.json").symlink_to(outside)
    (here / "away").symlink_to(tmp_path)
    return here


BELOW = ["beside.json", "./beside.json", "below/deeper.json", "stays.json", "nuclear-only"]
OTHERS = ["-", "/dev/stdin", "/etc/passwd", "secret.txt", "below", "../outside.json", "below/../beside.json"]
LEAVING = ["leaves.json", "away/outside.json", "/absolute.json", "OUTSIDE"]


@pytest.mark.parametrize("baseline", BELOW)
def test_a_baseline_is_a_packaged_case_or_a_file_below(folder: Path, baseline: str) -> None:
    assert load_case(str(case(folder / "over.json", baseline=baseline))).baselines


@pytest.mark.parametrize("baseline", [*OTHERS, *LEAVING])
def test_any_other_baseline_is_refused_and_nothing_of_it_is_quoted(folder: Path, baseline: str) -> None:
    path = case(folder / "over.json", baseline=baseline.replace("OUTSIDE", str(folder.parent / "outside.json")))
    with pytest.raises(UnusableError) as caught:
        load_case(str(path))
    (problem,) = caught.value.problems
    assert (problem.code, problem.file, problem.place) == (Code.UNKNOWN_CASE, str(path), "$.baseline")
    assert "secret" not in problem.message.replace("secret.txt", "")


def test_a_baseline_of_a_case_from_standard_input_is_below_the_working_folder(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    for baseline, code in (("beside.json", 0), ("../outside.json", 5), ("-", 5), ("/etc/passwd", 5)):
        given = json.dumps(HEAD | {"id": "over", "baseline": baseline})
        assert CliRunner().invoke(app, ["evaluate", "-"], input=given).exit_code == code


@pytest.mark.parametrize("baseline", ["../outside.json", "leaves.json", "OUTSIDE"])
def test_who_loads_a_case_may_take_a_baseline_from_anywhere(folder: Path, baseline: str) -> None:
    path = case(folder / "over.json", baseline=baseline.replace("OUTSIDE", str(folder.parent / "outside.json")))
    assert load_case(str(path), baselines_anywhere=True).baselines == ("outside",)


def test_a_baseline_is_never_standard_input_whoever_loads_it(folder: Path) -> None:
    with pytest.raises(UnusableError, match=r"\[unknown-case\]"):
        load_case(str(case(folder / "over.json", baseline="-")), baselines_anywhere=True)
