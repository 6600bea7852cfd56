"""Actions towards international bodies: promises, standing, steps, inspectors, declarations."""

from collections.abc import Iterator, Sequence
from typing import Literal

from pydantic import StrictBool, StrictStr

from .base import Act, Counted, Move, ProgrammeName, Share, set_to

DELIVERED = ("un_verification.declarations", "un_verification.declaration_complete")


class Promise(Act):
    """Undertakes something publicly: sets `<subject>.pledged`. Words only; `reverse` withdraws it."""

    type: Literal["promise"] = "promise"
    subject: StrictStr

    def moves(self) -> Iterator[Move]:
        """The pledge stands."""
        yield set_to(f"{self.subject}.pledged", True)


class AcceptStandard(Act):
    """Accepts the standards of aid distribution and monitoring: sets `humanitarian.standards_accepted`."""

    type: Literal["accept_standard"] = "accept_standard"

    def moves(self) -> Iterator[Move]:
        """The acceptance stands."""
        yield set_to("humanitarian.standards_accepted", True)


class JoinBody(Act):
    """Joins the Asia/Pacific Group as observer or member: sets the standing, and counts as a recorded step."""

    type: Literal["join_body"] = "join_body"
    body: Literal["APG"]
    standing: Literal["observer", "member"]

    def moves(self) -> Iterator[Move]:
        """A member is an observer too."""
        yield set_to("financial_transparency.apg_observer", True)
        if self.standing == "member":
            yield set_to("financial_transparency.apg_member", True)
        yield Move("financial_transparency.steps_recorded", "event", 1, 1)


class LeaveBody(Act):
    """Leaves or loses its place in the Asia/Pacific Group: both standings end, and joining undone."""

    type: Literal["leave_body"] = "leave_body"
    body: Literal["APG"]

    def moves(self) -> Iterator[Move]:
        """No standing is left."""
        yield set_to("financial_transparency.apg_observer", False)
        yield set_to("financial_transparency.apg_member", False)

    def undoes(self, acts: Sequence[Act]) -> Iterator[str]:
        """What was gained by joining before is lost."""
        yield from (act.id for act in acts if isinstance(act, JoinBody) and act.date.end <= self.date.start)


class RecordStep(Act):
    """A step against money laundering that APG, FATF or a similar body records; may agree or advance an action plan."""

    type: Literal["record_step"] = "record_step"
    body: StrictStr
    action_plan_agreed: StrictBool | None = None
    action_plan_done: Share | None = None
    mutual_evaluation_published: StrictBool | None = None

    def moves(self) -> Iterator[Move]:
        """One recorded step, and whatever it says of the plan and the evaluation."""
        yield Move("financial_transparency.steps_recorded", "event", 1, 1)
        for name in ("action_plan_agreed", "action_plan_done", "mutual_evaluation_published"):
            value = getattr(self, name)
            if value is not None:
                yield set_to(f"financial_transparency.{name}", value)


class AdmitInspectors(Counted):
    """Inspectors or monitors enter: `un_verification.inspectors` rises, and terms of access stand."""

    type: Literal["admit_inspectors"] = "admit_inspectors"
    body: StrictStr
    sites_open: Share | None = None

    def moves(self) -> Iterator[Move]:
        """People in the country, the terms under which they work, and the sites open to them."""
        yield self.by("un_verification.inspectors", "rise")
        yield set_to("un_verification.access_terms_agreed", True)
        if self.sites_open is not None:
            yield set_to("un_verification.sites_open", self.sites_open)


class ExpelInspectors(Act):
    """Inspectors or monitors are sent out: none is left, no terms of access stand, no site is open.

    What was declared before is undone with it, because what nobody may check verifies nothing.
    """

    type: Literal["expel_inspectors"] = "expel_inspectors"

    def moves(self) -> Iterator[Move]:
        """All three fall to nothing."""
        yield set_to("un_verification.inspectors", 0)
        yield set_to("un_verification.access_terms_agreed", False)
        yield set_to("un_verification.sites_open", 0)

    def empties(self) -> Iterator[str]:
        """What was delivered to be verified."""
        yield from DELIVERED


class RenounceVerification(Act):
    """Renounces verification: no undertaking and no terms of access stand, and what was declared before is undone."""

    type: Literal["renounce_verification"] = "renounce_verification"

    def moves(self) -> Iterator[Move]:
        """Neither word nor terms are left."""
        yield set_to("un_verification.pledged", False)
        yield set_to("un_verification.access_terms_agreed", False)

    def empties(self) -> Iterator[str]:
        """What was delivered to be verified."""
        yield from DELIVERED


class AgreeAccess(Act):
    """Agrees terms of access with a verifying body: sets `un_verification.access_terms_agreed`; a round of talks."""

    type: Literal["agree_access"] = "agree_access"
    body: StrictStr

    def moves(self) -> Iterator[Move]:
        """The terms stand."""
        yield set_to("un_verification.access_terms_agreed", True)
        yield Move("un_verification.talks", "event", 1, 1)


class DeclareInventory(Act):
    """Delivers a declaration: `un_verification.declarations`, and, where complete, the programme's `declared`."""

    type: Literal["declare_inventory"] = "declare_inventory"
    programme: ProgrammeName
    complete: StrictBool
    to: StrictStr = ""

    def moves(self) -> Iterator[Move]:
        """A delivery, whether or not it is complete."""
        yield Move("un_verification.declarations", "event", 1, 1)
        if self.complete:
            yield set_to(f"weapons.{self.programme}.declared", True)
