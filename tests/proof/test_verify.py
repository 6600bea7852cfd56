"""What must hold of the rules is tried, and what does not hold is found."""

import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

from compliance import Status, UnusableError, load_rules, verify
from compliance.cli.app import app
from compliance.files.resources import rules_folder
from compliance.judgement.fast import Plan, status_of
from compliance.judgement.tree import Tree
from compliance.law.property import Atom, Statement, atoms, parse
from compliance.proof.draws import Draws, drawn
from compliance.proof.space import ORDER, Space, Statuses
from compliance.proof.structure import structure
from compliance.proof.verify import Verified
from compliance.status import at_least

RULES = load_rules()
DAY = max(RULES.statute.section(goal.provision).checked_until for goal in RULES.goals.values())
READINGS = ("plain", "strict", "lenient")


@cache
def space(reading: str) -> Space:
    return Space(Tree(RULES, RULES.interpretation(reading), DAY))


@cache
def verified() -> Verified:
    return verify(RULES)


def edited(tmp_path: Path, file: str, change: Callable[[str], str]) -> Path:
    folder = Path(shutil.copytree(rules_folder(), tmp_path / "rules"))
    text = (folder / file).read_text()
    assert change(text) != text
    (folder / file).write_text(change(text))
    return folder


def failed(folder: Path, reading: str = "plain") -> dict[str, tuple[str, ...]]:
    return {each.id: each.counterexample for each in verify(load_rules(folder), readings=[reading]).failed}


def test_all_that_must_hold_of_the_packaged_rules_holds() -> None:
    assert verified().failed == ()
    asked = [each for each in verified().checks if each.holds]
    assert {each.reading for each in asked} >= set(READINGS)
    assert {each.id for each in asked} >= {"monotone", "resolving", "decisive", "versions", "rungs", "tests", "better"}


def test_every_property_that_the_rulebook_states_is_asked_under_some_reading() -> None:
    asked = {each.id for each in verified().checks if each.holds is not None}
    assert asked >= set(RULES.properties)


@pytest.mark.parametrize("reading", READINGS)
def test_the_space_is_every_valuation_of_thirteen_conditions_or_of_those_that_a_reading_pools(reading: str) -> None:
    sizes = {"plain": 3**11, "lenient": 3**13, "strict": 6 * 3**12}  # strict asks for two degrees of one matter
    assert space(reading).size == sizes[reading]


@pytest.mark.parametrize("reading", READINGS)
@given(data=st.data())
def test_at_any_valuation_every_provision_is_as_the_connectives_define_it(reading: str, data: st.DataObject) -> None:
    tried = space(reading)
    index = tuple(data.draw(st.integers(0, size - 1)) for size in tried.shape)
    given_ = tried.at(index)
    statuses: list[Status] = []
    for number, each in enumerate(tried.tree.provisions):
        if each.matter:
            statuses.append(given_[each.matter, each.required])
        else:
            statuses.append(at_least(each.needed, [statuses[child] for child in each.below]))
        found = ORDER[int(numpy.broadcast_to(tried.found[number], tried.shape)[index])]
        assert found is statuses[number], each.path


PLANS = {name: Plan(RULES.interpretation(name).ladders) for name in READINGS}
VALUES = drawn(list(PLANS.values()), most=60)


@pytest.mark.parametrize("reading", READINGS)
def test_on_a_record_drawn_every_test_is_as_the_specification_weighs_it(reading: str) -> None:
    plan = PLANS[reading]
    draws = Draws(Tree(RULES, RULES.interpretation(reading), DAY), plan, VALUES)
    for draw in range(0, draws.size, 17):
        found = list(plan.silent)
        for slot in range(len(found)):
            shown = draws.amounts(slot)
            found[slot] = found[slot]._replace(worst=shown.worst[draw], best=shown.best[draw])
        for number, test in enumerate(plan.tests):
            assert ORDER[int(draws.column(draws.test(number))[draw])] is status_of(test, found)


def test_the_records_drawn_are_the_same_every_time() -> None:
    again = drawn(list(PLANS.values()), most=60)
    assert all((again[path].numbers == VALUES[path].numbers).all() for path in VALUES)


# What is wrong is found


def test_a_condition_that_another_could_stand_in_for_is_found_with_a_case_in_words(tmp_path: Path) -> None:
    of_401 = 'sets.connective = { "/us/usc/t22/s9251/a" = '
    found = failed(edited(tmp_path, "questions.toml", lambda text: text.replace(f'{of_401}"all"', f'{of_401}"any"')))
    assert {"every-condition-of-suspension", "weapons-alone-lift-nothing"} <= set(found)
    lines = found["every-condition-of-suspension"]
    assert any(line.startswith("unmet: ") for line in lines)
    assert lines[-1].startswith("then 401(a) is met")


