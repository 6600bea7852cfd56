"""`compliance compare`: several cases side by side."""

from typing import Annotated

import typer

from ..judging import judge
from . import completion
from .app import judging
from .options import (
    AnswerOption,
    OneReadingOption,
    OtherwiseOption,
    RulesOption,
    SupposeOption,
    asked,
    day_of,
    opened,
    supposing,
)
from .printing import Format, FormatOption, OutputOption, give

commands = typer.Typer(rich_markup_mode=None)
_MOST = 6  # columns of a terminal


@commands.command(
    "compare",
    short_help="Set cases side by side",
    epilog="Example: compliance compare singapore-2018 record-2026-03-15",
)
def compare_command(
    cases: Annotated[
        list[str], typer.Argument(metavar="CASE...", autocompletion=completion.cases, help="Paths or packaged ids.")
    ],
    form: FormatOption = Format.TEXT,
    reading: OneReadingOption = "plain",
    answer: AnswerOption = None,
    suppose: SupposeOption = None,
    otherwise: OtherwiseOption = None,
    as_of: Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="One day for all of them.")] = None,
    output: OutputOption = None,
    rules: RulesOption = None,
) -> None:
    """Set cases side by side; of two, name the entries.

    With one case and `--suppose`, the case beside the same with what is supposed.
    """
    from ..explanation.comparison import compare
    from ..report import differing
    from ..report.document import Document

    if reading == "all":
        raise typer.BadParameter(
            "one reading at a time; `evaluate --reading all` compares readings", param_hint="--reading"
        )
    if len(cases) == 1 and not suppose:
        raise typer.BadParameter("name two cases or more, or one and --suppose", param_hint="CASE...")
    if len(cases) > 1 and suppose:
        raise typer.BadParameter("goes with one case: with several, which one is meant?", param_hint="--suppose")
    if len(cases) > _MOST:
        raise typer.BadParameter(f"at most {_MOST} cases side by side", param_hint="CASE...")
    day = day_of(as_of, "--as-of")
    rulebook, first, readings = asked(rules, cases[0], reading, answer, None, otherwise)
    loaded = [first, *(supposing(opened(each), None, otherwise) for each in cases[1:])]
    if suppose:
        loaded.append(supposing(first, suppose, otherwise))
    documents = []
    for case in loaded:
        with judging(case.id):
            found = judge(case, rulebook, reading=readings[0], as_of=day)
        documents.append(Document(case, found, rulebook))
    said = (compare(*(document.assessment for document in documents)), documents)
    give(form, output, lambda: differing.page(*said), lambda: differing.shape(*said), paged=True)
