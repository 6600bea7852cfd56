"""The chapters read downwards: a chapter imports only those listed before it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import compliance

ROOT = Path(compliance.__file__).parent
FIRST_ROW = ("amount", "citation", "problem", "status")
CHAPTERS = ("law", "record", "judgement", "consequence", "explanation", "report", "files", "cli")
MODULES = sorted(ROOT.rglob("*.py"))


def imported(path: Path) -> Iterator[str]:
    """The project's modules that a file imports, by their path below the package."""
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.level:
            base = package[: len(package) - node.level + 1]
            yield ".".join((*base, *(node.module or "").split(".")))


def chapter(name: str) -> str:
    return name.split(".")[0]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_only_earlier_chapters(path: Path) -> None:
    own = chapter(".".join(path.relative_to(ROOT).with_suffix("").parts))
    for name in imported(path):
        other = chapter(name)
        if own in FIRST_ROW:
            assert other in FIRST_ROW
        elif own in CHAPTERS and other in CHAPTERS:
            assert CHAPTERS.index(other) <= CHAPTERS.index(own), f"{own} imports {name}"


def calls(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_only_files_open_files_and_only_the_command_line_prints_and_asks_the_clock(path: Path) -> None:
    own = path.relative_to(ROOT).parts[0]
    for name in calls(path):
        if own != "files":
            assert name.rpartition(".")[2] not in ("open", "read_text", "read_bytes"), name
        if own != "cli":
            assert name not in ("print", "exit", "sys.exit", "date.today", "datetime.now", "os.getenv"), name


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_engine_knows_no_statute_outside_the_room_that_is_north_koreas(path: Path) -> None:
    if "dprk" in path.parts or path.name == "law.py":
        return
    tree = ast.parse(path.read_text())
    docstrings = {
        node.body[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
        and isinstance(node.body[0].value, ast.Constant)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in docstrings:
            for section in ("9251", "9252", "9214", "9265"):
                assert section not in node.value


def test_the_definition_stays_short_enough_to_be_read() -> None:
    assert len((ROOT / "judgement" / "evaluate.py").read_text().splitlines()) < 150
