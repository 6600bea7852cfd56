"""Strong Kleene logic, by its tables and against every completion of what is unknown."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.status import Status, all_of, any_of, at_least, negate

MET, UNMET, UNKNOWN = Status.MET, Status.UNMET, Status.UNKNOWN
STATUSES = st.sampled_from(Status)


@pytest.mark.parametrize(("given", "expected"), [(MET, UNMET), (UNMET, MET), (UNKNOWN, UNKNOWN)])
def test_negation_exchanges_met_and_unmet_and_leaves_unknown(given: Status, expected: Status) -> None:
    assert negate(given) is expected


@pytest.mark.parametrize(
    ("left", "right", "both", "either"),
    [
        (MET, MET, MET, MET),
        (MET, UNKNOWN, UNKNOWN, MET),
        (MET, UNMET, UNMET, MET),
        (UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN),
        (UNKNOWN, UNMET, UNMET, UNKNOWN),
        (UNMET, UNMET, UNMET, UNMET),
    ],
)
def test_all_and_any_follow_the_strong_kleene_tables(left: Status, right: Status, both: Status, either: Status) -> None:
    assert all_of([left, right]) is all_of([right, left]) is both
    assert any_of([left, right]) is any_of([right, left]) is either


def test_all_of_nothing_is_met_and_any_of_nothing_is_unmet() -> None:
    assert all_of([]) is MET
    assert any_of([]) is UNMET


@pytest.mark.parametrize(
    ("needed", "statuses", "expected"),
    [
        (2, [MET, MET, UNMET], MET),
        (2, [MET, UNKNOWN, UNMET], UNKNOWN),
        (2, [MET, UNMET, UNMET], UNMET),
        (2, [UNKNOWN, UNKNOWN, UNMET], UNKNOWN),
        (3, [MET, MET], UNMET),
        (0, [UNMET], MET),
    ],
)
def test_at_least_is_met_once_enough_are_and_unmet_once_too_few_can_be(
    needed: int, statuses: list[Status], expected: Status
) -> None:
    assert at_least(needed, iter(statuses)) is expected


def completions(statuses: list[Status]) -> list[tuple[Status, ...]]:
    """Every way in which the unknown could turn out."""
    return list(product(*[[MET, UNMET] if each is UNKNOWN else [each] for each in statuses]))


@given(st.integers(0, 5), st.lists(STATUSES, max_size=5))
def test_at_least_says_met_or_unmet_exactly_where_every_completion_agrees(needed: int, statuses: list[Status]) -> None:
    outcomes = {each.count(MET) >= needed for each in completions(statuses)}
    expected = UNKNOWN if len(outcomes) == 2 else MET if outcomes == {True} else UNMET
    assert at_least(needed, statuses) is expected


@given(st.lists(STATUSES, max_size=5))
def test_all_is_the_negation_of_any_of_the_negations(statuses: list[Status]) -> None:
    assert all_of(statuses) is negate(any_of(map(negate, statuses)))


@pytest.mark.parametrize("status", Status)
def test_a_status_has_no_truth_value(status: Status) -> None:
    with pytest.raises(TypeError, match="compare it with `is`"):
        bool(status)
