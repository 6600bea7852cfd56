"""What a record leaves open, provision by provision, and who would know."""

from collections.abc import Iterator, Sequence

from ..explanation.missing import Missing
from ..explanation.why import lacking, looks_for, shows, title
from ..explanation.words import REASONS, day
from ..judgement.finding import RungFinding, TestFinding
from ..record.standard import Reason
from ..status import Status
from .document import Document, notice, supposes
from .json import head_shape
from .page import Block, Gap, Glyph, Heading, Line, Node, Note, Page, Tree, Words
from .shapes.explanation import MissingShape, OpenShape


def page(listed: Sequence[Missing], document: Document) -> Page:
    """A section a provision, in the order of the law."""
    return Page("What is open, and who would know", tuple(_blocks(listed, document)))


def _blocks(listed: Sequence[Missing], document: Document) -> Iterator[Block]:
    assessment = document.assessment
    yield Heading("What is open, and who would know", 1)
    yield Note(f"{' '.join(document.case.title.split())} · {day(assessment.as_of)} · {assessment.reading} reading")
    if supposes(document):
        yield Line(Words(supposes(document), "supposed"))
    if not listed:
        yield Gap()
        yield Line("Of what this reading asks for, nothing is open on this record.")
    for each in listed:
        yield from _provision(each)
    yield Gap()
    yield Note(notice(document.case))


def _provision(missing: Missing) -> Iterator[Block]:
    finding = missing.finding
    remark = f"  does not support {missing.act}" if finding.status is Status.UNKNOWN else ""
    name = Words(f"{finding.act_form}  {finding.level.heading}  ", "strong")
    yield Gap()
    yield Line((name, finding.status.value.upper(), remark))
    if finding.status is Status.UNMET:
        yield Line("Unmet as it stands, whatever were found of what is open.", 2)
    for rung, tests in missing.rungs:
        yield from _rung(rung, tests, rung.degree is finding.required)
    if missing.known_by:
        yield Line(f"Who would know: {'; '.join(missing.known_by)}.", 2)


def _rung(rung: RungFinding, tests: tuple[TestFinding, ...], asked: bool) -> Iterator[Block]:
    yield Line(f"{'looks for' if asked else 'or, as more than that,'} {rung.degree}; open of it:", 2)
    yield Tree(tuple(_node(test) for test in tests), 2)


def _node(test: TestFinding) -> Node:
    shown = shows(test).removesuffix(f"; {why(test)}")
    reason = () if why(test) == shown else (("why unknown", why(test)),)
    rows = (("looks for", looks_for(test)), ("shows", shown), *reason)
    return Node((Glyph(test.status), f" {title(test)}"), rows)


def why(test: TestFinding) -> str:
    """Why it is open, in words."""
    return "; ".join(REASONS[reason] for reason in Reason if reason in test.reasons)


def shape(listed: Sequence[Missing], document: Document) -> MissingShape:
    """The same as plain values, for JSON."""
    assessment = document.assessment
    return {
        **head_shape(document.case, assessment.as_of, assessment.reading, assessment.rulebook),
        "open": [_open(each) for each in listed],
    }


def _open(missing: Missing) -> OpenShape:
    finding = missing.finding
    return {
        "provision": finding.number,
        "path": finding.path,
        "heading": finding.level.heading,
        "status": finding.status.value,
        "tests": [
            {
                "degree": rung.degree.value,
                "tested": title(test),
                "looks_for": looks_for(test),
                "shows": shows(test),
                "lacks": lacking(test),
                "why": [reason.value for reason in Reason if reason in test.reasons],
            }
            for rung, tests in missing.rungs
            for test in tests
        ],
        "known_by": list(missing.known_by),
    }
