"""The vocabulary of actions by the Government of North Korea, and the fields that each moves.

Every class says in its docstring what it moves. Counts may be ranges: `count`, or `low` and `high`.
"""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import AfterValidator, Discriminator, StrictBool, StrictStr, model_validator
from pydantic import Field as PydanticField
from pydantic_core import PydanticCustomError

from ...amount import Exact, Number, When
from ..acts import Id
from ..evidence import Evidence

Country = Literal[
    "japan", "republic_of_korea", "united_states", "australia", "canada", "china", "france", "italy", "jordan",
    "lebanon", "malaysia", "netherlands", "romania", "singapore", "thailand", "other",
]  # fmt: skip
Class = Literal["captives", "wartime_abductees", "armistice_detainees"]
ProgrammeName = Literal["nuclear", "chemical", "biological", "radiological", "delivery"]


def _count(value: Number) -> Number:
    if not isinstance(value, int) or value < 0:
        raise PydanticCustomError("range", "expected a whole number, zero or more")
    return value


def _share(value: Number) -> Number:
    if not 0 <= value <= 1:
        raise PydanticCustomError("range", "expected a share from 0 to 1")
    return value


Count = Annotated[Exact, AfterValidator(_count)]
Share = Annotated[Exact, AfterValidator(_share)]


class Move(NamedTuple):
    """What an action does to one field: `set` a stock, `rise` or `fall` by so much, or add an `event` to a flow."""

    field: str
    how: Literal["set", "rise", "fall", "event"]
    low: Number
    high: Number | None


def _set(field: str, value: Number | bool) -> Move:
    return Move(
        field, "set", int(value) if isinstance(value, bool) else value, int(value) if isinstance(value, bool) else value
    )


class Act(Evidence):
    """What every action has: an id, a date (a day, a month, a year), and its standing as evidence."""

    id: Id
    date: When

    def moves(self) -> Iterator[Move]:
        """The fields it moves, and how."""
        yield from ()

    def undoes(self, acts: Sequence["Act"]) -> Iterator[str]:
        """The ids of those acts which, from its day, are as if they had not been."""
        yield from ()


class Counted(Act):
    """An action that concerns so many people or things; a range where estimates differ."""

    count: Count | None = None
    low: Count | None = None
    high: Count | None = None

    @model_validator(mode="after")
    def _stated_once(self) -> "Counted":
        if self.count is None and self.low is None:
            raise PydanticCustomError("count", "says not how many: state `count`, or `low` and `high`")
        if self.count is not None and (self.low is not None or self.high is not None):
            raise PydanticCustomError("count", "states `count` and a range; one of them is enough")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise PydanticCustomError("range", "`low` is above `high`")
        return self

    @property
    def bounds(self) -> tuple[Number, Number | None]:
        """The range of the count; None as its end where it is open."""
        return (self.count, self.count) if self.count is not None else (self.low or 0, self.high)

    def by(self, field: str, how: Literal["rise", "fall", "event"]) -> Move:
        """Move this field by the count."""
        return Move(field, how, *self.bounds)


class Promise(Act):
    """Undertakes something publicly: sets `<subject>.pledged`. Words only; `reverse` withdraws it."""

    type: Literal["promise"]
    subject: StrictStr

    def moves(self) -> Iterator[Move]:
        """The pledge stands."""
        yield _set(f"{self.subject}.pledged", True)


class AcceptStandard(Act):
    """Accepts the standards of aid distribution and monitoring: sets `humanitarian.standards_accepted`."""

    type: Literal["accept_standard"]

    def moves(self) -> Iterator[Move]:
        """The acceptance stands."""
        yield _set("humanitarian.standards_accepted", True)


class JoinBody(Act):
    """Joins the Asia/Pacific Group as observer or member: sets the standing, and counts as a recorded step."""

    type: Literal["join_body"]
    body: Literal["APG"]
    standing: Literal["observer", "member"]

    def moves(self) -> Iterator[Move]:
        """A member is an observer too."""
        yield _set("financial_transparency.apg_observer", True)
        if self.standing == "member":
            yield _set("financial_transparency.apg_member", True)
        yield Move("financial_transparency.steps_recorded", "event", 1, 1)


