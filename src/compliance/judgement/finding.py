"""What an evaluation finds: for every provision a status, and all that it rests on."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from ..case.model import Case
from ..days import Span
from ..law.degree import Degree
from ..law.ladder import Test
from ..law.statute import Level
from ..numbers import Number
from ..record.evidence import LeftOut, Verification
from ..record.standard import Bound, FieldFinding, Reason
from ..rulebook.interpretation import Interpretation
from ..rulebook.rulebook import Goal, Rulebook
from ..status import Status

OUTCOME = {Status.MET: "supported", Status.UNKNOWN: "open", Status.UNMET: "ruled out"}  # of a goal


class TestFinding(NamedTuple):
    """One test of one rung: what it asks, what the record shows, the value at which it turns.

    `worst` and `best` are of the quantity tested: net of `known` harm, and of `against` where the reading nets.
    `whole` is the range of the whole of a share, `members` the tests of each nationality or class where it is across.
    """

    status: Status
    test: Test
    constant: Number
    grade: Verification | None
    since: date | None
    worst: Bound
    best: Bound
    extents: tuple[FieldFinding, ...]
    net: str = ""
    against: tuple[FieldFinding, ...] = ()
    known: tuple[FieldFinding, ...] = ()
    whole: tuple[Bound, Bound] | None = None
    whole_extents: tuple[FieldFinding, ...] = ()
    members: tuple[tuple[str, "TestFinding"], ...] = ()
    needed: int | None = None

    def __repr__(self) -> str:
        return f"<Test {self.test.label or self.extents[0].field.title}: {self.status}>"

    @property
    def looked_at(self) -> tuple[FieldFinding, ...]:
        """Every field that the test looked at."""
        return (*self.extents, *self.against, *self.known, *self.whole_extents)

    @property
    def reasons(self) -> frozenset[Reason]:
        """Why the fields looked at are not known exactly."""
        return frozenset().union(*[extent.reasons for extent in self.looked_at])

    @property
    def turns_at(self) -> tuple[Bound, Bound]:
        """The value from which it could hold and that from which it must: one number unless it is a share."""
        if self.whole is None or self.test.empty is not None:
            return self.constant, self.constant
        low, high = self.whole
        return self.constant * low, self.constant * high


class GroupFinding(NamedTuple):
    """Conditions of a rung taken together: all, any, or at least so many."""

    status: Status
    how: Literal["all", "any", "at least"]
    needed: int
    parts: tuple["TestFinding | GroupFinding", ...]

    def __repr__(self) -> str:
        of = f"{self.needed} of {len(self.parts)}" if self.how == "at least" else self.how
        return f"<Group, {of}: {self.status}>"

    def tests(self) -> Iterator[TestFinding]:
        """Every test in the group, in order; none where the reading asks for none of them."""
        for part in self.parts if self.needed else ():
            yield from part.tests() if isinstance(part, GroupFinding) else (part,)


class RungFinding(NamedTuple):
    """One degree of the ladder: whether its own conditions hold, why they are asked, and on which questions they rest.

    On `assertion_questions` it rests too where something is asserted and not established.
    """

    degree: Degree
    status: Status
    because: str
    group: GroupFinding
    questions: frozenset[str] = frozenset()
    assertion_questions: frozenset[str] = frozenset()

    def __repr__(self) -> str:
        return f"<Rung {self.degree}: {self.status}>"


@dataclass(frozen=True, kw_only=True, repr=False)
class Finding:
    """The result for one provision. `path` tells it from the same provision `referred` to from elsewhere.

    It is cited by the Code in `cited`, by the `act` and its `number` there.
    """

    path: str
    referred: bool
    level: Level
    cited: str
    act: str
    number: str
    status: Status
    connective: str
    needed: int | None = None
    matter: str = ""
    required: Degree | None = None
    lowest: Degree | None = None
    highest: Degree | None = None
    rungs: tuple[RungFinding, ...] = ()
    children: tuple["Finding", ...] = ()
    views: tuple["Finding", ...] = ()
    determining: tuple[str, ...] = ()
    residual: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()
    questions: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"<Finding {self.act_form}: {self.status}>"

    @property
    def act_form(self) -> str:
        """The provision as the Act cites it: `NKSPEA § 401(a)(6)`."""
        return f"{self.act} § {self.number}"

    @property
    def decided(self) -> bool:
        """Whether it is judged on the record itself, not by way of other provisions."""
        return bool(self.matter)

    @property
    def rung_questions(self) -> frozenset[str]:
        """The questions on which the rung asked for rests; more where something is asserted and not established."""
        rung = next((rung for rung in self.rungs if rung.degree is self.required), None)
        if rung is None:
            return frozenset()
        asserted = Reason.NOT_ESTABLISHED in self.reasons
        return rung.questions | rung.assertion_questions if asserted else rung.questions

    def walk(self) -> Iterator["Finding"]:
        """This finding and every one that counts towards it; views do not."""
        yield self
        for child in self.children:
            yield from child.walk()

    def leaves(self) -> Iterator["Finding"]:
        """Those that are judged on the record."""
        return (finding for finding in self.walk() if finding.decided)


class Result(NamedTuple):
    """A goal and the finding for its provision."""

    goal: Goal
    finding: Finding


class Step(NamedTuple):
    """One firing of a production rule: from these findings, that one."""

    rule: str
    premises: tuple[tuple[str, str], ...]
    conclusion: tuple[str, str]


class Supposed(NamedTuple):
    """The time in which a hypothetical supposes that nothing else happens, and what is found without that.

    `without` has the status of each judged provision of which it would be another, by the finding's path.
    """

    spans: tuple[Span, ...]
    without: Mapping[str, Status]


def _as_it_is(cited: str) -> str:
    return cited


@dataclass(frozen=True, kw_only=True, repr=False)
class Assessment:
    """The whole of an evaluation: on the public record, on a day, under an interpretation.

    `rulebook` is the version of the rules, `law_day` the day whose law was used, `engines` those that agreed,
    `case` the id of the case, which `of` is, judged by `rules`. `cited` finds the provision that a citation means.
    """

    as_of: date
    law_day: date
    interpretation: Interpretation
    rulebook: str
    results: tuple[Result, ...]
    effects: tuple[Level, ...]
    left_out: tuple[LeftOut, ...]
    warnings: tuple[str, ...]
    engines: tuple[str, ...]
    derivation: tuple[Step, ...] = ()
    supposed: Supposed | None = None
    case: str = field(default="", compare=False)
    cited: Callable[[str], str | None] = field(default=_as_it_is, compare=False)
    of: Case | None = field(default=None, compare=False)
    rules: Rulebook | None = field(default=None, compare=False)

    def __repr__(self) -> str:
        found = ", ".join(f"{each.goal.name} {OUTCOME[each.finding.status]}" for each in self.results)
        return f"<Assessment {' '.join(filter(None, [self.case, str(self.as_of), self.reading]))}: {found}>"

    def __getitem__(self, cited: str) -> "Finding":
        """The finding for a provision, cited as people type it: `401(a)(6)`, `401a6`, `22 USC 9251(a)(6)`.

        `402(1)>401(a)(6)` is the one that § 402(1) refers to. KeyError with what is judged where it is none of these.
        """
        path = ">".join(self.cited(each) or each for each in cited.split(">"))
        found = self.finding(path)
        if found is None:
            numbers = (each.number for result in self.results for each in result.finding.walk())
            judged = ", ".join(dict.fromkeys(numbers))  # one may be of both goals
            raise KeyError(f"`{cited[:80]}` is not judged here; judged are {judged}")
        return found

    def rows(self) -> list[dict[str, str | bool | None]]:
        """One dict a provision, flat and of text, as data frames take them: goal, provision, heading, status, degrees.

        `referred` rows are those that another goal refers to; `required`, `lowest` and `highest` are of conditions.
        """
        return [
            {
                "goal": result.goal.name,
                "provision": finding.number,
                "path": finding.path,
                "heading": finding.level.heading,
                "status": finding.status.value,
                "required": finding.required.value if finding.required else None,
                "lowest": finding.lowest.value if finding.lowest else None,
                "highest": finding.highest.value if finding.highest else None,
                "reasons": ", ".join(reason.value for reason in finding.reasons),
                "questions": ", ".join(finding.questions),
                "referred": finding.referred,
            }
            for result in self.results
            for finding in result.finding.walk()
        ]

    @property
    def reading(self) -> str:
        """The name of the reading; where questions are answered otherwise, with those answers."""
        return self.interpretation.name

    @property
    def as_if(self) -> bool:
        """Whether the law of another day was applied as if it had been in force."""
        return self.law_day != self.as_of

    @property
    def statuses(self) -> dict[str, Status]:
        """The status of each goal, by its name."""
        return {result.goal.name: result.finding.status for result in self.results}

    def result(self, goal: str) -> Finding:
        """The finding for a goal by its name; KeyError if the rulebook has no such goal."""
        for result in self.results:
            if result.goal.name == goal:
                return result.finding
        raise KeyError(goal)

    def finding(self, path: str) -> Finding | None:
        """The finding with this path, views included, or None."""
        for result in self.results:
            for finding in result.finding.walk():
                for each in (finding, *finding.views):
                    if each.path == path:
                        return each
        return None
