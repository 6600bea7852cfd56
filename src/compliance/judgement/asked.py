"""Put a reading's answers into a ladder: what exactly is asked, with nothing left to resolve."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any, Literal, NamedTuple

from ..amount import Number
from ..law.degree import Degree
from ..law.ladder import Group, Ladder, Rung, Test
from ..law.reading import Parameters, Whole
from ..record.dprk.state import fields, matching
from ..record.field import Field


class Recipe(NamedTuple):
    """How a test looks at its fields, before the day is known: what a lens is made from."""

    window: str
    grade: str
    below_grade: Literal["unknown", "unmet"]
    evidence_age: int | None
    against_age: int | None
    relapses: bool
    gross: bool


class Parts(NamedTuple):
    """Fields to add up, and the fields of harm to set against them."""

    fields: tuple[Field, ...]
    harms: tuple[Field, ...]


class Asked(NamedTuple):
    """A test as one reading asks it. `members` are the parts of each nationality or class, where it is across them."""

    test: Test
    constant: Number
    upward: bool
    recipe: Recipe
    parts: Parts
    net: str
    wholes: tuple[tuple[Field, bool], ...]  # with whether each is read on the day, not at the start of the window
    members: tuple[tuple[str, Parts], ...]
    needed: int | None


class AskedGroup(NamedTuple):
    """Conditions taken together: all, any, or at least `needed` of the parts; none where the reading asks for none."""

    how: Literal["all", "any", "at least"]
    needed: int
    parts: tuple["Asked | AskedGroup", ...]


class AskedRung(NamedTuple):
    """One degree of a ladder, as one reading asks it."""

    degree: Degree
    because: str
    group: AskedGroup
    questions: frozenset[str]
    assertion_questions: frozenset[str]


def asked(ladder: Ladder, parameters: Parameters) -> tuple[AskedRung, ...]:
    """The rungs with every `@name` replaced by what the reading sets; done once for a ladder and a reading."""
    known: tuple[Ladder, tuple[AskedRung, ...]] | None = parameters.memo.get(id(ladder))
    if known is None or known[0] is not ladder:  # the id of a ladder that is gone may be another's now
        known = parameters.memo[id(ladder)] = ladder, _rungs(ladder, parameters)
    return known[1]


def _rungs(ladder: Ladder, parameters: Parameters) -> tuple[AskedRung, ...]:
    """The rungs, lowest first; each with the conditions of the lower one that it includes."""
    made: dict[Degree, AskedRung] = {}
    for rung in ladder.rung:
        own = _rung(rung, parameters)
        made[rung.degree] = own if rung.includes is None else _joined(made[rung.includes], own)
    return tuple(made.values())


def _joined(lower: AskedRung, own: AskedRung) -> AskedRung:
    whole = [part for group in (lower.group, own.group) for part in (group.parts if group.how == "all" else (group,))]
    return own._replace(
        group=AskedGroup("all", len(whole), tuple(whole)),
        questions=lower.questions | own.questions,
        assertion_questions=lower.assertion_questions | own.assertion_questions,
    )


def fields_asked(ladder: Ladder, parameters: Parameters) -> tuple[Field, ...]:
    """Every field that some test of the ladder looks at, each once."""
    groups = [rung.group for rung in asked(ladder, parameters)]
    found: dict[str, Field] = {}
    while groups:
        for part in groups.pop().parts:
            if isinstance(part, AskedGroup):
                groups.append(part)
            else:
                wholes = [field for field, _ in part.wholes]
                found |= {field.path: field for field in (*part.parts.fields, *part.parts.harms, *wholes)}
    return tuple(found.values())


def _rung(rung: Rung, parameters: Parameters) -> AskedRung:
    references = list(rung.references())
    grades = [("below_grade", name) for kind, name in references if kind == "grade"]
    return AskedRung(
        rung.degree,
        rung.because,
        _group(rung, parameters),
        frozenset(parameters.questions(references)),
        frozenset(parameters.questions(grades)),
    )


def _group(group: Group, parameters: Parameters) -> AskedGroup:
    how: Literal["all", "any", "at least"] = "all"
    needed = len(group.parts)
    if group.any_:
        how, needed = "any", 1
    elif group.at_least_of is not None:
        how, needed = "at least", int(resolved(group.at_least_of, "threshold", parameters))
    parts = group.parts if needed else ()
    return AskedGroup(
        how,
        needed,
        tuple(_test(each, parameters) if isinstance(each, Test) else _group(each, parameters) for each in parts),
    )


def _test(test: Test, parameters: Parameters) -> Asked:
    """The test as asked; equal tests, of several rungs, are one."""
    key = tuple(test.__dict__.values())
    found: Asked | None = parameters.memo.get(key)
    return found or parameters.memo.setdefault(key, _asked(test, parameters))  # of two threads, the first


def resolved(value: object, kind: str, parameters: Parameters) -> Any:
    """The value, or what the reading sets where it is a reference; any kind of value."""
    if isinstance(value, str) and value.startswith("@"):
        return parameters.value(kind, value[1:])
    return value


def _asked(test: Test, parameters: Parameters) -> Asked:
    net = resolved(test.net, "net", parameters) or ""
    named, harms = _named(test, parameters), _harms(test, net)
    across = resolved(test.across, "nationalities", parameters)
    members: tuple[tuple[str, Parts], ...] = ()
    if across is not None:
        by_name = groupby(sorted(named), key=lambda pair: pair[0])
        members = tuple((name, _parts(group, [pair for pair in harms if pair[0] == name])) for name, group in by_name)
    needed = len(members) if across == "each" else 1 if across == "any" else across
    return Asked(
        test, resolved(test.constant, "threshold", parameters), test.upward, _recipe(test, net, parameters),
        _parts(named, harms), net, _wholes(test, parameters), members, needed,
    )  # fmt: skip


def _parts(named: Iterable[tuple[str, str]], harms: Iterable[tuple[str, str]]) -> Parts:
    return Parts(tuple(fields()[path] for _, path in named), tuple(fields()[path] for _, path in harms))


def _named(test: Test, parameters: Parameters) -> list[tuple[str, str]]:
    """The fields tested, each with the name that its pattern's star stands for."""
    included = [pattern for name in test.include for pattern in resolved(name, "include", parameters)]
    found = [pair for pattern in (*test.field, *included) for pair in matching(pattern)]
    allowed = resolved(test.classes, "classes", parameters)
    return found if allowed is None else [pair for pair in found if pair[0] in allowed]


