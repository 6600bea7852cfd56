"""Where the packaged rules and cases are: the checkout first, the wheel second."""

from pathlib import Path

_CHECKOUT = Path(__file__).resolve().parents[3]
_WHEEL = Path(__file__).resolve().parents[1] / "_data"


def _folder(name: str) -> Path:
    checkout = _CHECKOUT / name
    return checkout if checkout.is_dir() and (_CHECKOUT / "pyproject.toml").is_file() else _WHEEL / name


def rules_folder() -> Path:
    """The packaged rules."""
    return _folder("rules")


def cases_folder() -> Path:
    """The packaged cases."""
    return _folder("cases")


def packaged_cases() -> dict[str, Path]:
    """The packaged cases by id, which is the name of the file without its ending."""
    return {path.stem: path for path in sorted(cases_folder().rglob("*.json"))}


def is_installed(path: Path) -> bool:
    """Whether the file is one that came with the installed package, whose next installation replaces it."""
    return path.resolve().is_relative_to(_WHEEL)


def beside(module: str, name: str) -> str:
    """The text of a file that lies beside a module of this package: a starter, a template."""
    return (Path(module).parent / name).read_text(encoding="utf-8")
