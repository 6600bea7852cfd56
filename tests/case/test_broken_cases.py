"""One broken case for each Problem code, with the message a user sees."""

from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from compliance.case.load import load_case
from compliance.files.parse import MAX_BYTES, read_json
from compliance.problem import UnusableError

BROKEN = sorted((Path(__file__).parent / "broken").glob("*.json"))


def problems_of(path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.chdir(path.parent)
    with pytest.raises(UnusableError) as caught:
        load_case(path.name)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_case_is_refused_with_its_code(
    path: Path, monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion
) -> None:
    messages = problems_of(path, monkeypatch)
    assert any(message.endswith(f"[{path.stem}]") for message in messages)
    assert messages == snapshot


def test_every_problem_of_a_case_is_shown_at_once(tmp_path: Path) -> None:
    path = tmp_path / "many.json"
    path.write_text(
        '{"format": 1, "id": "many", "title": "Many", "as_of": "2026-02-30", "colour": "red", "baseline": "nowhere",'
        ' "facts": [{"field": "captives.japan.hold", "value": 1}, {"field": "captives.japan.held"}],'
        ' "actions": [{"id": "a", "type": "detane", "date": "2020-01-01"}]}'
    )
    with pytest.raises(UnusableError) as caught:
        load_case(str(path))
    codes = {problem.code.value for problem in caught.value.problems}
    assert codes >= {"unknown-key", "wrong-value", "unknown-field", "unknown-action"}


def test_a_missing_file_is_unreadable(tmp_path: Path) -> None:
    with pytest.raises(UnusableError, match=r"cannot be read: no such file or directory \[unreadable\]"):
        load_case(str(tmp_path / "none.json"))


def test_a_file_of_just_four_mebibytes_is_read_and_one_byte_more_is_not() -> None:
    body = b'{"a": "' + b"x" * (MAX_BYTES - 9) + b'"}'
    assert len(body) == MAX_BYTES
    assert read_json(body, "x")["a"].startswith("x")
    with pytest.raises(UnusableError, match="is over 4 MiB"):
        read_json(body + b" ", "x")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b'{"a": NaN}', "`NaN` is not a number"),
        (b'{"a": -Infinity}', "`-Infinity` is not a number"),
        (b"[]", "expected an object, found a list"),
        (b"null", "expected an object, found null"),
        (b"", "is empty"),
        (b'{"a": ' + b"9" * 5000 + b"}", "too many digits"),
        (b"[" * 100_000, "nested more than"),
        (b'{"a": "\\ud800"}', "half of a character"),
        (b'{"a": "\\u001b[31m"}', "control character"),
    ],
)
def test_what_is_not_a_case_is_refused_without_a_traceback(text: bytes, message: str) -> None:
    with pytest.raises(UnusableError, match=message):
        read_json(text, "x")


@pytest.mark.parametrize(("number", "holds"), [("0.5", True), ("0.1", True), ("1e999999999", False), ('"1/0"', False)])
def test_numbers_are_exact_or_refused(number: str, holds: bool, tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text(
        '{"format": 1, "id": "n", "title": "N", "as_of": "2026-03-15",'
        f' "facts": [{{"field": "weapons.nuclear.dismantled", "value": {number}, "date": "2026-03-15"}}]}}'
    )
    if holds:
        assert load_case(str(path)).facts
    else:
        with pytest.raises(UnusableError, match="exact number"):
            load_case(str(path))


def test_a_boolean_is_no_number_and_a_number_no_boolean(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text(
        '{"format": 1, "id": "n", "title": "N", "as_of": "2026-03-15", "hypothetical": 1,'
        ' "facts": [{"field": "captives.japan.held", "value": true, "date": "2026-03-15"}]}'
    )
    with pytest.raises(UnusableError) as caught:
        load_case(str(path))
    assert [problem.place for problem in caught.value.problems] == ["$.hypothetical", "$.facts[0].value"]


def test_the_word_of_the_government_itself_is_claimed_in_whatever_outlet(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    text = (
        '{"format": 1, "id": "n", "title": "N", "as_of": "2026-03-15",'
        ' "sources": {"kcna": {"title": "Statement", "speaks_for": "Government of North Korea"}},'
        ' "facts": [{"field": "camps.pledged", "value": true, "date": "2026-03-15",'
        ' "verification": "VERIFICATION", "sources": ["kcna"]}]}'
    )
    path.write_text(text.replace("VERIFICATION", "claimed"))
    assert load_case(str(path)).facts
    path.write_text(text.replace("VERIFICATION", "reported"))
    with pytest.raises(UnusableError, match="the word of Government of North Korea alone is `claimed`"):
        load_case(str(path))


def test_a_pattern_says_zero_of_every_field_it_names(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    text = (
        '{"format": 1, "id": "n", "title": "N", "as_of": "2026-03-15",'
        ' "facts": [{"field": "captives.*.taken", "value": COUNT, "from": "2025-01-01", "to": "2026-03-15"}]}'
    )
    path.write_text(text.replace("COUNT", "0"))
    assert {stated.fact.field for stated in load_case(str(path)).facts} >= {
        "captives.japan.taken",
        "captives.other.taken",
    }
    path.write_text(text.replace("COUNT", "1"))
    with pytest.raises(UnusableError, match="only zero, false or a search"):
        load_case(str(path))


def test_baselines_may_not_come_back_to_themselves(tmp_path: Path) -> None:
    for name, other in (("a", "b"), ("b", "a")):
        (tmp_path / f"{name}.json").write_text(
            f'{{"format": 1, "id": "{name}", "title": "T", "as_of": "2026-03-15", "baseline": "{other}.json"}}'
        )
    with pytest.raises(UnusableError, match="come back to itself"):
        load_case(str(tmp_path / "a.json"))


def test_a_chain_of_too_many_baselines_is_refused(tmp_path: Path) -> None:
    for number in range(20):
        (tmp_path / f"c{number}.json").write_text(
            f'{{"format": 1, "id": "c{number}", "title": "T", "as_of": "2026-03-15", "baseline": "c{number + 1}.json"}}'
        )
    with pytest.raises(UnusableError, match="more than 16 baselines"):
        load_case(str(tmp_path / "c0.json"))
