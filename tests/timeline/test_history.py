"""The history of a matter: every entry once, as it was known, and the record judged on days before the Act."""

import json
from datetime import date

import pytest
from typer.testing import CliRunner

from compliance import load_case
from compliance.cli.app import app
from compliance.law.degree import Degree
from compliance.record.evidence import EntryKind
from compliance.record.vocabulary import fields
from compliance.report.history import standing
from compliance.rulebook.rulebook import Rulebook
from compliance.timeline.case_history import CaseHistory
from compliance.timeline.history import Moment, matter_history

RECORD = load_case("record")


def told(matter: str, rulebook: Rulebook, as_of: date = RECORD.as_of) -> dict[str, Moment]:
    """The history of a matter, by the id of the act or the place of the fact."""
    history = CaseHistory(RECORD, rulebook, rulebook.interpretation("plain"), as_of)
    return {moment.entry.id: moment for moment in matter_history(matter, history)}


def test_the_release_of_may_2018_moved_the_americans_and_still_counts(rulebook: Rulebook) -> None:
    moments = told("us_captives", rulebook).values()
    (freed,) = [moment for moment in moments if str(moment.entry.span) == "2018-05-09"]
    assert freed.before == (Degree.NONE, Degree.STEPS)
    assert freed.after == (Degree.NONE, Degree.SIGNIFICANT)
    assert freed.counts == "counted"
    assert "Two of them were seized in 2017" in freed.entry.evidence.note


def test_nothing_published_later_is_told(rulebook: Rulebook) -> None:
    day = date(2018, 8, 1)
    for matter in rulebook.ladders:
        for moment in told(matter, rulebook, day).values():
            assert moment.entry.known <= day
            assert moment.entry.span.start <= day


def test_a_search_is_told_with_the_day_on_which_it_was_made(rulebook: Rulebook) -> None:
    searches = [
        moment
        for matter in ("counterfeiting", "financial_transparency", "camp_conditions")
        for moment in told(matter, rulebook).values()
        if moment.entry.kind is EntryKind.SEARCH
    ]
    assert searches
    for moment in searches:
        assert moment.entry.published == moment.entry.span.end
        assert standing(moment, RECORD.sources).endswith(f"Searched on {moment.entry.span.end}.")
        assert moment.before == moment.after  # it was no news on that day


def test_what_was_undone_says_by_which_act(rulebook: Rulebook) -> None:
    undone = [moment for moment in told("financial_transparency", rulebook).values() if moment.entry.annulled_by]
    assert undone
    ids = {action.id for action in RECORD.actions}
    assert all(moment.entry.annulled_by in ids for moment in undone)


def test_an_entry_is_told_once_for_all_its_fields(rulebook: Rulebook) -> None:
    (search,) = [m for m in told("camp_conditions", rulebook).values() if "improvements.food" in m.entry.field]
    assert {entry.field for entry in search.entries} == {f for f in fields() if f.startswith("camps.improvements.")}


def test_entries_left_out_of_verdicts_are_told_with_the_reason(rulebook: Rulebook) -> None:
    counts = {moment.counts for matter in rulebook.ladders for moment in told(matter, rulebook).values()}
    assert {"unverified", "inferred", "counted"} <= counts


@pytest.mark.parametrize("year", range(2002, 2016))
def test_the_record_is_judged_before_the_act_as_if_it_had_been_in_force(year: int) -> None:
    result = CliRunner(env={"COLUMNS": "80"}).invoke(app, ["evaluate", "record", "--as-of", f"{year}-12-31"])
    assert result.exit_code == 0
    assert "applied as if it had been in force" in result.stdout


def test_from_its_first_day_the_act_is_applied_as_law() -> None:
    result = CliRunner(env={"COLUMNS": "80"}).invoke(app, ["evaluate", "record", "--as-of", "2016-02-18"])
    assert "as if it had been in force" not in result.stdout


def test_another_case_is_still_refused_before_the_act() -> None:
    assert CliRunner().invoke(app, ["evaluate", "everything", "--as-of", "2012-01-01"]).exit_code == 5


def test_the_command_tells_one_matter_or_all() -> None:
    one = CliRunner(env={"COLUMNS": "80"}).invoke(app, ["history", "us_captives"])
    every = CliRunner(env={"COLUMNS": "80"}).invoke(app, ["history", "--format", "json"])
    assert one.exit_code == every.exit_code == 0
    assert "Otto Warmbier returned in a coma" in " ".join(one.stdout.split())
    assert len(json.loads(every.stdout)["matters"]) == 17
    assert max(map(len, one.stdout.splitlines())) <= 80


def test_an_unknown_matter_is_refused_with_the_matters_there_are() -> None:
    result = CliRunner().invoke(app, ["history", "us_captivs"])
    assert result.exit_code == 2
    assert "did you mean `us_captives`?" in result.stderr
