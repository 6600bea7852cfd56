"""`compliance sweep`: many draws of what is uncertain, and in what share of them each provision is met."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ..problem import UnusableError
from .app import DIFFER, judging, refuse
from .options import (
    AsOfOption,
    CaseArgument,
    OtherwiseOption,
    RulesOption,
    SupposeOption,
    day_of,
    opened,
    rulebook_in,
    supposing,
)
from .printing import Format, FormatOption, OutputOption, give, send
from .progress import progress

if TYPE_CHECKING:
    from ..scale.sweep import Sweep

commands = typer.Typer(rich_markup_mode=None)

CHECKED = 20


@commands.command(
    "sweep",
    short_help="Judge many draws of what is uncertain",
    epilog="Example: compliance sweep suspension-and-termination docs/sweeps/what-could-go-wrong.toml",
)
def sweep_command(
    case: CaseArgument,
    file: Annotated[
        Path, typer.Argument(metavar="SWEEP.toml", help="What varies, and over what; docs/sweeps.md says how.")
    ],
    form: FormatOption = Format.TEXT,
    output: OutputOption = None,
    picture: Annotated[
        Path | None, typer.Option("--picture", metavar="FILE.svg", help="Write the shares as a picture, too.")
    ] = None,
    draws: Annotated[
        Path | None,
        typer.Option("--draws", metavar="FILE", help="Write every draw to this .parquet, .csv or .jsonl file, too."),
    ] = None,
    suppose: SupposeOption = None,
    otherwise: OtherwiseOption = None,
    as_of: AsOfOption = None,
    check: Annotated[
        int, typer.Option("--check", min=0, max=100_000, help="So many draws are judged one by one as well.")
    ] = CHECKED,
    rules: RulesOption = None,
) -> None:
    """Judge many draws of what is uncertain: in what share of them each provision is met, and what drives that.

    The file says what varies: numbers, ranges of the record, days, what comes or does not, answers to questions.
    """
    from ..report import sweep as report
    from ..scale.draws import must_be_table, write_draws
    from ..scale.drivers import drivers
    from ..scale.sweep import sweep
    from ..scale.sweep_file import load_sweep

    day = day_of(as_of, "--as-of")
    rulebook = rulebook_in(rules)
    loaded = supposing(opened(case), suppose, otherwise)
    try:
        if draws is not None:
            must_be_table(draws)
        asked = load_sweep(file)
    except UnusableError as error:
        refuse(error.problems)
    with judging(case), _of(file), progress("draws", None if asked.grid else asked.draws) as told:
        swept = sweep(loaded, asked, rulebook, as_of=day, told=told, keep=draws is not None)
        checked = _checked(swept, check)
        driven = drivers(swept)
    if draws is not None:
        try:
            write_draws(swept, draws)
        except UnusableError as error:
            refuse(error.problems)
    if picture is not None:
        from ..report import picture as drawing

        send(drawing.render(report.page(swept, driven, checked)), picture)
    give(
        form,
        output,
        lambda: report.page(swept, driven, checked),
        lambda: report.shape(swept, driven, checked),
        paged=True,
    )


@contextmanager
def _of(file: Path) -> Iterator[None]:
    """What is wrong at a place of the sweep's file is said of that file; the rest is of the case."""
    try:
        yield
    except UnusableError as error:
        of_it = (each.within(str(file)) if each.place.startswith("$.") else each for each in error.problems)
        raise UnusableError(of_it) from error


def _checked(swept: "Sweep", count: int) -> int:
    """How many draws, evenly among all, were judged one by one; exit 6 where one is otherwise then."""
    numbers = sorted({swept.draws * each // max(count, 1) for each in range(min(count, swept.draws))})
    differing = list(swept.differing(numbers))
    for number, reading, path in differing:
        typer.echo(f"draw {number} judged by itself differs: {path} under the {reading} reading", err=True)
    if differing:
        raise typer.Exit(DIFFER)
    return len(numbers)