def test_a_test_that_can_never_hold_is_found_and_so_is_its_rung(tmp_path: Path) -> None:
    folder = edited(
        tmp_path,
        "ladders.toml",
        lambda text: text.replace(
            '"undertakings.talks.rounds", at_least = 2', '"undertakings.talks.rounds", at_least = 10000000000'
        ),
    )
    found = failed(folder)
    assert found["tests"] == ("undertakings.talks.rounds: never holds",)
    assert found["rungs"] == tuple(
        f"talks_undertaking: {each} is reached by no record that was tried"
        for each in ("progress", "significant", "complete")
    )


def test_two_rungs_that_ask_for_the_same_are_found(tmp_path: Path) -> None:
    folder = edited(
        tmp_path,
        "ladders.toml",
        lambda text: text.replace(
            'field = "undertakings.talks.rounds", at_least = 2', 'field = "undertakings.talks.rounds", at_least = 1', 1
        ),
    )
    assert failed(folder)["rungs"] == ("talks_undertaking: steps is reached only with a higher one",)


def test_a_lenient_reading_that_asks_for_more_than_the_plain_one_is_found(tmp_path: Path) -> None:
    folder = edited(
        tmp_path,
        "properties.toml",
        lambda text: text.replace('["strict", "plain", "lenient"]', '["lenient", "plain", "strict"]'),
    )
    found = {each.id for each in verify(load_rules(folder)).failed}
    assert found == {"lenient-implies-plain", "plain-implies-strict"}


def test_what_is_excepted_with_a_reason_is_needed(tmp_path: Path) -> None:
    folder = edited(
        tmp_path, "properties.toml", lambda text: text.replace('provision = "402(2)(E)"', 'provision = "402(2)(D)"')
    )
    assert any("402(2)(E)" in line for line in failed(folder, "strict")["strict-implies-plain"])


def otherwise_from_2019(text: str, amended_by: str = "") -> str:
    """§ 401(a)(1) with another matter from 20 December 2019 on."""
    start = text.index('[[level]]\nidentifier = "/us/usc/t22/s9251/a/1"')
    level = text[start : text.index("[[level]]", start + 1)]
    first = level.replace("start_period = 2016-02-18", "start_period = 2016-02-18\nend_period = 2019-12-19")
    second = level.replace("2016-02-18", "2019-12-20").replace(
        'matter = "counterfeiting"', 'matter = "camp_conditions"'
    )
    return text.replace(level, first + second.rstrip() + f"\n{amended_by}\n\n")


def test_a_version_of_the_law_that_no_act_made_is_found(tmp_path: Path) -> None:
    found = failed(edited(tmp_path, "us/usc/t22/s9251.toml", otherwise_from_2019))
    assert found["versions"] == ("NKSPEA § 401(a)(1) differs from 2019-12-20, and no Act amended it then",)


def test_what_an_act_amended_may_differ(tmp_path: Path) -> None:
    by = 'amended_by = "Pub. L. 116-92, of a test"'
    folder = edited(tmp_path, "us/usc/t22/s9251.toml", lambda text: otherwise_from_2019(text, by))
    assert "versions" not in failed(folder)


@pytest.mark.parametrize(
    ("wrong", "name"), [(lambda found: 2 - found, "monotone"), (lambda found: found // 2, "resolving")]
)
def test_a_provision_that_loses_by_compliance_or_is_contradicted_is_found(
    wrong: Callable[[Statuses], Statuses], name: str
) -> None:
    tried = Space(Tree(RULES, RULES.interpretation("plain"), DAY))
    number = tried.tree.goals["suspension"]
    tried.found[number] = wrong(tried.found[number])
    (found,) = [each for each in structure(tried) if each.id == name]
    assert found.holds is False
    assert any(line.startswith("then 401(a) is ") for line in found.counterexample)
    assert found.counterexample[-1].startswith("with counterfeiting ")


def test_a_condition_that_never_decides_is_found() -> None:
    tried = Space(Tree(RULES, RULES.interpretation("plain"), DAY))
    number = tried.tree.goals["suspension"]
    tried.found[number] = numpy.take(tried.found[number], [2], axis=0)
    (found,) = [each for each in structure(tried) if each.id == "decisive"]
    assert found.counterexample == ("401(a)(1) never decides suspension",)


# The language of properties


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("met", "expected a provision such as 401(a)(4) at letter 4, found `the end`"),
        ("true 401(a)", "expected met, unknown or unmet at letter 1, found `true`"),
        ("met 401(a) =>", "expected met, unknown or unmet at letter 14, found `the end`"),
        ("(met 401(a)", "expected `)` for the `(` at letter 1"),
        ("met 401(a) met 402", "expected the end, found `met` at letter 12"),
        ("met 401(a) & met 402", "cannot be read at letter 12"),
        ("not " * 60 + "met 402", "is nested more than 50 deep"),
        ("met 402 or " * 400 + "met 402", "is longer than 2000 letters"),
    ],
)
def test_a_statement_that_cannot_be_read_says_where(text: str, expected: str) -> None:
    with pytest.raises(ValueError, match=r".") as raised:
        parse(text)
    assert str(raised.value) == expected


