"""What this record shows on the day of each certification: whether it supports what is certified."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from ..amount import add_months
from ..judgement.changes import change_days
from ..judgement.evaluate import evaluate
from ..judgement.finding import Finding
from ..law.reading import Parameter, Parameters
from ..law.route import Route, route_under
from ..law.rulebook import Rulebook
from ..record.acts import UsAct
from ..record.dprk.actions import Action
from ..record.fold import Stated, fold
from ..status import Status, all_of, any_of

_FRESH = "previous-12-months"


class Record(NamedTuple):
    """The facts and actions of a case, and the rulebook and reading by which they are judged."""

    rulebook: Rulebook
    reading: str
    facts: Sequence[Stated]
    actions: Sequence[Action]

    @property
    def parameters(self) -> Parameters:
        """What the reading sets."""
        return self.rulebook.parameters[self.reading]

    def finding(self, goal: str, day: date, rulebook: Rulebook | None = None) -> Finding:
        """What was found for a goal on a day, as it was known then."""
        folded = fold(self.facts, self.actions, as_of=day)
        return evaluate(rulebook or self.rulebook, folded, as_of=day, reading=self.reading).result(goal)


class Support(NamedTuple):
    """Whether the record supports a certification, on its day; how it was looked at, and what decided or stays open."""

    act: str
    status: Status
    how: str
    deciding: tuple[str, ...]
    still_open: tuple[str, ...]


def supports(record: Record, acts: Sequence[UsAct]) -> Mapping[str, Support]:
    """For every certification of a route whose conditions are judged, by the act's id; none before they were law."""
    return {found.act: found for act in acts for found in _support(record, acts, act)}


def _support(record: Record, acts: Sequence[UsAct], act: UsAct) -> Iterator[Support]:
    route = route_under(record.rulebook.routes.values(), act.of)
    if act.type != "certify" or route is None or not route.goal:
        return
    goal = record.rulebook.goals[route.goal]
    if record.rulebook.statute.level(goal.provision, act.date) is None:
        return
    if act.of == route.under:
        yield _found(act, record.finding(route.goal, act.date), "on its day")
    else:
        yield _continued(record, act, route, _first_certified(acts, act, route))


def _found(act: UsAct, finding: Finding, how: str, status: Status | None = None) -> Support:
    decided = [leaf.act_form for leaf in finding.leaves() if leaf.status is finding.status is not Status.UNKNOWN]
    waiting = [leaf.act_form for leaf in finding.leaves() if leaf.status is Status.UNKNOWN]
    shown = finding.status if status is None else status
    return Support(act.id, shown, how, tuple(dict.fromkeys(decided)), tuple(dict.fromkeys(waiting)))


def _first_certified(acts: Sequence[UsAct], act: UsAct, route: Route) -> date:
    """The day of the first certification of the conditions; that of the act itself where there is none before."""
    before = [each.date for each in acts if each.type == "certify" and each.of == route.under and each.date <= act.date]
    return min(before, default=act.date)


def _continued(record: Record, act: UsAct, route: Route, first: date) -> Support:
    """Whether the conditions were kept, as the reading asks: afresh in the year before, throughout it, or that day."""
    how, back = _rule(record, "continued"), _rule(record, "look_back")
    now = record.finding(route.goal, act.date)
    if how == "on-the-day" or back == "none":
        return _found(act, now, "on its day")
    anew = record.finding(route.goal, act.date, _asked_afresh(record.rulebook, record.reading))
    if how == "fresh":
        return _found(act, anew, "afresh in the year before it")
    start = add_months(act.date, -12) + timedelta(days=1)
    start = max(start, first) if back == "from-first" else max(start, record.rulebook.enacted)
    days = change_days(record.rulebook, record.parameters, record.facts, record.actions, start, act.date)
    found = [record.finding(route.goal, day) for day in days]
    moving = any_of(leaf.status for leaf in anew.leaves())
    status = all_of([*(finding.status for finding in found), now.status, moving])
    worst = next((each for each in found if each.status is status), now if now.status is status else anew)
    return _found(act, worst, f"on every day from {start} to its own, and still moving in the year before it", status)


def _rule(record: Record, name: str) -> str:
    return str(record.parameters.value("rule", name))


def _asked_afresh(rulebook: Rulebook, reading: str) -> Rulebook:
    """The rulebook with every window that the reading sets, of what must be new, cut to the year before the day."""
    parameters = rulebook.parameters[reading]
    values = {
        key: Parameter(_FRESH, found.question) if key[0] == "window" and found.value != "standing" else found
        for key, found in parameters.values.items()
    }
    asked = parameters._replace(values=values, memo={})
    return rulebook._replace(parameters={**rulebook.parameters, reading: asked})
