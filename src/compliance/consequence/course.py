"""A case's acts under one reading: what commands and expectations ask of them, worked out once."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from ..amount import add_months
from ..record.acts import UsAct
from .docket import Docket
from .lifecycle import lifecycle
from .support import Record, Support, supports
from .term import NEVER, next_day

MOST_MONTHS = 1_200  # a hundred years


class Course:
    """The acts dated by `as_of`, with the record by which certifications are looked at."""

    def __init__(self, record: Record, acts: Sequence[UsAct], as_of: date) -> None:
        self.record, self.acts, self.as_of = record, tuple(acts), as_of
        self.docket = self.docket_on(as_of)

    def docket_on(self, day: date) -> Docket:
        """The docket as it was known on a day, and no later than `as_of`."""
        return lifecycle(self.record.rulebook, self.record.parameters, self.acts, until=min(day, self.as_of))

    @cached_property
    def supported(self) -> Mapping[str, Support]:
        """What the record shows on the day of each certification."""
        return supports(self.record, self.docket)

    @property
    def span(self) -> tuple[date, date]:
        """The days to show: from the year of the first act (or two years back) to the day after the last ordered."""
        acts = [act.date for act in self.docket.seen.values()]
        begin = min(acts).replace(month=1, day=1) if acts else add_months(self.as_of, -24)
        ordered = [next_day(each.end) for days in self.docket.periods.values() for each in days if each.end != NEVER]
        ends = [each.day for endings in self.docket.endings.values() for each in endings]
        end = max([self.as_of, *ordered, *ends])
        return max(begin, add_months(end, -MOST_MONTHS)), end
