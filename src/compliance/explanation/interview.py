"""Which question to ask next so that a goal or a condition is settled: never one whose answer cannot matter.

After each answer the case is looked at anew. A question is put to one field; what is passed over stays as open as it
is, and is not asked again.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ..case.model import Case
from ..days import add_months
from ..judgement.context import view_of
from ..record.evidence import Verification
from ..record.field import Field, FieldKind
from ..record.standard import Bound
from ..record.vocabulary import fields
from ..rulebook.interpretation import Interpretation
from ..rulebook.resolve import Standard
from ..rulebook.rulebook import Rulebook
from ..status import Status
from .ends import ENOUGH, LITTLE, MUCH, Ends
from .settling import OpenFact, Settling, ranked
from .tables import counting

_GRADES = list(Verification)
Key = tuple[str, date | None, date]  # of a question: the field, and since and until when


class Question(NamedTuple):
    """A field to be asked about: a flow from a day to a day, a stock as it stands on `until`.

    `grade` is the least at which an answer in favour counts, `shown` between what the record leaves it, `fact` what the
    field is one of, where the fact decides.
    """

    field: Field
    since: date | None
    until: date
    grade: Verification
    shown: tuple[Bound, Bound]
    conditions: tuple[str, ...]
    known_by: tuple[str, ...]
    fact: OpenFact | None

    @property
    def key(self) -> Key:
        """What is not asked twice."""
        return self.field.path, self.since, self.until


class Standing(NamedTuple):
    """How the provision stands, and what to ask next; nothing where it is settled, or nothing left can settle it."""

    settling: Settling
    question: Question | None


def next_question(
    case: Case,
    of: str,
    rulebook: Rulebook,
    interpretation: Interpretation,
    as_of: date | None = None,
    passed: Collection[Key] = (),
) -> Standing:
    """What to ask next to settle a goal or a provision; `passed` are the keys of questions asked already.

    KeyError where nothing of that name is judged; UnusableError where more is open than can be counted.
    """
    ends = Ends.of_case(case, rulebook, interpretation, as_of)
    number = ends.number_of(of, rulebook)
    with counting("facts are open"):
        found = ranked(ends, case, number)
    if found.status is not Status.UNKNOWN:
        return Standing(found, None)
    return Standing(found, _Asking(ends, number, found, passed).next())


class _Asking:
    """The open fields of one provision, of which some may be asked about."""

    def __init__(self, ends: Ends, number: int, found: Settling, passed: Collection[Key]) -> None:
        self.ends, self.number, self.found = ends, number, found
        axes = [*(each.pattern for each in found.facts), *found.idle]
        open_ = {each.path: axis for axis in axes for each in ends.open_fields(axis, number)}
        self.questions = {path: self._question(fields()[path], axis) for path, axis in open_.items()}
        self.free = [path for path, each in self.questions.items() if each.key not in passed]

    def next(self) -> Question | None:
        """The first in the order of the ranking that can matter, whatever the answers to the others may be."""
        if self._at(dict.fromkeys(self.free, True)) is self._at(dict.fromkeys(self.free, False)):
            return None
        return self.questions[next(filter(self._can_matter, self.free), None) or self._on_the_way()]

    def _at(self, good: Mapping[str, bool | None]) -> Status:
        """Where these fields are at their good end, or their bad; None: just enough."""
        return self.ends.knowing(self.number, {path: _place(fields()[path], each) for path, each in good.items()})

    def _can_matter(self, path: str) -> bool:
        """Whether it decides with the others somewhere; they are taken from their good end to their bad, one by one.

        As much of them is taken away as leaves something for it to decide: first what could stand in for it.
        """
        others = [each for each in self.free if each != path]
        alike = [each for each in others if self.questions[each].fact is self.questions[path].fact]
        unlike = [each for each in others if each not in alike]
        return any(
            self._decides(path, order) for order in ([*alike, *unlike], [*unlike, *alike], [*unlike[::-1], *alike])
        )

    def _decides(self, path: str, order: list[str]) -> bool:
        at: dict[str, bool | None] = dict.fromkeys([path, *order], True)
        best = self._at(at)
        for each in order:
            if self._at({**at, path: False}) is not best:
                return True
            for place in (False, None, True):
                if self._at({**at, each: place}) is best:
                    at[each] = place
                    break
        return self._at({**at, path: False}) is not best

    def _on_the_way(self) -> str:
        """The field by which the status first turns on the way from all at their good end to all at their bad."""
        at: dict[str, bool | None] = dict.fromkeys(self.free, True)
        best = self._at(at)
        for each in self.free:
            at[each] = False
            if self._at(at) is not best:
                return each
        raise AssertionError("it turns somewhere")

    def _question(self, field: Field, axis: str) -> Question:
        gauges, slots = self.ends.gauges, self._slots(field.path)
        standards = [(self.ends.plan.listed[slot].standard, self.ends.plan.listed[slot].of) for slot in slots]
        ends = [end for slot in slots for end in (gauges.found[slot].worst, gauges.found[slot].best)]
        views = [view_of(each, gauges.as_of, gauges.since, gauges.gaps) for each, _ in standards]
        since = min(view.opened for view in views)
        conditions, known_by = self.ends.bearing(axis, self.number)
        return Question(
            field=field,
            since=since if field.kind is FieldKind.FLOW else None,
            until=self._until(field, since, standards),
            grade=max((view.grade or _GRADES[0] for view in views), key=_GRADES.index),
            shown=(min(ends), max(ends)),
            conditions=conditions,
            known_by=known_by,
            fact=next((each for each in self.found.facts if each.pattern == axis), None),
        )

    def _until(self, field: Field, since: date, standards: Sequence[tuple[Standard, str]]) -> date:
        """The day judged; of a stock when the window opened, or so long before as a practice must have stood."""
        day = self.ends.gauges.as_of
        if field.kind is FieldKind.FLOW:
            return day
        if all(of == "whole at start" for _, of in standards):
            return since
        return max(since, add_months(day, -max(each.practice for each, _ in standards)))

    def _slots(self, path: str) -> list[int]:
        """The ways of looking at a field by which it is open."""
        return [slot for slot in self.ends.axis_of if self.ends.plan.listed[slot].field.path == path]


def _place(field: Field, good: bool | None) -> str:
    """More is good of what compliance adds to; of all else, less."""
    if good is None:
        return ENOUGH
    return MUCH if good is (field.better == "more") else LITTLE
