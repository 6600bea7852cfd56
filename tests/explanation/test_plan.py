"""What a plan says would do does, and no part of it; what the tables say, the specification says."""

import json
import random
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from compliance import Plan, Status, UnusableError, judge, load_case, load_rules, plan, under_answers
from compliance.case.write import written
from compliance.cli.app import app
from compliance.explanation.candidates import Candidate
from compliance.explanation.plan import conditions
from compliance.explanation.robust import robust
from compliance.explanation.worlds import Worlds

READINGS = ("plain", "strict", "lenient")


@cache
def planned(case: str, reading: str = "plain", goal: str = "suspension", as_of: str = "") -> Plan:
    return plan(load_case(case), goal, reading=reading, as_of=as_of or None)


FIVE = ("record", "nuclear-only", "all-claimed", "hanoi-2019-north-korean-offer", "record-2018-08-01")


@pytest.mark.parametrize("case", FIVE)
def test_the_smallest_way_supports_a_suspension_and_no_part_of_it_does(case: str) -> None:
    found = planned(case)
    assert found.smallest
    assert judge(found.supposed()).result("suspension").status is Status.MET
    for left_out in found.smallest:
        rest = found.lines_of(set(found.smallest) - {left_out})
        assert judge(found.case.suppose(*rest)).result("suspension").status is not Status.MET


def test_the_smallest_way_under_all_readings_holds_under_each() -> None:
    found = planned("record", "all")
    assert found.smallest
    case = found.supposed()
    assert {judge(case, reading=name).result("suspension").status for name in READINGS} == {Status.MET}


def test_what_lifts_an_unmet_condition_lifts_it_and_no_part_of_it_does() -> None:
    found = planned("record")
    unmet = [menu for menu in found.menus if menu.finding.status is Status.UNMET]
    assert unmet
    for menu in unmet:
        for way in menu.lifting[:3]:
            path = menu.finding.path
            lifted = judge(found.case.suppose(*found.lines_of(way))).finding(path)
            assert lifted is not None and lifted.status is not Status.UNMET
            for part in way:
                rest = found.lines_of(way - {part})
                still = judge(found.case.suppose(*rest) if rest else found.case).finding(path)
                assert still is not None and still.status is Status.UNMET


@pytest.mark.parametrize(
    ("case", "goal", "reading"),
    [("record", "suspension", "plain"), ("record", "suspension", "strict"), ("nuclear-only", "termination", "lenient")],
)
def test_the_tables_say_what_the_specification_says_of_any_set_of_changes(case: str, goal: str, reading: str) -> None:
    rules, drawn = load_rules(), random.Random(7)
    found = planned(case, reading, goal)
    worlds = Worlds(found.case, tuple(found.candidates.values()), rules, found.assessments[0].as_of)
    compared = 0
    for assessment in found.assessments:
        judging = worlds.judging(assessment.interpretation)
        leaves = list(assessment.result(goal).leaves())
        tables = {leaf.path: judging.of(leaf.path) for leaf in leaves}
        for _ in range(30):
            share = drawn.random()
            chosen = frozenset(name for name in found.candidates if drawn.random() < share)
            judged = judge(worlds.case_with(chosen), rules, reading=assessment.interpretation)
            for path, table in tables.items():
                leaf = judged.finding(path)
                assert leaf is not None
                assert table.at(chosen) is leaf.status, (path, sorted(chosen))
                compared += 1
    assert compared >= 180


def test_by_a_later_day_the_case_that_is_supposed_is_of_that_day() -> None:
    found = planned("record", as_of="2027-05-24")
    case = found.supposed()
    assert str(case.as_of) == "2027-05-24"
    assert judge(case).result("suspension").status is Status.MET


def test_a_plan_for_a_day_before_the_cases_own_is_refused_not_moved() -> None:
    refused = CliRunner().invoke(app, ["plan", "record", "--as-of", "2018-01-01"])
    assert refused.exit_code != 0
    assert "2018-01-01 is before it" in refused.stderr
    with pytest.raises(UnusableError):
        plan(load_case("record"), as_of="2018-01-01")


def test_whichever_reading_comes_first_the_conditions_are_the_same() -> None:
    case = load_case("record")
    for goal in ("suspension", "termination"):
        found = [judge(case, reading=name).result(goal) for name in READINGS]
        paths = [[each.path for each in conditions(found[turn:] + found[:turn])] for turn in range(3)]
        assert len(paths[0]) >= 6
        assert paths[0] == paths[1] == paths[2]


def test_where_too_many_changes_bear_on_a_condition_those_left_out_are_its_own() -> None:
    found = planned("record", "all")
    citizens = next(menu for menu in found.menus if menu.finding.number == "401(a)(4)")
    assert citizens.left_out
    assert all("captives" in name or "detainees" in name or "country=" in name for name in citizens.left_out)
    assert f"{len(citizens.left_out)} other changes bear on it" in shown("plan", "record", "--reading", "all")


def test_a_catalogues_change_that_cannot_be_stated_is_left_out_by_its_name() -> None:
    wrong = Candidate("a thing that nobody knows", ("dance count=3",))
    found = plan(load_case("nuclear-only"), catalogue=[wrong])
    assert [problem.place for problem in found.refused] == ["a thing that nobody knows"]


