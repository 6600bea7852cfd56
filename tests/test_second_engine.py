"""What `make` says where the second engine cannot be built, and that it goes on."""

import importlib.util
import subprocess
import sysconfig
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

SCRIPT = Path(__file__).parents[1] / ".ci" / "second_engine.py"


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script, in an environment without the engine and without pip."""
    spec = importlib.util.spec_from_file_location("second_engine", SCRIPT)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "is_there", lambda: False)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("nothing is to be run"))
    return module


def test_without_a_compiler_it_names_the_compiler_and_installs_nothing(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CC", "no-such-compiler -O2")
    assert script.main() == 1
    assert "building it needs a C compiler (`no-such-compiler`)" in capsys.readouterr().err


def test_without_headers_it_names_the_headers_and_installs_nothing(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("CC", "sh")  # a command that is there
    monkeypatch.setattr(sysconfig, "get_path", lambda _: str(tmp_path))
    assert script.main() == 1
    assert f"building it needs the headers of this Python (`{tmp_path}/Python.h`)" in capsys.readouterr().err


def test_what_is_there_already_is_not_built_again(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(script, "is_there", lambda: True)
    assert script.main() == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    ("failed", "said"), [("no space left", "pip said:\nno space left"), ("", "cannot be imported")]
)
def test_a_build_that_fails_is_told_and_does_not_end_the_installation(
    failed: str, said: str, script: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(script, "missing", list)
    monkeypatch.setattr(script, "install", lambda: failed)
    assert script.main() == 1
    assert said in capsys.readouterr().err


def test_the_package_is_built_for_python_3_13_as_that_needs(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs: list[tuple[list[str], Any]] = []

    def run(command: list[str], **options: Any) -> subprocess.CompletedProcess[str]:
        runs.append((command, options.get("env")))
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setattr(script.sys, "version_info", (3, 13, 0, "final", 0))
    monkeypatch.setenv("CPPFLAGS", "-DX")
    assert script.install() == ""
    assert runs[-1][0][-4:] == ["install", "--no-cache-dir", "-e", ".[durable]"]
    assert runs[-1][1]["CPPFLAGS"] == "-DX -DPyEval_CallObject=PyObject_CallObject"
