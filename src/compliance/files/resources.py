"""Where the packaged rules and cases are: in a checkout of this project its own, anywhere else the wheel's."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from .exact import from_json

_PACKAGE = Path(__file__).resolve().parents[1]
_WHEEL = _PACKAGE / "_data"
_PROJECT = '\n[project]\nname = "nkspea-compliance"\n'  # a text, not a reading of it: this is looked for at every start


@cache
def _root() -> Path:
    """The folder in which `rules` and `cases` lie.

    The package is in a checkout where it lies in the `src` of this very project. An installation in the working tree of
    another one, which may have rules of its own, is not; and an editable installation leaves a copy of the rules in the
    wheel's place, which grows old.
    """
    root = _PACKAGE.parents[1]
    is_source = _PACKAGE.parts[-2:] == ("src", "compliance")
    return root if is_source and _is_ours(root / "pyproject.toml") else _WHEEL


def _is_ours(project: Path) -> bool:
    """Whether a project file is that of this project."""
    try:
        return _PROJECT in "\n" + project.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return False


def rules_folder() -> Path:
    """The packaged rules."""
    return _root() / "rules"


def known_rules() -> Mapping[str, Any]:
    """What the packaged rules say, by file, each with the hash of its bytes; nothing in a checkout, whose rules change.

    The wheel carries it for speed alone. What cannot be read of it is read from the rules themselves.
    """
    try:
        text = (_WHEEL / "rules.json").read_text(encoding="utf-8") if _root() == _WHEEL else "{}"
        return from_json(text)  # type: ignore[no-any-return]  # made by `rules_as_json`
    except (OSError, ValueError):
        return {}


def cases_folder() -> Path:
    """The packaged cases."""
    return _root() / "cases"


def packaged_cases() -> dict[str, Path]:
    """The packaged cases by id, which is the name of the file without its ending."""
    return {path.stem: path for path in sorted(cases_folder().rglob("*.json"))}


def is_installed(path: Path) -> bool:
    """Whether the file is one that came with the installed package, whose next installation replaces it."""
    return path.resolve().is_relative_to(_WHEEL)


def beside(module: str, name: str) -> str:
    """The text of a file that lies beside a module of this package: a starter, a template."""
    return (Path(module).parent / name).read_text(encoding="utf-8")


@cache
def web_file(name: str) -> bytes:
    """A style or a script that the web pages ask for; KeyError where there is none."""
    path = Path(__file__).parents[1] / "web" / "static" / name
    if Path(name).name != name or not path.is_file():
        raise KeyError(name)
    return path.read_bytes()
