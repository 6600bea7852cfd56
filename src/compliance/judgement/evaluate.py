"""Judge every provision: the definition, in the plainest code. Nothing here is optimised."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any

from ..law.degree import Degree
from ..law.question import Pooled
from ..law.statute import Connective, Kind, Level
from ..problem import UnusableError
from ..record.evidence import LeftOut
from ..record.fold import Folded
from ..rulebook.interpretation import Interpretation
from ..rulebook.rulebook import Rulebook
from ..status import Status, at_least
from .context import Context
from .finding import Assessment, Finding, Result
from .gauge import gauge, reached, why_open


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

    `law_as_of` names the day whose law is used, as if it had been in force; before the Act the reading says since
    when what is new counts. `certified` are the provisions under which a certification stands. UnusableError where a
    goal was not law then. `judge` knows all of these of a case.
    """
    interpretation, day = rulebook.interpretation(reading), law_as_of or as_of
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
        gaps=folded.gaps,
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
    rulebook, asked = context.rulebook, context.interpretation
    level = rulebook.statute.level(identifier, context.law_day)
    assert level is not None  # `not_in_force` has made sure of the goals, the loader of what they refer to
    if level.refers_to:
        inner = find(level.refers_to, f"{prefix}{identifier}>", context)
        if level.refers_to in context.certified and asked.says("earlier_certification", "suffices"):
            return _joined(level, prefix, "certified", 0, (inner,), context)  # it stands in for the conditions
        return _joined(level, prefix, "refers to", 1, (inner,), context)
    below = rulebook.statute.children(identifier, context.law_day)
    children = tuple(find(each.identifier, prefix, context) for each in below if each.kind is Kind.CONDITION)
    connective = asked.get("connective", identifier)
    if connective is not None and isinstance(connective.value, Pooled):
        return _leaf(level, prefix, connective.value.pooled, children, context)
    if level.matter:
        return _leaf(level, prefix, level.matter, (), context)
    how = connective.value if connective else "any" if level.connective is Connective.OR else "all"
    needed = len(children) if how == "all" else 1 if how == "any" else asked.value("at_least", identifier)
    return _joined(level, prefix, how, needed, children, context)


def _joined(
    level: Level, prefix: str, how: str, needed: int, children: tuple[Finding, ...], context: Context
) -> Finding:
    status = at_least(needed, [child.status for child in children])
    return _finding(
        level,
        prefix,
        context,
        {("connective", level.identifier), ("degree", level.identifier)},
        status=status,
        connective=how,
        needed=needed,
        children=children,
        # Of an unmet all, its unmet children; of a met any, its met ones; of a met all or an unmet any, all; else none.
        determining=tuple(child.path for child in children if child.status is status is not Status.UNKNOWN),
        residual=tuple(path for child in children for path in child.residual) if status is Status.UNKNOWN else (),
    )


def _leaf(level: Level, prefix: str, matter: str, views: tuple[Finding, ...], context: Context) -> Finding:
    """What the record shows of a matter, against the degree that the reading asks for here."""
    path, asked = prefix + level.identifier, context.interpretation
    own = asked.get("degree", path) or asked.values["degree", level.identifier]  # for the path, or the provision itself
    required = Degree(own.value)
    lowest, highest, rungs = gauge(matter, asked.ladders[matter], context)
    open_ = (status := reached(required, lowest, highest)) is Status.UNKNOWN
    return _finding(
        level,
        prefix,
        context,
        {("connective", level.identifier), ("degree", path), ("degree", level.identifier)},
        status=status,
        connective="pooled" if views else "leaf",
        matter=matter,
        required=required,
        lowest=lowest,
        highest=highest,
        rungs=rungs,
        views=views,
        residual=(path,) if open_ else (),
        reasons=why_open(rungs, required) if open_ else (),
    )


def _finding(level: Level, prefix: str, context: Context, parameters: set[tuple[str, str]], **rest: Any) -> Finding:
    """The finding, with the questions on which it rests: whose answers set these parameters, or its rung's."""
    found = Finding(
        path=prefix + level.identifier,
        referred=bool(prefix),
        level=level,
        cited=str(level.citation),
        act=context.rulebook.statute.section(level.identifier).act,
        number=context.rulebook.statute.act_number(level.identifier),
        **rest,
    )
    questions = context.interpretation.questions(parameters) | found.rung_questions
    return replace(found, questions=tuple(each for each in context.rulebook.questions if each in questions))
