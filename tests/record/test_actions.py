"""Every verb moves the fields that its docstring names, in that direction, and no others."""

from fractions import Fraction
from typing import Any

import pytest
from pydantic import ValidationError

from compliance.record.field import FieldKind
from compliance.record.vocabulary import action_types, fields
from conftest import act

# One line of moves each: `field`, how, low, high.
Moves = list[tuple[str, str, Any, Any]]
JAPAN = {"country": "japan"}
HALF, TENTH = Fraction(1, 2), Fraction(1, 10)
EXAMPLES: dict[str, tuple[dict[str, Any], Moves]] = {
    "promise": ({"subject": "weapons.nuclear"}, [("weapons.nuclear.pledged", "set", 1, 1)]),
    "accept_standard": ({}, [("humanitarian.standards_accepted", "set", 1, 1)]),
    "join_body": (
        {"body": "APG", "standing": "member"},
        [
            ("financial_transparency.apg_observer", "set", 1, 1),
            ("financial_transparency.apg_member", "set", 1, 1),
            ("financial_transparency.steps_recorded", "event", 1, 1),
        ],
    ),
    "leave_body": (
        {"body": "APG"},
        [
            ("financial_transparency.apg_observer", "set", 0, 0),
            ("financial_transparency.apg_member", "set", 0, 0),
        ],
    ),
    "record_step": (
        {"body": "FATF", "action_plan_agreed": True, "action_plan_done": "1/2", "mutual_evaluation_published": False},
        [
            ("financial_transparency.steps_recorded", "event", 1, 1),
            ("financial_transparency.action_plan_agreed", "set", 1, 1),
            ("financial_transparency.action_plan_done", "set", HALF, HALF),
            ("financial_transparency.mutual_evaluation_published", "set", 0, 0),
        ],
    ),
    "admit_inspectors": (
        {"body": "IAEA", "low": 2, "high": 4, "sites_open": "1/2"},
        [
            ("un_verification.inspectors", "rise", 2, 4),
            ("un_verification.access_terms_agreed", "set", 1, 1),
            ("un_verification.sites_open", "set", HALF, HALF),
        ],
    ),
    "expel_inspectors": (
        {},
        [
            ("un_verification.inspectors", "set", 0, 0),
            ("un_verification.access_terms_agreed", "set", 0, 0),
            ("un_verification.sites_open", "set", 0, 0),
        ],
    ),
    "renounce_verification": (
        {},
        [("un_verification.pledged", "set", 0, 0), ("un_verification.access_terms_agreed", "set", 0, 0)],
    ),
    "agree_access": (
        {"body": "IAEA"},
        [("un_verification.access_terms_agreed", "set", 1, 1), ("un_verification.talks", "event", 1, 1)],
    ),
    "declare_inventory": (
        {"programme": "chemical", "complete": True},
        [("un_verification.declarations", "event", 1, 1), ("weapons.chemical.declared", "set", 1, 1)],
    ),
    "shut_facility": (
        {"programme": "nuclear", "count": 2, "production_stopped": True},
        [("weapons.nuclear.facilities_shut", "rise", 2, 2), ("weapons.nuclear.production_running", "set", 0, 0)],
    ),
    "disable_facility": ({"programme": "nuclear"}, [("weapons.nuclear.facilities_disabled", "rise", 1, 1)]),
    "restart_facility": (
        {"programme": "nuclear", "count": 2, "disabled": 1},
        [
            ("weapons.nuclear.facilities_shut", "fall", 2, 2),
            ("weapons.nuclear.facilities_disabled", "fall", 1, 1),
            ("weapons.nuclear.production_running", "set", 1, 1),
        ],
    ),
    "ship_abroad": (
        {"programme": "nuclear", "what": "spent fuel", "to": "United States"},
        [("weapons.nuclear.shipments_abroad", "event", 1, 1)],
    ),
    "dismantle": (
        {"programme": "delivery", "share": 1, "irreversible": True},
        [
            ("weapons.delivery.dismantled", "set", 1, 1),
            ("weapons.delivery.irreversible", "set", 1, 1),
            ("weapons.delivery.production_running", "set", 0, 0),
        ],
    ),
    "declare_moratorium": ({"programme": "delivery"}, [("weapons.delivery.moratorium", "set", 1, 1)]),
    "test_weapon": (
        {"programme": "delivery", "count": 2},
        [("weapons.delivery.tests", "event", 2, 2), ("weapons.delivery.moratorium", "set", 0, 0)],
    ),
    "surrender_equipment": (
        {"pieces": 12},
        [("counterfeiting.equipment_acts", "event", 1, 1), ("counterfeiting.equipment_pieces", "event", 12, 12)],
    ),
    "release_prisoners": (
        {"place": "camps", "count": 10, "families": 4},
        [
            ("political_prisoners.released.camps", "event", 10, 10),
            ("political_prisoners.held", "fall", 10, 10),
            ("political_prisoners.families_released", "event", 4, 4),
        ],
    ),
    "arrest_prisoners": (
        {"count": 3},
        [("political_prisoners.arrested", "event", 3, 3), ("political_prisoners.held", "rise", 3, 3)],
    ),
    "rearrest_prisoners": (
        {"count": 3},
        [("political_prisoners.rearrested", "event", 3, 3), ("political_prisoners.held", "rise", 3, 3)],
    ),
    "close_camp": (
        {"camp": "18", "released": 5, "transferred": 6, "unexplained": 7},
        [
            ("camps.operating", "fall", 1, 1),
            ("camps.closures", "event", 1, 1),
            ("political_prisoners.released.camps", "event", 5, 5),
            ("political_prisoners.held", "fall", 5, 5),
            ("political_prisoners.transferred", "event", 6, 6),
            ("political_prisoners.unexplained", "rise", 7, 7),
        ],
    ),
    "open_camp": ({"camp": "27"}, [("camps.opened", "event", 1, 1), ("camps.operating", "rise", 1, 1)]),
    "worsen_conditions": ({"category": "food", "camps": 3}, [("camps.worsened", "event", 3, 3)]),
    "improve_conditions": (
        {"category": "food", "camps": 2},
        [("camps.improvements.food", "event", 1, 1), ("camps.camps_improved", "set", 2, 2)],
    ),
    "grant_access": (
        {"to": "aid_monitors", "terms": ["random_visits", "nationwide_travel"], "staff": 5},
        [
            ("humanitarian.random_visits", "set", 1, 1),
            ("humanitarian.nationwide_travel", "set", 1, 1),
            ("humanitarian.international_staff", "rise", 5, 5),
        ],
    ),
    "restrict_access": (
        {"of": "aid_monitors", "terms": ["random_visits"], "staff_left": 3},
        [("humanitarian.random_visits", "set", 0, 0), ("humanitarian.international_staff", "set", 3, 3)],
    ),
    "deliver_aid": ({"count": 2}, [("humanitarian.compliant_deliveries", "event", 2, 2)]),
    "release_captives": (
        {"country": "united_states", "count": 3},
        [("captives.united_states.returned", "event", 3, 3), ("captives.united_states.held", "fall", 3, 3)],
    ),
    "repatriate": (
        {**JAPAN, "low": 5},
        [("captives.japan.returned", "event", 5, None), ("captives.japan.held", "fall", 5, None)],
    ),
    "detain": ({**JAPAN, "count": 2}, [("captives.japan.taken", "event", 2, 2), ("captives.japan.held", "rise", 2, 2)]),
    "account_for": (
        {
            "country": "republic_of_korea",
            "class": "armistice_detainees",
            "count": 2,
            "proof": "DNA",
            "died_in_custody": 1,
            "died": "1957",
        },
        [
            ("armistice_detainees.republic_of_korea.accounted_for", "event", 2, 2),
            ("armistice_detainees.republic_of_korea.unresolved", "fall", 2, 2),
            ("armistice_detainees.republic_of_korea.died_in_custody", "event", 1, 1),
        ],
    ),
    "open_inquiry": (JAPAN, [("captives.japan.inquiry_open", "set", 1, 1)]),
    "hand_over_remains": (
        {"country": "united_states", "class": "armistice_detainees", "count": 55},
        [("armistice_detainees.united_states.remains_handed_over", "event", 55, 55)],
    ),
    "hand_over_false_remains": ({**JAPAN, "count": 1}, [("captives.japan.false_accounts", "event", 1, 1)]),
    "repeal_law": (
        {"law": "the law"},
        [("censorship.laws_repealed", "event", 1, 1), ("censorship.repressive_laws_in_force", "fall", 1, 1)],
    ),
    "enact_law": (
        {"law": "the law", "subject": "repressive"},
        [("censorship.laws_enacted", "event", 1, 1), ("censorship.repressive_laws_in_force", "rise", 1, 1)],
    ),
    "punish_expression": ({"count": 2}, [("censorship.prosecutions", "event", 2, 2)]),
    "permit": ({"what": ["society.un_access"]}, [("society.un_access", "set", 1, 1)]),
    "forbid": ({"what": ["society.un_access"]}, [("society.un_access", "set", 0, 0)]),
    "hold_election": (
        {"contested_seats": "1/10", "observed": False},
        [("society.contested_seats", "set", TENTH, TENTH), ("society.elections_observed", "set", 0, 0)],
    ),
    "reunite_families": ({"count": 100}, [("agenda.families_reunited", "event", 100, 100)]),
    "ratify_treaty": ({"treaty": "CAT"}, [("agenda.treaties_ratified", "event", 1, 1)]),
    "accept_recommendations": ({"count": 9}, [("agenda.review_recommendations_accepted", "event", 9, 9)]),
    "find_false": ({"of": "a1", "body": "IAEA"}, []),
    "reverse": ({"of": "another"}, []),
}
HARMFUL = {
    "leave_body",
    "expel_inspectors",
    "renounce_verification",
    "worsen_conditions",
    "open_camp",
    "restart_facility",
    "test_weapon",
    "arrest_prisoners",
    "rearrest_prisoners",
    "restrict_access",
    "detain",
    "hand_over_false_remains",
    "enact_law",
    "punish_expression",
    "forbid",
}
MIXED = {
    "account_for",
    "close_camp",
    "reverse",
    "find_false",
    "hold_election",
    "record_step",
}  # neither better nor worse by their nature


