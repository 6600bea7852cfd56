"""An agenda judged over a record."""

from collections.abc import Iterator

from ..agenda.crosswalk import outcome
from ..agenda.judge import DemandFinding, JudgedAgenda
from ..agenda.model import Agenda, Demand
from ..explanation.why import looks_for, shows, title
from ..explanation.words import day
from ..judgement.finding import TestFinding
from ..rulebook.rulebook import Rulebook
from .document import notice
from .json import head_shape
from .page import Block, Gap, Glyph, Heading, Line, Node, Note, Page, Rows, Tree, Words
from .shapes.agenda import AgendaShape, DemandShape


def provisions(demand: Demand, rulebook: Rulebook) -> str:
    """The provisions it advances, or that there is none, with what else carries it."""
    forms = ", ".join(map(rulebook.statute.act_form, demand.advances)) or "no provision of these sections"
    return "; ".join((forms, *demand.instruments))


def tests(finding: DemandFinding) -> list[TestFinding]:
    """Every test of a demand, each once."""
    found = [test for rung in finding.rungs for test in rung.group.tests()]
    return list({(title(test), looks_for(test)): test for test in found}.values())


def page(judged: JudgedAgenda) -> Page:
    """Demand by demand: what is asked, of whom, what it bears on, and what the record shows."""
    return Page(judged.agenda.title, tuple(_blocks(judged, judged.agenda)))


def _blocks(judged: JudgedAgenda, agenda: Agenda) -> Iterator[Block]:
    yield Heading(f"{agenda.title} ({agenda.author}, {day(agenda.published)})", 1)
    yield Line(Words(f"judged over: {judged.case.title}", "strong"))
    yield Note(notice(judged.case))
    yield Gap()
    yield Rows((("case", judged.case.id), ("as of", day(judged.as_of)), ("reading", judged.interpretation.name)))
    for finding in judged.findings:
        demand = finding.demand
        status = finding.done if finding.done is not None else finding.begun
        glyph = (Glyph(status, named=True), " ") if status is not None else ()
        yield Gap()
        yield Line((Words(f"{demand.id}  {demand.asks}  ", "strong"), *glyph, outcome(finding.begun, finding.done)))
        yield Rows((("by", ", ".join(demand.by)), ("bears on", provisions(demand, judged.rulebook))), 2)
        yield Tree(tuple(_node(test) for test in tests(finding)), 2)
        yield Note(demand.because, 2)
    if agenda.claim:
        yield Heading("What the author claims, as far as it can be computed")
        yield Rows(tuple((each.id, f"{each.says} {each.outcome}: {each.because}") for each in agenda.claim), 2)


def _node(test: TestFinding) -> Node:
    return Node((Glyph(test.status), f" {title(test)}"), (("looks for", looks_for(test)), ("shows", shows(test))))


def shape(judged: JudgedAgenda) -> AgendaShape:
    """Everything found, as plain values for JSON."""
    return {
        **head_shape(judged.case, judged.as_of, judged.interpretation.name, judged.rulebook.version),
        "agenda": judged.agenda.id,
        "demands": [_demand(finding) for finding in judged.findings],
        "claims": [claim.model_dump(mode="json") for claim in judged.agenda.claim],
    }


def _demand(finding: DemandFinding) -> DemandShape:
    demand = finding.demand
    return {
        "id": demand.id,
        "asks": demand.asks,
        "by": list(demand.by),
        "kind": demand.kind,
        "begun": None if finding.begun is None else finding.begun.value,
        "done": None if finding.done is None else finding.done.value,
        "shows": outcome(finding.begun, finding.done),
        "advances": list(demand.advances),
        "instruments": list(demand.instruments),
        "because": demand.because,
        "tests": [
            {"test": title(test), "looks_for": looks_for(test), "shows": shows(test), "status": test.status.value}
            for test in tests(finding)
        ],
    }
