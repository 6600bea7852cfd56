"""The rules with one value moved: a number, date, degree, grade, answer, connective or name; or a leaf dropped."""

from collections.abc import Iterator
from copy import deepcopy
from datetime import date, timedelta
from typing import Any, NamedTuple
from unittest.mock import patch

from outlines import PROSE, RULES, acts_said, answers, ladders, law

from compliance.files.exact import parse_toml, toml_files
from compliance.problem import UnusableError
from compliance.rulebook.load import load_rules
from compliance.rulebook.rulebook import Rulebook

OTHER = {
    "all": "any", "any": "all", "and": "or", "or": "and", "none": "commitment", "commitment": "steps",
    "steps": "progress", "progress": "steps", "significant": "complete", "complete": "significant",
    "verified": "observed", "observed": "reported", "reported": "claimed", "claimed": "reported", "gross": "net",
    "net": "gross", "clean": "net", "yes": "no", "no": "yes", "doubtful": "yes", "unknown": "unmet",
    "unmet": "unknown", "ever": "since-enactment", "since-enactment": "ever", "standing": "ever", "suspends": "ends",
    "year": "calendar-year",
}  # fmt: skip
Path_ = tuple[str | int, ...]


class Mutant(NamedTuple):
    """One value of one file of the rules, and what stands in its place; None where it is left out."""

    file: str
    path: Path_
    old: Any
    new: Any

    def __str__(self) -> str:
        return f"{self.file} {'.'.join(map(str, self.path))}: {self.old!r} -> {self.new!r}"


def raw_rules() -> dict[str, dict[str, Any]]:
    """What every file of the rules says, by its name."""
    files = {name: path for name, path in toml_files(RULES).items() if not name.startswith("agenda/")}
    return {name: parse_toml(path.read_text(encoding="utf-8")) for name, path in files.items()}


def mutants(raw: dict[str, dict[str, Any]]) -> Iterator[Mutant]:
    """Every mutant of every file."""
    for name, said in raw.items():
        for path, old, new in _moved(said, ()):
            yield Mutant(name, path, old, new)


def _moved(value: Any, path: Path_) -> Iterator[tuple[Path_, Any, Any]]:
    if isinstance(value, dict):
        for key, each in value.items():
            if key not in PROSE and key not in ("short", "net_label", "known_by", "source"):
                yield from _moved(each, (*path, key))
    elif isinstance(value, list):
        if len(value) > 1:
            for place in range(len(value)):
                yield (*path, place), value[place], None
        for place, each in enumerate(value):
            yield from _moved(each, (*path, place))
    else:
        yield from ((path, value, new) for new in _others(value))


def _others(value: Any) -> Iterator[Any]:
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int):
        yield value + 1
        if value:
            yield value - 1
    elif isinstance(value, date):
        yield value + timedelta(days=1)
        yield value - timedelta(days=1)
    elif isinstance(value, str) and value in OTHER:
        yield OTHER[value]
    elif isinstance(value, str) and "/" in value and value.replace("/", "").isdigit():
        above, below = map(int, value.split("/"))
        yield f"{above}/{below + 1}"
        yield f"{above * 100 + 1}/{below * 100}"


def applied(raw: dict[str, dict[str, Any]], mutant: Mutant) -> dict[str, dict[str, Any]]:
    """The rules with the one value moved or left out."""
    said = deepcopy(raw[mutant.file])
    place: Any = said
    for step in mutant.path[:-1]:
        place = place[step]
    if mutant.new is None:
        del place[mutant.path[-1]]
    else:
        place[mutant.path[-1]] = mutant.new
    return raw | {mutant.file: said}


def written(raw: dict[str, dict[str, Any]], rulebook: Rulebook) -> dict[str, list[str]]:
    """All that stands in the tables of edges, of these rules."""
    tables = {"ladders": list(ladders(rulebook)), "answers": list(answers(rulebook)), "law": list(law(rulebook))}
    return tables | {
        name: list(acts_said(raw[f"{name}.toml"])) for name in ("goals", "routes", "measures", "authorities")
    }


def rulebook_of(raw: dict[str, dict[str, Any]]) -> Rulebook:
    """The rulebook that these rules make; UnusableError where they make none."""
    with patch("compliance.rulebook.load.read_toml", lambda data, name, known=None: raw[name]):
        return load_rules(RULES)


def survives(raw: dict[str, dict[str, Any]], mutant: Mutant, edges: dict[str, list[str]]) -> bool:
    """Whether neither the load nor the tables of edges notice it."""
    moved = applied(raw, mutant)
    try:
        return written(moved, rulebook_of(moved)) == edges
    except UnusableError:
        return False
