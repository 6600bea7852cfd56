"""What every report is made from: an assessment, and the words around it."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from ..case.model import Case
from ..explanation.words import day
from ..files.resources import packaged_cases
from ..judgement.finding import Assessment, Finding
from ..judging import DURABLE, SPECIFICATION, engines_here
from ..record.acts import UsAct
from ..rulebook.rulebook import Rulebook
from ..status import Status

NOT_LAW = "This is not a certification, a prediction or legal advice."
CLASSIFIED = "The President may rely on classified information."


def notice(*cases: Case) -> str:
    """What heads every report: whose record it is on, and what it is not."""
    return f"On {_record_of(cases)}. {CLASSIFIED} {NOT_LAW}"


def short_notice(*cases: Case) -> str:
    """The same where lines are dear."""
    return f"On {_record_of(cases)}; not a certification, a prediction or legal advice. {CLASSIFIED}"


def _record_of(cases: Collection[Case]) -> str:
    """The record on which the cases are judged: the public one, or a file of one's own; with what is supposed."""
    own = {
        part.name: None
        for case in cases
        for part in case.parts
        if not part.head.hypothetical and part.name not in packaged_cases()
    }
    record = f"the record of {' and '.join(own)}, not packaged," if own else "the public record"
    supposed = ", with the case's hypothetical entries" if any(case.hypothetical for case in cases) else ""
    return f"{record} and under this reading{supposed}"


class Document(NamedTuple):
    """An assessment with the case it is of and the rules by which it was judged."""

    case: Case
    assessment: Assessment
    rulebook: Rulebook

    @property
    def acts(self) -> tuple[UsAct, ...]:
        """The acts of the United States up to the day judged."""
        return tuple(act for act in self.case.acts if act.date <= self.assessment.as_of)

    @property
    def checked_until(self) -> date:
        """The day until which the text of the law was checked: the earliest, where sections differ."""
        return min(file.checked_until for file in self.rulebook.statute.sections.values())


def named(case: Case) -> str:
    """A case as a report names it: its id, and whether it is hypothetical."""
    return f"{case.id}{' (hypothetical)' if case.hypothetical else ''}"


def supposes(document: Document) -> str:
    """What the case supposes of the time of which it says nothing, and what is found without that; else empty."""
    supposed = document.assessment.supposed
    if supposed is None:
        return ""
    spans = " and ".join(f"from {day(span.start)} to {day(span.end)}" for span in supposed.spans)
    judged = [document.assessment.finding(path) for path in supposed.without]
    leaves = [each for each in judged if each is not None and not each.children and not each.referred]
    others = (f"{each.number} {supposed.without[each.path].value}" for each in leaves)
    without = f" Without that: {', '.join(others)}." if leaves else ""
    return f"▲ supposed: nothing else happens {spans}.{without}"


def engines_words(engines: Collection[str]) -> str:
    """Which engines judged, and that they agree; or that the second one was not asked, or is missing here."""
    if not engines:
        return "none was asked"
    if len(engines) > 1:
        return f"{' and '.join(engines)}, which agree"
    return f"{SPECIFICATION}; the second engine, {DURABLE}, {_why_one()}"


def second_engine(engines: Collection[str]) -> str:
    """Where one engine judged alone, whether the second was not asked or is not installed; else empty."""
    if len(engines) > 1:
        return ""
    return f"{DURABLE} {'unasked' if DURABLE in engines_here() else 'absent'}"


def _why_one() -> str:
    return "was not asked" if DURABLE in engines_here() else "is not installed here"


def verdict(finding: Finding, supports: str) -> str:
    """A status in the statute's modal words: conditions only, never an act or an effect."""
    match finding.status:
        case Status.MET:
            return f"would support {supports}. Conditions only; no sanction is lifted."
        case Status.UNMET:
            return f"does not support {supports}."
        case _:
            return f"does not support {supports}: not shown, and not excluded."


def by_certification(finding: Finding) -> str:
    """Which provisions are met by a certification that stands, and not by what the record shows; empty for none."""
    met = [each.act_form for each in finding.walk() if each.connective == "certified"]
    said = "met by a certification that stands, as this reading allows, whatever the record shows"
    return f"{', '.join(met)}: {said}." if met else ""


def leaves(assessment: Assessment) -> list[tuple[str, Finding]]:
    """The leaves of all goals with the act in issue, each once; again where, referred to, they are asked otherwise."""
    found: dict[object, tuple[str, Finding]] = {}
    for result in assessment.results:
        for leaf in result.finding.leaves():
            found.setdefault((leaf.level.identifier, leaf.required, leaf.status), (result.goal.act, leaf))
    return list(found.values())
