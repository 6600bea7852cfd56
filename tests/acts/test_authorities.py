"""What survives, when it ended, and on what it stands."""

from datetime import date, timedelta

import pytest

from compliance import load_rules
from compliance.acts.lifecycle import lifecycle
from compliance.acts.practice import ended_by, stands
from compliance.acts.relief import relief_map
from compliance.record.acts import UsAct
from compliance.rulebook.rulebook import Rulebook

TERMINATION = "/us/usc/t22/s9252"


@pytest.mark.parametrize(
    ("day", "stood"),
    [(date(2012, 7, 10), False), (date(2012, 7, 11), True), (date(2016, 10, 6), True), (date(2016, 10, 7), False)],
)
def test_executive_order_13619_stood_until_executive_order_13742_revoked_it(day: date, stood: bool) -> None:
    rulebook = load_rules()
    state = lifecycle(rulebook, rulebook.interpretations["plain"], ()).on(day)
    assert stands(state, "eo-13619", day) is stood
    assert (ended_by(state, "eo-13619", day) is not None) is (day >= date(2016, 10, 7))


def act(name: str, day: str, kind: str, of: str, by: str = "President", **more: object) -> UsAct:
    return UsAct.model_validate({"id": name, "date": day, "type": kind, "of": of, "by": by, **more})


@pytest.mark.parametrize(
    ("order", "eve"),
    [
        ("eo-13382", date(2005, 6, 28)),
        ("eo-13570", date(2011, 4, 18)),
        ("eo-13722", date(2016, 3, 15)),
        ("eo-13810", date(2017, 9, 20)),
    ],
)
def test_an_order_stands_from_the_day_on_which_it_takes_effect_and_not_from_that_of_its_signature(
    order: str, eve: date, rulebook: Rulebook
) -> None:
    state = lifecycle(rulebook, rulebook.interpretations["plain"], ()).on(date.max)
    assert not stands(state, order, eve)
    assert stands(state, order, eve + timedelta(days=1))


@pytest.mark.parametrize("by", ["President", "Congress"])
def test_an_order_with_no_other_basis_falls_with_the_emergency_and_others_do_not(by: str, rulebook: Rulebook) -> None:
    ended = act("e", "2028-06-01", "revoke", "national-emergency", by)
    state = lifecycle(rulebook, rulebook.interpretations["plain"], (ended,)).on(date.max)
    stood = {name: stands(state, name, date(2028, 6, 1)) for name in rulebook.authorities if name.startswith("eo-")}
    assert not stood["eo-13466"]
    assert all(stood[name] for name in ("eo-13382", "eo-13551", "eo-13570", "eo-13687", "eo-13694", "eo-13722"))


def test_an_order_on_the_emergency_and_the_councils_decision_falls_with_the_later_of_them(rulebook: Rulebook) -> None:
    emergency = act("e", "2028-06-01", "revoke", "national-emergency")
    council = act("c", "2028-09-01", "revoke", "unsc-sanctions", "Security Council")
    state = lifecycle(rulebook, rulebook.interpretations["plain"], (emergency, council)).on(date.max)
    assert stands(state, "eo-13570", date(2028, 8, 31))
    assert ended_by(state, "eo-13570", date(2028, 9, 1)) == (date(2028, 9, 1), "c")
    assert stands(state, "eo-13722", date(2028, 9, 1))  # the law on entry is left


def practices(rulebook: Rulebook, *acts: UsAct) -> dict[str, str]:
    state = lifecycle(rulebook, rulebook.interpretations["plain"], acts).on(date.max)
    cells = relief_map(state, date(2028, 7, 1), {})
    return {cell.measure: cell.practice.word for cell in cells if cell.route == "termination"}


def test_what_an_order_carries_once_its_emergency_has_ended_is_doubtful(rulebook: Rulebook) -> None:
    notice, end = act("n", "2028-05-20", "notify", "/us/usc/t22/s9265"), act("d", "2028-06-01", "certify", TERMINATION)
    emergency = act("e", "2028-06-01", "revoke", "national-emergency")
    assert practices(rulebook, notice, end)["rights-304b"] == "no"
    assert practices(rulebook, notice, end, emergency)["rights-304b"] == "doubtful"
    assert practices(rulebook, notice, end, emergency)["designation-104a"] == "no"  # E.O. 13382 stands on another


def test_revoking_one_order_leaves_a_measure_to_the_others_on_which_it_rests(rulebook: Rulebook) -> None:
    notice, end = act("n", "2028-05-20", "notify", "/us/usc/t22/s9265"), act("d", "2028-06-01", "certify", TERMINATION)
    one, two = act("x", "2028-06-02", "revoke", "eo-13722"), act("y", "2028-06-02", "revoke", "eo-13810")
    assert practices(rulebook, notice, end, one)["designation-104g"] == "no"
    assert practices(rulebook, notice, end, one, two)["designation-104g"] == "unknown"
