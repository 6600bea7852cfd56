"""A case written out reads as the same, and is always written alike."""

import json
from pathlib import Path

import pytest

from compliance import UnusableError, load_case
from compliance.case.load import load_text
from compliance.case.write import written
from compliance.files.resources import packaged_cases


@pytest.mark.parametrize("name", sorted(packaged_cases()))
def test_a_packaged_case_written_out_reads_as_the_same(name: str, tmp_path: Path) -> None:
    case = load_case(name)
    text = written(case, tmp_path)
    again = load_text(name, text)
    assert again == case
    assert written(again, tmp_path) == text
    assert "\r" not in text
    assert text.endswith("}\n")


def test_an_entry_stands_on_one_line_where_it_fits(tmp_path: Path) -> None:
    case = load_case("record").suppose(
        "detain country=japan count=1", "detain country=japan count=2 note=" + "long " * 40
    )
    lines = written(case, tmp_path).splitlines()
    assert sum('"count": 1' in line and '"id": "s1"' in line for line in lines) == 1
    assert not any('"count": 2' in line and '"id"' in line for line in lines)


def test_a_baseline_that_the_new_file_could_not_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    path = tmp_path / "a" / "own.json"
    path.write_text(json.dumps({"format": 1, "id": "own", "title": "t", "as_of": "2027-01-01"}))
    case = load_case(path).suppose("detain country=japan count=1")
    assert json.loads(written(case, tmp_path))["baseline"] == "a/own.json"
    with pytest.raises(UnusableError, match="not at or below the folder"):
        written(case, tmp_path / "b")
