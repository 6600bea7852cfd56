"""The law, the record and the packaged cases, as pages that need no scenario."""

from collections.abc import Callable, Sequence
from urllib.parse import quote

from ..case.load import load_case
from ..files.resources import cases_folder, packaged_cases
from ..judging import rulebook_of
from ..problem import Code, Problem, UnusableError, did_you_mean, named_like
from ..report import cases, history, law, questions
from ..report.page import Heading, Line, Page, Rows, Words
from ..timeline.case_history import CaseHistory
from ..timeline.history import matter_history
from .scenario import Scenario, judged, read_scenario
from .shown import Answer, Pairs, Part, failed, report


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
    return report(law_index(), "law", Scenario())


def _provision(name: str, pairs: Pairs) -> Answer:
    try:
        return report(law_page(name), "law", Scenario())
    except UnusableError as error:
        return failed("Not found", error.problems, 404)


def _record(pairs: Pairs, body: bytes) -> Answer:
    return report(record_index(), "record", Scenario())


def _matter(name: str, pairs: Pairs) -> Answer:
    try:
        return report(matter_page(name), "record", Scenario())
    except UnusableError as error:
        return failed("Not found", error.problems, 404)


def _cases(pairs: Pairs, body: bytes) -> Answer:
    names = [name for name, path in packaged_cases().items() if path.parent == cases_folder()]
    proposals = [name for name, path in packaged_cases().items() if path.parent.name == "proposals"]
    page = cases.page([load_case(name) for name in (*names, *proposals)], {})
    links = [Part("", name, f"board?case={name}") for name in (*names, *proposals)]
    return report(page, "cases", Scenario(), links=links)


def _case(name: str, pairs: Pairs) -> Answer:
    """The board of a packaged case."""
    try:
        return Answer(303, "", location=f"/board?{read_scenario([('case', name)]).query}")
    except UnusableError as error:
        return failed("Not found", error.problems, 404)


PAGES: dict[str, Callable[[Pairs, bytes], Answer]] = {"/law": _law, "/record": _record, "/cases": _cases}
BELOW: dict[str, Callable[[str, Pairs], Answer]] = {"/law": _provision, "/record": _matter, "/cases": _case}
