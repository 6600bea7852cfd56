"""What the acts so far have done: certifications that stand, days ordered, measures ended, and what there is to say."""

from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ..days import DAY
from ..law.measure import Measure, Reach
from ..law.route import Route
from ..record.acts import UsAct
from ..rulebook.interpretation import Interpretation
from ..rulebook.rulebook import Rulebook
from .objection import Objection, ObjectionCode, Weight


class MeasureState(StrEnum):
    """The legal state of one measure on one day."""

    IN_FORCE = "in force"
    SUSPENDED = "suspended"
    LAPSED = "lapsed"  # the suspension ran out, and the duty revived by operation of law
    TERMINATED = "terminated"
    DOUBTFUL = "doubtful"  # an order covers it, and whether the provision reaches it is doubtful


class Key(NamedTuple):
    """What days are ordered for: a measure by a route, for a target or (without one) altogether."""

    route: str
    measure: str
    target: str


class Period(NamedTuple):
    """Days ordered, both ends counted. `root` is the first order of its chain, `first` what that order rests on.

    `upon` is the certification of this very order: that of a renewal, or `first` again. `revoked_by` names the act that
    took away its later days.
    """

    start: date
    end: date
    order: str
    root: str
    first: str
    upon: str
    revoked_by: str = ""


class Certification(NamedTuple):
    """A certification that was made. `serves` names the orders that used it, where it serves only so many."""

    act: UsAct
    route: Route
    revoked: date | None = None
    serves: tuple[str, ...] = ()

    @property
    def renews(self) -> bool:
        """Whether it is one for a renewal."""
        return self.act.of == self.route.renewed_under != self.route.under

    def stands(self, day: date) -> bool:
        """Whether it is made and not revoked on that day."""
        return self.act.date <= day and (self.revoked is None or day < self.revoked)


class Ending(NamedTuple):
    """An end of a measure: from which day, by which act and route, and whether it is doubtful that it is reached."""

    day: date
    act: str
    route: str
    doubtful: bool


