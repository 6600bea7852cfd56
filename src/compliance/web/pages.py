"""The pages: from an address and what was sent to the text of an answer. None keeps anything."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

from ..case.load import called
from ..case.write import written
from ..explanation.comparison import compare
from ..explanation.fragility import fragility
from ..explanation.missing import missing
from ..explanation.plan import SHOWN, plan
from ..explanation.settling import settling
from ..explanation.under_answers import under_answers
from ..files.resources import packaged_cases
from ..judging import judge, rulebook_of
from ..problem import Code, Problem, UnusableError, did_you_mean
from ..report import board as board_report
from ..report import differing, explained
from ..report import fragility as fragility_report
from ..report import missing as missing_report
from ..report import plan as plan_report
from ..report import relief as relief_report
from ..report import settling as settling_report
from ..report import timeline as timeline_report
from ..report import under_answers as counted
from ..report.document import Document
from ..status import Status
from ..timeline.case_history import CaseHistory
from ..timeline.relief import relief
from ..timeline.spans import timeline
from . import library
from .back import back
from .levers import acts, matched, set_
from .scenario import KEYS, Judged, Scenario, imported, judged, not_judged, read_scenario
from .shown import JSON, NOTICE, Answer, Pairs, Part, failed, framed, report
from .view import MARKS, board

MOST_BESIDE = 6
_MOST_FIELDS = 200
_FORM = ("on", "keep", "add", "was")


def answer(path: str, pairs: Pairs, body: bytes = b"") -> Answer:
    """The page at a path; what is wrong with what is asked is a page too, with the way back to the scenario."""
    try:
        page = PAGES.get(path)
        if page is not None:
            return page(pairs, body)
        for start, of in BELOW.items():
            if path.startswith(f"{start}/") and path != f"{start}/":
                return of(path.removeprefix(f"{start}/"), pairs)
    except UnusableError as error:
        return failed("That cannot be judged", error.problems, back=back(pairs))
    except KeyError as error:
        return failed("Not found", [not_judged(error)], 404, back(pairs))
    return failed("Not found", [Problem(Code.UNKNOWN_ID, "there is no such page")], 404)


def _asked(pairs: Pairs, *also: str) -> tuple[Judged, dict[str, str]]:
    """The scenario of an address, judged, and what else this page takes."""
    scenario = read_scenario(pairs, also)
    return judged(scenario), {key: value for key, value in pairs if key in also}


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
    return framed(
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
        without=found.scenario._replace(suppose=()).query,
        otherwise=found.scenario._replace(otherwise="" if found.scenario.otherwise == "unknown" else "unknown").query,
    )


def _set(pairs: Pairs, body: bytes) -> Answer:
    """The form of levers: leads to the address that says what it asks for."""
    form: dict[str, list[str]] = {}
    for key, value in pairs:
        form.setdefault(key, []).append(value)
    own = [(key, value) for key, value in pairs if key in KEYS]
    problems = [*_form_problems(form)]
    if problems:
        raise UnusableError(problems)
    before = read_scenario([*own, *(("suppose", each) for each in form.get("was", ()))])
    return Answer(303, "", location=f"/board?{set_(before, form).query}")


def _form_problems(form: Mapping[str, Sequence[str]]) -> Iterator[Problem]:
    """What of a form is no field of it, or no lever."""
    known = {*_FORM, *KEYS} - {"suppose"}  # its lines come as those that were, that are kept and that are added
    for key in form:
        name, _, what = key.rpartition(".")
        if key not in known and not (name in acts() and what in ("count", "date", "by")):
            yield Problem(Code.UNKNOWN_KEY, f"unknown key `{key[:40]}`{did_you_mean(key, known)}", place=key[:40])
    for name in form.get("on", ()):
        if name not in acts():
            yield Problem(Code.UNKNOWN_ID, f"no lever `{name[:60]}`{did_you_mean(name, acts())}", place="on")


def _case_file(pairs: Pairs, body: bytes) -> Answer:
    found, _ = _asked(pairs)
    case = called(found.case, "my-case", " ".join(found.case.title.split())) if found.scenario.suppose else found.case
    return Answer(200, written(case, Path()), JSON, file_name=f"{case.id}.json")


def _import(pairs: Pairs, body: bytes) -> Answer:
    """A form; or, of what was sent, the whole report. It is not kept."""
    if not body:
        return Answer(200, framed("import.html.j2", "A case of your own", "", Scenario(), NOTICE))
    found = imported(body, Scenario())
    made = board_report.Board(found.document, before=found.before, paper=True)
    page = board_report.with_the_rest(board_report.page(made), found.document)
    return report(page, "", Scenario(), back="import")


# Of a scenario


def _explain(pairs: Pairs, body: bytes) -> Answer:
    found, said = _asked(pairs, "provision")
    cited = said.get("provision", "401(a)")
    finding = found.document.assessment[cited]
    rulebook = rulebook_of(None)
    others = [
        judge(found.case, rulebook, reading=each, as_of=found.day, engines=("specification",))
        for each in rulebook.interpretations.values()
        if not found.scenario.answer and each.name != found.scenario.reading
    ]
    return report(explained.page(found.document, finding, others), "board", found.scenario, back=_back(found))


def _plan(pairs: Pairs, body: bytes) -> Answer:
    found, said = _asked(pairs, "goal")
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
    return report(plan_report.page(made), "board", found.scenario, back=_back(found), links=links)


def _readings(pairs: Pairs, body: bytes) -> Answer:
    found, said = _asked(pairs, "goal")
    made = under_answers(found.case, _goal(said), reading=found.interpretation, as_of=found.day)
    page = counted.page(made, rulebook_of(None).questions)
    return report(page, "board", found.scenario, back=_back(found))


def _missing(pairs: Pairs, body: bytes) -> Answer:
    found, said = _asked(pairs, "settles")
    if "settles" in said:
        ranked = settling(found.case, said["settles"], reading=found.interpretation, as_of=found.day)
        return report(settling_report.page(ranked), "board", found.scenario, back=_back(found))
    document = found.document
    page = missing_report.page(missing(document.assessment, document.rulebook), document)
    links = [
        Part("", f"What would settle {goal}", f"missing?{found.scenario.query}&settles={goal}")
        for goal in document.rulebook.goals
    ]
    return report(page, "board", found.scenario, back=_back(found), links=links)


def _fragility(pairs: Pairs, body: bytes) -> Answer:
    found, said = _asked(pairs, "goal")
    made = fragility(found.case, _goal(said), reading=found.interpretation, as_of=found.day)
    return report(fragility_report.page(made), "board", found.scenario, back=_back(found))


def _timeline(pairs: Pairs, body: bytes) -> Answer:
    found, _ = _asked(pairs)
    past = CaseHistory(found.case, rulebook_of(None), found.interpretation, found.day)
    return report(timeline_report.page(timeline(past, *past.span)), "timeline", found.scenario, back=_back(found))


def _relief(pairs: Pairs, body: bytes) -> Answer:
    found, _ = _asked(pairs)
    made = relief(found.case, reading=found.interpretation, as_of=found.day)
    return report(relief_report.page(made), "relief", found.scenario, back=_back(found))


def _compare(pairs: Pairs, body: bytes) -> Answer:
    """A scenario beside up to five others, each an address of its own; beside its own case where none is named."""
    own = read_scenario(pairs, ("vs",))
    beside = [value for key, value in pairs if key == "vs" and value]
    if len(beside) > MOST_BESIDE - 1:
        raise UnusableError([Problem(Code.TOO_LARGE, f"at most {MOST_BESIDE} side by side", place="vs")])
    others = [_versus(each, number) for number, each in enumerate(beside, 1)] or [_other(own)]
    documents: list[Document] = [judged(each).document for each in (own, *others)]
    page = differing.page(compare(*(each.assessment for each in documents)), documents)
    return report(page, "compare", own, back=f"board?{own.query}", links=_also_beside(own, others))


def _versus(text: str, number: int) -> Scenario:
    """The scenario that a `vs` says."""
    try:
        said = parse_qsl(text, keep_blank_values=True, max_num_fields=_MOST_FIELDS)
        if not said:
            raise UnusableError([Problem(Code.MISSING_KEY, "expected a scenario such as case=record")])
        return read_scenario(said)
    except ValueError:  # what the library raises at more fields
        problems = [Problem(Code.TOO_LARGE, f"the most of one scenario is {_MOST_FIELDS} fields")]
    except UnusableError as error:
        problems = list(error.problems)
    raise UnusableError([each._replace(place=f"vs[{number}]{each.place and f'.{each.place}'}") for each in problems])


def _other(own: Scenario) -> Scenario:
    """What a scenario stands beside where nothing is named: its own case, or a packaged one under the same reading."""
    if own.suppose:
        return own._replace(suppose=())
    return _proposed(own, "suspension-not-termination" if own.case != "suspension-not-termination" else "record")


def _proposed(own: Scenario, name: str) -> Scenario:
    """A packaged case under the reading and the answers of a scenario, on its own day."""
    return Scenario(name, reading=own.reading, answer=own.answer)


def _also_beside(own: Scenario, others: Sequence[Scenario]) -> list[Part]:
    """The packaged proposals beside which one can look too: all that stands there is kept, and nothing stands twice."""
    if len(others) >= MOST_BESIDE - 1:
        return []
    standing = {each.case for each in (own, *others) if not each.suppose}
    said = [("vs", each.query) for each in others if each != own]
    return [
        Part("", f"Also beside {name}", f"compare?{own.query}&{urlencode([*said, ('vs', _proposed(own, name).query)])}")
        for name, path in packaged_cases().items()
        if path.parent.name == "proposals" and name not in standing
    ]


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
    **library.PAGES,
}
BELOW = library.BELOW
