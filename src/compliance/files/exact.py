"""What TOML says, as exact plain values; and such values as JSON, which is read thirty times as fast, and back.

The build of the wheel loads this file by its path, without what the package needs: it imports the standard library.
"""

import codecs
import hashlib
import json
import os
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

_TAG = "$"  # a table of this one key is a value that JSON has no form for: `{"$": ["date", "2016-02-18"]}`
_READ: Mapping[str, Callable[[Any], Any]] = {
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "time": time.fromisoformat,
    "decimal": Decimal,
    "table": dict,
}


def decimal(text: str) -> Decimal | str:
    """An exact decimal; as text, which no number field takes, where it is longer than any number needs to be."""
    try:
        return Decimal(text) if len(text) <= 64 else text
    except ArithmeticError:
        return text


def parse_toml(text: str) -> dict[str, Any]:
    """The table in a TOML text, with exact decimals. What `tomllib.loads` raises."""
    import tomllib  # with a wheel nobody waits for it: what its rules say is known

    return tomllib.loads(text, parse_float=decimal)


def toml_files(folder: Path) -> dict[str, Path]:
    """The TOML files in a folder and below, by name; a folder that is a link is gone into. OSError if one cannot be."""
    found: list[Path] = []
    waiting = [(folder, [os.path.realpath(folder)])]
    while waiting:
        here, above = waiting.pop()
        for path in here.iterdir():
            real = os.path.realpath(path)
            if path.is_dir():
                waiting += [(path, [*above, real])] if real not in above else []  # a link may lead back
            elif path.suffix == ".toml":
                found.append(path)
    return {path.relative_to(folder).as_posix(): path for path in sorted(found)}


def digest(data: bytes) -> bytes:
    """The hash of what a text file says, which neither its line ends nor a mark at its beginning change."""
    return hashlib.sha256(data.removeprefix(codecs.BOM_UTF8).replace(b"\r\n", b"\n")).digest()


def rules_as_json(folder: Path) -> str:
    """What every file of a rulebook says, by its name, with the hash of the text that says it."""
    paths = {name: path for name, path in toml_files(folder).items() if not name.startswith("agenda/")}
    read = {name: path.read_bytes() for name, path in paths.items()}
    return to_json(
        {
            name: {"sha256": digest(data).hex(), "value": parse_toml(data.decode("utf-8-sig"))}
            for name, data in read.items()
        }
    )


def to_json(value: Any) -> str:
    """The values of TOML as JSON, so that `from_json` gives equal ones. TypeError for a float or anything else."""
    return json.dumps(_written(value), ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def from_json(text: str) -> Any:
    """What `to_json` was given."""
    return json.loads(text, object_hook=_valued, parse_float=_no_float)


def _written(value: Any) -> Any:
    match value:
        case str() | bool() | int():
            return value
        case list():
            return [_written(each) for each in value]
        case dict():
            plain = {key: _written(each) for key, each in value.items()}
            return {_TAG: ["table", [[key, each] for key, each in plain.items()]]} if _TAG in plain else plain
        case Decimal():
            return {_TAG: ["decimal", str(value)]}
        case date() | time():  # a datetime is a date
            return {_TAG: [type(value).__name__, value.isoformat()]}
        case _:
            raise TypeError(f"no value of a TOML file: {value!r}")


def _valued(table: dict[str, Any]) -> Any:
    if _TAG not in table:
        return table
    kind, written = table[_TAG]
    return _READ[kind](written)


def _no_float(text: str) -> Any:
    raise ValueError(f"a number that is not exact: {text}")
