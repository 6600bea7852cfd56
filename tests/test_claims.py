"""The founding article's claims, as far as they can be computed: one test a claim, also where it is not borne out."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from compliance import Assessment, Status, judge, load_case
from compliance.agenda.crosswalk import crosswalk
from compliance.agenda.load import load_agenda
from compliance.agenda.model import Agenda
from compliance.files.resources import packaged_cases
from compliance.law.degree import Degree
from compliance.record.dprk.actions.captives import Detain, Returning
from compliance.rulebook.rulebook import Rulebook

S401, S402 = "/us/usc/t22/s9251/a", "/us/usc/t22/s9252"
READINGS = ("plain", "strict", "lenient")


@pytest.fixture(scope="module")
def agenda(rulebook: Rulebook) -> Agenda:
    return load_agenda("cohen-2017", rulebook)


def judged(name: str, rulebook: Rulebook, reading: str = "plain") -> Assessment:
    return judge(load_case(name), rulebook, reading=reading)


def status(name: str, provision: str, rulebook: Rulebook, reading: str = "plain") -> Status:
    finding = judged(name, rulebook, reading).finding(provision)
    assert finding is not None
    return finding.status


def test_every_claim_has_a_test_and_its_cases_exist(agenda: Agenda) -> None:
    numbers = re.findall(r"^def test_k_(\d\d)_", Path(__file__).read_text(), re.MULTILINE)
    assert [f"K-{number}" for number in numbers] == [claim.id for claim in agenda.claim]
    assert {case for claim in agenda.claim for case in claim.cases} <= set(packaged_cases())


def test_k_01_without_human_rights_neither_section_is_supported(rulebook: Rulebook) -> None:
    for human in ("no-captives-or-detainees", "no-aid", "no-camps"):
        assert status(human, S401, rulebook) is Status.UNMET
    for human in ("no-prisoners", "no-censorship", "no-society", "american-held"):
        assert status(human, S402, rulebook) is Status.UNMET


@pytest.mark.parametrize("reading", READINGS)
def test_k_02_nuclear_steps_alone_support_neither(reading: str, rulebook: Rulebook) -> None:
    for case in ("nuclear-only", "hanoi-2019-united-states-ask"):
        assert status(case, S401, rulebook, reading) is not Status.MET
        assert status(case, S402, rulebook, reading) is not Status.MET


def test_k_03_steps_over_abducted_foreigners_are_needed_and_not_enough(rulebook: Rulebook) -> None:
    assert status("no-captives-or-detainees", S401, rulebook) is Status.UNMET
    assert status("whole-human-rights-package", f"{S401}/4", rulebook) is Status.MET
    assert status("whole-human-rights-package", S401, rulebook) is Status.UNMET


def test_k_04_what_the_review_makes_easy_moves_nothing(rulebook: Rulebook, tmp_path: Path) -> None:
    stated = json.loads((packaged_cases()["upr-low-hanging-fruit"]).read_text(encoding="utf-8"))
    nothing_done = tmp_path / "nothing-done.json"
    nothing_done.write_text(json.dumps(stated | {"id": "nothing-done", "actions": [], "expect": []}))
    before = judge(load_case(str(nothing_done)), rulebook)
    after = judged("upr-low-hanging-fruit", rulebook)
    for result in after.results:
        for finding in result.finding.walk():
            was = before.finding(finding.path)
            assert was is not None and was.status is finding.status


def test_k_05_some_demands_have_no_provision_behind_them(agenda: Agenda, rulebook: Rulebook) -> None:
    crossed = crosswalk(agenda, rulebook)
    without = {each.demand.id for each in crossed.demands if not each.provisions}
    assert {"C-07", "C-08", "C-17"} <= without


def test_k_06_ten_americans_left_in_eight_years_and_two_were_held() -> None:
    record = load_case("record")
    of_americans = [act for act in record.actions if getattr(act, "country", "") == "united_states"]
    taken = [(act.date.start, act.bounds[0]) for act in of_americans if isinstance(act, Detain)]
    left = [(act.date.start, act) for act in of_americans if isinstance(act, Returning)]
    day = date(2017, 2, 1)
    gone = [act for when, act in left if date(2009, 2, 1) <= when <= day]
    assert sum(act.bounds[1] or 0 for act in gone) == 10
    held = sum(count for when, count in taken if when <= day) - sum(
        act.bounds[0] for when, act in left if when <= day and act.was_held
    )
    assert held == 2


def test_k_07_the_disappearance_in_china_is_of_2004() -> None:
    fact, *_ = [
        stated.fact for stated in load_case("record").facts if stated.fact.field == "captives.united_states.unresolved"
    ]
    assert "14 August 2004" in fact.note
    assert (fact.low, fact.high) == (0, 1)


def test_k_08_leap_day_was_a_halt_of_tests_and_enrichment(rulebook: Rulebook) -> None:
    assert status("leap-day-2012", f"{S402}/2/A", rulebook) is Status.UNMET
    assert "240,000" in load_case("leap-day-2012").in_return[0].what


@pytest.mark.parametrize("reading", READINGS)
def test_k_09_families_freed_are_at_least_a_step(reading: str, rulebook: Rulebook) -> None:
    finding = judged("q37-families", rulebook, reading).finding(f"{S402}/2/B")
    assert finding is not None and finding.lowest is not None
    assert finding.lowest.rank >= Degree.STEPS.rank


@pytest.mark.parametrize("reading", READINGS)
def test_k_10_every_american_home_supports_neither_by_itself(reading: str, rulebook: Rulebook) -> None:
    assert status("all-americans-released", S401, rulebook, reading) is not Status.MET
    assert status("all-americans-released", S402, rulebook, reading) is not Status.MET


def test_k_11_the_agenda_answers_four_conditions_and_leaves_the_others(rulebook: Rulebook) -> None:
    met = {f"{S401}/4", f"{S401}/5", f"{S401}/6", f"{S402}/2/B"}
    assert {p for p in met if status("whole-human-rights-package", p, rulebook) is Status.MET} == met
    for left in (f"{S401}/1", f"{S401}/2", f"{S401}/3", f"{S402}/2/A", f"{S402}/2/C", f"{S402}/2/D"):
        assert status("whole-human-rights-package", left, rulebook) is not Status.MET


def test_k_12_the_flow_of_information_is_judged_for_nobody(agenda: Agenda) -> None:
    (demand,) = [demand for demand in agenda.demand if demand.id == "C-17"]
    assert not demand.judged
    assert demand.by == ("United States",)


def test_k_13_three_sanctions_are_excepted_since_the_article(rulebook: Rulebook) -> None:
    for day, excepted in ((date(2017, 2, 1), 0), (date(2019, 12, 19), 0), (date(2019, 12, 20), 3)):
        level = rulebook.statute.level(S401, day)
        assert level is not None and level.effect is not None
        assert len(level.effect.carve_outs) == excepted
