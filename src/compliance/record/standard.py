"""How a test looks at a field, and what it sees: from worst to best, the entries that spoke, the reasons between.

The guarded value counts only what is proven; the hopeful one everything not refuted. A test is judged between them.
"""

import math
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Final, Literal, NamedTuple

from ..days import Span, add_months
from .evidence import Entry, Verification
from .field import Field
from .origins import days_within

# Exact: an int or a Fraction. UNBOUNDED alone is a float, because no integer is infinite; it is never rounded.
Bound = int | Fraction | float


UNBOUNDED: Final = math.inf


How = Literal["counted", "below-grade", "before-window", "straddles", "stale", "nothing-further", "set-aside"]


class Reason(StrEnum):
    """Why worst and best differ: five reasons for one status."""

    NOT_STATED = "not-stated"
    STATED_UNKNOWN = "stated-unknown"
    DISPUTED = "disputed"
    STALE = "stale"
    NOT_ESTABLISHED = "not-established"


class View(NamedTuple):
    """Until which day, from which day (None: ever), at which grade, how many months old a condition may be.

    `gaps` is time in which nothing else is supposed to happen: what was told before it is as old as it was. Of a window
    of so many months (`back`), `over_gaps` is the day on which it begins where the gaps are not counted.

    `contrary` is from which grade a word against a finding at the grade counts (Q48).
    `practice` is for how many months a stock must have stood. `half_capped` says that what has lost its premise is not
    shown to be, and not ruled out.
    `search_margin` is how many times as much harm as is known, and how much more, a search leaves room for.
    `opened` is the day since which a death in custody is no progress: the window's first, or, of a window of all time,
    that since which the Act stands.
    `gross` counts what was later reversed; `relapses` says that the condition can lapse, so that old evidence is stale.
    """

    as_of: date
    start: date | None
    grade: Verification | None
    below_grade: Literal["unknown", "unmet"]
    evidence_age: int | None
    relapses: bool = False
    gross: bool = False
    against_age: int | None = None
    opened: date = date.min
    search_margin: tuple[int, int] | None = None
    practice: int = 0
    half_capped: bool = False
    gaps: tuple[Span, ...] = ()
    back: int | None = None
    over_gaps: date | None = None
    contrary: str = ""

    @property
    def age_against(self) -> int | None:
        """How many months old what speaks against compliance may be; as all evidence where nothing else is said."""
        return self.evidence_age if self.against_age is None else self.against_age

    def qualifies(self, entry: Entry) -> bool:
        """Whether the entry has the grade demanded of what makes a test hold."""
        if entry.otherwise or self.grade is None:
            return True
        return entry.verification is not None and entry.verification.reaches(self.grade)

    def hears(self, entry: Entry, finding: Entry | None) -> Literal["fully", "as a doubt", "not at all"]:
        """How an adverse entry is heard where a finding at the grade stands, or none.

        What is worse than a finding and below its grade leaves it in doubt at most, from the grade on that the reading
        asks for. The Government of North Korea's own word against itself is heard fully, and so is what a hypothetical
        supposes against what others state.
        """
        if finding is None or not self.contrary or self.qualifies(entry) or entry.own_word:
            return "fully"
        if entry.supposed and entry.stated_in != finding.stated_in:
            return "fully"
        if self.contrary == "any":
            return "as a doubt"
        counts = (
            self.contrary != "the-grade"
            and entry.verification is not None
            and entry.verification.reaches(Verification(self.contrary))
        )
        return "as a doubt" if counts else "not at all"

    def too_old(self, entry: Entry, *, adverse: bool = False) -> bool:
        """Whether an entry is older than the reading allows."""
        months = self.age_against if adverse else self.evidence_age
        return months is not None and entry.span.end < add_months(self.aged(entry, self.as_of), -months)

    def aged(self, entry: Entry, day: date) -> date:
        """The day by which an entry has aged on a day: it does not age while nothing else is supposed to happen."""
        if not self.gaps or entry.told_on is None:
            return day
        return day - timedelta(days=days_within(self.gaps, entry.told_on, day))

    def hopes(self, entry: Entry) -> bool:
        """Whether the entry may raise the hopeful end. What is stated as unknown asserts nothing unproven."""
        return self.below_grade == "unknown" or entry.unknown or self.qualifies(entry)

    def use(self, entry: Entry) -> "Use":
        """How the entry counts: by its place in the window, then its grade. A date across a bound is unknown for it."""
        start = self.start or date.min
        if self.back is not None and self.gaps and entry.told_on is not None:
            start = add_months(self.aged(entry, self.as_of), -self.back) + timedelta(days=1)
        if entry.span.end < start:
            return Use(entry, "before-window")
        if not (start <= entry.span.start and entry.span.end <= self.as_of):
            return Use(entry, "straddles")
        return Use(entry, "counted" if self.qualifies(entry) else "below-grade")


class Use(NamedTuple):
    """An entry that spoke, and how it was counted."""

    entry: Entry
    how: How


class FieldFinding(NamedTuple):
    """What the record shows of one field: from `worst` to `best`, the entries that spoke, and the doubts between."""

    field: Field
    worst: Bound
    best: Bound
    uses: tuple[Use, ...]
    reasons: frozenset[Reason]
