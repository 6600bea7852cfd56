"""What the commands print as JSON: conditions first, everything named once, and by a committed schema."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from typer.testing import CliRunner

from compliance import judge, load_case
from compliance.case.model import Case
from compliance.cli.app import app
from compliance.cli.lookup import SCHEMAS
from compliance.files.resources import packaged_cases
from compliance.report import json as report
from compliance.report.document import Document
from compliance.report.schema import PRINTED, schema

CASES = list(packaged_cases())


@cache
def printed(*arguments: str) -> Any:
    result = CliRunner().invoke(app, [*arguments, "--format", "json"])
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


# The schema of every output, with commands that print it; a schema without a command fails below.
COMMANDS = {
    "assessment": ["evaluate record", "evaluate suspension-and-termination --full", "evaluate from-leap-day --full"],
    "readings": ["evaluate record --reading all", "evaluate nuclear-only --reading all --full"],
    "explanation": ["explain record 401a6", "explain record 402", "explain nuclear-only 402(2)(A) --reading strict"],
    "missing": ["missing record", "missing nuclear-only"],
    "comparison": ["compare record nuclear-only", "compare singapore-2018 record-2018-08-01 record-2026-03-15"],
    "plan": ["plan all-but-captives", "plan suspension-not-termination suspension"],
    "under-answers": ["readings suspension-not-termination"],
    "settling": ["missing record --settles 401(a)(4)", "missing record --settles termination"],
    "fragility": ["fragility suspension-not-termination", "fragility record termination"],
    "timeline": ["timeline from-leap-day", "timeline record", "timeline late-renewal"],
    "relief": ["relief termination-without-suspension", "relief record"],
    "history": ["history record", "history nuclear-only weapons"],
    "bibliography": ["record bibliography"],
    "entries": ["record export", "record export nuclear-only --own"],
    "agenda-report": ["agenda record"],
    "crosswalk": ["crosswalk"],
    "cases": ["cases", "cases coverage"],
    "law": ["law 401a6", "law 402"],
    "law-diff": ["law diff 2016-12-31 2019-12-31"],
    "question": ["law Q5"],
    "readings-list": ["readings"],
    "verified": ["verify --reading plain"],
    "sweep": ["sweep suspension-and-termination docs/sweeps/what-could-go-wrong.toml --check 1"],
    "measures-list": ["measures", "measures 104"],
    "fields": ["fields", "fields camps.*"],
    "actions": ["actions", "actions release_prisoners"],
}


def test_every_output_has_a_schema_and_a_command_that_is_held_to_it() -> None:
    assert COMMANDS.keys() == PRINTED.keys()
    assert set(PRINTED) < set(SCHEMAS)


@pytest.mark.parametrize(("name", "command"), [(name, each) for name, listed in COMMANDS.items() for each in listed])
def test_what_is_printed_fits_its_schema_and_has_no_key_beside(name: str, command: str) -> None:
    shown = printed(*command.split(" "))
    jsonschema.validate(shown, closed(schema(name)))


def closed(made: Any) -> Any:
    """A schema that allows no key beside those it names: what is printed is all described."""
    if isinstance(made, dict):
        inner = {key: closed(value) for key, value in made.items()}
        if "properties" in inner and "additionalProperties" not in inner:
            inner["additionalProperties"] = False
        return inner
    return [closed(each) for each in made] if isinstance(made, list) else made


def named_in(value: Any, key: str) -> Iterator[Any]:
    """Every value under a key, wherever it stands."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name == key:
                yield inner
            yield from named_in(inner, key)
    elif isinstance(value, list):
        for each in value:
            yield from named_in(each, key)


def of_group(group: Any) -> Iterator[str]:
    for part in group["parts"]:
        if isinstance(part, str):
            yield part
        else:
            yield from of_group(part)


