"""The ways by which measures cease to bind: who may act, upon what, for how long, for whom."""

import re
from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from ..frozen import Frozen

MOST_DAYS = 36_525


def _days(raw: Any) -> Any:
    if type(raw) is int and 0 <= raw <= MOST_DAYS:
        return raw
    raise PydanticCustomError("days", "expected a number of days")


def _length(raw: Any) -> Any:
    if raw in ("year", "open") or (type(raw) is int and 0 < raw <= MOST_DAYS):
        return raw
    raise PydanticCustomError("days", "expected a number of days, `year` or `open`", {"words": ["year", "open"]})


Days = Annotated[int, BeforeValidator(_days)]
Length = Annotated[int | Literal["year", "open"], BeforeValidator(_length)]
ActType = Literal["notify", "certify", "suspend", "renew", "waive", "revoke", "delegate"]
TargetKind = Literal["entity", "individual", "transaction", "country"]
Does = Literal["suspends", "terminates", "relieves", "exits", "revokes", "decides"]


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
    """What an order or a certification of a route must state; `goal` names what of it is judged on the record."""

    id: str
    title: str
    goal: str = ""
    explained: bool = False


class Route(Frozen):
    """One way out. `under` is the provision of its certification or order, `renewed_under` that of a renewal.

    `longest` is in days, `year`, as the reading counts one, or `open` where no term is set; `after` is how many days
    the effect waits. `scope` says for whom an order can be: for a target alone, for a country, or as the rule of that
    name answers; without it for anybody, of the kinds in `targets`. With `one_order_each` a certification serves one
    order; with `sole_ground` an order that states none is upon the only one. `power` names the offices in which the
    statute vests the route, `notice_power` those that owe its notice; delegations stand with the authorities.
    `anew_after` is how many days without it make an order a new beginning, where the reading counts them.
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
    scope: Literal["", "target", "partial", "waiver", "country"] = ""
    targets: tuple[TargetKind, ...] = ("entity", "individual", "transaction")
    one_order_each: bool = False
    anew_after: Days = 0
    notice_under: str = ""
    notice_power: tuple[str, ...] = ()
    goal: str = ""
    final: bool = False
    ground: tuple[Ground, ...] = ()
    sole_ground: bool = False
    power: tuple[str, ...] = ()
    needs: tuple[Need, ...] = ()
    because: str

    def powers(self, provision: str) -> tuple[str, ...]:
        """The offices in which the statute vests what is done under this provision of the route."""
        return self.notice_power if provision == self.notice_under else self.power

    @property
    def provisions(self) -> tuple[str, ...]:
        """Every provision under which something is done on this route, each once."""
        return tuple(dict.fromkeys(filter(None, (self.under, self.renewed_under, self.notice_under))))

    def goal_of(self, ground: str) -> str:
        """The goal that a certification on this ground affirms; empty where nothing of it is judged."""
        return next((each.goal for each in self.ground if each.id == ground and each.goal), self.goal)

    def is_upon_certification(self, act: ActType) -> bool:
        """Whether such an order is made upon a certification."""
        return self.renewal_certified if act == "renew" else self.certified


class Exemption(Frozen):
    """What a measure leaves alone by itself, or what goes with a waiver: no route, for nobody orders it.

    `sections` are the sections of the Act whose measures it bears on; `under` the route without which it does not hold.
    """

    id: str
    provision: str
    title: str
    what: str
    sections: tuple[str, ...] = ()
    under: str = ""
    notes: tuple[str, ...] = ()

    def borne_by(self, section: str) -> str:
        """Its section in which a measure stands, as measures write theirs: `104(a)(1)-(9), (15)`; empty if none."""
        within = (each for each in self.sections if re.match(rf"{re.escape(each)}(?![0-9A-Za-z])", section))
        return next(within, "")


class RouteFile(Frozen):
    """`rules/routes.toml`."""

    route: tuple[Route, ...]
    exemption: tuple[Exemption, ...] = ()


def route_under(routes: Iterable[Route], provision: str) -> Route | None:
    """The route to which an act under this provision belongs."""
    return next((each for each in routes if provision and provision in (each.under, each.renewed_under)), None)
