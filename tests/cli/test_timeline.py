"""`compliance timeline`, `relief` and `law diff`: what people and programs read."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from compliance.cli.app import app
from compliance.files.resources import packaged_cases
from compliance.rulebook.load import load_rules
from told import told

HEAD: dict[str, Any] = {"format": 1, "id": "t", "title": "T", "hypothetical": True, "as_of": "2028-06-01"}
CERTIFIED = {"id": "c", "date": "2027-03-01", "type": "certify", "of": "/us/usc/t22/s9251/a", "by": "President"}
SUSPENDED = {"id": "s", "date": "2027-03-01", "type": "suspend", "of": "/us/usc/t22/s9251/a", "by": "President"}


def compliance(*arguments: str, given: str | None = None, wide: int = 80) -> Any:
    return CliRunner(env={"COLUMNS": str(wide)}).invoke(app, list(arguments), input=given)


def answered(*arguments: str, given: str | None = None, wide: int = 80) -> str:
    result = compliance(*arguments, given=given, wide=wide)
    assert (result.exit_code, result.stderr) == (0, ""), result.stderr
    return str(result.stdout)


def case(*acts: dict[str, Any], **keys: Any) -> str:
    return json.dumps({**HEAD, "acts": acts, **keys})


FIRST_OF_EACH_FOLDER = sorted({path.parent.name: name for name, path in packaged_cases().items()}.values())


@pytest.mark.parametrize("name", [*FIRST_OF_EACH_FOLDER, "acts-out-of-order", "leap-day-2012", "record-2018-08-01"])
@pytest.mark.parametrize("command", ["timeline", "relief"])
def test_both_answer_for_cases_of_every_kind(command: str, name: str) -> None:
    shown = answered(command, name)
    assert "not a certification, a prediction or legal" in " ".join(shown.split())


@pytest.mark.parametrize("wide", [40, 80, 200])
@pytest.mark.parametrize("command", ["timeline", "relief"])
def test_no_line_is_wider_than_the_terminal(command: str, wide: int) -> None:
    shown = answered(command, "beside-the-carve-out", wide=wide)
    assert max(map(len, shown.splitlines())) <= wide


def test_the_next_deadlines_name_the_last_day_to_certify_a_renewal() -> None:
    shown = answered("timeline", "from-leap-day")
    assert "2029-02-28  last day to certify and order a renewal of the suspension under §" in shown
    assert "2029-03-01  the suspension under § 401 lapses, and the duty revives" in shown


def test_an_act_without_effect_says_so_with_its_source() -> None:
    shown = " ".join(answered("timeline", "acts-out-of-order").split())
    assert "[before-the-delegation]: power not shown" in shown
    assert "who can: President; Secretary of State since 2016-05-18 (81 FR 37479)" in shown
    assert "new action under other authority stays possible" in shown


def test_an_unsupported_certification_counts_and_the_report_says_not_supported_by_this_record() -> None:
    shown = " ".join(answered("timeline", "certification-not-supported").split())
    assert "Not supported by this record on its day: unmet on NKSPEA § 401(a)(1)" in shown
    assert "false" not in shown.lower()


def test_beside_a_supported_certification_stands_that_no_sanction_is_lifted_by_conditions() -> None:
    shown = " ".join(answered("timeline", "renewed-twice-then-lapses").split())
    assert "This record would support it on its day. Conditions only; no sanction is lifted by them." in shown


@pytest.mark.parametrize("word", ["complies", "gulag", "regime", "earned"])
@pytest.mark.parametrize("command", ["timeline", "relief"])
def test_words_that_a_report_never_says(command: str, word: str) -> None:
    assert word not in answered(command, "suspension-and-termination").lower()


def test_json_tells_bands_acts_findings_and_deadlines() -> None:
    told = json.loads(answered("timeline", "from-leap-day", "--format", "json"))
    band = next(each for each in told["effects"] if "designation-104a" in each["measures"])
    assert [(span["from"], span["state"]) for span in band["spans"]][-2:] == [
        ("2028-02-29", "suspended"),
        ("2029-03-01", "lapsed"),
    ]
    suspended = next(act for act in told["acts"] if act["id"] == "suspended")
    assert [finding["code"] for finding in suspended["findings"]] == ["end-not-stated"]
    assert "2029-02-28" in [each["day"] for each in told["deadlines"]]


ORDERED = {"act": "determined", "upon": ["determined"], "running": True, "until": None, "target": ""}


def test_json_of_relief_keeps_five_things_apart_in_every_cell() -> None:
    told = json.loads(answered("relief", "termination-without-suspension", "--format", "json"))
    measure = next(each for each in told["measures"] if each["id"] == "designation-104a")
    cell = measure["routes"]["termination"]
    assert (cell["record_supports"], cell["certified"], cell["ordered"], cell["in_effect"]) == (
        "met", ["determined"], [ORDERED], "yes",
    )  # fmt: skip
    assert cell["lifted_in_practice"]["word"] == "no"
    assert "Executive Order 13722" in cell["lifted_in_practice"]["because"]


@pytest.mark.parametrize("form", ["json", "html"])
def test_the_same_case_gives_the_same_bytes(form: str) -> None:
    once, again = (answered("timeline", "beside-the-carve-out", "--format", form) for _ in range(2))
    assert once == again


def test_html_stands_by_itself_and_text_from_a_case_stays_text() -> None:
    hostile = '"><script>alert(1)</script>'
    given = case(CERTIFIED, {**SUSPENDED, "by": hostile, "target": {"kind": "entity", "name": hostile}}, title=hostile)
    page = answered("timeline", "-", "--format", "html", given=given)
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "http" not in page.replace("https://", "http://").partition("</style>")[0]
    assert page.startswith("<!doctype html>")


def test_from_and_to_cut_the_days_shown() -> None:
    told = json.loads(
        answered("timeline", "from-leap-day", "--from", "2028-05-01", "--to", "2028-05-31", "--format", "json")
    )
    spans = [span for each in told["conditions"] + told["effects"] for span in each["spans"]]
    assert {span["from"] for span in spans} >= {"2028-05-01"}
    assert all("2028-05-01" <= span["from"] <= span["to"] <= "2028-05-31" for span in spans)


def test_as_of_an_earlier_day_knows_no_later_act() -> None:
    told = json.loads(answered("timeline", "late-renewal", "--as-of", "2028-06-30", "--format", "json"))
    assert [act["id"] for act in told["acts"]] == ["certified"]


@pytest.mark.parametrize("command", ["relief", "timeline"])
def test_a_case_that_asks_for_the_law_of_a_day_before_the_act_is_refused(command: str) -> None:
    result = compliance(command, "-", given=case(law_as_of="2016-02-17"))
    assert (result.exit_code, result.stdout) == (5, "")
    assert "was not law on 2016-02-17" in told(result.stderr)
    assert "[too-early]" in told(result.stderr)


@pytest.mark.parametrize(
    "options", [("--from", "2029-01-01", "--to", "2028-01-01"), ("--from", "soon"), ("--reading", "all")]
)
def test_an_option_that_cannot_be_is_a_usage_error(options: tuple[str, ...]) -> None:
    result = compliance("timeline", "from-leap-day", *options)
    assert (result.exit_code, result.stdout) == (2, "")


def test_rules_without_routes_are_refused(tmp_path: Path) -> None:
    import shutil

    from compliance.files.resources import rules_folder

    shutil.copytree(rules_folder(), tmp_path / "rules")
    for name in ("routes.toml", "measures.toml"):
        (tmp_path / "rules" / name).unlink()
    result = compliance("relief", "from-leap-day", "--rules", str(tmp_path / "rules"))
    assert (result.exit_code, result.stdout) == (5, "")
    assert "hold no routes" in told(result.stderr)


@pytest.mark.parametrize(
    ("act", "code"),
    [
        ({**SUSPENDED, "date": "2027-03"}, "wrong-value"),
        ({**SUSPENDED, "until": "2027-02-01"}, "bad-span"),
        ({**SUSPENDED, "by": " "}, "missing-key"),
        ({**SUSPENDED, "type": "terminate"}, "wrong-value"),
        ({**SUSPENDED, "target": {"kind": "government", "name": "x"}}, "wrong-value"),
        ({**SUSPENDED, "of": "401(a)"}, "unknown-provision"),
        ({**SUSPENDED, "measure": ["designation-104a"]}, "unknown-key"),
    ],
)
def test_an_act_that_says_something_impossible_is_refused(act: dict[str, Any], code: str) -> None:
    result = compliance("timeline", "-", given=case(CERTIFIED, act))
    assert (result.exit_code, result.stdout) == (5, "")
    assert f"[{code}]" in told(result.stderr)


def test_the_map_says_of_every_measure_that_was_not_seen_in_full_how_much_was_seen() -> None:
    shown = answered("relief", "record", wide=200)
    for measure in load_rules().measures.values():
        if measure.in_force(date(2026, 11, 23)):
            line = next(line for line in shown.splitlines() if line.startswith(f"§ {measure.section} "))
            assert ("[partly seen]" in line) is (measure.seen == "part")
    for authority in load_rules().authorities.values():
        line = next(line for line in shown.splitlines() if line.startswith(authority.title))
        assert ("[unverified]" in line) is (authority.seen == "not")


def test_the_law_of_june_2018_and_of_today_differ_in_carve_outs_and_reach_and_cite_the_amending_act() -> None:
    shown = " ".join(answered("law", "diff", "2018-06-12", "2026-11-24").split())
    assert "excepted then nothing excepted now 22 U.S.C. § 9214(g), 22 U.S.C. § 9221b, 22 U.S.C. § 9221c" in shown
    assert "Pub. L. 116-92, § 7143(b)(2), 20 Dec. 2019, 133 Stat. 2256" in shown
    assert "+ § 201B foreign banks that serve designated persons: since 20 December 2019." in shown
    assert "~ § 203(b)" in shown


def test_the_act_of_2017_rewords_section_203_and_knows_nothing_of_the_suspension_of_2019() -> None:
    shown = " ".join(answered("law", "diff", "2017-08-01", "2017-08-02").split())
    assert "- § 203(b) as enacted" in shown
    assert "+ § 203(b) assistance withheld from governments that trade arms: since 2 August 2017." in shown
    assert "names E.O. 13722" in shown
    assert "9269b" not in shown


def test_the_act_of_2019_draws_the_list_of_employers_in_other_words_and_its_whole_suspension_becomes_doubtful() -> None:
    shown = " ".join(answered("law", "diff", "2019-12-19", "2019-12-20").split())
    assert "the description of 104(g)(1)(C) takes the place of that of 104(b)(1)(M)" in shown
    assert "+ § 302B designation of employers of North Korean labour: since 20 December 2019." in shown
    assert "doubtful: suspension under § 401, suspension under § 9269b(b)" in shown


def test_between_two_days_without_an_amendment_nothing_differs() -> None:
    shown = answered("law", "diff", "2021-01-01", "2021-12-31")
    assert shown.count("No difference.") == 2


@pytest.mark.parametrize("days", [(), ("2018-06-12",), ("2026-11-24", "2018-06-12"), ("2018", "2019-01-01")])
def test_law_diff_asks_for_two_days_the_earlier_first(days: tuple[str, ...]) -> None:
    assert compliance("law", "diff", *days).exit_code == 2


def test_what_needs_no_act_is_told_with_what_it_bears_on_and_what_hangs_on_a_waiver() -> None:
    shown = " ".join(answered("relief", "waivers-only").split())
    assert (
        "accounting for prisoners of war and the missing (22 U.S.C. § 9228(a)): §§ 104, 201A, 201B, 201C, 206" in shown
    )
    assert "Only with a waiver under § 9228(b); in effect on this day: by `humanitarian-again`." in shown
    shown = " ".join(answered("relief", "waivers-only", "--as-of", "2017-01-01").split())
    assert "accounting for prisoners of war and the missing (22 U.S.C. § 9228(a)): §§ 104, 206, 209, 304 Work" in shown
    assert "Only with a waiver under § 9228(b); in effect on this day: none." in shown


def test_where_one_authority_is_revoked_the_others_on_which_a_measure_rests_are_shown() -> None:
    revoked = {"id": "x", "date": "2025-01-15", "type": "revoke", "of": "eo-13722", "by": "President"}
    shown = " ".join(answered("relief", "-", given=case(revoked, as_of="2025-02-01")).split())
    assert "Executive Order 13722: ended on 2025-01-15 by `x` state sponsor of terrorism: stands arms" in shown


def test_relief_says_who_acts_by_statute_and_by_which_delegation() -> None:
    shown = " ".join(answered("relief", "one-bank-by-delegation").split())
    assert "Secretary of State, by statute: waiver under § 9223(c)" in shown
    assert (
        "Secretary of State, by delegation of the President: 22 U.S.C. § 9265; since 2020-02-21 (85 FR 13717)" in shown
    )
    assert "22 U.S.C. § 9269b(b); since 2027-05-03 until 2028-07-31, ended by `taken-back` (memorandum" in shown
