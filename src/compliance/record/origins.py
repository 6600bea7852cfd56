"""Where entries come from: the chain of cases that stand on one another, and the gaps between their days."""

from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple

from ..days import Span, day_after

Otherwise = Literal["as-recorded", "unknown"]


class Part(NamedTuple):
    """One case of the chain, with its day, and what it supposes of the time since its baseline's."""

    case: str
    as_of: date
    hypothetical: bool
    otherwise: Otherwise


class Gap(NamedTuple):
    """Time in which a hypothetical supposes that nothing else happens: from the day after its baseline's."""

    span: Span
    case: str


class Origins(NamedTuple):
    """The chain, the first baseline first, and for each action the case that states it.

    `own_sources` are those that publish the word of the government of which the record speaks.
    """

    parts: tuple[Part, ...] = ()
    of_action: Mapping[str, str] = {}
    own_sources: frozenset[str] = frozenset()

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Where nothing else is supposed to happen; the last one goes on to whatever day is judged."""
        found = []
        for before, part in zip(self.parts, self.parts[1:], strict=False):
            end = date.max if part is self.parts[-1] else part.as_of
            if part.otherwise == "as-recorded" and before.as_of < end:
                found.append(Gap(Span(day_after(before.as_of), end), part.case))
        return tuple(found)

    def supposing(self, otherwise: Otherwise | None) -> "Origins":
        """The chain with every hypothetical of it supposing this; as it is where nothing is said."""
        if otherwise is None:
            return self
        return self._replace(
            parts=tuple(part._replace(otherwise=otherwise) if part.hypothetical else part for part in self.parts)
        )

    def part(self, case: str) -> Part | None:
        """A case of the chain; None where the chain does not know it."""
        return next((part for part in self.parts if part.case == case), None)


def days_within(gaps: tuple[Span, ...], after: date | None, until: date) -> int:
    """How many days of the gaps lie after one day and up to another."""
    total = 0
    for gap in gaps:
        last = min(gap.end, until)
        total += max((last - gap.start).days + 1 if after is None or after < gap.start else (last - after).days, 0)
    return total
