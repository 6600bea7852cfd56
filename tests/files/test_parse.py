"""The quick look at a file's text lets nothing through that the walk over its values would find."""

import json
import tomllib
from itertools import chain
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.files.parse import MAX_BITS, MAX_DEPTH, read_json, read_toml, text_problems, walked
from compliance.files.resources import cases_folder, rules_folder
from compliance.problem import UnusableError

LETTERS = "ab7é\u4e2d\U0001f600 \"\\/'#[]{}=.,:u\t\n"
CONTROLS = "\x00\x01\b\v\f\r\x1b\x1f\x7f\x80\x85\x9f\u061c\u200b\u200f\u2028\u202e\u2060\u206f\ufeff"
SHORT = {"\b": "b", "\f": "f", "\n": "n", "\r": "r", "\t": "t", '"': '"', "\\": "\\"}

texts = st.text(LETTERS, max_size=8) | st.text(LETTERS + CONTROLS, max_size=4)
numbers = st.integers() | st.sampled_from([(1 << MAX_BITS) - 1, 1 << MAX_BITS, -(1 << MAX_BITS)])
leaves = texts | numbers | st.booleans()
shallow = st.recursive(leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3))
diced = st.randoms(use_true_random=False)


@st.composite
def deep(draw: st.DrawFn) -> object:
    """Lists and tables within each other, about as deep as they may be."""
    value: object = draw(leaves | st.just([]) | st.just({}))
    for _ in range(draw(st.integers(MAX_DEPTH - 3, MAX_DEPTH + 2))):
        value = draw(st.sampled_from([[value], {"a": value}, {"b": 1, "a": value}]))
    return value


values = shallow | deep()


def by_number(letter: str, dice: Random, *, toml: bool) -> str:
    """A letter escaped by its number; JSON writes one beyond the first plane as a pair, TOML with eight digits."""
    if ord(letter) > 0xFFFF and toml:
        return f"\\U{ord(letter):08x}"
    units = letter.encode("utf-16-be", "surrogatepass").hex()
    digits = [units[at : at + 4] for at in range(0, len(units), 4)]
    return "".join(f"\\u{dice.choice([each, each.upper()])}" for each in digits)


def quoted(text: str, dice: Random, *, toml: bool) -> str:
    """A string, each letter as itself or in one of its escapes."""
    written = []
    for letter in text:
        ways = [by_number(letter, dice, toml=toml)]
        ways += [f"\\{SHORT[letter]}"] if letter in SHORT else []
        alone = letter not in '"\\' and ord(letter) >= 32 and letter != "\x7f"
        written.append(dice.choice([letter, *ways] if alone else ways))
    return f'"{"".join(written)}"'


def as_json(value: object, dice: Random, end: str) -> str:
    match value:
        case dict():
            return (
                "{"
                + f",{end}".join(f"{as_json(k, dice, end)}: {as_json(v, dice, end)}" for k, v in value.items())
                + "}"
            )
        case list():
            return "[" + f",{end}".join(as_json(each, dice, end) for each in value) + "]"
        case str():
            half = dice.choice(["", "", "", "", "\\ud83d", "\\uDFFF"])
            return quoted(value, dice, toml=False)[:-1] + half + '"'
        case _:
            return json.dumps(value)


def as_toml(value: object, dice: Random, end: str) -> str:
    match value:
        case dict():
            return (
                "{ "
                + ", ".join(f"{quoted(k, dice, toml=True)} = {as_toml(v, dice, end)}" for k, v in value.items())
                + "}"
            )
        case list():
            return "[" + f",{end}".join(as_toml(each, dice, end) for each in value) + "]"
        case str():
            plain = quoted(value, dice, toml=True)
            several = f'"""{end}{plain[1:-1]}{end}\\{end}  """'
            literal = f"'{value}'" if value.isprintable() and "'" not in value else plain
            return dice.choice([plain, several, literal])
        case bool():
            return str(value).lower()
        case _:
            return dice.choice([str(value), hex(value)]) if isinstance(value, int) and value >= 0 else str(value)