def moves(kind: str, **rest: Any) -> Moves:
    return [(move.field, move.how, move.low, move.high) for move in act(kind, "2020-01-01", **rest).moves()]


def test_every_verb_has_an_example_and_every_example_a_verb() -> None:
    assert set(EXAMPLES) == set(action_types())


@pytest.mark.parametrize("kind", EXAMPLES)
def test_a_verb_moves_what_its_docstring_says_and_nothing_else(kind: str) -> None:
    given, expected = EXAMPLES[kind]
    assert moves(kind, **given) == expected


@pytest.mark.parametrize("kind", action_types())
def test_a_verb_moves_only_fields_that_exist_and_as_their_kind_allows(kind: str) -> None:
    for field, how, low, high in moves(kind, **EXAMPLES[kind][0]):
        assert (how == "event") is (fields()[field].kind is FieldKind.FLOW)
        assert how == "set" or fields()[field].value == "count"
        assert high is None or low <= high


@pytest.mark.parametrize("kind", sorted(set(EXAMPLES) - MIXED))
def test_a_verb_moves_every_field_in_one_direction_of_compliance(kind: str) -> None:
    for path, how, low, _ in moves(kind, **EXAMPLES[kind][0]):
        more = fields()[path].better == "more"
        upward = low > 0 if how == "set" else how in ("event", "rise")
        if path != "humanitarian.international_staff":  # staff left after a restriction may be some
            assert (upward is more) is (kind not in HARMFUL), path


