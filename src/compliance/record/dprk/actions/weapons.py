"""Actions on weapons, their delivery, and counterfeiting equipment."""

from collections.abc import Iterator
from typing import Literal

from pydantic import StrictBool, StrictStr

from .base import Act, Count, Counted, Move, ProgrammeName, Share, set_to


class ShutFacility(Counted):
    """Shuts facilities of a programme: `facilities_shut` rises; with `production_stopped`, production is off."""

    type: Literal["shut_facility"]
    programme: ProgrammeName
    production_stopped: StrictBool = False

    def moves(self) -> Iterator[Move]:
        """Facilities shut, and production where the act says so."""
        yield self.by(f"weapons.{self.programme}.facilities_shut", "rise")
        if self.production_stopped:
            yield set_to(f"weapons.{self.programme}.production_running", False)


class RestartFacility(Counted):
    """Restarts facilities: `facilities_shut` falls and production runs again."""

    type: Literal["restart_facility"]
    programme: ProgrammeName

    def moves(self) -> Iterator[Move]:
        """Production runs."""
        yield self.by(f"weapons.{self.programme}.facilities_shut", "fall")
        yield set_to(f"weapons.{self.programme}.production_running", True)


class Dismantle(Act):
    """Dismantles a programme: sets `dismantled` to the share reached, `irreversible`; the whole stops production."""

    type: Literal["dismantle"]
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

    type: Literal["declare_moratorium"]
    programme: ProgrammeName

    def moves(self) -> Iterator[Move]:
        """The moratorium stands."""
        yield set_to(f"weapons.{self.programme}.moratorium", True)


class TestWeapon(Counted):
    """Tests a weapon or delivery system: `weapons.<programme>.tests`; no moratorium stands after it."""

    type: Literal["test_weapon"]
    programme: ProgrammeName
    __test__ = False  # not one of pytest's

    def moves(self) -> Iterator[Move]:
        """So many tests."""
        yield self.by(f"weapons.{self.programme}.tests", "event")
        yield set_to(f"weapons.{self.programme}.moratorium", False)


class SurrenderEquipment(Act):
    """Surrenders or destroys counterfeiting equipment before a witness: one act, and its pieces."""

    type: Literal["surrender_equipment"]
    pieces: Count | None = None
    witness: StrictStr = ""

    def moves(self) -> Iterator[Move]:
        """One act of so many pieces."""
        yield Move("counterfeiting.equipment_acts", "event", 1, 1)
        if self.pieces is not None:
            yield Move("counterfeiting.equipment_pieces", "event", self.pieces, self.pieces)
