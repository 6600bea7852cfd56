"""An assessment as JSON: the same bytes for the same inputs."""

import json
import math
from fractions import Fraction
from typing import Any

from ..amount import show_number
from ..explanation.why import lacking, looks_for, shows, title
from ..judgement.finding import Finding, Grouped, RungFinding, Tested
from ..law.statute import Level
from ..record.evidence import LeftOut
from ..record.lens import Bound, Extent, Use
from .document import NOTICE, Document

FORMAT = 1


def render(document: Document) -> str:
    """The whole assessment, indented, with every finding, test, entry and answer."""
    assessment = document.assessment
    whole = {
        "format": FORMAT,
        "notice": NOTICE,
        "case": {"id": document.case, "title": document.title, "hypothetical": document.hypothetical},
        "as_of": assessment.as_of.isoformat(),
        "law": {"as_of": assessment.law_day.isoformat(), "as_if_in_force": assessment.as_if,
                "checked_until": document.checked_until.isoformat()},
        "reading": assessment.reading,
        "rulebook": assessment.rulebook,
        "engines": list(assessment.engines),
        "warnings": list(assessment.warnings),
        "results": {result.goal.name: _finding(result.finding) for result in assessment.results},
        "effects_not_judged": [_level(level) for level in assessment.effects],
        "answers": {
            name: {"answer": choice.answer, "because": choice.because, "asks": document.rulebook.questions[name].asks}
            for name, choice in document.parameters.choices.items()
        },
        "acts_of_the_united_states": [act.model_dump(mode="json") for act in document.acts],
        "derivation": [
            {"rule": step.rule, "premises": [list(pair) for pair in step.premises], "conclusion": list(step.conclusion)}
            for step in assessment.derivation
        ],
        "left_out": [_left_out(left) for left in assessment.left_out],
        "sources": {key: source.model_dump(exclude_defaults=True) for key, source in sorted(document.sources.items())},
    }  # fmt: skip
    return json.dumps(whole, indent=2, ensure_ascii=False) + "\n"


def _finding(finding: Finding) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "path": finding.path,
        "cited": finding.cited,
        "act": finding.act_form,
        "status": finding.status.value,
        **_level(finding.level),
        "connective": finding.connective,
        "determining": list(finding.determining),
        "residual": list(finding.residual),
        "questions": list(finding.questions),
    }
    if finding.decided and finding.required and finding.lowest and finding.highest:
        shown |= {
            "matter": finding.matter,
            "required_degree": finding.required.value,
            "reached_degree": [finding.lowest.value, finding.highest.value],
            "reasons": [doubt.value for doubt in finding.reasons],
            "rungs": [_rung(rung) for rung in finding.rungs],
        }
    if finding.children:
        shown["children"] = [_finding(child) for child in finding.children]
    if finding.views:
        shown["views"] = [_finding(view) for view in finding.views]
    return shown


def _level(level: Level) -> dict[str, Any]:
    return {
        "identifier": level.identifier,
        "version": level.start_period.isoformat(),
        "heading": level.heading,
        "gist": level.gist,
        "standard": level.standard,
        "effect": level.effect.model_dump(mode="json") if level.effect else None,
    }


def _rung(rung: RungFinding) -> dict[str, Any]:
    return {
        "degree": rung.degree.value,
        "status": rung.status.value,
        "because": rung.because,
        "tests": _part(rung.group),
    }


def _part(part: Grouped | Tested) -> dict[str, Any]:
    if isinstance(part, Grouped):
        parts = [_part(each) for each in part.parts]
        return {"status": part.status.value, "how": part.how, "needed": part.needed, "parts": parts}
    return {
        "status": part.status.value,
        "tested": title(part),
        "looks_for": looks_for(part),
        "shows": shows(part),
        "lacking": lacking(part),
        "worst": _bound(part.worst),
        "best": _bound(part.best),
        "turns_at": [_bound(bound) for bound in part.turns_at],
        "since": part.since.isoformat() if part.since else None,
        "grade": part.grade.value if part.grade else None,
        "fields": [_extent(extent) for extent in (*part.extents, *part.against, *part.whole_extents) if extent.uses],
        "members": {name: member.status.value for name, member in part.members},
    }


def _extent(extent: Extent) -> dict[str, Any]:
    return {
        "field": extent.field.path,
        "worst": _bound(extent.worst),
        "best": _bound(extent.best),
        "doubts": sorted(extent.doubts),
        "entries": [_use(use) for use in extent.uses],
    }


def _use(use: Use) -> dict[str, Any]:
    return {"how": use.how} | _entry(use.entry)


def _entry(entry: Any) -> dict[str, Any]:
    shown = {
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
    return shown | ({"reversed_by": entry.annulled_by} if entry.annulled_by else {})


def _left_out(left: LeftOut) -> dict[str, Any]:
    return {"why": left.why, "by": left.by, "field": left.entry.field} | _entry(left.entry)


def _bound(bound: Bound) -> int | str | None:
    """A bound exactly; null where there is none."""
    return None if math.isinf(bound) else show_number(Fraction(bound) if not isinstance(bound, int) else bound)
