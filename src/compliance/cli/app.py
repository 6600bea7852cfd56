"""The command line itself: its commands, imported when they are named; exits; and the entry point."""

import gc
import io
import sys
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module, metadata
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from ..judgement.durable import EnginesDifferError
from ..judgement.production import UncompilableError
from ..judging import engines_here
from ..problem import Code, Problem, UnusableError
from .apart import written_over
from .entry import INTERRUPTED, let_nothing_interrupt, mind_interruptions, was_interrupted
from .terminal import one_line

UNWRITTEN, MISUSED, UNMET, UNKNOWN, UNUSABLE, DIFFER, DEFECT = 1, 2, 3, 4, 5, 6, 70

# Each command with the module that defines it, in the groups and in the order in which help lists them.
GROUPS = {
    "Judge": {
        "evaluate": "evaluate",
        "explain": "explain",
        "plan": "change",
        "compare": "compare",
        "missing": "missing",
        "interview": "interview",
        "fragility": "fragility",
        "replay": "replay",
        "agenda": "agenda",
        "crosswalk": "agenda",
    },
    "Over time": {"timeline": "timeline", "relief": "timeline", "history": "history"},
    "Look up": {
        "cases": "cases",
        "law": "lookup",
        "readings": "readings",
        "measures": "lookup",
        "fields": "lookup",
        "actions": "lookup",
        "schema": "lookup",
    },
    "Web": {"serve": "serve", "site": "serve", "mcp": "serve"},
    "Scale": {"sweep": "sweep", "batch": "batch", "export": "export"},
    "Records": {"new": "cases", "test": "cases", "record": "record"},
    "Rules": {"rules": "cases", "verify": "verify"},
}
OF_OLD = {"check": "cases"}  # names that stay, and are not offered
COMMANDS = {name: module for group in GROUPS.values() for name, module in group.items()} | OF_OLD

# A tenth of a short run went into looking for garbage where there is none.
_ALLOCATIONS = 100_000


class _Commands(Mapping[str, Any]):
    """The commands by name; a module is imported when one of its commands is asked for."""

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)

    def __getitem__(self, name: str) -> Any:
        module = import_module(f".{COMMANDS[name]}", __package__)
        return typer.main.get_group(module.commands).commands[name]


@contextmanager
def _usage() -> Iterator[None]:
    """A mistake in what was typed, said as every other problem is; exit 2."""
    try:
        yield
    except typer.BadParameter.__base__ as error:  # type: ignore[misc]  # click's own, which typer does not name
        if type(error).__name__ == "NoArgsIsHelpError":
            raise
        message = error.format_message().replace("Value error, ", "").rstrip(".")
        message, _, hint = message.replace(". Did you mean", "; did you mean").partition("; did you mean")
        typer.echo(one_line(f"error[usage]: {message}"), err=True)
        if hint:
            typer.echo(one_line(f"  help: did you mean{hint}"), err=True)
        if "unexpected extra argument" in message and "evaluate" in (error.ctx.command_path if error.ctx else ""):
            typer.echo("  help: `compliance compare A B` sets cases side by side", err=True)
        context = error.ctx.command_path if error.ctx else "compliance"
        typer.echo(one_line(f"  help: {context} -h"), err=True)
        raise typer.Exit(MISUSED) from error


class _OnDemand(TyperGroup):
    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = _Commands()  # type: ignore[assignment]  # nothing is added to it

    def make_context(self, *arguments: Any, **more: Any) -> Any:
        """As typer's, with mistakes said in one form."""
        with _usage():
            return super().make_context(*arguments, **more)

    def invoke(self, ctx: Any) -> Any:
        """As typer's, with mistakes said in one form."""
        if problems := written_over((*ctx._protected_args, *ctx.args)):
            refuse(problems)
        with _usage():
            return super().invoke(ctx)

    def list_commands(self, ctx: object) -> list[str]:
        return [name for name in COMMANDS if name not in OF_OLD]

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """The commands group by group, each with its summary."""
        for title, group in GROUPS.items():
            with formatter.section(title):
                formatter.write_dl([(name, self.commands[name].get_short_help_str(60)) for name in group])


app = typer.Typer(
    name="compliance",
    cls=_OnDemand,
    no_args_is_help=True,
    invoke_without_command=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


_debug: list[bool] = []  # asked for; known as soon as the option is read


def _debugging(asked: bool) -> None:
    if asked:
        _debug.append(True)


@app.callback()
def main(
    debug: Annotated[
        bool,
        typer.Option("--debug", help="Of a defect show the traceback.", is_eager=True, callback=_debugging),
    ] = False,
    version: Annotated[bool, typer.Option("--version", help="Print the version and exit.")] = False,
) -> None:
    """What must be true before U.S. sanctions on North Korea may be suspended or must terminate."""
    if version:
        typer.echo(f"{metadata.version('nkspea-compliance')} (engines: {', '.join(engines_here())})")
        raise typer.Exit


def run() -> None:
    """Run the command, with output that any terminal can take, and an end without a traceback."""
    mind_interruptions()
    gc.freeze()
    gc.set_threshold(_ALLOCATIONS)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        app()
    except SystemExit as error:
        raise SystemExit(INTERRUPTED if was_interrupted() else error.code) from None
    except KeyboardInterrupt:
        raise SystemExit(INTERRUPTED) from None
    except Exception as error:
        raise SystemExit(INTERRUPTED if was_interrupted() else _failed(error)) from None
    finally:
        let_nothing_interrupt()


def _failed(error: Exception) -> int:
    """One line of what went wrong, on standard error, and the exit code."""
    if isinstance(error, OSError) and error.filename is not None:
        reason = (error.strerror or "an error of the system").lower()
        return _said(str(Problem(Code.UNREADABLE, f"cannot be read: {reason}", str(error.filename))), UNUSABLE)
    if isinstance(error, OSError) and error.errno is not None:  # of a stream: a full disk, a closed pipe
        return _said(f"compliance: cannot write: {error.strerror}", UNWRITTEN)
    if _debug:
        traceback.print_exception(error)
    what = one_line(f"{type(error).__name__}: {error}", 200)
    how = "please report it to the maintainers, with what `compliance --debug …` prints for the same command"
    return _said(f"compliance: a defect of this program ({what}): {how}", DEFECT)


def _said(line: str, code: int) -> int:
    with suppress(OSError):
        sys.stderr.write(f"{line}\n")
    return code


def refuse(problems: Sequence[Problem], *, typed: bool = False) -> NoReturn:
    """Every problem on standard error; exit 2 where all are of what was `typed`, 5 where one is of a file."""
    from .problems import told

    for line in told(problems):
        typer.echo(line, err=True)
    raise typer.Exit(MISUSED if typed or all(map(_is_of_what_was_typed, problems)) else UNUSABLE)


def _is_of_what_was_typed(problem: Problem) -> bool:
    """Whether it is of an option's own words, or of a name that no file gives."""
    of_an_option = problem.file.startswith("--") or problem.place.startswith("--")
    return of_an_option or (not problem.file and problem.code.startswith("unknown-"))


@contextmanager
def judging(case: str) -> Iterator[None]:
    """What a judgement can refuse: exit 5 with every problem of the case, 6 where the engines differ."""
    try:
        yield
    except UnusableError as error:
        name = "standard input" if case == "-" else case
        refuse([problem.within(name) for problem in error.problems])
    except UncompilableError as error:
        refuse([Problem(Code.BAD_TEST, str(error))])
    except EnginesDifferError as error:
        for difference in error.differences:
            typer.echo(f"the engines differ: {difference}", err=True)
        raise typer.Exit(DIFFER) from error
