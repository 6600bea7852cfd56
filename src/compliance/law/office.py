"""Who acts: the offices that the law names, and the delegations by which one of them holds what another was given."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal, NamedTuple

from pydantic import Field

from ..days import Day
from ..frozen import Frozen
from ..names import same_name

_ACTING = re.compile(r"acting (.+)|(.+) \(acting\)")


class Office(Frozen):
    """An office by its names; a name that ends in `*` stands for all that begin so. `deputy_of` names another's office.

    `rank` says what of the President's power can come to it (3 U.S.C. § 301): it heads an agency, or is filled with the
    Senate's consent (`confirmed`); else it is neither, or stands `outside` the executive branch.
    """

    id: str
    names: Annotated[tuple[str, ...], Field(min_length=1)]
    rank: Literal["president", "head", "confirmed", "unconfirmed", "outside"]
    cite: str = ""
    deputy_of: str = ""

    @property
    def title(self) -> str:
        """Its first name."""
        return self.names[0].rstrip("* ")


class Delegation(Frozen):
    """A standing delegation that was seen: by and to an office, of these provisions and what stands below them.

    `what` says all of it in our own words, also where this model does nothing under it.
    """

    id: str
    by: str
    to: str
    of: Annotated[tuple[str, ...], Field(min_length=1)]
    since: Day
    until: Day | None = None
    cite: str
    what: str
    notes: tuple[str, ...] = ()

    def in_force(self, day: date) -> bool:
        """Whether it stands on a day as the rules know it; both ends count."""
        return self.since <= day and (self.until is None or day <= self.until)


class Person(NamedTuple):
    """Whom a name means: an office of the rules or, if they know none, the bare name; and whether he acts in it."""

    name: str
    office: Office | None
    acting: bool

    def is_in(self, office: str) -> bool:
        """Whether he holds this office, by its id or (where the rules know none) by its name."""
        return office == (self.office.id if self.office else self.name)


def person(by: str, offices: Iterable[Office]) -> Person:
    """Who is meant by a name, however it is spelled, with an article or without.

    An acting officer exercises the office (5 U.S.C. § 3345(a)).
    """
    name, known = same_name(by).removeprefix("the "), tuple(offices)
    if office := _named(name, known):
        return Person(name, office, acting=False)
    match = _ACTING.fullmatch(name)
    if not match:
        return Person(name, None, acting=False)
    name = next(filter(None, match.groups()))
    return Person(name, _named(name, known), acting=True)


def _named(name: str, offices: Iterable[Office]) -> Office | None:
    return next((each for each in offices if any(_fits(name, same_name(other)) for other in each.names)), None)


def _fits(name: str, other: str) -> bool:
    return name.startswith(other[:-1]) if other.endswith("*") else name == other


def is_within(provision: str, whole: str) -> bool:
    """Whether a provision is this one or stands below it."""
    return provision == whole or provision.startswith(f"{whole}/")


def is_named(by: str, who: Iterable[str], offices: Iterable[Office]) -> bool:
    """Whether somebody is named among others; who acts in an office is named with it."""
    known = tuple(offices)
    meant, others = person(by, known), (person(name, known) for name in who)
    return any(meant.is_in(other.office.id if other.office else other.name) for other in others)
