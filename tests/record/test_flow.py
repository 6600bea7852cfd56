"""A flow adds up over a window; what closes it, and how far."""

from datetime import date, timedelta
from itertools import combinations, pairwise, product
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from compliance.record.standard import UNBOUNDED, Reason
from compliance.record.vocabulary import Action
from conftest import ENACTED, act, bounds, search, seen, total

RETURNED = "captives.japan.returned"  # more is better
TAKEN = "captives.japan.taken"  # less is better
DIED = "political_prisoners.died"  # neutral


def back(on: str, grade: str | None = "verified", **rest: Any) -> Action:
    count = {} if "low" in rest else {"count": 1}
    return act("release_captives", on, grade, **{"id": f"back-{on}", "country": "japan", **count, **rest})


def taken(on: str, grade: str | None = "verified", count: int = 1) -> Action:
    return act("detain", on, grade, id=f"taken-{on}", country="japan", count=count)


CLOSED = search(RETURNED, "2026-01-01")


def test_silence_leaves_a_flow_anywhere_from_nothing_up() -> None:
    assert bounds(RETURNED) == bounds(DIED) == (0, UNBOUNDED)
    assert bounds(TAKEN) == (UNBOUNDED, 0)
    assert seen(TAKEN).reasons == {Reason.NOT_STATED}


def test_events_add_up_to_a_least_and_leave_the_most_open() -> None:
    assert bounds(RETURNED, back("2018-01-01", count=2), back("2019-01-01", count=3)) == (5, UNBOUNDED)


def test_events_and_a_search_add_up_exactly() -> None:
    assert bounds(RETURNED, back("2018-01-01", count=2), back("2019-01-01", count=3), CLOSED) == (5, 5)


def test_ranges_of_events_add_up_end_by_end() -> None:
    assert bounds(RETURNED, back("2018-01-01", low=2, high=4), back("2019-01-01", low=1, high=1), CLOSED) == (3, 5)
    assert bounds(RETURNED, back("2018-01-01", low=2), CLOSED) == (2, UNBOUNDED)


def test_totals_of_separate_spans_add_up() -> None:
    first, second = total(RETURNED, 2, "2016-02-18", "2020-12-31"), total(RETURNED, 3, "2021-01-01", "2026-03-15")
    assert bounds(RETURNED, first, second, start=ENACTED) == (5, 5)


@pytest.mark.parametrize(
    ("known", "expected"), [(2, (3, 3)), (3, (3, 3)), (4, (4, 4))], ids=["fewer", "as many", "more"]
)
def test_an_event_within_a_total_is_not_counted_twice(known: int, expected: tuple[int, int]) -> None:
    said = total(RETURNED, 3, "2016-02-18", "2026-03-15"), back("2018-01-01", count=known)
    assert bounds(RETURNED, *said, start=ENACTED) == expected


@pytest.mark.parametrize(("on", "expected"), [("2020-12-31", (3, 3)), ("2021-01-01", (4, 4))])
def test_an_event_after_a_total_adds_to_it(on: str, expected: tuple[int, int]) -> None:
    said = total(RETURNED, 3, "2016-02-18", "2020-12-31"), back(on), CLOSED
    assert bounds(RETURNED, *said, start=ENACTED) == expected


def test_an_event_known_within_a_total_below_the_grade_still_counts() -> None:
    said = total(RETURNED, 9, "2016-02-18", "2026-03-15", "claimed"), back("2018-01-01")
    assert bounds(RETURNED, *said, start=ENACTED, grade="observed") == (1, 9)


def test_two_totals_of_one_span_are_a_dispute_and_make_the_hull() -> None:
    said = total(RETURNED, 2, "2016-02-18", "2026-03-15"), total(RETURNED, 7, "2016-02-18", "2026-03-15")
    found = seen(RETURNED, *said, start=ENACTED)
    assert (found.worst, found.best) == (2, 7)
    assert Reason.DISPUTED in found.reasons


# One total within another: of the part what is stated of it, of the rest the whole less it.

YEARS = "2016-02-18", "2026-03-15"
PART = "2020-01-01", "2020-12-31"


@pytest.mark.parametrize(
    ("whole", "part", "expected"),
    [(5, 3, (5, 5)), (5, 0, (5, 5)), (0, 0, (0, 0)), (3, 3, (3, 3)), (2, 4, (4, 4)), (0, 4, (4, 4))],
)
def test_a_part_adds_nothing_to_its_whole_unless_it_is_more(whole: int, part: int, expected: tuple[int, int]) -> None:
    assert bounds(RETURNED, total(RETURNED, whole, *YEARS), total(RETURNED, part, *PART), start=ENACTED) == expected
    assert bounds(TAKEN, total(TAKEN, whole, *YEARS), total(TAKEN, part, *PART), start=ENACTED) == expected[::-1]


