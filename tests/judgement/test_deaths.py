"""Nobody's death is progress: deaths in custody, in counts of people and where it is asked that nobody is held."""

from typing import Any

import pytest

from compliance.record.evidence import Fact
from compliance.record.vocabulary import Action
from compliance.status import Status
from conftest import act, fact, finding_of, total

ACCOUNTED = {"field": "captives.japan.accounted_for", "at_least": 1, "window": "since-enactment"}
HELD = {"field": "captives.japan.held", "at_most": 0, "window": "standing"}
HOME = {
    "field": "captives.japan.returned",
    "at_least": 0,
    "window": "since-enactment",
    "net_of_known": "captives.japan.died_in_custody",
    "net_label": "died in custody",
}
NONE_MORE = total("captives.japan.accounted_for", 0, "2016-02-18", "2026-03-15")


def accounted(count: int = 2, on: str = "2018-06-01", **died: Any) -> Action:
    return act("account_for", on, country="japan", count=count, proof="DNA", **died)


@pytest.mark.parametrize(
    ("died", "status"),
    [
        ({"died_in_custody": 0}, Status.MET),
        ({"died_in_custody": 1, "died": "2018-05"}, Status.MET),  # the other one is accounted for
        ({"died_in_custody": 2, "died": "2018-05"}, Status.UNMET),
        ({"died_in_custody": 2, "died": "2016-02-17"}, Status.MET),  # the eve of the window: long dead
        ({"died_in_custody": 2, "died": "2016-02-18"}, Status.UNMET),
        ({"died_in_custody": 2, "died": "1978", "died_to": "2015"}, Status.MET),
        ({"died_in_custody": 2, "died": "1978", "died_to": "2018"}, Status.UNKNOWN),  # on which side is not said
        ({"died_in_custody": 2}, Status.UNKNOWN),
        ({}, Status.UNKNOWN),  # whether they died is not said
    ],
)
def test_who_died_in_custody_since_the_window_opened_is_not_accounted_for(died: dict[str, Any], status: Status) -> None:
    assert finding_of(ACCOUNTED, accounted(**died), NONE_MORE).status is status


def test_a_window_of_all_time_opens_with_the_act_for_the_dead() -> None:
    ever = ACCOUNTED | {"window": "ever", "because": "all time"}
    assert finding_of(ever, accounted(died_in_custody=2, died="1978")).status is Status.MET
    assert finding_of(ever, accounted(died_in_custody=2, died="2018-05")).status is not Status.MET


def test_an_honest_account_of_the_dead_takes_them_from_the_unresolved() -> None:
    open_cases = {"field": "captives.japan.unresolved", "at_most": 0, "window": "standing"}
    said = fact("captives.japan.unresolved", 2, "2017-01-01"), accounted(died_in_custody=2, died="2018-05")
    assert finding_of(open_cases, *said).status is Status.MET


@pytest.mark.parametrize(("home", "status"), [(1, Status.UNKNOWN), (2, Status.MET)])
def test_who_died_is_set_against_who_came_home_alive(home: int, status: Status) -> None:
    dead = accounted(died_in_custody=2, died="2018-05")
    back = act("release_captives", "2019-01-01", country="japan", count=home, gravely_harmed=0)
    assert finding_of(HOME, dead, back).status is status  # unknown, not unmet: more may have come home
    assert finding_of(HOME, dead, back, total("captives.japan.returned", home, "2016-02-18", "2026-03-15")).status is (
        Status.MET if home == 2 else Status.UNMET
    )


def test_deaths_of_which_nothing_is_known_are_not_asked_about() -> None:
    assert finding_of(HOME).status is Status.MET


THREE, NOBODY = fact("captives.japan.held", 3, "2018-01-01"), fact("captives.japan.held", 0, "2020-01-01")


@pytest.mark.parametrize(
    ("became", "status"),
    [
        ([], Status.UNKNOWN),
        ([act("release_captives", "2019-01-01", country="japan", count=2)], Status.UNKNOWN),
        ([act("release_captives", "2019-01-01", country="japan", count=3)], Status.MET),
        ([act("release_captives", "2019-01-01", country="japan", count=3, gravely_harmed=3)], Status.MET),
        ([total("captives.japan.escaped", 3, "2018-01-01", "2019-12-31")], Status.MET),
        ([act("release_captives", "2017-06-01", country="japan", count=3)], Status.UNKNOWN),  # before they were held
        ([accounted(3, "2019-06-01", died_in_custody=3, died="2019-01")], Status.MET),  # explained, and no progress
    ],
)
def test_a_fall_of_those_held_that_nothing_explains_leaves_unknown_whether_nobody_is(
    became: list[Fact | Action], status: Status
) -> None:
    assert finding_of(HELD, THREE, NOBODY, *became).status is status


def test_a_statement_between_that_nobody_is_held_takes_nothing_from_what_is_explained() -> None:
    freed = act("release_captives", "2019-01-01", country="japan", count=3)
    early = fact("captives.japan.held", 0, "2018-06-01")
    assert finding_of(HELD, THREE, freed, NOBODY).status is Status.MET
    assert finding_of(HELD, THREE, early, freed, NOBODY).status is Status.MET


def test_a_fall_that_was_over_before_the_act_is_not_asked_about() -> None:
    said = fact("captives.japan.held", 3, "2010-01-01"), fact("captives.japan.held", 0, "2015-01-01")
    assert finding_of(HELD, *said).status is Status.MET
