"""Facts and actions become ledgers, field by field, as the record stood and was known on a day."""

from collections.abc import Sequence
from datetime import date
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.days import Span
from compliance.record.evidence import Fact
from compliance.record.fold import Folded, fold
from compliance.record.vocabulary import Action, fields
from conftest import AS_OF, act, bounds, fact, folded, search, stated, total

INSPECTORS = "un_verification.inspectors"
TERMS = "un_verification.access_terms_agreed"
RETURNED = "captives.japan.returned"


def values(found: Folded, field: str) -> list[int]:
    return [int(entry.low) for entry in found.ledger(field)]


def why(found: Folded) -> list[str]:
    return [left.why for left in found.left_out]


def test_nothing_said_makes_no_ledger() -> None:
    found = folded()
    assert found.ledgers == {}
    assert [path for path in fields() if found.ledger(path)] == []
    assert found.left_out == ()


# As of, published, hindsight.


@pytest.mark.parametrize(("as_of", "left_out"), [(date(2020, 6, 1), []), (date(2020, 5, 31), ["after-as-of"])])
def test_a_fact_counts_from_its_day(as_of: date, left_out: list[str]) -> None:
    assert why(folded(fact(INSPECTORS, 3, "2020-06-01"), as_of=as_of)) == left_out


@pytest.mark.parametrize("hindsight", [True, False])
def test_not_even_hindsight_brings_in_what_came_later(hindsight: bool) -> None:
    assert why(folded(fact(INSPECTORS, 3, "2020-06-01"), as_of=date(2020, 5, 31), hindsight=hindsight)) == [
        "after-as-of"
    ]
    later = act("accept_standard", "2020-06-01")
    assert why(folded(later, as_of=date(2020, 5, 31), hindsight=hindsight)) == ["after-as-of"]


@pytest.mark.parametrize(("as_of", "left_out"), [(date(2021, 1, 1), []), (date(2020, 12, 31), ["published-later"])])
def test_a_fact_counts_once_it_is_published(as_of: date, left_out: list[str]) -> None:
    late = fact(INSPECTORS, 3, "2020-06-01", published="2021-01-01")
    assert why(folded(late, as_of=as_of)) == left_out
    assert why(folded(late, as_of=as_of, hindsight=True)) == []


def test_an_action_counts_once_it_is_published() -> None:
    late = act("admit_inspectors", "2020-06-01", body="IAEA", count=3, published="2021-01-01")
    assert values(folded(late, as_of=date(2020, 12, 31)), INSPECTORS) == []
    assert values(folded(late, as_of=date(2021, 1, 1)), INSPECTORS) == [3]
    assert values(folded(late, as_of=date(2020, 12, 31), hindsight=True), INSPECTORS) == [3]


@pytest.mark.parametrize(("as_of", "counted"), [(date(2020, 12, 31), 1), (date(2020, 12, 30), 0)])
def test_a_total_is_known_once_its_span_has_ended(as_of: date, counted: int) -> None:
    assert len(values(folded(total(RETURNED, 3, "2020-01-01", "2020-12-31"), as_of=as_of), RETURNED)) == counted


# Standing.


@pytest.mark.parametrize("provenance", ["unverified", "inferred"])
def test_what_this_project_has_not_seen_is_shown_and_left_out_unless_included(provenance: str) -> None:
    unseen = fact(INSPECTORS, 3, provenance=provenance)
    assert why(folded(unseen)) == [provenance]
    assert values(folded(unseen), INSPECTORS) == []
    assert values(folded(unseen, include_unverified=True), INSPECTORS) == [3]


def test_an_unverified_search_is_left_out_too() -> None:
    assert why(folded(search(TERMS, "2026-01-01", provenance="unverified"))) == ["unverified"]


@pytest.mark.parametrize(("hindsight", "unverified"), [(False, False), (True, False), (False, True)])
def test_what_is_refuted_is_left_out_whatever_is_asked(hindsight: bool, unverified: bool) -> None:
    said = fact(INSPECTORS, 3, grade="refuted"), act("accept_standard", "2020-01-01", "refuted")
    found = folded(*said, hindsight=hindsight, include_unverified=unverified)
    assert why(found) == ["refuted", "refuted"]
    assert values(found, INSPECTORS) == []


# A case stands on its baseline.


def case_on_record(baseline: Fact, own: Fact) -> Folded:
    return fold([*stated([baseline]), *stated([own], "case")], [], as_of=AS_OF)


