"""Every combination of answers to the open questions, counted: as the specification finds it, and as counting one by
one finds it.
"""

from functools import cache
from itertools import product

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from compliance import Status, judge, load_case, load_rules, under_answers
from compliance.cli.app import app
from compliance.explanation.answers import Answers, Joined, Leaf
from compliance.explanation.counts import Counts, count_of, counted, leaves_of
from compliance.explanation.tables import Table
from compliance.explanation.under_answers import UnderAnswers
from compliance.status import at_least

RULES = load_rules()
CASES = ("record", "suspension-not-termination")
MORE = ("hanoi-2019-united-states-ask", "all-claimed", "suspension-and-termination", "record-2018-08-01")
pytestmark = pytest.mark.xdist_group("answers")  # the tables of a case are made once


@cache
def tables(name: str) -> Answers:
    case = load_case(name)
    day = case.law_day(case.as_of, RULES.enacted) or case.as_of
    return Answers(case, RULES, RULES.interpretation("plain"), case.as_of, day)


@cache
def found(name: str, goal: str) -> UnderAnswers:
    return under_answers(load_case(name), goal)


def statuses(answers: Answers, structure: Leaf | Joined, said: dict[str, str]) -> dict[str, Status]:
    """Of a provision and of all below it, by path, at one combination of answers."""
    if isinstance(structure, Leaf):
        table = answers.leaf(structure)
        return {structure.path: table.place({axis: answers.ids[axis].index(said[axis]) for axis in table.axes})}
    below = [statuses(answers, each, said) for each in structure.below]
    own = at_least(structure.needed, [each[part.path] for each, part in zip(below, structure.below, strict=True)])
    return {structure.path: own} | {path: status for each in below for path, status in each.items()}


@pytest.mark.parametrize("name", CASES)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_at_any_combination_of_answers_every_provision_is_as_the_specification_finds_it(
    name: str, data: st.DataObject
) -> None:
    answers = tables(name)
    said = {question: data.draw(st.sampled_from(ids), question) for question, ids in answers.ids.items()}
    judged = judge(load_case(name), answers=said)
    for goal in RULES.goals.values():
        shown = statuses(answers, answers.structure(goal.provision, said), said)
        walked = {each.path: each.status for each in judged.result(goal.name).walk()}
        assert shown == walked


@pytest.mark.long
@pytest.mark.parametrize("name", [*CASES, *MORE])
@settings(max_examples=2_000, deadline=None)
@given(data=st.data())
def test_at_thousands_of_combinations_too(name: str, data: st.DataObject) -> None:
    answers = tables(name)
    said = {question: data.draw(st.sampled_from(ids), question) for question, ids in answers.ids.items()}
    judged = judge(load_case(name), answers=said)
    for goal in RULES.goals.values():
        shown = statuses(answers, answers.structure(goal.provision, said), said)
        assert shown == {each.path: each.status for each in judged.result(goal.name).walk()}


@pytest.mark.parametrize("provision", ["/us/usc/t22/s9251/a/4", "/us/usc/t22/s9252/2", "/us/usc/t22/s9251/a/5"])
def test_what_is_counted_is_what_counting_one_by_one_gives(provision: str) -> None:
    answers = tables("suspension-not-termination")
    counts, names = counted(answers, provision)
    one_by_one = dict.fromkeys(Status, 0)
    own = {name: choice.answer for name, choice in answers.base.choices.items()}
    for said in answers.each(names):
        structure = answers.structure(provision, said)
        one_by_one[statuses(answers, structure, own | said)[structure.path]] += 1
    assert counts == Counts(*(one_by_one[status] for status in (Status.MET, Status.UNKNOWN, Status.UNMET)))
    assert counts.all == numpy.prod([len(answers.ids[name]) for name in names])


AXES = {"a": 2, "b": 3, "c": 2, "d": 2, "e": 3}


class OfThree:
    """As much of a case under answers as counting asks for."""

    ids = {name: [str(place) for place in range(size)] for name, size in AXES.items()}


