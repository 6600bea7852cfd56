"""What must hold of the rules whatever is recorded: statements on the statuses of provisions, as a lawyer writes them.

    met 402(2) and met 401(a) => met 402

An atom is `met`, `unknown` or `unmet` and a provision as it is typed; `not`, `and`, `or` and `=>` join them, in that
order, and parentheses group. `402(1)>401(a)(1)` is the condition as § 402(1) refers to it.
"""

import re
from collections.abc import Iterator
from typing import Annotated, NamedTuple

from pydantic import AfterValidator, Field

from ..frozen import Frozen
from ..status import Status


class Atom(NamedTuple):
    """That a provision has a status."""

    status: Status
    provision: str


class Compound(NamedTuple):
    """Statements joined by `not`, `and`, `or` or `=>`."""

    join: str
    parts: tuple["Statement", ...]


Statement = Atom | Compound
_TOKEN = re.compile(r"\s*(?:(=>)|((?:/us/usc/)?[0-9][\w/.§-]*(?:\(\w+\))*(?:>[\w/.]+(?:\(\w+\))*)*)|([a-z]+)|([()]))")
_LONGEST = 2_000
_DEEPEST = 50


def parse(text: str) -> Statement:
    """The statement that a text makes; ValueError with what was expected and where.

    >>> parse("met 402 => met 401(a)").join
    '=>'
    >>> [each.provision for each in atoms(parse("not (met 402 or unknown 402(1)>401(a)(6)) => unmet 401(a)"))]
    ['402', '402(1)>401(a)(6)', '401(a)']
    >>> parse("met")
    Traceback (most recent call last):
    ValueError: expected a provision such as 401(a)(4) at letter 4, found `the end`
    """
    if len(text) > _LONGEST:
        raise ValueError(f"is longer than {_LONGEST} letters")
    reader = _Reader(text)
    found = reader.implication(0)
    if reader.token:
        raise ValueError(f"expected the end, found `{reader.token}` at letter {reader.at + 1}")
    return found


class _Reader:
    """Reads a statement from left to right."""

    def __init__(self, text: str) -> None:
        self.text, self.end = text, 0
        self.token, self.at = "", 0
        self.step()

    def step(self) -> str:
        """The token that was next; and looks at the one after it."""
        was, rest = self.token, self.text[self.end :]
        if not rest.strip():
            self.token, self.at = "", len(self.text)
            return was
        match = _TOKEN.match(self.text, self.end)
        if match is None:
            raise ValueError(f"cannot be read at letter {self.end + 1 + len(rest) - len(rest.lstrip())}")
        self.token = next(each for each in match.groups() if each)
        self.at, self.end = match.end() - len(self.token), match.end()
        return was

    def implication(self, depth: int) -> Statement:
        if depth > _DEEPEST:
            raise ValueError(f"is nested more than {_DEEPEST} deep")
        left = self._joined("or", depth)
        if self.token != "=>":
            return left
        self.step()
        return Compound("=>", (left, self.implication(depth + 1)))

    def _joined(self, join: str, depth: int) -> Statement:
        parts = [self._joined("and", depth) if join == "or" else self._single(depth)]
        while self.token == join:
            self.step()
            parts.append(self._joined("and", depth) if join == "or" else self._single(depth))
        return parts[0] if len(parts) == 1 else Compound(join, tuple(parts))

    def _single(self, depth: int) -> Statement:
        if depth > _DEEPEST:
            raise ValueError(f"is nested more than {_DEEPEST} deep")
        at, token = self.at + 1, self.step()
        if token == "not":
            return Compound("not", (self._single(depth + 1),))
        if token == "(":
            within = self.implication(depth + 1)
            if self.step() != ")":
                raise ValueError(f"expected `)` for the `(` at letter {at}")
            return within
        if token not in {each.value for each in Status}:
            raise ValueError(f"expected met, unknown or unmet at letter {at}, found `{token or 'the end'}`")
        at, provision = self.at + 1, self.step()
        if not provision or not (provision[0].isdigit() or provision[0] == "/"):
            found = provision or "the end"
            raise ValueError(f"expected a provision such as 401(a)(4) at letter {at}, found `{found}`")
        return Atom(Status(token), provision)


def atoms(statement: Statement) -> Iterator[Atom]:
    """Every atom of a statement, from left to right."""
    if isinstance(statement, Atom):
        yield statement
    else:
        for part in statement.parts:
            yield from atoms(part)


def _parsed(text: str) -> str:
    parse(text)
    return text


class Property(Frozen):
    """A statement that must hold for every valuation of the conditions.

    `readings` are those under which it must; all where none is named. `where` are answers: under a reading that answers
    otherwise it is not asked.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    says: str
    holds: Annotated[str, AfterValidator(_parsed)]
    readings: tuple[str, ...] = ()
    where: dict[str, str] = {}
    sources: Annotated[tuple[str, ...], Field(min_length=1)]

    @property
    def statement(self) -> Statement:
        """What it states."""
        return parse(self.holds)


class Excepted(Frozen):
    """A provision of which a stricter reading may find more than a laxer one, and why."""

    stricter: str
    laxer: str
    provision: str
    because: str


class PropertyFile(Frozen):
    """`rules/properties.toml`. `strictest_first` are readings of which each finds no more met than the next."""

    strictest_first: tuple[str, ...] = ()
    excepted: tuple[Excepted, ...] = ()
    property: tuple[Property, ...] = ()
