"""Actions on people of other countries: taken, accounted for, returned, the living and the dead."""

from collections.abc import Iterator
from datetime import date
from typing import Literal

from pydantic import Field as PydanticField
from pydantic import StrictBool, StrictStr, model_validator
from pydantic_core import PydanticCustomError

from ....days import Span, When
from ...evidence import Dead
from ...nobody import is_nobody
from .base import Act, Count, Counted, Move, set_to

Country = Literal[
    "japan",
    "republic_of_korea",
    "united_states",
    "australia",
    "canada",
    "china",
    "france",
    "italy",
    "jordan",
    "lebanon",
    "malaysia",
    "netherlands",
    "romania",
    "singapore",
    "thailand",
    "other",
]
Class = Literal["captives", "wartime_abductees", "armistice_detainees"]


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

    type: Literal["release_captives"] = "release_captives"


class Repatriate(Returning):
    """Repatriates abductees or detainees of long standing; see Returning for what counts."""

    type: Literal["repatriate"] = "repatriate"


class Detain(OfPeople):
    """Abducts or unlawfully detains: `taken` and `held` rise."""

    type: Literal["detain"] = "detain"

    def moves(self) -> Iterator[Move]:
        """People newly taken, and now held."""
        yield self.by(self.register("taken"), "event")
        yield self.by(self.register("held"), "rise")


class AccountFor(OfPeople):
    """Establishes people's fate or whereabouts with proof of identity: `accounted_for` rises, `unresolved` falls.

    With `list_only` it hands over a list without proof: people are `listed`, and nobody is accounted for.

    `died_in_custody` of them died so, when (`died`) or from then on until `died_to`. Who died since the window opened
    is no progress and adds to `died_in_custody`; while that is not said, none of them is shown to be progress.
    """

    type: Literal["account_for"] = "account_for"
    proof: StrictStr = ""
    list_only: StrictBool = False
    died_in_custody: Count | None = None
    died: When | None = None
    died_to: When | None = None

    @model_validator(mode="after")
    def _by_proof_or_a_list(self) -> "AccountFor":
        if self.list_only and self.proof.strip():
            raise PydanticCustomError("count", "states `proof` and `list_only`: a list is less than proof")
        if not self.list_only and is_nobody(self.proof):
            message = "says in `proof` by what identity was established, or `list_only` of a list without proof"
            raise PydanticCustomError("count", message)
        return self

    @model_validator(mode="after")
    def _dead_among_them(self) -> "AccountFor":
        high = self.bounds[1]
        if self.died_in_custody is not None and high is not None and self.died_in_custody > high:
            raise PydanticCustomError("range", "`died_in_custody` is above the number accounted for")
        if self.died is not None and not self.died_in_custody:
            raise PydanticCustomError("range", "`died` says when, and `died_in_custody` not how many")
        if self.died_to is not None and (self.died is None or self.died_to.end < self.died.start):
            raise PydanticCustomError("date", "`died_to` is when the last of them died, and `died` the first")
        if self.died is not None and (self.died_to or self.died).start > self.date.end:
            raise PydanticCustomError("date", "accounts for people before they `died`")
        return self

    def moves(self) -> Iterator[Move]:
        """A list is not a return, and a death no progress; an honest account leaves the fewer unresolved."""
        if self.list_only:
            yield self.by(self.register("listed"), "event")
            return
        stated = self.died_in_custody
        died = self.died or Span(date.min, self.date.end)
        span = Span(died.start, (self.died_to or died).end)
        dead = Dead(0, self.bounds[1], span) if stated is None else Dead(stated, stated, span)
        yield self.by(self.register("accounted_for"), "event")._replace(dead=dead)
        yield self.by(self.register("unresolved"), "fall")
        if dead.high != 0:
            yield Move(self.register("died_in_custody"), "event", dead.low, dead.high, when=span)


class OpenInquiry(Act):
    """Sets up a body to establish what became of people of one country: `inquiry_open`."""

    type: Literal["open_inquiry"] = "open_inquiry"
    country: Country
    kind: Class = PydanticField("captives", alias="class")

    def moves(self) -> Iterator[Move]:
        """The inquiry is at work."""
        yield set_to(f"{self.kind}.{self.country}.inquiry_open", True)


class HandOverRemains(OfPeople):
    """Hands over sets of remains: `remains_handed_over`. Identifications are facts, dated to the handover."""

    type: Literal["hand_over_remains"] = "hand_over_remains"

    def moves(self) -> Iterator[Move]:
        """Sets as handed over, before any identification."""
        yield self.by(self.register("remains_handed_over"), "event")


class HandOverFalseRemains(OfPeople):
    """Hands over remains that were checked and found false: adds nothing but `false_accounts`."""

    type: Literal["hand_over_false_remains"] = "hand_over_false_remains"

    def moves(self) -> Iterator[Move]:
        """A false account."""
        yield self.by(self.register("false_accounts"), "event")
