"""A measure and its calendar in the oracle: which acts order each day, and which of them a revocation broke off."""

import datetime as dt
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

Day: TypeAlias = dt.date
ONE_DAY = dt.timedelta(days=1)


class Thing(NamedTuple):
    """A measure: when it is law, first and last day, and whether each route reaches it (yes, no, doubtful)."""

    id: str
    since: Day
    until: Day | None
    suspension: str
    termination: str
    subtitle_a: str
    humanitarian: str
    general: str
    own_exit: str
    added_2019: bool
    own_waiver: str = "no"  # § 9223(c)


class Order(NamedTuple):
    """An order for one measure: what certification it is upon, the first order of its chain, and what that is upon.

    A suspension or a waiver begins a chain, which is called by its own name; a renewal continues one.
    """

    upon: str
    chain: str
    chain_upon: str


@dataclass
class Page:
    """The calendar of one measure by one route, for one target or for all."""

    days: dict[Day, tuple[str, ...]] = field(default_factory=dict)  # lifted day -> acts that order it, in their turn
    orders: dict[str, Order] = field(default_factory=dict)  # every act that ever wrote here
    revoked: set[str] = field(default_factory=set)  # acts that were taken back
    broken: dict[str, Day] = field(default_factory=dict)  # act -> the day from which a revocation broke it off
    latest: Day | None = None  # the latest lifted day that is past

    def write(self, act: str, order: Order, first: Day, last: Day) -> None:
        """Write the act on every day from the first to the last, both lifted."""
        self.orders[act] = order
        day = first
        while day <= last:
            self.days[day] = (*self.days.get(day, ()), act)
            day += ONE_DAY

    def rub_out(self, gone: set[str], start: Day) -> bool:
        """Take these acts off every day from the start on; whether one lost any."""
        taken = [day for day, acts in self.days.items() if day >= start and not gone.isdisjoint(acts)]
        for day in taken:
            self.days[day] = tuple(act for act in self.days[day] if act not in gone)
            if not self.days[day]:
                del self.days[day]
        return bool(taken)

    def revoke(self, act: str, start: Day) -> None:
        """Take an order back from this day on, and what continued its chain after it; once, not twice."""
        if act in self.revoked:
            return
        turn = list(self.orders)
        since = turn[turn.index(act) :]
        gone = {other for other in since if self.orders[other].chain == self.orders[act].chain}
        ahead = [(day, gone.intersection(acts)) for day, acts in sorted(self.days.items()) if day >= start]
        # The day on which an order is broken off; what another order gave runs out by itself.
        broken = {other: day for day, acts in reversed(ahead) for other in acts}
        if self.rub_out(gone, start):
            self.revoked.add(act)
            self.broken |= broken

    def renewable(self) -> Day | None:
        """The last lifted day, from which a renewal goes on; none where a revocation took the day behind it."""
        last = max(self.days, default=None)
        return None if last is None or self.is_broken_after(last) else last

    def begun(self, last_order_only: bool) -> Day:
        """The first day of the order that gave the last lifted day, or of the whole of its chain."""
        order = self.days[max(self.days)][-1]
        chain = self.orders[order].chain
        own = {order} if last_order_only else {each for each, one in self.orders.items() if one.chain == chain}
        return min(day for day, acts in self.days.items() if not own.isdisjoint(acts))

    def first_certification(self) -> str:
        """The certification upon which the chain of the last lifted day began."""
        return self.orders[self.days[max(self.days)][-1]].chain_upon

    def first_orders(self, certification: str) -> set[str]:
        """The acts that began a chain upon this certification."""
        return {act for act, order in self.orders.items() if act == order.chain and order.upon == certification}

    def clock(self, certification: str) -> Day | None:
        """The earliest day that a first order upon the certification still lifts: what never began starts no clock."""
        orders = self.first_orders(certification)
        return min((day for day, acts in self.days.items() if not orders.isdisjoint(acts)), default=None)

    def upon_another(self, certification: str, first: Day, last: Day) -> bool:
        """Whether a day from the first to the last belongs to a chain that began upon another certification."""
        others = {act for act, order in self.orders.items() if order.chain_upon != certification}
        return any(first <= day <= last and not others.isdisjoint(acts) for day, acts in self.days.items())

    def ran_out(self) -> bool:
        """Whether the orders that lifted the latest day past ended by themselves, and not by a revocation."""
        return self.latest is not None and not self.is_broken_after(self.latest)

    def is_broken_after(self, day: Day) -> bool:
        """Whether an order that still gives this day was broken off behind it."""
        return any(self.broken.get(act) == day + ONE_DAY for act in self.days.get(day, ()))


def year_from(start: Day, count: str) -> Day:
    """The last day of the year that starts on this day; from 29 February the anniversary's year ends on 28 February."""
    if count == "365-days":
        return start + dt.timedelta(days=364)
    if (start.month, start.day) == (2, 29):
        return Day(start.year + 1, 2, 28)
    return start.replace(year=start.year + 1) - ONE_DAY


def days_from(start: Day, number: int) -> Day:
    """The last of so many days, the start counted."""
    return start + dt.timedelta(days=number - 1)


def earliest(day: Day, *others: Day | None) -> Day:
    """The earliest of these days; those not stated set no limit."""
    return min([day, *(other for other in others if other is not None)])
