"""Acts as a ledger, one a line, in the docstring of each test: what just passes beside what just does not.

A line is a day, what is done, under which provision of the Acts as they number themselves, and what else is said:
`2028-06-01 suspend 401(a) until 2029-05-31 as year`. Without `by` the President acts, and without `as` an act is called
what is done. `Q16 until-revoked` answers a question otherwise than the plain reading does; `{day}` is a parameter of
the test.
"""

import re
from collections.abc import Iterator
from datetime import date
from inspect import cleandoc
from typing import Any, NamedTuple

import pytest

from compliance.acts.effect import effect
from compliance.acts.lifecycle import Lifecycle, lifecycle
from compliance.record.acts import UsAct
from compliance.rulebook.rulebook import Rulebook

END = date(2040, 1, 1)
_KEYS = re.compile(r" (by|from|until|upon|ground|for|measures|as) ")


class Ledger(NamedTuple):
    """Acts read from a docstring, and taken."""

    acts: Lifecycle

    def state(self, day: str, measure: str = "designation-104a") -> str:
        """The state of a measure on a day, as all the acts leave it."""
        return effect(self.acts.on(END), date.fromisoformat(day)).states[measure].value

    def lifts(self, day: str) -> bool:
        """Whether a waiver, or a suspension for one target, lifts anything on the day."""
        return bool(effect(self.acts.on(END), date.fromisoformat(day)).reliefs)

    def said(self, act: str) -> set[str]:
        """The codes of what the law has to say to an act."""
        return {each.code.value for each in self.acts.objections() if each.act == act}

    def took_effect(self, act: str) -> bool:
        return act in self.acts.on(END).effective


@pytest.fixture
def ledger(request: pytest.FixtureRequest, rulebook: Rulebook) -> Ledger:
    """The acts of the test's docstring, under its answers."""
    params = request.node.callspec.params if hasattr(request.node, "callspec") else {}
    lines = [line for line in cleandoc(request.function.__doc__).format(**params).splitlines() if line]
    answers = dict(line.split() for line in lines if line.startswith("Q"))
    acts = list(_acts([line for line in lines if not line.startswith("Q")], rulebook))
    return Ledger(lifecycle(rulebook, rulebook.interpretation("plain", answers), acts))


def _acts(lines: list[str], rulebook: Rulebook) -> Iterator[UsAct]:
    provisions = {rulebook.statute.act_form(name).partition("§ ")[2]: name for name in rulebook.statute.versions}
    for line in lines:
        head, *rest = _KEYS.split(line)
        day, kind, of = head.split()
        said: dict[str, Any] = dict(zip(rest[::2], rest[1::2], strict=True))
        if "for" in said:
            said["target"] = {"kind": "entity", "name": said.pop("for")}
        if "measures" in said:
            said["measures"] = said["measures"].split(", ")
        name, by = said.pop("as", kind), said.pop("by", "President")
        raw = {"id": name, "date": day, "type": kind, "of": of if kind == "revoke" else provisions[of], "by": by}
        yield UsAct.model_validate(raw | said)


def test_a_suspension_is_for_up_to_one_year_its_first_day_counted_9251a(ledger: Ledger) -> None:
    """
    2028-06-01 certify 401(a)
    2028-06-01 suspend 401(a)
    """
    assert ledger.state("2028-05-31") == "in force"
    assert ledger.state("2028-06-01") == ledger.state("2029-05-31") == "suspended"
    assert ledger.state("2029-06-01") == "lapsed"
    assert ledger.said("suspend") == {"end-not-stated"}


@pytest.mark.parametrize(
    ("q47", "last", "after"),
    [
        ("anniversary", "2029-02-28", "2029-03-01"),
        ("days-365", "2029-02-27", "2029-02-28"),
    ],
)
def test_a_year_from_a_leap_day_is_one_of_the_calendar_or_of_365_days_9251a_q47(
    q47: str, last: str, after: str, ledger: Ledger
) -> None:
    """
    Q47 {q47}
    2028-02-29 certify 401(a)
    2028-02-29 suspend 401(a)
    """
    assert [ledger.state(last), ledger.state(after)] == ["suspended", "lapsed"]


