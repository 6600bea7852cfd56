"""The founding article's agenda: judged over the same record, and crossed with the law."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from compliance import Status, UnusableError, load_case
from compliance.agenda.crosswalk import Crosswalk, crosswalk, outcome, shared_fields
from compliance.agenda.judge import judge_agenda
from compliance.agenda.load import load_agenda, packaged_agendas
from compliance.agenda.model import Agenda
from compliance.cli.app import app
from compliance.files.resources import rules_folder
from compliance.rulebook.rulebook import Rulebook
from told import told

FILE = rules_folder() / "agenda" / "cohen-2017.toml"


@pytest.fixture(scope="module")
def agenda(rulebook: Rulebook) -> Agenda:
    return load_agenda("cohen-2017", rulebook)


@pytest.fixture(scope="module")
def crossed(agenda: Agenda, rulebook: Rulebook) -> Crosswalk:
    return crosswalk(agenda, rulebook)


def shown(case: str, agenda: Agenda, rulebook: Rulebook) -> dict[str, str]:
    """What the record of a case shows of each demand."""
    found = judge_agenda(agenda, load_case(case), rulebook).findings
    return {each.demand.id: outcome(each.begun, each.done) for each in found}


def test_the_agenda_has_the_twenty_four_demands_of_the_article(agenda: Agenda) -> None:
    assert [demand.id for demand in agenda.demand] == [f"C-{number:02}" for number in range(1, 25)]


def test_a_demand_advances_just_the_provisions_whose_tests_look_at_the_same_fields(
    agenda: Agenda, rulebook: Rulebook
) -> None:
    for demand in agenda.demand:
        shares = {leaf for leaf in rulebook.statute.leaves() if shared_fields(demand, leaf, rulebook)}
        assert shares == set(demand.advances), demand.id


def test_reunions_the_rapporteur_and_information_have_no_provision_behind_them(crossed: Crosswalk) -> None:
    without = {each.demand.id for each in crossed.demands if each.demand.kind == "demand" and not each.provisions}
    assert without == {"C-03", "C-07", "C-08", "C-17"}


def test_the_agenda_leaves_counterfeiting_laundering_verification_and_weapons_as_they_are(crossed: Crosswalk) -> None:
    untouched = {each.provision.removeprefix("NKSPEA § ") for each in crossed.provisions if not each.demands}
    assert untouched == {
        "401(a)(1)", "401(a)(2)", "401(a)(3)", "401(a)(4)(B)",
        "402(2)(A)", "402(2)(C)", "402(2)(D)", "402(2)(E)(ii)",
    }  # fmt: skip


def test_the_whole_package_does_what_the_article_asks_of_north_korea(agenda: Agenda, rulebook: Rulebook) -> None:
    found = shown("whole-human-rights-package", agenda, rulebook)
    done = {demand for demand, words in found.items() if words == "done"}
    assert done == {"C-05", "C-07", "C-08", "C-09", "C-10", "C-11", "C-14", "C-19"}
    assert found["C-12"] == "begun; whether done is unknown"  # how many families are held is not stated
    assert found["C-15"] == "begun; whether done is unknown"  # nor who stays of their own will
    assert found["C-17"] == "context only"  # an act of the United States counts for nobody


def test_on_the_record_of_2026_nothing_asked_is_done(agenda: Agenda, rulebook: Rulebook) -> None:
    assert "done" not in shown("record-2026-03-15", agenda, rulebook).values()


def test_a_world_with_no_record_leaves_every_demand_unknown_or_untold(agenda: Agenda, rulebook: Rulebook) -> None:
    case = replace(load_case("everything"), facts=(), actions=())
    found = judge_agenda(agenda, case, rulebook).findings
    assert {each.begun for each in found} == {None, Status.UNKNOWN}


def test_every_packaged_agenda_is_named_after_its_file(rulebook: Rulebook) -> None:
    assert [load_agenda(name, rulebook).id for name in packaged_agendas()] == list(packaged_agendas())


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"/us/usc/t22/s9251/a/6"', '"/us/usc/t22/s9251/a/9"', "is not in the rulebook; did you mean"),
        ('"camps.outside_visits"', '"camps.outside_visit"', "no field `camps.outside_visit`; did you mean"),
        ('id = "C-02"', 'id = "C-01"', "`C-01` stands twice"),
        ('kind = "aside"', 'kind = "besides"', "expected one of demand, approach"),
        ('by = ["United States"]', 'by = ["Ruritania"]', "expected one of Government of North Korea"),
        ("[[demand]]", "[[demand", "is not TOML"),
    ],
)
def test_a_broken_agenda_is_refused_with_place_and_suggestion(
    old: str, new: str, message: str, tmp_path: Path, rulebook: Rulebook
) -> None:
    path = tmp_path / "mine.toml"
    assert old in FILE.read_text()
    path.write_text(FILE.read_text().replace(old, new, 1))
    with pytest.raises(UnusableError, match=message.replace("[", r"\[")):
        load_agenda(str(path), rulebook)


@pytest.mark.parametrize("command", ["agenda record", "crosswalk"])
@pytest.mark.parametrize("form", ["text", "json", "markdown"])
def test_the_commands_answer_in_every_format(command: str, form: str) -> None:
    result = CliRunner(env={"COLUMNS": "80"}).invoke(app, [*command.split(), "--format", form])
    assert result.exit_code == 0
    assert "C-24" in result.stdout
    if form == "json":
        assert json.loads(result.stdout)["agenda"] == "cohen-2017"
    if form == "text":
        assert max(map(len, result.stdout.splitlines())) <= 80


@pytest.mark.parametrize(
    ("arguments", "code"),
    [("agenda nowhere", 2), ("agenda record --agenda cohen", 2), ("crosswalk --agenda x.toml", 5)],
)
def test_a_name_that_is_not_known_exits_2_and_a_file_that_cannot_be_read_5(arguments: str, code: int) -> None:
    result = CliRunner().invoke(app, arguments.split())
    assert result.exit_code == code
    assert result.stdout == ""
    assert told(result.stderr).rstrip().endswith("]")
