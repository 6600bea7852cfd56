"""Actions on political prisoners, the camps, and access to people in need."""

from collections.abc import Iterator, Sequence
from typing import Literal

from pydantic import StrictBool, StrictStr, model_validator
from pydantic_core import PydanticCustomError

from ....names import same_name
from .base import Act, Count, Counted, Move, set_to

TERMS = ("random_visits", "own_korean_speakers", "nationwide_travel")


class ReleasePrisoners(Counted):
    """Frees political prisoners, civil status restored: `released.<place>` rises, `held` falls; `families` of them."""

    type: Literal["release_prisoners"] = "release_prisoners"
    place: Literal["camps", "other_detention"]
    families: Count | None = None

    @model_validator(mode="after")
    def _families_among_them(self) -> "ReleasePrisoners":
        high = self.bounds[1]
        if self.families is not None and high is not None and self.families > high:
            raise PydanticCustomError("range", "`families` is above the number released")
        return self

    def moves(self) -> Iterator[Move]:
        """Released people, of whom so many held for a relative's alleged offence."""
        yield self.by(f"political_prisoners.released.{self.place}", "event")
        yield self.by("political_prisoners.held", "fall")
        if self.families is not None:
            yield Move("political_prisoners.families_released", "event", self.families, self.families)


class ArrestPrisoners(Counted):
    """Detains people for political reasons who had not been released before: `arrested` and `held` rise."""

    type: Literal["arrest_prisoners"] = "arrest_prisoners"

    def moves(self) -> Iterator[Move]:
        """So many people newly held."""
        yield self.by("political_prisoners.arrested", "event")
        yield self.by("political_prisoners.held", "rise")


class RearrestPrisoners(Counted):
    """Arrests released political prisoners again: `rearrested` and `held` rise."""

    type: Literal["rearrest_prisoners"] = "rearrest_prisoners"

    def moves(self) -> Iterator[Move]:
        """So many people arrested again."""
        yield self.by("political_prisoners.rearrested", "event")
        yield self.by("political_prisoners.held", "rise")


class CloseCamp(Act):
    """Closes a camp, once; of its people only the `released` are released, and the unexplained stay open.

    It is closed by release (`camps.closed_by_release`) where it says that some were released, none transferred and none
    unexplained. What it leaves out is not known, and then it is not shown to be. A camp that is emptied otherwise is no
    longer one that is improved: surely where an improvement named it, else perhaps.
    """

    type: Literal["close_camp"] = "close_camp"
    camp: StrictStr = ""
    released: Count | None = None
    transferred: Count | None = None
    unexplained: Count | None = None

    def moves(self) -> Iterator[Move]:
        """One camp fewer; people released, transferred or unexplained."""
        yield Move("camps.operating", "fall", 1, 1)
        yield Move("camps.closures", "event", 1, 1)
        if self._may_be_by_release:
            yield Move("camps.closed_by_release", "event", 1 if self._is_by_release else 0, 1)
        if self.released:
            yield Move("political_prisoners.released.camps", "event", self.released, self.released)
            yield Move("political_prisoners.held", "fall", self.released, self.released)
        if self.transferred:
            yield Move("political_prisoners.transferred", "event", self.transferred, self.transferred)
        if self.unexplained:
            yield Move("political_prisoners.unexplained", "rise", self.unexplained, self.unexplained)

    def moves_among(self, acts: Sequence[Act]) -> Iterator[Move]:
        """With the camps that are improved: one fewer where an earlier improvement was in this one."""
        yield from self.moves()
        if self._is_by_release:
            return
        improved = [act for act in acts if isinstance(act, ImproveConditions) and act.date.start <= self.date.end]
        named = [same_name(act.camp) for act in improved if act.camp]
        surely = self.camp != "" and same_name(self.camp) in named
        if surely or len(named) < len(improved) or not improved or not self.camp:
            yield Move("camps.camps_improved", "fall", 1 if surely else 0, 1)

    @property
    def _may_be_by_release(self) -> bool:
        return self.released != 0 and not self.transferred and not self.unexplained

    @property
    def _is_by_release(self) -> bool:
        return self._may_be_by_release and None not in (self.released, self.transferred, self.unexplained)


class OpenCamp(Act):
    """Opens a political prison camp: `camps.opened`, and one more in operation."""

    type: Literal["open_camp"] = "open_camp"
    camp: StrictStr = ""

    def moves(self) -> Iterator[Move]:
        """One camp more."""
        yield Move("camps.opened", "event", 1, 1)
        yield Move("camps.operating", "rise", 1, 1)


class WorsenConditions(Act):
    """Worsens living conditions in so many `camps`: they are set against those in which conditions improved."""

    type: Literal["worsen_conditions"] = "worsen_conditions"
    category: Literal["food", "shelter", "medical_care", "working_conditions", "treatment"] | None = None
    camps: Count

    def moves(self) -> Iterator[Move]:
        """So many camps."""
        yield Move("camps.worsened", "event", self.camps, self.camps)


