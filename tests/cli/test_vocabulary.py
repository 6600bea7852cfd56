"""`actions` and `fields`: found by words, and an example of each action that holds as it is printed."""

import pytest
from typer.testing import CliRunner

from compliance import load_case
from compliance.case.examples import example_of, examples, moved_by
from compliance.cli.app import app
from compliance.record.vocabulary import action_types, fields

RUN = CliRunner()
NEED_ANOTHER = {"reverse", "find_false"}  # they name an action of the case


def test_every_action_has_an_example_of_its_own() -> None:
    assert list(examples()) == sorted(action_types())
    assert [example_of(kind).type for kind in examples()] == list(examples())


@pytest.mark.parametrize("kind", sorted(set(action_types()) - NEED_ANOTHER))
def test_an_example_moves_fields_and_can_be_supposed_of_the_record(kind: str) -> None:
    assert set(moved_by(kind)) and set(moved_by(kind)) <= set(fields())
    supposed = load_case("record").suppose(examples()[kind])
    assert [action.type for action in supposed.actions if action.id == "s1"] == [kind]


@pytest.mark.parametrize("kind", sorted(action_types()))
def test_an_action_is_shown_with_its_keys_and_its_example(kind: str) -> None:
    shown = RUN.invoke(app, ["actions", kind])
    assert shown.exit_code == 0
    assert " ".join(examples()[kind].split()) in " ".join(shown.stdout.split())


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (["plates"], "surrender_equipment"),
        (["prisoners", "free"], "release_prisoners"),
        (["release-prisoners"], "--suppose"),
        (["camp", "visitors"], "grant_access"),
    ],
)
def test_actions_are_found_by_words_of_what_they_are_and_move(words: list[str], found: str) -> None:
    shown = RUN.invoke(app, ["actions", *words])
    assert shown.exit_code == 0
    assert found in shown.stdout


def test_all_actions_are_listed_once_under_conditions_in_the_order_of_the_law() -> None:
    lines = RUN.invoke(app, ["actions"]).stdout.splitlines()
    listed = [line.split()[0] for line in lines if line and line.split()[0] in action_types()]
    assert sorted(listed) == sorted(action_types())
    headings = [line for line in lines if line.startswith("NKSPEA")]
    assert headings == sorted(headings)


@pytest.mark.parametrize(("words", "least"), [(["camp"], 10), (["captives.japan.*"], 5), (["plates"], 1), ([], 100)])
def test_fields_are_found_by_words_or_a_pattern(words: list[str], least: int) -> None:
    shown = RUN.invoke(app, ["fields", *words])
    assert shown.exit_code == 0
    assert len(shown.stdout.splitlines()) >= least


@pytest.mark.parametrize("command", ["actions", "fields"])
def test_words_that_nothing_has_are_refused(command: str) -> None:
    assert RUN.invoke(app, [command, "zzzz"]).exit_code == 2