def test_of_a_whole_within_limits_the_part_raises_the_least_and_lowers_nothing() -> None:
    whole = total(RETURNED, 2, *YEARS, high=9)
    assert bounds(RETURNED, whole, total(RETURNED, 4, *PART, high=6), start=ENACTED) == (4, 9)
    assert bounds(RETURNED, whole, total(RETURNED, 4, *PART, high=12), start=ENACTED) == (4, 12)


@pytest.mark.parametrize("within", [True, False], ids=["a zero within", "a zero around"])
@pytest.mark.parametrize("grade", ["verified", "claimed", None])
@pytest.mark.parametrize(("low", "high"), [(0, 5), (2, 5), (3, 3)])
def test_a_stated_nothing_at_the_grade_never_widens(within: bool, grade: str | None, low: int, high: int) -> None:
    zero, other = (PART, YEARS) if within else (YEARS, PART)
    for field in (RETURNED, TAKEN):
        said = total(field, low, *other, grade, high=high)
        alone = bounds(field, said, start=ENACTED, grade="observed")
        beside = bounds(field, said, total(field, 0, *zero), start=ENACTED, grade="observed")
        assert min(alone) <= min(beside)
        assert max(beside) <= max(alone)


def test_a_part_below_the_grade_takes_nothing_from_its_whole() -> None:
    said = total(RETURNED, 5, *YEARS), total(RETURNED, 9, *PART, "claimed")
    assert bounds(RETURNED, *said, start=ENACTED, grade="observed") == (5, 9)


BEFORE = "2010-01-01", "2016-02-17"
LONG = "2010-01-01", "2026-03-15"


def test_of_a_whole_from_before_the_window_what_came_before_is_taken_away() -> None:
    whole = total(RETURNED, 10, *LONG)
    assert bounds(RETURNED, whole, start=ENACTED) == (0, 10)
    assert bounds(RETURNED, whole, total(RETURNED, 8, *BEFORE), start=ENACTED) == (2, 2)
    assert bounds(RETURNED, whole, total(RETURNED, 3, *BEFORE, high=8), start=ENACTED) == (2, 7)


def test_while_a_day_before_the_window_is_left_out_the_rest_may_lie_there() -> None:
    part = total(RETURNED, 8, "2010-01-02", "2016-02-17")
    assert bounds(RETURNED, total(RETURNED, 10, *LONG), part, start=ENACTED) == (0, 2)


@pytest.mark.parametrize(("grade", "expected"), [("verified", (2, 2)), ("claimed", (10, 2))])
def test_harm_is_shifted_to_before_the_window_only_at_the_grade(grade: str, expected: tuple[int, int]) -> None:
    said = total(TAKEN, 10, *LONG, "observed"), total(TAKEN, 8, *BEFORE, grade)
    assert bounds(TAKEN, *said, start=ENACTED, grade="observed") == expected


def test_an_event_belongs_to_the_narrowest_total_that_holds_it() -> None:
    said = total(RETURNED, 5, *YEARS), total(RETURNED, 3, *PART)
    assert bounds(RETURNED, *said, back("2020-05-01", count=2), start=ENACTED) == (5, 5)
    assert bounds(RETURNED, *said, back("2020-05-01", count=4), start=ENACTED) == (5, 5)
    assert bounds(RETURNED, *said, back("2018-05-01", count=4), start=ENACTED) == (7, 7)


CUTS = [date(2010, 1, 1), date(2013, 1, 1), ENACTED, date(2019, 1, 1), date(2022, 1, 1), date(2026, 3, 16)]
PIECES = [(first, second - timedelta(days=1)) for first, second in pairwise(CUTS)]


@st.composite
def nested(draw: st.DrawFn) -> list[tuple[int, int, int, int]]:
    """Up to four totals over runs of pieces, each apart from or within the others: first and last piece, low, high."""
    made: list[tuple[int, int, int, int]] = []
    for _ in range(draw(st.integers(1, 4))):
        first = draw(st.integers(0, 4))
        last = draw(st.integers(first, 4))
        low = draw(st.integers(0, 3))
        made.append((first, last, low, draw(st.integers(low, 3))))
    for (a, b, *_), (c, d, *_) in combinations(made, 2):
        assume((a, b) != (c, d))  # two totals of one span are a dispute
        assume(b < c or d < a or (a <= c and d <= b) or (c <= a and b <= d))
    return made


