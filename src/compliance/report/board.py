"""The first screen: each goal's verdict, each condition in one row, and what to ask next."""

from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from typing import NamedTuple

from ..explanation.phrase import phrase
from ..explanation.words import day
from ..judgement.finding import OUTCOME, Assessment, Finding, Result
from ..status import Status
from .document import Document, second_engine, short_notice, supposes
from .full import body
from .page import Block, Gap, Glyph, Grid, Heading, Line, Note, Page, Part, Words

VERDICT = {
    Status.MET: "SUPPORTED",
    Status.UNKNOWN: "NOT SUPPORTED: open",
    Status.UNMET: "NOT SUPPORTED: ruled out",
}
_NAME = 22  # cells for number and heading
_SCREEN = 30  # lines; what a hypothetical did stands above the board only where all of it fits
_DONE = 6  # lines of what actions did


class Board(NamedTuple):
    """What the screen is made from: the judgement, what it was before the case's own entries, and other readings'.

    `done` is one line for each action of the case, `others` the assessments under the other readings, `typed` the case
    as the command line names it; its id without that. On `paper` nothing is left for another page.
    """

    document: Document
    before: Assessment | None = None
    others: tuple[Assessment, ...] = ()
    done: tuple[str, ...] = ()
    typed: str = ""
    paper: bool = False


class Row(NamedTuple):
    """A condition on the board: its number within its goal, its heading, and the finding."""

    number: str
    heading: str
    finding: Finding


def rows_of(result: Result) -> list[Row]:
    """The conditions of a goal that have a row of their own: those to which the law's file gives a short heading."""
    goal = result.finding
    below = [each for each in _walk(goal) if each.level.short and each is not goal]
    return [Row(each.number.removeprefix(goal.number), each.level.short, each) for each in below]


def _walk(finding: Finding) -> Iterator[Finding]:
    """This finding and those below, but not what another provision is referred to for."""
    yield finding
    for child in finding.children:
        if not child.referred:
            yield from _walk(child)


def conditions_of(result: Result) -> list[Finding]:
    """What is counted of a goal: every condition with a row, those that it refers to included, but none that is made
    up of others with rows.
    """
    found = [each for each in result.finding.walk() if each.level.short and each is not result.finding]
    return [each for each in found if not any(below in found for below in _below(each))]


def _below(finding: Finding) -> list[Finding]:
    return [each for each in finding.walk() if each is not finding]


def page(board: Board) -> Page:
    """The board as a page of at most thirty lines; of a hypothetical, of at most forty-five."""
    document = board.document
    title = " ".join(document.case.title.split())
    rows = _goals(board)
    warned, done = _warnings(board), _done(board)
    below = [*_conditions(board), Gap(), *_next(board)]
    above = len(warned) + len(done) + len(rows) + sum(_height(block) for block in below) + 4 <= _SCREEN
    blocks: list[Block] = [_title(document, title), Gap()]
    if above and (warned or done):
        blocks += [*warned, *done, *([Gap()] if done else [])]
    blocks += [Grid(tuple(rows), (11, 8, 4 if board.before else 2, 24), indent=2), Gap(), *_conditions(board), Gap()]
    if not above and (warned or done):
        blocks += [*warned, *done, Gap()]
    return Page(title, (*blocks, *_next(board)))


def with_the_rest(board: Page, document: Document) -> Page:
    """On paper, the board on top and the whole report below it."""
    return board._replace(blocks=(*board.blocks, *body(document)))


def _height(block: Block) -> int:
    return len(block.rows) if isinstance(block, Grid) else 1


def _title(document: Document, title: str) -> Block:
    return Heading((title, Words(f" · {document.assessment.reading} reading", "soft")), 1)


def _goals(board: Board) -> list[tuple[Part, ...]]:
    rows: list[tuple[Part, ...]] = []
    for result in board.document.assessment.results:
        finding = result.finding
        statuses = [each.status for each in conditions_of(result)]
        counted = ", ".join(f"{statuses.count(each)} {each}" for each in (Status.MET, Status.UNMET, Status.UNKNOWN))
        glyph = _glyph(finding, board.before)
        rows.append(
            (result.goal.title, f"§ {finding.number}", glyph, Words(VERDICT[finding.status], "strong"), counted)
        )
    return rows


def _glyph(finding: Finding, before: Assessment | None) -> Glyph:
    was = before.finding(finding.path) if before else None
    return Glyph(finding.status, was.status if was else None)


def _conditions(board: Board) -> Iterator[Block]:
    before = board.before
    said: dict[str, Status] = {}
    for result in board.document.assessment.results:
        lead = (f"§ {result.finding.number}", result.finding.level.short)
        rows: list[tuple[Part, ...]] = []
        for row in rows_of(result):
            glyph = _glyph(row.finding, before)
            rows.append((glyph, f"{row.number} {row.heading}", _phrase(row.finding, said)))
            said[row.finding.level.identifier] = row.finding.status
        yield Grid(((Words(lead[0], "strong"), Words(lead[1], "soft")),), (8,), indent=2)
        yield Grid(tuple(rows), (4 if before else 2, _NAME), indent=2)


