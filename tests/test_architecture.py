"""The chapters read downwards: a module imports only from its own chapter and from those listed before it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import compliance

ROOT = Path(compliance.__file__).parent
# In the order of reading. The first row may import one another, but not in a circle: Python sees to that.
FIRST_ROW = ("frozen", "names", "numbers", "days", "status", "citation", "problem")
CHAPTERS = (
    "files",
    "law",
    "record",
    "rulebook",
    "acts",
    "case",
    "judgement",
    "judging",
    "timeline",
    "explanation",
    "proof",
    "scale",
    "agenda",
    "testing",
    "report",
    "web",
    "cli",
)
# What a library imports: these hand on names of every chapter, and nothing imports them.
FRONT = ("__init__", "actions")
PLACES = dict.fromkeys(FIRST_ROW, 0) | {name: place for place, name in enumerate(CHAPTERS, start=1)}
MODULES = sorted(ROOT.rglob("*.py"))
of_every_module = pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))


def named(path: Path) -> str:
    """A module by its path below the package: `record.dprk.state`."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def chapter(name: str) -> str:
    return name.split(".")[0]


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, wherever the import stands; one of this package by its path, with a dot first.

    Of `from . import name` it is the name that may be a module; so it is of `from .chapter import name`.
    """
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level:
            base = (*package[: len(package) - node.level + 1], *(node.module.split(".") if node.module else ()))
            for alias in node.names:
                within = (*base, alias.name)
                is_module = ROOT.joinpath(*within).with_suffix(".py").is_file() or ROOT.joinpath(*within).is_dir()
                yield "." + ".".join(within if is_module else base)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def own_imports(path: Path) -> Iterator[str]:
    """The project's modules that a file imports."""
    return (name[1:] for name in imports(path) if name.startswith("."))


def test_every_module_stands_in_a_chapter_and_every_chapter_is_there() -> None:
    assert {chapter(named(path)) for path in MODULES} == {*FRONT, *PLACES}


@of_every_module
def test_a_module_imports_only_its_own_and_earlier_chapters(path: Path) -> None:
    own = chapter(named(path))
    latest = PLACES["report" if own in FRONT else own]  # a library hands on nothing of the command line
    for name in own_imports(path):
        assert chapter(name) in PLACES or own in FRONT, f"{own} imports {name}"
        assert PLACES.get(chapter(name), 0) <= latest, f"{own} imports {name}"


@of_every_module
def test_a_module_imports_its_own_package_by_relative_paths_alone(path: Path) -> None:
    assert [name for name in imports(path) if name.split(".")[0] == "compliance"] == []


# One door, so that another country's vocabulary can stand in the place of this one.
@of_every_module
def test_only_the_vocabulary_opens_the_room_that_is_north_koreas(path: Path) -> None:
    if not named(path).startswith("record.dprk."):
        inside = [name for name in own_imports(path) if f"{name}.".startswith("record.dprk.")]
        assert not inside or named(path) == "record.vocabulary"


def test_the_vocabulary_is_that_door() -> None:
    vocabulary = ROOT / "record" / "vocabulary.py"
    assert all(name.startswith("record.dprk.") for name in own_imports(vocabulary))


# The library swallows errors and takes no two of one hash apart: what it needs around it stands in one place.
def test_one_module_alone_imports_durable_rules() -> None:
    found = [named(path) for path in MODULES if "durable" in {name.split(".")[0] for name in imports(path)}]
    assert found == ["judgement.durable"]


def calls(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func)


def from_files(path: Path) -> set[str]:
    """The names that a module has from `files`: calling `read_bytes` of `files.parse` opens nothing by itself."""
    tree = ast.walk(ast.parse(path.read_text()))
    taken = [node for node in tree if isinstance(node, ast.ImportFrom) and node.level and node.module]
    return {alias.name for node in taken if chapter(node.module or "") == "files" for alias in node.names}


@of_every_module
def test_only_files_open_files_and_only_the_command_line_prints_and_asks_the_clock(path: Path) -> None:
    own, lent = chapter(named(path)), from_files(path)
    for name in calls(path):
        if own != "files" and name not in lent:
            opening = ("open", "fdopen", "read_text", "read_bytes", "write_text", "write_bytes")
            assert name.rpartition(".")[2] not in opening, name
        if own != "cli":
            assert name not in ("print", "exit", "sys.exit", "date.today", "datetime.now", "os.getenv"), name


@of_every_module
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
