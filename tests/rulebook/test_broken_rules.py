"""One broken rulebook for each Problem code of rules, with the message a user sees."""

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest
from syrupy.assertion import SnapshotAssertion

from compliance.files.resources import rules_folder
from compliance.problem import Code, UnusableError
from compliance.rulebook.load import load_rules

S9251, S9252 = "us/usc/t22/s9251.toml", "us/usc/t22/s9252.toml"
CAMPS = '{ field = "camps.pledged", is = true, grade = "claimed", window = "standing", because = "an undertaking counts while it stands" }'


class Edit(NamedTuple):
    """Replace `old` by `new` in a file of the packaged rules."""

    code: Code
    file: str
    old: str
    new: str


EDITS = [
    Edit(Code.NOT_TOML, "goals.toml", "[[goal]]", "[[goal"),
    Edit(Code.UNKNOWN_KEY, S9251, 'matter = "camp_conditions"', 'mater = "camp_conditions"'),
    Edit(Code.MISSING_KEY, S9251, 'heading = "Counterfeiting"\n', ""),
    Edit(Code.WRONG_VALUE, "questions.toml", 'camps = "verified"', 'camps = "verifed"'),
    Edit(Code.WRONG_TYPE, "questions.toml", "equipment_acts = 1, equipment = 1", 'equipment_acts = "one", equipment = 1'),
    Edit(Code.NO_PARENT, S9252, 'identifier = "/us/usc/t22/s9252/2"', 'identifier = "/us/usc/t22/s9252/3"'),
    Edit(Code.VERSIONS_OVERLAP, S9251, "end_period = 2019-12-19", "end_period = 2019-12-20"),
    Edit(Code.VERSION_GAP, S9251, "end_period = 2019-12-19", "end_period = 2019-12-18"),
    Edit(Code.BAD_SPAN, S9251, "end_period = 2019-12-19", "end_period = 2015-12-19"),
    Edit(Code.NO_MATTER, S9251, 'matter = "camp_conditions"\n', ""),
    Edit(Code.NO_LADDER, S9251, 'matter = "camp_conditions"', 'matter = "camp_condition"'),
    Edit(Code.UNKNOWN_PROVISION, S9252, 'refers_to = "/us/usc/t22/s9251/a"', 'refers_to = "/us/usc/t22/s9251/c"'),
    Edit(Code.OPEN_QUESTION, "readings/plain.toml", '[[choice]]\nquestion = "Q46"\nanswer = "more-than-one-nationality"\nbecause = "The plural is in the text."\n', ""),
    Edit(Code.UNKNOWN_QUESTION, "readings/plain.toml", 'question = "Q46"', 'question = "Q99"'),
    Edit(Code.UNKNOWN_ID, "readings/plain.toml", 'answer = "more-than-one-nationality"', 'answer = "more-than-one"'),
    Edit(Code.UNKNOWN_READING, "readings/plain.toml", 'id = "plain"', 'id = "plain"\nextends = "plane"'),
    Edit(Code.CIRCULAR, "readings/plain.toml", 'id = "plain"', 'id = "plain"\nextends = "plain"'),
    Edit(Code.DUPLICATE_ID, "goals.toml", 'name = "termination"', 'name = "suspension"'),
    Edit(Code.UNSET_PARAMETER, "questions.toml", "camp_improvements = 1", "camp_improvement = 1"),
    Edit(Code.UNKNOWN_FIELD, "ladders.toml", 'field = "camps.pledged"', 'field = "camps.pledge"'),
    Edit(Code.BAD_TEST, "ladders.toml", CAMPS, CAMPS.replace("is = true", "is = false")),
    Edit(Code.UNREADABLE, "goals.toml", "", ""),
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(rules_folder(), tmp_path / "rules"))


def messages(folder: Path) -> list[str]:
    with pytest.raises(UnusableError) as caught:
        load_rules(folder)
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.code.value)
def test_a_broken_rulebook_is_refused_with_its_code(edit: Edit, folder: Path, snapshot: SnapshotAssertion) -> None:
    path = folder / edit.file
    text = path.read_text()
    assert edit.old in text
    path.write_text(text.replace(edit.old, edit.new))
    if edit.code is Code.UNREADABLE:
        path.unlink()
    found = messages(folder)
    assert any(message.endswith(f"[{edit.code}]") for message in found)
    assert found[:6] == snapshot


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('at_least = "@equipment_acts", grade = "@counterfeiting"', 'at_least = "@equipment_acts", at_most = 3, grade = "@counterfeiting"', "exactly one of"),
        ('window = "standing", because = "an undertaking counts while it stands"', 'window = "standing"', "gives a reason"),
        ('field = "un_verification.talks", at_least = 1', 'field = "un_verification.talks", at_least = "1/2"', "is not a count"),
        ('field = "un_verification.talks", at_least = 1', 'field = "un_verification.talks", at_least = 0', "always holds"),
        ('sites_open", at_least = "1/2"', 'sites_open", at_least = 2', "is not a share"),
        ('field = "un_verification.talks", at_least = 1', 'field = "un_verification.talks", is = true', "flags are tested with `is`"),
        ('talks", at_least = 1, grade = "reported"', 'talks", at_least = 1, grade = "reportd"', "no grade `reportd`"),
        ('window = "previous-24-months"', 'window = "previous-two-years"', "no window"),
        ('label = "political prisoners released, net of those arrested", ', "", "needs a `label`"),
        ('share_of = "armistice_detainees.united_states.outstanding"', 'share_of = "armistice_detainees.united_states.held"', "cannot be the whole"),
        ('net_of = "captives.united_states.taken"', 'net_of = "captives.united_states.returned"', "not a flow of harm"),
        ('degree = "commitment"', 'degree = "steps"', "has not the five rungs"),
    ],
)  # fmt: skip
def test_a_test_that_its_field_does_not_allow_is_refused(old: str, new: str, message: str, folder: Path) -> None:
    path = folder / "ladders.toml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    assert any(message in found for found in messages(folder))


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        ("questions.toml", "sets.without = { captive_countries", "sets.without = { captive_country", "did you mean `captive_countries`?"),
        ("questions.toml", '{ captive_countries = ["united_states"] }', '{ captive_countries = ["united_state"] }', "no class `united_state`"),
        ("routes.toml", "together = { notice_of_suspension", "together = { notice_of_suspensions", "did you mean `notice_of_suspension`?"),
        ("measures.toml", 'narrowed = { question = "Q63"', 'narrowed = { question = "Q99"', "no question `Q99`"),
        ("authorities.toml", 'falls-in-part = "doubtful"', 'falls-in-parts = "doubtful"', "did you mean `falls-in-part`?"),
    ],
)  # fmt: skip
def test_what_bears_on_acts_and_lists_is_checked_by_name(
    file: str, old: str, new: str, message: str, folder: Path
) -> None:
    path = folder / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    assert any(message in found for found in messages(folder)), messages(folder)


def test_every_problem_of_every_file_is_shown_at_once(folder: Path) -> None:
    (folder / "goals.toml").write_text("[[goal")
    (folder / "ladders.toml").write_text("ladder = 3")
    found = " ".join(messages(folder))
    assert "goals.toml" in found
    assert "ladders.toml" in found
