"""Tables say, place by place, what the connective says of single statuses; axes that change nothing are dropped."""

from collections.abc import Callable
from itertools import product

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance import Status
from compliance.explanation.tables import MOST_AXES, Table, TooWideError, always, at_least, table_of
from compliance.status import at_least as at_least_of

STATUSES = st.sampled_from(list(Status))


def tabled(axes: str, find: Callable[[tuple[int, ...]], Status]) -> Table:
    """What is found at every place of these axes, of two places each."""
    found = numpy.empty([2] * len(axes), dtype=object)
    for places in product((0, 1), repeat=len(axes)):
        found[places] = find(places)
    return table_of(tuple(axes), found == Status.MET, found == Status.UNMET)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    axes = draw(st.lists(st.sampled_from("abcd"), unique=True, max_size=3))
    found = draw(st.lists(STATUSES, min_size=2 ** len(axes), max_size=2 ** len(axes)))
    places = dict(zip(product((0, 1), repeat=len(axes)), found, strict=True))
    return tabled("".join(axes), places.__getitem__)


def every_place() -> list[frozenset[str]]:
    return [frozenset(a for a, there in zip("abcd", each, strict=True) if there) for each in product((0, 1), repeat=4)]


@given(st.lists(tables(), max_size=4), st.integers(0, 4))
def test_tables_are_joined_place_by_place(parts: list[Table], needed: int) -> None:
    joined = at_least(needed, parts)
    for places in every_place():
        assert joined.at(places) is at_least_of(needed, [part.at(places) for part in parts])


@given(tables())
def test_the_least_sets_are_those_of_which_no_part_by_one_less_holds(table: Table) -> None:
    least = set(table.least([Status.MET]))
    inside = [places for places in every_place() if places <= set(table.axes)]
    holds = {places for places in inside if table.at(places) is Status.MET}
    assert least == {places for places in holds if not any(places - {axis} in holds for axis in places)}


def test_an_axis_along_which_nothing_changes_is_dropped() -> None:
    assert tabled("ab", lambda places: Status.MET if places[1] else Status.UNMET).axes == ("b",)
    assert at_least(0, [tabled("a", lambda places: list(Status)[places[0]])]).axes == ()


def test_more_axes_than_are_tabled_are_refused() -> None:
    parts = [tabled(chr(97 + n), lambda places: Status.MET if places[0] else Status.UNMET) for n in range(30)]
    assert len(at_least(MOST_AXES, parts[:MOST_AXES]).axes) == MOST_AXES
    with pytest.raises(TooWideError):
        at_least(30, parts)


def test_a_table_of_nothing_is_its_status() -> None:
    assert always(Status.UNKNOWN).at(()) is Status.UNKNOWN
    assert always(Status.MET).least([Status.MET]) == [frozenset()]
