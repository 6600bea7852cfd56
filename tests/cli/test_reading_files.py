"""A reading from a file of its own: what is wrong with it is said of the file as the user wrote it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from compliance.cli.app import app
from compliance.files.resources import rules_folder
from compliance.rulebook.load import load_rules
from told import told

PLAIN = (rules_folder() / "readings" / "plain.toml").read_text().replace('id = "plain"', 'id = "mine"')
FIRST = PLAIN[: PLAIN.index("[[choice]]")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("id = ", "is not TOML"),
        ('id = "mine"\n', "`title` is missing [missing-key]"),
        (FIRST, "mine: leaves `Q1` open"),
        (PLAIN.replace('"mine"', '"plain"'), "the reading `plain` stands twice [duplicate-id]"),
        (PLAIN.replace('"mine"', '"mine"\nextends = "plane"'), "extends an unknown reading `plane`"),
        (PLAIN.replace('question = "Q1"\n', 'question = "Q999"\n'), "answers an unknown question `Q999`"),
        (None, "cannot be read: no such file or directory [unreadable]"),
    ],
)
@pytest.mark.parametrize("name", ["./mine.toml", "below/plain.toml", "goals.toml", "ABSOLUTE"])
def test_a_problem_of_a_reading_names_its_file_as_it_was_written(
    text: str | None, said: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    name = name.replace("ABSOLUTE", str(tmp_path / "mine.toml"))
    Path(name).parent.mkdir(exist_ok=True)
    if text is not None:
        Path(name).write_text(text)
    result = CliRunner().invoke(app, ["evaluate", "record", "--reading", name])
    assert (result.exit_code, result.stdout) == (5, "")
    assert all(line.startswith(f"{name}: ") for line in told(result.stderr).splitlines()), told(result.stderr)
    assert said in told(result.stderr)


@pytest.mark.parametrize("name", ["mine.toml", "plain.toml", "goals.toml", "readings/strict.toml"])
def test_a_reading_takes_no_place_of_a_file_of_the_rules(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).write_text(PLAIN)
    rulebook = load_rules(further=[Path(name)])
    assert list(rulebook.readings) == [*load_rules().readings, "mine"]
    shutil.copy(name, "elsewhere.toml")
    assert load_rules(further=[Path("elsewhere.toml")]).version == rulebook.version


def test_standard_input_that_cannot_be_read_is_refused_as_such() -> None:
    command = f"{sys.executable} -c 'from compliance.cli.app import run; run()' evaluate - 0> /dev/null"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (5, "")
    assert told(done.stderr) == "standard input: cannot be read: bad file descriptor [unreadable]"