def test_false_remains_add_nothing_but_a_false_account() -> None:
    assert [field for field, *_ in moves("hand_over_false_remains", **JAPAN, count=3)] == [
        "captives.japan.false_accounts"
    ]


@pytest.mark.parametrize("kind", ["release_captives", "repatriate"])
@pytest.mark.parametrize(
    ("count", "harmed", "returned"),
    [
        ({"count": 1}, 1, None),
        ({"count": 3}, 1, (2, 2)),
        ({"low": 1, "high": 3}, 1, (0, 2)),
        ({"low": 1, "high": 3}, 3, None),
        ({"low": 2}, 3, (0, None)),
    ],
)
def test_the_gravely_harmed_never_count_as_returned(
    kind: str, count: dict[str, int], harmed: int, returned: tuple[int, int | None] | None
) -> None:
    found = {field: (low, high) for field, _, low, high in moves(kind, **JAPAN, **count, gravely_harmed=harmed)}
    assert found.get("captives.japan.returned") == returned
    assert found["captives.japan.returned_after_grave_harm"] == (harmed, harmed)


def test_no_more_people_can_be_harmed_than_came_back() -> None:
    with pytest.raises(ValidationError, match="above the number returned"):
        act("repatriate", "2020-01-01", **JAPAN, count=1, gravely_harmed=2)


