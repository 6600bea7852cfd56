"""Judge the demands of an agenda by the same tests, on the same record, as the law."""

from datetime import date
from typing import NamedTuple

from ..case.model import Case
from ..days import read_day
from ..judgement.context import Context
from ..judgement.finding import RungFinding
from ..judgement.gauge import gauge, reached
from ..judging import DayLike, Rules, rulebook_of
from ..law.degree import Degree
from ..rulebook.interpretation import Interpretation
from ..rulebook.resolve import Resolver
from ..rulebook.rulebook import Rulebook
from ..status import Status
from .model import Agenda, Demand


class DemandFinding(NamedTuple):
    """What the record shows of one demand: whether it is begun, and whether done; None where that is not tested."""

    demand: Demand
    begun: Status | None
    done: Status | None
    rungs: tuple[RungFinding, ...]


class JudgedAgenda(NamedTuple):
    """An agenda judged over a case on a day, demand by demand, in the agenda's order."""

    agenda: Agenda
    case: Case
    as_of: date
    interpretation: Interpretation
    rulebook: Rulebook
    findings: tuple[DemandFinding, ...]


def judge_agenda(
    agenda: Agenda,
    case: Case,
    rules: Rules = None,
    *,
    reading: str | Interpretation = "plain",
    as_of: DayLike | None = None,
) -> JudgedAgenda:
    """Every demand, in order. A demand that is done is begun; one without tests is told and not judged.

    The window of what must be new begins with the agenda's own day. The reading says how old evidence may be, and what
    else tests refer to. UnusableError where there is no such reading.
    """
    rulebook, day = rulebook_of(rules), read_day(as_of) or case.as_of
    interpretation = rulebook.interpretation(reading)
    folded = case.folded(as_of=day)
    context = Context(
        rulebook=rulebook,
        interpretation=interpretation,
        ledgers=folded.ledgers,
        gaps=folded.gaps,
        as_of=day,
        law_day=day,
        since=None if day < agenda.published else agenda.published,
    )
    resolver = Resolver(interpretation)
    found = tuple(_judged(demand, resolver, context) for demand in agenda.demand)
    return JudgedAgenda(agenda, case, day, interpretation, rulebook, found)


def _judged(demand: Demand, resolver: Resolver, context: Context) -> DemandFinding:
    if not demand.judged:
        return DemandFinding(demand, None, None, ())
    lowest, highest, rungs = gauge(demand.id, resolver.rungs(demand.ladder), context)
    begun = reached(Degree.STEPS, lowest, highest)
    done = reached(Degree.COMPLETE, lowest, highest) if demand.done is not None else None
    return DemandFinding(demand, begun, done, rungs)
