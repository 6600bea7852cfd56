"""What the acts so far have done: certifications that stand, days ordered, measures ended, and what there is to say."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from ..law.measure import Measure, Reach
from ..law.reading import Parameters
from ..law.route import Route
from ..law.rulebook import Rulebook
from ..record.acts import UsAct
from .objection import Objection, ObjectionCode, Weight
from .term import DAY


class State(StrEnum):
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
    """Days ordered, both ends counted, by an act, upon certifications: the first of the run, and its own."""

    start: date
    end: date
    order: str
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


class Docket:
    """The acts taken one after the other. Only `lifecycle` writes it; afterwards it is read."""

    def __init__(self, rulebook: Rulebook, parameters: Parameters) -> None:
        self.rulebook, self.parameters = rulebook, parameters
        self.seen: dict[str, UsAct] = {}
        self.certifications: dict[str, Certification] = {}
        self.notices: dict[str, bool] = {}  # those that stand, and whether each is spent
        self.periods: dict[Key, list[Period]] = {}
        self.ended: dict[str, tuple[date, str, str]] = {}  # by measure: from which day, by which act, by which route
        self.doubted: dict[str, tuple[date, str, str]] = {}  # an ending whose reach is doubtful
        self.clocks: dict[tuple[Key, str], date] = {}  # by measure and certification: the first day upon it
        self.authorities: dict[str, tuple[date, str]] = {}
        self.effective: set[str] = set()
        self.objections: list[Objection] = []

    def rule(self, name: str) -> str:
        """What the reading says of a question of time."""
        return str(self.parameters.value("rule", name))

    def question(self, name: str) -> str:
        """The question whose answer set a rule."""
        return self.parameters.values["rule", name].question

    def object(
        self, code: ObjectionCode, act: UsAct, message: str, weight: Weight, provision: str = "", rule: str = "",
        question: str = "",
    ) -> None:  # fmt: skip
        """Note what there is to say of an act; its own provision is the source unless another is named."""
        asked = self.question(rule) if rule else question
        self.objections.append(Objection(code, act.id, provision or act.of, message, weight, asked))

    def has_notice(self) -> bool:
        """Whether a notice stands that no action has used yet."""
        return not all(self.notices.values())

    def spend_notice(self) -> None:
        """The oldest notice that stands has served."""
        for name, spent in self.notices.items():
            if not spent:
                self.notices[name] = True
                return

    def reach(self, measure: Measure, route: Route) -> Reach:
        """Whether a route reaches a measure under the reading."""
        return measure.reach[route.id].under(self.parameters)

    def law(self, day: date) -> Iterator[Measure]:
        """The measures that are law on a day and not terminated."""
        for measure in self.rulebook.measures.values():
            ended = self.ended.get(measure.id)
            if measure.in_force(day) and not (ended and ended[0] <= day):
                yield measure

    def add(self, key: Key, period: Period) -> None:
        """Days more for this measure; an empty span is none."""
        if period.start <= period.end:
            self.periods.setdefault(key, []).append(period)
            self.effective.add(period.order)

    def covering(self, key: Key, day: date) -> Period | None:
        """The period of the key that covers a day: of several, the one that lasts longest."""
        found = [period for period in self.periods.get(key, ()) if period.start <= day <= period.end]
        return max(found, key=lambda period: period.end, default=None)

    def cut(self, keys: Iterable[Key], day: date, act: str) -> bool:
        """Take away every day from this one on; whether there was one."""
        found = False
        for key in keys:
            kept = list[Period]()
            for period in self.periods.get(key, ()):
                if period.end >= day:
                    found = True
                    if period.start < day:
                        kept.append(period._replace(end=day - DAY, revoked_by=act))
                else:
                    kept.append(period)
            if found:
                kept = [each._replace(revoked_by=act) if each.end == day - DAY else each for each in kept]
            self.periods[key] = kept
        return found

    def running(self, key: Key) -> Period | None:
        """The last of the days ordered so far, or None where there are none."""
        return max(self.periods.get(key, ()), key=lambda period: period.end, default=None)

    def suspension_routes(self) -> tuple[str, ...]:
        """The routes that change a measure's own state."""
        return tuple(route.id for route in self.rulebook.routes.values() if route.does == "suspends")

    def state(self, measure: Measure, day: date) -> State:
        """The one legal state of a measure that is law on the day."""
        ended, doubted = self.ended.get(measure.id), self.doubted.get(measure.id)
        if ended and ended[0] <= day:
            return State.TERMINATED
        if doubted and doubted[0] <= day:
            return State.DOUBTFUL
        lapsed = False
        for name in self.suspension_routes():
            key, route = Key(name, measure.id, ""), self.rulebook.routes[name]
            if self.covering(key, day):
                return State.SUSPENDED if self.reach(measure, route) is Reach.YES else State.DOUBTFUL
            over = [period for period in self.periods.get(key, ()) if period.end < day]
            last = max(over, key=lambda period: period.end, default=None)
            lapsed = lapsed or bool(last and not last.revoked_by and self.reach(measure, route) is Reach.YES)
        return State.LAPSED if lapsed else State.IN_FORCE