def holds(statement: Statement, statuses: dict[str, Status]) -> bool:
    """By the definition of the words alone."""
    if isinstance(statement, Atom):
        return statuses[statement.provision] is statement.status
    parts = [holds(each, statuses) for each in statement.parts]
    match statement.join:
        case "not":
            return not parts[0]
        case "and":
            return all(parts)
        case "or":
            return any(parts)
        case _:
            return not parts[0] or parts[1]


@pytest.mark.parametrize("stated", RULES.properties.values(), ids=list(RULES.properties))
@given(data=st.data())
def test_a_property_that_holds_holds_at_any_valuation(stated: object, data: st.DataObject) -> None:
    of = RULES.properties[stated.id]  # type: ignore[attr-defined]
    tried = space((of.readings or ("plain",))[0])
    index = tuple(data.draw(st.integers(0, size - 1)) for size in tried.shape)
    statuses = {
        each.provision: ORDER[int(numpy.broadcast_to(tried.found[_number(tried, each.provision)], tried.shape)[index])]
        for each in atoms(of.statement)
    }
    assert holds(of.statement, statuses)


def _number(tried: Space, cited: str) -> int:
    return tried.tree.numbers[">".join(RULES.statute.identified(each) or "" for each in cited.split(">"))]


OWN = """
[[property]]
id = "own"
says = "A statement of one's own."
holds = "{}"
sources = ["ours"]
"""


def test_a_lawyer_adds_a_property_and_is_told_where_it_fails(tmp_path: Path) -> None:
    folder = edited(tmp_path, "properties.toml", lambda text: text + OWN.format("met 402(2)(A) => met 401(a)"))
    ran = CliRunner(env={"COLUMNS": "100"}).invoke(app, ["verify", "--reading", "plain", "--rules", str(folder)])
    assert ran.exit_code == 3
    assert "plain: own  A statement of one's own." in ran.stdout
    assert "then 402(2)(A) is met, 401(a) is unknown" in " ".join(ran.stdout.split())


@pytest.mark.parametrize(
    ("holds_", "expected"),
    [
        ("met 401(a)(9)", "unknown provision `401(a)(9)`"),
        ("met 401(a) and", "expected met, unknown or unmet"),
    ],
)
def test_a_property_that_names_nothing_is_refused_when_the_rules_are_read(
    tmp_path: Path, holds_: str, expected: str
) -> None:
    folder = edited(tmp_path, "properties.toml", lambda text: text + OWN.format(holds_))
    with pytest.raises(UnusableError) as raised:
        load_rules(folder)
    assert any(expected in str(problem) and problem.file == "properties.toml" for problem in raised.value.problems)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('readings = ["hawk"]', "unknown reading `hawk`"),
        ('where = { Q99 = "x" }', "unknown question `Q99`"),
        ('where = { Q20 = "x" }', "unknown answer to Q20 `x`"),
    ],
)
def test_a_property_of_a_reading_or_an_answer_that_is_none_is_refused(tmp_path: Path, line: str, expected: str) -> None:
    own = OWN.format("met 402") + line
    folder = edited(tmp_path, "properties.toml", lambda text: text + own)
    with pytest.raises(UnusableError) as raised:
        load_rules(folder)
    assert any(expected in str(problem) for problem in raised.value.problems)


def test_a_property_is_not_asked_where_the_reading_answers_otherwise(tmp_path: Path) -> None:
    own = OWN.format("met 402 => met 401(a)") + 'where = { Q20 = "objects-attained" }'
    folder = edited(tmp_path, "properties.toml", lambda text: text + own)
    (plain,) = [each for each in verify(load_rules(folder), readings=["plain"]).checks if each.id == "own"]
    assert (plain.holds, plain.because) == (None, "Q20 answered otherwise")


def test_an_implication_of_what_is_nowhere_so_is_no_finding(tmp_path: Path) -> None:
    own = OWN.format("met 402 and unmet 401(a) => met 401(a)")
    folder = edited(tmp_path, "properties.toml", lambda text: text + own)
    (plain,) = [each for each in verify(load_rules(folder), readings=["plain"]).checks if each.id == "own"]
    assert (plain.holds, plain.because) == (None, "what it supposes is so nowhere")


def test_rules_that_state_nothing_are_still_tried(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(rules_folder(), tmp_path / "rules"))
    (folder / "properties.toml").unlink()
    found = verify(load_rules(folder), readings=["plain"])
    assert found.failed == ()
    assert {each.id for each in found.checks} == {
        "monotone",
        "resolving",
        "decisive",
        "versions",
        "rungs",
        "tests",
        "better",
    }
