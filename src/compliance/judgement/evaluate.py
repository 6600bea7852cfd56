"""Judge every provision: the definition, in the plainest code. Nothing here is optimised."""

from collections.abc import Collection
from datetime import date
from typing import Any

from ..law.degree import Degree
from ..law.question import Pooled
from ..law.statute import Connective, Kind, Level
from ..problem import UnusableError
from ..record.evidence import LeftOut
from ..record.fold import Folded
from ..record.standard import Reason
from ..rulebook.interpretation import Interpretation
from ..rulebook.rulebook import Rulebook
from ..status import Status, all_of, any_of, at_least
from .context import Context
from .finding import Assessment, Finding, Result, RungFinding
from .gauge import gauge, reached


def evaluate(
    rulebook: Rulebook,
    folded: Folded,
    *,
    as_of: date,
    reading: str | Interpretation = "plain",
    law_as_of: date | None = None,
    certified: Collection[str] = (),
) -> Assessment:
    """Judge the folded record on a day under a reading of the rulebook, by its name or as it was resolved.

    `law_as_of` names the day whose law is used, as if it had been in force. Where the Act is younger than `as_of`, what
    counts since enactment counts since each field's first entry. `certified` are the provisions under which a
    certification stands. UnusableError where a goal was not law then. `judge` knows all of these of a case.
    """
    interpretation = rulebook.interpretation(reading)
    day = law_as_of or as_of
    problems = rulebook.not_in_force(day)
    if problems:
        raise UnusableError(problems)
    context = Context(
        rulebook=rulebook,
        interpretation=interpretation,
        ledgers=folded.ledgers,
        as_of=as_of,
        law_day=day,
        since=None if as_of < rulebook.enacted else rulebook.enacted,
        certified=certified,
    )
    return evaluate_in(context, folded.left_out)


def evaluate_in(context: Context, left_out: tuple[LeftOut, ...]) -> Assessment:
    """Judge every goal in a context."""
    rulebook, law_day = context.rulebook, context.law_day
    results = [Result(goal, find(goal.provision, "", context)) for goal in rulebook.goals.values()]
    return Assessment(
        as_of=context.as_of,
        law_day=law_day,
        interpretation=context.interpretation,
        rulebook=rulebook.version,
        results=tuple(results),
        effects=rulebook.effects(law_day),
        left_out=left_out,
        warnings=rulebook.warnings(law_day),
        engines=("specification",),
    )


def find(identifier: str, prefix: str, context: Context) -> Finding:
    """The finding for the level in force; `prefix` is the path by which another level refers to it."""
    level = context.rulebook.statute.level(identifier, context.law_day)
    assert level is not None  # `not_in_force` has made sure of the goals, the loader of what they refer to
    if level.refers_to:
        inner = find(level.refers_to, f"{prefix}{identifier}>", context)
        given = level.refers_to in context.certified and context.interpretation.says(
            "earlier_certification", "suffices"
        )
        how, needed = ("certified", 0) if given else ("refers to", 1)  # the certification stands in for the conditions
        return _joined(level, prefix, how, needed, (inner,), context)
    below = context.rulebook.statute.children(identifier, context.law_day)
    children = tuple(find(each.identifier, prefix, context) for each in below if each.kind is Kind.CONDITION)
    connective = context.interpretation.get("connective", identifier)
    if connective is not None and isinstance(connective.value, Pooled):
        return _leaf(level, prefix, connective.value.pooled, children, context)
    if level.matter:
        return _leaf(level, prefix, level.matter, (), context)
    how = connective.value if connective else "any" if level.connective is Connective.OR else "all"
    needed = (
        len(children) if how == "all" else 1 if how == "any" else context.interpretation.value("at_least", identifier)
    )
    return _joined(level, prefix, how, needed, children, context)


def _joined(
    level: Level, prefix: str, how: str, needed: int, children: tuple[Finding, ...], context: Context
) -> Finding:
    statuses = [child.status for child in children]
    status = all_of(statuses) if how == "all" else any_of(statuses) if how == "any" else at_least(needed, statuses)
    return _finding(
        level,
        prefix,
        context,
        status=status,
        connective=how,
        needed=needed,
        children=children,
        determining=_determining(status, children),
        residual=tuple(path for child in children for path in child.residual) if status is Status.UNKNOWN else (),
        questions=_questions(context, ("connective", level.identifier), ("degree", level.identifier)),
    )


def _determining(status: Status, children: tuple[Finding, ...]) -> tuple[str, ...]:
    """Of an unmet all, its unmet children; of a met any, its met ones; of a met all or an unmet any, all; else none."""
    if status is Status.UNKNOWN:
        return ()
    return tuple(child.path for child in children if child.status is status)


def _leaf(level: Level, prefix: str, matter: str, views: tuple[Finding, ...], context: Context) -> Finding:
    """What the record shows of a matter, against the degree that the reading asks for here."""
    path = prefix + level.identifier
    required = _degree(path, level.identifier, context)
    lowest, highest, rungs = gauge(matter, context.interpretation.ladders[matter], context)
    status = reached(required, lowest, highest)
    reasons = _reasons(rungs, required) if status is Status.UNKNOWN else ()
    asked = next(rung for rung in rungs if rung.degree is required)
    rests_on = asked.questions | (asked.assertion_questions if Reason.NOT_ESTABLISHED in reasons else frozenset())
    set_here = (("connective", level.identifier), ("degree", path), ("degree", level.identifier))
    return _finding(
        level,
        prefix,
        context,
        status=status,
        connective="pooled" if views else "leaf",
        matter=matter,
        required=required,
        lowest=lowest,
        highest=highest,
        rungs=rungs,
        views=views,
        residual=(path,) if status is Status.UNKNOWN else (),
        reasons=reasons,
        questions=_questions(context, *set_here, further=rests_on),
    )


def _degree(path: str, identifier: str, context: Context) -> Degree:
    """What the reading asks here: set for the path, or else for the provision itself."""
    own = context.interpretation.get("degree", path) or context.interpretation.values["degree", identifier]
    return Degree(own.value)


def _reasons(rungs: tuple[RungFinding, ...], required: Degree) -> tuple[Reason, ...]:
    """Why the lowest rung that would do is neither met nor unmet."""
    rung = next(rung for rung in rungs if rung.degree.rank >= required.rank and rung.status is Status.UNKNOWN)
    reasons = {reason for test in rung.group.tests() if test.status is Status.UNKNOWN for reason in test.reasons}
    return tuple(reason for reason in Reason if reason in reasons)


def _questions(context: Context, *parameters: tuple[str, str], further: Collection[str] = ()) -> tuple[str, ...]:
    """The questions whose answers set these parameters, and further ones, in the order of the rulebook."""
    found = {*context.interpretation.questions(parameters), *further}
    return tuple(question for question in context.rulebook.questions if question in found)


def _finding(level: Level, prefix: str, context: Context, **rest: Any) -> Finding:
    return Finding(
        path=prefix + level.identifier,
        referred=bool(prefix),
        level=level,
        cited=str(level.citation),
        act_form=context.rulebook.statute.act_form(level.identifier),
        **rest,
    )
