"""`--otherwise`: what hypotheticals suppose of the time since their baseline, wherever that can mean something."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from compliance import judge, load_case
from compliance.cli.app import app

LINE = "surrender_equipment verified-by=Interpol date=2027-06-01"


def run(*words: str) -> str:
    ran = CliRunner().invoke(app, list(words))
    assert ran.exit_code == 0, ran.output
    return ran.stdout


def statuses(*words: str) -> dict[str, str]:
    shown = json.loads(run("evaluate", *words, "--format", "json"))
    return {each["provision"]: each["status"] for each in shown["conditions"]}


def test_what_is_not_recorded_since_is_unknown_where_nothing_is_supposed_of_it() -> None:
    case = load_case("record").suppose(LINE)
    for said in ("as-recorded", "unknown"):
        found = statuses("record", "--suppose", LINE, "--otherwise", said)
        own = judge(case, otherwise=said)
        assert found == {number: own[number].status.value for number in found}
    assert statuses("record", "--suppose", LINE, "--otherwise", "unknown") != statuses("record", "--suppose", LINE)


@pytest.mark.parametrize(
    "words",
    [
        ("explain", "record", "401a1"),
        ("missing", "record"),
        ("missing", "record", "--settles", "401a3"),
        ("fragility", "nuclear-only"),
        ("readings", "nuclear-only"),
        ("plan", "all-but-captives"),
        ("compare", "record", "nuclear-only"),
        ("timeline", "from-leap-day"),
        ("relief", "from-leap-day"),
    ],
)
def test_every_command_that_judges_takes_it(words: tuple[str, ...]) -> None:
    assert run(*words, "--otherwise", "unknown")


def test_a_receipt_says_it_and_is_judged_again_so(tmp_path: Path) -> None:
    receipt = str(tmp_path / "r.json")
    run("evaluate", "record", "--suppose", LINE, "--otherwise", "unknown", "-q", "--receipt", receipt)
    assert "the same, byte for byte" in run("replay", receipt)
    text = Path(receipt).read_text().replace('"otherwise":"unknown"', '"otherwise":"perhaps"')
    Path(receipt).write_text(text)
    ran = CliRunner().invoke(app, ["replay", receipt])
    assert ran.exit_code == 5
    assert "expected one of as-recorded, unknown, found `perhaps`" in ran.stderr


def test_a_saved_case_says_it_of_itself_where_it_stands_on_a_record(tmp_path: Path) -> None:
    path = tmp_path / "own.json"
    run("evaluate", "record", "--suppose", LINE, "--otherwise", "unknown", "-q", "--save", str(path))
    assert json.loads(path.read_text())["otherwise"] == "unknown"
    ran = CliRunner().invoke(
        app,
        ["evaluate", "nuclear-only", "--suppose", LINE, "--otherwise", "unknown", "--save", str(tmp_path / "b.json")],
    )
    assert ran.exit_code == 2