def test_a_fact_of_the_case_replaces_the_baselines_of_the_same_field_and_date() -> None:
    found = case_on_record(fact(INSPECTORS, 3), fact(INSPECTORS, 9))
    assert values(found, INSPECTORS) == [9]
    assert [(left.why, left.by, left.entry.low) for left in found.left_out] == [("replaced", "case", 3)]


def test_a_fact_of_another_date_or_field_replaces_nothing() -> None:
    assert values(case_on_record(fact(INSPECTORS, 3), fact(INSPECTORS, 9, "2020-06-02")), INSPECTORS) == [3, 9]
    other = fact("humanitarian.international_staff", 9)
    assert values(case_on_record(fact(INSPECTORS, 3), other), INSPECTORS) == [3]


def test_a_total_of_the_case_replaces_the_baselines_of_the_same_span_only() -> None:
    first, same = total(RETURNED, 3, "2020-01-01", "2020-12-31"), total(RETURNED, 9, "2020-01-01", "2020-12-31")
    assert values(case_on_record(first, same), RETURNED) == [9]
    assert values(case_on_record(first, total(RETURNED, 9, "2021-01-01", "2021-12-31")), RETURNED) == [3, 9]


def test_facts_of_one_case_on_one_date_stand_together() -> None:
    assert values(folded(fact(INSPECTORS, 3), fact(INSPECTORS, 9)), INSPECTORS) == [3, 9]


def test_the_last_of_three_cases_is_the_one_that_stands() -> None:
    layers = [stated([fact(INSPECTORS, value)], case)[0] for case, value in [("a", 1), ("b", 2), ("c", 3)]]
    found = fold(layers, [], as_of=AS_OF)
    assert values(found, INSPECTORS) == [3]
    assert [left.by for left in found.left_out] == ["c", "c"]


def test_a_case_that_replaces_a_disputed_statement_replaces_both_its_sides() -> None:
    found = fold(
        [*stated([fact(INSPECTORS, 1), fact(INSPECTORS, 2)]), *stated([fact(INSPECTORS, 9)], "case")], [], as_of=AS_OF
    )
    assert values(found, INSPECTORS) == [9]


# Reversal.

ADMITTED = act("admit_inspectors", "2020-01-01", id="a", body="IAEA", count=4, sites_open="1/2")
UNDONE = act("reverse", "2021-01-01", id="r", of="a")
REDONE = act("reverse", "2022-01-01", id="s", of="r")
BASE = fact(INSPECTORS, 1, "2019-01-01")


@pytest.mark.parametrize(("as_of", "inspectors"), [(date(2020, 12, 31), 5), (date(2021, 1, 1), 1)])
def test_from_its_date_a_reversal_leaves_the_record_as_if_the_act_had_not_been(as_of: date, inspectors: int) -> None:
    assert bounds(INSPECTORS, BASE, ADMITTED, UNDONE, as_of=as_of) == (inspectors, inspectors)


@pytest.mark.parametrize("field", [INSPECTORS, TERMS, "un_verification.sites_open"])
def test_a_reversal_undoes_every_field_that_the_act_moved(field: str) -> None:
    assert bounds(field, BASE, ADMITTED, UNDONE) == bounds(field, BASE)


def test_a_reversed_act_is_shown_with_what_reversed_it() -> None:
    found = folded(ADMITTED, UNDONE)
    assert {(left.why, left.by, left.entry.field) for left in found.left_out} == {
        ("reversed", "r", INSPECTORS),
        ("reversed", "r", TERMS),
        ("reversed", "r", "un_verification.sites_open"),
    }


@pytest.mark.parametrize(("as_of", "inspectors"), [(date(2021, 12, 31), 1), (date(2022, 1, 1), 5)])
def test_a_reversal_that_is_itself_reversed_restores_the_act(as_of: date, inspectors: int) -> None:
    assert bounds(INSPECTORS, BASE, ADMITTED, UNDONE, REDONE, as_of=as_of) == (inspectors, inspectors)


@pytest.mark.parametrize("acts", list(permutations([ADMITTED, UNDONE, REDONE])))
def test_reversals_fold_by_date_whatever_the_order_in_the_file(acts: Sequence[Action]) -> None:
    assert bounds(INSPECTORS, BASE, *acts) == (5, 5)


def test_of_two_reversals_the_act_stays_undone_while_one_of_them_stands() -> None:
    second = act("reverse", "2021-06-01", id="r2", of="a")
    undone_again = act("reverse", "2022-01-01", id="s", of="r2")
    assert bounds(INSPECTORS, BASE, ADMITTED, UNDONE, second, undone_again) == (1, 1)


