"""A stock is its last statement, moved by later changes."""

from datetime import date
from fractions import Fraction

import pytest

from compliance.record.evidence import Fact
from compliance.record.standard import UNBOUNDED, Reason
from compliance.record.vocabulary import Action
from conftest import ENACTED, act, bounds, fact, search, seen

INSPECTORS = "un_verification.inspectors"  # a count, more is better
SITES = "un_verification.sites_open"  # a share, more is better
TERMS = "un_verification.access_terms_agreed"  # a flag, more is better
HELD = "captives.united_states.held"  # a count, less is better
RUNNING = "weapons.nuclear.production_running"  # a flag, less is better


def detain(on: str, count: int, grade: str | None = "verified") -> Action:
    return act("detain", on, grade, id=f"detain-{on}", count=count, country="united_states")


def release(on: str, count: int, grade: str | None = "verified") -> Action:
    return act("release_captives", on, grade, id=f"release-{on}", count=count, country="united_states")


def admit(on: str, grade: str | None = "verified", **count: int) -> Action:
    return act("admit_inspectors", on, grade, id=f"admit-{on}", body="IAEA", **count)


@pytest.mark.parametrize(
    ("field", "expected"),
    [(INSPECTORS, (0, UNBOUNDED)), (SITES, (0, 1)), (TERMS, (0, 1)), (HELD, (UNBOUNDED, 0)), (RUNNING, (1, 0))],
)
def test_silence_leaves_a_stock_anywhere_within_its_limits(field: str, expected: tuple[float, float]) -> None:
    assert bounds(field) == expected
    assert seen(field).reasons == {Reason.NOT_STATED}


def test_the_last_statement_wins_whatever_the_order_in_the_file() -> None:
    earlier, later = fact(INSPECTORS, 10, "2019-01-01"), fact(INSPECTORS, 4, "2020-01-01")
    assert bounds(INSPECTORS, earlier, later) == bounds(INSPECTORS, later, earlier) == (4, 4)


def test_a_later_change_moves_the_statement_and_an_earlier_one_does_not() -> None:
    assert bounds(INSPECTORS, fact(INSPECTORS, 10, "2020-01-01"), admit("2020-01-02", count=3)) == (13, 13)
    assert bounds(INSPECTORS, fact(INSPECTORS, 10, "2020-01-01"), admit("2019-12-31", count=3)) == (10, 10)


def test_changes_add_up_in_both_directions() -> None:
    said = fact(HELD, 3, "2017-01-01"), release("2017-06-01", 1), detain("2018-01-01", 2), release("2018-05-09", 3)
    assert bounds(HELD, *said) == (1, 1)


def test_a_stock_never_falls_below_nothing() -> None:
    assert bounds(HELD, fact(HELD, 2, "2018-01-01"), release("2018-05-09", 3)) == (0, 0)


def test_without_a_statement_a_change_shows_only_a_least() -> None:
    assert bounds(INSPECTORS, admit("2020-01-01", count=3)) == (3, UNBOUNDED)
    assert bounds(HELD, detain("2020-01-01", 3)) == (UNBOUNDED, 3)


def test_people_released_from_an_unknown_number_leave_it_unknown() -> None:
    assert bounds(HELD, release("2018-05-09", 3)) == (UNBOUNDED, 0)


def test_statements_of_one_date_make_the_hull_and_are_a_dispute() -> None:
    found = seen(INSPECTORS, fact(INSPECTORS, 2), fact(INSPECTORS, 7), fact(INSPECTORS, 4))
    assert (found.worst, found.best) == (2, 7)
    assert found.reasons == {Reason.DISPUTED}


def test_statements_of_one_date_that_agree_are_no_dispute() -> None:
    found = seen(INSPECTORS, fact(INSPECTORS, 4), fact(INSPECTORS, 4, grade="claimed"), grade="verified")
    assert (found.worst, found.best) == (4, 4)
    assert found.reasons == frozenset()


def test_statements_of_two_dates_are_no_dispute() -> None:
    assert bounds(INSPECTORS, fact(INSPECTORS, 2, "2020-06-01"), fact(INSPECTORS, 7, "2020-06-02")) == (7, 7)


def test_a_range_stays_a_range_and_a_later_change_moves_both_its_ends() -> None:
    assert bounds(HELD, fact(HELD, 3, "2018-01-01", high=5)) == (5, 3)
    assert bounds(HELD, fact(HELD, 3, "2018-01-01", high=5), release("2018-05-09", 1)) == (4, 2)


def test_an_open_ended_range_has_no_upper_end() -> None:
    assert bounds(INSPECTORS, fact(INSPECTORS, 5, open_ended=True)) == (5, UNBOUNDED)
    assert bounds(HELD, fact(HELD, 5, open_ended=True)) == (UNBOUNDED, 5)
    assert bounds(SITES, fact(SITES, "1/3", open_ended=True)) == (Fraction(1, 3), 1)


