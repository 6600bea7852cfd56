"""The oracle against dates counted by hand."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import pytest

from calendar_page import Thing
from walk_by_day import Act, walk

US = "President"
STRICT = {
    "partial": "measures",
    "end": "lapses",
    "late": "refused",
    "early_end": "revocable",
    "precede": "not-needed",
    "notice_of_termination": "condition",
    "notice_of_suspension": "condition",
    "waiver": "targets",
    "delegate": "does-not",
    "certifications": "one-each",
    "fresh": "refused",
    "year": "anniversary",
    "renewals": "as-ordered",
    "age": "any",
    "renewal_age": "any",
    "office": "acting",
    "anew": "0",
}
LAW = date(2016, 2, 18)
DUTY = Thing("duty", LAW, None, "yes", "yes", "no", "yes", "yes", "no", False)
MENU = Thing("menu", LAW, None, "doubtful", "doubtful", "no", "yes", "yes", "no", False)
CARVED = Thing("carved", date(2019, 12, 20), None, "no", "yes", "yes", "yes", "yes", "no", True)
CYBER = Thing("cyber", LAW, None, "no", "no", "no", "no", "no", "yes", False)
THINGS = (DUTY, MENU, CARVED, CYBER)

CERTIFIED = Act("c1", date(2028, 3, 1), "certify", "401a", US)
SUSPENDED = Act("s1", date(2028, 3, 1), "suspend", "401a", US)
AGAIN = Act("c2", date(2029, 2, 1), "certify", "401b", US)
RENEWED = Act("r1", date(2029, 2, 1), "renew", "401b", US)


def runs(acts: Sequence[Act], measure: str, answers: Mapping[str, str] | None = None) -> list[tuple[str, date, date]]:
    """The states of a measure from 2028 to 2031, each with its first and last day."""
    told: list[tuple[str, date, date]] = []
    for day, seen in walk(acts, THINGS, {**STRICT, **(answers or {})}, date(2028, 1, 1), date(2031, 12, 31)).items():
        if told and told[-1][0] == seen.states[measure]:
            told[-1] = (*told[-1][:2], day)
        else:
            told.append((seen.states[measure], day, day))
    return told


def relieved(acts: Sequence[Act], answers: Mapping[str, str] | None = None) -> dict[tuple[str, str, str], list[date]]:
    """The days of every relief from 2028 to 2031."""
    found: dict[tuple[str, str, str], list[date]] = {}
    for day, seen in walk(acts, THINGS, {**STRICT, **(answers or {})}, date(2028, 1, 1), date(2031, 12, 31)).items():
        for key in seen.reliefs:
            found.setdefault(key, []).append(day)
    return found


@pytest.mark.parametrize(("year", "last"), [("anniversary", date(2029, 2, 28)), ("365-days", date(2029, 2, 27))])
def test_a_year_from_29_february_ends_on_the_eve_of_the_first_of_march_or_after_365_days(year: str, last: date) -> None:
    leap = date(2028, 2, 29)
    acts = [CERTIFIED._replace(date=leap), SUSPENDED._replace(date=leap)]
    assert runs(acts, "duty", {"year": year}) == [
        ("in force", date(2028, 1, 1), date(2028, 2, 28)),
        ("suspended", leap, last),
        ("lapsed", last + timedelta(days=1), date(2031, 12, 31)),
    ]


def test_a_renewal_adds_180_days_after_the_last_suspended_day() -> None:
    # March 31, April 30, May 31, June 30, July 31: 153 days; 27 more end on 27 August.
    assert runs([CERTIFIED, SUSPENDED, AGAIN, RENEWED], "duty")[1:] == [
        ("suspended", date(2028, 3, 1), date(2029, 8, 27)),
        ("lapsed", date(2029, 8, 28), date(2031, 12, 31)),
    ]


def test_a_certification_serves_one_renewal_or_several() -> None:
    acts = [CERTIFIED, SUSPENDED, AGAIN, RENEWED, RENEWED._replace(id="r2")]
    assert runs(acts, "duty")[1][2] == date(2029, 8, 27)
    assert runs(acts, "duty", {"certifications": "several"})[1][2] == date(2029, 8, 27) + timedelta(days=180)


def test_a_late_renewal_is_none_or_runs_from_its_own_day() -> None:
    late = [CERTIFIED, SUSPENDED, AGAIN, RENEWED._replace(date=date(2029, 3, 10))]
    assert runs(late, "duty")[-1] == ("lapsed", date(2029, 3, 1), date(2031, 12, 31))
    assert runs(late, "duty", {"late": "allowed"})[2:] == [
        ("lapsed", date(2029, 3, 1), date(2029, 3, 9)),
        ("suspended", date(2029, 3, 10), date(2029, 9, 5)),
        ("lapsed", date(2029, 9, 6), date(2031, 12, 31)),
    ]


def test_what_is_carved_out_stays_in_force_though_named_and_the_doubtful_stays_doubtful() -> None:
    acts = [CERTIFIED, SUSPENDED._replace(measures=("carved", "menu"))]
    assert {state for state, _, _ in runs(acts, "carved")} == {"in force"}
    assert {state for state, _, _ in runs(acts, "duty")} == {"in force"}
    assert runs(acts, "menu")[1:] == [
        ("doubtful", date(2028, 3, 1), date(2029, 2, 28)),
        ("in force", date(2029, 3, 1), date(2031, 12, 31)),
    ]


def test_a_second_order_upon_one_certification_adds_nothing_to_its_year() -> None:
    second = SUSPENDED._replace(id="s2", date=date(2029, 2, 1))
    assert runs([CERTIFIED, SUSPENDED, second], "duty")[1][2] == date(2029, 2, 28)
    assert runs([CERTIFIED, SUSPENDED, second._replace(date=date(2029, 3, 1))], "duty")[1][2] == date(2029, 2, 28)


def test_a_fresh_certification_needs_a_day_between_unless_it_may_follow_at_once() -> None:
    fresh = CERTIFIED._replace(id="c3", date=date(2029, 3, 1))
    at_once, after_a_day = (SUSPENDED._replace(id="s3", date=date(2029, 3, day)) for day in (1, 2))
    assert runs([CERTIFIED, SUSPENDED, fresh, at_once], "duty")[-1][0:2] == ("lapsed", date(2029, 3, 1))
    assert runs([CERTIFIED, SUSPENDED, fresh, after_a_day], "duty")[3] == (
        "suspended",
        date(2029, 3, 2),
        date(2030, 3, 1),
    )
    assert runs([CERTIFIED, SUSPENDED, fresh, at_once], "duty", {"fresh": "allowed"})[1][2] == date(2030, 2, 28)


@pytest.mark.parametrize("of", ["c1", "s1", "r1"])
def test_a_revocation_ends_the_suspension_with_its_renewals_unless_its_end_is_fixed(of: str) -> None:
    acts = [CERTIFIED, SUSPENDED, AGAIN, RENEWED, Act("x", date(2029, 7, 1), "revoke", of, "the President")]
    assert runs(acts, "duty")[1:] == [
        ("suspended", date(2028, 3, 1), date(2029, 6, 30)),
        ("in force", date(2029, 7, 1), date(2031, 12, 31)),
    ]
    assert runs(acts, "duty", {"early_end": "fixed"})[1][2] == date(2029, 8, 27)


WAIVED = Act("w1", date(2028, 3, 1), "waive", "9228b", US, ground="humanitarian")
WAIVED_FOR = ("humanitarian-waiver", "duty", "")


@pytest.mark.parametrize(("of", "last"), [("w1", date(2029, 5, 31)), ("w2", date(2029, 2, 28))])
def test_of_two_waivers_that_overlap_one_is_taken_back_and_the_other_stays(of: str, last: date) -> None:
    acts = [WAIVED, WAIVED._replace(id="w2", date=date(2028, 6, 1)), Act("x", date(2028, 9, 1), "revoke", of, US)]
    days = relieved(acts)[WAIVED_FOR]
    assert (days[0], days[-1], len(days)) == (date(2028, 3, 1), last, (last - date(2028, 2, 29)).days)


@pytest.mark.parametrize("day", [date(2029, 2, 28), date(2029, 3, 1)])
def test_a_waiver_for_named_measures_is_taken_back_for_these_alone(day: date) -> None:
    found = relieved([WAIVED, Act("x", day, "revoke", "w1", US, ("menu",))])
    assert found[WAIVED_FOR][-1] == date(2029, 2, 28)
    assert found["humanitarian-waiver", "menu", ""][-1] == min(day - timedelta(days=1), date(2029, 2, 28))


def test_a_renewal_falls_with_the_order_that_it_continues_and_not_with_another() -> None:
    # w1 lasts to 28 February 2029, w2 to 31 May 2029; the renewal goes on from there, and so from w2, to 31 May 2030.
    second = WAIVED._replace(id="w2", date=date(2028, 6, 1))
    renewal = WAIVED._replace(id="w3", date=date(2028, 7, 1), type="renew")
    for of, last in (("w1", date(2030, 5, 31)), ("w2", date(2029, 2, 28)), ("w3", date(2029, 5, 31))):
        revoked = Act("x", date(2028, 9, 1), "revoke", of, US)
        assert relieved([WAIVED, second, renewal, revoked])[WAIVED_FOR][-1] == last


def test_to_revoke_an_order_that_is_over_takes_nothing_from_one_that_runs() -> None:
    fresh = CERTIFIED._replace(id="c3", date=date(2029, 6, 1))
    year = SUSPENDED._replace(id="s3", date=date(2029, 6, 1))
    over = [CERTIFIED, SUSPENDED, fresh, year, Act("x", date(2029, 9, 1), "revoke", "s1", US)]
    assert runs(over, "duty")[1:] == [
        ("suspended", date(2028, 3, 1), date(2029, 2, 28)),
        ("lapsed", date(2029, 3, 1), date(2029, 5, 31)),
        ("suspended", date(2029, 6, 1), date(2030, 5, 31)),
        ("lapsed", date(2030, 6, 1), date(2031, 12, 31)),
    ]
    # A renewal of what is over runs on the same chain, and falls with its first order, or with what it is upon; the
    # year before it had run out by itself.
    for of in ("s1", "c1", "r1", "c2"):
        renewed = [CERTIFIED, SUSPENDED, AGAIN, RENEWED, Act("x", date(2029, 3, 1), "revoke", of, US)]
        assert runs(renewed, "duty")[2] == ("lapsed", date(2029, 3, 1), date(2031, 12, 31))


def test_an_order_revoked_twice_leaves_a_fresh_one_between_alone() -> None:
    once = Act("x1", date(2028, 5, 1), "revoke", "s1", US)
    fresh = SUSPENDED._replace(id="s2", date=date(2028, 7, 1))
    # Upon the same certification: its year began on 1 March 2028.
    told = [
        ("suspended", date(2028, 3, 1), date(2028, 4, 30)),
        ("in force", date(2028, 5, 1), date(2028, 6, 30)),
        ("suspended", date(2028, 7, 1), date(2029, 2, 28)),
        ("lapsed", date(2029, 3, 1), date(2031, 12, 31)),
    ]
    assert runs([CERTIFIED, SUSPENDED, once, fresh], "duty")[1:] == told
    twice = once._replace(id="x2", date=date(2028, 9, 1))
    assert runs([CERTIFIED, SUSPENDED, once, fresh, twice], "duty")[1:] == told
    falls = runs([CERTIFIED, SUSPENDED, once, fresh, twice._replace(of="c1")], "duty")
    assert falls[3:] == [
        ("suspended", date(2028, 7, 1), date(2028, 8, 31)),
        ("in force", date(2028, 9, 1), date(2031, 12, 31)),
    ]


def test_what_was_revoked_is_not_renewed() -> None:
    revoked = Act("x", date(2029, 2, 10), "revoke", "s1", US)
    late = [CERTIFIED, SUSPENDED, AGAIN, revoked, RENEWED._replace(date=date(2029, 2, 10))]
    assert runs(late, "duty", {"late": "allowed"})[-1] == ("in force", date(2029, 2, 10), date(2031, 12, 31))


def test_an_order_revoked_before_it_began_leaves_an_earlier_lapse_and_starts_no_clock() -> None:
    fresh = CERTIFIED._replace(id="c3", date=date(2029, 6, 1))
    ahead = SUSPENDED._replace(id="s3", date=date(2029, 6, 1), begins=date(2029, 9, 1))
    revoked = Act("x", date(2029, 7, 1), "revoke", "s3", US)
    assert runs([CERTIFIED, SUSPENDED, fresh, ahead, revoked], "duty")[-1] == (
        "lapsed",
        date(2029, 3, 1),
        date(2031, 12, 31),
    )
    anew = SUSPENDED._replace(id="s4", date=date(2029, 10, 1))
    assert runs([CERTIFIED, SUSPENDED, fresh, ahead, revoked, anew], "duty")[3] == (
        "suspended",
        date(2029, 10, 1),
        date(2030, 9, 30),
    )


def test_the_year_is_counted_from_the_earliest_beginning_in_whatever_turn_the_orders_come() -> None:
    ahead = SUSPENDED._replace(begins=date(2028, 9, 1))
    now = SUSPENDED._replace(id="s2", date=date(2028, 5, 1))
    short = now._replace(until=date(2028, 5, 31))
    assert runs([CERTIFIED, ahead], "duty")[1] == ("suspended", date(2028, 9, 1), date(2029, 8, 31))
    assert runs([CERTIFIED, ahead, now], "duty")[1:] == [
        ("suspended", date(2028, 5, 1), date(2029, 4, 30)),
        ("lapsed", date(2029, 5, 1), date(2031, 12, 31)),
    ]
    assert runs([CERTIFIED, ahead, short], "duty")[1:] == [
        ("suspended", date(2028, 5, 1), date(2028, 5, 31)),
        ("lapsed", date(2028, 6, 1), date(2028, 8, 31)),
        ("suspended", date(2028, 9, 1), date(2029, 4, 30)),
        ("lapsed", date(2029, 5, 1), date(2031, 12, 31)),
    ]
    assert runs([CERTIFIED, ahead, now], "duty", {"end": "until-revoked"})[-1] == (
        "suspended",
        date(2028, 5, 1),
        date(2031, 12, 31),
    )


@pytest.mark.parametrize(("begins", "until", "taken"), [(1, 29, True), (1, 30, False), (30, 30, False)])
def test_a_fresh_order_keeps_a_day_from_one_ahead_upon_another_certification(
    begins: int, until: int, taken: bool
) -> None:
    ahead = SUSPENDED._replace(begins=date(2028, 5, 1))
    fresh = CERTIFIED._replace(id="c3", date=date(2028, 3, 2))
    before = SUSPENDED._replace(
        id="s3", date=date(2028, 3, 2), begins=date(2028, 4, begins), until=date(2028, 4, until)
    )
    told = runs([CERTIFIED, ahead, fresh, before], "duty")
    assert (told[1][1] == date(2028, 4, begins)) == taken


def test_termination_is_final_and_ends_what_was_added_in_2019_only_after_notice_by_the_president_in_person() -> None:
    ends = Act("t", date(2030, 1, 1), "certify", "402", US)
    notice = Act("n", date(2029, 12, 31), "notify", "9265", "Secretary of State")
    later = CERTIFIED._replace(id="c4", date=date(2030, 6, 1))
    assert runs([ends, later, SUSPENDED._replace(id="s4", date=date(2030, 6, 1))], "duty")[-1] == (
        "terminated",
        date(2030, 1, 1),
        date(2031, 12, 31),
    )
    assert runs([ends], "menu")[-1] == ("doubtful", date(2030, 1, 1), date(2031, 12, 31))
    assert runs([ends], "carved")[-1][0] == "in force"
    assert runs([notice, ends], "carved")[-1] == ("terminated", date(2030, 1, 1), date(2031, 12, 31))
    assert runs([notice, ends._replace(by="Secretary of State")], "carved")[-1][0] == "in force"
    assert runs([ends], "duty", {"precede": "suspension-first"})[-1][0] == "in force"
    assert runs([CERTIFIED, SUSPENDED, ends], "duty", {"precede": "suspension-first"})[-1][0] == "terminated"


@pytest.mark.parametrize(("delegate", "relief"), [("does-not", True), ("ends", False)])
def test_a_delegate_whose_certification_ends_nothing_added_in_2019_spends_no_notice(
    delegate: str, relief: bool
) -> None:
    acts = [
        Act("n", date(2028, 1, 2), "notify", "9265", US),
        Act("t", date(2028, 1, 3), "certify", "402", "Secretary of State"),
        Act("k1", date(2028, 1, 4), "certify", "9269b", US, ground="commitments"),
        Act("o1", date(2028, 1, 4), "suspend", "9269b", US, target="Bank"),
    ]
    assert (("subtitle-a-suspension", "carved", "Bank") in relieved(acts, {"delegate": delegate})) == relief
    assert runs(acts, "duty", {"delegate": delegate})[-1][0] == "terminated"
    # The notice that was left serves the President.
    ends = acts[1]._replace(id="t2", date=date(2029, 1, 1), by=US)
    assert runs([*acts[:2], ends], "carved", {"delegate": "does-not"})[-1][0:2] == ("terminated", date(2029, 1, 1))


def test_relief_for_one_bank_needs_notice_and_the_president_and_each_180_days_a_certification() -> None:
    key = ("subtitle-a-suspension", "carved", "Bank")
    notice = Act("n", date(2028, 1, 2), "notify", "9265", US)
    certified = Act("k1", date(2028, 1, 3), "certify", "9269b", US, ground="commitments")
    order = Act("o1", date(2028, 1, 3), "suspend", "9269b", US, target="Bank")
    again = certified._replace(id="k2", ground="vital-interest", explanation="talks")
    renewal = order._replace(id="o2", type="renew")
    assert relieved([certified, order]) == {}
    assert relieved([notice, certified, order._replace(by="Secretary of State")]) == {}
    # January 29 days, February 29, March 31, April 30, May 31: 150; 30 more end on 30 June.
    assert max(relieved([notice, certified, order])[key]) == date(2028, 6, 30)
    assert max(relieved([notice, certified, order, renewal])[key]) == date(2028, 6, 30)
    assert max(relieved([notice, certified, order, again, renewal])[key]) == date(2028, 12, 27)
    assert max(relieved([notice, certified, order, again._replace(explanation=""), renewal])[key]) == date(2028, 6, 30)


@pytest.mark.parametrize(("until", "days"), [(date(2028, 3, 30), 30), (date(2028, 3, 29), 0), (None, 365)])
def test_a_waiver_lasts_from_thirty_days_to_a_year(until: date | None, days: int) -> None:
    waived = Act("w", date(2028, 3, 1), "waive", "9228b", "Secretary of State", until=until, ground="humanitarian")
    assert len(relieved([waived]).get(("humanitarian-waiver", "duty", ""), [])) == days


def test_the_cyber_sanctions_end_thirty_days_after_their_own_certification() -> None:
    ended = Act("e", date(2028, 3, 1), "certify", "9230", US)
    assert runs([ended], "cyber")[-1] == ("terminated", date(2028, 3, 31), date(2031, 12, 31))
    for day, last in ((30, "in force"), (31, "terminated")):
        assert runs([ended, Act("x", date(2028, 3, day), "revoke", "e", US)], "cyber")[-1][0] == last


@pytest.mark.parametrize(
    ("of", "day", "ends"),
    [
        ("e1", date(2028, 3, 30), date(2028, 4, 9)),
        ("e1", date(2028, 3, 31), date(2028, 3, 31)),
        ("e2", date(2028, 3, 30), date(2028, 3, 31)),
    ],
)
def test_of_two_certifications_on_the_cyber_sanctions_one_revoked_leaves_the_other(
    of: str, day: date, ends: date
) -> None:
    # Thirty days from 1 and 10 March: 31 March and 9 April.
    first = Act("e1", date(2028, 3, 1), "certify", "9230", US)
    acts = [first, first._replace(id="e2", date=date(2028, 3, 10)), Act("x", day, "revoke", of, US)]
    assert runs(acts, "cyber")[-1] == ("terminated", ends, date(2031, 12, 31))


def test_the_secretary_of_state_may_suspend_from_the_day_of_the_delegation() -> None:
    for day, state in ((date(2016, 5, 17), "in force"), (date(2016, 5, 18), "suspended")):
        acts = [act._replace(date=day, by="Secretary of State") for act in (CERTIFIED, SUSPENDED)]
        assert walk(acts, THINGS, STRICT, day, day)[day].states["duty"] == state


@pytest.mark.parametrize(
    ("by", "counts"),
    [("Acting Secretary of State", True), ("Deputy Secretary of State", False), ("Secretary of the Treasury", False)],
)
def test_an_acting_secretary_exercises_the_office_and_a_deputy_does_not(by: str, counts: bool) -> None:
    acts = [CERTIFIED._replace(by=by), SUSPENDED._replace(by=by)]
    assert (len(runs(acts, "duty")) == 3) is counts


@pytest.mark.parametrize(
    ("cite", "until", "counts"),
    [
        ("a notice", None, True),
        ("", None, False),
        ("a notice", date(2028, 3, 1), True),
        ("a notice", date(2028, 2, 29), False),
    ],
)
def test_a_deputy_acts_by_a_published_delegation_up_to_its_last_day(
    cite: str, until: date | None, counts: bool
) -> None:
    deputy = "Deputy Secretary of State"
    passed = Act("d1", date(2028, 1, 10), "delegate", "401a", "Secretary of State", until=until, to=deputy, cite=cite)
    acts = [passed, CERTIFIED._replace(by=deputy), SUSPENDED._replace(by=deputy)]
    assert (len(runs(acts, "duty")) == 3) is counts


def test_what_stands_on_a_delegation_falls_with_it_and_what_was_done_stays() -> None:
    deputy = "Deputy Secretary of State"
    passed = Act("d1", date(2028, 1, 10), "delegate", "401a", "Secretary of State", to=deputy, cite="a notice")
    acts = [passed, CERTIFIED._replace(by=deputy)]
    ended = Act("v1", date(2028, 3, 1), "revoke", "memorandum-2016", US)
    assert len(runs([*acts, ended, SUSPENDED._replace(by=deputy)], "duty")) == 1
    assert len(runs([*acts, ended, SUSPENDED], "duty")) == 3


def test_a_notice_serves_each_act_that_it_names_and_no_other() -> None:
    acts = [Act("n1", date(2028, 1, 1), "notify", "9265", US, announces=("a", "b"))]
    for name in ("a", "b", "c"):
        bank = f"Bank {name}"
        acts += [
            Act(f"w{name}", date(2028, 2, 1), "certify", "9269b", US, ground="commitments", target=bank),
            Act(name, date(2028, 2, 1), "suspend", "9269b", US, target=bank),
        ]
    assert {key[2] for key in relieved(acts)} == {"Bank a", "Bank b"}


def test_the_waiver_of_section_203_is_the_secretarys_for_a_country_and_without_a_term() -> None:
    things = (DUTY._replace(id="aid", own_waiver="yes"), DUTY)
    waived = Act("w1", date(2028, 3, 1), "waive", "203c", "Secretary of State", target="Country A")
    for act, keys in (
        (waived, {("waiver-203c", "aid", "Country A")}),
        (waived._replace(target=""), {("waiver-203c", "aid", "one country, not named")}),
        (waived._replace(target="Example Bank"), set()),
        (waived._replace(by=US), set()),
    ):
        seen = walk([act], things, STRICT, date(2028, 3, 1), date(2031, 12, 31))
        assert all(each.reliefs == keys for each in seen.values())
