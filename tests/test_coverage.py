"""Every provision and every answer is shown by packaged cases, and the committed table says by which."""

from itertools import combinations
from pathlib import Path

import pytest

from compliance import Status
from compliance.rulebook.rulebook import Rulebook
from survey import READINGS, Survey, render, survey

# One process surveys all packaged cases, and the others do not.
pytestmark = pytest.mark.xdist_group("survey")
TABLE = Path(__file__).parents[1] / "docs" / "coverage.md"


@pytest.fixture(scope="module")
def found(rulebook: Rulebook) -> Survey:
    return survey(rulebook)


def test_every_provision_flips_its_section_alone_and_is_unknown_somewhere(found: Survey) -> None:
    assert [row for row in found.rows if not row.complete] == []


def test_all_fifteen_leaves_are_surveyed_under_every_reading(found: Survey, rulebook: Rulebook) -> None:
    leaves = set(rulebook.statute.leaves())
    assert len(leaves) == 15  # thirteen of §§ 401 and 402, two of § 9269b(b)
    for reading in READINGS:
        assert leaves <= {row.path.rpartition(">")[2] for row in found.rows if row.reading == reading}


def test_the_committed_table_is_what_the_survey_finds(found: Survey, rulebook: Rulebook) -> None:
    assert TABLE.read_text() == render(rulebook, found)


def test_a_case_shows_every_answer(found: Survey, rulebook: Rulebook) -> None:
    shown = {(each.question, answer) for each in found.answers for answer in each.found}
    assert shown == {(question.id, answer.id) for question in rulebook.questions.values() for answer in question.answer}


def test_any_two_answers_to_a_question_part_in_some_case(found: Survey, rulebook: Rulebook) -> None:
    cases = found.answers
    for question in rulebook.questions.values():
        for one, two in combinations((answer.id for answer in question.answer), 2):
            apart = [
                each
                for each in cases
                if each.question == question.id
                and {one, two} <= each.found.keys()
                and each.found[one] != each.found[two]
            ]
            assert apart, (question.id, one, two)


def test_one_question_only_has_no_second_answer_because_no_text_supports_one(rulebook: Rulebook) -> None:
    assert [each.id for each in rulebook.questions.values() if len(each.answer) < 2] == ["Q27"]


def test_every_answer_but_one_is_settled_where_another_is_not(found: Survey, rulebook: Rulebook) -> None:
    """The cases part by more than silence: under some answer to each question what is judged is settled."""
    for question in rulebook.questions:
        shown = {what for each in found.answers if each.question == question for what in each.found.values()}
        assert shown - {Status.UNKNOWN.value}
