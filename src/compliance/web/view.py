"""What the board shows of a judged scenario, made ready for its template; nothing is judged or worded here anew."""

from typing import NamedTuple

from ..explanation.deeds import deeds
from ..explanation.phrase import phrase
from ..explanation.why import lacking, looks_for, shows, speaking, title
from ..explanation.words import day
from ..judgement.finding import OUTCOME, Finding, Result
from ..law.degree import Degree
from ..report.board import VERDICT, conditions_of, rows_of
from ..report.document import short_notice, supposes
from ..status import Status
from .levers import Group, levers
from .scenario import Judged, Scenario

MARKS = {Status.MET: "✓", Status.UNMET: "✗", Status.UNKNOWN: "?"}
_RUNGS = [each for each in Degree if each is not Degree.NONE]


class Dot(NamedTuple):
    """A condition as one sign: its number within its goal, its status, and what it was."""

    number: str
    status: Status
    was: Status | None
    said: str


class Tested(NamedTuple):
    """A test of the degree asked for: what, what is looked for, what is shown, what is lacking."""

    status: Status
    title: str
    looks_for: str
    shows: str
    lacks: str


class Meter(NamedTuple):
    """How far a matter has come: rungs that are shown, those that may be, and the one looked for; and that in words."""

    shown: int
    possible: int
    asked: int
    said: str


class Row(NamedTuple):
    """A condition: its number, heading, what decides it, how far it has come, its tests, the address that explains."""

    dot: Dot
    cited: str
    heading: str
    phrase: str
    meter: Meter | None
    tests: tuple[Tested, ...]
    provision: str


class Goal(NamedTuple):
    """A goal: its verdict, its conditions as signs, its rows."""

    name: str
    title: str
    cited: str
    status: Status
    was: Status | None
    verdict: str
    told: str
    lead: str
    dots: tuple[Dot, ...]
    rows: tuple[Row, ...]


class Link(NamedTuple):
    """A choice: what it says, where it leads, whether it is the one that stands."""

    said: str
    query: str
    chosen: bool


class BoardView(NamedTuple):
    """All that the board shows."""

    scenario: Scenario
    title: str
    notice: str
    supposes: str
    day: str
    goals: tuple[Goal, ...]
    groups: tuple[Group, ...]
    others: tuple[str, ...]
    deeds: tuple[str, ...]
    readings: tuple[Link, ...]
    warnings: tuple[str, ...]
    own_day: str  # of the case, where no other is asked for
    planned: bool  # whether a plan can be made: it is for the case's own day, or a later one


def board(judged: Judged) -> BoardView:
    """The board of a scenario."""
    document, scenario = judged.document, judged.scenario
    found = document.assessment
    groups, others = levers(scenario)
    return BoardView(
        scenario=scenario,
        title=" ".join(document.case.title.split()),
        notice=short_notice(document.case),
        supposes=supposes(document),
        day=day(found.as_of),
        goals=tuple(_goal(judged, each) for each in found.results),
        groups=groups,
        others=others,
        deeds=deeds(document.case, found, judged.before),
        readings=tuple(
            Link(name, scenario._replace(reading=name).query, name == scenario.reading)
            for name in document.rulebook.readings
        ),
        warnings=found.warnings,
        own_day=document.case.as_of.isoformat(),
        planned=found.as_of >= document.case.as_of,
    )


def _was(judged: Judged, finding: Finding) -> Status | None:
    """What it was before anything was supposed, where it was something else."""
    before = judged.before.finding(finding.path) if judged.before else None
    return before.status if before is not None and before.status is not finding.status else None


def _goal(judged: Judged, result: Result) -> Goal:
    finding = result.finding
    rows = rows_of(result)
    statuses = [each.status for each in conditions_of(result)]
    counted = ", ".join(f"{statuses.count(each)} {each}" for each in (Status.MET, Status.UNMET, Status.UNKNOWN))
    was = _was(judged, finding)
    return Goal(
        name=result.goal.name,
        title=result.goal.title,
        cited=f"§ {finding.number}",
        status=finding.status,
        was=was,
        verdict=VERDICT[finding.status].capitalize().replace("not supported", "Not supported"),
        told=f"{f'Was {OUTCOME[was]}. ' if was is not None else ''}{counted}",
        lead=finding.level.short,
        dots=tuple(_dot(judged, row.number, row.finding) for row in rows),
        rows=tuple(_row(judged, row.number, row.heading, row.finding) for row in rows),
    )


def _dot(judged: Judged, number: str, finding: Finding) -> Dot:
    was = _was(judged, finding)
    said = f"{finding.status}{f'; was {was}' if was is not None else ''}"
    return Dot(number, finding.status, was, said)


def _row(judged: Judged, number: str, heading: str, finding: Finding) -> Row:
    leaf = finding if finding.decided and finding.rungs else None
    tests = [test for rung in speaking(leaf)[:1] for test in rung.group.tests()] if leaf else []
    return Row(
        dot=_dot(judged, number, finding),
        cited=f"§ {finding.number}",
        heading=heading,
        phrase="as § 401(a) above" if any(each.referred for each in finding.walk()) else phrase(finding),
        meter=_meter(leaf) if leaf else None,
        tests=tuple(Tested(each.status, title(each), looks_for(each), shows(each), lacking(each)) for each in tests),
        provision=finding.path,
    )


def _meter(leaf: Finding) -> Meter | None:
    if leaf.lowest is None or leaf.highest is None or leaf.required is None:
        return None
    shown, possible = leaf.lowest.rank, leaf.highest.rank
    between = f"{leaf.lowest}" if shown == possible else f"{leaf.lowest}, possibly {leaf.highest}"
    return Meter(shown, possible, leaf.required.rank, f"shown: {between}; looks for {leaf.required}")
