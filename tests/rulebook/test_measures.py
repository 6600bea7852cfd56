"""The measures and authorities hold every row of the law's tables, and every reach is said once."""

from datetime import date

import pytest

from compliance.law.measure import Reach
from compliance.rulebook.rulebook import Rulebook

# The sections of titles I to III that hold a sanction, another measure or a report (law of 2016, 2017 and 2019).
SECTIONS = (
    "102(a)", "104(a)(1)-(9), (15)", "104(a)(10)-(14)", "104(b)(1)(A)-(C), (2)", "104(b)(1)(D)-(N)", "104(c)(1)",
    "104(c)(2)", "104(d), (f)", "104(e)", "104(g)", "105", "201(c)(1)", "201(c)(2)", "201A", "201B", "201C", "202",
    "203(a)", "203(b)", "204", "205", "206", "207", "209(b)", "210", "301-303", "302A", "302B", "304(b)",
)  # fmt: skip
ORDERS = ("13382", "13466", "13551", "13570", "13687", "13694", "13722", "13810")


def test_every_section_that_can_be_lifted_is_a_measure_today(rulebook: Rulebook) -> None:
    law = {measure.section for measure in rulebook.measures.values() if measure.in_force(date(2026, 11, 24))}
    assert set(SECTIONS) <= law


def test_no_two_measures_of_one_day_have_one_section(rulebook: Rulebook) -> None:
    for day in (date(2016, 2, 18), date(2017, 8, 2), date(2019, 12, 20), date(2026, 11, 24)):
        named = [measure.section for measure in rulebook.measures.values() if measure.in_force(day)]
        assert len(named) == len(set(named))


def test_what_was_added_in_2017_and_2019_was_no_law_before(rulebook: Rulebook) -> None:
    then = {measure.section for measure in rulebook.measures.values() if measure.in_force(date(2018, 6, 12))}
    first = {measure.section for measure in rulebook.measures.values() if measure.in_force(date(2017, 8, 1))}
    assert not {"104(g)", "201B", "201C", "302B"} & then
    assert not {"201A", "302A", "302B as enacted", "203(b)", "104(a)(10)-(14)"} & first
    assert {"201A", "302A", "302B as enacted", "203(b)", "104(a)(10)-(14)"} <= then
    assert "203(b) as enacted" in first - then


def test_every_executive_order_that_the_act_names_is_an_authority(rulebook: Rulebook) -> None:
    assert all(f"eo-{number}" in rulebook.authorities for number in ORDERS)


@pytest.mark.parametrize("reading", ["plain", "strict", "lenient"])
def test_a_duty_is_reached_and_a_report_never(rulebook: Rulebook, reading: str) -> None:
    choices = rulebook.interpretations[reading].choices
    for measure in rulebook.measures.values():
        ends = measure.reach["termination"].under(choices)
        if measure.modal == "report":
            assert {rule.under(choices) for rule in measure.reach.values()} == {Reach.NO}
        if measure.section in ("104(a)(1)-(9), (15)", "201A", "302A", "104(g)", "201B", "201C"):
            assert ends is Reach.YES


def test_only_what_the_act_of_2019_added_is_reached_by_its_own_suspension(rulebook: Rulebook) -> None:
    for measure in rulebook.measures.values():
        reach = measure.reach["subtitle-a-suspension"].under(rulebook.interpretations["plain"].choices)
        assert (reach is Reach.YES) is (measure.group == "subtitle-a")
        assert not measure.group or measure.since == date(2019, 12, 20)


def test_the_waivers_reach_the_sections_that_section_208_lists_and_no_others(rulebook: Rulebook) -> None:
    plain = rulebook.interpretations["plain"].choices
    listed = ("104(", "201A", "201B", "201C", "204", "205", "206", "209(b)", "302A", "302B", "304(b)")
    for measure in rulebook.measures.values():
        reached = measure.section.startswith(listed) and measure.modal != "report"
        for route, more in (("humanitarian-waiver", False), ("general-waiver", measure.section == "201(c)(2)")):
            assert (measure.reach[route].under(plain) is Reach.YES) is (reached or more)


def test_what_is_unverified_carries_the_word(rulebook: Rulebook) -> None:
    for authority in rulebook.authorities.values():
        if authority.seen == "not":
            assert any("unverified" in note for note in authority.notes), authority.id
