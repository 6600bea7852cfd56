"""The vocabulary of actions by the Government of North Korea: a union on `type`.

Every class here says in its docstring which fields it moves and how.
"""

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any

from pydantic import Discriminator

from .base import FindFalse, Move, Reverse
from .bodies import (
    AcceptStandard,
    AdmitInspectors,
    AgreeAccess,
    DeclareInventory,
    ExpelInspectors,
    JoinBody,
    LeaveBody,
    Promise,
    RecordStep,
    RenounceVerification,
)
from .captives import (
    AccountFor,
    Detain,
    HandOverFalseRemains,
    HandOverRemains,
    OpenInquiry,
    ReleaseCaptives,
    Repatriate,
)
from .openness import (
    AcceptRecommendations,
    EnactLaw,
    Forbid,
    HoldElection,
    Permit,
    PunishExpression,
    RatifyTreaty,
    RepealLaw,
    ReuniteFamilies,
)
from .prisoners import (
    ArrestPrisoners,
    CloseCamp,
    DeliverAid,
    GrantAccess,
    ImproveConditions,
    OpenCamp,
    RearrestPrisoners,
    ReleasePrisoners,
    RestrictAccess,
    WorsenConditions,
)
from .weapons import (
    DeclareMoratorium,
    DisableFacility,
    Dismantle,
    RestartFacility,
    ShipAbroad,
    ShutFacility,
    SurrenderEquipment,
    TestWeapon,
)

Action = Annotated[
    Promise
    | AcceptStandard
    | JoinBody
    | LeaveBody
    | RecordStep
    | AdmitInspectors
    | ExpelInspectors
    | RenounceVerification
    | AgreeAccess
    | DeclareInventory
    | ShutFacility
    | DisableFacility
    | RestartFacility
    | Dismantle
    | ShipAbroad
    | DeclareMoratorium
    | TestWeapon
    | SurrenderEquipment
    | ReleasePrisoners
    | ArrestPrisoners
    | RearrestPrisoners
    | CloseCamp
    | ImproveConditions
    | WorsenConditions
    | OpenCamp
    | GrantAccess
    | RestrictAccess
    | DeliverAid
    | ReleaseCaptives
    | Repatriate
    | Detain
    | AccountFor
    | OpenInquiry
    | HandOverRemains
    | HandOverFalseRemains
    | RepealLaw
    | EnactLaw
    | PunishExpression
    | Permit
    | Forbid
    | HoldElection
    | ReuniteFamilies
    | RatifyTreaty
    | AcceptRecommendations
    | FindFalse
    | Reverse,
    Discriminator("type"),
]


@cache
def action_types() -> Mapping[str, Any]:
    """Every action by its `type`."""
    listed = Action.__origin__.__args__  # type: ignore[attr-defined]  # the members of the annotated union
    return {member.model_fields["type"].annotation.__args__[0]: member for member in listed}


__all__ = ["Action", "CloseCamp", "FindFalse", "Move", "Promise", "Reverse", "action_types"]
