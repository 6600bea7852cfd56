"""A receipt says what was judged; judged again, it is the same byte for byte, or what differs is said."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from compliance.cli.app import app
from told import told

LINE = "surrender_equipment pieces=3 verified-by=Interpol"
ASKED = [
    ("record",),
    ("suspension-and-termination", "--reading", "strict"),
    ("record", "--suppose", LINE, "--answer", "Q5=gross"),
    ("record", "--as-of", "2012-03-01", "--law-as-of", "2016-02-18", "--hindsight", "--include-unverified"),
    ("from-leap-day",),
]


def ran(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


@pytest.mark.parametrize("asked", ASKED, ids=" ".join)
def test_a_receipt_replays_to_the_same_bytes(asked: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / "receipt.json"
    assert ran("evaluate", *asked, "--receipt", str(path)).exit_code == 0
    again = ran("replay", str(path))
    assert (again.exit_code, again.stdout.endswith("the same, byte for byte\n")) == (0, True)
    said = json.loads(path.read_text())
    assert json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":")) + "\n" == path.read_text()


@pytest.mark.parametrize("seed", ["0", "1", "4242"])
def test_a_receipt_is_the_same_under_any_hash_seed(seed: str, tmp_path: Path) -> None:
    path, other = tmp_path / "a.json", tmp_path / "b.json"
    assert ran("evaluate", "record", "--receipt", str(path)).exit_code == 0
    command = [sys.executable, "-c", "from compliance.cli.app import run; run()"]
    subprocess.run(
        [*command, "evaluate", "record", "-q", "--receipt", str(other)],
        env=os.environ | {"PYTHONHASHSEED": seed},
        check=True,
    )
    assert path.read_bytes() == other.read_bytes()


def test_a_case_that_was_changed_since_is_named_with_what_is_found_otherwise(tmp_path: Path) -> None:
    case, path = tmp_path / "mine.json", tmp_path / "receipt.json"
    head = {"format": 1, "id": "mine", "title": "Mine", "as_of": "2027-06-01", "baseline": "record"}
    step = {"id": "s", "type": "improve_conditions", "date": "2027-05-01", "category": "food", "camps": 1}
    case.write_text(json.dumps(head))
    assert ran("evaluate", str(case), "--receipt", str(path)).exit_code == 0
    case.write_text(json.dumps(head | {"actions": [step | {"verification": "verified", "verifier": "ICRC"}]}))
    again = ran("replay", str(path))
    assert again.exit_code == 3
    lines = [line.removeprefix(f"{path}: ") for line in again.stdout.splitlines()]
    assert [line.partition(":")[0] for line in lines] == [
        "cases",
        "findings, /us/usc/t22/s9251/a/6",
        "findings, /us/usc/t22/s9252/1>/us/usc/t22/s9251/a/6",
    ]


@pytest.mark.parametrize("text", ["", "{}", '{"receipt": 1, "asked": {"case": 3}}', "[]"])
def test_what_is_no_receipt_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "receipt.json"
    path.write_text(text)
    result = ran("replay", str(path))
    assert (result.exit_code, result.stdout) == (5, "")
    assert told(result.stderr)


def test_a_receipt_is_of_one_reading() -> None:
    assert ran("evaluate", "record", "--reading", "all", "--receipt", "x.json").exit_code == 2


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("asked.as_of", "zzz", "expected a day such as 2018-08-01, found `zzz`"),
        ("asked.law_as_of", "2016", "expected a day such as 2018-08-01, found `2016`"),
        ("receipt", True, "is no receipt"),
    ],
)
def test_a_receipt_of_another_hand_is_refused_with_its_place(
    key: str, value: object, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "receipt.json"
    ran("evaluate", "nuclear-only", "--receipt", str(path))
    receipt = json.loads(path.read_text())
    inside, _, last = key.rpartition(".")
    (receipt[inside] if inside else receipt)[last] = value
    path.write_text(json.dumps(receipt))
    refused = ran("replay", str(path))
    assert refused.exit_code == 5
    assert said in refused.stderr
    assert not inside or f"$.{key}" in refused.stderr
