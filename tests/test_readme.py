"""README shows what the commands print, and its code runs."""

import json
import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from compliance.case.load import load_case
from compliance.cli.app import GROUPS, app
from compliance.scale.sweep_file import load_sweep

ROOT = Path(__file__).parents[1]
README, ACTS, CHANGE, CASES, COMMANDS, SWEEPS = (
    (ROOT / name).read_text()
    for name in (
        "README.md",
        "docs/acts.md",
        "docs/change.md",
        "docs/cases.md",
        "docs/commands.md",
        "docs/sweeps.md",
    )
)


def blocks(language: str, text: str = README) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", text, flags=re.MULTILINE | re.DOTALL)


def settled(text: str) -> str:
    """The text without what differs with every rule and where durable_rules does not import."""
    text = re.sub(r"^engines .*$", "engines …", text, flags=re.MULTILINE)
    return re.sub(r" [0-9a-f]{8} · rules \w+ · compliance .*$", " · rules …", text, flags=re.MULTILINE)


@pytest.mark.parametrize(
    "block",
    [block for text in (README, ACTS, CHANGE, SWEEPS) for block in blocks("console", text)],
    ids=lambda b: b.splitlines()[0],
)
def test_a_console_block_shows_what_the_command_prints(block: str) -> None:
    """A line `[…]` stands for lines left out."""
    command, _, shown = block.partition("\n")
    arguments = shlex.split(command.removeprefix("$ compliance"))
    rest = settled(CliRunner(env={"COLUMNS": "80"}).invoke(app, arguments).stdout)
    for part in filter(None, settled(shown).split("[…]\n")):
        assert part in rest
        rest = rest.partition(part)[2]


def test_there_is_a_real_run_to_see() -> None:
    assert any("evaluate" in block for block in blocks("console"))


@pytest.mark.parametrize(
    "code",
    [*blocks("python"), *blocks("python", ACTS), *blocks("python", SWEEPS)],
    ids=["conditions", "acts", "sweeps"],
)
def test_an_example_in_python_runs(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(code, "README.md", "exec"), {})
    printed = capsys.readouterr().out.splitlines()
    expected = [line.removeprefix("# ") for line in code.splitlines() if line.startswith("# ")]
    assert printed == expected


def test_the_example_of_a_plan_in_python_runs() -> None:
    (code,) = blocks("python", CHANGE)
    exec(compile(code, "change.md", "exec"), {})


def test_the_example_of_a_case_file_can_be_used(tmp_path: Path) -> None:
    (text,) = blocks("json", CASES)
    path = tmp_path / "case.json"
    path.write_text(text)
    assert load_case(str(path)).id == json.loads(text)["id"]


def test_the_example_of_a_sweep_can_be_used(tmp_path: Path) -> None:
    (text,) = blocks("toml", SWEEPS)
    path = tmp_path / "sweep.toml"
    path.write_text(text)
    assert load_sweep(path).draws == 200_000


def test_every_command_named_in_the_readme_exists() -> None:
    named = set(re.findall(r"`compliance ([a-z]+)", README + COMMANDS))
    listed = CliRunner().invoke(app, ["--help"]).stdout
    assert all(name in listed for name in named)
    assert named >= {name for group in GROUPS.values() for name in group} - {
        "crosswalk",
        "measures",
        "replay",
    }  # beside another


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) < 180
