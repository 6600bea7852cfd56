"""One condition on one page: what is asked, what this reading looks for, what the record shows, what would do."""

from collections.abc import Iterator, Sequence

from ..explanation.missing import open_tests
from ..explanation.phrase import phrase
from ..explanation.why import lacking, speaking, title
from ..explanation.words import day
from ..judgement.finding import Assessment, Finding, Result, TestFinding
from ..status import Status
from .board import VERDICT
from .document import Document, short_notice, supposes
from .full import condition
from .json import answers, finding_shape, head_shape
from .named import Named, cited_sources
from .page import Block, Gap, Glyph, Grid, Heading, Line, Note, Page, Part, Rows, Said, Words
from .shapes.explanation import ExplanationShape


def page(document: Document, finding: Finding, others: Sequence[Assessment] = ()) -> Page:
    """The page of one finding; of one that others make up, a row for each of these, then each."""
    title_of = f"{finding.act_form} {finding.level.heading}"
    return Page(title_of, tuple(_blocks(document, finding, others)))


def _blocks(document: Document, finding: Finding, others: Sequence[Assessment]) -> Iterator[Block]:
    assessment = document.assessment
    yield Heading(
        (f"{finding.act_form}  {finding.level.heading}  ", Glyph(finding.status, named=True), f" {_word(finding)}"), 1
    )
    yield Note(f"{' '.join(document.case.title.split())} · {day(assessment.as_of)} · {assessment.reading} reading")
    if supposes(document):
        yield Line(Words(supposes(document), "supposed"))
    yield Gap()
    if finding.children:
        yield Line(f"{finding.cited}. {finding.level.gist}")
        rows: list[tuple[Part, ...]] = [
            (Glyph(child.status), f"{child.number} {child.level.short or child.level.heading}", phrase(child))
            for child in finding.children
        ]
        yield Grid(tuple(rows), (2, 34), indent=2)
    act = _goal(document, finding).goal.act
    for leaf in finding.leaves():
        yield Gap()
        yield from (condition(leaf, act, document).blocks if leaf is finding else (condition(leaf, act, document),))
        yield from _settling(leaf)
    yield from _questions(document, finding)
    if others:
        told = " · ".join(f"{each.reading} {_of(each, finding)}" for each in others)
        yield Line(f"Under other readings: {told}")
    yield Note(short_notice(document.case))


def _word(finding: Finding) -> str:
    return VERDICT[finding.status] if finding.level.effect else finding.status.value.upper()


def _of(other: Assessment, finding: Finding) -> str:
    found = other.finding(finding.path)
    return found.status.value if found else "not asked"


def _goal(document: Document, finding: Finding) -> Result:
    results = document.assessment.results
    return next((each for each in results if finding in each.finding.walk()), results[0])


def _settling(leaf: Finding) -> Iterator[Block]:
    """What would settle an unknown condition, or lift an unmet one: each open or failing test with what it lacks."""
    rows: dict[str, Said] = {title(test): lacking(test) for test in _to_settle(leaf)}
    if rows:
        yield Line("What would settle it:" if leaf.status is Status.UNKNOWN else "What would lift it:", 2)
        yield Rows(tuple(rows.items()), 4)


def _to_settle(leaf: Finding) -> list[TestFinding]:
    """The failing tests of an unmet condition, the open ones of an unknown one; none of one that is met."""
    if leaf.status is Status.UNKNOWN:
        return [test for rung in speaking(leaf) for test in open_tests(rung.group)]
    if leaf.status is Status.MET:
        return []
    return [test for rung in speaking(leaf)[:1] for test in rung.group.tests() if test.status is Status.UNMET]


def _questions(document: Document, finding: Finding) -> Iterator[Block]:
    """The open questions of law on which it rests, with the answer of this reading and why."""
    questions, choices = document.rulebook.questions, document.assessment.interpretation.choices
    if not finding.questions:
        return
    yield Heading("The answers it rests on")
    rows: list[tuple[Said, Said]] = []
    for name in finding.questions:
        answer = choices[name].answer.replace("-", " ").capitalize()
        rows.append((name, f"{questions[name].asks} {answer}: {choices[name].because}"))
    yield Rows(tuple(rows))


def shape(document: Document, finding: Finding, others: Sequence[Assessment] = ()) -> ExplanationShape:
    """The same as plain values, for JSON."""
    assessment, named = document.assessment, Named()
    found = finding_shape(finding, named, full=True)
    elsewhere = {each.reading: each.finding(finding.path) for each in others}
    return {
        **head_shape(document.case, assessment.as_of, assessment.reading, assessment.rulebook),
        "finding": found,
        "settles": {
            leaf.path: [f"{title(test)}: {lacking(test)}" for test in _to_settle(leaf)]
            for leaf in finding.leaves()
            if leaf.status is not Status.MET
        },
        "under_other_readings": {name: each.status.value if each else None for name, each in elsewhere.items()},
        "answers": answers(document, finding.questions),
        "provisions": named.provisions,
        "tests": named.tests,
        "entries": named.entries,
        "sources": cited_sources(named, document.case.sources),
    }
