"""Movement back: what can be named is undone, what can only be counted is set against it, and a practice lasts."""

import json
from pathlib import Path
from typing import Any

import pytest

from compliance import load_case
from compliance.problem import UnusableError
from compliance.record.evidence import Fact
from compliance.record.vocabulary import Action
from compliance.status import Status
from conftest import act, bounds, fact, finding_of, total

MET, UNMET, UNKNOWN = Status.MET, Status.UNMET, Status.UNKNOWN

DECLARED = {
    "field": "un_verification.declarations",
    "at_least": 1,
    "net_of_known": "un_verification.declarations_found_false",
    "net_label": "found false",
    "undone": "@undone",
    "window": "since-enactment",
}
NONE_MORE = total("un_verification.declarations", 0, "2016-02-18", "2026-03-15")
DELIVERY = act("declare_inventory", "2018-01-01", id="delivery", programme="nuclear", complete=True)
FOUND = act("find_false", "2018-06-01", id="found", of="delivery", body="IAEA")
OUT = act("expel_inspectors", "2019-01-01", id="out")


def declared(*said: Fact | Action, undone: str = "net") -> Status:
    return finding_of(DECLARED, NONE_MORE, *said, net={"undone": undone}).status


@pytest.mark.parametrize(
    ("said", "net", "gross"),
    [
        ([DELIVERY], MET, MET),
        ([DELIVERY, OUT], UNMET, MET),
        ([DELIVERY, act("renounce_verification", "2019-01-01")], UNMET, MET),
        ([act("expel_inspectors", "2017-12-31"), DELIVERY], MET, MET),  # delivered after they were sent out
        ([DELIVERY, OUT, act("reverse", "2020-01-01", of="out")], MET, MET),
        ([DELIVERY, FOUND], UNMET, UNMET),  # it was never so
        ([DELIVERY, total("un_verification.declarations_found_false", 1, "2018-06-01", "2018-06-01")], UNMET, UNMET),
        ([DELIVERY, FOUND, act("reverse", "2020-01-01", of="found")], MET, MET),
    ],
)
def test_what_was_delivered_is_undone_by_an_expulsion_and_by_a_finding_that_it_was_false(
    said: list[Fact | Action], net: Status, gross: Status
) -> None:
    assert declared(*said) is net
    assert declared(*said, undone="gross") is gross


def test_what_a_fact_states_is_undone_by_an_expulsion_too() -> None:
    stated = total("un_verification.declarations", 1, "2018-01-01", "2018-12-31")
    later = total("un_verification.declarations", 0, "2019-01-01", "2026-03-15")
    assert finding_of(DECLARED, stated, later, net={"undone": "net"}).status is MET
    assert finding_of(DECLARED, stated, later, OUT, net={"undone": "net"}).status is not MET


@pytest.mark.parametrize("left", [0, 1])
def test_where_nobody_of_the_staff_is_left_no_term_of_access_is_kept(left: int) -> None:
    said = [
        act("grant_access", "2018-01-01", to="aid_monitors", terms=["random_visits"], staff=9),
        act("restrict_access", "2019-01-01", of="aid_monitors", staff_left=left),
    ]
    assert bounds("humanitarian.random_visits", *said) == ((0, 0) if left == 0 else (1, 1))


FED = act("improve_conditions", "2018-01-01", category="food", camp="Camp 14")


@pytest.mark.parametrize(
    ("closed", "left"),
    [
        ({"camp": "camp 14", "transferred": 900}, (0, 0)),
        ({"camp": "Camp 16", "transferred": 900}, (1, 1)),
        ({"transferred": 900}, (0, 1)),  # which camp is not said
        ({"camp": "Camp 14"}, (0, 0)),
        ({"camp": "Camp 14", "released": 900, "transferred": 0, "unexplained": 0}, (1, 1)),
    ],
)
def test_a_camp_that_is_emptied_is_no_longer_an_improved_one(closed: dict[str, Any], left: tuple[int, int]) -> None:
    said = [fact("camps.camps_improved", 0, "2016-02-18"), FED, act("close_camp", "2019-01-01", **closed)]
    assert bounds("camps.camps_improved", *said) == left


def test_one_camp_improved_twice_is_one() -> None:
    again = act("improve_conditions", "2018-06-01", category="shelter", camp="CAMP  14")
    assert bounds("camps.camps_improved", fact("camps.camps_improved", 0, "2016-02-18"), FED, again) == (1, 1)


NETTED = {
    "field": "censorship.laws_repealed",
    "at_least": 0,
    "net_of": "censorship.laws_enacted",
    "net_label": "enacted",
    "net": "@laws",
    "window": "since-enactment",
    "search": "@public",
}