def test_stated_as_unknown_is_unknown_even_after_a_statement() -> None:
    found = seen(INSPECTORS, fact(INSPECTORS, 5, "2019-01-01"), fact(INSPECTORS, on="2020-01-01", unknown=True))
    assert (found.worst, found.best) == (0, UNBOUNDED)
    assert found.reasons == {Reason.STATED_UNKNOWN}


# Verification: the grade is demanded of whatever makes the test hold.


@pytest.mark.parametrize(("grade", "expected"), [("observed", (9, 9)), ("reported", (0, 9)), (None, (0, 9))])
def test_a_favourable_statement_counts_from_the_grade_on_and_below_it_only_raises_hope(
    grade: str | None, expected: tuple[int, int]
) -> None:
    assert bounds(INSPECTORS, fact(INSPECTORS, 9, grade=grade), grade="observed") == expected


def test_a_favourable_statement_below_the_grade_is_asserted_and_not_established() -> None:
    assert seen(INSPECTORS, fact(INSPECTORS, 9, grade="claimed"), grade="observed").reasons == {Reason.NOT_ESTABLISHED}


def test_a_favourable_statement_below_the_grade_leaves_what_was_proven_before() -> None:
    said = fact(INSPECTORS, 3, "2019-01-01"), fact(INSPECTORS, 9, "2020-01-01", "claimed")
    assert bounds(INSPECTORS, *said, grade="verified") == (3, 9)


def test_where_the_reading_lets_assertions_raise_nothing_they_raise_nothing() -> None:
    said = fact(INSPECTORS, 3, "2019-01-01"), fact(INSPECTORS, 9, "2020-01-01", "claimed")
    assert bounds(INSPECTORS, *said, grade="verified", below="unmet") == (3, 3)


@pytest.mark.parametrize("grade", ["verified", "claimed", None])
def test_an_adverse_statement_counts_at_any_grade(grade: str | None) -> None:
    said = fact(INSPECTORS, 9, "2019-01-01"), fact(INSPECTORS, 1, "2020-01-01", grade)
    assert bounds(INSPECTORS, *said, grade="verified").worst == 1
    assert bounds(
        TERMS, fact(TERMS, True, "2019-01-01"), fact(TERMS, False, "2020-01-01", grade), grade="verified"
    ) == (0, 0)
    assert bounds(RUNNING, fact(RUNNING, True, grade=grade), grade="verified") == (1, 1)


@pytest.mark.parametrize(
    ("grade", "worst"), [("observed", 0), ("verified", 0), ("reported", UNBOUNDED), ("claimed", UNBOUNDED)]
)
def test_a_denial_is_a_claim_of_compliance_and_needs_the_grade(grade: str, worst: float) -> None:
    assert bounds(HELD, fact(HELD, 0, grade=grade), grade="observed") == (worst, 0)


def test_a_denial_below_the_grade_does_not_undo_what_was_established() -> None:
    said = fact(HELD, 3, "2019-01-01", "verified"), fact(HELD, 0, "2020-01-01", "claimed")
    assert bounds(HELD, *said, grade="verified") == (3, 0)


def test_a_favourable_change_needs_the_grade_and_an_adverse_one_does_not() -> None:
    base = fact(HELD, 5, "2018-01-01")
    assert bounds(HELD, base, release("2018-05-09", 3, "claimed"), grade="observed") == (5, 2)
    assert bounds(HELD, base, release("2018-05-09", 3, "observed"), grade="observed") == (2, 2)
    assert bounds(HELD, base, detain("2018-05-09", 3, None), grade="observed") == (8, 8)


def test_what_is_refuted_adds_nothing() -> None:
    assert bounds(INSPECTORS, fact(INSPECTORS, 9, grade="refuted")) == (0, UNBOUNDED)
    assert bounds(INSPECTORS, fact(INSPECTORS, 3, "2019-01-01"), fact(INSPECTORS, 9, "2020-01-01", "refuted")) == (3, 3)
    assert bounds(HELD, fact(HELD, 3, "2018-01-01"), release("2018-05-09", 3, "refuted")) == (3, 3)


# Age: what can relapse must be shown anew.


@pytest.mark.parametrize(("on", "expected"), [("2024-03-15", (5, 5)), ("2024-03-14", (0, UNBOUNDED))])
def test_evidence_of_what_can_relapse_is_stale_the_day_after_the_limit(on: str, expected: tuple[int, float]) -> None:
    assert bounds(INSPECTORS, fact(INSPECTORS, 5, on), relapses=True) == expected


def test_stale_evidence_is_named_as_the_doubt() -> None:
    assert Reason.STALE in seen(INSPECTORS, fact(INSPECTORS, 5, "2024-03-14"), relapses=True).reasons


def test_old_evidence_of_what_cannot_relapse_stands_and_so_it_does_without_a_limit() -> None:
    assert bounds(INSPECTORS, fact(INSPECTORS, 5, "2017-01-01")) == (5, 5)
    assert bounds(INSPECTORS, fact(INSPECTORS, 5, "2017-01-01"), relapses=True, age=None) == (5, 5)


