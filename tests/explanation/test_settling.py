"""What is worth finding out: ranked as counting one by one ranks it, and nothing is listed that cannot matter."""

from collections.abc import Iterator
from functools import cache
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compliance import Status, load_case, load_rules, settling
from compliance.explanation.ends import Ends
from compliance.judgement.fast import status_of
from compliance.record.vocabulary import fields

RULES = load_rules()
CASES = ("record", "suspension-not-termination", "hanoi-2019-united-states-ask", "nuclear-only")
READINGS = ("plain", "strict", "lenient")
pytestmark = pytest.mark.xdist_group("settling")  # a record is looked at once


@cache
def ends(case: str, reading: str) -> Ends:
    return Ends.of_case(load_case(case), RULES, RULES.interpretation(reading))


def judged(found: Ends, places: dict[str, str]) -> tuple[Status, ...]:
    """The statuses of all provisions where every test is weighed anew, with each open fact at its place."""
    shown = found.gauges.found.copy()
    for slot, axis in found.axis_of.items():
        value = found.known(slot, places[axis])
        shown[slot] = shown[slot]._replace(worst=value, best=value)
    tests = [status_of(test, shown) for test in found.plan.tests]
    return found.tree.verdict({matter: found.plan.range(matter, tests) for matter in found.plan.rungs}).statuses


def each_way(found: Ends, axes: list[str]) -> Iterator[dict[str, str]]:
    for at in product(*(found.places[axis] for axis in axes)):
        yield {axis: places[0] for axis, places in found.places.items()} | dict(zip(axes, at, strict=True))


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("case", CASES)
@settings(max_examples=20, deadline=None)
@given(data=st.data())
def test_wherever_the_open_facts_stand_every_provision_is_as_weighing_all_tests_anew_finds_it(
    case: str, reading: str, data: st.DataObject
) -> None:
    found = ends(case, reading)
    places = {axis: data.draw(st.sampled_from(each), axis) for axis, each in found.places.items()}
    expected = judged(found, places)
    for number, provision in enumerate(found.tree.provisions):
        if provision.matter:
            table = found.of(provision.path)
            at = {axis: found.places[axis].index(places[axis]) for axis in table.axes}
            assert table.place(at) is expected[number], provision.path
        assert found.knowing(number, places) is expected[number], provision.path


@pytest.mark.parametrize("reading", READINGS)
@pytest.mark.parametrize("case", ["record"])
def test_a_fact_decides_as_often_as_counting_one_by_one_finds(case: str, reading: str) -> None:
    found, counted = ends(case, reading), 0
    for number, provision in enumerate(found.tree.provisions):
        if not provision.matter or found.status(number) is not Status.UNKNOWN:
            continue
        told = settling(load_case(case), provision.number, RULES, reading=reading)
        axes = found.facts_of(number)
        if told.of.path != provision.path or told.ways > 250:
            continue
        deciding = told.facts
        names = [each.pattern for each in deciding]
        for fact in deciding:
            others = [axis for axis in names if axis != fact.pattern]
            decides = 0
            for way in each_way(found, others):
                first, last = (
                    judged(found, way | {fact.pattern: found.places[fact.pattern][end]})[number] for end in (0, -1)
                )
                decides += first is not last
            assert decides == fact.decides, (provision.number, fact.pattern)
            counted += 1
        assert set(told.idle) == set(axes) - set(names)
    assert counted


@pytest.mark.parametrize("goal", ["suspension", "termination"])
def test_of_a_goal_that_is_settled_nothing_open_is_worth_finding_out(goal: str) -> None:
    found = settling(load_case("record"), goal)
    assert (found.status, found.facts) == (Status.UNMET, ())
    assert found.idle


def test_the_fact_that_can_rule_a_suspension_out_by_itself_comes_first_under_the_lenient_reading() -> None:
    found = settling(load_case("record"), "suspension", reading="lenient")
    first = found.facts[0]
    assert first.pattern == "counterfeiting.production_ceased"
    assert first.alone == (Status.UNMET,)
    assert first.conditions == ("401(a)(1)",)
    assert any("Secret Service" in each for each in first.known_by)


def test_what_is_held_against_something_open_is_also_taken_as_just_enough() -> None:
    found = settling(load_case("record"), "401(a)(4)")
    taken = next(each for each in found.facts if each.pattern == "captives.*.taken")
    assert 0 < taken.decides < taken.ways  # more newly taken undo just enough returned, and not any number


@pytest.mark.parametrize("name", ["no-such-goal", "401(a)(99)", ""])
def test_a_provision_that_is_not_judged_is_a_key_error(name: str) -> None:
    with pytest.raises(KeyError):
        settling(load_case("record"), name)


def test_all_fields_of_a_fact_are_open_ones_of_its_kind() -> None:
    for fact in settling(load_case("record"), "401(a)(4)").facts:
        assert all(each == fields()[each.path] for each in fact.open)
        assert len({each.path.rpartition(".")[2] for each in fact.open}) == 1
