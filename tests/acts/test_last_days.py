"""The last day on which an act still does it and the first on which it does not: of orders, powers and deadlines."""

from datetime import date, timedelta

import pytest

from compliance.acts.deadlines import deadlines
from compliance.acts.effect import effect
from compliance.acts.legal_state import MeasureState
from compliance.acts.lifecycle import Lifecycle, lifecycle
from compliance.acts.powers import held, whom
from compliance.rulebook.rulebook import Rulebook
from test_lifecycle import CERTIFIED, END, SUSPENDED, M, act, said, states, taken

DAY = timedelta(days=1)


def test_an_order_on_the_day_on_which_its_certification_is_revoked_has_no_effect(rulebook: Rulebook) -> None:
    revoked = act("x", "2028-07-01", "revoke", "c")
    for day, state in (("2028-06-30", MeasureState.SUSPENDED), ("2028-07-01", MeasureState.IN_FORCE)):
        order = act("s", day, "suspend", "9251/a", until="2028-12-31")
        life = taken(rulebook, CERTIFIED, *sorted([revoked, order], key=lambda each: each.date))
        assert states(life, day) == [state]
        assert ("no-certification" in said(life, "s")) is (state is MeasureState.IN_FORCE)


def test_a_suspension_of_one_day_is_one(rulebook: Rulebook) -> None:
    life = taken(rulebook, CERTIFIED, act("s", "2028-06-01", "suspend", "9251/a", until="2028-06-01"))
    assert states(life, "2028-06-01", "2028-06-02") == [MeasureState.SUSPENDED, MeasureState.LAPSED]


@pytest.mark.parametrize(("ordered", "in_time"), [("2029-05-31", True), ("2029-06-01", False)])
def test_a_renewal_is_ordered_on_the_last_day_at_the_latest(ordered: str, in_time: bool, rulebook: Rulebook) -> None:
    again = (act("c2", ordered, "certify", "9251/b"), act("r", ordered, "renew", "9251/b"))
    life = taken(rulebook, CERTIFIED, SUSPENDED, *again)
    assert ("renewal-after-lapse" in said(life, "r")) is not in_time
    if in_time:  # 180 days more, counted from the day after the last
        assert states(life, "2029-11-27", "2029-11-28") == [MeasureState.SUSPENDED, MeasureState.LAPSED]


@pytest.mark.parametrize("revoked", ["2028-06-01", "2028-06-02"])
def test_a_termination_stands_though_its_determination_is_revoked(revoked: str, rulebook: Rulebook) -> None:
    acts = (
        act("n", "2028-05-01", "notify", "9265"),
        act("t", "2028-06-01", "certify", "9252"),
        act("x", revoked, "revoke", "t"),
    )
    assert states(taken(rulebook, *acts), "2028-05-31", "2028-06-01", "2028-06-03") == [
        MeasureState.IN_FORCE,
        MeasureState.TERMINATED,
        MeasureState.TERMINATED,
    ]


@pytest.mark.parametrize(
    ("of", "first"), [("/us/usc/t22/s9251/a", date(2016, 5, 18)), ("/us/usc/t22/s9265", date(2020, 2, 21))]
)
def test_the_secretary_holds_what_was_delegated_from_that_day_on(of: str, first: date, rulebook: Rulebook) -> None:
    life = lifecycle(rulebook, rulebook.interpretation("plain"), ())
    state = life.on(END)
    holder = whom(state, "Secretary of State")
    assert held(state, holder, of, first - DAY) is None
    assert held(state, holder, of, first) is not None


@pytest.mark.parametrize(
    ("day", "said_so"),
    [(date(2026, 6, 26), "runs out unless it is continued"), (date(2026, 6, 27), "was to run out")],
)
def test_an_emergency_runs_out_on_its_last_day_and_not_before(day: date, said_so: str, rulebook: Rulebook) -> None:
    life: Lifecycle = lifecycle(rulebook, rulebook.interpretation("plain"), ())
    found = [each.what for each in deadlines(life.on(day), day) if "national emergency on North Korea" in each.what]
    assert len(found) == 1
    assert said_so in found[0]


def test_what_was_terminated_that_very_day_is_suspended_no_more(rulebook: Rulebook) -> None:
    ended = (act("n", "2028-05-01", "notify", "9265"), act("t", "2028-07-01", "certify", "9252"))
    for day, code in (("2028-06-30", False), ("2028-07-01", True)):
        order = act("s", day, "suspend", "9251/a", until="2028-12-31", measures=[M])
        acts = sorted([CERTIFIED, *ended, order], key=lambda each: each.date)
        assert ("already-terminated" in said(taken(rulebook, *acts), "s")) is code


