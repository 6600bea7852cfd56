"""A timeline as JSON: the same bytes for the same inputs."""

from datetime import date

from ..acts.objection import Objection
from ..days import NEVER
from ..timeline.spans import ConditionSpans, MeasureSpans, ReliefSpan, Timeline
from ..timeline.support import ActFinding, Support
from .document import engines_words, notice
from .json import case_shape, made_by
from .shapes.timeline import (
    ActShape,
    BandShape,
    GivesShape,
    ReliefSpanShape,
    RemarkShape,
    StripShape,
    SupportShape,
    TimelineShape,
)


def shape(line: Timeline) -> TimelineShape:
    """The whole timeline as plain values; days are ISO dates, both ends counted, null without end."""
    return {
        "format": 2,
        "notice": notice(line.case),
        "case": case_shape(line.case),
        "reading": line.interpretation.name,
        "rulebook": line.rulebook.version,
        "compliance": made_by(),
        "engines": engines_words(line.engines),
        "warnings": list(line.warnings),
        "acts_search": line.case.acts_search.model_dump(mode="json") if line.case.acts_search else None,
        "from": line.first.isoformat(),
        "to": line.last.isoformat(),
        "as_of": line.as_of.isoformat(),
        "conditions": [_strip(each) for each in line.conditions],
        "effects": [_band(each) for each in line.measures],
        "reliefs": [_relief(each) for each in line.reliefs],
        "acts": [act_shape(each) for each in line.acts],
        "remarks": [_objection(each) for each in line.remarks],
        "deadlines": [
            {
                "day": each.day.isoformat(),
                "what": each.what,
                "provision": each.provision,
                "measures": list(each.measures),
            }
            for each in line.deadlines
        ],
    }


def _strip(each: ConditionSpans) -> StripShape:
    return {
        "path": each.provision.path,
        "act": each.provision.act_form,
        "heading": each.provision.heading,
        "spans": [
            {
                "from": span.start.isoformat(),
                "to": span.end.isoformat(),
                "status": span.status.value,
                "degree": [degree.value for degree in (span.lowest, span.highest) if degree],
            }
            for span in each.spans
        ],
    }


def _band(each: MeasureSpans) -> BandShape:
    return {
        "measures": list(each.measures),
        "spans": [
            {
                "from": span.start.isoformat(),
                "to": span.end.isoformat(),
                "state": span.state.value,
                "until": _day(span.until),
            }
            for span in each.spans
        ],
    }


def _relief(each: ReliefSpan) -> ReliefSpanShape:
    return {
        "from": each.start.isoformat(),
        "to": each.end.isoformat(),
        "route": each.route,
        "target": each.target,
        "doubtful": each.doubtful,
        "measures": list(each.measures),
    }


def act_shape(taken: ActFinding) -> ActShape:
    """An act as recorded, with what it gives, what the record showed and what the law says."""
    return {
        "id": taken.act.id,
        "recorded": taken.act.model_dump(mode="json", by_alias=True, exclude_defaults=True),
        "effective": taken.effective,
        "standing": taken.standing.value,
        "by_delegation": taken.delegation,
        "gives": _gives(taken),
        "record_supports": _support(taken.support) if taken.support else None,
        "findings": [_objection(each) for each in taken.objections],
    }


def _gives(taken: ActFinding) -> GivesShape | None:
    if taken.gives is None:
        return None
    start, end, count = taken.gives
    return {"from": start.isoformat(), "to": None if end == NEVER else end.isoformat(), "measures": count}


def _support(support: Support) -> SupportShape:
    return {
        "status": support.status.value,
        "how": support.how,
        "deciding": list(support.deciding),
        "open": list(support.still_open),
    }


def _objection(each: Objection) -> RemarkShape:
    return {
        "code": each.code.value,
        "provision": each.provision,
        "message": each.message,
        "weight": each.weight,
        "question": each.question,
        "measures": list(each.measures),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