@pytest.mark.parametrize(("day", "found"), [("2028-06-01", set()), ("2028-06-02", {"no-certification"})])
def test_sanctions_are_suspended_upon_a_certification_and_not_before_it_9251a(
    day: str, found: set[str], ledger: Ledger
) -> None:
    """
    {day} certify 401(a)
    2028-06-01 suspend 401(a) until 2029-05-31
    """
    assert ledger.said("suspend") == found
    assert ledger.took_effect("suspend") is (not found)


@pytest.mark.parametrize(("day", "found"), [("2016-05-18", set()), ("2016-05-17", {"power-not-shown"})])
def test_the_secretary_of_state_certifies_from_the_day_of_the_delegation_81_fr_37479(
    day: str, found: set[str], ledger: Ledger
) -> None:
    """
    {day} certify 401(a) by Secretary of State
    """
    assert ledger.said("certify") == found


@pytest.mark.parametrize(("day", "found"), [("2029-05-31", set()), ("2029-06-01", {"renewal-after-lapse"})])
def test_the_periods_are_consecutive_so_that_a_renewal_comes_by_the_last_day_9251b_q18(
    day: str, found: set[str], ledger: Ledger
) -> None:
    """
    2028-06-01 certify 401(a)
    2028-06-01 suspend 401(a) until 2029-05-31
    2029-05-30 certify 401(b) as kept
    {day} renew 401(b)
    """
    assert ledger.said("renew") == found
    assert ledger.state("2029-06-01") == ("lapsed" if found else "suspended")


@pytest.mark.parametrize(
    ("until", "last", "after"),
    [
        ("2029-11-27", "2029-11-27", "2029-11-28"),
        ("2029-11-28", "2029-11-27", "2029-11-28"),
        ("2029-11-26", "2029-11-26", "2029-11-27"),
    ],
)
def test_a_renewal_adds_180_days_and_ends_on_an_earlier_day_that_it_names_9251b(
    until: str, last: str, after: str, ledger: Ledger
) -> None:
    """
    2028-06-01 certify 401(a)
    2028-06-01 suspend 401(a) until 2029-05-31
    2029-05-01 certify 401(b) as kept
    2029-05-01 renew 401(b) until {until}
    """
    assert [ledger.state(last), ledger.state(after)] == ["suspended", "lapsed"]
    assert ledger.said("renew") == (set() if until == last == "2029-11-27" else {"fixed-length"})


@pytest.mark.parametrize(("day", "state"), [("2029-06-01", "lapsed"), ("2029-06-02", "suspended")])
def test_a_fresh_year_leaves_a_day_between_where_it_cannot_take_the_place_of_a_renewal_9251_q44(
    day: str, state: str, ledger: Ledger
) -> None:
    """
    Q44 one-each-whole-year
    2028-06-01 certify 401(a)
    2028-06-01 suspend 401(a) until 2029-05-31
    {day} certify 401(a) as afresh
    {day} suspend 401(a) until 2029-12-31 as again
    """
    assert ledger.state("2029-06-02") == state
    assert ("fresh-certification-instead-of-renewal" in ledger.said("again")) is (state == "lapsed")


def test_a_revocation_takes_the_days_from_its_own_on_and_keeps_those_before_9251a_q19(ledger: Ledger) -> None:
    """
    2028-06-01 certify 401(a)
    2028-06-01 suspend 401(a) until 2029-05-31
    2028-12-01 revoke suspend
    """
    assert [ledger.state("2028-11-30"), ledger.state("2028-12-01")] == ["suspended", "in force"]
    assert ledger.state("2029-06-01") == "in force"  # and not lapsed: what was broken off did not run out


@pytest.mark.parametrize(
    ("day", "found", "state"),
    [
        ("2028-06-30", set(), "in force"),
        ("2028-07-01", {"final"}, "terminated"),
    ],
)
def test_an_end_is_called_off_by_the_eve_of_its_thirtieth_day_and_is_final_on_it_9230(
    day: str, found: set[str], state: str, ledger: Ledger
) -> None:
    """
    2028-06-01 certify 210
    {day} revoke certify
    """
    assert ledger.state("2028-06-30", "cyber-orders-210") == "in force"
    assert ledger.state("2028-07-01", "cyber-orders-210") == state
    assert ledger.said("revoke") == found


