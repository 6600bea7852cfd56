"""The law has dates: on each day one version of a level, and the children that are law with it."""

from datetime import date

import pytest

from compliance.citation import Citation
from compliance.rulebook.rulebook import Rulebook

SUSPENSION = "/us/usc/t22/s9251/a"


@pytest.mark.parametrize(
    ("day", "is_law"), [(date(2016, 2, 17), False), (date(2016, 2, 18), True), (date(2026, 3, 15), True)]
)
def test_section_401_is_law_from_the_day_of_its_enactment(day: date, is_law: bool, rulebook: Rulebook) -> None:
    assert (rulebook.statute.level(SUSPENSION, day) is not None) is is_law


def test_the_exceptions_to_a_suspension_grew_on_20_december_2019(rulebook: Rulebook) -> None:
    """Pub. L. 116-92 excepted what it wrote into the Act (22 U.S.C. § 9251(a))."""
    found = [rulebook.statute.level(SUSPENSION, day) for day in (date(2019, 12, 19), date(2019, 12, 20))]
    before, after = (level.effect.carve_outs for level in found if level is not None and level.effect is not None)
    assert before == ()
    assert "/us/usc/t22/s9214/g" in after


def test_a_level_is_cited_by_the_code_and_by_the_act(rulebook: Rulebook) -> None:
    leaf = f"{SUSPENSION}/4/A"
    assert str(Citation.parse(leaf)) == "22 U.S.C. § 9251(a)(4)(A)"
    assert rulebook.statute.act_form(leaf) == "NKSPEA § 401(a)(4)(A)"
    assert rulebook.statute.act_number(leaf) == "401(a)(4)(A)"


def test_the_six_conditions_of_a_suspension_stand_below_it_in_their_order(rulebook: Rulebook) -> None:
    below = rulebook.statute.children(SUSPENSION, date(2026, 3, 15))
    assert [each.identifier for each in below] == [f"{SUSPENSION}/{number}" for number in range(1, 7)]
    assert {Citation.parse(each.identifier).parent for each in below} == {SUSPENSION}