class LegalState:
    """The acts taken one after the other. Only `lifecycle` and what it calls write it; afterwards it is read."""

    def __init__(self, rulebook: Rulebook, interpretation: Interpretation) -> None:
        self.rulebook, self.interpretation = rulebook, interpretation
        self.seen: dict[str, UsAct] = {}
        self.said: dict[tuple[object, ...], str] = {}  # what each act says, without its id: to know a second one
        self.certifications: dict[str, Certification] = {}
        self.notices: dict[str, str] = {}  # those that stand, and the action that each has served
        self.periods: dict[Key, list[Period]] = {}
        self.endings: dict[str, list[Ending]] = {}
        self.targets: dict[tuple[str, str], str] = {}  # by kind and name without letter case: as first spelled
        self.authorities: dict[str, tuple[date, str]] = {}
        self.effective: set[str] = set()
        self._objections: dict[tuple[object, ...], Objection] = {}

    @property
    def objections(self) -> tuple[Objection, ...]:
        """Everything that there is to say, each once, with the measures of which it is said."""
        return tuple(self._objections.values())

    def object(
        self, code: ObjectionCode, act: UsAct, message: str, weight: Weight, provision: str = "", rule: str = "",
        question: str = "", measure: str = "",
    ) -> None:  # fmt: skip
        """Note what there is to say of an act; its own provision is the source unless another is named."""
        asked = self.question(rule) if rule else question
        new = Objection(code, act.id, provision or act.of, message, weight, asked, (measure,) if measure else ())
        key = new[:-1]
        known = self._objections.get(key)
        self._objections[key] = known._replace(measures=(*known.measures, *new.measures)) if known else new

    def certified(self, day: date) -> frozenset[str]:
        """The provisions under which a certification stands on the day."""
        return frozenset(each.act.of for each in self.certifications.values() if each.stands(day))

    def rule(self, name: str) -> str:
        """What the reading says of a question of time."""
        return str(self.interpretation.value("rule", name))

    def question(self, name: str) -> str:
        """The question whose answer set a rule."""
        return self.interpretation.values["rule", name].question

    def has_notice(self) -> bool:
        """Whether a notice stands that no action has used yet."""
        return not all(self.notices.values())

    def spend_notice(self, act: str) -> None:
        """The oldest notice that stands has served this action."""
        unspent = next((name for name, served in self.notices.items() if not served), None)
        if unspent is not None:
            self.notices[unspent] = act

    def reach(self, measure: Measure, route: Route) -> Reach:
        """Whether a route reaches a measure under the reading."""
        return measure.reach[route.id].under(self.interpretation.choices)

    def ended(self, measure: str, *, doubtful: bool = False) -> Ending | None:
        """The earliest end of a measure that stands, or that is doubtful."""
        return min((each for each in self.endings.get(measure, ()) if each.doubtful is doubtful), default=None)

    def law(self, day: date) -> Iterator[Measure]:
        """The measures that are law on a day and not terminated."""
        for measure in self.rulebook.measures.values():
            ended = self.ended(measure.id)
            if measure.in_force(day) and not (ended and ended.day <= day):
                yield measure

    def is_law(self, measure: str, day: date) -> bool:
        """Whether a measure is law on a day and not terminated."""
        ended = self.ended(measure)
        return self.rulebook.measures[measure].in_force(day) and not (ended and ended.day <= day)

    def target(self, act: UsAct) -> str:
        """For whom alone an act is, as first spelled in this case; empty where it is for all."""
        if act.target is None:
            return ""
        name = " ".join(act.target.name.split())
        taken = {each.casefold() for (kind, _), each in self.targets.items() if kind != act.target.kind}
        spelled = f"{name} ({act.target.kind})" if name.casefold() in taken else name
        return self.targets.setdefault((act.target.kind, name.casefold()), spelled)

    def add(self, key: Key, period: Period) -> None:
        """Days more for this measure, and for what continues it when the law is restated in between."""
        self.periods.setdefault(key, []).append(period)
        self.effective.add(period.order)
        route = self.rulebook.routes[key.route]
        for name in self.restatements(key.measure):
            measure = self.rulebook.measures[name]
            if measure.since <= period.end and self.reach(measure, route) is not Reach.NO:
                self.periods.setdefault(key._replace(measure=name), []).append(period)

    def lineage(self, key: Key) -> list[Key]:
        """The key, and those of the measure that it restates and of its restatements."""
        before = self.rulebook.measures[key.measure].continues
        names = [key.measure, *([before] if before else []), *self.restatements(key.measure)]
        return [key._replace(measure=name) for name in names]

    def restatements(self, measure: str) -> list[str]:
        """The measures that continue this one under another name."""
        return [each.id for each in self.rulebook.measures.values() if each.continues == measure]

    def covering(self, key: Key, day: date) -> Period | None:
        """The period of the key that covers a day: of several, the one that lasts longest."""
        return _last([period for period in self.periods.get(key, ()) if period.start <= day <= period.end])

    def running(self, key: Key) -> Period | None:
        """The last of the days ordered so far, or None where there are none."""
        return _last(self.periods.get(key, []))

    def chain(self, key: Key, period: Period) -> list[Period]:
        """The periods of a period's chain: the first order, and the renewals that continue it."""
        return [each for each in self.periods[key] if each.root == period.root]

    def clip(self, key: Key, doomed: Callable[[Period], bool], last: date) -> set[str]:
        """Take away the days after `last` from these periods: they are not allowed. The orders that gave them."""
        found: set[str] = set()
        kept = list[Period]()
        for period in self.periods.get(key, ()):
            if doomed(period) and period.end > last:
                found.add(period.order)
                period = period._replace(end=last)
            if max(period.start, self.rulebook.measures[key.measure].since) <= period.end:
                kept.append(period)
        self.periods[key] = kept
        return found

    def cut(self, key: Key, doomed: Callable[[Period], bool], day: date, act: str) -> bool:
        """Revoke the days from this one on that these periods give; whether there was one."""
        gone = [period for period in self.periods.get(key, ()) if doomed(period) and period.end >= day]
        left = [
            period._replace(end=day - DAY, revoked_by=act) if period in gone else period
            for period in self.periods.get(key, ())
        ]
        self.periods[key] = [period for period in left if period.start <= period.end]
        return bool(gone)

    def suspension_routes(self) -> tuple[str, ...]:
        """The routes that change a measure's own state."""
        return tuple(route.id for route in self.rulebook.routes.values() if route.does == "suspends")

    def state(self, measure: Measure, day: date) -> MeasureState:
        """The one legal state of a measure that is law on the day."""
        ended, doubted = self.ended(measure.id), self.ended(measure.id, doubtful=True)
        if ended and ended.day <= day:
            return MeasureState.TERMINATED
        if doubted and doubted.day <= day:
            return MeasureState.DOUBTFUL
        lapsed = False
        for name in self.suspension_routes():
            key, reach = Key(name, measure.id, ""), self.reach(measure, self.rulebook.routes[name])
            if reach is not Reach.NO and self.covering(key, day):
                return MeasureState.SUSPENDED if reach is Reach.YES else MeasureState.DOUBTFUL
            last = _last([period for period in self.periods.get(key, ()) if period.end < day])
            lapsed = lapsed or bool(last and not last.revoked_by and reach is Reach.YES)
        return MeasureState.LAPSED if lapsed else MeasureState.IN_FORCE


def _last(periods: list[Period]) -> Period | None:
    """The one that ends last; of several, one after which a revocation took days away, and of these the latest."""
    order = [(each.end, bool(each.revoked_by), index) for index, each in enumerate(periods)]
    return periods[max(order)[2]] if order else None