@pytest.mark.parametrize(("by", "state"), [("President", "terminated"), ("Secretary of State", "in force")])
def test_what_was_added_in_2019_ends_by_the_president_in_person_9269b_c_q36(
    by: str, state: str, ledger: Ledger
) -> None:
    """
    Q36 president-only
    2028-06-01 notify 7131
    2028-06-02 certify 402 by {by}
    """
    assert ledger.state("2028-06-01", "foreign-banks-201b") == "in force"
    assert ledger.state("2028-06-02", "foreign-banks-201b") == state
    assert ledger.state("2028-06-02") == "terminated"  # § 402 itself was delegated (81 FR 37479)


@pytest.mark.parametrize(("day", "found"), [("2028-06-02", set()), ("2028-06-03", {"no-notice"})])
def test_a_suspension_for_one_bank_is_subject_to_notice_before_it_9265_9269b_b_q26(
    day: str, found: set[str], ledger: Ledger
) -> None:
    """
    Q26 notice-is-a-condition
    {day} notify 7131
    2028-06-02 certify 7143(b) ground commitments
    2028-06-02 suspend 7143(b) for Example Bank until 2028-11-28
    """
    assert ledger.said("suspend") == found
    assert ledger.lifts("2028-06-02") is (not found)


@pytest.mark.parametrize(("until", "found"), [("2028-11-28", set()), ("2028-11-29", {"too-long"})])
def test_a_suspension_for_one_bank_lasts_180_days_at_most_9269b_b(until: str, found: set[str], ledger: Ledger) -> None:
    """
    2028-06-01 notify 7131
    2028-06-02 certify 7143(b) ground commitments
    2028-06-02 suspend 7143(b) for Example Bank until {until}
    """
    assert ledger.said("suspend") == found
    assert [ledger.lifts("2028-11-28"), ledger.lifts("2028-11-29")] == [True, False]


@pytest.mark.parametrize(
    ("until", "found"),
    [
        ("2028-06-29", {"too-short"}),
        ("2028-06-30", set()),
        ("2029-05-31", set()),
        ("2029-06-01", {"too-long"}),
    ],
)
def test_a_waiver_is_for_thirty_days_to_a_year_9228b(until: str, found: set[str], ledger: Ledger) -> None:
    """
    2028-06-01 waive 208(b) ground humanitarian until {until}
    """
    assert ledger.said("waive") == found
    assert ledger.took_effect("waive") is (found != {"too-short"})
    assert not ledger.lifts("2029-06-01")


@pytest.mark.parametrize(("day", "found"), [("2028-06-01", set()), ("2028-05-31", {"backdated"})])
def test_an_order_reaches_back_to_no_day_before_its_own_9251a(day: str, found: set[str], ledger: Ledger) -> None:
    """
    2028-05-01 certify 401(a)
    2028-06-01 suspend 401(a) from {day} until 2029-05-31
    """
    assert ledger.said("suspend") == found
    assert [ledger.state("2028-05-31"), ledger.state("2028-06-01")] == ["in force", "suspended"]


@pytest.mark.parametrize(("q15", "found"), [("any-several-or-all", set()), ("whole-or-nothing", {"partial"})])
def test_any_sanction_is_one_of_several_or_all_of_them_together_9251a_q15(
    q15: str, found: set[str], ledger: Ledger
) -> None:
    """
    Q15 {q15}
    2028-06-01 notify 7131
    2028-06-01 certify 401(a)
    2028-06-01 suspend 401(a) measures designation-104a, labour-goods-302a until 2029-05-31
    """
    assert ledger.said("suspend") == found
    assert ledger.state("2028-06-01", "labour-goods-302a") == ("in force" if found else "suspended")
    assert ledger.state("2028-06-01", "export-203a") == "in force"
