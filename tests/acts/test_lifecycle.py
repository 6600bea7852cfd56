"""What revocations, restatements, needs and repeated acts do: pairs of what just does and what just does not."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from compliance.acts.deadlines import deadlines
from compliance.acts.effect import effect
from compliance.acts.legal_state import MeasureState
from compliance.acts.lifecycle import Lifecycle, lifecycle
from compliance.acts.relief import relief_map
from compliance.record.acts import UsAct
from compliance.rulebook.rulebook import Rulebook

ROOT = "/us/usc/t22/s"
M = "designation-104a"
BANK = {"kind": "entity", "name": "Example Bank"}
END = date(2040, 1, 1)


def act(name: str, day: str, kind: str, of: str, by: str = "President", **more: Any) -> UsAct:
    of = of if kind == "revoke" else ROOT + of
    return UsAct.model_validate({"id": name, "date": day, "type": kind, "of": of, "by": by, **more})


def taken(rulebook: Rulebook, *acts: UsAct, answers: Mapping[str, str] | None = None) -> Lifecycle:
    return lifecycle(rulebook, rulebook.interpretation("plain", answers), acts)


def states(acts: Lifecycle, *days: str, measure: str = M) -> list[MeasureState]:
    return [effect(acts.on(END), date.fromisoformat(day)).states[measure] for day in days]


def said(acts: Lifecycle, name: str) -> set[str]:
    return {each.code.value for each in acts.objections() if each.act == name}


CERTIFIED = act("c", "2028-06-01", "certify", "9251/a")
SUSPENDED = act("s", "2028-06-01", "suspend", "9251/a", until="2029-05-31")
KEPT = act("k", "2028-12-01", "certify", "9251/b")
RENEWED = act("r", "2028-12-01", "renew", "9251/b")


@pytest.mark.parametrize("undone", ["r", "k"])
def test_revoking_a_renewal_or_its_certification_leaves_the_first_year_to_run_out(
    undone: str, rulebook: Rulebook
) -> None:
    life = taken(rulebook, CERTIFIED, SUSPENDED, KEPT, RENEWED, act("x", "2029-01-15", "revoke", undone))
    assert states(life, "2029-05-31", "2029-06-01") == [MeasureState.SUSPENDED, MeasureState.LAPSED]


@pytest.mark.parametrize("undone", ["s", "c"])
def test_revoking_the_order_or_its_certification_ends_it_with_its_renewals(undone: str, rulebook: Rulebook) -> None:
    life = taken(rulebook, CERTIFIED, SUSPENDED, KEPT, RENEWED, act("x", "2029-01-15", "revoke", undone))
    assert states(life, "2029-01-14", "2029-01-15", "2029-07-01") == [
        MeasureState.SUSPENDED, MeasureState.IN_FORCE, MeasureState.IN_FORCE,
    ]  # fmt: skip


def test_after_a_renewal_was_revoked_the_running_year_can_be_renewed_again(rulebook: Rulebook) -> None:
    again = (act("k2", "2029-02-01", "certify", "9251/b"), act("r2", "2029-02-01", "renew", "9251/b"))
    life = taken(rulebook, CERTIFIED, SUSPENDED, KEPT, RENEWED, act("x", "2029-01-15", "revoke", "r"), *again)
    assert states(life, "2029-11-27", "2029-11-28") == [MeasureState.SUSPENDED, MeasureState.LAPSED]


def test_what_rests_on_another_certification_goes_on(rulebook: Rulebook) -> None:
    other = act("c2", "2029-05-01", "certify", "9251/a")
    later = act("s2", "2029-05-01", "suspend", "9251/a", upon="c2", **{"from": "2029-06-01", "until": "2030-05-31"})
    life = taken(rulebook, CERTIFIED, SUSPENDED, other, later, act("x", "2029-05-20", "revoke", "s"))
    assert states(life, "2029-05-20", "2029-06-01", "2030-06-01") == [
        MeasureState.IN_FORCE, MeasureState.SUSPENDED, MeasureState.LAPSED,
    ]  # fmt: skip


def test_an_order_made_while_a_revocation_is_to_come_lasts_no_longer_than_it(rulebook: Rulebook) -> None:
    revoked = act("x", "2028-06-02", "revoke", "c", **{"from": "2028-07-01"})
    life = taken(rulebook, CERTIFIED, revoked, act("s", "2028-06-03", "suspend", "9251/a", until="2028-12-31"))
    assert states(life, "2028-06-30", "2028-07-01") == [MeasureState.SUSPENDED, MeasureState.LAPSED]
    assert said(life, "s") == {"too-long"}


def test_a_revocation_to_come_can_be_hastened_and_not_put_off(rulebook: Rulebook) -> None:
    later = act("x", "2028-07-01", "revoke", "c", **{"from": "2028-10-01"})
    sooner = act("y", "2028-08-01", "revoke", "c")
    life = taken(rulebook, CERTIFIED, SUSPENDED, later, sooner)
    assert states(life, "2028-07-31", "2028-08-01") == [MeasureState.SUSPENDED, MeasureState.IN_FORCE]
    life = taken(rulebook, CERTIFIED, SUSPENDED, later, act("z", "2028-08-01", "revoke", "x"))
    assert said(life, "z") == {"nothing-to-revoke"}
    assert states(life, "2028-10-01") == [MeasureState.IN_FORCE]


def test_a_year_is_counted_from_its_earliest_day_whichever_order_came_first(rulebook: Rulebook) -> None:
    december = act("s", "2028-06-01", "suspend", "9251/a", **{"from": "2028-12-01"})
    life = taken(rulebook, CERTIFIED, december, act("t", "2028-07-01", "suspend", "9251/a"))
    assert states(life, "2029-06-30", "2029-07-01") == [MeasureState.SUSPENDED, MeasureState.LAPSED]
    assert "year-begins-earlier" in said(life, "t")


@pytest.mark.parametrize(
    ("day", "state"), [("2028-05-31", MeasureState.LAPSED), ("2028-06-01", MeasureState.SUSPENDED)]
)
def test_a_certification_for_a_renewal_cannot_come_before_the_days_that_it_says_were_kept(
    day: str, state: MeasureState, rulebook: Rulebook
) -> None:
    renewal = act("r", "2029-05-20", "renew", "9251/b")
    life = taken(rulebook, CERTIFIED, SUSPENDED, act("k", day, "certify", "9251/b"), renewal)
    assert states(life, "2029-06-01") == [state]


@pytest.mark.parametrize(
    ("q44", "last"), [("one-each-fresh-allowed", "2029-11-27"), ("several-fresh-allowed", "2030-05-26")]
)
def test_renewals_are_not_stacked_on_certifications_of_one_day_unless_one_serves_several(
    q44: str, last: str, rulebook: Rulebook
) -> None:
    stack = [act(f"k{n}", "2028-06-02", "certify", "9251/b") for n in (1, 2)]
    stack += [act(f"r{n}", "2028-06-02", "renew", "9251/b") for n in (1, 2)]
    life = taken(rulebook, CERTIFIED, SUSPENDED, *stack, answers={"Q44": q44})
    assert effect(life.on(END), date(2028, 7, 1)).until[M] == date.fromisoformat(last)


def test_a_submission_for_one_bank_serves_no_other(rulebook: Rulebook) -> None:
    notice = act("n", "2028-06-01", "notify", "9265")
    submitted = act("w", "2028-06-01", "certify", "9269b/b", ground="commitments", target=BANK)
    other = act("o", "2028-06-02", "suspend", "9269b/b", target={"kind": "entity", "name": "Other Bank"})
    assert said(taken(rulebook, notice, submitted, other), "o") == {"no-certification"}
    own = act("o", "2028-06-02", "suspend", "9269b/b", target={"kind": "entity", "name": "example  BANK"})
    assert taken(rulebook, notice, submitted, own).on(END).effective == {"n", "w", "o"}


def test_a_notice_serves_one_action_and_the_second_names_the_first(rulebook: Rulebook) -> None:
    acts = [act("n", "2028-06-01", "notify", "9265")]
    for name in ("a", "b"):
        target = {"kind": "entity", "name": f"Bank {name}"}
        acts += [
            act(f"w{name}", "2028-06-01", "certify", "9269b/b", ground="commitments", target=target),
            act(f"o{name}", "2028-06-02", "suspend", "9269b/b", target=target),
        ]
    life = taken(rulebook, *acts)
    assert "oa" in life.on(END).effective
    assert "ob" not in life.on(END).effective
    assert any("`n` has served `oa`" in each.message for each in life.objections())


def test_each_certification_of_the_own_exit_counts_for_itself(rulebook: Rulebook) -> None:
    one, two = act("e1", "2028-06-01", "certify", "9230"), act("e2", "2028-06-10", "certify", "9230")
    revoked = act("x", "2028-06-15", "revoke", "e1")
    life = taken(rulebook, one, two, revoked)
    assert states(life, "2028-07-09", "2028-07-10", measure="cyber-orders-210") == [
        MeasureState.IN_FORCE,
        MeasureState.TERMINATED,
    ]


def test_a_restatement_of_the_law_does_not_end_a_suspension_nor_lengthen_its_year(rulebook: Rulebook) -> None:
    certified = act("c", "2017-03-01", "certify", "9251/a")
    orders = [act("s", "2017-03-01", "suspend", "9251/a"), act("t", "2017-10-01", "suspend", "9251/a", upon="c")]
    life = taken(rulebook, certified, *orders)
    assert states(life, "2017-08-02", "2018-02-28", "2018-03-01", measure="blocking-104c1") == [
        MeasureState.SUSPENDED, MeasureState.SUSPENDED, MeasureState.LAPSED,
    ]  # fmt: skip
    part = act("x", "2017-05-01", "revoke", "s", measures=["blocking-104c-2016"])
    life = taken(rulebook, certified, orders[0], part)
    assert states(life, "2017-08-02", measure="blocking-104c1") == [MeasureState.IN_FORCE]


def test_what_is_enacted_anew_after_a_termination_is_law_anew(rulebook: Rulebook) -> None:
    acts = [act("c", "2017-03-01", "certify", "9251/a"), act("s", "2017-03-01", "suspend", "9251/a")]
    life = taken(rulebook, *acts, act("d", "2017-06-01", "certify", "9252"))
    assert states(life, "2017-08-01", measure="blocking-104c-2016") == [MeasureState.TERMINATED]
    assert states(life, "2017-08-02", measure="blocking-104c1") == [MeasureState.IN_FORCE]


def test_a_delegates_termination_leaves_the_notice_for_the_president(rulebook: Rulebook) -> None:
    acts = [act("n", "2028-06-01", "notify", "9265"), act("d", "2028-06-02", "certify", "9252", "Secretary of State")]
    life = taken(rulebook, *acts, act("p", "2028-06-03", "certify", "9252"), answers={
        "Q36": "president-only", "Q26": "notice-is-a-condition",
    })  # fmt: skip
    assert states(life, "2028-06-02", "2028-06-03", measure="foreign-banks-201b") == [
        MeasureState.IN_FORCE, MeasureState.TERMINATED,
    ]  # fmt: skip


def test_the_whole_or_nothing_is_nothing_where_notice_is_missing_for_a_part(rulebook: Rulebook) -> None:
    answers = {"Q15": "whole-or-nothing", "Q14": "designation-only", "Q26": "notice-is-a-condition"}
    life = taken(rulebook, CERTIFIED, SUSPENDED, answers=answers)
    assert states(life, "2028-06-01") == [MeasureState.IN_FORCE]
    life = taken(rulebook, act("n", "2028-05-01", "notify", "9265"), CERTIFIED, SUSPENDED, answers=answers)
    assert states(life, "2028-06-01") == [MeasureState.SUSPENDED]


def test_an_order_whose_reach_is_doubtful_is_not_the_suspension_that_must_go_before(rulebook: Rulebook) -> None:
    doubtful = act("s", "2028-06-01", "suspend", "9251/a", measures=["designation-104b"])
    ended = act("d", "2028-07-01", "certify", "9252")
    life = taken(rulebook, CERTIFIED, doubtful, ended, answers={"Q21": "suspension-first"})
    assert "no-suspension-before" in said(life, "d")


@pytest.mark.parametrize(
    ("of", "by", "code"),
    [
        ("eo-13810", "President", "nothing-to-revoke"),  # not made until 20 September 2017
        ("eo-13466", "President", None),
        ("unsc-sanctions", "President", "no-power"),
        ("sst", "President", "conditions-not-recorded"),
        ("nothing-of-that-name", "President", "nothing-to-revoke"),
    ],
)
def test_authorities_are_ended_by_who_can_once_they_were_made(
    of: str, by: str, code: str | None, rulebook: Rulebook
) -> None:
    day = "2018-06-01" if of == "sst" else "2017-06-01"
    life = taken(rulebook, act("x", day, "revoke", of, by))
    assert said(life, "x") == ({code} if code else set())
    assert (of in life.on(END).authorities) is (code in (None, "conditions-not-recorded"))


def test_a_limit_that_an_act_cannot_have_is_named(rulebook: Rulebook) -> None:
    life = taken(rulebook, act("d", "2028-06-01", "certify", "9252", measures=[M], until="2028-12-31"))
    assert "key-without-meaning" in said(life, "d")
    assert states(life, "2028-06-01", measure="export-203a") == [MeasureState.TERMINATED]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day_there_are(day: str, rulebook: Rulebook) -> None:
    kinds = [("certify", "9230"), ("certify", "9251/a"), ("suspend", "9251/a"), ("waive", "9228/c")]
    acts = [act(f"a{n}", day, kind, of, ground="enforcement") for n, (kind, of) in enumerate(kinds)]
    rules = rulebook.interpretations["lenient"]
    state = lifecycle(rulebook, rules, acts).on(date.max)
    assert set(state.seen) == {each.id for each in acts}
    effect(state, date.max)


def test_a_renewal_falls_with_the_certification_of_the_first_order_though_it_rests_on_another(
    rulebook: Rulebook,
) -> None:
    revoked = act("x", "2028-06-10", "revoke", "c", **{"from": "2029-08-01"})
    life = taken(rulebook, CERTIFIED, SUSPENDED, revoked, KEPT, RENEWED)
    assert states(life, "2029-07-31", "2029-08-01") == [MeasureState.SUSPENDED, MeasureState.LAPSED]
    endless = taken(rulebook, CERTIFIED, revoked, act("s", "2028-06-11", "suspend", "9251/a"), answers={
        "Q16": "until-revoked"
    })  # fmt: skip
    assert states(endless, "2029-07-31", "2029-08-01")[0] is MeasureState.SUSPENDED
    assert states(endless, "2029-08-01")[0] is not MeasureState.SUSPENDED


def test_a_year_is_one_for_a_measure_and_its_restatement(rulebook: Rulebook) -> None:
    acts = [
        act("c", "2016-06-01", "certify", "9251/a"),
        act("s", "2016-06-01", "suspend", "9251/a", until="2016-12-31"),
        act("t", "2017-08-10", "suspend", "9251/a", upon="c"),
    ]
    life = taken(rulebook, *acts)
    assert states(life, "2017-08-10", measure="blocking-104c1") == [MeasureState.IN_FORCE]


def test_a_restatement_that_is_not_reached_is_not_suspended_by_what_came_before_it(rulebook: Rulebook) -> None:
    acts = [act("c", "2017-06-01", "certify", "9251/a"), act("s", "2017-06-01", "suspend", "9251/a")]
    for answer, state in (
        ("duties-only", MeasureState.IN_FORCE),
        ("duties-and-what-they-imposed", MeasureState.DOUBTFUL),
    ):
        life = taken(rulebook, *acts, answers={"Q13": answer})
        assert states(life, "2017-08-02", measure="blocking-104c2") == [state]


def test_what_is_named_in_vain_is_said(rulebook: Rulebook) -> None:
    some = act("s", "2028-06-01", "suspend", "9251/a", until="2029-05-31", measures=[M])
    undone = act("x", "2028-07-01", "revoke", "s", measures=[M, "designation-104aa", "procurement-204"])
    assert said(taken(rulebook, CERTIFIED, some, undone), "x") == {"unknown-measure", "nothing-to-revoke"}
    more = act("r", "2028-12-01", "renew", "9251/b", measures=[M, "labour-goods-302a"])
    # The certification of 1 December is 182 days older than the first day that it adds (Q68).
    found = said(taken(rulebook, CERTIFIED, some, KEPT, more), "r")
    assert found == {"nothing-to-renew", "certification-of-long-before"}


def test_a_notice_that_has_served_cannot_be_taken_back(rulebook: Rulebook) -> None:
    acts = [
        act("n", "2028-06-01", "notify", "9265"),
        act("w", "2028-06-01", "certify", "9269b/b", ground="commitments"),
        act("o", "2028-06-02", "suspend", "9269b/b", target=BANK),
    ]
    life = taken(rulebook, *acts, act("x", "2028-06-03", "revoke", "n"))
    assert said(life, "x") == {"nothing-to-revoke"}


def test_what_comes_next_is_a_revocation_where_one_is_made_and_no_renewal(rulebook: Rulebook) -> None:
    revoked = act("x", "2028-07-01", "revoke", "s", **{"from": "2028-09-01"})
    life = taken(rulebook, CERTIFIED, SUSPENDED, revoked)
    told = [each.what for each in deadlines(life.on(END), date(2028, 8, 1)) if each.measures]
    assert told == ["the suspension under § 401 ends, revoked by `x`"]


def test_whether_a_doubtful_measure_is_lifted_in_practice_is_doubtful_and_not_denied(rulebook: Rulebook) -> None:
    cells = relief_map(taken(rulebook, CERTIFIED, SUSPENDED).on(END), date(2028, 7, 1), {})
    words = {cell.measure: cell.practice.word for cell in cells if cell.route == "suspension"}
    assert words["travel-207"] == "doubtful"
    assert words["procurement-204"] == "unknown"
    assert words["strategy-202"] == "no"
