"""What would turn a verdict, each held to the specification: judged again with what is withdrawn, weaker or another."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import Any

import pytest

from compliance import Case, Status, fragility, judge, load_case
from compliance.explanation.fragility import Fragility, Turned

CASES = [
    ("suspension-not-termination", "suspension"),
    ("record-2026-03-15", "termination"),
    ("all-but-captives", "suspension"),
]
of_cases = pytest.mark.parametrize(("name", "goal"), CASES)


@cache
def found(name: str, goal: str) -> Fragility:
    return fragility(load_case(name), goal)


def turned(case: Case, goal: str, base: Case) -> set[Turned]:
    """What the specification finds otherwise, of the goal and of its conditions."""
    now, then = judge(base).result(goal), judge(case, as_of=base.as_of).result(goal)
    other = {each.path: each.status for each in then.walk()}
    told = [each for each in now.walk() if each.decided or each is now]
    return {Turned(each.number, each.status, other[each.path]) for each in told if other[each.path] is not each.status}


def changed(case: Case, names: set[str], change: Callable[[Any], Any]) -> Case:
    """The case with these facts and actions as they are changed; None takes them away."""
    facts = [(each, change(each.fact) if (each.fact.id or each.origin) in names else each.fact) for each in case.facts]
    actions = [change(each) if each.id in names else each for each in case.actions]
    return replace(
        case,
        facts=tuple(each._replace(fact=fact) for each, fact in facts if fact is not None),
        actions=tuple(each for each in actions if each is not None),
    )


def said(key: str, value: object) -> Callable[[Any], Any]:
    """The entry with another value of this key."""
    return lambda entry: entry.model_copy(update={key: value})


@of_cases
def test_what_is_withdrawn_turns_just_what_is_said_and_no_part_of_a_pair_turns_the_goal(name: str, goal: str) -> None:
    case = load_case(name)
    for each in found(name, goal).withdrawn[:12]:
        gone = changed(case, set(each.names), lambda _: None)
        assert set(each.turned) == turned(gone, goal, case), each.names
        for alone in each.names if len(each.names) > 1 else ():
            part = changed(case, {alone}, lambda _: None)
            assert judge(part).result(goal).status is judge(case).result(goal).status


@of_cases
def test_what_is_not_named_could_be_withdrawn_and_turns_nothing(name: str, goal: str) -> None:
    case = load_case(name)
    named = {each.names[0] for each in found(name, goal).withdrawn if len(each.names) == 1}
    others = [each.id for each in case.actions if each.id not in named][:12]
    for other in others:
        assert turned(changed(case, {other}, lambda _: None), goal, case) == set(), other


@of_cases
def test_a_lower_grade_turns_just_what_is_said(name: str, goal: str) -> None:
    case = load_case(name)
    for each in found(name, goal).weakened[:8]:
        weaker = changed(case, {each.name}, said("verification", each.grade))
        assert set(each.turned) == turned(weaker, goal, case), each.name


def test_a_number_turns_at_the_value_that_is_named_and_not_one_nearer() -> None:
    case, goal = load_case("suspension-not-termination"), "suspension"
    numbers = [each for each in found(case.id, goal).moved if "$.facts" in each.name]
    assert numbers
    for each in numbers[:8]:
        nearer = each.turns_at + (1 if each.turns_at < each.stated else -1)
        for value, told in ((each.turns_at, set(each.turned)), (nearer, set())):
            moved = changed(case, {each.name}, said("value", value))
            assert turned(moved, goal, case) == told, (each.name, value)


def test_a_verdict_passes_on_the_day_that_is_named_and_stands_on_its_eve() -> None:
    case, goal = load_case("suspension-not-termination"), "suspension"
    passed = next(each for each in found(case.id, goal).passed if each.turned.provision == "401(a)")
    assert judge(case, as_of=passed.day - timedelta(days=1)).result(goal).status is Status.MET
    assert judge(case, as_of=passed.day).result(goal).status is passed.turned.then


def test_a_goal_that_there_is_not_is_no_goal() -> None:
    with pytest.raises(KeyError):
        fragility(load_case("record"), "suspenssion")
