"""Where the package lies decides whose rules are read: a checkout's own, and anywhere else those it came with."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import compliance
from compliance.files.resources import cases_folder, rules_folder

ROOT = Path(__file__).parents[2]
PACKAGE = Path(compliance.__file__).parent
NAMED = '[project]\nname = "{}"\nversion = "1"\n'
FOLDERS = "from compliance.files.resources import cases_folder, rules_folder; print(rules_folder(), cases_folder())"
VERSION = "from compliance import load_rules; print(load_rules().version)"


def copied(place: Path) -> Path:
    """The package with what a wheel adds to it, copied to this folder."""
    ignored = shutil.ignore_patterns("__pycache__", "_data")
    shutil.copytree(PACKAGE, place, ignore=ignored)
    shutil.copytree(rules_folder(), place / "_data" / "rules")
    shutil.copytree(cases_folder(), place / "_data" / "cases", ignore=shutil.ignore_patterns("[!r]*.json"))
    return place


def host(root: Path, name: str) -> Path:
    """A project of that name with rules of its own: ours, but for one goal's title."""
    root.mkdir(parents=True)
    (root / "pyproject.toml").write_text(NAMED.format(name))
    shutil.copytree(rules_folder(), root / "rules")
    (root / "cases").mkdir()
    goals = root / "rules" / "goals.toml"
    goals.write_text(goals.read_text().replace('title = "Suspension"', 'title = "Relief"'))
    return root


def said(path: Path, code: str) -> str:
    """What Python prints with the package in this folder, started from another one."""
    run = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(path)!r}); {code}"]
    return subprocess.run(run, cwd=path.anchor, capture_output=True, text=True, check=True).stdout.strip()


def test_the_rules_of_this_checkout_are_those_of_its_package() -> None:
    assert (rules_folder(), cases_folder()) == (ROOT / "rules", ROOT / "cases")


@pytest.mark.parametrize("place", ["vendor/compliance", "vendor/x/compliance", "src/compliance"])
def test_a_vendored_copy_is_not_judged_by_its_hosts_rules(place: str, tmp_path: Path) -> None:
    package = copied(host(tmp_path / "someoneelse", "someone-else") / place)
    assert said(package.parent, FOLDERS) == f"{package}/_data/rules {package}/_data/cases"
    assert said(package.parent, VERSION) == compliance.load_rules().version


def test_a_copy_beside_the_source_of_this_project_has_its_own_rules(tmp_path: Path) -> None:
    package = copied(host(tmp_path / "checkout", "nkspea-compliance") / "vendor/src/compliance")
    assert said(package.parent, FOLDERS).startswith(f"{package}/_data/rules")


def test_a_checkout_has_its_own_rules_whatever_stale_copy_is_in_the_wheels_place(tmp_path: Path) -> None:
    root = host(tmp_path / "checkout", "nkspea-compliance")
    package = copied(root / "src" / "compliance")
    assert said(package.parent, FOLDERS) == f"{root}/rules {root}/cases"
    assert said(package.parent, VERSION) != compliance.load_rules().version


@pytest.mark.parametrize("text", [b"", b"\xff", b'[tool.x]\nname = "nkspea-compliance"\n[project]\nname = "other"\n'])
def test_a_project_file_that_does_not_name_this_project_is_anothers(text: bytes, tmp_path: Path) -> None:
    root = host(tmp_path / "other", "other")
    package = copied(root / "src" / "compliance")
    (root / "pyproject.toml").write_bytes(text)
    assert said(package.parent, FOLDERS).startswith(f"{package}/_data/rules")


def test_an_installation_in_a_folder_without_a_project_has_what_it_came_with(tmp_path: Path) -> None:
    package = copied(tmp_path / "lib" / "site-packages" / "compliance")
    assert said(package.parent, FOLDERS).startswith(f"{package}/_data/rules")
