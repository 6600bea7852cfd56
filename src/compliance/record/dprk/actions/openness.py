"""Actions on law, freedoms, elections, and matters of the agenda alone."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field as PydanticField
from pydantic import StrictBool, StrictStr

from .base import Act, Counted, Move, One, Share, set_to


class RepealLaw(One):
    """Repeals a law that punishes expression: `laws_repealed` rises and `repressive_laws_in_force` falls."""

    type: Literal["repeal_law"] = "repeal_law"
    law: StrictStr

    def moves(self) -> Iterator[Move]:
        """One law fewer, or so many."""
        yield self.by("censorship.laws_repealed", "event")
        yield self.by("censorship.repressive_laws_in_force", "fall")


class EnactLaw(Act):
    """Enacts a law: repressive, against money laundering, on social rights, on aid standards or camp conditions.

    A repressive one adds to `censorship.laws_enacted` and to those in force.
    The last two are announcements (`humanitarian.acceptance_decreed`, `camps.decrees`), whatever is done about them.
    """

    type: Literal["enact_law"] = "enact_law"
    subject: Literal["repressive", "money_laundering", "social_rights", "aid_standards", "camp_conditions"]
    law: StrictStr

    def moves(self) -> Iterator[Move]:
        """One law of its subject."""
        match self.subject:
            case "repressive":
                yield Move("censorship.laws_enacted", "event", 1, 1)
                yield Move("censorship.repressive_laws_in_force", "rise", 1, 1)
            case "money_laundering":
                yield set_to("financial_transparency.aml_law_in_force", True)
            case "social_rights":
                yield Move("agenda.social_laws_enacted", "event", 1, 1)
            case "aid_standards":
                yield set_to("humanitarian.acceptance_decreed", True)
            case "camp_conditions":
                yield Move("camps.decrees", "event", 1, 1)


class PunishExpression(Counted):
    """Punishes people for peaceful political activity: `censorship.prosecutions`."""

    type: Literal["punish_expression"] = "punish_expression"

    def moves(self) -> Iterator[Move]:
        """So many people."""
        yield self.by("censorship.prosecutions", "event")


Freedom = Literal[
    "censorship.speech_permitted",
    "censorship.press_permitted",
    "censorship.assembly_permitted",
    "censorship.broadcasts_permitted",
    "society.free_travel",
    "society.outside_information",
    "society.un_access",
    "society.statistics_published",
    "society.budget_published",
]


class Permit(Act):
    """Permits in practice what was not: sets the flags named."""

    type: Literal["permit"] = "permit"
    what: Annotated[tuple[Freedom, ...], PydanticField(min_length=1)]

    def moves(self) -> Iterator[Move]:
        """Each is permitted."""
        for name in self.what:
            yield set_to(name, True)


class Forbid(Act):
    """Forbids in practice: clears the flags named."""

    type: Literal["forbid"] = "forbid"
    what: Annotated[tuple[Freedom, ...], PydanticField(min_length=1)]

    def moves(self) -> Iterator[Move]:
        """Each is forbidden."""
        for name in self.what:
            yield set_to(name, False)


class HoldElection(Act):
    """Holds an election: sets the share of contested seats and, where stated, whether it was observed."""

    type: Literal["hold_election"] = "hold_election"
    contested_seats: Share
    observed: StrictBool | None = None

    def moves(self) -> Iterator[Move]:
        """The last election is the one that counts."""
        yield set_to("society.contested_seats", self.contested_seats)
        if self.observed is not None:
            yield set_to("society.elections_observed", self.observed)


class ReuniteFamilies(Counted):
    """Lets divided families meet: `agenda.families_reunited`; of Korean Americans, so too where said.

    No provision of title IV names it.
    """

    type: Literal["reunite_families"] = "reunite_families"
    korean_american: StrictBool = False

    def moves(self) -> Iterator[Move]:
        """So many families."""
        yield self.by("agenda.families_reunited", "event")
        if self.korean_american:
            yield self.by("agenda.korean_american_families_reunited", "event")


class RatifyTreaty(Act):
    """Ratifies a human rights treaty: `agenda.treaties_ratified`. No provision of title IV names it."""

    type: Literal["ratify_treaty"] = "ratify_treaty"
    treaty: StrictStr

    def moves(self) -> Iterator[Move]:
        """One treaty."""
        yield Move("agenda.treaties_ratified", "event", 1, 1)


class AcceptRecommendations(Counted):
    """Accepts recommendations of the Universal Periodic Review, on paper. No provision of title IV names it."""

    type: Literal["accept_recommendations"] = "accept_recommendations"

    def moves(self) -> Iterator[Move]:
        """So many recommendations."""
        yield self.by("agenda.review_recommendations_accepted", "event")
