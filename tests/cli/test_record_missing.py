"""`compliance record missing`: what is open of a provision, why, and who would know."""

import json
from typing import Any

from typer.testing import CliRunner, Result

from compliance import judge, load_case
from compliance.cli.app import app
from compliance.explanation.missing import missing as missing_of
from compliance.rulebook.rulebook import Rulebook
from compliance.status import Status

CASE: dict[str, Any] = {"format": 1, "id": "small", "title": "A small case", "as_of": "2020-01-15"}
SEARCH = {"field": "counterfeiting.equipment_acts", "basis": "search", "to": "2020-01-10", "note": "newspapers"}
NO_PRODUCTION = {
    "field": "counterfeiting.production_evidenced", "value": False, "date": "2020-01-15", "verification": "observed",
    "verifier": "United States Secret Service",
}  # fmt: skip
NO_NOTES = {
    "field": "counterfeiting.new_notes_attributed", "value": 0, "from": "2018-01-01", "to": "2020-01-15",
    "verification": "observed", "verifier": "United States Secret Service",
}  # fmt: skip


def missing(*arguments: str, **rest: Any) -> Result:
    given = json.dumps(CASE | rest)
    return CliRunner(env={"COLUMNS": "80"}).invoke(app, ["record", "missing", *arguments], input=given)


def paragraph(shown: str, provision: str) -> str:
    """What is said of one provision, on one line; nothing where it is not named."""
    (found,) = [part for part in shown.split("\n\n") if part.startswith(f"{provision} ")] or [""]
    return " ".join(found.split())


def test_a_silent_test_says_so_and_who_would_know() -> None:
    said = paragraph(missing("-").stdout, "NKSPEA § 401(a)(1)")
    assert "UNKNOWN does not support a certification looks for steps; open of it:" in said
    assert "? surrender or destruction of counterfeiting equipment looks for at least 1 act" in said
    assert "shows no data" in said
    assert "Who would know: United States Secret Service;" in said


def test_of_an_unmet_provision_only_what_is_silent_is_named() -> None:
    said = paragraph(missing("-", facts=[SEARCH]).stdout, "NKSPEA § 401(a)(1)")
    assert "UNMET Unmet as it stands, whatever were found of what is open." in said
    assert "? finding that counterfeiting continues" in said
    assert "surrender or destruction" not in said


def test_an_unmet_provision_of_which_nothing_is_open_is_not_named() -> None:
    shown = missing("-", facts=[SEARCH, NO_PRODUCTION, NO_NOTES]).stdout
    assert paragraph(shown, "NKSPEA § 401(a)(1)") == ""
    assert paragraph(shown, "NKSPEA § 401(a)(2)") != ""


def test_a_disputed_stock_says_that_sources_differ() -> None:
    other = NO_PRODUCTION | {"value": True}
    said = paragraph(missing("-", facts=[SEARCH, NO_PRODUCTION, other]).stdout, "NKSPEA § 401(a)(1)")
    assert "why unknown sources differ" in said


def test_the_report_is_headed_as_every_report_and_fits_the_terminal() -> None:
    result = missing()
    assert result.exit_code == 0
    shown = " ".join(result.stdout.split())
    assert "On the public record and under this reading." in shown
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_on_an_earlier_day_only_what_was_public_then_is_known() -> None:
    now, then = missing("record").stdout, missing("record", "--as-of", "2018-08-01").stdout
    assert "1 August 2018 · plain reading" in then
    americans = "NKSPEA § 402(2)(E)"
    assert "abductees and captives held (United States)" in paragraph(now, americans)
    assert paragraph(now, americans) != paragraph(then, americans)


def test_every_unknown_leaf_of_the_record_has_an_open_test_and_someone_who_would_know(rulebook: Rulebook) -> None:
    case = load_case("record")
    for reading in rulebook.readings:
        found = judge(case, rulebook, reading=reading)
        unknown = {leaf.level.identifier for result in found.results for leaf in result.finding.leaves()
                   if leaf.status is Status.UNKNOWN}  # fmt: skip
        asked = missing_of(found, rulebook)
        assert unknown <= {each.finding.level.identifier for each in asked}
        assert all(each.known_by and each.rungs for each in asked)


def test_every_ladder_names_who_would_know(rulebook: Rulebook) -> None:
    assert [ladder.matter for ladder in rulebook.ladders.values() if not ladder.known_by] == []


def test_where_everything_is_shown_nothing_is_open() -> None:
    assert "nothing is open on this record" in missing("everything").stdout


def test_problems_of_the_case_and_an_unknown_reading_are_all_shown() -> None:
    result = missing("-", "--reading", "plian", facts=[SEARCH | {"field": "counterfeitin.pledged"}])
    assert (result.exit_code, result.stdout) == (5, "")
    assert "[unknown-reading]" in result.stderr
    assert "[unknown-field]" in result.stderr
    assert missing("-", "--reading", "plian").exit_code == 2
    assert missing("-", "--as-of", "2012-01-01").exit_code == 5
