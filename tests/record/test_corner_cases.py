"""Corners of the record: dates that overlap, bounds that are straddled, statements that replace one another."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.days import month_of, read_span
from compliance.record.extent import extent
from compliance.record.fold import fold
from compliance.record.standard import Reason, View
from compliance.record.vocabulary import fields
from conftest import AS_OF, ENACTED, act, bounds, fact, folded, search, seen, stated, total

INSPECTORS = "un_verification.inspectors"
TERMS = "un_verification.access_terms_agreed"
HELD = "captives.united_states.held"
RETURNED = "captives.japan.returned"
TAKEN = "captives.japan.taken"
ADMITTED = act("admit_inspectors", "2020-01-01", id="a", body="IAEA", count=4)


# "Actions fold by date, ties in file order."
def test_a_reversal_reversed_on_the_same_day_restores_the_act() -> None:
    undone, redone = act("reverse", "2021-01-01", id="r", of="a"), act("reverse", "2021-01-01", id="s", of="r")
    assert bounds(INSPECTORS, ADMITTED, undone, redone) == bounds(INSPECTORS, ADMITTED)


# "A stock … is its last statement, moved by later deltas."
def test_a_change_on_the_day_of_a_statement_may_be_in_it_already() -> None:
    released = act("release_captives", "2018-05-09", country="united_states", count=3)
    assert bounds(HELD, fact(HELD, 3, "2018-05-09"), released) == (3, 0)


def test_a_change_in_the_month_of_a_statement_may_have_come_before_it() -> None:
    released = act("release_captives", "2018-05", country="united_states", count=3)
    assert bounds(HELD, fact(HELD, 3, "2018-05-20"), released) == (3, 0)


# "several sources on one field and date make the hull of theirs and are listed as a dispute"
def test_a_change_between_two_statements_of_one_day_does_not_hide_their_dispute() -> None:
    said = fact(INSPECTORS, 5, "2020-01-01"), ADMITTED, act("expel_inspectors", "2020-01-01")
    assert Reason.DISPUTED in seen(INSPECTORS, *said).reasons


# "adding an entry or action that is better for its field … never lowers a status".
def test_inspectors_admitted_on_the_day_of_a_dispute_do_not_settle_it_for_the_worse() -> None:
    present, sent_out = fact(INSPECTORS, 5, "2020-01-01"), act("expel_inspectors", "2020-01-01")
    assert bounds(INSPECTORS, present, ADMITTED, sent_out).best >= bounds(INSPECTORS, present, sent_out).best


def test_a_dispute_from_before_the_window_is_not_settled_by_its_worse_side() -> None:
    disputed = fact(TERMS, True, "2010-01-01"), fact(TERMS, False, "2010-01-01")
    assert bounds(TERMS, *disputed, start=ENACTED) == (0, 1)


# "A stock … is its last statement": what it replaced bears on nothing.
@pytest.mark.parametrize("on", ["2010-01-01", "2016-02-17"])
def test_a_statement_replaced_before_the_window_bears_on_nothing(on: str) -> None:
    last = fact(INSPECTORS, 20, on)
    assert bounds(INSPECTORS, fact(INSPECTORS, 3, "2005-01-01"), last, start=ENACTED) == bounds(
        INSPECTORS, last, start=ENACTED
    )


# "An entry whose date straddles a bound is unknown for it."
def test_a_search_does_not_settle_what_was_done_across_the_start_of_the_window() -> None:
    assert bounds(TERMS, fact(TERMS, True, "2016-02"), search(TERMS, "2026-01-01"), start=ENACTED) == (0, 1)


# "a favourable entry counts if it came about within the window"; 1: a search "counts as nothing done".
def test_a_favourable_change_before_the_window_does_not_silence_a_search() -> None:
    before = act("admit_inspectors", "2010-01-01", body="IAEA", count=4)
    assert bounds(INSPECTORS, before, search(INSPECTORS, "2026-01-01"), start=ENACTED) == (0, 0)


# "unless the answer to the verification question says they leave it unmet"
@pytest.mark.parametrize("on", ["2016-02-18", "2016-02"])
def test_an_assertion_that_may_raise_nothing_raises_nothing_whatever_its_date(on: str) -> None:
    said = fact(TERMS, False, "2015-01-01"), fact(TERMS, True, on, "claimed")
    assert bounds(TERMS, *said, start=ENACTED, grade="verified", below="unmet") == (0, 0)


# five reasons for one status; what is stated as unknown asserts nothing.
def test_what_is_stated_as_unknown_is_not_asserted() -> None:
    assert seen(TERMS, fact(TERMS, unknown=True, grade=None), grade="verified").reasons == {Reason.STATED_UNKNOWN}


# a flow adds up; an event is not counted twice.
def test_an_event_that_may_lie_within_a_total_is_not_surely_added_to_it() -> None:
    came_home = act("release_captives", "2018", country="japan", count=3)
    whole = total(RETURNED, 3, "2018-03-01", "2026-03-15")
    assert bounds(RETURNED, whole, came_home, search(RETURNED, "2026-03-15")) == (3, 6)


# the same evidence is fresh or stale, whichever kind of field it speaks of.
@pytest.mark.parametrize("on", ["2026-02-28", "2026-02-27"])
def test_a_search_grows_stale_on_the_same_day_for_a_flow_and_for_a_stock(on: str) -> None:
    leap_day = date(2028, 2, 29)
    stock = bounds(TERMS, search(TERMS, on), as_of=leap_day).best == 0
    assert (bounds(RETURNED, search(RETURNED, on), as_of=leap_day).best == 0) is stock


# "Everything after `as_of` is ignored".
def test_a_search_made_after_the_day_of_judgement_is_ignored() -> None:
    assert bounds(TERMS, search(TERMS, "2021-01-01"), as_of=date(2020, 12, 31)) == (0, 1)


# what is not known yet is ignored; so it cannot replace what was known.
@pytest.mark.parametrize(
    "rest", [{"published": "2027-01-01"}, {"provenance": "unverified"}, {"grade": "refuted"}], ids=str
)
def test_a_fact_that_is_left_out_replaces_nothing(rest: dict[str, Any]) -> None:
    own = fact(INSPECTORS, 9, **rest)
    found = fold([*stated([fact(INSPECTORS, 3)]), *stated([own], "case")], [], as_of=AS_OF)
    assert [entry.low for entry in found.ledger(INSPECTORS)] == [3]


# Whatever is printed can be read again (4.2: "a day, a month or a span").
@given(st.dates(date(1, 1, 1), date(999, 12, 31)))
def test_a_month_of_an_early_year_prints_as_it_is_written(day: date) -> None:
    assert read_span(str(month_of(day))) == month_of(day)


# "Integers, fractions and dates": a flag is 0 or 1, also at the upper end of what is shown.
def test_a_flag_is_a_number_once_it_is_folded() -> None:
    assert type(bounds(TERMS, fact(TERMS, True)).best) is int


def test_an_older_year_without_harm_does_not_reopen_the_years_that_were_covered() -> None:
    early = date(2015, 12, 31)
    view = View(early, date(2010, 1, 1), None, "unknown", 24)
    covered, older = total(TAKEN, 0, "2010-01-01", "2015-12-31"), total(TAKEN, 0, "1990-01-01", "1990-12-31")
    before = extent(fields()[TAKEN], folded(covered, as_of=early).ledger(TAKEN), view)
    after = extent(fields()[TAKEN], folded(older, covered, as_of=early).ledger(TAKEN), view)
    assert after.worst <= before.worst