class LeaveBody(Act):
    """Leaves or loses its place in the Asia/Pacific Group: both standings end, and joining undone."""

    type: Literal["leave_body"]
    body: Literal["APG"]

    def moves(self) -> Iterator[Move]:
        """No standing is left."""
        yield _set("financial_transparency.apg_observer", False)
        yield _set("financial_transparency.apg_member", False)

    def undoes(self, acts: Sequence[Act]) -> Iterator[str]:
        """What was gained by joining before is lost."""
        yield from (act.id for act in acts if isinstance(act, JoinBody) and act.date.end <= self.date.start)


class RecordStep(Act):
    """A step against money laundering that APG, FATF or a similar body records; may agree or advance an action plan."""

    type: Literal["record_step"]
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
                yield _set(f"financial_transparency.{name}", value)


class AdmitInspectors(Counted):
    """Inspectors or monitors enter: `un_verification.inspectors` rises, and terms of access stand."""

    type: Literal["admit_inspectors"]
    body: StrictStr
    sites_open: Share | None = None

    def moves(self) -> Iterator[Move]:
        """People in the country, the terms under which they work, and the sites open to them."""
        yield self.by("un_verification.inspectors", "rise")
        yield _set("un_verification.access_terms_agreed", True)
        if self.sites_open is not None:
            yield _set("un_verification.sites_open", self.sites_open)


class ExpelInspectors(Act):
    """Inspectors or monitors are sent out: none is left, no terms of access stand, no site is open."""

    type: Literal["expel_inspectors"]

    def moves(self) -> Iterator[Move]:
        """All three fall to nothing."""
        yield _set("un_verification.inspectors", 0)
        yield _set("un_verification.access_terms_agreed", False)
        yield _set("un_verification.sites_open", 0)


class AgreeAccess(Act):
    """Agrees terms of access with a verifying body: sets `un_verification.access_terms_agreed`; a round of talks."""

    type: Literal["agree_access"]
    body: StrictStr

    def moves(self) -> Iterator[Move]:
        """The terms stand."""
        yield _set("un_verification.access_terms_agreed", True)
        yield Move("un_verification.talks", "event", 1, 1)


class DeclareInventory(Act):
    """Delivers a declaration: `un_verification.declarations`, and, where complete, the programme's `declared`."""

    type: Literal["declare_inventory"]
    programme: ProgrammeName
    complete: StrictBool
    to: StrictStr = ""

    def moves(self) -> Iterator[Move]:
        """A delivery, whether or not it is complete."""
        yield Move("un_verification.declarations", "event", 1, 1)
        if self.complete:
            yield _set(f"weapons.{self.programme}.declared", True)


class ShutFacility(Counted):
    """Shuts facilities of a programme: `facilities_shut` rises; with `production_stopped`, production is off."""

    type: Literal["shut_facility"]
    programme: ProgrammeName
    production_stopped: StrictBool = False

    def moves(self) -> Iterator[Move]:
        """Facilities shut, and production where the act says so."""
        yield self.by(f"weapons.{self.programme}.facilities_shut", "rise")
        if self.production_stopped:
            yield _set(f"weapons.{self.programme}.production_running", False)


class RestartFacility(Counted):
    """Restarts facilities: `facilities_shut` falls and production runs again."""

    type: Literal["restart_facility"]
    programme: ProgrammeName

    def moves(self) -> Iterator[Move]:
        """Production runs."""
        yield self.by(f"weapons.{self.programme}.facilities_shut", "fall")
        yield _set(f"weapons.{self.programme}.production_running", True)


class Dismantle(Act):
    """Dismantles a programme: sets `dismantled` to the share reached, `irreversible`; the whole stops production."""

    type: Literal["dismantle"]
    programme: ProgrammeName
    share: Share
    irreversible: StrictBool | None = None

    def moves(self) -> Iterator[Move]:
        """The share reached, not the share added."""
        yield _set(f"weapons.{self.programme}.dismantled", self.share)
        if self.irreversible is not None:
            yield _set(f"weapons.{self.programme}.irreversible", self.irreversible)
        if self.share == 1:
            yield _set(f"weapons.{self.programme}.production_running", False)


class DeclareMoratorium(Act):
    """Declares a halt of tests or production: sets `weapons.<programme>.moratorium`. Words; a test ends it."""

    type: Literal["declare_moratorium"]
    programme: ProgrammeName

    def moves(self) -> Iterator[Move]:
        """The moratorium stands."""
        yield _set(f"weapons.{self.programme}.moratorium", True)


