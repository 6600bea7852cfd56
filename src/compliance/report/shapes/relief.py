"""What `relief --format json` prints: measures by route, with the reasons of every cell."""

from typing import Literal

from typing_extensions import TypedDict

from .assessment import HeadShape, StatusWord
from .timeline import ActShape


class RouteShape(TypedDict):
    """A way by which measures are lifted."""

    title: str
    under: str
    cited: str
    because: str


class OrderShape(TypedDict):
    """An act that orders relief, upon which certifications, and until when; null is without end."""

    act: str
    upon: list[str]
    running: bool
    until: str | None
    target: str


class PracticeShape(TypedDict):
    """Whether the measure would be lifted in practice, all authorities for it considered."""

    word: str
    because: str


class CellShape(TypedDict):
    """One measure by one route: five things kept apart, from the record's support to what practice would be."""

    state: str
    because: str
    question: str
    record_supports: StatusWord | None
    certified: list[str]
    ordered: list[OrderShape]
    in_effect: Literal["yes", "no", "doubtful"]
    lifted_in_practice: PracticeShape


class RestsOnShape(TypedDict):
    """An authority on which a measure rests beside the Act."""

    id: str
    title: str
    standing: str
    ended: bool


class MeasureShape(TypedDict):
    """A measure and its cells by route."""

    id: str
    section: str
    provisions: list[str]
    title: str
    what: str
    modal: str
    since: str
    seen: str
    also_rests_on: list[str]
    authorities: list[RestsOnShape]
    notes: list[str]
    routes: dict[str, CellShape]


class GroundLeafShape(TypedDict):
    """A condition of a ground that stands apart from the two goals."""

    path: str
    heading: str
    status: StatusWord
    required: str | None
    degree: list[str]
    reasons: list[str]
    questions: list[str]


class GroundShape(TypedDict):
    """A ground of another Act for relief of its own."""

    provision: str
    status: StatusWord
    leaves: list[GroundLeafShape]


class ExemptionShape(TypedDict):
    """What the law exempts without an act."""

    id: str
    provision: str
    cited: str
    title: str
    what: str
    measures: list[str]
    under: str
    holds: bool
    notes: list[str]


class DelegationShape(TypedDict):
    """Who may act in whose place, since when."""

    id: str
    by: str
    to: str
    of: list[str]
    since: str
    until: str | None
    cite: str
    stands: bool
    ended_by: str | None


class AuthorityShape(TypedDict):
    """An authority beside the Act: how it ends, and whether it stands after a termination under § 402."""

    id: str
    title: str
    cite: str
    what: str
    exit: str
    exit_by: list[str]
    after_termination: str
    because: str
    standing: str
    ended_by: str | None
    seen: str
    notes: list[str]


class ReliefShape(HeadShape):
    """The relief map of a case on a day."""

    engines: str
    warnings: list[str]
    routes: dict[str, RouteShape]
    measures: list[MeasureShape]
    grounds: dict[str, GroundShape]
    exemptions: list[ExemptionShape]
    delegations: list[DelegationShape]
    acts: list[ActShape]
    authorities: list[AuthorityShape]