@st.composite
def structures(draw: st.DrawFn) -> tuple[Leaf | Joined, list[Table]]:
    """A small provision over conditions that share some of their axes."""
    leaves: list[Table] = []

    def made(depth: int) -> Leaf | Joined:
        if depth == 0 or draw(st.booleans()):
            axes = tuple(draw(st.lists(st.sampled_from(sorted(AXES)), unique=True, max_size=3)))
            shape = [AXES[axis] for axis in axes]
            size = int(numpy.prod(shape, dtype=int))
            cells = draw(st.lists(st.integers(0, 2), min_size=size, max_size=size))
            leaves.append(Table(axes, numpy.array(cells, numpy.int8).reshape(shape)))
            return Leaf(f"{len(leaves)}", "", "")
        below = tuple(made(depth - 1) for _ in range(draw(st.integers(1, 3))))
        return Joined("j", draw(st.integers(0, len(below))), below)

    return made(2), leaves


@given(drawn=structures())
def test_counting_by_conditions_gives_what_counting_one_by_one_gives(drawn: tuple[Leaf | Joined, list[Table]]) -> None:
    structure, leaves = drawn
    axes = sorted({axis for table in leaves for axis in table.axes})
    one_by_one = dict.fromkeys(Status, 0)

    def status(each: Leaf | Joined, places: dict[str, int]) -> Status:
        if isinstance(each, Leaf):
            table = leaves[int(each.path) - 1]
            return table.place({axis: places[axis] for axis in table.axes})
        return at_least(each.needed, [status(below, places) for below in each.below])

    for cell in product(*(range(AXES[axis]) for axis in axes)):
        one_by_one[status(structure, dict(zip(axes, cell, strict=True)))] += 1
    shown = count_of(structure, leaves, OfThree.ids)
    assert shown == Counts(*(one_by_one[each] for each in (Status.MET, Status.UNKNOWN, Status.UNMET)))
    assert len(leaves_of(structure)) == len(leaves)


@pytest.mark.parametrize(("name", "goal"), [("record", "suspension"), ("suspension-not-termination", "suspension")])
def test_each_turn_turns_the_verdict_and_no_part_of_it_does(name: str, goal: str) -> None:
    turned = found(name, goal)
    case, verdict = load_case(name), turned.provisions[0].finding.status
    assert turned.flips
    for flip in turned.flips:
        assert judge(case, answers=flip.answers).result(goal).status is flip.status is not verdict
        for name_of in flip.answers:
            part = {key: answer for key, answer in flip.answers.items() if key != name_of}
            assert judge(case, answers=part).result(goal).status is verdict


def test_no_combination_of_answers_makes_the_public_record_support_a_suspension() -> None:
    counts = found("record", "suspension").counts
    assert counts.met == 0
    assert 0 < counts.unknown < counts.unmet


def test_a_condition_rests_on_questions_that_change_it_and_on_no_others() -> None:
    turned = found("record", "suspension")
    rests = {each.finding.number: each.questions for each in turned.provisions}
    assert rests["401(a)(1)"] == ("Q6", "Q51")
    own = judge(load_case("record"))
    for question in ("Q6", "Q51"):
        others = [each.id for each in RULES.questions[question].answer]
        changed = {judge(load_case("record"), answers={question: each})["401(a)(1)"].status for each in others}
        assert changed != {own["401(a)(1)"].status} or question == "Q51"


def test_the_command_says_the_counts_and_that_they_are_no_probabilities() -> None:
    shown = " ".join(CliRunner().invoke(app, ["readings", "record"]).stdout.split())
    assert "supported under none" in shown
    assert "Counts of combinations, never probabilities" in shown
    assert "--answer Q1=most-of-the-list --answer Q4=ever" in shown


def test_a_certification_that_stands_is_left_aside_and_that_is_said() -> None:
    assert under_answers(load_case("termination-without-suspension"), "termination").aside == ("/us/usc/t22/s9252",)
