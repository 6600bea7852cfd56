"""What is weighed over tables is, place by place, what the specification weighs."""

import math
from fractions import Fraction
from functools import partial
from types import SimpleNamespace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.explanation.tables import Amounts, amounts
from compliance.explanation.weighing import weighed
from compliance.judgement.gauge import weigh
from compliance.record.standard import Bound, FieldFinding
from compliance.record.vocabulary import fields

FIELD = fields()["captives.japan.returned"]
SIZES: list[int | Fraction] = [0, 0, 0, 1, 2, 5, Fraction(1, 3), Fraction(1, 2)]
NUMBERS = st.sampled_from(SIZES)
AXES = ("a", "b")


@st.composite
def ranges(draw: st.DrawFn, less: bool = False) -> tuple[Bound, Bound]:
    """From worst to best: of harm and of a whole from more to less, either end perhaps without limit."""
    low, high = sorted([draw(NUMBERS), draw(NUMBERS)])
    top: Bound = draw(st.sampled_from([high, math.inf]))
    return (top, low) if less else (low, top)


@st.composite
def lists(draw: st.DrawFn, less: bool) -> list[tuple[str, list[tuple[Bound, Bound]]]]:
    """Some quantities, each with the axis on which it depends and what it is at each place."""
    return [
        (draw(st.sampled_from(AXES)), [draw(ranges(less)), draw(ranges(less))]) for _ in range(draw(st.integers(0, 2)))
    ]


def over(listed: list[tuple[str, list[tuple[Bound, Bound]]]]) -> list[Amounts]:
    return [amounts([(axis, 2)], partial(_there, values)) for axis, values in listed]


def _there(values: list[tuple[Bound, Bound]], places: tuple[int, ...]) -> tuple[Bound, Bound]:
    return values[places[0]]


def at(listed: list[tuple[str, list[tuple[Bound, Bound]]]], there: frozenset[str]) -> list[FieldFinding]:
    return [FieldFinding(FIELD, *values[axis in there], (), frozenset()) for axis, values in listed]


@settings(max_examples=800)
@given(
    st.sampled_from(["", "net", "clean"]), st.booleans(), NUMBERS, st.sampled_from([None, None, True, False]),
    lists(False), lists(True), lists(True), lists(True),
)  # fmt: skip
def test_a_table_of_a_test_says_what_the_test_says_at_every_place(
    net: str, upward: bool, constant: Any, empty: bool | None, extents: Any, against: Any, known: Any, wholes: Any
) -> None:
    asked: Any = SimpleNamespace(net=net, constant=constant, empty=empty, test=SimpleNamespace(upward=upward))
    found = weighed(asked, over(extents), over(against), over(known), over(wholes))
    for there in map(frozenset, ((), ("a",), ("b",), ("a", "b"))):
        expected = weigh(asked, at(extents, there), at(against, there), at(known, there), at(wholes, there))
        assert found.at(there) is expected.status
