"""`compliance evaluate`: judge a case, print the answer, exit by goal if asked."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from ..case.load import below
from ..case.model import Case
from ..explanation.deeds import deeds
from ..judgement.finding import Assessment
from ..judging import SPECIFICATION, judge
from ..problem import Code, Problem
from ..report import board, compared, json
from ..report import full as report
from ..report import receipt as receipts
from ..report.document import Document
from ..rulebook.interpretation import Interpretation
from ..rulebook.rulebook import Rulebook
from ..status import Status, all_of
from . import completion
from .app import UNKNOWN, UNMET, judging, refuse
from .options import (
    AnswerOption,
    AsOfOption,
    CaseArgument,
    EnginesOption,
    OtherwiseOption,
    RulesOption,
    SupposeOption,
    asked,
    day_of,
    engines_asked,
)
from .printing import Format, FormatOption, OutputOption, saved, send, show

commands = typer.Typer(rich_markup_mode=None)

GOAL_EXITS = {Status.MET: 0, Status.UNMET: UNMET, Status.UNKNOWN: UNKNOWN}


@commands.command(
    "evaluate",
    short_help="Judge a case, provision by provision",
    epilog='Example: compliance evaluate record --suppose "surrender_equipment pieces=3 verified-by=Interpol"',
)
def evaluate_command(
    case: CaseArgument,
    check: Annotated[
        str | None,
        typer.Option(
            "--exit-code",
            metavar="GOAL",
            autocompletion=completion.goals,
            help="Exit 0 if the goal is met, 3 if unmet, 4 if unknown.",
        ),
    ] = None,
    checked_as: Annotated[str | None, typer.Option("--check", hidden=True)] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing; for --exit-code.")] = False,
    output: OutputOption = None,
    form: FormatOption = Format.TEXT,
    full: Annotated[bool, typer.Option("--full", help="Everything that was found, condition by condition.")] = False,
    reading: Annotated[
        str,
        typer.Option(
            "--reading",
            metavar="NAME|all|FILE",
            autocompletion=completion.readings,
            help="How the law's open words are read.",
        ),
    ] = "plain",
    answer: AnswerOption = None,
    suppose: SupposeOption = None,
    otherwise: OtherwiseOption = None,
    save: Annotated[
        Path | None, typer.Option("--save", metavar="FILE", help="Write the case with what is supposed to a new file.")
    ] = None,
    receipt: Annotated[
        Path | None,
        typer.Option("--receipt", metavar="FILE", help="Write what was judged, for `replay` to judge again."),
    ] = None,
    as_of: AsOfOption = None,
    law_as_of: Annotated[
        str | None, typer.Option("--law-as-of", metavar="DATE", help="Use the law of this day, as if in force.")
    ] = None,
    rules: RulesOption = None,
    hindsight: Annotated[bool, typer.Option("--hindsight", help="Know also what was published after the day.")] = False,
    include_unverified: Annotated[
        bool,
        typer.Option("--include-unverified", help="Let entries marked unverified or inferred bear on the verdict."),
    ] = False,
    engines: EnginesOption = None,
) -> None:
    """Judge a case under NKSPEA §§ 401-402, provision by provision, and say why."""
    check = check or checked_as
    day, law_day = day_of(as_of, "--as-of"), day_of(law_as_of, "--law-as-of")
    rulebook, loaded, readings = asked(rules, case, reading, answer, suppose, otherwise)
    if save is not None:
        if otherwise and any(part.head.hypothetical for part in loaded.parts[:-1]):
            raise typer.BadParameter("a case says it of itself, and stands on hypotheticals", param_hint="--otherwise")
        saved(loaded, save)
    known = (*rulebook.goals, *rulebook.apart)
    if check is not None and check not in known:
        refuse([Problem(Code.UNKNOWN_GOAL, f"unknown goal `{check[:60]}`; there are {', '.join(known)}")])
    ask = partial(
        judge,
        loaded,
        rulebook,
        as_of=day,
        law_as_of=law_day,
        hindsight=hindsight,
        include_unverified=include_unverified,
        engines=engines_asked(engines),
    )
    with judging(case):
        found = [ask(reading=each) for each in readings]
        # What stands apart is no part of this report; `relief` shows it.
        apart = check if check in rulebook.apart else None
        checked = [ask(reading=each, goal=apart) for each in readings] if apart else found
    documents = [Document(loaded, assessment, rulebook) for assessment in found]
    if receipt is not None:
        if reading == "all":
            raise typer.BadParameter("is of one reading at a time", param_hint="--receipt")
        typed_in = (case, tuple(suppose or ()), reading, tuple(answer or ()), as_of or "", law_as_of or "")
        send(
            receipts.receipt(receipts.Asked(*typed_in, hindsight, include_unverified, otherwise or ""), documents[0]),
            receipt,
        )
    if quiet:
        pass
    elif form is Format.JSON:
        every = reading == "all"
        send(json.render_readings(documents, full=full) if every else json.render(documents[0], full=full), output)
    elif reading == "all":
        show(compared.page(documents), form, output)
    elif form is Format.TEXT and full:
        show(report.page(documents[0]), form, output, paged=True)
    else:
        with judging(case):
            others = [ask(reading=each, engines=(SPECIFICATION,)) for each in _others(rulebook, readings[0], answer)]
            before = _before(loaded, ask, readings[0], documents[0])
        typed = " ".join(_typed(case, reading, answer, suppose))
        did, paper = deeds(loaded, found[0], before), form is not Format.TEXT
        first = board.page(board.Board(documents[0], before, tuple(others), did, typed, paper))
        show(first if form is Format.TEXT else board.with_the_rest(first, documents[0]), form, output)
    if check is not None:
        raise typer.Exit(GOAL_EXITS[all_of(assessment.result(check).status for assessment in checked)])


def _typed(case: str, reading: str, answers: list[str] | None, suppose: list[str] | None) -> Iterator[str]:
    """The case as it was typed, and the options with which the next command means the same."""
    yield case
    if suppose:
        yield "--suppose …"
    if reading != "plain":
        yield f"--reading {reading}"
    yield from (f"--answer {answer}" for answer in answers or ())


def _others(rulebook: Rulebook, asked: Interpretation, answers: list[str] | None) -> list[Interpretation]:
    """The packaged readings beside the one asked for; none where questions were answered otherwise."""
    return [] if answers else [each for each in rulebook.interpretations.values() if each.name != asked.name]


def _before(
    case: Case, ask: Callable[..., Assessment], reading: Interpretation, document: Document
) -> Assessment | None:
    """What the baseline of a hypothetical finds: on its own day, or on that of the case where that is earlier."""
    if not case.hypothetical or not case.baselines:
        return None
    baseline = below(case)
    return judge(baseline, document.rulebook, reading=reading, as_of=min(baseline.as_of, document.assessment.as_of))