def _harms(test: Test, net: str) -> list[tuple[str, str]]:
    """The fields of harm set against it, unless the reading counts gross."""
    return [] if net == "gross" else [pair for pattern in test.net_of for pair in matching(pattern)]


def _recipe(test: Test, net: str, parameters: Parameters) -> Recipe:
    below = parameters.get("below_grade", test.grade[1:]) if test.grade.startswith("@") else None
    age, against = parameters.value("evidence_age", "conditions"), parameters.get("evidence_age", "against")
    return Recipe(
        resolved(test.window, "window", parameters),
        resolved(test.grade, "grade", parameters),
        below.value if below else "unknown",
        None if age == "no-limit" else age,
        None if against is None or against.value == "no-limit" else against.value,
        test.relapses,
        net == "gross",
    )


def _wholes(test: Test, parameters: Parameters) -> tuple[tuple[Field, bool], ...]:
    """The fields that make up the whole of a share, of the classes that the reading counts."""
    allowed = resolved(test.classes, "classes", parameters)
    found: list[tuple[Field, bool]] = []
    for pattern in test.share_of:
        named = resolved(pattern, "denominator", parameters)
        whole = named if isinstance(named, Whole) else Whole(field=named)
        for name, path in matching(whole.field):
            if allowed is None or name in allowed or name == path:
                found.append((fields()[path], whole.on == "day"))
    return tuple(found)
