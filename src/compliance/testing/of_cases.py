"""That a case finds what another one does."""

from collections.abc import Iterator

from ..case.expected import SameAs
from ..case.load import load_beside
from ..case.model import Case
from ..judgement.finding import Finding
from ..judging import judge
from ..rulebook.rulebook import Rulebook


def case_differences(expected: SameAs, case: Case, rulebook: Rulebook) -> Iterator[str]:
    """A line for each provision of which the two find different things, each case on its own day.

    UnusableError where the other case cannot be read.
    """
    other = load_beside(expected.same_as, case.folder)
    for reading in [expected.reading] if expected.reading else rulebook.readings:
        ours, theirs = judge(case, rulebook, reading=reading), judge(other, rulebook, reading=reading)
        for result in ours.results:
            for finding in result.finding.walk():
                counterpart = theirs.finding(finding.path)
                found, wanted = _found(finding), _found(counterpart) if counterpart else "nothing"
                if found != wanted:
                    yield f"{finding.path} ({reading}): expected as in {other.id}, {wanted}; found {found}"


def _found(finding: Finding) -> str:
    degrees = f", {finding.lowest} to {finding.highest}" if finding.matter else ""
    reasons = f" ({', '.join(finding.reasons)})" if finding.reasons else ""
    return f"{finding.status.value}{degrees}{reasons}"
