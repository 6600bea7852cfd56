"""The pages: from an address and what was sent to the text of an answer. None keeps anything."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, quote, urlencode

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from ..case.load import called, load_case
from ..case.write import written
from ..explanation.comparison import compare
from ..explanation.fragility import fragility
from ..explanation.missing import missing
from ..explanation.plan import SHOWN, plan
from ..explanation.settling import settling
from ..explanation.under_answers import under_answers
from ..files.resources import cases_folder, packaged_cases
from ..judging import judge, rulebook_of
from ..problem import Code, Problem, UnusableError, did_you_mean, named_like
from ..report import (
    board as board_report,
)
from ..report import (
    cases,
    differing,
    explained,
    history,
    html,
    law,
    questions,
)
from ..report import fragility as fragility_report
from ..report import missing as missing_report
from ..report import plan as plan_report
from ..report import relief as relief_report
from ..report import settling as settling_report
from ..report import timeline as timeline_report
from ..report import (
    under_answers as counted,
)
from ..report.document import Document
from ..report.page import Heading, Line, Page, Rows, Words
from ..status import Status
from ..timeline.case_history import CaseHistory
from ..timeline.history import matter_history
from ..timeline.relief import relief
from ..timeline.spans import timeline
from .levers import matched, set_
from .scenario import Judged, Scenario, imported, judged, not_judged, read_scenario
from .view import MARKS, board

HTML, JSON = "text/html; charset=utf-8", "application/json; charset=utf-8"
MOST_BESIDE = 6
_ALSO = ("goal", "provision", "vs", "settles")
Pairs = Sequence[tuple[str, str]]


class Answer(NamedTuple):
    """What is sent back: a status, a text of some kind, and where to look instead where it is elsewhere."""

    status: int
    text: str
    kind: str = HTML
    location: str = ""
    file_name: str = ""


class Part(NamedTuple):
    """A part of the site, in the bar above every page."""

    name: str
    said: str
    href: str


def answer(path: str, pairs: Pairs, body: bytes = b"") -> Answer:
    """The page at a path; what is wrong with what is asked is a page too."""
    try:
        page = PAGES.get(path)
        if page is not None:
            return page(pairs, body)
        for start, of in BELOW.items():
            if path.startswith(f"{start}/") and path != f"{start}/":
                return of(path.removeprefix(f"{start}/"), pairs)
    except UnusableError as error:
        return failed("That cannot be judged", error.problems)
    except KeyError as error:
        return failed("Not found", [not_judged(error)], 404)
    return failed("Not found", [Problem(Code.UNKNOWN_ID, "there is no such page")], 404)


# How pages are made

_OWN = re.compile(r"/(law|record|cases)/[A-Za-z0-9_.%()-]+")


def _safe_link(href: str) -> bool:
    """To the web, or to a page of this site."""
    return href.startswith(("https://", "http://")) or _OWN.fullmatch(href) is not None


@cache
def _environment() -> Environment:
    found = Environment(
        loader=ChoiceLoader([PackageLoader("compliance.web"), PackageLoader("compliance.report")]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=True,
    )
    html.equip(found)
    found.globals["safe_link"] = _safe_link
    return found


def rendered(template: str, title: str, here: str, tabs: Sequence[Part], notice: str, **more: Any) -> str:
    """A page of a template; `here` is the part of the site in which it stands."""
    said = {"title": title, "here": here, "parts": tabs, "notice": notice, "root": "/", "style": "static/style.css"}
    return _environment().get_template(template).render(**{"script": False, "back": "", "links": (), **said, **more})


def _rendered(template: str, title: str, here: str, scenario: Scenario, notice: str, **more: Any) -> str:
    query = scenario.query
    tabs = (
        Part("board", "Board", f"board?{query}"),
        Part("compare", "Compare", f"compare?{query}"),
        Part("timeline", "Timeline", f"timeline?{query}"),
        Part("relief", "What is lifted", f"relief?{query}"),
        Part("law", "Law", "law"),
        Part("record", "Record", "record"),
        Part("cases", "Cases", "cases"),
    )
    return rendered(template, title, here, tabs, notice, home=f"board?{query}", **more)


NOTICE = "Not a certification, a prediction or legal advice; the President may rely on classified information."


def _report(page: Page, here: str, scenario: Scenario, **more: Any) -> Answer:
    return Answer(200, _rendered("report.html.j2", page.title, here, scenario, NOTICE, page=page, **more))


def failed(title: str, problems: Sequence[Problem], status: int = 422, back: str = "") -> Answer:
    """A page of what is wrong; `back` is where it leads back to, the packaged record where nothing is said."""
    said = [f"{each.place}: {each.message}" if each.place else each.message for each in problems]
    home = Scenario()
    back = back or f"board?{home.query}"
    return Answer(status, _rendered("problems.html.j2", title, "", home, NOTICE, problems=said, back=back))


def _asked(pairs: Pairs) -> tuple[Judged, dict[str, str]]:
    """The scenario of an address, judged, and what else it says."""
    scenario = read_scenario(pairs, _ALSO)
    return judged(scenario), {key: value for key, value in pairs if key in _ALSO}


def _goal(said: Mapping[str, str]) -> str:
    goal, known = said.get("goal", "suspension"), rulebook_of(None).goals
    if goal not in known:
        hint = did_you_mean(goal, known) or f"; there are {', '.join(known)}"
        raise UnusableError([Problem(Code.UNKNOWN_GOAL, f"unknown goal `{goal[:60]}`{hint}", place="goal")])
    return goal


def _back(found: Judged) -> str:
    return f"board?{found.scenario.query}"


# The board


def _board(pairs: Pairs, body: bytes) -> Answer:
    found, _ = _asked(pairs)
    return Answer(200, _board_text(found, script=True))


def _board_text(found: Judged, *, script: bool) -> str:
    view = board(found)
    pulled, _ = matched(found.scenario.suppose)
    return _rendered(
        "board.html.j2",
        view.title,
        "board",
        found.scenario,
        view.notice,
        view=view,
        marks=MARKS,
        script=script,
        pulled=[line for lines in pulled.values() for line in lines],
        bare=found.scenario._replace(suppose=(), otherwise="").query,
        otherwise=found.scenario._replace(otherwise="" if found.scenario.otherwise == "unknown" else "unknown").query,
    )


def _set(pairs: Pairs, body: bytes) -> Answer:
    """The form of levers: leads to the address that says what it asks for."""
    form: dict[str, list[str]] = {}
    for key, value in pairs:
        form.setdefault(key, []).append(value)
    own = [(key, value) for key, value in pairs if key in ("case", "reading", "as_of", "answer", "otherwise")]
    before = read_scenario([*own, *(("suppose", each) for each in form.get("was", ()))])
    return Answer(303, "", location=f"/board?{set_(before, form).query}")


def _case_file(pairs: Pairs, body: bytes) -> Answer:
    found, _ = _asked(pairs)
    case = called(found.case, "my-case", " ".join(found.case.title.split())) if found.scenario.suppose else found.case
    return Answer(200, written(case, Path()), JSON, file_name=f"{case.id}.json")


def _import(pairs: Pairs, body: bytes) -> Answer:
    """A form; or, of what was sent, the whole report. It is not kept."""
    if not body:
        return Answer(200, _rendered("import.html.j2", "A case of your own", "", Scenario(), NOTICE))
    found = imported(body, Scenario())
    made = board_report.Board(found.document, before=found.before, paper=True)
    page = board_report.with_the_rest(board_report.page(made), found.document)
    return _report(page, "", Scenario(), back="import")


# Of a scenario


def _explain(pairs: Pairs, body: bytes) -> Answer:
    found, said = _asked(pairs)
    cited = said.get("provision", "401(a)")
    finding = found.document.assessment[cited]
    rulebook = rulebook_of(None)
    others = [
        judge(found.case, rulebook, reading=each, as_of=found.day, engines=("specification",))
        for each in rulebook.interpretations.values()
        if not found.scenario.answer and each.name != found.scenario.reading
    ]
    return _report(explained.page(found.document, finding, others), "board", found.scenario, back=_back(found))


def _plan(pairs: Pairs, body: bytes) -> Answer:
    found, said = _asked(pairs)
    made = plan(found.case, _goal(said), reading=found.interpretation, as_of=found.document.assessment.as_of)

    def applied(lines: Sequence[str]) -> str:
        further = found.scenario._replace(suppose=(*found.scenario.suppose, *lines))
        return f"board?{further.query}"

    links = [Part("", "Apply the smallest way to the board", applied(made.lines))] if made.smallest else []
    for menu in made.menus:
        for number, way in enumerate(menu.ways[:SHOWN] if menu.status is not Status.MET else (), 1):
            label = (
                f"Apply way {number} of {menu.finding.number} {menu.finding.level.short or menu.finding.level.heading}"
            )
            links.append(Part("", label, applied(made.lines_of(way))))
    return _report(plan_report.page(made), "board", found.scenario, back=_back(found), links=links)


def _readings(pairs: Pairs, body: bytes) -> Answer:
    found, said = _asked(pairs)
    made = under_answers(found.case, _goal(said), reading=found.interpretation, as_of=found.day)
    page = counted.page(made, rulebook_of(None).questions)
    return _report(page, "board", found.scenario, back=_back(found))


def _missing(pairs: Pairs, body: bytes) -> Answer:
    found, said = _asked(pairs)
    if "settles" in said:
        ranked = settling(found.case, said["settles"], reading=found.interpretation, as_of=found.day)
        return _report(settling_report.page(ranked), "board", found.scenario, back=_back(found))
    document = found.document
    page = missing_report.page(missing(document.assessment, document.rulebook), document)
    links = [
        Part("", f"What would settle {goal}", f"missing?{found.scenario.query}&settles={goal}")
        for goal in document.rulebook.goals
    ]
    return _report(page, "board", found.scenario, back=_back(found), links=links)


def _fragility(pairs: Pairs, body: bytes) -> Answer:
    found, said = _asked(pairs)
    made = fragility(found.case, _goal(said), reading=found.interpretation, as_of=found.day)
    return _report(fragility_report.page(made), "board", found.scenario, back=_back(found))


def _timeline(pairs: Pairs, body: bytes) -> Answer:
    found, _ = _asked(pairs)
    past = CaseHistory(found.case, rulebook_of(None), found.interpretation, found.day)
    return _report(timeline_report.page(timeline(past, *past.span)), "timeline", found.scenario, back=_back(found))


def _relief(pairs: Pairs, body: bytes) -> Answer:
    found, _ = _asked(pairs)
    made = relief(found.case, reading=found.interpretation, as_of=found.day)
    return _report(relief_report.page(made), "relief", found.scenario, back=_back(found))


def _compare(pairs: Pairs, body: bytes) -> Answer:
    """A scenario beside up to six others, each an address of its own; beside its own case where none is named."""
    own = read_scenario([(key, value) for key, value in pairs if key != "vs"], _ALSO)
    beside = [value for key, value in pairs if key == "vs" and value]
    if len(beside) > MOST_BESIDE - 1:
        raise UnusableError([Problem(Code.TOO_LARGE, f"at most {MOST_BESIDE} side by side", place="vs")])
    others = [read_scenario(parse_qsl(each, max_num_fields=200)) for each in beside]
    if not others:
        others = [own._replace(suppose=())] if own.suppose else [own._replace(case="suspension-not-termination")]
    documents: list[Document] = [judged(each).document for each in (own, *others)]
    page = differing.page(compare(*(each.assessment for each in documents)), documents)
    proposals = [name for name, path in packaged_cases().items() if path.parent.name == "proposals"]
    said = [("vs", each.query) for each in others if each.suppose or each.case != own.case]
    links = [
        Part("", f"Also beside {name}", f"compare?{own.query}&{urlencode([*said, ('vs', f'case={name}')])}")
        for name in proposals
        if len(said) < MOST_BESIDE - 1
    ]
    return _report(page, "compare", own, back=f"board?{own.query}", links=links)


# The law, the record, the cases


def law_names() -> list[str]:
    """What has a page of the law: every provision that is judged, and every question."""
    found = judged(Scenario()).document.assessment
    numbers = (each.number for result in found.results for each in result.finding.walk() if not each.referred)
    return [*dict.fromkeys(numbers), *rulebook_of(None).questions]


def law_index() -> Page:
    """Every provision that is judged, and every question, each with its page."""
    rulebook = rulebook_of(None)
    found = judged(Scenario()).document.assessment
    rows = {
        Words(each.act_form, "", f"/law/{quote(each.number, safe='')}"): each.level.heading
        for result in found.results
        for each in result.finding.walk()
        if not each.referred
    }
    asked = [(Words(each.id, "", f"/law/{each.id}"), each.asks) for each in rulebook.questions.values()]
    head = Line("NKSPEA §§ 401 and 402, in our own words, with their versions, questions and ladders.")
    provisions, open_ = Rows(tuple(rows.items())), Rows(tuple(asked))
    return Page(
        "The law", (Heading("The law", 1), head, Heading("Provisions"), provisions, Heading("Open questions"), open_)
    )


def law_page(name: str) -> Page:
    """A provision or a question; UnusableError where there is none of that name."""
    rulebook = rulebook_of(None)
    asked = rulebook.questions.get(name.upper())
    if asked is not None:
        return _with_cases(questions.page(asked.id, rulebook), [asked.id])
    identifier = law.identified(name, rulebook)
    if identifier is None:
        hint = did_you_mean(name, [*rulebook.statute.versions, *rulebook.questions])
        raise UnusableError([Problem(Code.UNKNOWN_PROVISION, f"`{name[:80]}` is not here{hint}")])
    own = [each.id for each in rulebook.questions.values() if each.of == identifier]
    return _with_cases(law.page(identifier, rulebook), own)


def _with_cases(page: Page, asked: Sequence[str]) -> Page:
    """The page with the packaged cases that turn on these questions: they differ by the answer alone."""
    of = {name: each for each in asked for name in packaged_cases() if name.startswith(f"q{int(each[1:]):02d}-")}
    if not of:
        return page
    rows = Rows(tuple((Words(name, "", f"/cases/{name}"), f"turns on {each}") for name, each in of.items()))
    return page._replace(blocks=(*page.blocks, Heading("Packaged cases that turn on it"), rows))


def record_index() -> Page:
    """The matters of the packaged record, each with its page."""
    rows = [(Words(each.title, "", f"/record/{name}"), name) for name, each in rulebook_of(None).ladders.items()]
    head = (Heading("The public record", 1), Line("What happened, matter by matter, with who stands behind it."))
    return Page("The public record", (*head, Rows(tuple(rows))))


def matter_page(name: str) -> Page:
    """What happened in a matter; UnusableError where there is none of that name."""
    rulebook = rulebook_of(None)
    if name not in rulebook.ladders:
        raise UnusableError([Problem(Code.NO_MATTER, f"no matter `{name[:60]}`{named_like(name, rulebook.ladders)}")])
    past = CaseHistory(judged(Scenario()).case, rulebook, rulebook.interpretations["plain"])
    return history.page([history.MatterHistory(rulebook.ladders[name], matter_history(name, past))], past)


def _law(pairs: Pairs, body: bytes) -> Answer:
    return _report(law_index(), "law", Scenario())


def _provision(name: str, pairs: Pairs) -> Answer:
    try:
        return _report(law_page(name), "law", Scenario())
    except UnusableError as error:
        return failed("Not found", error.problems, 404)


def _record(pairs: Pairs, body: bytes) -> Answer:
    return _report(record_index(), "record", Scenario())


def _matter(name: str, pairs: Pairs) -> Answer:
    try:
        return _report(matter_page(name), "record", Scenario())
    except UnusableError as error:
        return failed("Not found", error.problems, 404)


def _cases(pairs: Pairs, body: bytes) -> Answer:
    names = [name for name, path in packaged_cases().items() if path.parent == cases_folder()]
    proposals = [name for name, path in packaged_cases().items() if path.parent.name == "proposals"]
    page = cases.page([load_case(name) for name in (*names, *proposals)], {})
    links = [Part("", name, f"board?case={name}") for name in (*names, *proposals)]
    return _report(page, "cases", Scenario(), links=links)


def _case(name: str, pairs: Pairs) -> Answer:
    """The board of a packaged case."""
    return Answer(303, "", location=f"/board?{read_scenario([('case', name)]).query}")


def _home(pairs: Pairs, body: bytes) -> Answer:
    return Answer(303, "", location=f"/board?{Scenario().query}")


PAGES: dict[str, Callable[[Pairs, bytes], Answer]] = {
    "/": _home,
    "/board": _board,
    "/board/set": _set,
    "/case.json": _case_file,
    "/import": _import,
    "/explain": _explain,
    "/plan": _plan,
    "/readings": _readings,
    "/missing": _missing,
    "/fragility": _fragility,
    "/timeline": _timeline,
    "/relief": _relief,
    "/compare": _compare,
    "/law": _law,
    "/record": _record,
    "/cases": _cases,
}
BELOW: dict[str, Callable[[str, Pairs], Answer]] = {"/law": _provision, "/record": _matter, "/cases": _case}
