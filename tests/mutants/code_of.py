"""The judgement with one comparison moved: `<` where it says `<=`, and so on, in every chapter that judges."""

import io
import tokenize
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
SWAPPED = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
# The chapters that judge, each with the tests that answer for it, those that find most of it first.
ANSWERING = {
    "src/compliance/law/window.py": ("tests/rulebook/test_edges.py", "tests/law", "tests/test_cases.py"),
    "src/compliance/judgement": (
        "tests/rulebook/test_edges.py", "tests/judgement", "tests/record", "tests/test_cases.py",
    ),
    "src/compliance/record": (
        "tests/record", "tests/rulebook/test_edges.py", "tests/judgement", "tests/case", "tests/test_cases.py",
        "tests/timeline",
    ),
    "src/compliance/acts": ("tests/acts", "tests/timeline", "tests/test_cases.py"),
}  # fmt: skip
APART = (
    "durable.py",
    "production.py",
    "dprk",
    "vocabulary.py",
    "bibliography.py",
)  # tested against the plainest, or data


class Mutant(NamedTuple):
    """One line of one file, before and after; `tests` are those that should notice."""

    file: str
    line: int
    old: str
    new: str
    tests: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.old.strip()}  ->  {self.new.strip()}"


def mutants() -> Iterator[Mutant]:
    """Every comparison of every chapter that judges, moved by one."""
    for chapter, tests in ANSWERING.items():
        place = ROOT / chapter
        for path in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            name = str(path.relative_to(ROOT))
            if not any(part in name for part in APART):
                yield from _moved(path, name, tests)


def _moved(path: Path, name: str, tests: tuple[str, ...]) -> Iterator[Mutant]:
    text = path.read_text(encoding="utf-8")
    lines = text.splitlines(keepends=True)
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.OP and token.string in SWAPPED:
            row, start = token.start
            old = lines[row - 1]
            new = old[:start] + SWAPPED[token.string] + old[token.end[1] :]
            yield Mutant(name, row, old, new, tests)
