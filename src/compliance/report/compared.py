"""Several readings of one case at a glance: where they agree and where they part."""

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from ..explanation.words import day
from ..judgement.finding import Finding
from ..status import Status
from .document import NOTICE, Document
from .layout import STYLE, printed


def render(documents: Sequence[Document], *, width: int = 80, colour: bool = False) -> str:
    """One line for each provision, one column for each reading; a star where they differ."""
    return printed(_parts(documents), width, colour)


def _parts(documents: Sequence[Document]) -> Iterator[RenderableType]:
    first = documents[0]
    yield Text(first.case.title, style="bold")
    yield Text(NOTICE.replace("under this reading", "under each reading"), style="italic")
    yield Text()
    law = f"{day(first.assessment.law_day)}, checked until {day(first.checked_until)}"
    yield Text(f"case {first.case.id}; as of {day(first.assessment.as_of)}; law {law}")
    yield Text(f"rulebook {first.assessment.rulebook}; judged by {' and '.join(first.assessment.engines)}")
    if first.assessment.as_if:
        yield Text(f"The law of {day(first.assessment.law_day)} is applied as if it had been in force.", style="yellow")
    for warning in first.assessment.warnings:
        yield Text(f"Warning: {warning}.", style="yellow")
    yield Text()
    yield _table(documents)
    yield Text()
    yield Text("* the readings differ. Conditions only; no sanction is lifted by any of them.")
    yield Text("`--reading NAME` shows why; `compliance readings` lists what each answers.")


def _table(documents: Sequence[Document]) -> Table:
    table = Table.grid(padding=(0, 2))
    for _ in range(2 + len(documents)):
        table.add_column(no_wrap=False)
    table.add_row("", "", *(Text(document.assessment.reading, style="bold") for document in documents))
    for path, name, depth in _rows(documents[0]):
        found = [document.assessment.finding(path) for document in documents]
        statuses = [finding.status if finding else None for finding in found]
        differ = "*" if len(set(statuses)) > 1 else ""
        table.add_row(differ, Text("  " * depth + name), *(_status(status) for status in statuses))
    return table


def _rows(document: Document) -> Iterator[tuple[str, str, int]]:
    """Every provision, those only viewed and those referred to included."""
    for result in document.assessment.results:
        yield from _below(result.finding, 0)


def _below(finding: Finding, depth: int) -> Iterator[tuple[str, str, int]]:
    if finding.referred:
        return  # referred to: the line of the provision that refers says what became of it
    yield finding.path, f"{finding.act_form}  {finding.level.heading}", depth
    for child in (*finding.children, *finding.views):
        yield from _below(child, depth + 1)


def _status(status: Status | None) -> Text:
    return Text("—") if status is None else Text(status.value, style=STYLE[status])
