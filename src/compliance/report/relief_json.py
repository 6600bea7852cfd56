"""The relief map as JSON: every cell with its reasons, the same bytes for the same inputs."""

from typing import Literal

from ..acts.practice import ended_by
from ..acts.relief import Cell, Order
from ..law.measure import Authority
from ..status import Status
from ..timeline.relief import ReliefMap
from . import apart, exemptions, powers
from .document import engines_words
from .evidence import cited
from .json import head_shape
from .shapes.relief import AuthorityShape, CellShape, MeasureShape, OrderShape, ReliefShape
from .standing import standing
from .timeline_json import act_shape

IN_EFFECT: dict[Status, Literal["yes", "no", "doubtful"]] = {
    Status.MET: "yes",
    Status.UNMET: "no",
    Status.UNKNOWN: "doubtful",
}


def shape(mapped: ReliefMap) -> ReliefShape:
    """The whole map as plain values for JSON: every cell with its reasons."""
    return {
        **head_shape(mapped.case, mapped.as_of, mapped.interpretation.name, mapped.rulebook.version),
        "engines": engines_words(mapped.engines),
        "warnings": list(mapped.warnings),
        "routes": {
            name: {
                "title": route.title,
                "under": route.under,
                "cited": cited(route.under) if route.under else "",
                "because": route.because,
            }
            for name, route in mapped.rulebook.routes.items()
        },
        "measures": _measures(mapped),
        "grounds": apart.shape(mapped),
        "exemptions": exemptions.shape(mapped),
        "delegations": powers.shape(mapped),
        "acts": [act_shape(each) for each in mapped.acts],
        "authorities": [_authority(each, mapped) for each in mapped.rulebook.authorities.values()],
    }


def _measures(mapped: ReliefMap) -> list[MeasureShape]:
    shown: dict[str, MeasureShape] = {}
    for cell in mapped.cells:
        measure = mapped.rulebook.measures[cell.measure]
        if cell.measure not in shown:
            shown[cell.measure] = {
                "id": measure.id,
                "section": measure.section,
                "provisions": list(measure.provisions),
                "title": measure.title,
                "what": measure.what,
                "modal": measure.modal,
                "since": measure.since.isoformat(),
                "seen": measure.seen,
                "also_rests_on": list(measure.also),
                "authorities": exemptions.rests_on(mapped, measure.id),
                "notes": list(measure.notes),
                "routes": {},
            }
        shown[cell.measure]["routes"][cell.route] = _cell(cell)
    return list(shown.values())


def _cell(cell: Cell) -> CellShape:
    return {
        "state": cell.lift.value,
        "because": cell.because,
        "question": cell.question,
        "record_supports": cell.supported.value if cell.supported is not None else None,
        "certified": list(cell.certified),
        "ordered": [_order(each) for each in cell.orders],
        "in_effect": IN_EFFECT[cell.in_effect],
        "lifted_in_practice": {"word": cell.practice.word, "because": cell.practice.because},
    }


def _order(each: Order) -> OrderShape:
    return {
        "act": each.act,
        "upon": list(each.upon),
        "running": each.running,
        "until": each.until.isoformat() if each.until else None,
        "target": each.target,
    }


def _authority(each: Authority, mapped: ReliefMap) -> AuthorityShape:
    revoked = ended_by(mapped.legal, each.id, mapped.as_of)
    return {
        "id": each.id,
        "title": each.title,
        "cite": each.cite,
        "what": each.what,
        "exit": each.exit,
        "exit_by": list(each.exit_by),
        "after_termination": each.terminated(mapped.legal.interpretation.choices).value,
        "because": each.because,
        "standing": standing(each, mapped),
        "ended_by": revoked[1] if revoked else None,
        "seen": each.seen,
        "notes": list(each.notes),
    }
