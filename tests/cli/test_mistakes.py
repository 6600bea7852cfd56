"""The mistakes that a new user makes: each is told apart, by its exit, and names what mends it."""

import json
import shlex
from pathlib import Path
from typing import Any, cast

import pytest
import typer
from typer.testing import CliRunner

from compliance.cli.app import app

TYPED = [
    (("evalute", "record"), 2, "did you mean 'evaluate'?"),
    (("evaluate", "recrod"), 2, "did you mean `record`?"),
    (("evaluate", "record-2026"), 2, "did you mean `record-2026-03-15`?"),
    (("evaluate", "record", "--reading", "hawk"), 2, "there are lenient, plain, strict"),
    (("evaluate", "record", "--answer", "Q5=nett"), 2, "did you mean `net`?"),
    (("evaluate", "record", "--exit-code", "suspend"), 2, "there are suspension, termination"),
    (("evaluate", "record", "--as-of", "March 2026"), 2, "expected a day such as 2018-08-01"),
    (("evaluate", "record", "--as-of", "2030-01-01"), 0, "the record ends on 2026-11-23"),
    (("evaluate", "record", "--format", "pdf"), 2, "is not one of 'text', 'json', 'markdown', 'html'"),
    (("evaluate", "record", "nuclear-only"), 2, "`compliance compare A B` sets cases side by side"),
    (("-h",), 0, "Judge:"),
    (("actions", "plates"), 0, "surrender_equipment"),
    (("fields", "camp"), 0, "camps.population"),
    (("law", "22 U.S.C. 9251(a)(6)"), 0, "NKSPEA § 401(a)(6)"),
    (("law", "104(a)"), 2, "`compliance measures 104` lists the measures"),
    (("actions", "release_prisoner"), 0, "release_prisoners"),
    (("history", "camps"), 2, "did you mean `camp_conditions`?"),
    (("explain", "record", "401a9"), 2, "is not in the rulebook"),
    (("plan", "record", "suspenssion"), 2, "did you mean `suspension`?"),
    (("compare", "record"), 2, "name two cases or more, or one and --suppose"),
    (("evaluate", "record", "--suppose", "relase_prisoners count=3"), 2, "did you mean `release_prisoners`?"),
    (("evaluate", "record", "--suppose", "release_prisoners count=3 place=camps"), 2, "verified-by"),
]


@pytest.mark.parametrize(("arguments", "code", "mend"), TYPED, ids=[" ".join(arguments) for arguments, _, _ in TYPED])
def test_what_is_typed_wrongly_names_what_mends_it(arguments: tuple[str, ...], code: int, mend: str) -> None:
    result = CliRunner(env={"COLUMNS": "200"}).invoke(app, arguments)
    assert result.exit_code == code
    assert mend in (result.stderr if code else result.stdout)


HEAD = {"format": 1, "id": "x", "title": "X", "as_of": "2027-06-01", "baseline": "record"}
FREED = {"id": "a", "type": "release_prisoners", "date": "2027-05-01", "place": "camps", "count": 3}
SUSPENDED = {"id": "s", "of": "/us/usc/t22/s9251/a", "date": "2027-05-01", "by": "the President"}
VERIFIED = {"verification": "verified", "verifier": "ICRC"}
FILES: list[tuple[str, dict[str, Any] | str, int, tuple[str, ...]]] = [
    ("a place of one's own words", {"actions": [FREED | VERIFIED | {"place": "camp 16"}]}, 5, ("one of camps, other",)),
    ("verified by nobody", {"actions": [FREED | {"verification": "verified"}]}, 5, ("name the `verifier`",)),
    ("a field of one's own words", {"facts": [{"field": "camps.releases", "value": 3, "date": "2027"}]}, 5,
     ("did you mean `political_prisoners.released.camps`?",)),
    ("an action after the day", {"actions": [FREED | VERIFIED | {"date": "2027-08-01"}]}, 0,
     ("dated after the day judged: does not count; use --as-of 2027-08-01",)),
    ("a trailing comma", json.dumps(HEAD)[:-1] + ",}", 5, ("a comma stands before the `}` that closes",)),
    ("an American date", {"actions": [FREED | {"date": "11/01/2026"}]}, 5, ("expected a date such as 2018-05-24",)),
    ("a flow with a date", {"facts": [{"field": "captives.japan.returned", "value": 3, "date": "2027"}]}, 5,
     ("state `from` and `to`",)),
    ("an empty file", "", 5, ("is empty: a case begins with `{`",)),
    ("a promise of too much", {"actions": [{"id": "p", "type": "promise", "subject": "weapons", "date": "2027-05"}]}, 5,
     ("did you mean `weapons.biological`",)),
    ("an unknown kind of act", {"acts": [SUSPENDED | {"type": "suspnd"}]}, 5, ("did you mean `suspend`?",)),
    ("shape and meaning wrong", {"fcats": [], "actions": [FREED | {"date": "soon"}, FREED | {"id": "b", "cuont": 1},
                                                          FREED | {"id": "c", "verification": "verified"}]}, 5,
     ("did you mean `facts`?", "expected a date", "did you mean `count`?", "name the `verifier`")),
]  # fmt: skip


