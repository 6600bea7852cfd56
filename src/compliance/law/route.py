"""The ways by which measures cease to bind: who may act, upon what, for how long, for whom."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from ..days import Day
from ..frozen import Frozen
from ..names import same_name

MOST_DAYS = 36_525


def _days(raw: Any) -> Any:
    if type(raw) is int and 0 <= raw <= MOST_DAYS:
        return raw
    raise PydanticCustomError("days", "expected a number of days")


def _length(raw: Any) -> Any:
    if raw == "year" or (type(raw) is int and 0 < raw <= MOST_DAYS):
        return raw
    raise PydanticCustomError("days", "expected a number of days, or `year`", {"words": ["year"]})


_ACTING = "acting "
Days = Annotated[int, BeforeValidator(_days)]
Length = Annotated[int | Literal["year"], BeforeValidator(_length)]
ActType = Literal["notify", "certify", "suspend", "renew", "waive", "revoke"]
Does = Literal["suspends", "terminates", "relieves", "exits", "revokes", "decides"]


class Power(Frozen):
    """Who may do which acts of a route, since when, on what authority; without `acts`, all of them.

    `deputies` are those to whom the holder could delegate it.
    """

    who: Annotated[tuple[str, ...], Field(min_length=1)]
    deputies: tuple[str, ...] = ()
    acts: tuple[ActType, ...] = ()
    since: Day | None = None
    delegated: bool = False
    cite: str = ""

    def covers(self, by: str, act: str, day: date, how: str = "holder") -> bool:
        """Whether this person may do this act on that day; `how` says who exercises the office."""
        return (
            self._is_exercised(by, how)
            and (not self.acts or act in self.acts)
            and (self.since is None or self.since <= day)
        )

    def _is_exercised(self, by: str, how: str) -> bool:
        names = (*self.who, *(self.deputies if how == "deputies" else ()))
        return is_named(by, names) or (how != "holder" and is_acting(by) and is_named(by, names, acting=True))


def is_named(by: str, who: Iterable[str], *, acting: bool = False) -> bool:
    """Whether somebody is named among others, however the name is spelled, with an article or without."""
    name = same_name(by).removeprefix("the ")
    return (name.removeprefix(_ACTING) if acting else name) in set(map(same_name, who))


def is_acting(by: str) -> bool:
    """Whether somebody performs an office that is another's, as an acting Secretary does."""
    return same_name(by).removeprefix("the ").startswith(_ACTING)


class Need(Frozen):
    """What must have gone before, for a group of measures or for all; whether its absence bars is a rule's answer.

    `said` names what is missing, where the answer is one that `bars`; `passes` names it where it is not. `together`
    names further rules whose answers must be among these, or it does not bar.
    """

    what: Literal["suspension-before", "notice", "notice-of-renewal", "in-person"]
    group: str = ""
    rule: str
    bars: tuple[str, ...]
    together: dict[str, tuple[str, ...]] = {}
    said: str
    passes: str = ""


class Ground(Frozen):
    """What an order or a certification of a route must state."""

    id: str
    title: str
    explained: bool = False


class Route(Frozen):
    """One way out. `under` is the provision of its certification or order, `renewed_under` that of a renewal.

    `longest` is in days, or `year`, as the reading counts one; `after` is how many days the effect waits. `scope` says
    for whom an order can be: for a target alone, or as the rule of that name answers; without it for anybody. With
    `one_order_each` a certification serves one order. `anew_after` is how many days without it make an order a new
    beginning and not the continuation of the last, where the reading counts them.
    """

    id: str
    title: str
    does: Does
    under: str = ""
    order: ActType | Literal[""] = ""
    certified: bool = False
    renewed_under: str = ""
    renewal_certified: bool = False
    renewal_longest: Length | None = None
    renewal_exact: bool = False
    longest: Length | None = None
    shortest: Days = 1
    after: Days = 0
    scope: Literal["", "target", "partial", "waiver"] = ""
    one_order_each: bool = False
    anew_after: Days = 0
    notice_under: str = ""
    notice_power: tuple[Power, ...] = ()
    goal: str = ""
    final: bool = False
    ground: tuple[Ground, ...] = ()
    power: tuple[Power, ...] = ()
    needs: tuple[Need, ...] = ()
    because: str

    def powers(self, provision: str) -> tuple[Power, ...]:
        """Who can act under this provision of the route."""
        return self.notice_power if provision == self.notice_under else self.power

    def is_upon_certification(self, act: ActType) -> bool:
        """Whether such an order is made upon a certification."""
        return self.renewal_certified if act == "renew" else self.certified


class RouteFile(Frozen):
    """`rules/routes.toml`."""

    route: tuple[Route, ...]


def route_under(routes: Iterable[Route], provision: str) -> Route | None:
    """The route to which an act under this provision belongs."""
    return next((each for each in routes if provision and provision in (each.under, each.renewed_under)), None)
