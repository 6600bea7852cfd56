"""What a record leaves open, provision by provision, and who would know."""

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.text import Text

from ..case.model import Case
from ..explanation.missing import Missing
from ..explanation.why import looks_for, shows, title
from ..explanation.words import REASONS, day
from ..judgement.finding import Assessment, RungFinding, TestFinding
from ..record.standard import Reason
from ..status import Status
from .document import notice
from .layout import MARK, STYLE, at, printed, table


def text(
    listed: Iterable[Missing], case: Case, assessment: Assessment, *, width: int = 80, colour: bool = False
) -> str:
    """One paragraph a provision, in the order of the law."""
    rows = [("case", case.id), ("as of", day(assessment.as_of)), ("reading", assessment.reading)]
    head = [Text(notice(case.hypothetical), style="italic"), Text(), table(rows)]
    return printed([*head, *_parts(tuple(listed))], width, colour)


def _parts(listed: tuple[Missing, ...]) -> Iterator[RenderableType]:
    if not listed:
        yield Text()
        yield Text("Of what this reading asks for, nothing is open on this record.")
    for each in listed:
        yield Text()
        yield from _provision(each)


def _provision(missing: Missing) -> Iterator[RenderableType]:
    finding = missing.finding
    style = f"bold {STYLE[finding.status]}"
    remark = f"  does not support {missing.act}" if finding.status is Status.UNKNOWN else ""
    name = f"{finding.act_form}  {finding.level.heading}  "
    yield Text.assemble((name, "bold"), (finding.status.value.upper(), style), remark)
    if finding.status is Status.UNMET:
        yield at(2, Text("Unmet as it stands, whatever were found of what is open."))
    for rung, tests in missing.rungs:
        yield from _rung(rung, tests, rung.degree is finding.required)
    if missing.known_by:
        yield at(2, Text(f"Who would know: {'; '.join(missing.known_by)}."))


def _rung(rung: RungFinding, tests: tuple[TestFinding, ...], asked: bool) -> Iterator[RenderableType]:
    yield at(2, Text(f"{'asks for' if asked else 'it could hold as more:'} {rung.degree}; open of it:"))
    for test in tests:
        yield at(2, Text.assemble((f"{MARK[test.status]} ", STYLE[test.status]), title(test)))
        shown = shows(test).removesuffix(f"; {why(test)}")
        yield table([("looks for", looks_for(test)), ("shows", shown), ("open, as", why(test))], 6)


def why(test: TestFinding) -> str:
    """Why it is open, in words."""
    return "; ".join(REASONS[reason] for reason in Reason if reason in test.reasons)
