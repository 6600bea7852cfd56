"""Routes, and who is meant by the name that a case gives."""

import pytest

from compliance.law.office import is_named, is_within, person
from compliance.law.route import route_under
from compliance.rulebook.rulebook import Rulebook


@pytest.mark.parametrize(
    ("by", "office", "acting"),
    [
        ("Secretary of State", "secretary-of-state", False),
        ("the secretary of state", "secretary-of-state", False),
        ("Acting Secretary of State", "secretary-of-state", True),
        ("The  acting secretary of state", "secretary-of-state", True),
        ("Secretary of State (Acting)", "secretary-of-state", True),
        ("Acting President", "president", False),
        ("Under Secretary of State for Political Affairs", "under-secretary-of-state", False),
        ("Deputy Secretary of State", "deputy-secretary-of-state", False),
        ("Vice President", "", False),
        ("", "", False),
    ],
)
def test_an_office_is_known_by_its_names_and_through_who_acts_in_it(
    by: str, office: str, acting: bool, rulebook: Rulebook
) -> None:
    found = person(by, rulebook.offices.values())
    assert (found.office.id if found.office else "", found.acting) == (office, acting)


@pytest.mark.parametrize(
    ("by", "named"),
    [
        ("President", True),
        (" The President ", True),
        ("Vice President", False),
        ("President of the United States", True),
    ],
)
def test_a_name_is_known_with_its_article_or_without(by: str, named: bool, rulebook: Rulebook) -> None:
    assert is_named(by, ["President"], rulebook.offices.values()) is named


def test_a_section_holds_what_stands_below_it_and_no_other_section() -> None:
    assert is_within("/us/usc/t22/s9251/a", "/us/usc/t22/s9251")
    assert not is_within("/us/usc/t22/s9251a", "/us/usc/t22/s9251")


def test_a_renewal_belongs_to_the_route_of_the_suspension(rulebook: Rulebook) -> None:
    routes = rulebook.routes.values()
    first, renewal = route_under(routes, "/us/usc/t22/s9251/a"), route_under(routes, "/us/usc/t22/s9251/b")
    assert first is not None
    assert first is renewal
    assert route_under(routes, "") is None
