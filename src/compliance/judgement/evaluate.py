"""Judge every provision: the definition, in the plainest code. Nothing here is optimised."""

from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from ..law.degree import Degree
from ..law.reading import Parameters, Pooled
from ..law.rulebook import Rulebook
from ..law.statute import Connective, Kind, Level, Statute
from ..problem import UnusableError
from ..record.fold import Folded
from ..record.lens import Doubt
from ..status import Status, all_of, any_of, at_least
from .finding import Assessment, Finding, Result, RungFinding
from .gauge import gauge
from .scene import Scene


class _Court(NamedTuple):
    """What one evaluation judges by."""

    rulebook: Rulebook
    parameters: Parameters
    law_day: date
    scene: Scene
    certified: Collection[str]

    @property
    def statute(self) -> Statute:
        return self.rulebook.statute


def evaluate(
    rulebook: Rulebook, folded: Folded, *, as_of: date, reading: str = "plain", law_as_of: date | None = None,
    certified: Collection[str] = (),
) -> Assessment:  # fmt: skip
    """Judge the folded record on a day under a reading of the rulebook, by its id.

    `law_as_of` names the day whose law is used, as if it had been in force. Where the Act is younger than `as_of`, what
    counts since enactment counts since each field's first entry. `certified` are the provisions under which a
    certification stands. UnusableError where a goal was not law then.
    """
    day = law_as_of or as_of
    problems = [*rulebook.unknown_reading(reading), *rulebook.not_in_force(day)]
    if problems:
        raise UnusableError(problems)
    parameters = rulebook.parameters[reading]
    since = None if as_of < rulebook.enacted else rulebook.enacted
    scene = Scene(folded.state, parameters, as_of, since)
    court = _Court(rulebook, parameters, day, scene, certified)
    results = [Result(goal, judge(goal.provision, "", court)) for goal in rulebook.goals.values()]
    return Assessment(
        as_of, day, day != as_of, reading, rulebook.version, tuple(results), rulebook.effects(day),
        folded.left_out, rulebook.warnings(day), ("specification",),
    )  # fmt: skip


def judge(identifier: str, prefix: str, court: _Court) -> Finding:
    """The finding for the level in force; `prefix` is the path by which another level refers to it."""
    level = court.statute.level(identifier, court.law_day)
    assert level is not None  # `not_in_force` has made sure of the goals, the loader of what they refer to
    if level.refers_to:
        inner = judge(level.refers_to, f"{prefix}{identifier}>", court)
        given = level.refers_to in court.certified and court.parameters.says("earlier_certification", "suffices")
        how, needed = ("certified", 0) if given else ("refers to", 1)  # the certification stands in for the conditions
        return _joined(level, prefix, how, needed, (inner,), court)
    below = court.statute.children(identifier, court.law_day)
    children = tuple(judge(each.identifier, prefix, court) for each in below if each.kind is Kind.CONDITION)
    connective = court.parameters.get("connective", identifier)
    if connective is not None and isinstance(connective.value, Pooled):
        return _leaf(level, prefix, connective.value.pooled, children, court)
    if level.matter:
        return _leaf(level, prefix, level.matter, (), court)
    how = connective.value if connective else "any" if level.connective is Connective.OR else "all"
    needed = len(children) if how == "all" else 1 if how == "any" else court.parameters.value("at_least", identifier)
    return _joined(level, prefix, how, needed, children, court)


def _joined(level: Level, prefix: str, how: str, needed: int, children: tuple[Finding, ...], court: _Court) -> Finding:
    statuses = [child.status for child in children]
    status = all_of(statuses) if how == "all" else any_of(statuses) if how == "any" else at_least(needed, statuses)
    return _finding(
        level, prefix, court, status=status, connective=how, needed=needed, children=children,
        determining=_determining(status, children),
        residual=tuple(path for child in children for path in child.residual) if status is Status.UNKNOWN else (),
        questions=_ordered(court.parameters.questions([
            ("connective", level.identifier), ("degree", level.identifier)
        ]), court),
    )  # fmt: skip


def _determining(status: Status, children: tuple[Finding, ...]) -> tuple[str, ...]:
    """Of an unmet all, its unmet children; of a met any, its met ones; of a met all or an unmet any, all; else none."""
    if status is Status.UNKNOWN:
        return ()
    return tuple(child.path for child in children if child.status is status)


def _leaf(level: Level, prefix: str, matter: str, views: tuple[Finding, ...], court: _Court) -> Finding:
    """Met if the lowest degree reaches what the reading asks for, unmet if the highest does not, unknown between."""
    path = prefix + level.identifier
    required = _degree(path, level.identifier, court)
    ladder = court.rulebook.ladders[matter]
    lowest, highest, rungs = gauge(ladder, court.scene)
    status = Status.UNKNOWN
    if lowest.rank >= required.rank:
        status = Status.MET
    elif highest.rank < required.rank:
        status = Status.UNMET
    reasons = _reasons(rungs, required) if status is Status.UNKNOWN else ()
    questions = court.parameters.questions([
        ("connective", level.identifier), ("degree", path), ("degree", level.identifier)
    ])  # fmt: skip
    for rung in (rung for rung in rungs if rung.degree is required):
        questions |= rung.questions
        if Doubt.NOT_ESTABLISHED in reasons:
            questions |= rung.assertion_questions
    return _finding(
        level, prefix, court, status=status, connective="pooled" if views else "leaf", matter=matter,
        required=required, lowest=lowest, highest=highest, rungs=rungs, views=views,
        residual=(path,) if status is Status.UNKNOWN else (), reasons=reasons, questions=_ordered(questions, court),
    )  # fmt: skip


def _degree(path: str, identifier: str, court: _Court) -> Degree:
    """What the reading asks here: set for the path, or else for the provision itself."""
    own = court.parameters.get("degree", path) or court.parameters.values["degree", identifier]
    return Degree(own.value)


def _reasons(rungs: tuple[RungFinding, ...], required: Degree) -> tuple[Doubt, ...]:
    """Why the lowest rung that would do is neither met nor unmet."""
    rung = next(rung for rung in rungs if rung.degree.rank >= required.rank and rung.status is Status.UNKNOWN)
    doubts = {doubt for test in rung.group.tests() if test.status is Status.UNKNOWN for doubt in test.doubts}
    return tuple(doubt for doubt in Doubt if doubt in doubts)


def _ordered(questions: set[str], court: _Court) -> tuple[str, ...]:
    """The questions in the order of the rulebook."""
    return tuple(question for question in court.rulebook.questions if question in questions)


def _finding(level: Level, prefix: str, court: _Court, **rest: Any) -> Finding:
    path, act_form = prefix + level.identifier, court.statute.act_form(level.identifier)
    return Finding(path, level, str(level.citation), act_form, **rest)
