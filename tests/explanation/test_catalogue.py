"""Named acts for plans: sourced, loadable, and none made before what must come first."""

from datetime import date
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from compliance import Plan, Status, UnusableError, judge, load_case, load_rules, plan
from compliance.cli.app import app
from compliance.explanation.candidates import Candidate
from compliance.explanation.catalogue import acts_of, load_catalogue
from compliance.explanation.worlds import Worlds
from told import told

ACTS = {act.id: act for act in acts_of()}
RECORD = load_case("record")


@cache
def planned(goal: str) -> Plan:
    return plan(RECORD, goal, catalogue=load_catalogue())


def test_there_are_forty_named_acts_and_more_each_with_a_source_or_the_words_of_the_act() -> None:
    assert len(ACTS) >= 40
    assert [act.id for act in ACTS.values() if not (act.sources or act.from_law)] == []
    assert {source for act in ACTS.values() for source in act.sources} <= RECORD.sources.keys()


@pytest.mark.parametrize("name", ACTS)
def test_each_act_can_be_supposed_on_the_public_record(name: str) -> None:
    assert RECORD.suppose(*ACTS[name].lines).hypothetical


def test_a_way_holds_whatever_must_come_first() -> None:
    named = set()
    for menu in planned("suspension").menus:
        for way in menu.ways:
            chosen = {name for name in way if name in ACTS}
            named |= chosen
            assert all(set(ACTS[name].after) <= way for name in chosen), way
    assert len(named) >= 10


def test_the_smallest_way_with_named_acts_is_met_and_without_any_of_them_it_is_not() -> None:
    found = planned("suspension")
    assert found.smallest
    assert any(name in ACTS for name in found.smallest)
    assert judge(found.supposed()).result("suspension").status is Status.MET
    for gone in found.smallest:
        rest = found.lines_of(set(found.smallest) - {gone} - {name for name in ACTS if gone in ACTS[name].after})
        assert judge(RECORD.suppose(*rest)).result("suspension").status is not Status.MET, gone


def test_a_catalogue_hides_no_way_that_there_is_without_it() -> None:
    without = {menu.finding.path: set(menu.ways) for menu in plan(RECORD, "termination").menus}
    beside = {menu.finding.path: set(menu.ways) for menu in planned("termination").menus}
    assert all(ways <= beside[path] for path, ways in without.items())


def test_an_act_is_not_made_before_what_must_come_first() -> None:
    first = Candidate("first", ("accept_standard verified-by=World Food Programme",))
    then = Candidate("then", ("deliver_aid count=3 verified-by=World Food Programme",), ("first",))
    worlds = Worlds(RECORD, (first, then), load_rules(), date(2026, 11, 23))
    made = [len(worlds.case_with(chosen).actions) for chosen in ((), ("then",), ("first", "then"))]
    assert [each - len(RECORD.actions) for each in made] == [0, 0, 2]


ACT = '[[act]]\nid = "a"\ntitle = "A"\nlines = ["accept_standard verified-by=WFP"]\n'
WAITS_B = 'after = ["b"]\n'
BROKEN = [
    (ACT + ACT, "a: `a` stands twice [duplicate-id]"),
    (ACT + 'after = ["b"]\n', "a: comes after an unknown act `b` [unknown-id]"),
    (ACT + 'after = ["a"]\n', "a: waits for itself: a → a [circular]"),
    (ACT + WAITS_B + ACT.replace('"a"', '"b"') + 'after = ["a"]\n', "a: waits for itself: a → b → a [circular]"),
    (ACT.replace("accept_standard", "accept_standrad"), "a: unknown action or field `accept_standrad`; did you mean"),
    (ACT.replace('["accept_standard verified-by=WFP"]', "[]"), "a: does nothing: it has no line [missing-key]"),
    ("acts = []\n", "unknown key `acts`; did you mean `act`? [unknown-key]"),
    ("[[act]", "is not TOML"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), BROKEN)
def test_a_broken_catalogue_is_refused_with_what_is_wrong(text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text)
    with pytest.raises(UnusableError) as refused:
        load_catalogue(path)
    assert any(said in str(problem) for problem in refused.value.problems), refused.value.problems
    result = CliRunner().invoke(app, ["plan", "record", "--catalogue", str(path)])
    assert (result.exit_code, result.stdout) == (5, "")
    assert said in told(result.stderr)


def test_the_command_names_the_acts_of_a_catalogue() -> None:
    shown = " ".join(CliRunner().invoke(app, ["plan", "record", "--catalogue", "packaged"]).stdout.split())
    assert "An action plan agreed with the Financial Action Task Force: record_step body=FATF" in shown
    assert CliRunner().invoke(app, ["plan", "record", "--catalogue", "nowhere.toml"]).exit_code == 5


def test_a_line_whose_value_cannot_be_is_refused_with_its_act_and_key(tmp_path: Path) -> None:
    path = tmp_path / "acts.toml"
    path.write_text(
        '[[act]]\nid = "neg"\ntitle = "Less than none"\n'
        'lines = ["surrender_equipment pieces=-3 verified-by=Interpol"]\n'
    )
    with pytest.raises(UnusableError, match=r"neg\.pieces.*found `-3`"):
        load_catalogue(path)


def test_an_act_dated_after_the_day_is_left_out_and_said() -> None:
    late = Candidate("late", ("surrender_equipment pieces=3 date=2029-01-01 verified-by=Interpol",), (), "Late")
    found = plan(load_case("nuclear-only"), "suspension", catalogue=(late,))
    assert [(each.place, "after the day" in each.message) for each in found.refused] == [("late", True)]
    assert "late" not in found.candidates


def test_a_plan_can_be_of_the_last_day_that_there_is() -> None:
    assert plan(load_case("nuclear-only"), "suspension", as_of=date.max).as_of == date.max
