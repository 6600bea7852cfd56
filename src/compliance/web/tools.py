"""The engine as tools of the Model Context Protocol: each answers with the page of a command, its notice on it.

`as_json` gives the models of the API instead.
"""

import json
from collections.abc import Sequence
from importlib.metadata import version

from mcp.server.mcpserver import MCPServer

from ..explanation.deeds import deeds
from ..explanation.plan import plan
from ..judging import rulebook_of
from ..problem import Code, Problem, UnusableError, did_you_mean
from ..report import board, explained, text
from ..report import plan as plan_report
from ..report import relief as relief_report
from ..report.page import Page
from ..timeline.relief import relief
from . import api
from .library import law_page
from .problems import MOST_LISTED
from .scenario import Judged, judged, not_judged, read_scenario
from .shown import NOTICE

_ABOUT = (
    "Judges under the North Korea Sanctions and Policy Enhancement Act what must be true before U.S. sanctions may be "
    "suspended (§ 401) or must terminate (§ 402). A verdict rests on a reading of the law and on the public record: "
    "quote it with its reading, its day and its notice, and with the sources that the page names. "
    f"{NOTICE}"
)
_SCENARIO = (
    "`case` is the id of a packaged case (`record` is the public record). `suppose` are lines such as "
    "`release_prisoners place=camps count=8000 date=2027-03-01 verified-by=ICRC`: what happens, and nothing else does. "
    "`reading` is plain, strict or lenient; `as_of` a day such as 2027-06-01. "
)


def server() -> MCPServer:
    """The server, with its tools."""
    made = MCPServer("nkspea-compliance", instructions=_ABOUT, version=version("nkspea-compliance"), log_level="ERROR")
    for tool in (judge, explain, plan_for, law, lifted):
        made.tool(tool.__name__, description=" ".join((tool.__doc__ or "").split()) + " " + _SCENARIO)(tool)
    return made


def _asked(case: str, suppose: Sequence[str], reading: str, as_of: str) -> Judged:
    pairs = [("case", case), *(("suppose", each) for each in suppose), ("reading", reading), ("as_of", as_of)]
    return judged(read_scenario(pairs))


def _said(page: Page) -> str:
    return text.render(page, text.Look(width=100))


def _json(name: str, **asked: object) -> str:
    return api.answer(name, json.dumps(asked).encode()).text


def _wrong(error: UnusableError | KeyError) -> str:
    problems = [not_judged(error)] if isinstance(error, KeyError) else error.problems
    said = [f"error[{each.code.value}]: {each.message}" for each in problems[:MOST_LISTED]]
    more = len(problems) - MOST_LISTED
    return "\n".join([*said, f"and {more:,} more"] if more > 0 else said)


def judge(
    case: str = "record",
    suppose: list[str] | None = None,
    reading: str = "plain",
    as_of: str = "",
    as_json: bool = False,
) -> str:
    """Judge a scenario: each goal's verdict, each condition met, unmet or unknown, and what each supposition did."""
    lines = suppose or []
    if as_json:
        return _json("judge", case=case, suppose=lines, reading=reading, as_of=as_of)
    try:
        found = _asked(case, lines, reading, as_of)
    except UnusableError as error:
        return _wrong(error)
    done = deeds(found.case, found.document.assessment, found.before)
    return _said(board.page(board.Board(found.document, before=found.before, done=done, typed=case, paper=True)))


def explain(
    provision: str,
    case: str = "record",
    suppose: list[str] | None = None,
    reading: str = "plain",
    as_of: str = "",
    as_json: bool = False,
) -> str:
    """Say why one provision (`401(a)(6)`) is as it is: tests, evidence, sources, questions, and what would do."""
    lines = suppose or []
    if as_json:
        return _json("explain", case=case, suppose=lines, reading=reading, as_of=as_of, provision=provision)
    try:
        found = _asked(case, lines, reading, as_of)
        return _said(explained.page(found.document, found.document.assessment[provision]))
    except (UnusableError, KeyError) as error:
        return _wrong(error)


def plan_for(
    goal: str = "suspension",
    case: str = "record",
    suppose: list[str] | None = None,
    reading: str = "plain",
    as_of: str = "",
    as_json: bool = False,
) -> str:
    """Say which smallest changes would support a goal, suspension or termination; every way shown was judged."""
    lines = suppose or []
    if as_json:
        return _json("plan", case=case, suppose=lines, reading=reading, as_of=as_of, goal=goal)
    try:
        known = rulebook_of(None).goals
        if goal not in known:
            message = f"unknown goal `{goal[:60]}`{did_you_mean(goal, known)}"
            raise UnusableError([Problem(Code.UNKNOWN_GOAL, message)])
        found = _asked(case, lines, reading, as_of)
        day = found.document.assessment.as_of
        return _said(plan_report.page(plan(found.case, goal, reading=found.interpretation, as_of=day), case))
    except UnusableError as error:
        return _wrong(error)


def law(name: str, as_json: bool = False) -> str:
    """Show a provision (`401(a)(6)`) or an open question (`Q5`): our words, versions, answers with their reasons."""
    if as_json:
        return api.looked_up("law", name).text
    try:
        return _said(law_page(name))
    except UnusableError as error:
        return _wrong(error)


def lifted(
    case: str = "record",
    suppose: list[str] | None = None,
    reading: str = "plain",
    as_of: str = "",
    as_json: bool = False,
) -> str:
    """Say measure by measure what is lifted, could be lifted, stays or is doubtful, and what a termination leaves."""
    lines = suppose or []
    if as_json:
        return _json("relief", case=case, suppose=lines, reading=reading, as_of=as_of)
    try:
        found = _asked(case, lines, reading, as_of)
        return _said(relief_report.page(relief(found.case, reading=found.interpretation, as_of=found.day)))
    except UnusableError as error:
        return _wrong(error)
