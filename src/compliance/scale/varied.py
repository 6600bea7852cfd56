"""What a draw supposes: each axis with the lines that its places make, and which of their numbers are columns."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from ..case.ground import Ground
from ..case.load import case_supposing
from ..case.model import Case
from ..days import Span
from ..numbers import Number
from ..problem import Code, Problem, UnusableError, named_like
from ..record.evidence import Fact
from ..record.fold import EARLIEST
from ..record.vocabulary import Action, fields
from ..rulebook.rulebook import Rulebook
from .axes import Row, Value, said
from .column import Column
from .sweep_file import Vary, number_row, row_of

Line = str | Fact
_FROM = "$.vary"


class Held(NamedTuple):
    """Where a number of an axis stands: in which of its lines, and in which attribute of what the line says."""

    line: int
    attribute: str


@dataclass(frozen=True, eq=False)
class Axis:
    """Something that varies over a row of places. `held` says where its number stands, if draws of it are a column."""

    name: str
    row: Row
    lines: tuple[Line, ...] = ()
    question: str = ""
    held: tuple[Held, ...] = ()

    def supposed(self, place: int) -> list[Line]:
        """What is supposed at a place."""
        value = self.row.value(place)
        if self.question or (value is False and self.comes):
            return []
        return [_with(line, value) for line in self.lines]

    @property
    def comes(self) -> bool:
        """Whether its lines come or do not, and have no value."""
        return all(isinstance(line, str) and "{}" not in line for line in self.lines)


def _with(line: Line, value: Value) -> Line:
    if isinstance(line, str):
        return line.replace("{}", said(value))
    if line.value is not None or line.unknown or line.basis:
        return line  # it stands beside what is drawn, as it is
    return line.model_copy(update={"value": value, "low": None, "high": None})


def axes_of(varied: Sequence[Vary], case: Case, rulebook: Rulebook) -> list[Axis]:
    """The axes of a sweep over a case. UnusableError with every problem of all of them."""
    problems, axes = list[Problem](), list[Axis]()
    for index, vary in enumerate(varied):
        place = f"{_FROM}[{index}]"
        try:
            axes.append(_axis(vary, case, rulebook, place))
        except UnusableError as error:
            problems += error.problems
    if problems:
        raise UnusableError(problems)
    if together := list(_together(axes, case)):
        raise UnusableError(together)
    return axes


def _axis(vary: Vary, case: Case, rulebook: Rulebook, place: str) -> Axis:
    if vary.answer:
        _answered(vary, rulebook, place)
        return Axis(vary.name, row_of(vary), question=vary.answer)
    axis = _own_range(vary, case, place) if vary.range_of else Axis(vary.name, row_of(vary), vary.suppose)
    if problems := list(_at_ends(axis, case, place)):
        raise UnusableError(problems)
    return replace(axis, held=tuple(_held(axis, case)))


def _answered(vary: Vary, rulebook: Rulebook, place: str) -> None:
    """UnusableError where there is no such question, or no such answer."""
    wrong = list[Problem]()
    for index, value in enumerate(vary.values):
        try:
            rulebook.interpretation("plain", {vary.answer: str(value)})
        except UnusableError as error:
            wrong += [problem._replace(file="", place=f"{place}.values[{index}]") for problem in error.problems]
    if wrong:
        raise UnusableError(dict.fromkeys(wrong))


def _own_range(vary: Vary, case: Case, place: str) -> Axis:
    """A field over the range that is stated of its last date or span, from the least that is said to the most."""
    field = fields().get(vary.range_of)
    if field is None:
        message = f"unknown field `{vary.range_of[:80]}`{named_like(vary.range_of, fields())}"
        raise UnusableError([Problem(Code.UNKNOWN_FIELD, message, place=f"{place}.range_of")])
    of_it = [stated.fact for stated in case.facts if stated.fact.field == field.path]
    ranged = [fact for fact in of_it if fact.high is not None]
    if not ranged:
        message = f"the record states no range with both ends of `{field.path}`"
        raise UnusableError([Problem(Code.WRONG_VALUE, message, place=f"{place}.range_of")])
    last = max(map(_when, ranged), key=lambda when: (when.end, when.start))
    on_it = [fact for fact in of_it if not fact.basis and _when(fact) == last]
    ends = [end for fact in on_it if fact.high is not None for end in (fact.low or 0, fact.high)]
    low, high = min(map(_number, ends)), max(map(_number, ends))
    if (high - low) % vary.step:
        message = f"`{field.path}` ranges from {low} to {high}, which is no whole number of steps: say `step`"
        raise UnusableError([Problem(Code.BAD_RANGE, message, place=f"{place}.step")])
    lines = tuple(fact.model_copy(update={"id": ""}) for fact in on_it)
    return Axis(vary.name, number_row((low, high), None, vary.step), lines)


def _when(fact: Fact) -> Span:
    """The day or the span of which a fact speaks."""
    if fact.date is not None:
        return fact.date
    return Span(fact.from_ or EARLIEST, fact.to or EARLIEST)


def _number(value: Number | bool) -> Number:
    return int(value) if isinstance(value, bool) else value


def _at_ends(axis: Axis, case: Case, place: str) -> Iterator[Problem]:
    """What is wrong with what is supposed at the ends of a row of steps, or at each place of a list."""
    row = axis.row
    places = range(row.size) if row.listed else sorted({0, row.central, row.size - 1})
    seen = set[str]()
    for number in places:
        lines = axis.supposed(number)
        try:
            if lines:
                case_supposing(case, lines, place)
        except UnusableError as error:
            for problem in error.problems:
                if problem.message not in seen:
                    seen.add(problem.message)
                    yield problem._replace(file="", place=f"{place} at {said(row.value(number))[:60]}")


def _together(axes: Sequence[Axis], case: Case) -> Iterator[Problem]:
    """What is wrong with all of them at their first places, or all at their last, though not with any alone."""
    for which, places in (("first", [0] * len(axes)), ("last", [axis.row.size - 1 for axis in axes])):
        try:
            case_of(axes, case, places)
        except UnusableError as error:
            where = f"{_FROM}, all at their {which}"
            yield from (problem._replace(file="", place=where) for problem in error.problems)


def case_of(axes: Sequence[Axis], case: Case, places: Sequence[int], ground: Ground | None = None) -> Case:
    """The case of a draw: what it supposes on top of the case, whose `ground` is known where many do.

    UnusableError with every problem of it.
    """
    lines = [line for axis, place in zip(axes, places, strict=True) for line in axis.supposed(place)]
    return case_supposing(case, lines, _FROM, ground=ground) if lines else case


def _items(case: Case) -> list[Fact | Action]:
    """What the lines of a draw became, in their order."""
    last = case.parts[-1]
    found: list[Fact | Action] = [item for _, item in (*last.facts, *last.actions)]
    return sorted(found, key=lambda item: int(item.id.removeprefix("s")))


def _held(axis: Axis, case: Case) -> Iterator[Held]:
    """Where the numbers of an axis stand; nowhere if something else varies with them, and each is a case by itself."""
    row = axis.row
    if row.size < 2 or not row.are_numbers or axis.comes:
        return
    pair = [_items(case_supposing(case, axis.supposed(place), _FROM)) for place in (0, row.size - 1)]
    values = row.value(0), row.value(row.size - 1)
    found = list[Held]()
    for line, (one, other) in enumerate(zip(*pair, strict=True)):
        for name in type(one).model_fields:
            here = getattr(one, name), getattr(other, name)
            if here == values:
                found.append(Held(line, name))
            elif here[0] != here[1]:
                return
    yield from found


def answers_of(axes: Sequence[Axis], places: Sequence[int]) -> dict[str, str]:
    """Which questions a draw answers otherwise, and how."""
    return {
        axis.question: said(axis.row.value(place)) for axis, place in zip(axes, places, strict=True) if axis.question
    }


def with_columns(axes: Sequence[Axis], case: Case, places: Sequence[int], columns: Mapping[int, Column]) -> Case:
    """The case of a draw with the numbers of many in the place of its own, axis by axis."""
    new = dict[str, dict[str, Any]]()
    at, items = 0, _items(case) if columns else []
    for number, (axis, place) in enumerate(zip(axes, places, strict=True)):
        if number in columns:
            for line, attribute in axis.held:
                new.setdefault(items[at + line].id, {})[attribute] = columns[number]
        at += len(axis.supposed(place))
    if not new:
        return case
    return replace(
        case,
        facts=tuple(
            stated._replace(fact=stated.fact.model_copy(update=new[stated.fact.id]))
            if stated.case == case.id and stated.fact.id in new
            else stated
            for stated in case.facts
        ),
        actions=tuple(
            action.model_copy(update=new[action.id]) if action.id in new else action for action in case.actions
        ),
    )
