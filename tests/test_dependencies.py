"""What the package imports is what pyproject.toml declares: neither less nor more."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "compliance"
DECLARED = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
OF_EXTRAS = {
    "durable": "durable",
    "openpyxl": "xlsx",
    "fastapi": "web",
    "mcp": "mcp",
    "pyarrow": "scale",
    "pyspark": "spark",
    "starlette": "web",
    "uvicorn": "web",
}  # a module with the extra that brings it


def normal(name: str) -> str:
    """A name as package indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def named(requirements: list[str]) -> set[str]:
    return {normal(re.split(r"[^\w.-]", each, maxsplit=1)[0]) for each in requirements}


def imported() -> set[str]:
    """The first part of every absolute import in the package, but for the standard library's."""
    found: set[str] = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.partition(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
                found.add(node.module.partition(".")[0])
    return found - set(sys.stdlib_module_names)


def test_every_import_is_a_declared_dependency_and_every_dependency_is_imported() -> None:
    known = packages_distributions()
    used = {normal(known[module][0]) for module in imported() - OF_EXTRAS.keys()}
    assert used == named(DECLARED["dependencies"])
    extras = DECLARED["optional-dependencies"]
    assert all(any(module in each for each in named(extras[extra])) for module, extra in OF_EXTRAS.items())
