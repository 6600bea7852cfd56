"""What a case can expect: of a provision, of a field, of acts, and that it finds what another case does."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StrictBool, StrictStr, WithJsonSchema

from ..acts.legal_state import MeasureState
from ..acts.objection import ObjectionCode, Standing
from ..acts.relief import Lift
from ..days import Day
from ..frozen import Frozen
from ..law.degree import Degree
from ..numbers import ExactOrFlag
from ..record.evidence import Verification
from ..record.standard import Reason
from ..status import Status


def _listed(raw: Any) -> Any:
    return raw if isinstance(raw, list | tuple) else (raw,)


_STATUS = {"enum": [each.value for each in Status]}
_STATUSES = {"anyOf": [_STATUS, {"type": "array", "items": _STATUS, "minItems": 1, "uniqueItems": True}]}
Statuses = Annotated[tuple[Status, ...], Field(min_length=1), BeforeValidator(_listed), WithJsonSchema(_STATUSES)]


class Expectation(Frozen):
    """What the case is expected to show of a provision: its status; determining provisions and reasons as subsets.

    Of a list of statuses one is to be found: `["unmet", "unknown"]` is "not met".

    With `answers` the reading is changed first: `{"Q5": "gross"}` answers that question so.
    """

    provision: StrictStr
    reading: StrictStr
    answers: dict[str, StrictStr] = {}
    status: Statuses
    degree: tuple[Degree, Degree] | None = None
    determining: tuple[str, ...] = ()
    residual: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    because: str = ""


class EffectExpectation(Frozen):
    """What acts are expected to do: the state of a measure on a day, what a route makes of it, what is found of an act.

    `on` and `measure` go with `state` (and `until`), or with `route` and `lift` or `practice`. `act` goes with
    `effective`, `standing`, `supported` and `findings`, the codes of everything that the law and the record have to say
    of it; without `act`, `findings` are those of no act. `deadline` is a day that comes next as of the case's own.
    """

    reading: StrictStr = "plain"
    answers: dict[str, StrictStr] = {}
    on: Day | None = None
    measure: StrictStr = ""
    state: MeasureState | None = None
    until: Day | None = None
    route: StrictStr = ""
    lift: Lift | None = None
    practice: Literal["no", "doubtful", "unknown", "expected"] | None = None
    target: StrictStr = ""
    act: StrictStr = ""
    effective: StrictBool | None = None
    standing: Standing | None = None
    supported: Status | None = None
    findings: tuple[ObjectionCode, ...] | None = None
    deadline: Day | None = None
    because: str = ""


class FieldExpectation(Frozen):
    """How far a field is expected to go on the day of the case, from its least to its most.

    `value`, or `low` with `high`; without `high` it is open-ended. Seen by a grade (what is below it may be so and is
    not shown to be) and, of a flow, over a window: since the Act, the previous so many months, or ever. How long
    evidence holds good, the reading says.
    """

    field: StrictStr
    reading: StrictStr = "plain"
    value: ExactOrFlag | None = None
    low: ExactOrFlag | None = None
    high: ExactOrFlag | None = None
    grade: Verification | None = None
    window: StrictStr = "ever"
    because: str = ""


class SameAs(Frozen):
    """Another case that is expected to find the same: every status, degree and reason, each case on its own day.

    Named as a baseline is. Under each of the readings, or under the one named.
    """

    same_as: StrictStr
    reading: StrictStr = ""
    because: str = ""


Expected = Expectation | EffectExpectation | FieldExpectation | SameAs
