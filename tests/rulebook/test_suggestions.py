"""One letter wrong in any kind of place of the rule files, and the problem says what was meant."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from pydantic import BaseModel

from compliance.agenda import model as agenda
from compliance.agenda.load import load_agenda
from compliance.files.resources import rules_folder
from compliance.law import ladder, measure, office, question, route, statute
from compliance.law.rules_of_time import RULES
from compliance.problem import UnusableError
from compliance.rulebook import rulebook as goals
from compliance.rulebook.load import load_rules

S9251, S9252, AGENDA = "us/usc/t22/s9251.toml", "us/usc/t22/s9252.toml", "agenda/cohen-2017.toml"


class Slip(NamedTuple):
    """In the first place in the file that reads `old`, `new` is written; `meant` is to be suggested."""

    file: str
    old: str
    new: str
    meant: str


def read_slips() -> Iterator[Slip]:
    """The table in `slips.txt`, which says how it is to be read."""
    file = ""
    for line in Path(__file__).with_name("slips.txt").read_text(encoding="utf-8").splitlines():
        if line.endswith(":") and not line.startswith(" "):
            file = line.removesuffix(":")
        elif line.startswith("  "):
            before, old, new, after, meant = re.fullmatch(r"  (.*)«(.*)→(.*)»(.*)  => (.*)", line).groups()  # type: ignore[union-attr]  # every row is of that form
            yield Slip(
                file, f"{before}{old}{after}".replace("\\n", "\n"), f"{before}{new}{after}".replace("\\n", "\n"), meant
            )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(rules_folder(), tmp_path / "rules"))


def written(folder: Path, file: str, change: Callable[[str], str]) -> list[str]:
    """The problems of the rules in the folder, once the file is changed."""
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert change(text) != text
    path.write_text(change(text), encoding="utf-8")
    with pytest.raises(UnusableError) as caught:
        load_agenda(str(path), load_rules(folder))  # the rules have nothing wrong where the slip is in the agenda
    return [str(problem) for problem in caught.value.problems]


@pytest.mark.parametrize("slip", list(read_slips()), ids=lambda slip: f"{slip.file}: {slip.new}")
def test_what_was_meant_is_suggested(slip: Slip, folder: Path) -> None:
    found = written(folder, slip.file, lambda text: text.replace(slip.old, slip.new, 1))
    assert any(f"did you mean `{slip.meant}`?" in problem for problem in found), found


# What stands in each file, by the models that read it.
MODELS: dict[str, tuple[type[BaseModel], ...]] = {
    S9251: (statute.SectionFile, statute.Level, statute.Consequence),
    S9252: (statute.SectionFile, statute.Level),
    "goals.toml": (goals.GoalFile, goals.Goal),
    "ladders.toml": (ladder.LadderFile, ladder.Ladder, ladder.Rung, ladder.Test),
    "questions.toml": (question.QuestionFile, question.Question, question.Answer, question.Sets, question.Whole),
    "questions-of-time.toml": (question.QuestionFile, question.Question, question.Answer, question.Sets),
    "readings/plain.toml": (question.Reading, question.Choice),
    "measures.toml": (measure.MeasureFile, measure.Measure, measure.ReachRule, measure.Change),
    "authorities.toml": (measure.AuthorityFile, measure.Authority, office.Office, office.Delegation),
    "routes.toml": (route.RouteFile, route.Route, route.Need, route.Ground, route.Exemption),
    AGENDA: (agenda.Agenda, agenda.Demand, agenda.Claim, ladder.Group, ladder.Test),
}


def keys() -> Iterator[tuple[str, str]]:
    """Every key that the file uses of a model of it."""
    for file, models in MODELS.items():
        text = (rules_folder() / file).read_text(encoding="utf-8")
        named = {info.alias or name for model in models for name, info in model.model_fields.items()}
        yield from ((file, key) for key in sorted(named) if re.search(rf"(?<!\w){key} =", text))


def slipped(key: str) -> str:
    """One letter wrong; of a short word the last one written twice."""
    middle = len(key) // 2
    return (
        f"{key}{key[-1]}" if len(key) < 5 else f"{key[:middle]}{'x' if key[middle] != 'x' else 'y'}{key[middle + 1 :]}"
    )


@pytest.mark.parametrize(("file", "key"), list(keys()))
def test_of_every_key_a_slip_is_mended(file: str, key: str, folder: Path) -> None:
    found = written(folder, file, lambda text: re.sub(rf"(?<!\w){key} =", f"{slipped(key)} =", text, count=1))
    assert any(f"unknown key `{slipped(key)}`; did you mean `{key}`?" in problem for problem in found), found


@pytest.mark.parametrize("name", RULES)
def test_of_every_rule_of_time_a_slip_in_its_name_is_mended(name: str, folder: Path) -> None:
    pattern = rf"(sets\.rule = {{.*?){name} ="
    file = next(
        each for each in ("questions-of-time.toml", "questions.toml") if re.search(pattern, (folder / each).read_text())
    )
    found = written(folder, file, lambda text: re.sub(pattern, rf"\1{slipped(name)} =", text, count=1))
    assert any(f"no rule `{slipped(name)}`; did you mean `{name}`?" in problem for problem in found), found
    assert all(problem.startswith((file, "readings/")) for problem in found)
