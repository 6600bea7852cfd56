"""An agenda judged over a record: text, Markdown and JSON."""

from collections.abc import Iterator
from json import dumps
from typing import Any

from rich.console import RenderableType
from rich.text import Text

from ..agenda.crosswalk import outcome
from ..agenda.judge import DemandFinding, JudgedAgenda
from ..agenda.model import Agenda, Demand
from ..explanation.why import looks_for, shows, title
from ..explanation.words import day
from ..judgement.finding import TestFinding
from ..rulebook.rulebook import Rulebook
from .document import notice
from .layout import MARK, STYLE, at, printed, table
from .markdown import filled


def provisions(demand: Demand, rulebook: Rulebook) -> str:
    """The provisions it advances, or that there is none, with what else carries it."""
    forms = ", ".join(map(rulebook.statute.act_form, demand.advances)) or "no provision of these sections"
    return "; ".join((forms, *demand.instruments))


def tests(finding: DemandFinding) -> list[TestFinding]:
    """Every test of a demand, each once."""
    found = [test for rung in finding.rungs for test in rung.group.tests()]
    return list({(title(test), looks_for(test)): test for test in found}.values())


def text(judged: JudgedAgenda, *, width: int = 80, colour: bool = False) -> str:
    """Demand by demand: what is asked, of whom, what it bears on, and what the record shows."""
    return printed(_parts(judged, judged.agenda), width, colour)


def _parts(judged: JudgedAgenda, agenda: Agenda) -> Iterator[RenderableType]:
    yield Text(f"{agenda.title} ({agenda.author}, {day(agenda.published)})", style="bold")
    yield Text(f"judged over: {judged.case.title}", style="bold")
    yield Text(notice(judged.case.hypothetical), style="italic")
    yield Text()
    yield table([("case", judged.case.id), ("as of", day(judged.as_of)), ("reading", judged.interpretation.name)])
    for finding in judged.findings:
        demand = finding.demand
        shown = outcome(finding.begun, finding.done)
        status = finding.done if finding.done is not None else finding.begun
        yield Text()
        yield Text.assemble(
            (f"{demand.id}  {demand.asks}  ", "bold"), (shown, STYLE[status] if status is not None else "dim")
        )
        yield table([("by", ", ".join(demand.by)), ("bears on", provisions(demand, judged.rulebook))], 2)
        for test in tests(finding):
            yield at(2, Text.assemble((f"{MARK[test.status]} ", STYLE[test.status]), title(test)))
            yield table([("looks for", looks_for(test)), ("shows", shows(test))], 6)
        yield at(2, Text(demand.because, style="dim"))
    if agenda.claim:
        yield Text()
        yield Text("What the author claims, as far as it can be computed", style="bold")
        yield table([(each.id, f"{each.says} {each.outcome}: {each.because}") for each in agenda.claim], 2)


def markdown(judged: JudgedAgenda) -> str:
    """The same as a page."""
    return filled(
        "agenda.md.j2",
        judged=judged,
        agenda=judged.agenda,
        notice=notice(judged.case.hypothetical),
        outcome=outcome,
        provisions=lambda demand: provisions(demand, judged.rulebook),
        tests=tests,
        title=title,
        looks_for=looks_for,
        shows=shows,
    )


def json(judged: JudgedAgenda) -> str:
    """Everything found, as JSON."""
    shape: dict[str, Any] = {
        "format": 1,
        "agenda": judged.agenda.id,
        "case": judged.case.id,
        "as_of": day(judged.as_of),
        "reading": judged.interpretation.name,
        "rulebook": judged.rulebook.version,
        "demands": [_demand(finding) for finding in judged.findings],
        "claims": [claim.model_dump(mode="json") for claim in judged.agenda.claim],
    }
    return dumps(shape, indent=2, ensure_ascii=False) + "\n"


def _demand(finding: DemandFinding) -> dict[str, Any]:
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
