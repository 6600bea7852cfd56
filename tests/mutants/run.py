"""`make mutants`: what a slip could do to the rules and to the judgement, and if a test notices; exit 1 if none does.

Nothing is written in the tree: the rules are moved in memory, the code in a copy. What no test can notice, because
nothing that can be observed depends on it, stands in `equivalent.toml` with the reason.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "rulebook"), str(Path(__file__).parent)]

import tomllib  # noqa: E402

import code_of  # noqa: E402
import rules_of  # noqa: E402

COPIED = (
    "src",
    "rules",
    "cases",
    "tests",
    "docs",
    "benchmarks",
    "README.md",
    "pyproject.toml",
    "Makefile",
    "CHANGELOG.md",
)


def main() -> int:
    """Run what is asked for, say what survived, and exit by it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--only", choices=("rules", "code"))
    asked.add_argument("--matching", default="", help="only mutants of files whose name contains this")
    options = asked.parse_args()
    survived = []
    if options.only != "code":
        survived += of_rules(options.matching)
    if options.only != "rules":
        survived += of_code(options.matching)
    known = tomllib.loads((Path(__file__).parent / "equivalent.toml").read_text(encoding="utf-8")).get("mutant", [])
    excused = {each["is"] for each in known}
    new = [each for each in survived if each.partition(": ")[2] not in excused]
    for each in new:
        _say(f"survived: {each}")
    _say(f"{len(survived) - len(new)} that no test can notice, {len(new)} that none noticed")
    return int(bool(new))


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def of_rules(matching: str) -> list[str]:
    """Mutants of the rules, against the tables of edges."""
    raw = rules_of.raw_rules()
    edges = rules_of.written(raw, rules_of.rulebook_of(raw))
    tried = [each for each in rules_of.mutants(raw) if matching in each.file]
    left = [str(each) for each in tried if rules_of.survives(raw, each, edges)]
    _say(f"rules: {len(tried)} mutants, {len(tried) - len(left)} noticed")
    return left


def of_code(matching: str) -> list[str]:
    """Mutants of the code, against the tests of its chapter, in a copy of the tree."""
    tried = [each for each in code_of.mutants() if matching in each.file]
    left = []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in COPIED:
            source = ROOT / name
            (shutil.copytree if source.is_dir() else shutil.copy2)(source, copy / name)
        for each in tried:
            if not _noticed(copy, each):
                left.append(str(each))
                _say(f"  not noticed: {each}")
    _say(f"code: {len(tried)} mutants, {len(tried) - len(left)} noticed")
    return left


def _noticed(copy: Path, mutant: code_of.Mutant) -> bool:
    path = copy / mutant.file
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = "".join(lines)
    lines[mutant.line - 1] = mutant.new
    path.write_text("".join(lines), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "--no-header", *mutant.tests]
    environment = os.environ | {"PYTHONPATH": str(copy / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, timeout=900, check=False)
    except subprocess.TimeoutExpired:
        return True  # it hangs, and a test run that hangs is noticed
    finally:
        path.write_text(kept, encoding="utf-8")
    return done.returncode != 0


if __name__ == "__main__":
    sys.exit(main())
