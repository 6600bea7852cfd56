"""The packaged record: its numbers of people, what reconciles, and that no later publication changes a verdict."""

import re
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from compliance import judge, load_case
from compliance.record.dprk.actions import Reverse
from compliance.record.dprk.actions.captives import Detain, Returning
from compliance.record.evidence import EntryKind
from compliance.record.fold import fact_entry
from compliance.rulebook.rulebook import Rulebook

RECORD = load_case("record")
AMERICANS: list[Any] = [act for act in RECORD.actions if getattr(act, "country", "") == "united_states"]
HELD = {
    "2012-03-01": 0,
    "2014-05-29": 3,
    "2016-02-18": 2,
    "2017-02-01": 2,
    "2018-05-08": 3,
    "2018-06-12": 0,
    "2019-02-28": 0,
    "2024-04-30": 0,
}


def total(kind: type[Any], day: date) -> int:
    """How many Americans were taken, or came home from being held, by a day."""
    acts = [act for act in AMERICANS if isinstance(act, kind) and act.date.start <= day]
    return sum(act.bounds[0] for act in acts if getattr(act, "was_held", True))


@pytest.mark.parametrize(("day", "held"), HELD.items())
def test_as_many_americans_are_held_on_a_day_as_the_list_of_detentions_says(day: str, held: int) -> None:
    when = date.fromisoformat(day)
    assert total(Detain, when) - total(Returning, when) == held


def test_every_act_moves_a_field_or_undoes_an_act() -> None:
    for action in RECORD.actions:
        assert list(action.moves()) or isinstance(action, Reverse), action.id


def test_every_entry_has_a_source_or_says_in_its_note_what_it_rests_on() -> None:
    for entry in (*(stated.fact for stated in RECORD.facts), *RECORD.actions):
        assert entry.sources or entry.note


def test_every_link_is_well_formed_and_every_source_has_a_title() -> None:
    for key, source in RECORD.sources.items():
        assert source.title, key
        assert not source.href or re.fullmatch(r"https?://[^\s/]+\.[a-z]{2,}(/\S*)?", source.href), key


# Figures of a later finding that are dated to an older event, and what no page seen dates any earlier.
LONG_AFTER = {
    "agenda.families_reunited",  # a total of thirty-three years
    "armistice_detainees.republic_of_korea.identified",  # identified by 2024 from the boxes of 2018
    "armistice_detainees.republic_of_korea.outstanding",  # the commission's finding of 2014
    "armistice_detainees.republic_of_korea.recognised",
    "armistice_detainees.united_states.identified",
    "armistice_detainees.united_states.remains_handed_over",  # of 1954 and the 1990s, by a page of 2005
    "camps.operating",  # a report on 2012 whose day was not found
    "camps.population",
    "camp-11-closed-1989",
    "camp-12-closed-1991",
    "camp-13-closed-1992",
    "censorship.assembly_permitted",  # reports on a year, published in the next
    "censorship.press_permitted",
    "censorship.speech_permitted",
    "law-2021",  # the bill was known, the day on which its adoption was announced not found
    "lebanon-1979",
    "political_prisoners.released.camps",
    "political_prisoners.unexplained",
    "review-2014-access",
    "rok-detained-2016-a",
    "wartime_abductees.republic_of_korea.recognised",
}


def test_the_public_knew_within_a_year_of_all_but_what_is_listed() -> None:
    """`published` is when the public first knew, not the day of the page that is cited."""
    late = {
        stated.fact.field
        for stated in RECORD.facts
        for entry in [fact_entry(stated)]
        if entry.kind is not EntryKind.SEARCH
        and (entry.published - (entry.span.end if entry.kind is EntryKind.TOTAL else entry.span.start)).days > 365
    }
    acts = {act.id for act in RECORD.actions if ((act.published or act.date.start) - act.date.start).days > 365}
    assert late | acts == LONG_AFTER


def test_five_who_came_home_in_2002_are_known_on_that_day() -> None:
    five = next(act for act in RECORD.actions if act.id == "japan-five-2002")
    assert five.published == five.date.start == date(2002, 10, 15)


def test_every_entry_names_a_source_or_is_a_described_search() -> None:
    for entry in (*(stated.fact for stated in RECORD.facts), *RECORD.actions):
        assert entry.sources or getattr(entry, "basis", None) == "search", entry


def stated(field: str) -> dict[str, Any]:
    """The last statement of a field that is an exact number."""
    found = [each.fact for each in RECORD.facts if each.fact.field == field and each.fact.value is not None]
    return {"value": found[-1].value, "date": found[-1].date}


def test_of_japans_seventeen_the_returned_and_the_outstanding_are_all() -> None:
    """The tourist who was held for two weeks in 2018 is none of the seventeen."""
    of_japan = [act for act in RECORD.actions if isinstance(act, Returning) and act.country == "japan"]
    returned = sum(act.bounds[0] for act in of_japan if act.id != "japanese-expelled-2018")
    assert returned + stated("captives.japan.outstanding")["value"] == stated("captives.japan.recognised")["value"]


def test_koreas_register_adds_up_with_those_sent_back_and_those_who_escaped() -> None:
    recognised, unresolved = (
        stated(f"captives.republic_of_korea.{name}")["value"] for name in ("recognised", "unresolved")
    )
    assert recognised - 3_310 - 9 == unresolved  # the ministry's own sum: sent back, and escaped


def test_no_more_people_are_identified_than_the_remains_handed_over_could_be_of() -> None:
    """Of the boxes of 2018 the laboratory says that they hold some 250 people; elsewhere a set is one at least."""
    people = {date(1954, 9, 1): 4_219, date(1990, 1, 1): 208, date(1996, 1, 1): 229, date(2018, 7, 27): 250}
    found = [each.fact for each in RECORD.facts if each.fact.field == "armistice_detainees.united_states.identified"]
    assert len(found) == len(people)
    for fact in found:
        assert fact.from_ is not None and fact.high is not None
        assert fact.high <= people[fact.from_]


def test_releases_on_the_record_stay_within_those_held_at_the_base_date() -> None:
    released = [each.fact for each in RECORD.facts if each.fact.field.startswith("political_prisoners.released.")]
    held = [each.fact for each in RECORD.facts if each.fact.field == "political_prisoners.held_at_base.camps"]
    assert released and held
    assert all((fact.high or fact.value or fact.low or 0) <= (held[0].high or 0) for fact in released)


@pytest.mark.parametrize("day", ["2014-05-29", "2016-02-18", "2017-02-01", "2018-08-01", "2024-12-31"])
def test_nothing_published_later_changes_a_verdict(day: str, rulebook: Rulebook) -> None:
    when = date.fromisoformat(day)
    known = replace(
        RECORD,
        facts=tuple(each for each in RECORD.facts if (each.fact.published or date.min) <= when),
        actions=tuple(act for act in RECORD.actions if (act.published or act.date.start) <= when),
    )
    whole, then = (judge(case, rulebook, as_of=when) for case in (RECORD, known))
    for result, other in zip(whole.results, then.results, strict=True):
        assert [(each.path, each.status, each.lowest, each.highest) for each in result.finding.walk()] == [
            (each.path, each.status, each.lowest, each.highest) for each in other.finding.walk()
        ]
