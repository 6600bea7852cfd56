"""An assessment as JSON: the same bytes for the same inputs."""

import json
import math
from fractions import Fraction

from ..explanation.why import lacking, looks_for, shows, title
from ..judgement.finding import Assessment, Finding, GroupFinding, RungFinding, TestFinding
from ..law.statute import Level
from ..numbers import show_number
from ..record.evidence import Entry, LeftOut
from ..record.standard import Bound, FieldFinding, Use
from .document import NOTICE, Document
from .shapes import (
    AssessmentShape,
    EffectShape,
    EntryShape,
    Exactly,
    ExtentShape,
    FindingShape,
    GroupShape,
    LeftOutShape,
    LevelShape,
    RungShape,
    SupposedShape,
    TestShape,
    UseShape,
)


def render(document: Document) -> str:
    """The whole assessment, indented, with every finding, test, entry and answer."""
    return json.dumps(shape(document), indent=2, ensure_ascii=False) + "\n"


def shape(document: Document) -> AssessmentShape:
    """The whole assessment as plain values."""
    assessment, questions = document.assessment, document.rulebook.questions
    return {
        "format": 1,
        "notice": NOTICE,
        "case": {"id": document.case.id, "title": document.case.title, "hypothetical": document.case.hypothetical},
        "as_of": assessment.as_of.isoformat(),
        "law": {
            "as_of": assessment.law_day.isoformat(),
            "as_if_in_force": assessment.as_if,
            "checked_until": document.checked_until.isoformat(),
        },
        "reading": assessment.reading,
        "rulebook": assessment.rulebook,
        "engines": list(assessment.engines),
        "warnings": list(assessment.warnings),
        "supposed": _supposed(assessment),
        "results": {result.goal.name: _finding(result.finding) for result in assessment.results},
        "effects_not_judged": [_level(level) for level in assessment.effects],
        "answers": {
            name: {"answer": choice.answer, "because": choice.because, "asks": questions[name].asks}
            for name, choice in document.assessment.interpretation.choices.items()
        },
        "acts_of_the_united_states": [act.model_dump(mode="json", by_alias=True) for act in document.acts],
        "asked_in_return": [each.model_dump(mode="json") for each in document.case.in_return],
        "derivation": [
            {"rule": step.rule, "premises": [list(pair) for pair in step.premises], "conclusion": list(step.conclusion)}
            for step in assessment.derivation
        ],
        "left_out": [_left_out(left) for left in assessment.left_out],
        "sources": {
            key: source.model_dump(exclude_defaults=True) for key, source in sorted(document.case.sources.items())
        },
    }


def _supposed(assessment: Assessment) -> SupposedShape | None:
    supposed = assessment.supposed
    if supposed is None:
        return None
    return {
        "otherwise": "as-recorded",
        "spans": [{"from": span.start.isoformat(), "to": span.end.isoformat()} for span in supposed.spans],
        "without": {path: status.value for path, status in supposed.without.items()},
    }


def _finding(finding: Finding) -> FindingShape:
    shown: FindingShape = {
        "path": finding.path,
        "cited": finding.cited,
        "act": finding.act_form,
        "status": finding.status.value,
        "level": _level(finding.level),
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
        shown["rungs"] = [_rung(rung) for rung in finding.rungs]
    if finding.children:
        shown["children"] = [_finding(child) for child in finding.children]
    if finding.views:
        shown["views"] = [_finding(view) for view in finding.views]
    return shown


def _level(level: Level) -> LevelShape:
    effect: EffectShape | None = None
    if level.effect:
        effect = {
            "act": level.effect.act,
            "modal": level.effect.modal,
            "object": level.effect.object,
            "then": level.effect.then,
            "duration": level.effect.duration,
            "carve_outs": list(level.effect.carve_outs),
        }
    return {
        "identifier": level.identifier,
        "version": level.start_period.isoformat(),
        "heading": level.heading,
        "gist": level.gist,
        "standard": level.standard,
        "effect": effect,
    }


def _rung(rung: RungFinding) -> RungShape:
    return {
        "degree": rung.degree.value,
        "status": rung.status.value,
        "because": rung.because,
        "tests": _group(rung.group),
    }


def _group(group: GroupFinding) -> GroupShape:
    parts = [_group(part) if isinstance(part, GroupFinding) else _test(part) for part in group.parts]
    return {"status": group.status.value, "how": group.how, "needed": group.needed, "parts": parts}


def _test(test: TestFinding) -> TestShape:
    return {
        "status": test.status.value,
        "tested": title(test),
        "looks_for": looks_for(test),
        "shows": shows(test),
        "lacking": lacking(test),
        "worst": _bound(test.worst),
        "best": _bound(test.best),
        "turns_at": [_bound(bound) for bound in test.turns_at],
        "since": test.since.isoformat() if test.since else None,
        "grade": test.grade.value if test.grade else None,
        "fields": [_extent(extent) for extent in test.looked_at if extent.uses],
        "members": {name: member.status.value for name, member in test.members},
    }


def _extent(extent: FieldFinding) -> ExtentShape:
    return {
        "field": extent.field.path,
        "worst": _bound(extent.worst),
        "best": _bound(extent.best),
        "doubts": sorted(extent.reasons),
        "entries": [_use(use) for use in extent.uses],
    }


def _use(use: Use) -> UseShape:
    return {"how": use.how, **_entry(use.entry)}


def _entry(entry: Entry) -> EntryShape:
    shown: EntryShape = {
        "entry": entry.id,
        "kind": entry.kind.value,
        "low": show_number(entry.low),
        "high": None if entry.high is None else show_number(entry.high),
        "date": str(entry.span),
        "published": entry.published.isoformat(),
        "verification": entry.verification.value if entry.verification else None,
        "verifier": entry.evidence.verifier,
        "provenance": entry.evidence.provenance.value,
        "sources": list(entry.evidence.sources),
        "note": entry.evidence.note,
    }
    if entry.annulled_by:
        shown["reversed_by"] = entry.annulled_by
    return shown


def _left_out(left: LeftOut) -> LeftOutShape:
    instead = [entry.id for entry in left.instead]
    return {"why": left.why, "by": left.by, "instead": instead, "field": left.entry.field, **_entry(left.entry)}


def _bound(bound: Bound) -> Exactly:
    """A bound exactly; null where there is none."""
    return None if math.isinf(bound) else show_number(Fraction(bound) if not isinstance(bound, int) else bound)
