"""A changed answer in the file changes the result, and nothing in the code does."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from compliance import judge, load_case, load_rules
from compliance.days import Span
from compliance.files.resources import rules_folder
from compliance.status import Status

S401, S402 = "/us/usc/t22/s9251/a", "/us/usc/t22/s9252"


class Change(NamedTuple):
    """Answer `question` otherwise, and the finding for `provision` in a case changes from `before` to `after`."""

    question: str
    answer: str
    case: str
    provision: str
    before: Status
    after: Status


CHANGES = [
    Change("Q2", "commitments-suffice", "record-2018-08-01", f"{S401}/2", Status.UNMET, Status.MET),
    Change("Q3", "independent-and-on-site", "suspension-not-termination", f"{S401}/5", Status.MET, Status.UNKNOWN),
    Change("Q4", "ever", "record-2018-08-01", f"{S401}/2", Status.UNMET, Status.UNKNOWN),
    Change("Q5", "gross", "record-2018-08-01", f"{S401}/4", Status.UNKNOWN, Status.MET),
    Change("Q5", "any-regression-defeats", "suspension-not-termination", f"{S401}/4", Status.MET, Status.UNMET),
    Change("Q6", "both-limbs", "suspension-not-termination", f"{S401}/1", Status.MET, Status.UNKNOWN),
    Change("Q7", "any-law-or-contact", "record-2018-08-01", f"{S401}/2", Status.UNMET, Status.MET),
    Change("Q8", "inspectors-on-site", "suspension-not-termination", f"{S401}/3", Status.MET, Status.UNKNOWN),
    Change("Q9", "each-class", "suspension-not-termination", f"{S401}/4", Status.MET, Status.UNKNOWN),
    Change("Q10", "all-access-terms", "suspension-not-termination", f"{S401}/5", Status.MET, Status.UNMET),
    Change("Q12", "several-camps", "suspension-not-termination", f"{S401}/6", Status.MET, Status.UNMET),
    Change("Q22", "nine-tenths", "suspension-and-termination", f"{S402}/2/A", Status.MET, Status.UNMET),
    Change("Q33", "most-marks", "suspension-and-termination", f"{S402}/2/D", Status.MET, Status.UNKNOWN),
    Change("Q38", "every-medium", "suspension-and-termination", f"{S402}/2/C", Status.MET, Status.UNMET),
    Change("Q43", "no-limit", "q43-three-years-on", f"{S401}/5", Status.UNKNOWN, Status.MET),
]


def judged(folder: Path, change: Change) -> Status:
    finding = judge(load_case(change.case), load_rules(folder)).finding(change.provision)
    assert finding is not None
    return finding.status


def answered(folder: Path, question: str, answer: str) -> None:
    """Let the plain reading in this folder answer a question otherwise."""
    path = folder / "readings" / "plain.toml"
    head, sep, rest = path.read_text().partition(f'question = "{question}"\n')
    assert sep
    _, _, after = rest.partition("\n")
    path.write_text(f'{head}{sep}answer = "{answer}"\n{after}')


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(rules_folder(), tmp_path / "rules"))


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: f"{change.question} {change.answer}")
def test_another_answer_gives_another_result(change: Change, folder: Path) -> None:
    assert judged(folder, change) is change.before
    answered(folder, change.question, change.answer)
    assert judged(folder, change) is change.after


def test_under_most_of_the_list_one_paragraph_may_be_missing(folder: Path) -> None:
    case = load_case("suspension-not-termination")
    without = replace(case, actions=tuple(action for action in case.actions if action.id != "camp-food"))
    assert judge(without, load_rules(folder)).result("suspension").status is Status.UNMET
    answered(folder, "Q1", "most-of-the-list")
    assert judge(without, load_rules(folder)).result("suspension").status is Status.MET


@pytest.mark.parametrize(("number", "status"), [("1", Status.MET), ("2", Status.UNMET)])
def test_a_changed_number_in_the_file_changes_the_result(number: str, status: Status, folder: Path) -> None:
    path = folder / "questions.toml"
    text = path.read_text()
    assert "camp_improvements = 1" in text
    path.write_text(text.replace("camp_improvements = 1", f"camp_improvements = {number}"))
    change = Change("Q12", "", "suspension-not-termination", f"{S401}/6", status, status)
    assert judged(folder, change) is status


@pytest.mark.parametrize(("grade", "status"), [("observed", Status.MET), ("verified", Status.UNKNOWN)])
def test_a_changed_grade_in_the_file_changes_the_result(grade: str, status: Status, folder: Path) -> None:
    path = folder / "questions.toml"
    path.write_text(path.read_text().replace('aid = "observed"', f'aid = "{grade}"'))
    change = Change("Q3", "", "suspension-not-termination", f"{S401}/5", status, status)
    assert judged(folder, change) is status


def test_a_reading_may_extend_another_and_change_one_answer(folder: Path) -> None:
    (folder / "readings" / "lives.toml").write_text(
        'id = "lives"\ntitle = "Plain, but gross"\nextends = "plain"\n\n'
        '[[choice]]\nquestion = "Q5"\nanswer = "gross"\nbecause = "Any positive act counts."\n'
    )
    rules, case = load_rules(folder), load_case("record-2018-08-01")
    plain = judge(case, rules, reading="plain").finding(f"{S401}/4")
    lives = judge(case, rules, reading="lives").finding(f"{S401}/4")
    assert plain is not None and lives is not None
    assert (plain.status, lives.status) == (Status.UNKNOWN, Status.MET)


def test_what_was_done_before_enactment_counts_for_the_day_it_was_done_on() -> None:
    """The window of the plain reading begins on 18 February 2016 and includes it."""
    rules, case = load_rules(), load_case("suspension-not-termination")
    step = next(action for action in case.actions if action.id == "apg-visit")
    for day, status in ((date(2016, 2, 17), Status.UNMET), (date(2016, 2, 18), Status.MET)):
        moved = step.model_copy(update={"date": Span(day, day), "published": day})
        changed = replace(case, actions=tuple(moved if each is step else each for each in case.actions))
        finding = judge(changed, rules).finding(f"{S401}/2")
        assert finding is not None and finding.status is status