def _phrase(finding: Finding, said: Mapping[str, Status]) -> str:
    """What decides it; where it refers to conditions that stand above, that it finds what they found, or which not."""
    if finding.connective == "certified":
        return "met by a certification that stands, as this reading allows"
    referred = [each for each in finding.walk() if each.referred and each.level.short and each.level.identifier in said]
    if not referred:
        return phrase(finding)
    other = [each for each in referred if each.status is not said[each.level.identifier]]
    return "as above, but " + "; ".join(f"{each.number} {each.status}" for each in other) if other else "as above"


def _warnings(board: Board) -> list[Block]:
    warnings = board.document.assessment.warnings
    if board.paper:
        return [Line(Words(f"! {warning}", "warning"), indent=2) for warning in warnings]
    lines: list[Block] = [Grid(((Words(f"! {warning}", "warning"),),), (), indent=2) for warning in warnings[:1]]
    if len(warnings) == 2:
        lines.append(Grid(((Words(f"! {warnings[1]}", "warning"),),), (), indent=2))
    elif len(warnings) > 2:
        lines.append(Line(Words(f"! and {len(warnings) - 1} more: --full", "warning"), indent=2))
    return lines


def _done(board: Board) -> list[Block]:
    supposed = supposes(board.document)
    lead = supposed or ("▲ supposed:" if board.done else "")
    lines = [*([lead] if lead else []), *(board.done if board.paper else board.done[:_DONE])]
    blocks: list[Block] = [Grid(((Words(line, "supposed"),),), (), indent=2) for line in lines]
    more = 0 if board.paper else len(board.done) - _DONE
    return [*blocks, Line(Words(f"and {more} more: --full", "supposed"), indent=2)] if more > 0 else blocks


def _next(board: Board) -> Iterator[Block]:
    document = board.document
    assessment, case = document.assessment, document.case
    for result in assessment.results:
        yield Line(_decided(result), indent=2)
    asked: list[tuple[Part, ...]] = []
    unsupported = [result for result in assessment.results if result.finding.status is not Status.MET]
    wanting = [row for result in unsupported[:1] for row in rows_of(result) if row.finding.status is not Status.MET]
    if unsupported:
        wanted = unsupported[0].goal.name
        planned = _case(board, "" if wanted == assessment.results[0].goal.name else wanted)
        asked.append(("What would support it:", Words(f"compliance plan {planned}", "strong")))
    if wanting:
        decides = next((row for row in wanting if row.finding.status is unsupported[0].finding.status), wanting[0])
        typed = decides.finding.number.replace("(", "").replace(")", "")
        asked.append(("Why:", Words(f"compliance explain {_case(board, typed)}", "strong")))
    if board.others:
        asked.append(("Other readings:", f"{_others(board.others, assessment.results[0])}  --reading all"))
    if asked:
        yield Grid(tuple(asked), (0,), indent=2, wraps=True)  # a command is never cut
    yield Note(short_notice(case), indent=2)
    yield Note(_named(document), indent=2)
    as_if = ", applied as if it had been in force" if assessment.as_if else ""
    law = f"Law of {day(assessment.law_day)}{as_if}, checked to {day(document.checked_until)}"
    yield Note(law, indent=2)


def _case(board: Board, provision: str) -> str:
    name, _, rest = (board.typed or board.document.case.id).partition(" ")
    return " ".join(filter(None, [name, provision, rest]))


def _decided(result: Result) -> str:
    """By which conditions a goal is ruled out, and which are open; of one that is supported, what that means."""
    finding = result.finding
    if finding.status is Status.MET:
        effect = finding.level.effect
        then = f"; § {finding.number}: sanctions {effect.modal} upon {effect.act}" if effect else ""
        return f"{result.goal.title}: conditions only, no sanction is lifted{then}."
    numbers = {
        status: " ".join(row.number for row in rows_of(result) if row.finding.status is status)
        for status in (Status.UNMET, Status.UNKNOWN)
    }
    ruled = f"ruled out by {numbers[Status.UNMET]}" if finding.status is Status.UNMET else ""
    opened = f"open: {numbers[Status.UNKNOWN]}" if numbers[Status.UNKNOWN] else ""
    return f"{result.goal.title}: {'; '.join(filter(None, [ruled, opened]))}."


def _others(others: Sequence[Assessment], asked: Result) -> str:
    return " · ".join(f"{each.reading} {OUTCOME[each.result(asked.goal.name).status]}" for each in others)


def _named(document: Document) -> str:
    assessment = document.assessment
    made_by = f"compliance {version('nkspea-compliance')}"
    named = (
        f"{document.case.id} {document.case.version[:8]}",
        f"rules {assessment.rulebook[:8]}",
        made_by,
        second_engine(assessment.engines),
    )
    return " · ".join(filter(None, named))
