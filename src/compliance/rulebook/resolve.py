"""Put a reading's answers into a ladder: what exactly is asked, with nothing left to resolve."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Literal, NamedTuple

from ..law.degree import Degree
from ..law.ladder import Group, Ladder, Rung, Test
from ..law.question import Margin, Whole
from ..numbers import Number
from ..record.field import Field
from ..record.known_harm import KnownHarm
from ..record.vocabulary import came_home, fields, matching
from .parameters import Parameters


class Standard(NamedTuple):
    """The standard of evidence of a test, before the day is known: what a view of the record is made from.

    `as_if` is the window in the place of one since enactment where the Act is asked for as if it had been in force.
    """

    window: str
    as_if: str
    grade: str
    below_grade: Literal["unknown", "unmet"]
    evidence_age: int | None
    against_age: int | None
    relapses: bool
    gross: bool
    search_margin: tuple[int, int] | None = None
    practice: int = 0
    half_capped: bool = False
    contrary: str = ""


class Parts(NamedTuple):
    """Fields to add up, the fields of harm to set against them, and harm that is set off as far as it is known."""

    fields: tuple[Field, ...]
    harms: tuple[Field, ...]
    known: tuple[KnownHarm, ...] = ()


@dataclass(frozen=True, eq=False, kw_only=True)
class ResolvedTest:
    """A test as one reading asks it; the same one wherever it stands, and told from another by being another.

    `members` are the parts of each nationality or class, where the test is across them; `needed` of them must hold.
    `empty` is whether an empty class asks for nothing; None of a test that asks for something else.
    """

    test: Test
    constant: Number
    standard: Standard
    parts: Parts
    net: str
    wholes: tuple[tuple[Field, bool], ...]  # with whether each is read on the day, not at the start of the window
    members: tuple[tuple[str, Parts], ...]
    needed: int | None
    empty: bool | None = None


class ResolvedGroup(NamedTuple):
    """Conditions taken together: all, any, or at least `needed` of the parts; none where the reading asks for none."""

    how: Literal["all", "any", "at least"]
    needed: int
    parts: tuple["ResolvedTest | ResolvedGroup", ...]

    def tests(self) -> Iterator[ResolvedTest]:
        """Every test in the group, in order."""
        for part in self.parts:
            yield from part.tests() if isinstance(part, ResolvedGroup) else (part,)


NEVER = ResolvedGroup("any", 1, ())


class ResolvedRung(NamedTuple):
    """One degree of a ladder, as one reading asks it."""

    degree: Degree
    because: str
    group: ResolvedGroup
    questions: frozenset[str]
    assertion_questions: frozenset[str]


def fields_asked(rungs: Iterable[ResolvedRung]) -> tuple[Field, ...]:
    """Every field that some test of the rungs looks at, each once."""
    tests = (test for rung in rungs for test in rung.group.tests())
    looked_at = (
        field
        for test in tests
        for field in (*test.parts.fields, *test.parts.harms, *_known(test), *(whole for whole, _ in test.wholes))
    )
    return tuple({field.path: field for field in looked_at}.values())


def _known(test: ResolvedTest) -> Iterator[Field]:
    for harm in test.parts.known:
        yield from harm.looked_at


def as_if_in_force(parameters: Parameters) -> str:
    """The window in the place of one since enactment for days before it: without an answer, of all time."""
    found = parameters.get("window", "as_if_in_force")
    return "ever" if found is None else str(found.value)


def contrary_words(parameters: Parameters) -> str:
    """From which grade a word against a finding counts; empty where no answer says, so that each does, as of old."""
    found = parameters.get("contrary", "words")
    return "" if found is None else str(found.value)


def age_against(parameters: Parameters) -> int | None:
    """How many months old what speaks against compliance, or shows that nothing was done, may be; None: any age."""
    against = parameters.get("evidence_age", "against")
    return None if against is None or against.value == "no-limit" else against.value


class Resolver:
    """Resolves ladders under one complete choice of answers; equal tests, of several rungs, become one."""

    def __init__(self, parameters: Parameters) -> None:
        self._parameters = parameters
        self._tests: dict[tuple[object, ...], ResolvedTest] = {}

    def rungs(self, ladder: Ladder) -> tuple[ResolvedRung, ...]:
        """The rungs, lowest first; each with the conditions of the lower one that it includes."""
        made: dict[Degree, ResolvedRung] = {}
        for rung in ladder.rung:
            own = self._rung(rung)
            made[rung.degree] = own if rung.includes is None else _joined(made[rung.includes], own)
        return tuple(made.values())

    def test(self, test: Test) -> ResolvedTest:
        """One test by itself."""
        return self._test(test)

    def standard(self, test: Test, net: str) -> Standard:
        """The standard of evidence of a test, where what went the other way is set off in this manner."""
        return self._standard(test, net)

    def _rung(self, rung: Rung) -> ResolvedRung:
        references = list(rung.references())
        grades = [("below_grade", name) for kind, name in references if kind == "grade"]
        return ResolvedRung(
            rung.degree,
            rung.because,
            self._group(rung),
            frozenset(self._parameters.questions(references)),
            frozenset(self._parameters.questions(grades)),
        )

    def _group(self, group: Group) -> ResolvedGroup:
        how: Literal["all", "any", "at least"] = "all"
        needed = len(group.parts)
        if group.any_:
            how, needed = "any", 1
        elif group.at_least_of is not None:
            how, needed = "at least", int(self._value(group.at_least_of, "threshold"))
        if group.only_if is not None and not self._value(group.only_if, "threshold"):
            return NEVER
        parts = [self._test(each) if isinstance(each, Test) else self._group(each) for each in group.parts if needed]
        if how == "any":  # a way that this reading does not know is not shown, nor is a choice of one
            parts = [each for each in parts if each is not NEVER] or parts
            if len(parts) == 1 and isinstance(parts[0], ResolvedGroup):
                return parts[0]
        return ResolvedGroup(how, needed, tuple(parts))

    def _test(self, test: Test) -> ResolvedTest:
        key = tuple(test.__dict__.values())
        if key not in self._tests:
            self._tests[key] = self._asked(test)
        return self._tests[key]

    def _asked(self, test: Test) -> ResolvedTest:
        net = self._value(test.net, "net") or ""
        named, harms = self._named(test), _harms(test, net)
        months = self._value(test.carried, "harm_window") or 0
        across = self._value(test.across, "nationalities")
        members: tuple[tuple[str, Parts], ...] = ()
        if across is not None:
            by_name = groupby(sorted(named), key=lambda pair: pair[0])
            members = tuple(
                (name, _parts(group, [pair for pair in harms if pair[0] == name], months, ()))
                for name, group in by_name
            )
        return ResolvedTest(
            test=test,
            constant=self._value(test.constant, "threshold"),
            standard=self._standard(test, net),
            parts=_parts(named, harms, months, test.net_of_known),
            net=net,
            wholes=tuple(self._wholes(test)),
            members=members,
            empty=self._value(test.empty, "empty"),
            needed=len(members) if across == "each" else 1 if across == "any" else across,
        )

    def _value(self, value: object, kind: str) -> Any:
        """The value, or what the reading sets where it is a reference; any kind of value."""
        if isinstance(value, str) and value.startswith("@"):
            return self._parameters.value(kind, value[1:])
        return value

    def _named(self, test: Test) -> list[tuple[str, str]]:
        """The fields tested, each with the name that its pattern's star stands for."""
        included = [pattern for name in test.include for pattern in self._value(name, "include")]
        found = [pair for pattern in (*test.field, *included) for pair in matching(pattern)]
        allowed = self._value(test.classes, "classes")
        return found if allowed is None else [pair for pair in found if pair[0] in allowed]

    def _standard(self, test: Test, net: str) -> Standard:
        parameters = self._parameters
        below = parameters.get("below_grade", test.grade[1:]) if test.grade.startswith("@") else None
        age = parameters.value("evidence_age", "conditions")
        return Standard(
            window=self._value(test.window, "window"),
            as_if=as_if_in_force(parameters),
            grade=self._value(test.grade, "grade"),
            below_grade=below.value if below else "unknown",
            evidence_age=None if age == "no-limit" else age,
            against_age=age_against(parameters),
            relapses=test.relapses,
            gross="gross" in (net, self._value(test.undone, "net")),
            search_margin=self._margin(test),
            practice=self._value(test.practice, "practice") or 0,
            contrary=contrary_words(parameters),
            half_capped=test.capped is not None and not self._value(test.capped, "threshold"),
        )

    def _margin(self, test: Test) -> tuple[int, int] | None:
        margin = self._value(test.search, "search_margin")
        return (margin.times, margin.more) if isinstance(margin, Margin) else None

    def _wholes(self, test: Test) -> Iterator[tuple[Field, bool]]:
        """The fields that make up the whole of a share, of the classes that the reading counts."""
        allowed = self._value(test.classes, "classes")
        for pattern in test.share_of:
            named = self._value(pattern, "denominator")
            whole = named if isinstance(named, Whole) else Whole(field=named)
            for name, path in matching(whole.field):
                if allowed is None or name in allowed or name == path:
                    yield fields()[path], whole.on == "day"


def _joined(lower: ResolvedRung, own: ResolvedRung) -> ResolvedRung:
    whole = [part for group in (lower.group, own.group) for part in (group.parts if group.how == "all" else (group,))]
    return own._replace(
        group=ResolvedGroup("all", len(whole), tuple(whole)),
        questions=lower.questions | own.questions,
        assertion_questions=lower.assertion_questions | own.assertion_questions,
    )


def _parts(
    named: Iterable[tuple[str, str]], harms: Iterable[tuple[str, str]], months: int, known: Iterable[str]
) -> Parts:
    against = tuple(fields()[path] for _, path in harms)
    carried = (KnownHarm(field, months) for field in against if months and came_home(field))
    within = (KnownHarm(fields()[path]) for pattern in known for _, path in matching(pattern))
    return Parts(tuple(fields()[path] for _, path in named), against, (*carried, *within))


def _harms(test: Test, net: str) -> list[tuple[str, str]]:
    """The fields of harm set against it, unless the reading counts gross."""
    return [] if net == "gross" else [pair for pattern in test.net_of for pair in matching(pattern)]
