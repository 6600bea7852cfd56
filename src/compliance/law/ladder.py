"""Ladders: for each matter, the tests by which this model reads how far it has come."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, StrictBool, StrictInt, Tag, WithJsonSchema

from ..frozen import Frozen
from ..numbers import Exact
from .degree import Degree


def _listed(raw: Any) -> Any:
    return (raw,) if isinstance(raw, str) else tuple(raw) if isinstance(raw, list) else raw


def _exact_or_reference(raw: Any) -> Any:
    return {"reference": raw} if isinstance(raw, str) and raw.startswith("@") else {"exact": raw}


class _Constant(Frozen):
    exact: Exact | None = None
    reference: str = ""


def _constant(raw: Any) -> Any:
    found = _Constant.model_validate(_exact_or_reference(raw))
    return found.reference or found.exact


Reference = Annotated[str, Field(pattern=r"^@[a-z][a-z0-9_]*$")]
Constant = Annotated[Any, BeforeValidator(_constant)]
_TEXTS = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
Patterns = Annotated[tuple[str, ...], BeforeValidator(_listed), WithJsonSchema(_TEXTS)]


class Test(Frozen):
    """One field (or the fields of a pattern, added up) against a constant, or its share of a whole against a fraction.

    `@name` stands for a parameter that an answer sets; the key says of which kind. With `empty` it asks whether nobody
    was in a class: none of its whole at the start of the window, none taken since, and none of `net_of_known`.
    """

    __test__ = False  # not one of pytest's

    field: Patterns
    label: str = ""
    short: str = ""
    at_least: Constant | None = None
    at_most: Constant | None = None
    is_: StrictBool | None = Field(None, alias="is")
    share_of: Patterns = ()
    across: StrictInt | Literal["each", "any"] | Reference | None = None
    grade: str = ""
    window: str
    relapses: StrictBool = False
    net_of: Patterns = ()
    net_label: str = ""
    net: Reference | None = None
    carried: Reference | None = None
    net_of_known: Patterns = ()
    search: Reference | None = None
    undone: Reference | None = None
    practice: Reference | None = None
    capped: Reference | None = None
    empty: Reference | None = None
    include: tuple[Reference, ...] = ()
    classes: Reference | None = None
    because: str = ""

    @property
    def constant(self) -> Any:
        """What the field is held against: a number, or a reference to a threshold."""
        if self.is_ is not None:
            return int(self.is_)
        return self.at_least if self.at_least is not None else self.at_most

    @property
    def upward(self) -> bool:
        """Whether more makes it hold."""
        return self.at_least is not None or self.is_ is True

    def references(self) -> Iterator[tuple[str, str]]:
        """The parameters it needs, as kind and name."""
        named = (
            ("threshold", self.constant),
            ("denominator", self.share_of[0] if self.share_of else ""),
            ("nationalities", self.across),
            ("grade", self.grade),
            ("window", self.window),
            ("net", self.net),
            ("harm_window", self.carried),
            ("search_margin", self.search),
            ("net", self.undone),
            ("practice", self.practice),
            ("threshold", self.capped),
            ("empty", self.empty),
            ("classes", self.classes),
            *(("include", name) for name in self.include),
            ("evidence_age", "@conditions" if self.relapses else None),
        )
        for kind, name in named:
            if isinstance(name, str) and name.startswith("@"):
                yield kind, name[1:]


class Group(Frozen):
    """Conditions taken together: `all` of them, `any` of them, or `at_least_of` so many of `of`.

    With `only_if` they are a way to hold only where the answer says so; where it does not, they never hold.
    """

    all_: tuple["Condition", ...] = Field((), alias="all")
    any_: tuple["Condition", ...] = Field((), alias="any")
    of: tuple["Condition", ...] = ()
    at_least_of: StrictInt | Reference | None = None
    only_if: Reference | None = None
    because: str = ""

    @property
    def parts(self) -> tuple["Test | Group", ...]:
        """The conditions grouped, whichever way."""
        return self.all_ or self.any_ or self.of

    def tests(self) -> Iterator[Test]:
        """Every test in the group, in order."""
        for part in self.parts:
            yield from part.tests() if isinstance(part, Group) else (part,)

    def references(self) -> Iterator[tuple[str, str]]:
        """The parameters it and its parts need, as kind and name."""
        for name in (self.at_least_of, self.only_if):
            if isinstance(name, str):
                yield "threshold", name[1:]
        for part in self.parts:
            yield from part.references()


def _which(raw: Any) -> str:
    if isinstance(raw, Test | Group):
        return "test" if isinstance(raw, Test) else "group"
    return "test" if isinstance(raw, dict) and "field" in raw else "group"


Condition = Annotated[Annotated[Test, Tag("test")] | Annotated[Group, Tag("group")], Discriminator(_which)]


class Rung(Group):
    """One degree of a ladder, its conditions and the reason for them. Each rung's test is self-contained.

    With `includes` the conditions of that lower rung are among them, so that a safeguard below is one above.
    """

    degree: Degree
    includes: Degree | None = None


class Ladder(Frozen):
    """The five upper rungs of one matter, lowest first. `known_by` names who would know, and where they say it."""

    matter: str
    title: str
    known_by: tuple[str, ...] = ()
    rung: tuple[Rung, ...]


class LadderFile(Frozen):
    """`rules/ladders.toml`."""

    ladder: tuple[Ladder, ...]


__all__ = ["Condition", "Group", "Ladder", "LadderFile", "Rung", "Test"]
