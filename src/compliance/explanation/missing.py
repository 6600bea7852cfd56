"""What a record leaves open and who would know: of the degree asked for, the tests that are neither met nor unmet."""

from collections.abc import Iterator
from typing import NamedTuple

from ..judgement.finding import Assessment, Finding, GroupFinding, RungFinding, TestFinding
from ..rulebook.rulebook import Rulebook
from ..status import Status
from .why import looks_for, speaking, title


class Missing(NamedTuple):
    """A provision with what is open of it. `act` is what it would support, `known_by` who would know."""

    act: str
    finding: Finding
    rungs: tuple[tuple[RungFinding, tuple[TestFinding, ...]], ...]
    known_by: tuple[str, ...]


def missing(assessment: Assessment, rulebook: Rulebook) -> tuple[Missing, ...]:
    """Every provision that is unknown, and every unmet one of which something is open, each once."""
    found: dict[object, Missing] = {}
    for result in assessment.results:
        for leaf in result.finding.leaves():
            if leaf.status is Status.MET:
                continue
            open_at = tuple((rung, opened) for rung in speaking(leaf) if (opened := open_tests(rung.group)))
            missing_here = Missing(result.goal.act, leaf, open_at, rulebook.ladders[leaf.matter].known_by)
            if open_at:
                found.setdefault((leaf.level.identifier, leaf.required, leaf.status), missing_here)
    return tuple(found.values())


def open_tests(group: GroupFinding) -> tuple[TestFinding, ...]:
    """The unknown tests of a group, those of its settled parts apart; each once."""
    return tuple({(title(test), looks_for(test)): test for test in _open(group)}.values())


def _open(group: GroupFinding) -> Iterator[TestFinding]:
    for part in group.parts if group.needed else ():
        if part.status is not Status.UNKNOWN:
            continue
        if isinstance(part, GroupFinding):
            yield from _open(part)
        else:
            yield part
