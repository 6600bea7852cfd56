"""Install a wheel in a bare environment, and use it from another folder: `python tests/wheel.py dist`."""

import os
import subprocess
import sys
import tarfile
import tempfile
import venv
import zipfile
from pathlib import Path

CARRIED = ("rules/goals.toml", "rules/us/usc/t22/s9251.toml", "cases/record.json", "cases/coverage/everything.json")
RUNS = (
    (("--version",), 0),
    (("rules", "check"), 0),
    (("cases", "answers"), 0),
    (("check", "record", "everything", "suspension-and-termination", "whole-human-rights-package"), 0),
    (("evaluate", "record-2026-03-15", "--check", "suspension"), 3),
    (("evaluate", "everything", "--reading", "all", "--check", "termination"), 0),
    (("evaluate", "all-claimed", "--format", "markdown", "--check", "suspension"), 4),
    (("evaluate", "no-such-case"), 5),
)
LIBRARY = """
from compliance import judge, load_case
print(judge(load_case("record-2026-03-15")).result("suspension").status.value)
"""


def only(folder: Path, pattern: str) -> Path:
    """The one file of that form in the folder."""
    (found,) = folder.glob(pattern)
    return found


def main(folder: Path) -> None:
    """Raise if the wheel or the sdist lacks something, or if a run ends otherwise than it should."""
    wheel, sdist = only(folder, "*.whl"), only(folder, "*.tar.gz")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {f"compliance/_data/{name}" for name in CARRIED} | {"compliance/py.typed"} <= names
    with tarfile.open(sdist) as archive:
        assert {f"{sdist.name.removesuffix('.tar.gz')}/{name}" for name in CARRIED} <= set(archive.getnames())
    with tempfile.TemporaryDirectory() as elsewhere:
        place = Path(elsewhere)
        venv.create(place / "venv", with_pip=True)
        binaries = place / "venv" / "bin"
        environment = {"PATH": os.environ["PATH"], "HOME": str(place), "LANG": "C.UTF-8"}
        pip = [
            str(binaries / "python"),
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            str(wheel.resolve()),
        ]
        subprocess.run(pip, check=True)
        for arguments, expected in RUNS:
            run = [str(binaries / "compliance"), *arguments]
            ended = subprocess.run(run, cwd=place, env=environment, capture_output=True, text=True, check=False)
            assert ended.returncode == expected, (arguments, ended.returncode, ended.stderr)
            assert "Traceback" not in ended.stderr
        python = [str(binaries / "python"), "-c", LIBRARY]
        said = subprocess.run(python, cwd=place, env=environment, capture_output=True, text=True, check=True).stdout
        assert said == "unmet\n", said
    sys.stdout.write(f"{wheel.name}: {len(RUNS)} runs and the library as they should be\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