@given(values, diced, st.sampled_from([" ", "\n", "\r\n"]))
def test_of_json_the_quick_look_and_the_walk_tell_what_the_walk_alone_does(
    value: object, dice: Random, end: str
) -> None:
    text = as_json(value, dice, end)
    read = json.loads(text)
    assert text_problems(text, read, "x") == list(walked(read, "x"))


@given(st.dictionaries(texts, values, max_size=3), diced, st.sampled_from(["\n", "\r\n"]))
def test_of_toml_the_quick_look_and_the_walk_tell_what_the_walk_alone_does(
    value: dict[str, object], dice: Random, end: str
) -> None:
    lines = [f"{quoted(key, dice, toml=True)} = {as_toml(inner, dice, end)}" for key, inner in value.items()]
    text = end.join(lines) + end
    read = tomllib.loads(text)
    assert text_problems(text, read, "x") == list(walked(read, "x"))


@given(st.integers(1, 20), st.booleans(), st.integers(0, 20))
def test_tables_under_headers_are_as_deep_as_they_are(parts: int, listed: bool, dotted: int) -> None:
    name = ".".join("abcdefghijklmnopqrst"[:parts])
    text = f"[[{name}]]\n" if listed else f"[{name}]\n"
    text += ".".join("a" * (dotted + 1)) + " = 1\n"
    read = tomllib.loads(text)
    assert text_problems(text, read, "x") == list(walked(read, "x"))


@pytest.mark.parametrize(
    "path", sorted(chain(cases_folder().rglob("*.json"), rules_folder().rglob("*.toml"))), ids=lambda path: path.name
)
def test_a_packaged_file_is_not_walked(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("compliance.files.parse.walked", lambda *_: pytest.fail("walked"))
    data = path.read_bytes()
    assert read_toml(data, "x") if path.suffix == ".toml" else read_json(data, "x")


@pytest.mark.parametrize(
    "string",
    [
        r"\u0000",
        r"\u001F",
        r"\b",
        r"\f",
        r"\r",
        r"\ud800",
        r"\uDFFF",
        r"\u007f",
        r"\u0085",
        r"\u200B",
        r"\uFEFF",
        "\x7f",
        "\u2028",
        "\u202e",
    ],
)
def test_a_control_character_is_found_however_it_is_written(string: str) -> None:
    with pytest.raises(UnusableError, match=r"holds U\+[0-9A-F]{4}, "):
        read_json(f'{{"a": "{string}"}}'.encode(), "x")
    with pytest.raises(UnusableError, match=r"holds U\+[0-9A-F]{4}, "):
        read_json(f'{{"{string}": 1}}'.encode(), "x")
    if not string.startswith(
        (r"\ud", r"\uD", "\x7f")
    ):  # TOML takes no half of a character, and no such letter as itself
        with pytest.raises(UnusableError, match=r"holds U\+[0-9A-F]{4}, "):
            read_toml(f'a = [{{ "{string}" = 1 }}]'.encode(), "x")


@pytest.mark.parametrize("string", [r"\\u0000", r"\t\n", r"\u00e9", r"\ud83d\ude00", r"\/", "é\U0001f600"])
def test_what_only_looks_like_one_is_read(string: str) -> None:
    assert read_json(f'{{"a": "{string}"}}'.encode(), "x")["a"] == json.loads(f'"{string}"')


def test_the_longest_number_is_read_and_a_longer_one_is_not() -> None:
    longest = (1 << MAX_BITS) - 1
    assert read_json(f'{{"a": [{longest}]}}'.encode(), "x") == read_toml(f"a = [{longest:#x}]".encode(), "x")
    with pytest.raises(UnusableError, match="too many digits"):
        read_json(f'{{"a": [{longest + 1}]}}'.encode(), "x")
    with pytest.raises(UnusableError, match="too many digits"):
        read_toml(f"a = [{longest + 1:#x}]".encode(), "x")
