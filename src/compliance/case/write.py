"""A case as a file, always written alike: keys in one order, an entry on one line where it fits, UTF-8 with LF."""

from collections.abc import Iterable, Iterator, Mapping
from json import dumps
from pathlib import Path
from typing import Any

from ..files.resources import packaged_cases
from ..problem import Code, Problem, UnusableError
from ..record.evidence import Fact
from ..record.vocabulary import Action
from .model import Case

_WIDTH = 120
_FIRST = ("id", "type", "field", "date", "from", "to", "value", "low", "high", "unknown", "basis", "count")
_LAST = ("published", "verification", "verifier", "confidence", "provenance", "sources", "note")


def written(case: Case, beside: Path) -> str:
    """The text of a file in the folder that says what the case itself states, on top of its baseline.

    What is written reads as the same. UnusableError where its baseline is no packaged case and no file in the folder.
    """
    part = case.parts[-1]
    head = part.head.model_dump(mode="json", exclude_defaults=True, exclude_none=True)
    said: dict[str, Any] = {"format": 1, "id": part.head.id, "title": part.head.title}
    said |= {"hypothetical": part.head.hypothetical, **head}
    if len(case.parts) > 1:
        said["baseline"] = _baseline(case, beside)
    said["sources"] = {key: _plain(source) for key, source in part.sources.items()}
    said["facts"] = [_ordered(_plain(fact)) for _, fact in part.facts]
    said["actions"] = [_ordered({**_plain(action), "type": action.type}) for _, action in part.actions]
    said["acts"] = [_ordered(_plain(act)) for _, act in part.acts]
    said["expect"] = [_plain(each) for _, each in part.expect]
    return "{\n" + ",\n".join(_members(said)) + "\n}\n"


def one_line(entry: Fact | Action) -> str:
    """An entry as its file writes it, as JSON on one line."""
    said = _plain(entry)
    return dumps(_ordered(said if isinstance(entry, Fact) else {**said, "type": entry.type}), ensure_ascii=False)


def _baseline(case: Case, beside: Path) -> str:
    below = case.parts[-2]
    if below.head.id in packaged_cases():
        return str(below.head.id)
    try:
        return Path(below.name).resolve().relative_to(beside.resolve()).as_posix()
    except ValueError:
        message = f"stands on `{below.name}`, which is no packaged case and not at or below the folder of the new file"
        raise UnusableError([Problem(Code.UNKNOWN_CASE, message, str(beside))]) from None


def _plain(model: Any) -> dict[str, Any]:
    """A model as its file has it; what it leaves out stays out."""
    said = model.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude_none=True)
    for key in ("date", "died", "died_to"):
        if key in said:
            said[key] = str(getattr(model, key))
    return dict(said)


def _ordered(entry: Mapping[str, Any]) -> dict[str, Any]:
    first = [key for key in _FIRST if key in entry]
    last = [key for key in _LAST if key in entry]
    between = [key for key in entry if key not in (*first, *last)]
    return {key: entry[key] for key in (*first, *between, *last)}


def _members(said: Mapping[str, Any]) -> Iterator[str]:
    for key, value in said.items():
        if isinstance(value, list) and value:
            entries = ",\n".join(f"    {_entry(each, 4)}" for each in value)
            yield f"  {dumps(key)}: [\n{entries}\n  ]"
        elif isinstance(value, dict) and value:
            entries = ",\n".join(f"    {dumps(name)}: {_entry(each, 4)}" for name, each in value.items())
            yield f"  {dumps(key)}: {{\n{entries}\n  }}"
        elif value not in ([], {}):
            yield f"  {dumps(key)}: {dumps(value, ensure_ascii=False)}"


def _entry(value: Any, indent: int) -> str:
    """On one line where it fits, else a line for each key."""
    if not isinstance(value, dict):
        return dumps(value, ensure_ascii=False)
    pairs = [f"{dumps(key)}: {dumps(each, ensure_ascii=False)}" for key, each in value.items()]
    line = f"{{ {', '.join(pairs)} }}"
    return line if len(line) + indent <= _WIDTH else _tall(pairs, indent)


def _tall(pairs: Iterable[str], indent: int) -> str:
    lead = " " * (indent + 2)
    return "{\n" + ",\n".join(f"{lead}{pair}" for pair in pairs) + f"\n{' ' * indent}}}"
