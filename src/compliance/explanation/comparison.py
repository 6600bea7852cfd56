"""Several assessments side by side: which provisions differ, and for two, by which entries."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..judgement.finding import Assessment, Finding
from ..status import Status
from .why import Piece, evidence


class Difference(NamedTuple):
    """A provision that is not found alike. `finding` is the first assessment's.

    `statuses` has one status each, None where it is not judged. Of two assessments `only_in` has for each of them the
    entries on which it judged the provision, or those below it, and the other did not.
    """

    finding: Finding
    statuses: tuple[Status | None, ...]
    only_in: tuple[tuple[Piece, ...], ...] = ()


@dataclass(frozen=True, repr=False)
class Comparison:
    """What differs between assessments, provision by provision."""

    assessments: tuple[Assessment, ...]

    def __repr__(self) -> str:
        names = " and ".join(each.case or str(each.as_of) for each in self.assessments)
        conditions = [
            each.finding.number for each in self.differences if each.finding.decided and not each.finding.referred
        ]
        return f"<Comparison of {names}: {', '.join(conditions) or 'nothing differs'}>"

    @property
    def differences(self) -> tuple[Difference, ...]:
        """Every provision of which the statuses are not all alike, in the order of the law."""
        walked = (finding for result in self.assessments[0].results for finding in result.finding.walk())
        return tuple(each for finding in walked if len(set((each := self.of(finding)).statuses)) > 1)

    def of(self, finding: Finding) -> Difference:
        """One provision in all of them."""
        found = [each.finding(finding.path) for each in self.assessments]
        statuses = tuple(each.status if each else None for each in found)
        if len(found) != 2 or len(set(statuses)) == 1:
            return Difference(finding, statuses)
        before, after = map(_pieces, found)
        return Difference(finding, statuses, (_without(before, after), _without(after, before)))

    def rows(self) -> list[dict[str, str | bool | None]]:
        """One dict a provision, for data frames: its number, heading, and by case its status."""
        names = [each.case or str(number) for number, each in enumerate(self.assessments)]
        return [
            {
                "provision": finding.number,
                "path": finding.path,
                "heading": finding.level.heading,
                **{
                    name: status.value if status is not None else None
                    for name, status in zip(names, row.statuses, strict=True)
                },
                "differs": len(set(row.statuses)) > 1,
            }
            for result in self.assessments[0].results
            for finding in result.finding.walk()
            for row in [self.of(finding)]
        ]


def compare(*assessments: Assessment) -> Comparison:
    """Set assessments side by side, of other cases, days or readings. ValueError for fewer than two."""
    if len(assessments) < 2:
        raise ValueError(f"expected two assessments or more, found {len(assessments)}: compare(judge(a), judge(b))")
    return Comparison(assessments)


_Pieces = dict[tuple[str, str], Piece]


def _pieces(found: Finding | None) -> _Pieces:
    """The evidence on which a provision was judged, by the id of its entry and the field."""
    pieces: Sequence[Piece] = [piece for leaf in found.leaves() for piece in evidence(leaf)] if found else []
    return {(piece.use.entry.id, piece.use.entry.field): piece for piece in pieces}


def _without(own: _Pieces, others: _Pieces) -> tuple[Piece, ...]:
    return tuple(piece for key, piece in own.items() if key not in others)