class TestWeapon(Counted):
    """Tests a weapon or delivery system: `weapons.<programme>.tests`; no moratorium stands after it."""

    type: Literal["test_weapon"]
    programme: ProgrammeName
    __test__ = False  # not one of pytest's

    def moves(self) -> Iterator[Move]:
        """So many tests."""
        yield self.by(f"weapons.{self.programme}.tests", "event")
        yield _set(f"weapons.{self.programme}.moratorium", False)


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


class ReleasePrisoners(Counted):
    """Frees political prisoners, civil status restored: `released.<place>` rises, `held` falls; `families` of them."""

    type: Literal["release_prisoners"]
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

    type: Literal["arrest_prisoners"]

    def moves(self) -> Iterator[Move]:
        """So many people newly held."""
        yield self.by("political_prisoners.arrested", "event")
        yield self.by("political_prisoners.held", "rise")


class RearrestPrisoners(Counted):
    """Arrests released political prisoners again: `rearrested` and `held` rise."""

    type: Literal["rearrest_prisoners"]

    def moves(self) -> Iterator[Move]:
        """So many people arrested again."""
        yield self.by("political_prisoners.rearrested", "event")
        yield self.by("political_prisoners.held", "rise")


class CloseCamp(Act):
    """Closes a camp, and what became of the people: only the `released` are released; the unexplained stay open."""

    type: Literal["close_camp"]
    camp: StrictStr
    released: Count = 0
    transferred: Count = 0
    unexplained: Count = 0

    def moves(self) -> Iterator[Move]:
        """One camp fewer; people released, transferred or unexplained."""
        yield Move("camps.operating", "fall", 1, 1)
        if self.released:
            yield Move("political_prisoners.released.camps", "event", self.released, self.released)
            yield Move("political_prisoners.held", "fall", self.released, self.released)
        if self.transferred:
            yield Move("political_prisoners.transferred", "event", self.transferred, self.transferred)
        if self.unexplained:
            yield Move("political_prisoners.unexplained", "rise", self.unexplained, self.unexplained)


class ImproveConditions(Act):
    """Improves living conditions in camps: one improvement of the category; `camps` is how many camps now have one."""

    type: Literal["improve_conditions"]
    category: Literal["food", "shelter", "medical_care", "working_conditions", "treatment"]
    camps: Count | None = None

    def moves(self) -> Iterator[Move]:
        """One improvement, and the number of camps in which one is in place."""
        yield Move(f"camps.improvements.{self.category}", "event", 1, 1)
        if self.camps is not None:
            yield _set("camps.camps_improved", self.camps)


class GrantAccess(Act):
    """Admits someone: to aid (`terms` kept in practice), to the camps, or on a human rights mandate."""

    type: Literal["grant_access"]
    to: Literal["aid_monitors", "camp_visitors", "special_rapporteur", "high_commissioner", "thematic_mandate"]
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
        """The terms of aid monitoring, a visit to the camps, or a visit on a mandate."""
        match self.to:
            case "aid_monitors":
                for term in self.terms:
                    yield _set(f"humanitarian.{term}", True)
                if self.staff is not None:
                    yield Move("humanitarian.international_staff", "rise", self.staff, self.staff)
            case "camp_visitors":
                yield Move("camps.outside_visits", "event", 1, 1)
                if self.standing:
                    yield _set("camps.standing_access", True)
            case "special_rapporteur":
                yield Move("agenda.special_rapporteur_visits", "event", 1, 1)
            case "high_commissioner":
                yield Move("agenda.high_commissioner_visits", "event", 1, 1)
            case "thematic_mandate":
                yield Move("agenda.thematic_visits", "event", 1, 1)


class RestrictAccess(Act):
    """Ends access: the named terms of aid monitoring end, or standing access to the camps does."""

    type: Literal["restrict_access"]
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
            yield _set("camps.standing_access", False)
            return
        for term in self.terms:
            yield _set(f"humanitarian.{term}", False)
        if self.staff_left is not None:
            yield _set("humanitarian.international_staff", self.staff_left)


class DeliverAid(Counted):
    """Lets monitored aid through: deliveries monitored to the accepted standard."""

    type: Literal["deliver_aid"]

    def moves(self) -> Iterator[Move]:
        """So many deliveries."""
        yield self.by("humanitarian.compliant_deliveries", "event")