@pytest.mark.parametrize(("case", "code", "mends"), [each[1:] for each in FILES], ids=[each[0] for each in FILES])
def test_what_is_wrong_in_a_file_names_what_mends_it_all_at_once(
    case: dict[str, Any] | str, code: int, mends: tuple[str, ...], tmp_path: Path
) -> None:
    path = tmp_path / "case.json"
    path.write_text(case if isinstance(case, str) else json.dumps(HEAD | case))
    result = CliRunner(env={"COLUMNS": "200"}).invoke(app, ["evaluate", str(path)])
    assert result.exit_code == code
    for mend in mends:
        assert mend in (result.stderr if code else result.stdout)


def test_a_problem_shows_the_line_it_is_of_with_a_caret_below_what_is_meant(tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text('{"format": 1, "id": "x", "title": "X", "as_of": "2027-06-01",\n "fcats": []}')
    result = CliRunner().invoke(app, ["evaluate", str(path)])
    assert result.stderr.splitlines() == [
        "error[unknown-key]: unknown key `fcats`",
        f"  in {path}: $.fcats",
        '     2 |  "fcats": []}',
        "       |  ^^^^^^^",
        "  help: did you mean `facts`?",
    ]


@pytest.mark.parametrize("columns", ["20", "80"])
def test_the_caret_of_a_long_line_stays_on_the_screen(columns: str, tmp_path: Path) -> None:
    path = tmp_path / "case.json"
    path.write_text(json.dumps(HEAD | {"about": "漢字 " * 500, "actions": [FREED | {"type": "relase_prisoners"}]}))
    result = CliRunner(env={"COLUMNS": columns}).invoke(app, ["evaluate", str(path)])
    line, caret = next(
        (line, caret)
        for line, caret in zip(result.stderr.splitlines(), result.stderr.splitlines()[1:], strict=False)
        if "^" in caret
    )
    assert "relase" in line
    assert line.index('"relase') == caret.index("^")


EXAMPLES = {
    name: command.epilog.removeprefix("Example: compliance ")
    for name, command in cast(Any, typer.main.get_command(app)).commands.items()
    if command.epilog
}


# `replay` and `sweep` are of files that are not there; `serve` and `mcp` run until they are stopped.
@pytest.mark.parametrize("name", [name for name in EXAMPLES if name not in ("replay", "sweep", "serve", "mcp")])
def test_the_example_in_the_help_of_a_command_runs(name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, shlex.split(EXAMPLES[name]))
    assert result.exit_code == 0, result.stderr
    assert shlex.split(EXAMPLES[name])[0] == name


def test_every_command_has_an_example_and_a_summary_that_is_never_cut() -> None:
    help_ = CliRunner(env={"COLUMNS": "80"}).invoke(app, ["-h"]).stdout
    assert "..." not in help_.partition("Judge:")[2]
    assert EXAMPLES.keys() >= {"evaluate", "explain", "plan", "compare", "missing", "timeline", "relief", "law", "new"}


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("evaluate record-20", "record-2026-03-15"),
        ("explain record 401a", "401a6"),
        ("evaluate record --reading s", "strict"),
        ("evaluate record --answer Q5=", "Q5=gross"),
        ("plan record t", "termination"),
        ("history record camp", "camp_conditions"),
        ("fields camps.pop", "camps.population"),
        ("actions release", "release_prisoners"),
    ],
)
def test_a_shell_completes_names(words: str, offered: str) -> None:
    line = f"compliance {words}"
    env = {"_COMPLIANCE_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}
    shown = CliRunner(env=env).invoke(app, [], prog_name="compliance").stdout
    assert offered in shown.splitlines()
