"""What can be lifted, and what survives: measures of the Act with their reach; authorities with their own exits."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field

from ..days import Day
from ..frozen import Frozen
from .office import Delegation, Office
from .question import Choice

Seen = Literal["full", "part", "not"]


class Reach(StrEnum):
    """Whether a route reaches a measure."""

    YES = "yes"
    NO = "no"
    DOUBTFUL = "doubtful"


class Change(Frozen):
    """An amendment that changed a measure without making it another."""

    date: Day
    by: str
    what: str


_LEAST_FIRST = (Reach.NO, Reach.DOUBTFUL, Reach.YES)


class ReachRule(Frozen):
    """Whether one route reaches a measure: the same under every answer, or by the answers to one question.

    `narrowed` is a second rule that must let it through as well: of the two the lesser reach holds.
    """

    is_: Reach | None = Field(None, alias="is")
    question: str = ""
    answers: dict[str, Reach] = {}
    because: str
    narrowed: "ReachRule | None" = None

    def under(self, choices: Mapping[str, Choice]) -> Reach:
        """The reach under a complete choice of answers, by question."""
        return min((each._own(choices) for each in self._rules()), key=_LEAST_FIRST.index)

    def deciding(self, choices: Mapping[str, Choice]) -> "ReachRule":
        """The rule that says so: the narrower one where it lets less through."""
        return min(self._rules(), key=lambda each: _LEAST_FIRST.index(each._own(choices)))

    def _rules(self) -> tuple["ReachRule", ...]:
        return (self, *(self.narrowed._rules() if self.narrowed else ()))

    def _own(self, choices: Mapping[str, Choice]) -> Reach:
        return self.is_ if self.is_ is not None else self.answers[choices[self.question].answer]


class Measure(Frozen):
    """One sanction or other measure of titles I to III. `also` names authorities on which the restriction rests too.

    `modal` is the statute's verb: a duty (`shall`), a power (`may`), or a report and no sanction (`report`).
    `continues` names the measure of which this one is the restatement. `group` names measures whose end has conditions
    of its own, which a route states in its needs.
    """

    id: str
    provisions: tuple[str, ...]
    section: str
    title: str
    what: str
    modal: Literal["shall", "may", "report"]
    since: Day
    until: Day | None = None
    enacted_by: str
    ended_by: str = ""
    changed: tuple[Change, ...] = ()
    group: str = ""
    continues: str = ""
    also: tuple[str, ...] = ()
    seen: Seen = "full"
    sources: tuple[str, ...] = ()
    reach: dict[str, ReachRule]
    practice: ReachRule | None = None
    notes: tuple[str, ...] = ()

    def in_force(self, day: date) -> bool:
        """Whether it was law on that day; both ends count."""
        return self.since <= day and (self.until is None or day <= self.until)


class MeasureFile(Frozen):
    """`rules/measures.toml`."""

    measure: tuple[Measure, ...]


class Authority(Frozen):
    """What would remain after a termination, and how it ends by itself. `seen` says how much of its text was seen.

    `stands_on` names an authority with which it falls, wholly or, where it has `further` bases of its own, in part; of
    these, some are authorities that can end too, named by id, and the others statutes.
    `falls` says by a question whether it falls with a termination in part, where `after_termination` alone does not.
    `runs_until` is the last day to which it was seen continued, or
    on which it ends where it cannot be `continued`. `revoked` is the day from which it is gone, `revoked_by` by what.
    """

    id: str
    title: str
    cite: str
    what: str
    exit: str
    exit_by: tuple[str, ...] = ()
    way: Literal["revocation", "council", "statute", "agency", "lapse"]
    since: Day | None = None
    runs_until: Day | None = None
    continued: bool = True
    revoked: Day | None = None
    revoked_by: str = ""
    stands_on: str = ""
    further: tuple[str, ...] = ()
    falls: ReachRule | None = None
    after_termination: Reach
    because: str
    seen: Seen
    sources: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def terminated(self, choices: Mapping[str, Choice]) -> Reach:
        """Whether a termination touches it, under a complete choice of answers."""
        return self.falls.under(choices) if self.falls else self.after_termination


class AuthorityFile(Frozen):
    """`rules/authorities.toml`."""

    office: tuple[Office, ...] = ()
    delegation: tuple[Delegation, ...] = ()
    authority: tuple[Authority, ...]