def test_evidence_of_a_month_is_as_young_as_its_last_day() -> None:
    assert bounds(INSPECTORS, fact(INSPECTORS, 5, "2024-03"), relapses=True) == (5, 5)
    assert bounds(INSPECTORS, fact(INSPECTORS, 5, "2024-02"), relapses=True) == (0, UNBOUNDED)


# Windows: a favourable entry counts if it came about within the window.


@pytest.mark.parametrize(("on", "worst"), [("2016-02-18", 1), ("2016-02-17", 0)])
def test_a_favourable_statement_counts_from_the_first_day_of_the_window(on: str, worst: int) -> None:
    assert bounds(TERMS, fact(TERMS, True, on), start=ENACTED) == (worst, 1)


@pytest.mark.parametrize(("on", "worst"), [("2016-02-18", 4), ("2016-02-17", 0)])
def test_a_favourable_change_counts_from_the_first_day_of_the_window(on: str, worst: int) -> None:
    assert bounds(INSPECTORS, admit(on, count=4), start=ENACTED).worst == worst


def test_what_was_bad_before_the_window_stays_so_until_something_is_said() -> None:
    assert bounds(TERMS, fact(TERMS, False, "2010-01-01"), start=ENACTED) == (0, 0)
    assert bounds(TERMS, fact(TERMS, False, "2010-01-01"), fact(TERMS, True, "2018-01-01"), start=ENACTED) == (1, 1)


@pytest.mark.parametrize("on", ["2016-02", "2016"])
def test_a_date_across_the_start_of_the_window_is_unknown_for_it(on: str) -> None:
    found = seen(TERMS, fact(TERMS, False, "2015-01-01"), fact(TERMS, True, on), start=ENACTED)
    assert (found.worst, found.best) == (0, 1)
    assert Reason.STATED_UNKNOWN in found.reasons


def test_a_date_across_the_day_of_judgement_is_unknown_for_it() -> None:
    assert bounds(TERMS, fact(TERMS, False, "2025-01-01"), fact(TERMS, True, "2026-03")) == (0, 1)
    assert bounds(TERMS, fact(TERMS, False, "2025-01-01"), fact(TERMS, True, "2026-02")) == (1, 1)


def test_a_change_across_the_start_of_the_window_may_or_may_not_have_come_within_it() -> None:
    base = fact(INSPECTORS, 0, "2015-01-01")
    assert bounds(INSPECTORS, base, admit("2016-02", count=4), start=ENACTED) == (0, 4)
    assert bounds(INSPECTORS, base, admit("2016-03", count=4), start=ENACTED) == (4, 4)


# Searches: nothing found counts as nothing done, and proves nothing of harm.


def test_a_search_makes_a_stock_of_compliance_fail_where_nothing_else_is_known() -> None:
    assert bounds(TERMS, search(TERMS, "2026-01-01")) == (0, 0)
    assert bounds(INSPECTORS, search(INSPECTORS, "2026-01-01")) == (0, 0)


@pytest.mark.parametrize("field", [HELD, RUNNING])
def test_a_search_that_found_no_harm_proves_nothing(field: str) -> None:
    assert bounds(field, search(field, "2026-01-01")) == bounds(field)


@pytest.mark.parametrize("on", ["2018-01-01", "2025-06-01"])
@pytest.mark.parametrize("known", [fact(TERMS, True, "2020-01-01"), fact(TERMS, True, "2020-01-01", "claimed")])
def test_a_search_takes_nothing_from_what_was_said(known: Fact, on: str) -> None:
    found = bounds(TERMS, known, search(TERMS, on), grade="verified", age=None)
    assert found == bounds(TERMS, known, grade="verified", age=None)


@pytest.mark.parametrize(("on", "best"), [("2024-03-15", 0), ("2024-03-14", 1)])
def test_a_search_grows_stale_like_other_evidence_though_the_field_cannot_relapse(on: str, best: int) -> None:
    assert bounds(TERMS, search(TERMS, on)) == (0, best)


# Reversal.


def test_what_was_reversed_is_gone() -> None:
    undone = admit("2020-01-01", count=4), act("reverse", "2021-01-01", of="admit-2020-01-01")
    assert bounds(INSPECTORS, fact(INSPECTORS, 1, "2019-01-01"), *undone) == (1, 1)
    assert bounds(TERMS, *undone) == bounds(TERMS)
    assert bounds(INSPECTORS, *undone, gross=True) == bounds(INSPECTORS)


def test_the_share_keeps_its_exact_fraction() -> None:
    assert bounds(SITES, fact(SITES, "1/3")) == (Fraction(1, 3), Fraction(1, 3))


def test_entries_after_the_day_of_judgement_do_not_count() -> None:
    said = fact(INSPECTORS, 3, "2020-01-01"), fact(INSPECTORS, 9, "2020-01-02")
    assert bounds(INSPECTORS, *said, as_of=date(2020, 1, 1)) == (3, 3)
    assert bounds(INSPECTORS, *said, as_of=date(2020, 1, 2)) == (9, 9)
