"""An assessment as JSON: the same bytes for the same inputs."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from importlib.metadata import version

from ..case.model import Case
from ..explanation.phrase import phrase
from ..explanation.why import evidence, lacking, speaking, title
from ..judgement.finding import OUTCOME, Assessment, Finding, Result
from ..record.evidence import LeftOut
from ..status import Status
from .document import Document, leaves, notice
from .named import Named, cited_sources, level_shape
from .shapes.assessment import (
    AnswerShape,
    AssessmentShape,
    CaseShape,
    ConditionShape,
    FindingShape,
    HeadShape,
    LeftOutShape,
    OtherwiseShape,
    ReadingsShape,
    RowShape,
)


def render(document: Document, *, full: bool = False) -> str:
    """The assessment, indented; `full` with every test, entry and answer."""
    return dumped(shape(document, full=full))


def render_readings(documents: Sequence[Document], *, full: bool = False) -> str:
    """One case under several readings, condition by condition, then each assessment."""
    every: ReadingsShape = {
        "format": 2,
        "conditions": _rows(documents),
        "readings": {document.assessment.reading: shape(document, full=full) for document in documents},
    }
    return dumped(every)


def dumped(shape: object) -> str:
    """Plain values as text."""
    return json.dumps(shape, indent=2, ensure_ascii=False) + "\n"


def case_shape(case: Case) -> CaseShape:
    """Which case a report is of, by its hash and by those of its baselines."""
    return {
        "id": case.id,
        "title": case.title,
        "hypothetical": case.hypothetical,
        "hash": case.version,
        "baselines": [{"id": part.head.id, "hash": part.digest[:16]} for part in case.parts[:-1]],
    }


def shape(document: Document, *, full: bool = False) -> AssessmentShape:
    """The assessment as plain values."""
    assessment, case, named = document.assessment, document.case, Named()
    conditions = [_condition(goal, leaf, named) for goal, leaf in _conditions(assessment)]
    results = {result.goal.name: finding_shape(result.finding, named, full) for result in assessment.results}
    left_out = [_left_out(left, named) for left in assessment.left_out] if full else []
    shown: AssessmentShape = {
        "format": 2,
        "notice": notice(case),
        "case": case_shape(case),
        "as_of": assessment.as_of.isoformat(),
        "reading": assessment.reading,
        "rulebook": assessment.rulebook,
        "compliance": made_by(),
        "law": {
            "as_of": assessment.law_day.isoformat(),
            "as_if_in_force": assessment.as_if,
            "checked_until": document.checked_until.isoformat(),
        },
        "engines": list(assessment.engines),
        "warnings": list(assessment.warnings),
        "otherwise": _otherwise(assessment),
        "goals": [
            {
                "goal": result.goal.name,
                "provision": result.finding.number,
                "status": result.finding.status.value,
                "outcome": OUTCOME[result.finding.status],
            }
            for result in assessment.results
        ],
        "conditions": conditions,
        "results": results,
        "provisions": named.provisions,
        "entries": named.entries,
        "sources": cited_sources(named, case.sources),
    }
    if full:
        shown["tests"] = named.tests
        shown["left_out"] = left_out
        shown["answers"] = answers(document, assessment.interpretation.choices)
        shown["effects_not_judged"] = [level_shape(level) for level in assessment.effects]
        shown["acts_of_the_united_states"] = [act.model_dump(mode="json", by_alias=True) for act in document.acts]
        shown["asked_in_return"] = [each.model_dump(mode="json") for each in case.in_return]
        shown["derivation"] = [
            {"rule": step.rule, "premises": [list(pair) for pair in step.premises], "conclusion": list(step.conclusion)}
            for step in assessment.derivation
        ]
    return shown


def answers(document: Document, names: Iterable[str]) -> dict[str, AnswerShape]:
    """What the reading answers to these questions, and why."""
    choices, questions = document.assessment.interpretation.choices, document.rulebook.questions
    return {
        name: {"answer": choices[name].answer, "because": choices[name].because, "asks": questions[name].asks}
        for name in names
    }


def _conditions(assessment: Assessment) -> list[tuple[Result, Finding]]:
    """The conditions of every goal, each once; again where, referred to, they are asked otherwise."""
    once = {leaf.path for _, leaf in leaves(assessment)}
    return [(result, leaf) for result in assessment.results for leaf in result.finding.leaves() if leaf.path in once]


def head_shape(case: Case, as_of: date, reading: str, rulebook: str) -> HeadShape:
    """What every report on a case says of itself."""
    return {
        "format": 2,
        "notice": notice(case),
        "case": case_shape(case),
        "as_of": as_of.isoformat(),
        "reading": reading,
        "rulebook": rulebook,
        "compliance": made_by(),
    }


def made_by() -> str:
    """The version of this program, which every report names."""
    return version("nkspea-compliance")


def _condition(result: Result, finding: Finding, named: Named) -> ConditionShape:
    assert finding.required is not None and finding.lowest is not None and finding.highest is not None
    uses = [use for piece in evidence(finding) for use in piece.uses]
    return {
        "provision": finding.number,
        "path": finding.path,
        "heading": finding.level.heading,
        "goal": result.goal.name,
        "status": finding.status.value,
        "required": finding.required.value,
        "reached": [finding.lowest.value, finding.highest.value],
        "reasons": [reason.value for reason in finding.reasons],
        "shown": phrase(finding),
        "lacks": _lacks(finding),
        "questions": list(finding.questions),
        "entries": list(dict.fromkeys(named.entry(use.entry) for use in uses)),
    }


def _lacks(finding: Finding) -> list[str]:
    """What the tests look for and do not find: of an unmet condition those that fail, of an unknown one those open."""
    if finding.status is Status.MET:
        return []
    tests = [test for rung in speaking(finding)[:1] for test in rung.group.tests() if test.status is finding.status]
    return list(dict.fromkeys(f"{title(test)}: {lacking(test)}" for test in tests))


def _rows(documents: Sequence[Document]) -> list[RowShape]:
    found = [{leaf.path: (result, leaf) for result, leaf in _conditions(document.assessment)} for document in documents]
    every = {path: each for conditions in found for path, each in conditions.items()}
    readings = [document.assessment for document in documents]
    return [
        {
            "provision": leaf.number,
            "heading": leaf.level.heading,
            "goal": result.goal.name,
            "statuses": {
                each.reading: other.status.value if (other := each.finding(path)) else None for each in readings
            },
        }
        for path, (result, leaf) in every.items()
    ]


def _otherwise(assessment: Assessment) -> OtherwiseShape | None:
    supposed = assessment.supposed
    if supposed is None:
        return None
    return {
        "otherwise": "as-recorded",
        "spans": [{"from": span.start.isoformat(), "to": span.end.isoformat()} for span in supposed.spans],
        "without": {path: status.value for path, status in supposed.without.items()},
    }


def finding_shape(finding: Finding, named: Named, full: bool) -> FindingShape:
    """A finding and all below it, with rungs if `full`."""
    shown: FindingShape = {
        "path": finding.path,
        "provision": named.level(finding.level),
        "cited": finding.cited,
        "act": finding.act_form,
        "status": finding.status.value,
        "connective": finding.connective,
        "determining": list(finding.determining),
        "residual": list(finding.residual),
        "questions": list(finding.questions),
    }
    if finding.decided and finding.required and finding.lowest and finding.highest:
        shown["matter"] = finding.matter
        shown["required_degree"] = finding.required.value
        shown["reached_degree"] = [finding.lowest.value, finding.highest.value]
        shown["reasons"] = [reason.value for reason in finding.reasons]
        if full:
            shown["rungs"] = [named.rung(rung) for rung in finding.rungs]
    if finding.children:
        shown["children"] = [finding_shape(child, named, full) for child in finding.children]
    if finding.views:
        shown["views"] = [finding_shape(view, named, full) for view in finding.views]
    return shown


def _left_out(left: LeftOut, named: Named) -> LeftOutShape:
    return {
        "entry": named.entry(left.entry),
        "field": left.entry.field,
        "why": left.why,
        "by": left.by,
        "instead": [named.entry(entry) for entry in left.instead],
    }