def test_those_sent_back_against_their_will_do_not_count_as_returned() -> None:
    found = moves("repatriate", **JAPAN, count=2, voluntary=False)
    assert found[0] == ("captives.japan.returned_unwillingly", "event", 2, 2)
    assert all(field != "captives.japan.returned" for field, *_ in found)


def test_people_who_were_not_held_leave_the_number_held_alone() -> None:
    assert moves("repatriate", **JAPAN, count=2, was_held=False) == [("captives.japan.returned", "event", 2, 2)]


def test_a_camp_closed_by_transfer_counts_no_release() -> None:
    assert moves("close_camp", camp="18", transferred=20_000) == [
        ("camps.operating", "fall", 1, 1),
        ("camps.closures", "event", 1, 1),
        ("political_prisoners.transferred", "event", 20_000, 20_000),
    ]


def test_a_camp_closed_without_account_of_the_people_counts_no_release() -> None:
    closed = [("camps.operating", "fall", 1, 1), ("camps.closures", "event", 1, 1)]
    assert moves("close_camp", camp="18") == [*closed, ("camps.closed_by_release", "event", 0, 1)]
    assert moves("close_camp", camp="18", released=0) == closed


@pytest.mark.parametrize(
    ("people", "least"),
    [
        ({"released": 5, "transferred": 0, "unexplained": 0}, 1),
        ({"released": 5, "transferred": 0}, 0),
        ({"released": 5}, 0),
        ({"released": 5, "transferred": 0, "unexplained": 1}, None),
        ({"released": 5, "transferred": 1, "unexplained": 0}, None),
    ],
)
def test_a_camp_is_closed_by_release_where_nobody_is_moved_or_missing(
    people: dict[str, int], least: int | None
) -> None:
    by_release = [move for move in moves("close_camp", camp="18", **people) if move[0] == "camps.closed_by_release"]
    assert by_release == ([] if least is None else [("camps.closed_by_release", "event", least, 1)])


@pytest.mark.parametrize(("share", "stops"), [("99/100", False), (1, True)])
def test_only_the_whole_of_a_programme_dismantled_stops_its_production(share: Any, stops: bool) -> None:
    found = [field for field, *_ in moves("dismantle", programme="nuclear", share=share)]
    assert ("weapons.nuclear.production_running" in found) is stops


def test_an_incomplete_declaration_is_a_delivery_and_declares_no_programme() -> None:
    found = moves("declare_inventory", programme="nuclear", complete=False)
    assert found == [("un_verification.declarations", "event", 1, 1)]


def test_an_observer_is_no_member() -> None:
    found = [field for field, *_ in moves("join_body", body="APG", standing="observer")]
    assert found == ["financial_transparency.apg_observer", "financial_transparency.steps_recorded"]


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"to": "camp_visitors"}, "camps.outside_visits"),
        ({"to": "special_rapporteur"}, "agenda.special_rapporteur_visits"),
        ({"to": "high_commissioner"}, "agenda.high_commissioner_visits"),
        ({"to": "thematic_mandate"}, "agenda.thematic_visits"),
        ({"to": "un_panel"}, "un_verification.panel_visits"),
        ({"to": "apg"}, "financial_transparency.apg_visits"),
    ],
)
def test_a_visit_counts_for_whom_it_was_granted_and_opens_no_standing_access(given: dict[str, str], field: str) -> None:
    assert moves("grant_access", **given) == [(field, "event", 1, 1)]


