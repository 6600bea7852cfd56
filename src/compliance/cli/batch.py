"""`compliance batch`: the verdicts of many cases, in all cores or by Spark, gone on with where it was interrupted."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from ..problem import Code, Problem, UnusableError
from ..scale.batch import Batch, Engine
from ..scale.local import StoppedError, locally
from ..scale.options import Options
from ..scale.output import Written, aside_of
from ..scale.source import source
from .app import UNUSABLE, UNWRITTEN, refuse
from .options import (
    AnswerOption,
    AsOfOption,
    OneReadingOption,
    OtherwiseOption,
    RulesOption,
    answering,
    day_of,
    only_one,
    rulebook_in,
)
from .progress import progress
from .terminal import one_line

commands = typer.Typer(rich_markup_mode=None)


class EngineName(StrEnum):
    """Where a batch is judged."""

    LOCAL = "local"
    SPARK = "spark"


@commands.command(
    "batch", short_help="Judge many cases into one table", epilog="Example: compliance batch proposals -o verdicts.csv"
)
def batch_command(
    given: Annotated[
        Path,
        typer.Argument(
            metavar="INPUT", help="A folder of cases, .jsonl of cases, or .csv or .parquet of baseline and suppose."
        ),
    ],
    out: Annotated[
        Path, typer.Option("--output", "-o", metavar="OUT", help="A .jsonl, .csv or .parquet file, written over.")
    ],
    reading: OneReadingOption = "plain",
    answer: AnswerOption = None,
    as_of: AsOfOption = None,
    law_as_of: Annotated[
        str | None, typer.Option("--law-as-of", metavar="DATE", help="Use the law of this day, as if in force.")
    ] = None,
    otherwise: OtherwiseOption = None,
    hindsight: Annotated[bool, typer.Option("--hindsight", help="Know also what was published after the day.")] = False,
    include_unverified: Annotated[
        bool,
        typer.Option("--include-unverified", help="Let entries marked unverified or inferred bear on the verdict."),
    ] = False,
    rules: RulesOption = None,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, max=256, help="Processes that judge; one a core by default.")
    ] = None,
    engine: Annotated[EngineName, typer.Option("--engine", help="This machine, or Apache Spark.")] = EngineName.LOCAL,
) -> None:
    """Judge every case of INPUT and write a row for each to OUT: its goals and the status of every provision.

    Rows that cannot be used are written to OUT.problems.jsonl with what is wrong, and the exit code is then 5. Whoever
    is interrupted types the same command again, and it goes on where it was.
    """
    day, law_day = day_of(as_of, "--as-of"), day_of(law_as_of, "--law-as-of")
    only_one(reading)
    _must_be_known(rules, reading, answer)
    try:
        rows = source(given)
        _must_not_meet(given, out)
        options = Options(
            rules=str(rules.absolute()) if rules else None,
            reading=str(Path(reading).absolute()) if reading.endswith(".toml") else reading,
            answers=_pairs(answer),
            as_of=day.isoformat() if day else None,
            law_as_of=law_day.isoformat() if law_day else None,
            hindsight=hindsight,
            include_unverified=include_unverified,
            otherwise=otherwise.value if otherwise else None,
            folder=str(rows.folder),
        )
        with progress("rows", rows.total) as told:
            batch = Batch(rows, options, out, told)
            with _resumable(batch):
                result = batch.run(_engine(engine, workers, batch))
    except UnusableError as error:
        refuse(error.problems)
    _tell(batch, result)


def _must_be_known(rules: Path | None, reading: str, answers: list[str] | None) -> None:
    """Exit 2 for a reading or an answer that is none, 5 for rules that cannot be used."""
    of_file = [reading] if reading.endswith(".toml") else []
    rulebook = rulebook_in(rules, of_file)
    name = list(rulebook.readings)[-1] if of_file else reading
    if problems := rulebook.unknown_reading(name):
        refuse(problems)
    answering(rulebook, (rulebook.interpretations[name],), answers)


def _pairs(answers: list[str] | None) -> tuple[tuple[str, str], ...]:
    parted = [each.partition("=") for each in answers or ()]
    return tuple(sorted((question, answer) for question, _, answer in parted))


def _must_not_meet(given: Path, out: Path) -> None:
    for written in (out, aside_of(out)):
        if os.path.realpath(given) == os.path.realpath(written):
            raise UnusableError([Problem(Code.UNREADABLE, "is read, and would be written over", str(written))])


def _engine(name: EngineName, workers: int | None, batch: Batch) -> Engine:
    if name is EngineName.SPARK:
        from ..scale.spark import by_spark, session

        return partial(by_spark, session=session(), folder=batch.parts.folder)
    return partial(locally, workers=workers or os.cpu_count() or 1)


@contextmanager
def _resumable(batch: Batch) -> Iterator[None]:
    """If it is stopped, how to go on: exit 130 for an interruption, 1 for a full disk or a process that was ended."""
    try:
        yield
    except KeyboardInterrupt:
        _go_on(batch, "interrupted")
        raise
    except StoppedError as error:
        _go_on(batch, str(error))
        raise typer.Exit(UNWRITTEN) from error
    except OSError as error:
        _go_on(batch, f"{batch.out}: cannot be written: {(error.strerror or str(error)).lower()}")
        raise typer.Exit(UNWRITTEN) from error


def _go_on(batch: Batch, why: str) -> None:
    typer.echo(one_line(f"compliance: {why}"), err=True)
    typer.echo(one_line(f"  help: the same command again goes on from what is in {batch.parts.folder}"), err=True)


def _tell(batch: Batch, result: Written) -> None:
    """How many rows were written; exit 5 where some could not be used."""
    before = f" ({batch.going_on:,} of {_rows(batch.rows)} before)" if batch.going_on else ""
    typer.echo(f"{batch.out}: {_rows(result.judged)} judged{before}")
    if result.bad:
        typer.echo(f"{result.aside}: {_rows(result.bad)} could not be used, with what is wrong", err=True)
        raise typer.Exit(UNUSABLE)


def _rows(number: int) -> str:
    return f"{number:,} row{'' if number == 1 else 's'}"
