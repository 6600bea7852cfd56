"""What this record shows on the day of each certification: whether it supports what is certified."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from ..amount import add_months
from ..judgement.changes import change_days
from ..judgement.evaluate import evaluate
from ..judgement.finding import Assessment, Finding
from ..law.reading import Parameter, Parameters
from ..law.route import Route
from ..law.rulebook import Rulebook
from ..record.acts import UsAct
from ..record.dprk.actions import Action
from ..record.fold import Stated, fold
from ..status import Status, all_of, any_of
from .docket import Certification, Docket

_FRESH = "previous-12-months"


class Record:
    """The facts and actions of a case, and by what they are judged; each day is judged once."""

    def __init__(self, rulebook: Rulebook, reading: str, facts: Sequence[Stated], actions: Sequence[Action]) -> None:
        self.rulebook, self.reading, self.facts, self.actions = rulebook, reading, facts, actions
        self._judged: dict[tuple[object, ...], Assessment] = {}

    @property
    def parameters(self) -> Parameters:
        """What the reading sets."""
        return self.rulebook.parameters[self.reading]

    def assessment(
        self, day: date, law_day: date | None = None, *, afresh: bool = False, certified: frozenset[str] = frozenset()
    ) -> Assessment:
        """What was found on a day, as it was known then; `afresh`, of what is new in the year before it."""
        if not self.parameters.says("earlier_certification", "suffices"):
            certified = frozenset()  # it changes nothing, and each day is judged once
        key = day, law_day, afresh, certified
        if key not in self._judged:
            rules = _asked_afresh(self.rulebook, self.reading) if afresh else self.rulebook
            folded = fold(self.facts, self.actions, as_of=day)
            self._judged[key] = evaluate(
                rules, folded, as_of=day, reading=self.reading, law_as_of=law_day, certified=certified
            )
        return self._judged[key]

    def finding(
        self, goal: str, day: date, *, afresh: bool = False, certified: frozenset[str] = frozenset()
    ) -> Finding:
        """What was found for a goal on a day."""
        return self.assessment(day, afresh=afresh, certified=certified).result(goal)


class Support(NamedTuple):
    """Whether the record supports a certification, on its day; how it was looked at, and what decided or stays open."""

    act: str
    status: Status
    how: str
    deciding: tuple[str, ...]
    still_open: tuple[str, ...]


def supports(record: Record, docket: Docket) -> Mapping[str, Support]:
    """For every certification that took effect and whose conditions are judged, by the act's id."""
    return {each.act.id: _support(record, docket, each) for each in docket.certifications.values() if each.route.goal}


def _support(record: Record, docket: Docket, certification: Certification) -> Support:
    act, route = certification.act, certification.route
    if not certification.renews:
        return _found(act, record.finding(route.goal, act.date, certified=docket.certified(act.date)), "on its day")
    return _continued(record, act, route, _first_certified(docket, certification))


def _found(act: UsAct, finding: Finding, how: str, status: Status | None = None) -> Support:
    decided = [leaf.act_form for leaf in finding.leaves() if leaf.status is finding.status is not Status.UNKNOWN]
    waiting = [leaf.act_form for leaf in finding.leaves() if leaf.status is Status.UNKNOWN]
    shown = finding.status if status is None else status
    return Support(act.id, shown, how, tuple(dict.fromkeys(decided)), tuple(dict.fromkeys(waiting)))


def _first_certified(docket: Docket, certification: Certification) -> date:
    """The day of the first certification of the conditions that stood then; its own day where there is none before."""
    day = certification.act.date
    made = [each for each in docket.certifications.values() if each.route == certification.route and not each.renews]
    return min([each.act.date for each in made if each.stands(day)], default=day)


def _continued(record: Record, act: UsAct, route: Route, first: date) -> Support:
    """Whether the conditions were kept, as the reading asks: afresh in the year before, throughout it, or that day."""
    how, back = _rule(record, "continued"), _rule(record, "look_back")
    if how == "on-the-day" or back == "none":
        return _found(act, record.finding(route.goal, act.date), "on its day")
    anew = record.finding(route.goal, act.date, afresh=True)
    if how == "fresh":
        return _found(act, anew, "afresh in the year before it")
    return _throughout(record, act, route, anew, first if back == "from-first" else record.rulebook.enacted)


def _throughout(record: Record, act: UsAct, route: Route, anew: Finding, earliest: date) -> Support:
    """Whether the conditions were met on every day looked at, and something of the list was new within the year."""
    start = max(add_months(act.date, -12) + timedelta(days=1), earliest, record.rulebook.enacted)
    days = change_days(record.rulebook, record.parameters, record.facts, record.actions, start, act.date)
    found = [record.finding(route.goal, day) for day in days]
    moving = any_of(leaf.status for leaf in anew.leaves())
    status = all_of([*(finding.status for finding in found), moving])
    shown = next((each for each in found if each.status is status), anew)
    return _found(act, shown, f"on every day from {start} to its own, with something new in the year before it", status)


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