class OfPeople(Counted):
    """An action on people of one country in one class."""

    country: Country
    kind: Class = PydanticField("captives", alias="class")

    def register(self, field: str) -> str:
        """The path of this field in the register of the country and class."""
        return f"{self.kind}.{self.country}.{field}"


class Returning(OfPeople):
    """People come home: `held` falls; only the living, willing and unharmed count as `returned`."""

    gravely_harmed: Count
    voluntary: StrictBool
    was_held: StrictBool = True

    @model_validator(mode="after")
    def _harmed_among_them(self) -> "Returning":
        high = self.bounds[1]
        if high is not None and self.gravely_harmed > high:
            raise PydanticCustomError("range", "`gravely_harmed` is above the number returned")
        return self

    def moves(self) -> Iterator[Move]:
        """Who came home, and how."""
        low, high = self.bounds
        sound = "returned" if self.voluntary else "returned_unwillingly"
        if self.gravely_harmed:
            yield Move(self.register("returned_after_grave_harm"), "event", self.gravely_harmed, self.gravely_harmed)
        if high is None or high > self.gravely_harmed:
            least = max(low - self.gravely_harmed, 0)
            yield Move(self.register(sound), "event", least, None if high is None else high - self.gravely_harmed)
        if self.was_held:
            yield Move(self.register("held"), "fall", low, high)


class ReleaseCaptives(Returning):
    """Frees people it had detained and lets them leave; see Returning for what counts."""

    type: Literal["release_captives"]


class Repatriate(Returning):
    """Repatriates abductees or detainees of long standing; see Returning for what counts."""

    type: Literal["repatriate"]


class Detain(OfPeople):
    """Abducts or unlawfully detains: `taken` and `held` rise."""

    type: Literal["detain"]

    def moves(self) -> Iterator[Move]:
        """People newly taken, and now held."""
        yield self.by(self.register("taken"), "event")
        yield self.by(self.register("held"), "rise")


class AccountFor(OfPeople):
    """Establishes people's fate or whereabouts with proof of identity: `accounted_for` rises, `unresolved` falls."""

    type: Literal["account_for"]
    proof: StrictStr

    def moves(self) -> Iterator[Move]:
        """A list is not a return."""
        yield self.by(self.register("accounted_for"), "event")
        yield self.by(self.register("unresolved"), "fall")


class OpenInquiry(Act):
    """Sets up a body to establish what became of people of one country: `inquiry_open`."""

    type: Literal["open_inquiry"]
    country: Country
    kind: Class = PydanticField("captives", alias="class")

    def moves(self) -> Iterator[Move]:
        """The inquiry is at work."""
        yield _set(f"{self.kind}.{self.country}.inquiry_open", True)


class HandOverRemains(OfPeople):
    """Hands over sets of remains: `remains_handed_over`. Identifications are facts, dated to the handover."""

    type: Literal["hand_over_remains"]

    def moves(self) -> Iterator[Move]:
        """Sets as handed over, before any identification."""
        yield self.by(self.register("remains_handed_over"), "event")


class HandOverFalseRemains(OfPeople):
    """Hands over remains that were checked and found false: adds nothing but `false_accounts`."""

    type: Literal["hand_over_false_remains"]

    def moves(self) -> Iterator[Move]:
        """A false account."""
        yield self.by(self.register("false_accounts"), "event")


class RepealLaw(Counted):
    """Repeals laws that punish expression: `laws_repealed` rises and `repressive_laws_in_force` falls."""

    type: Literal["repeal_law"]
    law: StrictStr

    def moves(self) -> Iterator[Move]:
        """So many laws fewer."""
        yield self.by("censorship.laws_repealed", "event")
        yield self.by("censorship.repressive_laws_in_force", "fall")


class EnactLaw(Act):
    """Enacts a law: repressive (one more in force), against money laundering (in force), or on social rights."""

    type: Literal["enact_law"]
    subject: Literal["repressive", "money_laundering", "social_rights"]
    law: StrictStr

    def moves(self) -> Iterator[Move]:
        """One law of its subject."""
        match self.subject:
            case "repressive":
                yield Move("censorship.repressive_laws_in_force", "rise", 1, 1)
            case "money_laundering":
                yield _set("financial_transparency.aml_law_in_force", True)
            case "social_rights":
                yield Move("agenda.social_laws_enacted", "event", 1, 1)