@pytest.mark.parametrize(("begun", "before"), [("2028-07-01", True), ("2028-07-02", False)])
def test_a_suspension_that_begins_on_the_day_of_the_determination_came_before_it(
    begun: str, before: bool, rulebook: Rulebook
) -> None:
    acts = (
        act("n", "2028-05-01", "notify", "9265"),
        CERTIFIED,
        act("s", begun, "suspend", "9251/a", until="2028-12-31"),
        act("t", "2028-07-01", "certify", "9252"),
    )
    in_order = sorted(acts, key=lambda each: each.date)
    life = taken(rulebook, *in_order, answers={"Q21": "suspension-first"})
    assert ("no-suspension-before" in said(life, "t")) is not before, said(life, "t")


def test_a_full_term_leaves_nothing_to_order_further(rulebook: Rulebook) -> None:
    for until, further in (("2029-05-31", False), ("2029-05-30", True)):
        order = act("s", "2028-06-01", "suspend", "9251/a", until=until)
        life = taken(rulebook, CERTIFIED, order)
        found = [each.what for each in deadlines(life.on(END), date(2028, 7, 1))]
        assert any("further order" in each for each in found) is further


def test_an_authority_has_a_last_day_from_its_first_day_on(rulebook: Rulebook) -> None:
    life = lifecycle(rulebook, rulebook.interpretation("plain"), ())
    for day, known in ((date(2017, 8, 31), False), (date(2017, 9, 1), True)):
        found = [each.what for each in deadlines(life.on(END), day) if "passports" in each.what]
        assert bool(found) is known


@pytest.mark.parametrize(
    ("until", "state"), [("2017-08-02", MeasureState.SUSPENDED), ("2017-08-01", MeasureState.IN_FORCE)]
)
def test_what_is_restated_on_the_last_day_of_a_suspension_is_suspended_on_it(
    until: str, state: MeasureState, rulebook: Rulebook
) -> None:
    acts = (act("c", "2017-06-01", "certify", "9251/a"), act("s", "2017-06-01", "suspend", "9251/a", until=until))
    assert states(taken(rulebook, *acts), "2017-08-02", measure="assistance-203b") == [state]


def test_an_end_that_has_come_is_no_deadline_more(rulebook: Rulebook) -> None:
    acts = (act("n", "2028-05-01", "notify", "9265"), act("t", "2028-06-01", "certify", "9252"))
    life = taken(rulebook, *acts)
    for day, ahead in ((date(2028, 5, 31), True), (date(2028, 6, 1), False)):
        found = [each.what for each in deadlines(life.on(END), day)]
        assert any("takes effect" in each for each in found) is ahead


def test_from_the_day_on_which_it_may_have_ended_a_suspension_has_no_last_day(rulebook: Rulebook) -> None:
    order = act("s", "2028-06-01", "suspend", "9251/a", until="2029-05-31", measures=["designation-104b"])
    ended = (act("n", "2028-05-01", "notify", "9265"), act("t", "2028-07-01", "certify", "9252"))
    life = taken(rulebook, *sorted([CERTIFIED, order, *ended], key=lambda each: each.date))
    until = [effect(life.on(END), day).until.get("designation-104b") for day in (date(2028, 6, 30), date(2028, 7, 1))]
    assert until == [date(2029, 5, 31), None]


def test_a_renewal_of_one_day_is_one(rulebook: Rulebook) -> None:
    again = (
        act("c2", "2028-12-01", "certify", "9251/b"),
        act("r", "2028-12-01", "renew", "9251/b", until="2029-06-01"),
    )
    life = taken(rulebook, CERTIFIED, SUSPENDED, *again)
    assert states(life, "2029-06-01", "2029-06-02") == [MeasureState.SUSPENDED, MeasureState.LAPSED]


@pytest.mark.parametrize(("begun", "question"), [("2029-06-01", "Q44"), ("2029-06-02", "Q70")])
def test_what_begins_on_the_day_after_the_last_follows_without_a_gap(
    begun: str, question: str, rulebook: Rulebook
) -> None:
    anew = act("c2", "2029-05-01", "certify", "9251/a")
    order = act("s2", "2029-05-01", "suspend", "9251/a", upon="c2", **{"from": begun, "until": "2029-12-31"})
    answers = {"Q44": "one-each-whole-year", "Q70": "two-years-in-force"}
    life = taken(rulebook, CERTIFIED, SUSPENDED, anew, order, answers=answers)
    found = [each for each in life.objections() if each.act == "s2" and M in each.measures]
    assert question in {each.question for each in found}, found