class ImproveConditions(Act):
    """Improves living conditions in camps: one improvement of the category; `camps` is how many camps now have one.

    `camp` names the camp. Without `camps` a camp that no earlier improvement names is one more.
    """

    type: Literal["improve_conditions"] = "improve_conditions"
    category: Literal["food", "shelter", "medical_care", "working_conditions", "treatment"]
    camps: Count | None = None
    camp: StrictStr = ""

    def moves(self) -> Iterator[Move]:
        """One improvement, and the number of camps in which one is in place."""
        yield Move(f"camps.improvements.{self.category}", "event", 1, 1)
        if self.camps is not None:
            yield set_to("camps.camps_improved", self.camps)

    def moves_among(self, acts: Sequence[Act]) -> Iterator[Move]:
        """With one camp more where it names one that no earlier improvement does."""
        yield from self.moves()
        if self.camps is not None or not self.camp:
            return
        others = [act for act in acts if isinstance(act, ImproveConditions) and act is not self]
        before = [act for act in others if act.date <= self.date and same_name(act.camp) == same_name(self.camp)]
        if not before:
            yield Move("camps.camps_improved", "rise", 1, 1)


class GrantAccess(Act):
    """Admits someone: to aid (`terms` kept in practice), to the camps, or on a mandate or visit from outside.

    A panel of the United Nations on the resolutions is admitted on a visit (`un_verification.panel_visits`); inspectors
    who stay are `admit_inspectors`. A visit of APG is `financial_transparency.apg_visits`.
    """

    type: Literal["grant_access"] = "grant_access"
    to: Literal[
        "aid_monitors",
        "camp_visitors",
        "special_rapporteur",
        "high_commissioner",
        "thematic_mandate",
        "un_panel",
        "apg",
    ]
    terms: tuple[Literal["random_visits", "own_korean_speakers", "nationwide_travel"], ...] = ()
    standing: StrictBool = False
    staff: Count | None = None

    @model_validator(mode="after")
    def _of_its_kind(self) -> "GrantAccess":
        aid = bool(self.terms) or self.staff is not None
        if self.to == "aid_monitors" and not aid:
            raise PydanticCustomError(
                "count", "grants nothing: name the `terms` kept in practice, or the `staff` let in"
            )
        if self.to != "aid_monitors" and aid:
            raise PydanticCustomError("access", "`terms` and `staff` are for aid monitors")
        if self.standing and self.to != "camp_visitors":
            raise PydanticCustomError("access", "`standing` is for visitors to the camps")
        return self

    def moves(self) -> Iterator[Move]:
        """The terms of aid monitoring, or a visit."""
        match self.to:
            case "aid_monitors":
                for term in self.terms:
                    yield set_to(f"humanitarian.{term}", True)
                if self.staff is not None:
                    yield Move("humanitarian.international_staff", "rise", self.staff, self.staff)
            case "camp_visitors":
                yield Move("camps.outside_visits", "event", 1, 1)
                if self.standing:
                    yield set_to("camps.standing_access", True)
            case "special_rapporteur":
                yield Move("agenda.special_rapporteur_visits", "event", 1, 1)
            case "high_commissioner":
                yield Move("agenda.high_commissioner_visits", "event", 1, 1)
            case "thematic_mandate":
                yield Move("agenda.thematic_visits", "event", 1, 1)
            case "un_panel":
                yield Move("un_verification.panel_visits", "event", 1, 1)
            case "apg":
                yield Move("financial_transparency.apg_visits", "event", 1, 1)


class RestrictAccess(Act):
    """Ends access: the named terms of aid monitoring end, or standing access to the camps does.

    Where nobody of the staff is left no term is kept.
    """

    type: Literal["restrict_access"] = "restrict_access"
    of: Literal["aid_monitors", "camp_visitors"]
    terms: tuple[Literal["random_visits", "own_korean_speakers", "nationwide_travel"], ...] = ()
    staff_left: Count | None = None

    @model_validator(mode="after")
    def _of_something(self) -> "RestrictAccess":
        if self.of == "aid_monitors" and not self.terms and self.staff_left is None:
            raise PydanticCustomError(
                "count", "restricts nothing: name `terms`, or say in `staff_left` how many are left"
            )
        return self

    def moves(self) -> Iterator[Move]:
        """What was allowed is no longer."""
        if self.of == "camp_visitors":
            yield set_to("camps.standing_access", False)
            return
        for term in TERMS if self.staff_left == 0 else self.terms:
            yield set_to(f"humanitarian.{term}", False)
        if self.staff_left is not None:
            yield set_to("humanitarian.international_staff", self.staff_left)


class DeliverAid(Counted):
    """Lets monitored aid through: deliveries monitored to the accepted standard."""

    type: Literal["deliver_aid"] = "deliver_aid"

    def moves(self) -> Iterator[Move]:
        """So many deliveries."""
        yield self.by("humanitarian.compliant_deliveries", "event")
