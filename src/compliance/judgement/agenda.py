"""Judge the demands of an agenda by the same tests, on the same State, as the law."""

from datetime import date
from typing import NamedTuple

from ..law.agenda import Agenda, Demand
from ..law.degree import Degree
from ..law.reading import Parameters
from ..record.fold import Folded
from ..status import Status
from .finding import RungFinding
from .gauge import gauge
from .scene import Scene


class DemandFinding(NamedTuple):
    """What the record shows of one demand: whether it is begun, and whether done; None where that is not tested."""

    demand: Demand
    begun: Status | None
    done: Status | None
    rungs: tuple[RungFinding, ...]


def judge_agenda(agenda: Agenda, folded: Folded, parameters: Parameters, *, as_of: date) -> tuple[DemandFinding, ...]:
    """Every demand, in order. A demand that is done is begun; one without tests is told and not judged.

    The window of what must be new begins with the agenda's own day. `parameters` are a reading's: how old evidence may
    be, and what else tests refer to.
    """
    since = None if as_of < agenda.published else agenda.published
    scene = Scene(folded.state, parameters, as_of, since)
    return tuple(_judged(demand, scene) for demand in agenda.demand)


def _judged(demand: Demand, scene: Scene) -> DemandFinding:
    if not demand.judged:
        return DemandFinding(demand, None, None, ())
    lowest, highest, rungs = gauge(demand.ladder, scene)
    begun = _reached(lowest, highest, Degree.STEPS)
    done = _reached(lowest, highest, Degree.COMPLETE) if demand.done is not None else None
    return DemandFinding(demand, begun, done, rungs)


def _reached(lowest: Degree, highest: Degree, degree: Degree) -> Status:
    if lowest.rank >= degree.rank:
        return Status.MET
    return Status.UNMET if highest.rank < degree.rank else Status.UNKNOWN
