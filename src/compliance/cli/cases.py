"""The commands about cases: which are packaged, what they expect, one of your own; and the check of a rulebook."""

import re
import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from ..case.load import called, case_supposing, load_case
from ..case.write import written
from ..files.resources import cases_folder, packaged_cases
from ..problem import Problem, UnusableError, did_you_mean
from ..record.acts import ID_PATTERN
from . import completion
from .app import UNKNOWN, UNMET, refuse
from .options import RulesOption, SupposeOption, day_of, opened, rulebook_in
from .printing import Format, FormatOption, OutputOption, give
from .terminal import is_terminal, one_line

commands = typer.Typer(rich_markup_mode=None)
rules_app = typer.Typer(help="Check a rulebook.", no_args_is_help=True, rich_markup_mode=None)
commands.add_typer(rules_app, name="rules")


@commands.command("check", hidden=True)
@commands.command("test", short_help="Run what cases expect", epilog="Example: compliance test record nuclear-only")
def run_command(
    cases: Annotated[list[str], typer.Argument(metavar="CASE...", autocompletion=completion.cases)],
    rules: RulesOption = None,
) -> None:
    """Run what cases expect: exit 0 if all holds, 3 if something does not, 4 if a case expects nothing."""
    from ..testing import expectations

    rulebook, failed, untested = rulebook_in(rules), 0, 0
    problems: list[Problem] = []
    for name in cases:
        try:
            found = expectations(load_case(name), rulebook)
        except UnusableError as error:
            problems += [problem.within(name) for problem in error.problems]
            continue
        for line in found.differences:
            typer.echo(one_line(f"{name}: {line}"), err=True)
        failed += len(found.differences)
        held = f"{found.expected - len(found.differences)} of {found.expected} expectations hold"
        untested += not found.expected
        typer.echo(f"{name}: {held if found.expected else 'expects nothing: nothing was tested'}")
    if problems:
        refuse(problems)
    raise typer.Exit(UNMET if failed else UNKNOWN if untested else 0)  # what was not tested is no pass


@commands.command("cases", short_help="List the packaged cases", epilog="Example: compliance cases coverage")
def cases_command(
    folder: Annotated[
        str, typer.Argument(metavar="FOLDER", help="A folder of them, such as answers or coverage.")
    ] = "",
    form: FormatOption = Format.TEXT,
    output: OutputOption = None,
) -> None:
    """List the packaged cases: those that stand by themselves, or those of a folder."""
    from ..report import cases as report

    folders: dict[str, list[str]] = {}
    for name, path in packaged_cases().items():
        folders.setdefault(path.parent.name if path.parent != cases_folder() else "", []).append(name)
    if folder not in folders:
        hint = did_you_mean(folder, folders)
        raise typer.BadParameter(f"no folder `{folder[:40]}`{hint}; there are {', '.join(filter(None, folders))}")
    try:
        listed = [load_case(name) for name in folders[folder]]
    except UnusableError as error:
        refuse(error.problems)
    others = {} if folder else {name: len(within) for name, within in folders.items() if name}
    give(form, output, lambda: report.page(listed, others), lambda: report.shape(listed, folder), paged=True)


@commands.command("new", short_help="Write a case of your own", epilog="Example: compliance new my-case.json")
def new_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write: my-case.json.")],
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="Its day; today by default.")] = None,
    suppose: SupposeOption = None,
) -> None:
    """Write a starter case that explains itself and evaluates; on a terminal, or with --suppose, one with your actions.

    Nothing is written over.
    """
    from ..case.edit import starter
    from ..files.save import create

    path = file if file.suffix or not file.name else file.with_suffix(".json")
    if path.stem in packaged_cases():
        raise typer.BadParameter(f"`{path.stem}` is the id of a packaged case", param_hint="FILE")
    if not re.fullmatch(ID_PATTERN, path.stem):
        message = f"`{path.stem[:60]}` becomes the id: lower case letters, digits, dots and hyphens"
        raise typer.BadParameter(message, param_hint="FILE")
    day = day_of(as_of, "--as-of") or date.today()
    title, lines = "", suppose or []
    if not lines and is_terminal() and sys.stdin is not None and sys.stdin.isatty() and not path.exists():
        title, lines = _asked(day)
    try:
        if lines:
            case = called(
                case_supposing(opened("record"), lines, as_of=day), path.stem, title or f"What if: {path.stem}"
            )
            text = written(case, path.parent)
        else:
            versions = rulebook_in(None).statute.versions
            provision = next(name for name, levels in versions.items() if levels[-1].matter == "camp_conditions")
            text = starter(path.stem, day, provision)
        create(path, text)
    except UnusableError as error:
        refuse(error.problems)
    typer.echo(f"{path}: written; `compliance evaluate {path}` judges it")


def _asked(day: date) -> tuple[str, list[str]]:
    """A title and actions, each asked again until it can be read; none for the starter."""
    typer.echo("What happens? One action a line, as --suppose takes it; `compliance actions` lists them.")
    typer.echo("An empty line ends; nothing at all writes a starter that explains itself.")
    lines: list[str] = []

    def read(line: str) -> str:
        if line.strip():
            try:
                case_supposing(load_case("record"), [*lines, line], "", as_of=day)
            except UnusableError as error:
                raise typer.BadParameter("; ".join(problem.message for problem in error.problems)) from error
        return line.strip()

    while line := typer.prompt("action", default="", show_default=False, value_proc=read):
        lines.append(line)
    return (typer.prompt("title", default="", show_default=False) if lines else ""), lines


@rules_app.command("check", short_help="Check a rulebook")
def rules_check_command(rules: RulesOption = None) -> None:
    """Check a rulebook: every problem, or what is in it."""
    rulebook = rulebook_in(rules)
    levels = sum(len(versions) for versions in rulebook.statute.versions.values())
    rungs = sum(len(ladder.rung) for ladder in rulebook.ladders.values())
    typer.echo(
        f"rulebook {rulebook.version}: {levels} levels, {len(rulebook.ladders)} ladders with {rungs} rungs, "
        f"{len(rulebook.questions)} questions, readings {', '.join(rulebook.readings)}"
    )