def test_standing_access_to_the_camps_is_granted_by_name_and_ended_by_restriction() -> None:
    assert ("camps.standing_access", "set", 1, 1) in moves("grant_access", to="camp_visitors", standing=True)
    assert moves("restrict_access", of="camp_visitors") == [("camps.standing_access", "set", 0, 0)]


@pytest.mark.parametrize(
    ("subject", "move"),
    [
        ("money_laundering", ("financial_transparency.aml_law_in_force", "set", 1, 1)),
        ("social_rights", ("agenda.social_laws_enacted", "event", 1, 1)),
    ],
)
def test_a_law_counts_by_its_subject(subject: str, move: tuple[str, str, int, int]) -> None:
    assert moves("enact_law", law="the law", subject=subject) == [move]


@pytest.mark.parametrize(
    ("count", "message"),
    [
        ({}, "says not how many"),
        ({"high": 3}, "says not how many"),
        ({"count": 3, "low": 1}, "one of them is enough"),
        ({"low": 4, "high": 3}, "`low` is above `high`"),
        ({"count": -1}, "zero or more"),
        ({"count": "1/2"}, "zero or more"),
    ],
)
def test_a_count_is_stated_once_and_whole(count: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        act("deliver_aid", "2020-01-01", **count)


ONE_BY_NATURE = {
    "repeal_law": {"law": "the law"},
    "test_weapon": {"programme": "nuclear"},
    "shut_facility": {"programme": "nuclear"},
    "disable_facility": {"programme": "nuclear"},
    "restart_facility": {"programme": "nuclear"},
}


@pytest.mark.parametrize("kind", ONE_BY_NATURE)
@pytest.mark.parametrize(
    ("count", "bounds"),
    [({}, (1, 1)), ({"count": 3}, (3, 3)), ({"low": 2, "high": 4}, (2, 4)), ({"low": 2}, (2, None))],
)
def test_a_law_a_test_and_a_facility_are_one_unless_there_were_more(
    kind: str, count: dict[str, int], bounds: tuple[int, int | None]
) -> None:
    assert moves(kind, **ONE_BY_NATURE[kind], **count)[0][2:] == bounds


def test_how_many_people_or_deliveries_is_never_supposed() -> None:
    for kind in sorted(set(EXAMPLES) - set(ONE_BY_NATURE)):
        given = {key: value for key, value in EXAMPLES[kind][0].items() if key not in ("count", "low", "high")}
        if given != EXAMPLES[kind][0]:
            with pytest.raises(ValidationError, match="says not how many"):
                act(kind, "2020-01-01", **given)


def test_a_list_without_proof_accounts_for_nobody() -> None:
    assert moves("account_for", **JAPAN, count=8, list_only=True) == [("captives.japan.listed", "event", 8, 8)]


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({}, "or `list_only` of a list without proof"),
        ({"proof": ""}, "or `list_only` of a list without proof"),
        ({"proof": "N/A"}, "or `list_only` of a list without proof"),
        ({"proof": "DNA", "list_only": True}, "a list is less than proof"),
    ],
)
def test_who_accounts_for_people_says_by_what_proof_or_that_there_is_none(said: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        act("account_for", "2020-01-01", **JAPAN, count=8, **said)


@pytest.mark.parametrize("share", ["11/10", -1, 2])
def test_a_share_lies_between_nothing_and_the_whole(share: Any) -> None:
    with pytest.raises(ValidationError, match=r"share|number"):
        act("dismantle", "2020-01-01", programme="nuclear", share=share)


def test_a_reversal_needs_a_day() -> None:
    assert act("reverse", "2020-01-01", of="a").date.start.day == 1
    with pytest.raises(ValidationError, match="needs a day"):
        act("reverse", "2020-01", of="a")


@pytest.mark.parametrize("kind", action_types())
def test_a_verb_refuses_words_that_it_does_not_know(kind: str) -> None:
    with pytest.raises(ValidationError, match="Extra inputs"):
        act(kind, "2020-01-01", **EXAMPLES[kind][0], moreover=True)
