"""What the commands that judge a case begin with: the rulebook, the case, the readings, and the second engine."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from ..files import Case, load_case, load_rules
from ..judgement.finding import Assessment
from ..law.rulebook import Rulebook
from ..problem import Code, Problem, UnusableError
from ..record.acts import UsAct
from .shared import DIFFER, refuse

AnswerOption = Annotated[
    list[str] | None, typer.Option("--answer", metavar="Q=ANSWER", help="Answer an open question otherwise: Q5=gross.")
]


def prepared(rules: Path | None, case: str, reading: str) -> tuple[Rulebook, Case, tuple[str, ...]]:
    """The rulebook, the case and the readings asked for, with the problems of all three."""
    problems: list[Problem] = []
    rulebook = loaded = None
    names: tuple[str, ...] = (reading,)
    extra = [Path(reading)] if reading.endswith(".toml") else []
    try:
        rulebook = load_rules(rules, extra)
        names = tuple(rulebook.readings) if reading == "all" else names
        if extra:
            names = (list(rulebook.readings)[-1],)
        elif reading != "all":
            problems += rulebook.unknown_reading(reading)
    except UnusableError as error:
        problems += error.problems
    try:
        loaded = load_case(case)
    except UnusableError as error:
        problems += error.problems
    if problems or rulebook is None or loaded is None:
        refuse(problems)
    return rulebook, loaded, names


def answering(rulebook: Rulebook, names: tuple[str, ...], options: list[str]) -> tuple[Rulebook, tuple[str, ...]]:
    """The rulebook and the readings, with what the options answer otherwise."""
    answers = {}
    for option in options:
        question, separator, answer = option.partition("=")
        if not separator:
            raise typer.BadParameter(f"expected Q=ANSWER such as Q5=gross, found {option[:40]}", param_hint="--answer")
        answers[question] = answer
    changed: tuple[str, ...] = ()
    try:
        for reading in names:
            rulebook, name = rulebook.answering(reading, answers)
            changed += (name,)
    except UnusableError as error:
        refuse(error.problems)
    return rulebook, changed


def confirmed(assessment: Assessment) -> Assessment:
    """The assessment, after the second engine has agreed where there is one; a disagreement is never an answer."""
    from ..judgement import durable
    from ..judgement.production import UncompilableError

    if not durable.is_available():
        return assessment
    try:
        return durable.confirmed(assessment)
    except durable.EnginesDifferError as error:
        for difference in error.differences:
            typer.echo(f"the engines differ: {difference}", err=True)
        raise typer.Exit(DIFFER) from error
    except UncompilableError as error:
        refuse([Problem(Code.BAD_TEST, str(error))])


def certified(rulebook: Rulebook, reading: str, acts: Sequence[UsAct], day: date) -> frozenset[str]:
    """The provisions under which a certification stands on the day; none where the case has no acts."""
    if not acts or not rulebook.routes:
        return frozenset()
    from ..consequence.lifecycle import lifecycle

    return lifecycle(rulebook, rulebook.parameters[reading], acts, until=day).certified(day)