@given(nested())
def test_what_the_totals_allow_lies_between_the_least_and_the_most(made: list[tuple[int, int, int, int]]) -> None:
    """Every way to spread people over the pieces that all totals allow; what no total covers is left empty."""
    covered = {piece for first, last, *_ in made for piece in range(first, last + 1)}
    possible = {
        sum(spread[2:])  # the window begins with the third piece
        for spread in product(*[range(4) if piece in covered else [0] for piece in range(5)])
        if all(low <= sum(spread[first : last + 1]) <= high for first, last, low, high in made)
    }
    for field in (RETURNED, TAKEN):
        said = [total(field, low, *map(str, (PIECES[a][0], PIECES[b][1])), high=high) for a, b, low, high in made]
        least, most = sorted(bounds(field, *said, start=ENACTED, grade="observed"))
        assert all(least <= each <= most for each in possible)


# Closing: what shows that nothing more was done, and for how long.


@pytest.mark.parametrize(("on", "best"), [("2024-03-15", 0), ("2024-03-14", UNBOUNDED)])
def test_a_search_closes_a_flow_until_it_is_older_than_the_reading_allows(on: str, best: float) -> None:
    assert bounds(RETURNED, search(RETURNED, on), start=ENACTED) == (0, best)


def test_a_search_that_is_too_old_is_named_as_the_doubt() -> None:
    assert seen(RETURNED, search(RETURNED, "2024-03-14"), start=ENACTED).reasons == {Reason.STALE}


def test_without_a_limit_of_age_an_old_search_closes_a_flow() -> None:
    assert bounds(RETURNED, search(RETURNED, "2017-01-01"), start=ENACTED, age=None) == (0, 0)


@pytest.mark.parametrize(("end", "best"), [("2024-03-15", 3), ("2024-03-14", UNBOUNDED)])
def test_a_total_closes_a_flow_as_long_as_a_search_does(end: str, best: float) -> None:
    assert bounds(RETURNED, total(RETURNED, 3, "2016-02-18", end), start=ENACTED) == (3, best)


@pytest.mark.parametrize(("start", "best"), [("2016-02-18", 3), ("2016-02-19", UNBOUNDED)])
def test_a_total_that_begins_after_the_window_leaves_it_open(start: str, best: float) -> None:
    assert bounds(RETURNED, total(RETURNED, 3, start, "2026-03-15"), start=ENACTED) == (3, best)


def test_a_gap_between_totals_longer_than_the_age_of_evidence_leaves_the_window_open() -> None:
    first = total(RETURNED, 1, "2016-02-18", "2018-12-31")
    assert bounds(RETURNED, first, total(RETURNED, 2, "2021-01-01", "2026-03-15"), start=ENACTED) == (3, 3)
    assert bounds(RETURNED, first, total(RETURNED, 2, "2021-01-02", "2026-03-15"), start=ENACTED) == (3, UNBOUNDED)


def test_an_event_closes_nothing() -> None:
    assert bounds(RETURNED, back("2026-03-15"), start=date(2026, 3, 15)) == (1, UNBOUNDED)


def test_a_total_stated_as_unknown_closes_nothing() -> None:
    unknown = total(RETURNED, None, "2016-02-18", "2026-03-15", unknown=True)
    assert bounds(RETURNED, unknown, start=ENACTED) == (0, UNBOUNDED)
    harm = total(TAKEN, None, "2016-02-18", "2026-03-15", unknown=True)
    assert bounds(TAKEN, harm, start=ENACTED) == (UNBOUNDED, 0)


# Verification.


@pytest.mark.parametrize(("grade", "worst"), [("verified", 2), ("observed", 2), ("reported", 0), (None, 0)])
def test_a_favourable_event_counts_from_the_grade_on_and_below_it_only_raises_hope(
    grade: str | None, worst: int
) -> None:
    assert bounds(RETURNED, back("2018-01-01", grade, count=2), CLOSED, grade="observed") == (worst, 2)


def test_where_the_reading_lets_assertions_raise_nothing_a_claimed_event_adds_nothing() -> None:
    assert bounds(RETURNED, back("2018-01-01", "claimed"), CLOSED, grade="observed", below="unmet") == (0, 0)


def test_a_total_stated_as_unknown_is_unknown_even_where_assertions_raise_nothing() -> None:
    """It asserts nothing that could be unproven."""
    unknown = total("captives.japan.returned", None, "2016-02-18", "2026-03-15", grade=None, unknown=True)
    assert bounds("captives.japan.returned", unknown, grade="verified", below="unmet") == (0, UNBOUNDED)


def test_a_refuted_event_adds_nothing() -> None:
    assert bounds(RETURNED, back("2018-01-01", "refuted"), CLOSED) == (0, 0)


