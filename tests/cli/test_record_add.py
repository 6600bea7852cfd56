"""`compliance record add`: what is asked, what is written where, and what is never written."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from compliance import load_case
from compliance.cli import add as add_module
from compliance.cli.app import app
from compliance.files import resources
from compliance.files.resources import cases_folder
from told import told

TEXT = """{
  "format": 1,
  "id": "small", "title":   "A small case",
  "as_of": "2020-01-15",
  "sources": {
    "seen": { "title": "A report" }
  },
  "facts": [
    { "field": "counterfeiting.pledged", "value": true, "date": "2019-01-01" },

    { "field": "camps.population", "low": 50000, "high": 62000, "date": "2018" },
    {"field":"camps.population","value":1.0,"date":"2019-06"}
  ],
  "actions": [
    { "id": "first", "type": "detain", "date": "2018-01-01", "country": "japan", "count": 1 }
  ]
}
"""
POPULATION = [
    "fact",
    "camps.population",
    "3-5",
    "2018-06",
    "2018-07-01",
    "reported",
    "A body",
    "seen",
    "high",
    "",
    "A note.",
]
STANDING = ["2019-01-02", "verified", "A body", "seen", "", "", ""]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    path = tmp_path / "small.json"
    path.write_text(TEXT)
    return path


def add(path: Path | str, answers: list[str]) -> Result:
    return CliRunner().invoke(app, ["record", "add", str(path)], input="".join(f"{answer}\n" for answer in answers))


def added(path: Path, answers: list[str]) -> list[str]:
    """The lines that the file has more; every line it had stands as it was, but for a comma."""
    before = path.read_text().splitlines()
    result = add(path, answers)
    assert result.exit_code == 0, result.output
    after = path.read_text().splitlines()
    new = []
    for line in after:
        if before and line.removesuffix(",") == before[0].removesuffix(","):
            before.pop(0)
        else:
            new.append(line)
    assert before == []
    return new


def test_a_fact_stands_in_its_matter_by_date_and_all_else_as_it_was(small: Path) -> None:
    assert added(small, POPULATION) == [
        '    { "field": "camps.population", "low": 3, "high": 5, "date": "2018-06",',
        '      "published": "2018-07-01", "verification": "reported", "verifier": "A body", '
        '"confidence": "high", "sources": ["seen"],',
        '      "note": "A note." },',
    ]
    facts = [stated.fact for stated in load_case(str(small)).facts]
    assert [str(fact.date) for fact in facts] == ["2019-01-01", "2018", "2018-06", "2019-06"]


def test_a_fact_that_is_first_of_its_matter_stands_beside_the_next(small: Path) -> None:
    answers = ["fact", "camps.operating", "4", "2017", "2017-12-31", "reported", "", "", "", "", ""]
    added(small, answers)
    before, after = small.read_text().split('    { "field": "camps.operating"')
    assert before.endswith("\n\n")
    assert after.splitlines()[2].startswith('    { "field": "camps.population", "low": 50000')


@pytest.mark.parametrize(
    ("field", "index"),
    [("counterfeiting.production_ceased", 1), ("weapons.nuclear.exists", 3), ("society.free_travel", 3)],
)
def test_a_new_matter_stands_in_the_order_of_the_state(small: Path, field: str, index: int) -> None:
    added(small, ["fact", field, "false", "2020-01-15", "", "", "", "", "", "", ""])
    assert load_case(str(small)).facts[index].fact.field == field


def test_actions_stand_by_date_with_the_keys_of_their_type(small: Path) -> None:
    answers = ["action", "grant_access", "monitors", "2019-01-01", "aid_monitors", "random_visits, nationwide_travel"]
    added(small, [*answers, "", "12", *STANDING])
    early = ["action", "detain", "earlier", "2017", "2+", "china", "", *STANDING]
    added(small, early)
    case = load_case(str(small))
    assert [action.id for action in case.actions] == ["earlier", "first", "monitors"]
    assert {move.field for move in case.actions[2].moves()} >= {"humanitarian.random_visits"}
    assert next(case.actions[0].moves()).high is None


def test_what_is_mistyped_is_asked_again_with_a_suggestion(small: Path) -> None:
    answers = [
        "fct",
        "fact",
        "camps.populatoin",
        "camps.population",
        "many",
        "5",
        "June",
        "2018-06",
        "2018-07",
        *POPULATION[4:],
    ]
    result = add(small, answers)
    assert result.exit_code == 0
    assert "did you mean `fact`?" in result.output
    assert "did you mean `camps.population`?" in result.output
    assert "expected a number such as 12, 0.5 or 1/3, or a range 3-5 or 3+: `many`" in result.output
    assert "expected a date such as 2018-05-24, 2018-05 or 2018: `June`" in result.output
    assert "expected a day such as 2018-05-24: `2018-07`" in result.output


def test_a_new_source_is_asked_about_and_stands_after_the_others(small: Path) -> None:
    answers = [*POPULATION]
    answers[7:8] = ["seen, paper", "A title", "A publisher", "2018-06", "https://example.org/", ""]
    lines = added(small, answers)
    assert lines[0] == (
        '    "paper": { "title": "A title", "publisher": "A publisher", "date": "2018-06", '
        '"href": "https://example.org/" }'
    )
    assert '"sources": ["seen", "paper"]' in lines[2]


def test_a_source_that_looks_mistyped_is_asked_again(small: Path) -> None:
    answers = [*POPULATION]
    answers[7:8] = ["sen", "n", "seen"]
    assert '"sources": ["seen"]' in added(small, answers)[1]


def test_exact_numbers_flags_searches_and_the_unknown_can_be_said(small: Path) -> None:
    empty = [""] * 7
    added(
        small, ["fact", "un_verification.sites_open", "0.25", "", "2020-01-15", *empty]
    )  # without a date: asked again
    added(small, ["fact", "camps.standing_access", "unknown", "2019-07", *empty])
    added(small, ["fact", "camps.decrees", "search", "", "2020-01-10", "seen", "", "", "newspapers"])
    added(small, ["fact", "camps.outside_visits", "0", "2019-01-01", "2019-12-31", *empty])
    said = {stated.fact.field: stated.fact for stated in load_case(str(small)).facts}
    assert str(said["un_verification.sites_open"].value) == "1/4"
    assert said["camps.standing_access"].unknown
    assert said["camps.decrees"].note == "newspapers"
    assert said["camps.outside_visits"].value == 0


def test_nothing_is_written_where_the_case_would_not_load_and_every_problem_is_shown(small: Path) -> None:
    answers = ["fact", "camps.population", "3-5", "2019", "2018-01-01", "verified", "", "", "", "", ""]
    result = add(small, answers)
    assert result.exit_code == 5
    said = "published on 2018-01-01, before it begins on 2019-01-01 [bad-span]"
    assert f"{small}: $.facts[2].published: {said}" in told(result.stderr)
    assert f"{small}: $.facts[2].verifier: is `verified` by nobody: name the `verifier` [missing-key]" in told(
        result.stderr
    )
    assert small.read_text() == TEXT
    assert list(small.parent.iterdir()) == [small]


def test_an_id_that_is_taken_is_refused_under_the_name_of_the_file(small: Path) -> None:
    result = add(small, ["action", "detain", "first", "2019", "1", "japan", "", *STANDING])
    assert result.exit_code == 5
    assert f"the id `first` is taken: {small}: $.actions[0] [duplicate-id]" in told(result.stderr)
    assert small.read_text() == TEXT


def test_nothing_is_written_where_the_answers_end_early(small: Path) -> None:
    assert add(small, POPULATION[:5]).exit_code == 1
    assert small.read_text() == TEXT


def test_a_broken_case_is_refused_before_anything_is_asked(small: Path) -> None:
    small.write_text(TEXT.replace("camps.population", "camps.populatoin"))
    result = add(small, POPULATION)
    assert (result.exit_code, result.stdout) == (5, "")
    assert "did you mean `camps.population`? [unknown-field]" in told(result.stderr)
    assert add("nowhere.json", POPULATION).exit_code == 5


@pytest.mark.parametrize("head", ["", ', "expect": []', ', "facts": [], "sources": {}'])
def test_a_case_without_lists_gets_them(tmp_path: Path, head: str) -> None:
    path = tmp_path / "bare.json"
    path.write_text('{"format": 1, "id": "bare", "title": "Bare", "as_of": "2020-01-15"' + head + "}\n")
    answers = [*POPULATION]
    answers[7:8] = ["paper", "A title", "", "", "", ""]
    assert add(path, answers).exit_code == 0
    raw = json.loads(path.read_text())
    assert raw["facts"][0]["sources"] == ["paper"]
    assert raw["sources"] == {"paper": {"title": "A title"}}


def test_a_baseline_beside_the_case_is_found_and_its_sources_are_known(small: Path) -> None:
    over: dict[str, Any] = {"format": 1, "id": "over", "title": "Over", "as_of": "2020-01-15", "baseline": "small.json"}
    path = small.with_name("over.json")
    path.write_text(json.dumps(over))
    assert add(path, POPULATION).exit_code == 0
    assert set(json.loads(path.read_text())) == {*over, "facts"}
    assert small.read_text() == TEXT


def test_line_ends_the_mode_and_a_link_stay(small: Path) -> None:
    small.write_bytes(TEXT.replace("\n", "\r\n").encode())
    small.chmod(0o640)
    link = small.with_name("link.json")
    link.symlink_to(small)
    assert add(link, POPULATION).exit_code == 0
    data = small.read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n") == TEXT.count("\n") + 3
    assert link.is_symlink()
    assert small.stat().st_mode & 0o777 == 0o640


def test_every_line_of_the_packaged_record_stays(tmp_path: Path) -> None:
    path = tmp_path / "record.json"
    path.write_bytes((cases_folder() / "record.json").read_bytes())
    fact = [
        "fact",
        "captives.united_states.held",
        "0",
        "2018-06-01",
        "2018-06-02",
        "observed",
        "A body",
        "cnn18",
        "",
        "",
        "",
    ]
    assert len(added(path, fact)) == 2
    act = [
        "action",
        "detain",
        "new",
        "2018-12",
        "1",
        "united_states",
        "",
        "2019-01-02",
        "reported",
        "",
        "cnn18",
        "",
        "",
        "",
    ]
    assert len(added(path, act)) == 2
    ids = [action.id for action in load_case(str(path)).actions]
    assert ids[ids.index("new") - 1].startswith("us-")


def test_a_case_of_an_installed_package_is_refused(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resources, "_WHEEL", small.parent)
    result = add(small, POPULATION)
    assert result.exit_code == 2
    assert "came with the installed package" in " ".join(told(result.stderr).replace("│", " ").split())
    assert small.read_text() == TEXT


def test_standard_input_cannot_be_added_to() -> None:
    assert add("-", POPULATION).exit_code == 2


def test_two_who_add_at_once_both_find_their_entries(small: Path) -> None:
    command = [sys.executable, "-c", "from compliance.cli.app import run; run()", "record", "add", str(small)]
    adders = [subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) for _ in range(2)]
    for number, adder in enumerate(adders):
        assert adder.stdin
        answers = [*POPULATION[:3], f"2018-0{number + 1}", *POPULATION[4:10], f"note {number}"]
        adder.stdin.write("\n".join(answers))
        adder.stdin.flush()
    for adder in adders:
        assert adder.stdin
        adder.stdin.write("\n")
        adder.stdin.close()
    assert [adder.wait() for adder in adders] == [0, 0]
    assert [note in small.read_text() for note in ("note 0", "note 1")] == [True, True]
    assert len(load_case(str(small)).facts) == 5


def test_what_was_changed_while_questions_were_asked_stays(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = add_module._asked

    def slowly(case: Any) -> add_module.Added:
        small.write_text(TEXT.replace("A small case", "A case of another"))
        return asked(case)

    monkeypatch.setattr(add_module, "_asked", slowly)
    assert add(small, POPULATION).exit_code == 0
    assert "A case of another" in small.read_text()
    small.write_text(TEXT)
    monkeypatch.setattr(add_module, "_asked", lambda case: (small.write_text("{"), asked(case))[1])
    result = add(small, POPULATION)
    assert result.exit_code == 5
    assert "[not-json]" in told(result.stderr)
    assert small.read_text() == "{"


def test_the_baseline_of_a_linked_case_is_sought_beside_the_link(small: Path) -> None:
    there = small.parent / "there"
    there.mkdir()
    over = {"format": 1, "id": "over", "title": "Over", "as_of": "2020-01-15", "baseline": "small.json"}
    (there / "over.json").write_text(json.dumps(over))
    link = small.with_name("link.json")
    link.symlink_to("there/over.json")
    assert CliRunner().invoke(app, ["evaluate", str(link)]).exit_code == 0
    assert add(link, POPULATION).exit_code == 0
    assert "camps.population" in (there / "over.json").read_text()
    assert add(there / "over.json", POPULATION).exit_code == 5


def test_a_case_of_one_line_stays_one(small: Path) -> None:
    small.write_text(json.dumps(json.loads(TEXT)) + "\n")
    answers = [*POPULATION]
    answers[7:8] = ["paper", "A title", "", "", "", ""]
    assert add(small, answers).exit_code == 0
    assert small.read_text().count("\n") == 1
    assert load_case(str(small)).sources["paper"].title == "A title"


def test_a_read_only_case_is_refused_before_anything_is_asked(small: Path) -> None:
    small.chmod(0o444)
    result = add(small, POPULATION)
    assert (result.exit_code, result.stdout) == (5, "")
    assert told(result.stderr) == f"{small}: cannot be written: is read-only [unreadable]"