@pytest.mark.parametrize(("repealed", "status"), [(0, UNMET), (1, MET)])
def test_a_law_enacted_stands_against_one_repealed(repealed: int, status: Status) -> None:
    said = [
        act("enact_law", "2020-12-04", subject="repressive", law="the law"),
        total("censorship.laws_repealed", repealed, "2016-02-18", "2026-03-15"),
        Fact.model_validate(
            {
                "field": "censorship.laws_enacted",
                "basis": "search",
                "from": "2016-02-18",
                "to": "2026-03-15",
                "note": "x",
            }
        ),
    ]
    margin = {"public": {"times": 1, "more": 0}}
    assert finding_of(NETTED, *said, net={"laws": "net"}, search_margin=margin).status is status


def test_of_camps_worsened_as_many_stand_against_those_improved() -> None:
    test = {"field": "camps.camps_improved", "at_least": 1, "window": "since-enactment"}
    test |= {"net_of": "camps.worsened", "net_label": "worsened", "net": "@camps"}
    none = total("camps.worsened", 0, "2016-02-18", "2026-03-15")
    for worse, status in ((0, MET), (2, MET), (3, UNMET)):
        said: list[Fact | Action] = [fact("camps.camps_improved", 3, "2026-01-01"), none]
        said += [act("worsen_conditions", "2025-01-01", camps=worse)] if worse else []
        assert finding_of(test, *said, net={"camps": "net"}).status is status


FREE = {
    "field": "censorship.speech_permitted",
    "is": True,
    "window": "since-enactment",
    "relapses": True,
    "practice": "@practice",
}


def said_yes(on: str, grade: str = "verified") -> Fact:
    return fact("censorship.speech_permitted", True, on, grade)


def said_no(on: str) -> Fact:
    return fact("censorship.speech_permitted", False, on)


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ([said_yes("2025-09-15")], MET),  # six months to the day
        ([said_yes("2025-09-16")], UNKNOWN),  # it may have stood before
        ([said_no("2025-09-01"), said_yes("2025-09-16")], UNKNOWN),
        ([said_no("2025-09-15"), said_yes("2025-09-16")], UNKNOWN),
        ([said_no("2025-09-16"), said_yes("2025-09-17")], UNMET),
        ([said_yes("2025-09-15"), said_yes("2026-03-01")], MET),  # to say it again shortens nothing
        ([said_yes("2025-06-01"), said_no("2025-08-01"), said_yes("2025-12-01")], UNKNOWN),
        ([said_yes("2025-06-01"), said_no("2025-11-01"), said_yes("2025-12-01")], UNMET),
        ([said_yes("2025-09")], UNKNOWN),  # on which day of the month is not said
        ([said_yes("2025-08")], MET),
        ([said_yes("2025-08-01", "claimed"), said_yes("2026-03-01")], UNKNOWN),  # the claim is no practice shown
        ([], UNKNOWN),
    ],
)
def test_a_practice_lasts_from_its_first_day_after_which_nothing_adverse_stands(
    said: list[Fact], status: Status
) -> None:
    asked = {**FREE, "grade": "observed"}
    assert finding_of(asked, *said, practice={"practice": 6}).status is status


@pytest.mark.parametrize(
    ("found", "problem"),
    [
        ({"of": "no-such", "body": "IAEA"}, "finds false an unknown action `no-such`"),
        ({"of": "delivery", "body": "n/a"}, "is found false by nobody"),
        ({"of": "delivery", "body": "IAEA", "date": "2017-12-31"}, "finds false `delivery` before it was done"),
        ({"of": "delivery", "body": "IAEA", "date": "2018-06"}, "a finding needs a day"),
    ],
)
def test_a_finding_that_something_was_false_names_what_and_by_whom(
    tmp_path: Path, found: dict[str, str], problem: str
) -> None:
    standing = {"verification": "verified", "verifier": "IAEA"}
    delivery = {"id": "delivery", "type": "declare_inventory", "date": "2018-01-01", "programme": "nuclear"}
    actions = [
        {**delivery, "complete": False, **standing},
        {"id": "found", "type": "find_false", "date": "2018-06-01", **standing, **found},
    ]
    case = {"format": 1, "id": "small", "title": "Small", "hypothetical": True, "as_of": "2028-06-01"}
    (tmp_path / "small.json").write_text(json.dumps({**case, "actions": actions}))
    with pytest.raises(UnusableError, match=problem):
        load_case(str(tmp_path / "small.json"))
