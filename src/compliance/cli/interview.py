"""`compliance interview`: asks about what is open until a goal or a condition is settled."""

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from shlex import quote
from textwrap import fill
from typing import Annotated, Any

import typer

from ..case.load import called, case_supposing
from ..case.model import Case
from ..case.suppose import as_text
from ..explanation.interview import Key, Question, Standing, next_question
from ..explanation.words import day, percent, span_of
from ..judgement.finding import OUTCOME
from ..problem import Code, Problem, UnusableError
from ..record.evidence import Fact
from ..status import Status
from . import ask, completion
from .app import judging, refuse
from .entry import was_interrupted
from .options import (
    AnswerOption,
    AsOfOption,
    CaseArgument,
    OneReadingOption,
    OtherwiseOption,
    RulesOption,
    SupposeOption,
    asked,
    day_of,
    judged_provision,
    only_one,
)
from .printing import saved
from .terminal import columns, one_line

commands = typer.Typer(rich_markup_mode=None)
_STOP = "stop"


@commands.command(
    "interview",
    short_help="Be asked what would settle a goal",
    epilog="Example: compliance interview record 401a4 --save what-i-know.json",
)
def interview_command(
    case: CaseArgument,
    of: Annotated[
        str,
        typer.Argument(
            metavar="GOAL|PROVISION", autocompletion=completion.goals_and_provisions, help="suspension, 401a4."
        ),
    ] = "suspension",
    save: Annotated[
        Path | None, typer.Option("--save", metavar="FILE", help="Write the case with your answers to a new file.")
    ] = None,
    reading: OneReadingOption = "plain",
    answer: AnswerOption = None,
    suppose: SupposeOption = None,
    otherwise: OtherwiseOption = None,
    as_of: AsOfOption = None,
    rules: RulesOption = None,
) -> None:
    """Ask about what is open, what settles most often first, until the goal or the condition is settled.

    Nothing is asked that cannot matter; what is not known stays as open as it is.
    """
    only_one(reading)
    by = day_of(as_of, "--as-of")
    rulebook, loaded, readings = asked(rules, case, reading, answer, suppose, otherwise)
    if save is not None and save.exists():
        refuse([Problem(Code.UNREADABLE, "is there already, and nothing is written over", str(save))])
    lines: list[str] = []
    passed: set[Key] = set()
    supposed, going = loaded, True
    while True:
        with judging(case), judged_provision(of, rulebook):
            standing = next_question(supposed, of, rulebook, readings[0], by, passed)
        question = standing.question
        if question is None or not going:
            break
        _put(question, standing, len(passed) + 1)
        passed.add(question.key)
        try:
            line, supposed = _answered(question, loaded, lines, by)
        except EOFError:
            going = False
            typer.echo()
            continue
        lines += [line] if line else []
    _conclude(standing, lines, case)
    if lines and save is not None:
        saved(called(supposed, save.stem, f"{_title(loaded)}, as answered"), save)
        typer.echo(f"{save}: written; `compliance evaluate {save}` judges it")


def _put(question: Question, standing: Standing, number: int) -> None:
    """The question, why it is asked, and who would know."""
    field, found = question.field, standing.settling
    when = f"as of {day(question.until)}"
    if question.since is not None:
        when = f"from {day(question.since)} to {day(question.until)}"
    typer.echo("\n" + fill(f"{number}. {field.title}, {when}", columns(), subsequent_indent="   "))
    typer.echo(_wrapped(f"{field.meaning} The record leaves it at {span_of(field, *question.shown)}."))
    bears = f"It bears on {', '.join(question.conditions)}"
    if question.fact is not None and question.fact.decides == question.fact.ways:
        bears += f", and settles {found.of.number}"
    elif question.fact is not None:
        often = percent(question.fact.decides, question.fact.ways)
        bears += f", and decides {found.of.number} in {often} of the ways in which the rest may turn out"
    typer.echo(_wrapped(f"{bears}."))
    if question.known_by:
        typer.echo(_wrapped(f"Who would know: {'; '.join(question.known_by)}."))


def _wrapped(text: str) -> str:
    return fill(text, columns(), initial_indent="   ", subsequent_indent="   ")


def _answered(question: Question, case: Case, lines: list[str], by: date | None) -> tuple[str, Case]:
    """The line that says the answer, empty where it is not known, and the case with it; EOFError to stop.

    Asked again until the case takes it.
    """
    while True:
        said = _value(question)
        line = _line(question, said) if said else ""
        answered = [*lines, line] if line else lines
        try:
            return line, case_supposing(case, answered, "your answer", as_of=by) if answered else case
        except UnusableError as error:
            for problem in error.problems:
                typer.echo(f"   {one_line(problem.message)}", err=True)


def _value(question: Question) -> dict[str, Any]:
    """What is said of the field; nothing where it is not known."""
    takes = {"flag": "yes or no", "share": "0.5, 1/3, 0.2-0.4", "count": "12, 3-5, 3+"}[question.field.value]

    def read(text: str) -> dict[str, Any]:
        word = {"yes": "true", "no": "false"}.get(text.lower(), text)
        return {_STOP: True} if word == _STOP else ask.value_of(word, question.field)

    said = _asked(f"   {takes}; empty: not known; `{_STOP}`", read) or {}
    if _STOP in said:
        raise EOFError
    return dict(said)


def _asked(text: str, read: Callable[[str], Any] = str.strip) -> Any:
    """The answer; EOFError where there are no more."""
    try:
        return ask.ask(text, read)
    except typer.Abort as error:
        if was_interrupted():
            raise
        raise EOFError from error


def _line(question: Question, said: Mapping[str, Any]) -> str:
    """The line as `--suppose` takes it."""
    stated: dict[str, Any] = {"field": question.field.path, **said}
    if question.since is not None:
        stated |= {"from": question.since.isoformat(), "to": question.until.isoformat()}
    else:
        stated["date"] = question.until.isoformat()
    who = _asked(f"   {question.grade} by whom; empty: nobody stands behind it")
    stated |= {"verification": question.grade.value, "verifier": who} if who else {"note": "as answered"}
    return as_text(Fact.model_validate(stated))


def _conclude(standing: Standing, lines: list[str], case: str) -> None:
    """How it stands now, and the answers as a command line."""
    found, status = standing.settling, standing.settling.status
    word = status.value if found.of.matter else OUTCOME[status]
    if status is not Status.UNKNOWN:
        said = f"it is {word}, whatever were found of the rest."
    elif standing.question is not None:
        said = f"it is still {word}."
    else:
        said = f"it is still {word}: what is not known leaves it so, and nothing else that is open can settle it."
    typer.echo(f"\n{found.of.act_form}: {said}")
    if lines:
        options = " ".join(f"--suppose {quote(each)}" for each in lines)
        typer.echo(f"compliance evaluate {quote(case)} {options}")


def _title(case: Case) -> str:
    return " ".join(case.title.split())
