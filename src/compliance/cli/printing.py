"""A page printed as the command line asks: for this terminal, or as a file for people or programs."""

from collections.abc import Callable
from enum import StrEnum
from json import dumps
from pathlib import Path
from typing import Annotated

import typer

from ..case.model import Case
from ..files.save import create, write
from ..problem import UnusableError
from ..report.page import Page
from .app import refuse
from .terminal import colour, columns, for_machines, has_unicode, in_pager


class Format(StrEnum):
    """The formats of a report."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"


FormatOption = Annotated[Format, typer.Option("--format", help="How to print it.")]


OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write the report to this file.")
]


def saved(case: Case, path: Path) -> None:
    """Write the case to a new file; a Problem and exit 5 where it cannot be, or where the file is there."""
    from ..case.write import written

    try:
        create(path, written(case, path.parent))
    except UnusableError as error:
        refuse(error.problems)


def send(text: str, output: Path | None = None) -> None:
    """Print what programs read, or write it to the file; `-` prints. A Problem and exit 5 where that cannot be."""
    if output is None or str(output) == "-":
        for_machines(text)
        return
    try:
        write(output, text)
    except UnusableError as error:
        refuse(error.problems)


def show(page: Page, form: Format, output: Path | None = None, *, paged: bool = False) -> None:
    """Print a page; one of many lines goes through the pager of a terminal, if asked, as git's do."""
    match form:
        case Format.MARKDOWN:
            from ..report import markdown

            send(markdown.render(page), output)
        case Format.HTML:
            from ..report import html

            send(html.render(page), output)
        case _ if output is not None and str(output) != "-":
            from ..report import text

            send(text.render(page), output)
        case _:
            from ..report import text

            look = text.Look(columns(), colour(), has_unicode(), links=colour())
            printed = text.render(page, look)
            if not (paged and in_pager(printed)):
                typer.echo(printed, nl=False)


def give(
    form: Format,
    output: Path | None,
    page: Callable[[], Page],
    shape: Callable[[], object],
    *,
    paged: bool = False,
) -> None:
    """Print what was found: for programs the `shape` as JSON, for people the `page`; only the one asked for is made."""
    if form is Format.JSON:
        send(dumps(shape(), indent=2, ensure_ascii=False) + "\n", output)
    else:
        show(page(), form, output, paged=paged)