class PunishExpression(Counted):
    """Punishes people for peaceful political activity: `censorship.prosecutions`."""

    type: Literal["punish_expression"]

    def moves(self) -> Iterator[Move]:
        """So many people."""
        yield self.by("censorship.prosecutions", "event")


Freedom = Literal[
    "censorship.speech_permitted", "censorship.press_permitted", "censorship.assembly_permitted",
    "censorship.broadcasts_permitted", "society.free_travel", "society.outside_information", "society.un_access",
    "society.statistics_published", "society.budget_published",
]  # fmt: skip


class Permit(Act):
    """Permits in practice what was not: sets the flags named."""

    type: Literal["permit"]
    what: Annotated[tuple[Freedom, ...], PydanticField(min_length=1)]

    def moves(self) -> Iterator[Move]:
        """Each is permitted."""
        for name in self.what:
            yield _set(name, True)


class Forbid(Act):
    """Forbids in practice: clears the flags named."""

    type: Literal["forbid"]
    what: Annotated[tuple[Freedom, ...], PydanticField(min_length=1)]

    def moves(self) -> Iterator[Move]:
        """Each is forbidden."""
        for name in self.what:
            yield _set(name, False)


class HoldElection(Act):
    """Holds an election: sets the share of contested seats and, where stated, whether it was observed."""

    type: Literal["hold_election"]
    contested_seats: Share
    observed: StrictBool | None = None

    def moves(self) -> Iterator[Move]:
        """The last election is the one that counts."""
        yield _set("society.contested_seats", self.contested_seats)
        if self.observed is not None:
            yield _set("society.elections_observed", self.observed)


class ReuniteFamilies(Counted):
    """Lets divided families meet: `agenda.families_reunited`. No provision of title IV names it."""

    type: Literal["reunite_families"]

    def moves(self) -> Iterator[Move]:
        """So many families."""
        yield self.by("agenda.families_reunited", "event")


class RatifyTreaty(Act):
    """Ratifies a human rights treaty: `agenda.treaties_ratified`. No provision of title IV names it."""

    type: Literal["ratify_treaty"]
    treaty: StrictStr

    def moves(self) -> Iterator[Move]:
        """One treaty."""
        yield Move("agenda.treaties_ratified", "event", 1, 1)


class AcceptRecommendations(Counted):
    """Accepts recommendations of the Universal Periodic Review, on paper. No provision of title IV names it."""

    type: Literal["accept_recommendations"]

    def moves(self) -> Iterator[Move]:
        """So many recommendations."""
        yield self.by("agenda.review_recommendations_accepted", "event")


class Reverse(Act):
    """Undoes an action by its id: from its day the record is as if that action had not been."""

    type: Literal["reverse"]
    of: Id

    def undoes(self, acts: Sequence[Act]) -> Iterator[str]:
        """The one it names."""
        yield self.of

    @model_validator(mode="after")
    def _on_a_day(self) -> "Reverse":
        if self.date.start != self.date.end:
            raise PydanticCustomError("date", "a reversal needs a day; a span leaves open which record stands")
        return self


Action = Annotated[
    Promise | AcceptStandard | JoinBody | LeaveBody | RecordStep | AdmitInspectors | ExpelInspectors | AgreeAccess
    | DeclareInventory | ShutFacility | RestartFacility | Dismantle | DeclareMoratorium | TestWeapon
    | SurrenderEquipment | ReleasePrisoners
    | ArrestPrisoners
    | RearrestPrisoners | CloseCamp | ImproveConditions | GrantAccess | RestrictAccess | DeliverAid | ReleaseCaptives
    | Repatriate | Detain | AccountFor | OpenInquiry | HandOverRemains | HandOverFalseRemains | RepealLaw | EnactLaw
    | PunishExpression | Permit | Forbid | HoldElection | ReuniteFamilies | RatifyTreaty | AcceptRecommendations
    | Reverse,
    Discriminator("type"),
]  # fmt: skip


def kinds() -> dict[str, Any]:
    """Every action by its `type`."""
    listed = Action.__origin__.__args__  # type: ignore[attr-defined]  # the members of the annotated union
    return {member.model_fields["type"].annotation.__args__[0]: member for member in listed}
