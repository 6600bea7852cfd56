"""`compliance explain`: why one condition is met, unmet or unknown."""

from typing import Annotated

import typer

from ..files.resources import packaged_cases
from ..judging import SPECIFICATION, judge
from ..problem import Code, Problem, did_you_mean
from ..report import explained
from ..report.document import Document
from . import completion
from .app import judging, refuse
from .options import (
    AnswerOption,
    AsOfOption,
    EnginesOption,
    OneReadingOption,
    OtherwiseOption,
    RulesOption,
    SupposeOption,
    asked,
    day_of,
    engines_asked,
    only_one,
)
from .printing import Format, FormatOption, OutputOption, give

commands = typer.Typer(rich_markup_mode=None)


@commands.command(
    "explain", short_help="Say why one condition is as it is", epilog="Example: compliance explain record 401a6"
)
def explain_command(
    case: Annotated[
        str,
        typer.Argument(
            metavar="CASE", autocompletion=completion.cases, help="A path, a packaged id, or - for standard input."
        ),
    ],
    provision: Annotated[
        str,
        typer.Argument(
            metavar="PROVISION", autocompletion=completion.provisions, help="As you type it: 401a6, 402(2)(E)."
        ),
    ] = "",
    form: FormatOption = Format.TEXT,
    reading: OneReadingOption = "plain",
    answer: AnswerOption = None,
    suppose: SupposeOption = None,
    otherwise: OtherwiseOption = None,
    as_of: AsOfOption = None,
    output: OutputOption = None,
    rules: RulesOption = None,
    engines: EnginesOption = None,
) -> None:
    """Say why one condition is met, unmet or unknown, and what would settle it."""
    only_one(reading)
    day = day_of(as_of, "--as-of")
    if not provision and case not in packaged_cases() and not case.endswith(".json") and case != "-":
        case, provision = "record", case  # a first word that is no case is what to explain of the record
    rulebook, loaded, readings = asked(rules, case, reading, answer, suppose, otherwise)
    identifier = rulebook.statute.identified(provision or "401(a)")
    if identifier is None:
        hint = did_you_mean(provision, rulebook.statute.versions)
        refuse([Problem(Code.UNKNOWN_PROVISION, f"`{provision[:80]}` is not in the rulebook{hint}")])
    with judging(case):
        found = judge(loaded, rulebook, reading=readings[0], as_of=day, engines=engines_asked(engines))
        finding = found.finding(identifier)
        if finding is None:
            judged = ", ".join(
                each.number for result in found.results for each in result.finding.walk() if each.level.short
            )
            refuse(
                [Problem(Code.UNKNOWN_PROVISION, f"`{provision[:80]}` is not judged by itself; judged are {judged}")]
            )
        other = [] if answer else [each for each in rulebook.interpretations.values() if each.name != readings[0].name]
        others = [judge(loaded, rulebook, reading=each, as_of=day, engines=(SPECIFICATION,)) for each in other]
    said = (Document(loaded, found, rulebook), finding, others)
    give(form, output, lambda: explained.page(*said), lambda: explained.shape(*said), paged=True)
