"""What every action has, and how it moves fields."""

from collections.abc import Iterator, Sequence
from typing import Annotated, ClassVar, Literal, NamedTuple

from pydantic import AfterValidator, BeforeValidator, StrictStr, model_validator
from pydantic_core import PydanticCustomError

from ....days import Span, When
from ....numbers import Exact, Number, thousands
from ...acts import Id
from ...evidence import Dead, Evidence

ProgrammeName = Literal["nuclear", "chemical", "biological", "radiological", "delivery"]


def _count(value: Number) -> Number:
    if not isinstance(value, int) or value < 0:
        raise PydanticCustomError("range", "expected a whole number, zero or more")
    return value


def _written(raw: object) -> object:
    meant = thousands(raw)
    if meant:
        raise PydanticCustomError(
            "days",
            "may mean {meant} or {plain}: write the one",
            {"meant": meant, "plain": f"{raw}".rstrip("0").rstrip(".")},
        )
    return raw


def _share(value: Number) -> Number:
    if not 0 <= value <= 1:
        raise PydanticCustomError("range", "expected a share from 0 to 1")
    return value


Count = Annotated[Exact, BeforeValidator(_written), AfterValidator(_count)]
Share = Annotated[Exact, AfterValidator(_share)]


class Move(NamedTuple):
    """What an action does to one field: `set` a stock, `rise` or `fall` by so much, or add an `event` to a flow.

    `dead` are those of the people counted who died in custody. `when` is where that is another date than the action's.
    """

    field: str
    how: Literal["set", "rise", "fall", "event"]
    low: Number
    high: Number | None
    dead: Dead | None = None
    when: Span | None = None


def set_to(field: str, value: Number | bool) -> Move:
    """Set a stock to this value; a flag is none or one."""
    return Move(
        field, "set", int(value) if isinstance(value, bool) else value, int(value) if isinstance(value, bool) else value
    )


class Act(Evidence):
    """What every action has: an id, a date (a day, a month, a year), and its standing as evidence.

    One that `tells_of` another is a second word of the same event: the event counts once.
    """

    id: Id | Literal[""] = ""  # a file states it; what is supposed is numbered
    date: When
    tells_of: Id | Literal[""] = ""
    finds_false: ClassVar[bool] = False  # whether what it undoes was never so

    def __repr__(self) -> str:
        """In a line: its keys, and who stands behind it."""
        standing = {"id", "type", "date", "note", "sources", *Evidence.model_fields}
        keys = (f"{key}={getattr(self, key)}" for key in sorted(self.model_fields_set - standing))
        by = f"by {self.verifier}" if self.verifier else ""
        words = (self.id, str(self.date), *keys, str(self.verification or "ungraded"), by)
        return f"<{type(self).__name__} {' '.join(filter(None, words))}>"

    def moves(self) -> Iterator[Move]:
        """The fields it moves, and how."""
        yield from ()

    def moves_among(self, acts: Sequence["Act"]) -> Iterator[Move]:
        """The fields it moves where that depends on what else was done."""
        yield from self.moves()

    @property
    def may_undo(self) -> bool:
        """Whether it is of a kind that makes others, or what some fields held, as if they had not been."""
        return type(self).undoes is not Act.undoes or type(self).empties is not Act.empties

    @property
    def depends_on_others(self) -> bool:
        """Whether the fields it moves depend on what else was done."""
        return type(self).moves_among is not Act.moves_among

    def undoes(self, acts: Sequence["Act"]) -> Iterator[str]:
        """The ids of those acts which, from its day, are as if they had not been."""
        yield from ()

    def empties(self) -> Iterator[str]:
        """The fields of which what came before it is, from its day, as if it had not been."""
        yield from ()


class Counted(Act):
    """An action that concerns so many people or things; a range where estimates differ. `of_one`: one unless stated."""

    of_one: ClassVar[bool] = False
    count: Count | None = None
    low: Count | None = None
    high: Count | None = None

    @model_validator(mode="after")
    def _stated_once(self) -> "Counted":
        if self.count is None and self.low is None and not (self.of_one and self.high is None):
            raise PydanticCustomError("count", "says not how many: state `count`, or `low` and `high`")
        if self.count is not None and (self.low is not None or self.high is not None):
            raise PydanticCustomError("count", "states `count` and a range; one of them is enough")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise PydanticCustomError("range", "`low` is above `high`")
        return self

    @property
    def bounds(self) -> tuple[Number, Number | None]:
        """The range of the count; None as its end where it is open."""
        if self.low is not None:
            return self.low, self.high
        count = 1 if self.count is None else self.count
        return count, count

    def by(self, field: str, how: Literal["rise", "fall", "event"]) -> Move:
        """Move this field by the count."""
        return Move(field, how, *self.bounds)


class One(Counted):
    """An action on one thing by its nature: a law, a test, a facility. A `count` or a range says that it was more."""

    of_one: ClassVar[bool] = True


class Reverse(Act):
    """Undoes an action by its id: from its day the record is as if that action had not been."""

    type: Literal["reverse"] = "reverse"
    of: Id

    def undoes(self, acts: Sequence[Act]) -> Iterator[str]:
        """The one it names."""
        yield self.of

    @model_validator(mode="after")
    def _on_a_day(self) -> "Reverse":
        if self.date.start != self.date.end:
            raise PydanticCustomError("day", "a reversal needs a day; a span leaves open which record stands")
        return self


class FindFalse(Act):
    """A body finds that what an action says was never so: from its day that action adds nothing, under any answer."""

    type: Literal["find_false"] = "find_false"
    of: Id
    body: StrictStr
    finds_false: ClassVar[bool] = True

    def undoes(self, acts: Sequence[Act]) -> Iterator[str]:
        """The one it names."""
        yield self.of

    @model_validator(mode="after")
    def _on_a_day(self) -> "FindFalse":
        if self.date.start != self.date.end:
            raise PydanticCustomError("day", "a finding needs a day; a span leaves open which record stands")
        return self