@pytest.mark.parametrize("grade", ["verified", "claimed", None])
def test_an_event_of_harm_counts_at_any_grade(grade: str | None) -> None:
    none_else = total(TAKEN, 0, "2016-02-18", "2026-03-15")
    assert bounds(TAKEN, none_else, taken("2018-01-01", grade, 2), start=ENACTED, grade="verified") == (2, 2)


@pytest.mark.parametrize(("grade", "worst"), [("verified", 0), ("reported", UNBOUNDED), (None, UNBOUNDED)])
def test_that_there_was_no_harm_is_a_claim_of_compliance_and_needs_the_grade(grade: str | None, worst: float) -> None:
    none = total(TAKEN, 0, "2016-02-18", "2026-03-15", grade)
    assert bounds(TAKEN, none, start=ENACTED, grade="observed") == (worst, 0)


def test_a_search_closes_no_flow_of_harm() -> None:
    assert bounds(TAKEN, search(TAKEN, "2026-03-15"), start=ENACTED) == (UNBOUNDED, 0)


@pytest.mark.parametrize(
    ("start", "end", "worst"),
    [
        ("2016-02-18", "2026-03-15", 0),
        ("2016-02-19", "2026-03-15", UNBOUNDED),
        ("2016-02-18", "2026-03-14", UNBOUNDED),
    ],
)
def test_no_harm_must_be_stated_for_every_day_of_the_window(start: str, end: str, worst: float) -> None:
    assert bounds(TAKEN, total(TAKEN, 0, start, end), start=ENACTED) == (worst, 0)


def test_totals_of_no_harm_that_meet_cover_the_window_and_a_day_between_them_opens_it() -> None:
    first = total(TAKEN, 0, "2016-02-18", "2020-12-31")
    assert bounds(TAKEN, first, total(TAKEN, 0, "2021-01-01", "2026-03-15"), start=ENACTED) == (0, 0)
    assert bounds(TAKEN, first, total(TAKEN, 0, "2021-01-02", "2026-03-15"), start=ENACTED) == (UNBOUNDED, 0)


def test_harm_that_is_known_makes_a_test_fail_though_the_window_is_open() -> None:
    assert bounds(TAKEN, taken("2018-01-01", count=2), start=ENACTED) == (UNBOUNDED, 2)


# The window.


@pytest.mark.parametrize(("on", "expected"), [("2016-02-18", (1, 1)), ("2016-02-17", (0, 0))])
def test_an_event_counts_from_the_first_day_of_the_window(on: str, expected: tuple[int, int]) -> None:
    assert bounds(RETURNED, back(on), CLOSED, start=ENACTED) == expected


@pytest.mark.parametrize(("as_of", "worst"), [(date(2018, 5, 9), 1), (date(2018, 5, 8), 0)])
def test_an_event_counts_up_to_the_day_of_judgement(as_of: date, worst: int) -> None:
    assert bounds(RETURNED, back("2018-05-09"), as_of=as_of).worst == worst


@pytest.mark.parametrize("on", ["2016-02", "2016"])
def test_an_event_across_the_start_of_the_window_is_unknown_for_it(on: str) -> None:
    found = seen(RETURNED, back(on), CLOSED, start=ENACTED)
    assert (found.worst, found.best) == (0, 1)
    assert found.reasons == {Reason.STATED_UNKNOWN}


def test_an_event_across_the_day_of_judgement_is_unknown_for_it() -> None:
    assert bounds(RETURNED, back("2026-03"), CLOSED, start=ENACTED) == (0, 1)


def test_a_total_across_the_start_of_the_window_may_lie_before_it() -> None:
    assert bounds(RETURNED, total(RETURNED, 3, "2010-01-01", "2026-03-15"), start=ENACTED) == (0, 3)


def test_harm_across_the_start_of_the_window_may_lie_before_it() -> None:
    none = total(TAKEN, 0, "2016-02-18", "2026-03-15")
    assert bounds(TAKEN, none, taken("2016-02"), start=ENACTED) == (1, 0)


# Reversal.


def test_a_reversed_event_is_gone_unless_the_reading_counts_gross() -> None:
    undone = back("2018-01-01"), act("reverse", "2019-01-01", of="back-2018-01-01"), CLOSED
    assert bounds(RETURNED, *undone) == (0, 0)
    assert bounds(RETURNED, *undone, gross=True) == (1, 1)


def test_the_order_in_the_file_changes_nothing() -> None:
    said = [
        back("2018-01-01", id="a"),
        back("2018-01-01", "claimed", id="b"),
        total(RETURNED, 3, "2019-01-01", "2019-12-31"),
        CLOSED,
    ]
    assert bounds(RETURNED, *said, grade="observed") == bounds(RETURNED, *reversed(said), grade="observed") == (4, 5)