@pytest.mark.parametrize("name", CASES[::4])
def test_whatever_is_referred_to_is_named_and_whatever_is_named_is_referred_to(name: str) -> None:
    case = load_case(name)
    found = judge(case)
    assert found.rules
    shown: Any = report.shape(Document(case, found, found.rules), full=True)
    tests = {
        each for rungs in named_in(shown["results"], "rungs") for rung in rungs for each in of_group(rung["tests"])
    }
    assert tests == shown["tests"].keys()
    entries = set(named_in([shown["tests"], shown["left_out"]], "entry"))
    entries |= {each for left in shown["left_out"] for each in left["instead"]}
    entries |= {each for condition in shown["conditions"] for each in condition["entries"]}
    assert entries == shown["entries"].keys()
    assert set(named_in(shown["results"], "provision")) == shown["provisions"].keys()
    cited = {key for entry in shown["entries"].values() for key in entry["sources"]}
    assert cited == shown["sources"].keys()


@pytest.mark.parametrize("name", CASES[::4])
def test_an_entry_is_marked_supposed_just_where_a_hypothetical_states_it(name: str) -> None:
    case = load_case(name)
    of_record = {name for part in case.parts if not part.head.hypothetical for name in ids(part)}
    found = judge(case)
    assert found.rules
    shown: Any = report.shape(Document(case, found, found.rules), full=True)
    for each, entry in shown["entries"].items():
        assert entry["supposed"] is (each not in of_record), each


def ids(part: Any) -> Iterator[str]:
    """By what the entries of a file are called: an id, or the place of a fact that has none."""
    yield from (action.id for _, action in part.actions)
    yield from (fact.id or f"{part.head.id}: {place}" for place, fact in part.facts)


def test_conditions_come_first_and_flat_each_with_what_it_lacks_and_its_entries() -> None:
    shown = printed("evaluate", "record")
    assert list(shown).index("conditions") < list(shown).index("results")
    found = {each["provision"]: each for each in shown["conditions"]}
    assert list(found)[:6] == [f"401(a)({number})" for number in range(1, 7)]
    camps = found["401(a)(6)"]
    assert camps["status"] == "unmet"
    assert camps["reached"] == ["none", "none"]
    assert any("improvement" in each for each in camps["lacks"])
    assert camps["shown"]
    assert set(camps["entries"]) <= shown["entries"].keys()
    assert "tests" not in shown


def test_full_json_holds_the_rungs_the_answers_and_what_was_left_out() -> None:
    short, full = printed("evaluate", "record"), printed("evaluate", "record", "--full")
    assert set(full) - set(short) == {
        *("tests", "left_out", "answers", "effects_not_judged", "acts_of_the_united_states"),
        *("asked_in_return", "derivation"),
    }
    assert short["conditions"] == full["conditions"]


def test_a_case_is_named_by_the_hash_of_its_text_and_of_those_it_stands_on(tmp_path: Path) -> None:
    text = '{"format": 1, "id": "mine", "title": "Mine", "as_of": "2027-01-01", "baseline": "record"}\n'
    hashes = []
    for number, written in enumerate((text, text.replace("\n", "\r\n"), text.replace("Mine", "Yours"))):
        path = tmp_path / f"{number}.json"
        path.write_bytes(written.encode())
        hashes.append(load_case(path).version)
    assert hashes[0] == hashes[1] != hashes[2]
    shown = printed("evaluate", str(tmp_path / "0.json"))["case"]
    assert shown["hash"] == hashes[0]
    assert [each["id"] for each in shown["baselines"]] == ["record"]
    assert len(shown["hash"]) == len(shown["baselines"][0]["hash"]) == 16


def test_what_is_supposed_by_hand_has_a_hash_that_keys_in_another_order_do_not_change() -> None:
    raw = {"format": 1, "id": "x", "title": "X", "as_of": "2027-01-01"}
    assert Case.from_dict(raw).version == Case.from_dict(dict(reversed(raw.items()))).version
    record = load_case("record")
    line = "surrender_equipment pieces=3 verified-by=Interpol"
    assert record.suppose(line).version == record.suppose(line).version != record.version
