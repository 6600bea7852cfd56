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
    (("evaluate", "no-such-case"), 2),
    (("serve",), 5),  # the extra is not there
    (("mcp",), 5),
    (("verify", "--reading", "plain"), 0),
)
# What is judged must not depend on where the rules were read from: every conclusion on three cases under every reading.
VERDICTS = """
import tomllib
from compliance import judge, load_case, load_rules
if {known}:
    tomllib.loads = None  # whatever reads TOML fails
rules = load_rules()
print(rules.version)
for name in ("record-2026-03-15", "suspension-and-termination", "everything"):
    for reading in rules.readings:
        for result in judge(load_case(name), rules, reading=reading).results:
            for finding in result.finding.walk():
                print(name, reading, finding.path, finding.status, finding.lowest, finding.highest)
"""


def only(folder: Path, pattern: str) -> Path:
    """The one file of that form in the folder."""
    (found,) = folder.glob(pattern)
    return found


def contents(wheel: Path, sdist: Path) -> None:
    """Raise if one of them lacks something."""
    names = set(zipfile.ZipFile(wheel).namelist())
    of_code = {f"compliance/{name}" for name in ("py.typed", "web/static/board.js", "web/templates/board.html.j2")}
    assert {f"compliance/_data/{name}" for name in (*CARRIED, "rules.json")} | of_code <= names
    with tarfile.open(sdist) as archive:
        carried = {f"{sdist.name.removesuffix('.tar.gz')}/{name}" for name in (*CARRIED, "hatch_build.py")}
        assert carried <= set(archive.getnames())


def installed(wheel: Path, folder: Path) -> Path:
    """The commands of a new environment with this wheel in it, and without its extras: one engine."""
    venv.create(folder, with_pip=True)
    binaries = folder / "bin"
    pip = [str(binaries / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, str(wheel.resolve())], check=True)
    return binaries


def main(folder: Path) -> None:
    """Raise if the wheel or the sdist lacks something, or if a run ends otherwise than it should."""
    wheel = only(folder, "*.whl")
    contents(wheel, only(folder, "*.tar.gz"))
    with tempfile.TemporaryDirectory() as elsewhere:
        place = Path(elsewhere)
        binaries = installed(wheel, place / "venv")
        environment = {"PATH": os.environ["PATH"], "HOME": str(place), "LANG": "C.UTF-8"}

        def run(*command: str) -> subprocess.CompletedProcess[str]:
            return subprocess.run(command, cwd=place, env=environment, capture_output=True, text=True, check=False)

        for arguments, expected in RUNS:
            ended = run(str(binaries / "compliance"), *arguments)
            assert ended.returncode == expected, (arguments, ended.returncode, ended.stderr)
            assert "Traceback" not in ended.stderr
        version = run(str(binaries / "compliance"), "--version").stdout
        assert version.endswith(" (engines: specification)\n"), version
        said = run(str(binaries / "python"), "-c", VERDICTS.format(known=True))
        assert said.returncode == 0, said.stderr
        here = run(sys.executable, "-c", VERDICTS.format(known=False))
        assert said.stdout == here.stdout, "the wheel and the checkout judge otherwise"
        assert said.stdout.count("\n") > 100
    sys.stdout.write(f"{wheel.name}: {len(RUNS)} runs as they should be, one engine, its rules known as JSON\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
