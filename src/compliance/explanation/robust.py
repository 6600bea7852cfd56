"""How far a plan carries: under how many of all combinations of answers each of its ways holds."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from ..case.load import case_supposing
from ..judging import Rules, rulebook_of
from ..rulebook.rulebook import Rulebook
from .answers import Answers
from .counts import Counts, counted
from .plan import SHOWN, Plan
from .tables import counting
from .worlds import Chosen


class Robust(NamedTuple):
    """Counts over the answers on which each rests: of the goal with the smallest way, of a condition with a way of it.

    `ways` are by the condition's path and the way, the first few of each condition. Counts are counts, never
    probabilities.
    """

    smallest: Counts | None
    ways: Mapping[tuple[str, Chosen], Counts]


def robust(plan: Plan, rules: Rules = None) -> Robust:
    """Count them, exactly. UnusableError where more bears on one condition than can be counted."""
    rulebook = rulebook_of(rules)
    with counting("questions bear"):
        goal = rulebook.goals[plan.goal].provision
        smallest = None if plan.smallest is None else _under(plan, rulebook, plan.smallest, goal)
        ways = {
            (menu.finding.path, way): _under(plan, rulebook, way, menu.finding.level.identifier)
            for menu in plan.menus
            for way in menu.ways[:SHOWN]
            if way
        }
    return Robust(smallest, ways)


def _under(plan: Plan, rulebook: Rulebook, way: Iterable[str], provision: str) -> Counts:
    lines = plan.lines_of(way)
    case = case_supposing(plan.case, lines, as_of=plan.as_of) if lines else plan.case
    first = plan.assessments[0]
    answers = Answers(case, rulebook, first.interpretation, plan.as_of, first.law_day)
    return counted(answers, provision)[0]
