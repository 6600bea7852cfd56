"""How a run ends that is interrupted, or that meets a defect of ours: quietly, and by its exit code."""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

import compliance
from compliance.cli.app import app
from compliance.judgement import durable

# Interruptions are minded even where the tests run in the background of a shell, which has its children ignore them.
RUN = """import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from compliance.cli.entry import run
"""
# Interrupts itself when a module is looked for.
AT = """
import os, signal, sys
class Finder:
    def find_spec(self, name, *_):
        if name == "{}":
            os.kill(os.getpid(), signal.SIGINT)
sys.meta_path.insert(0, Finder())
"""
needs_two = pytest.mark.skipif(not durable.is_available(), reason="durable_rules does not import here")


def ran(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", RUN + code + "\nrun()", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


IMPORTED = ["cli.app", "case.model", "cli.evaluate", "report.markdown"]


@pytest.mark.parametrize("module", ["typer", "pydantic", *(f"compliance.{name}" for name in IMPORTED)])
def test_an_interruption_while_modules_are_imported_is_quiet(module: str) -> None:
    done = ran(AT.format(module), "evaluate", "nuclear-only", "--format", "markdown")
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_the_entry_point_imports_nothing_of_the_package_but_itself_before_it_minds_interruptions() -> None:
    code = "import sys; print(*(name for name in sys.modules if name.startswith(('compliance', 'pydantic', 'typer'))))"
    done = subprocess.run([sys.executable, "-c", RUN + code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["compliance", "compliance.cli", "compliance.cli.entry"]
    project = (Path(__file__).parents[2] / "pyproject.toml").read_text()
    assert 'compliance = "compliance.cli.entry:run"' in project


@pytest.mark.parametrize("delay", [0.0, 0.3, 1.5])
def test_an_interruption_is_quiet_whenever_it_comes(delay: float, tmp_path: Path) -> None:
    days = [(date(2016, 3, 1) + timedelta(number)).isoformat() for number in range(600)]
    facts = [{"field": "captives.japan.held", "value": number % 7, "date": day} for number, day in enumerate(days)]
    case = {"format": 1, "id": "long", "title": "Long", "as_of": "2026-01-01", "facts": facts}
    (tmp_path / "long.json").write_text(json.dumps(case))
    command = [sys.executable, "-c", RUN + "print('ready', flush=True)\nrun()", "timeline", str(tmp_path / "long.json")]
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen([*command, "--from", "2016-02-18"], text=True, **pipes) as process:  # type: ignore[call-overload]  # pipes by name
        assert process.stdout.readline() == "ready\n"
        time.sleep(delay + 0.01)
        process.send_signal(signal.SIGINT)
        shown, said = process.communicate(timeout=60)
    assert (process.returncode, shown, said) == (130, "", "")


CAUGHT = """
import compliance.cli.evaluate as e, os, signal
def judge(*_, **__):
    try:
        os.kill(os.getpid(), signal.SIGINT)
    except BaseException:
        raise RuntimeError("lost")
e.judge = judge
"""


def test_what_a_library_makes_of_an_interruption_changes_nothing() -> None:
    done = ran(CAUGHT, "evaluate", "nuclear-only")
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_who_ignores_interruptions_is_not_interrupted() -> None:
    code = "import os, signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)"
    done = ran(f"{code}\n{AT.format('typer')}", "--version")
    assert done.returncode == 0


DEFECT = "import compliance.cli.evaluate as e\ndef judge(*_, **__): raise KeyError('a\\nb')\ne.judge = judge"


def test_a_defect_of_ours_is_one_line_that_says_how_to_report_it() -> None:
    done = ran(DEFECT, "evaluate", "nuclear-only")
    assert (done.returncode, done.stdout) == (70, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("compliance: a defect of this program (KeyError: ")
    assert "please report it" in line


def test_debug_shows_the_traceback_of_a_defect() -> None:
    done = ran(DEFECT, "--debug", "evaluate", "nuclear-only")
    assert (done.returncode, done.stdout) == (70, "")
    assert "Traceback" in done.stderr
    assert done.stderr.splitlines()[-1].startswith("compliance: a defect of this program")
    assert ran("", "--debug", "cases").returncode == 0


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no full disk here")
def test_a_full_disk_is_said_to_be_one() -> None:
    for arguments in (["cases"], ["schema", "case"]):
        command = [sys.executable, "-c", RUN + "run()", *arguments]
        with open("/dev/full", "w") as full:
            done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
        assert done.stderr.splitlines()[0] == "compliance: cannot write: No space left on device"
        assert "Traceback" not in done.stderr


@needs_two
@pytest.mark.parametrize("command", ["evaluate", "timeline", "relief"])
def test_a_finding_that_the_second_engine_lacks_is_a_difference(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durable.Engine, "run", lambda *_: ({}, ()))
    result = CliRunner().invoke(app, [command, "suspension-not-termination"])
    assert (result.exit_code, result.stdout) == (6, "")
    assert "durable_rules nothing" in result.stderr


def test_every_name_of_the_library_is_there_and_no_other() -> None:
    assert {*compliance._FROM, "actions"} == set(compliance.__all__) <= set(dir(compliance))  # a module, beside them
    assert all(getattr(compliance, name).__name__.rpartition(".")[2] == name for name in compliance.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        compliance.nothing  # type: ignore[attr-defined]  # noqa: B018  # that there is none is what is tested
