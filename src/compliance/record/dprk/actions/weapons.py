"""Actions on weapons, their delivery, and counterfeiting equipment."""

from collections.abc import Iterator
from typing import Literal

from pydantic import StrictBool, StrictStr

from .base import Act, Count, Move, One, ProgrammeName, Share, set_to


class ShutFacility(One):
    """Shuts a facility, or so many: `facilities_shut` rises; with `production_stopped`, production is off."""

    type: Literal["shut_facility"] = "shut_facility"
    programme: ProgrammeName
    production_stopped: StrictBool = False

    def moves(self) -> Iterator[Move]:
        """Facilities shut, and production where the act says so."""
        yield self.by(f"weapons.{self.programme}.facilities_shut", "rise")
        if self.production_stopped:
            yield set_to(f"weapons.{self.programme}.production_running", False)


class DisableFacility(One):
    """Disables a facility of a programme, or so many: `facilities_disabled` rises. Less than to dismantle it."""

    type: Literal["disable_facility"] = "disable_facility"
    programme: ProgrammeName

    def moves(self) -> Iterator[Move]:
        """Facilities disabled; whether they had been shut before is told apart."""
        yield self.by(f"weapons.{self.programme}.facilities_disabled", "rise")


class RestartFacility(One):
    """Restarts a facility, or so many, of them `disabled` ones: `facilities_shut` and `facilities_disabled` fall."""

    type: Literal["restart_facility"] = "restart_facility"
    programme: ProgrammeName
    disabled: Count | None = None

    def moves(self) -> Iterator[Move]:
        """Production runs."""
        yield self.by(f"weapons.{self.programme}.facilities_shut", "fall")
        if self.disabled:
            yield Move(f"weapons.{self.programme}.facilities_disabled", "fall", self.disabled, self.disabled)
        yield set_to(f"weapons.{self.programme}.production_running", True)


class Dismantle(Act):
    """Dismantles a programme: sets `dismantled` to the share reached, `irreversible`; the whole stops production."""

    type: Literal["dismantle"] = "dismantle"
    programme: ProgrammeName
    share: Share
    irreversible: StrictBool | None = None

    def moves(self) -> Iterator[Move]:
        """The share reached, not the share added."""
        yield set_to(f"weapons.{self.programme}.dismantled", self.share)
        if self.irreversible is not None:
            yield set_to(f"weapons.{self.programme}.irreversible", self.irreversible)
        if self.share == 1:
            yield set_to(f"weapons.{self.programme}.production_running", False)


class DeclareMoratorium(Act):
    """Declares a halt of tests or production: sets `weapons.<programme>.moratorium`. Words; a test ends it."""

    type: Literal["declare_moratorium"] = "declare_moratorium"
    programme: ProgrammeName

    def moves(self) -> Iterator[Move]:
        """The moratorium stands."""
        yield set_to(f"weapons.{self.programme}.moratorium", True)


class ShipAbroad(Act):
    """Lets weapons or material of a programme out of the country: one of `weapons.<programme>.shipments_abroad`."""

    type: Literal["ship_abroad"] = "ship_abroad"
    programme: ProgrammeName
    what: StrictStr
    to: StrictStr

    def moves(self) -> Iterator[Move]:
        """One shipment; what share of the programme it was, `dismantle` says."""
        yield Move(f"weapons.{self.programme}.shipments_abroad", "event", 1, 1)


class TestWeapon(One):
    """Tests a weapon or delivery system: `weapons.<programme>.tests`; no moratorium stands after it."""

    type: Literal["test_weapon"] = "test_weapon"
    programme: ProgrammeName
    __test__ = False  # not one of pytest's

    def moves(self) -> Iterator[Move]:
        """So many tests."""
        yield self.by(f"weapons.{self.programme}.tests", "event")
        yield set_to(f"weapons.{self.programme}.moratorium", False)


class SurrenderEquipment(Act):
    """Surrenders or destroys counterfeiting equipment before a witness: one act, and its pieces."""

    type: Literal["surrender_equipment"] = "surrender_equipment"
    pieces: Count | None = None
    witness: StrictStr = ""

    def moves(self) -> Iterator[Move]:
        """One act of so many pieces."""
        yield Move("counterfeiting.equipment_acts", "event", 1, 1)
        if self.pieces is not None:
            yield Move("counterfeiting.equipment_pieces", "event", self.pieces, self.pieces)