def test_a_reversal_published_later_is_not_known_yet_except_in_hindsight() -> None:
    secret = act("reverse", "2021-01-01", id="r", of="a", published="2025-01-01")
    assert not folded(ADMITTED, secret, as_of=date(2024, 12, 31)).left_out
    assert folded(ADMITTED, secret, as_of=date(2024, 12, 31), hindsight=True).left_out
    assert folded(ADMITTED, secret, as_of=date(2025, 1, 1)).left_out


@pytest.mark.parametrize(
    ("standing", "included"), [({"verification": "refuted"}, True), ({"provenance": "inferred"}, False)]
)
def test_a_reversal_that_is_refuted_or_was_not_seen_undoes_nothing(standing: dict[str, str], included: bool) -> None:
    doubtful = act("reverse", "2021-01-01", id="r", of="a", **standing)
    assert not folded(ADMITTED, doubtful).left_out
    assert bool(folded(ADMITTED, doubtful, include_unverified=True).left_out) is not included


def test_what_is_reversed_leaves_other_acts_alone() -> None:
    other = act("admit_inspectors", "2020-02-01", id="b", body="IAEA", count=2)
    assert bounds(INSPECTORS, BASE, ADMITTED, other, UNDONE) == (3, 3)


# Order and dates.


def test_a_ledger_is_in_order_of_date() -> None:
    days = ["2020-03", "2019-01-01", "2020", "2020-03-15", "2016"]
    ordered = ["2016", "2019-01-01", "2020-03-15", "2020-03", "2020"]
    found = folded(*[fact(INSPECTORS, 1, day) for day in days])
    assert [str(entry.span) for entry in found.ledger(INSPECTORS)] == ordered


SAID: list[Fact | Action] = [
    fact(INSPECTORS, 5, "2019-01-01"),
    fact(INSPECTORS, 0, "2022-01-01", "claimed"),
    total(RETURNED, 3, "2018-01-01", "2018-12-31"),
    search(TERMS, "2025-01-01"),
    act("admit_inspectors", "2020-01-01", id="admit", body="IAEA", count=3),
    act("expel_inspectors", "2021-01-01", id="expel"),
    act("reverse", "2023-01-01", id="undo", of="expel"),
    act("detain", "2019-05-01", id="detain", country="japan", count=2),
    act("release_captives", "2020-05-01", id="release", country="japan", count=1),
]


@given(st.permutations(SAID))
def test_the_order_of_the_file_does_not_matter_across_dates(said: list[Fact | Action]) -> None:
    was, now = folded(*SAID), folded(*said)
    without_ids = [
        {path: [entry._replace(id="") for entry in found.ledger(path)] for path in fields()} for found in (was, now)
    ]
    assert without_ids[0] == without_ids[1]
    assert {(left.entry.field, left.why, left.by) for left in was.left_out} == {
        (left.entry.field, left.why, left.by) for left in now.left_out
    }


ONE_DAY = [
    act("release_captives", "2018-05-09", id="release", country="united_states", count=3),
    act("detain", "2018-05-09", id="detain", country="japan", count=1),
    act("release_captives", "2018-05-09", id="claimed", grade="claimed", country="china", count=1),
    act("close_camp", "2018-05-09", id="close", camp="18", released=2),
    act("test_weapon", "2018-05-09", id="test", programme="nuclear", count=1),
]


@given(st.permutations(ONE_DAY))
def test_acts_of_one_day_commute_where_they_move_other_fields_or_add_to_flows(acts: list[Action]) -> None:
    for path in {move.field for each in ONE_DAY for move in each.moves()}:
        assert bounds(path, *acts) == bounds(path, *ONE_DAY)


@pytest.mark.parametrize("undone", [False, True])
def test_deltas_of_one_day_commute(undone: bool) -> None:
    first = act("release_captives", "2018-05-09", id="x", country="japan", count=1)
    second = act("detain", "2018-05-09", id="y", country="japan", count=2)
    reversal = [act("reverse", "2019-01-01", id="r", of="x")] if undone else []
    base, held = fact("captives.japan.held", 5, "2018-01-01"), "captives.japan.held"
    expected = (7, 7) if undone else (6, 6)
    assert bounds(held, base, first, second, *reversal) == bounds(held, base, second, first, *reversal) == expected


def test_a_search_covers_everything_up_to_its_day() -> None:
    (entry,) = folded(search(TERMS, "2025-01-01")).ledger(TERMS)
    assert entry.span == Span(date.min, date(2025, 1, 1))
