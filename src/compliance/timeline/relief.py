"""What is lifted, could be lifted, stays or is doubtful on a day, measure by route, for a case under one reading."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import NamedTuple

from ..acts.legal_state import LegalState
from ..acts.relief import Cell, relief_map
from ..case.model import Case
from ..days import read_day
from ..judgement.confirmed import confirmed
from ..judgement.finding import Finding
from ..judging import DURABLE, SPECIFICATION, DayLike, Rules, judge, rulebook_of
from ..rulebook.interpretation import Interpretation
from ..rulebook.rulebook import Rulebook
from ..status import Status
from .case_history import CaseHistory
from .support import ActFinding, acts_of, supports


class ReliefMap(NamedTuple):
    """Every measure that is law on the day by every route, and the acts of the case by then.

    `engines` are those that judged the conditions and concluded what is in effect. `apart` holds what was found of each
    goal that stands apart and is law on the day.
    """

    case: Case
    rulebook: Rulebook
    interpretation: Interpretation
    engines: tuple[str, ...]
    as_of: date
    cells: tuple[Cell, ...]
    legal: LegalState
    acts: tuple[ActFinding, ...]
    apart: Mapping[str, Finding]

    def __repr__(self) -> str:
        measures = len({cell.measure for cell in self.cells})
        return f"<ReliefMap {self.case.id} {self.as_of}: {measures} measures, {len(self.acts)} acts>"

    @property
    def warnings(self) -> tuple[str, ...]:
        """What must be said of the law of that day."""
        return self.rulebook.warnings(self.as_of)

    def of(self, route: str) -> tuple[Cell, ...]:
        """The cells of one route."""
        return tuple(cell for cell in self.cells if cell.route == route)


def relief(
    case: Case,
    rules: Rules = None,
    *,
    reading: str | Interpretation = "plain",
    answers: Mapping[str, str] | None = None,
    as_of: DayLike | None = None,
    engines: Collection[str] = (SPECIFICATION,),
) -> ReliefMap:
    """The relief map of a case on its own day or another; arguments and errors are those of `judge`."""
    rulebook, day = rulebook_of(rules), read_day(as_of) or case.as_of
    interpretation = rulebook.interpretation(reading, answers)
    history = CaseHistory(case, rulebook, interpretation, day)
    supported: dict[str, Status] = {}
    if history.law_day(day) or day >= rulebook.enacted:
        supported = judge(case, rulebook, reading=interpretation, as_of=day, engines=engines).statuses
    apart: dict[str, Finding] = {}
    for goal in rulebook.apart:
        if not rulebook.asking(goal).not_in_force(history.law_day(day) or day):
            found = judge(case, rulebook, reading=interpretation, as_of=day, engines=engines, goal=goal)
            apart[goal] = found.result(goal)
    cells = relief_map(history.legal, day, supported)
    return ReliefMap(
        case=case,
        rulebook=rulebook,
        interpretation=interpretation,
        engines=tuple(engines),
        as_of=day,
        cells=confirmed(cells) if DURABLE in engines else cells,
        legal=history.legal,
        acts=acts_of(history, supports(history)),
        apart=apart,
    )
