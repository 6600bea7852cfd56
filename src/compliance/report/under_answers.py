"""A goal under every combination of answers to the open questions: the counts, the questions that matter, the turns."""

from collections.abc import Iterator, Mapping

from ..explanation.under_answers import MOST_ANSWERS, Flip, Resting, UnderAnswers
from ..explanation.words import day
from ..judgement.finding import OUTCOME
from ..law.question import Question
from ..status import Status
from . import combinations
from .document import notice, short_notice
from .json import head_shape
from .page import Block, Gap, Glyph, Heading, Line, Node, Note, Page, Rows, Said, Tree, Words
from .shapes.explanation import RestingShape, UnderAnswersShape


def page(found: UnderAnswers, questions: Mapping[str, Question]) -> Page:
    """The goal, each of its conditions, and the fewest answers that would turn it."""
    return Page(f"{found.goal} under every answer", tuple(_blocks(found, questions)))


def _blocks(found: UnderAnswers, questions: Mapping[str, Question]) -> Iterator[Block]:
    assessment, goal = found.assessment, found.provisions[0]
    case = assessment.of
    assert case is not None
    yield Heading(f"{goal.finding.act_form}: {found.goal} under every answer to the open questions", 1)
    yield Note(f"{' '.join(case.title.split())} · {day(assessment.as_of)}")
    yield Gap()
    yield Line(_sentence(found), 2)
    every = f"the {found.combinations:,} combinations of answers to all {len(questions)} questions"
    if goal.questions:
        yield Line(f"Of {every} it is the same share: the others bear on nothing here.", 2)
    if found.aside:
        yield Line(Words("A certification that stands is left aside here.", "warning"), 2)
    yield Heading("By condition, over the answers on which each rests")
    yield Tree(tuple(map(_condition, found.provisions[1:])), 2)
    yield Heading(f"What would turn it from {OUTCOME[goal.finding.status]}, as the {assessment.reading} reading has it")
    if not found.flips:
        yield Line(f"No other answer to {MOST_ANSWERS} questions or fewer.", 2)
    yield Rows(tuple(_turn(each, questions) for each in found.flips), 2)
    if found.more_flips:
        yield Line(f"and {found.more_flips} more of as many answers", 2)
    yield Gap()
    yield Note(combinations.NO_PROBABILITIES)
    yield Note(short_notice(case).replace("under this reading", "under each reading"))


def _sentence(found: UnderAnswers) -> str:
    counts, goal = found.counts, found.provisions[0]
    parts = [
        f"{OUTCOME[status]} under {combinations.many(counts.of(status), counts.all)}"
        for status in (Status.MET, Status.UNKNOWN, Status.UNMET)
    ]
    if not goal.questions:
        return f"It is {OUTCOME[goal.finding.status]} whatever is answered: it rests on none of the open questions."
    rests = f"It rests on {len(goal.questions)} of the open questions, whose answers have {counts.all:,} combinations"
    return f"{rests}: {', '.join(parts)}."


def _condition(each: Resting) -> Node:
    counts, finding = each.counts, each.finding
    name = f" {finding.number} {finding.level.short or finding.level.heading}"
    shown = ", ".join(
        f"{status} {combinations.many(counts.of(status), counts.all)}"
        for status in (Status.MET, Status.UNKNOWN, Status.UNMET)
    )
    rests = f"rests on {' '.join(each.questions)}" if each.questions else "alike under every answer"
    return Node((Glyph(finding.status), name), (), (Node(f"{shown}; {rests}"),))


def _turn(flip: Flip, questions: Mapping[str, Question]) -> tuple[Said, Said]:
    typed = " ".join(f"--answer {name}={answer}" for name, answer in flip.answers.items())
    asked = "; ".join(questions[name].asks for name in flip.answers)
    return Words(typed, "strong"), (Glyph(flip.status, named=True), f" {OUTCOME[flip.status]}. {asked}")


def shape(found: UnderAnswers) -> UnderAnswersShape:
    """The same as plain values, for JSON."""
    assessment, case = found.assessment, found.assessment.of
    assert case is not None
    return {
        **head_shape(case, assessment.as_of, assessment.reading, assessment.rulebook),
        "notice": f"{combinations.NO_PROBABILITIES} {notice(case)}",
        "goal": found.goal,
        "combinations": found.combinations,
        "provisions": [_resting(each) for each in found.provisions],
        "turned_by": [{"answers": dict(each.answers), "status": each.status.value} for each in found.flips],
        "more_turns": found.more_flips,
        "certifications_left_aside": list(found.aside),
    }


def _resting(each: Resting) -> RestingShape:
    return {
        "provision": each.finding.number,
        "path": each.finding.path,
        "heading": each.finding.level.heading,
        "status": each.finding.status.value,
        "counts": combinations.shape(each.counts),
        "questions": list(each.questions),
    }
