"""What the wheel carries of the rules as JSON is what the TOML says, and counts where the TOML is the same."""

import shutil
import tomllib
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.files.exact import from_json, rules_as_json, to_json
from compliance.files.resources import known_rules, rules_folder
from compliance.problem import UnusableError
from compliance.rulebook.load import load_rules

FILES = {path.relative_to(rules_folder()).as_posix(): path for path in sorted(rules_folder().rglob("*.toml"))}
OURS = {name: path for name, path in FILES.items() if not name.startswith("agenda/")}

zones = st.none() | st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))
leaves = (
    st.text()
    | st.integers()
    | st.booleans()
    | st.dates()
    | st.datetimes(timezones=zones).map(lambda moment: moment.replace(fold=0))  # TOML knows no hour twice
    | st.times().map(lambda moment: moment.replace(fold=0))
    | st.decimals(allow_nan=True, allow_infinity=True)
)
keys = st.text(max_size=3) | st.sampled_from(["$", "date", "decimal"])
tables = st.recursive(leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3))


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """The packaged rules are known, as to a wheel, and nothing reads TOML."""
    made = from_json(rules_as_json(rules_folder()))
    monkeypatch.setattr("compliance.rulebook.load.known_rules", lambda: made)
    monkeypatch.setattr("compliance.files.parse.parse_toml", unread)


def unread(text: str) -> dict[str, Any]:
    raise tomllib.TOMLDecodeError(f"read: {text[:20]}")


@pytest.mark.parametrize("name", OURS)
def test_of_every_file_it_says_what_the_file_says(name: str) -> None:
    made = from_json(rules_as_json(rules_folder()))
    assert list(made) == list(OURS)
    said = tomllib.loads(OURS[name].read_text(), parse_float=Decimal)
    assert made[name]["value"] == said
    assert repr(made[name]["value"]) == repr(said)  # 1 is not True, and the order is the same


@given(tables)
def test_whatever_toml_can_say_comes_back_as_it_was(value: object) -> None:
    assert repr(from_json(to_json(value))) == repr(value)


@pytest.mark.parametrize(
    "value",
    [date(1, 1, 1), datetime(2016, 2, 18, 7, 32, 0, 999, UTC), time(23, 59, 59, 1), Decimal("0.10"), 10**4000],
)
def test_a_value_keeps_its_kind_and_its_digits(value: object) -> None:
    back = from_json(to_json({"$": [value]}))["$"][0]
    assert (type(back), repr(back)) == (type(value), repr(value))


@pytest.mark.parametrize("value", [0.5, None, b"", (1,), float("nan")])
def test_what_toml_does_not_say_exactly_is_not_written(value: object) -> None:
    with pytest.raises(TypeError, match="no value of a TOML file"):
        to_json([value])


def test_what_is_not_exact_is_not_read() -> None:
    with pytest.raises(ValueError, match="not exact"):
        from_json("[0.5]")


def test_a_checkout_knows_nothing_and_reads_its_toml() -> None:
    assert known_rules() == {}


def test_rules_that_are_known_are_not_read_and_make_the_same_rulebook(request: pytest.FixtureRequest) -> None:
    read = load_rules()
    request.getfixturevalue("known")
    known = load_rules()
    parts = ("version", "statute", "ladders", "questions", "readings", "goals", "measures", "authorities", "routes")
    assert [getattr(known, part) for part in parts] == [getattr(read, part) for part in parts]


@pytest.mark.parametrize("name", ["goals.toml", "us/usc/t22/s9251.toml", "readings/strict.toml"])
def test_a_file_of_which_one_byte_was_changed_is_read(
    name: str, known: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(shutil.copytree(rules_folder(), tmp_path / "rules"))
    before = load_rules(folder).version
    read: list[str] = []

    def reading(text: str) -> dict[str, Any]:
        read.append(text)
        return tomllib.loads(text, parse_float=Decimal)

    monkeypatch.setattr("compliance.files.parse.parse_toml", reading)
    path = folder / name
    path.write_bytes(path.read_bytes().replace(b"S", b"Z", 1))
    changed = load_rules(folder)
    assert read == [path.read_text()]
    assert changed.version != before


def test_the_checks_are_made_of_known_rules_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path(shutil.copytree(rules_folder(), tmp_path / "rules"))
    path = folder / "goals.toml"
    path.write_text(path.read_text().replace('title = "Suspension"', 'title = "Suspen\u200bsion"'))
    made = from_json(rules_as_json(folder))
    monkeypatch.setattr("compliance.rulebook.load.known_rules", lambda: made)
    with pytest.raises(UnusableError, match=r"goals.toml: \$.goal\[0\].title: holds U\+[0-9A-F]{4}, a "):
        load_rules(folder)
