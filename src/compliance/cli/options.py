"""What several commands ask for in the same words, and what they make of it: rules, a case, readings, a day."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from ..case.load import case_supposing, load_case, supposing_otherwise
from ..case.model import Case
from ..days import read_day
from ..judging import DURABLE, SPECIFICATION, engines_here
from ..problem import Code, Problem, UnusableError, did_you_mean
from ..rulebook.interpretation import Interpretation
from ..rulebook.load import load_rules
from ..rulebook.rulebook import Rulebook
from . import completion
from .app import UNUSABLE, refuse

RulesOption = Annotated[Path | None, typer.Option("--rules", help="A folder of rules instead of the packaged one.")]
CaseArgument = Annotated[
    str,
    typer.Argument(
        metavar="CASE", autocompletion=completion.cases, help="A path, a packaged id, or - for standard input."
    ),
]
AnswerOption = Annotated[
    list[str] | None,
    typer.Option(
        "--answer",
        metavar="Q=ANSWER",
        autocompletion=completion.answers,
        help="Answer an open question otherwise: Q5=gross.",
    ),
]


SupposeOption = Annotated[
    list[str] | None,
    typer.Option(
        "--suppose",
        metavar="TEXT",
        autocompletion=completion.supposed,
        help='What if, and nothing else happens: "surrender_equipment pieces=3 verified-by=Interpol". Repeatable.',
    ),
]


AsOfOption = Annotated[
    str | None, typer.Option("--as-of", metavar="DATE", help="The day to judge; the case's own by default.")
]
OneReadingOption = Annotated[
    str, typer.Option("--reading", metavar="NAME|FILE", autocompletion=completion.readings, help="How the law is read.")
]


class Otherwise(StrEnum):
    """What a hypothetical supposes of the time since its baseline."""

    AS_RECORDED = "as-recorded"
    UNKNOWN = "unknown"


OtherwiseOption = Annotated[
    Otherwise | None,
    typer.Option("--otherwise", help="What hypotheticals suppose: that nothing else happens, or nothing at all."),
]


class Asked(NamedTuple):
    """What a command is asked of: by which rules, which case with what is supposed, and under which readings."""

    rulebook: Rulebook
    case: Case
    readings: tuple[Interpretation, ...]


def asked(
    rules: Path | None,
    case: str,
    reading: str,
    answer: list[str] | None,
    suppose: list[str] | None,
    otherwise: Otherwise | None = None,
) -> Asked:
    """The rulebook, the case and the readings that the options name, or every problem of them."""
    rulebook, loaded, readings = prepared(rules, case, reading)
    return Asked(rulebook, supposing(loaded, suppose, otherwise), answering(rulebook, readings, answer))


def only_one(reading: str, instead: str = "") -> None:
    """Exit 2 where all readings are asked for of a command that takes one; `instead` says which takes them."""
    if reading == "all":
        message = f"one reading at a time{f'; {instead}' if instead else ''}"
        raise typer.BadParameter(message, param_hint="--reading")


class Engines(StrEnum):
    """Which engines judge."""

    BOTH = "both"
    SPECIFICATION = "specification"


EnginesOption = Annotated[
    Engines | None,
    typer.Option("--engines", help="Insist on both engines, or ask one; without it both where both are installed."),
]


def engines_asked(option: Engines | None) -> tuple[str, ...]:
    """The engines to ask; a Problem and exit 5 where both are insisted on and one is not here."""
    here = engines_here()
    if option is Engines.BOTH and DURABLE not in here:
        message = "the second engine, durable_rules, is not installed: it is the extra `durable` of this package"
        typer.echo(str(Problem(Code.UNKNOWN_ID, message, "--engines both")), err=True)
        raise typer.Exit(UNUSABLE)  # typed rightly, and not here
    return (SPECIFICATION,) if option is Engines.SPECIFICATION else here


def rulebook_in(rules: Path | None, readings: Sequence[str] = ()) -> Rulebook:
    """The rulebook, or its problems and exit 5."""
    try:
        return load_rules(rules, readings)
    except UnusableError as error:
        refuse(error.problems)


def opened(case: str, problems: Sequence[Problem] = ()) -> Case:
    """The case; or every problem of it, after those found already, and exit 5."""
    try:
        loaded = load_case(case)
    except UnusableError as error:
        refuse([*problems, *error.problems])
    if problems:
        refuse(problems)
    return loaded


def supposing(case: Case, lines: list[str] | None, otherwise: Otherwise | None = None) -> Case:
    """The case with what is supposed on top of it, and of all else; or every problem of it, and exit 5."""
    try:
        supposed = case_supposing(case, lines) if lines else case
        return supposing_otherwise(supposed, otherwise.value) if otherwise else supposed
    except UnusableError as error:
        refuse(error.problems)


def prepared(rules: Path | None, case: str, reading: str) -> tuple[Rulebook, Case, tuple[Interpretation, ...]]:
    """The rulebook, the case and the readings asked for, with the problems of all three."""
    problems: list[Problem] = []
    rulebook = loaded = None
    names: tuple[str, ...] = (reading,)
    extra = [reading] if reading.endswith(".toml") else []
    try:
        rulebook = load_rules(rules, extra)
        if extra:
            names = (list(rulebook.readings)[-1],)
        elif reading == "all":
            names = tuple(sorted(rulebook.readings, key=lambda name: name != "plain"))  # the one without a name first
        else:
            problems += rulebook.unknown_reading(reading)
    except UnusableError as error:
        problems += error.problems
    try:
        loaded = load_case(case)
    except UnusableError as error:
        problems += error.problems
    if problems or rulebook is None or loaded is None:
        refuse(problems)
    return rulebook, loaded, tuple(rulebook.interpretations[name] for name in names)


def answering(
    rulebook: Rulebook, readings: tuple[Interpretation, ...], options: list[str] | None
) -> tuple[Interpretation, ...]:
    """The readings, with what the options answer otherwise."""
    answers: dict[str, str] = {}
    for option in options or ():
        question, separator, answer = option.partition("=")
        if not separator:
            raise typer.BadParameter(f"expected Q=ANSWER such as Q5=gross, found {option[:40]}", param_hint="--answer")
        if question in answers:
            message = f"`{question[:40]}` is answered twice: `{answers[question][:40]}` and `{answer[:40]}`"
            refuse([Problem(Code.DUPLICATE_ID, message, "--answer")])
        answers[question] = answer
    try:
        return tuple(rulebook.interpretation(reading, answers) for reading in readings)
    except UnusableError as error:
        refuse(error.problems, typed=True)


def day_of(text: str | None, option: str) -> date | None:
    """The day an option names; exit 2 if it names none."""
    try:
        return read_day(text)
    except ValueError as error:
        message = f"expected a day such as 2018-08-01, found {(text or '')[:40]}"
        raise typer.BadParameter(message, param_hint=option) from error


@contextmanager
def judged_provision(name: str, rulebook: Rulebook) -> Iterator[None]:
    """What asks for a goal or a provision by its name: exit 2 where it is not judged."""
    try:
        yield
    except KeyError as error:
        if error.args != (name,):
            raise
        known = [*rulebook.goals, *rulebook.statute.versions]
        hint = did_you_mean(name, known) or f"; goals are {', '.join(rulebook.goals)}, a provision 401(a)(4)"
        refuse([Problem(Code.UNKNOWN_PROVISION, f"`{name[:80]}` is not judged by itself{hint}")])
