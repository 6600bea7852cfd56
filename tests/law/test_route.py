"""Who may do which acts, since when, by the name that a case gives him."""

from datetime import date

import pytest

from compliance.law.route import Power, is_named, route_under
from compliance.rulebook.rulebook import Rulebook

DELEGATED = Power(who=("Secretary of State",), acts=("certify",), since=date(2017, 5, 18), delegated=True)


@pytest.mark.parametrize(
    ("by", "act", "day", "may"),
    [
        ("Secretary of State", "certify", date(2017, 5, 18), True),
        ("Secretary of State", "certify", date(2017, 5, 17), False),
        ("Secretary of State", "suspend", date(2020, 1, 1), False),
        ("the secretary of state", "certify", date(2020, 1, 1), True),
        ("Secretary of the Treasury", "certify", date(2020, 1, 1), False),
        ("", "certify", date(2020, 1, 1), False),
    ],
)
def test_a_delegate_may_do_what_was_delegated_from_its_day_on(by: str, act: str, day: date, may: bool) -> None:
    assert DELEGATED.covers(by, act, day) is may


@pytest.mark.parametrize(("by", "named"), [("President", True), (" The President ", True), ("Vice President", False)])
def test_a_name_is_known_with_its_article_or_without(by: str, named: bool) -> None:
    assert is_named(by, ["President"]) is named


def test_a_renewal_belongs_to_the_route_of_the_suspension(rulebook: Rulebook) -> None:
    routes = rulebook.routes.values()
    first, renewal = route_under(routes, "/us/usc/t22/s9251/a"), route_under(routes, "/us/usc/t22/s9251/b")
    assert first is not None
    assert first is renewal
    assert route_under(routes, "") is None


@pytest.mark.parametrize(
    ("by", "how", "may"),
    [
        ("Acting Secretary of State", "acting", True),
        ("the acting Secretary of State", "acting", True),
        ("Acting Secretary of State", "holder", False),
        ("Deputy Secretary of State", "acting", False),
        ("Deputy Secretary of State", "deputies", True),
        ("Acting Secretary of the Treasury", "deputies", False),
        ("Secretary of State", "holder", True),
    ],
)
def test_who_acts_for_the_secretary_is_an_answer(by: str, how: str, may: bool) -> None:
    power = DELEGATED.model_copy(update={"deputies": ("Deputy Secretary of State",)})
    assert power.covers(by, "certify", date(2020, 1, 1), how) is may