def test_a_goal_that_is_reached_needs_nothing_more() -> None:
    found = planned("suspension-not-termination")
    assert found.status is Status.MET
    assert found.smallest == ()
    assert "nothing more is looked for" in shown("plan", "suspension-not-termination")


def test_a_condition_that_no_change_reaches_says_what_is_still_looked_for_and_from_when_it_could_be() -> None:
    found = planned("record", goal="termination")
    assert found.smallest is None
    censorship = next(menu for menu in found.menus if menu.finding.number == "402(2)(C)")
    assert not censorship.ways
    assert censorship.lacking
    assert censorship.earliest is not None
    later = planned("record", goal="termination", as_of=str(censorship.earliest))
    assert next(menu for menu in later.menus if menu.finding.number == "402(2)(C)").ways


def test_a_share_of_a_number_that_nobody_states_says_which_number() -> None:
    said = " ".join(shown("plan", "record", "termination").split())
    assert "political_prisoners.held_at_base.other_detention" in said
    assert "none is known here: a condition above is out of reach" in said


def test_a_change_that_undoes_a_way_is_named() -> None:
    opened = Candidate("a camp is opened", ("open_camp camp=new reported-by=OHCHR",))
    found = plan(load_case("record"), catalogue=[opened])
    camps = next(menu for menu in found.menus if menu.finding.number == "401(a)(6)")
    assert {each.change for each in camps.undone} >= {"a camp is opened"}


@pytest.mark.parametrize("case", FIVE)
def test_a_saved_way_is_met_and_without_any_entry_of_the_file_it_is_not(case: str, tmp_path: Path) -> None:
    target, less = tmp_path / "way.json", tmp_path / "less.json"
    target.write_text(written(planned(case).supposed(), tmp_path))
    assert judge(load_case(str(target))).result("suspension").status is Status.MET
    said = json.loads(target.read_text())
    for section in ("facts", "actions"):
        for index in range(len(said.get(section, []))):
            rest = [each for place, each in enumerate(said[section]) if place != index]
            less.write_text(json.dumps(said | {section: rest}))
            assert judge(load_case(str(less))).result("suspension").status is not Status.MET, said[section][index]


def test_the_saved_way_is_a_case_that_is_supported(tmp_path: Path) -> None:
    target = tmp_path / "way.json"
    shown("plan", "record", "--save", str(target))
    assert judge(load_case(str(target))).result("suspension").status is Status.MET
    again = CliRunner().invoke(app, ["plan", "record", "--save", str(target)])
    assert again.exit_code == 5  # it never overwrites
    nothing = CliRunner().invoke(app, ["plan", "record", "termination", "--save", str(tmp_path / "none.json")])
    assert nothing.exit_code == 2
    assert "nothing to save" in nothing.stderr


def test_the_plan_as_json_holds_every_way_in_the_lines_that_suppose_takes() -> None:
    said = json.loads(shown("plan", "record", "--format", "json"))
    found = planned("record")
    assert said["smallest"] == list(found.lines)
    assert [len(row["ways"]) for row in said["conditions"]] == [len(menu.ways) for menu in found.menus]
    ways = said["conditions"][0]["ways"][0]
    assert judge(load_case("record").suppose(*ways))["401(a)(1)"].status is Status.MET


def test_an_unknown_goal_is_refused_with_those_there_are() -> None:
    refused = CliRunner().invoke(app, ["plan", "record", "suspend"])
    assert refused.exit_code == 2
    assert "suspension" in refused.stderr
    with pytest.raises(KeyError):
        plan(load_case("record"), "suspend")


def shown(*arguments: str) -> str:
    found = CliRunner().invoke(app, list(arguments))
    assert found.exit_code == 0, found.stderr
    return found.stdout


def test_each_way_carries_the_count_of_the_answers_under_which_it_holds() -> None:
    found = planned("all-but-captives")
    carries = robust(found)
    assert carries.smallest == under_answers(found.supposed()).counts
    assert set(carries.ways) == {(menu.finding.path, way) for menu in found.menus for way in menu.ways[:3] if way}
    assert all(each.met for each in carries.ways.values())


def test_a_way_under_every_packaged_reading_holds_under_more_answers_than_one_under_the_plain_alone() -> None:
    shares = []
    for reading in ("plain", "all"):
        counts = under_answers(planned("record", reading).supposed()).counts
        shares.append(Fraction(counts.met, counts.all))
    assert shares[0] < shares[1] < 1


def test_the_counts_are_on_the_page_and_in_the_json_where_they_are_asked_for() -> None:
    said = CliRunner().invoke(app, ["plan", "all-but-captives", "--count"]).stdout
    assert "combinations of answers" in " ".join(said.split())
    shown = json.loads(CliRunner().invoke(app, ["plan", "all-but-captives", "--count", "--format", "json"]).stdout)
    assert shown["holds_under"]["met"] > 0
    plain = json.loads(CliRunner().invoke(app, ["plan", "all-but-captives", "--format", "json"]).stdout)
    assert plain["holds_under"] is None
    assert all(each["hold_under"] == [] for each in plain["conditions"])
