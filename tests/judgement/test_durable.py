"""durable_rules beside the specification: equal over the space of valuations, or refused."""

import itertools
import random
import resource
import shutil
import threading
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from compliance import Assessment, Finding, evaluate, judge, load_case, load_rules
from compliance.files.resources import rules_folder
from compliance.judgement import durable
from compliance.judgement.production import Node, nodes
from compliance.record.fold import fold
from compliance.status import Status, at_least
from whole_space import compared

# Where it can be built and is missing, `.ci/run` fails.
pytestmark = pytest.mark.skipif(not durable.is_available(), reason="durable_rules is not installed here")
DAY = date(2026, 3, 15)


@pytest.fixture(scope="module")
def unpooled(tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    """An assessment under a reading that pools nothing, so that all thirteen leaves count."""
    folder = Path(shutil.copytree(rules_folder(), tmp_path_factory.mktemp("rules") / "rules"))
    plain = folder / "readings" / "plain.toml"
    text = plain.read_text().replace('"one-class-of-persons"', '"either-class"')
    plain.write_text(text.replace('"one-class-with-the-dead"', '"each-class-of-americans"'))
    return evaluate(load_rules(folder), fold((), (), as_of=DAY), as_of=DAY)


def expected(finding: Finding, leaves: Mapping[str, str]) -> dict[str, str]:
    """Every conclusion by the definition of the connectives alone."""
    if not finding.children:
        return {finding.path: leaves[finding.path]}
    found: dict[str, str] = {}
    for child in finding.children:
        found |= expected(child, leaves)
    statuses = [Status(found[child.path]) for child in finding.children]
    needed = finding.needed
    assert needed is not None
    return found | {finding.path: at_least(needed, statuses).value}


def conclusions(engine: durable.Engine, leaves: Mapping[str, str]) -> dict[str, str]:
    found, _ = engine.run(leaves)
    return {path: value for path, value in found.items() if "#" not in path}


def test_suspension_is_equal_over_the_whole_space_of_its_seven_leaves(unpooled: Assessment) -> None:
    finding = unpooled.result("suspension")
    engine = durable.engine_for(nodes(finding))
    paths = [leaf.path for leaf in finding.leaves()]
    assert len(paths) == 7
    compared = 0
    for values in itertools.product(Status, repeat=7):
        leaves = {path: value.value for path, value in zip(paths, values, strict=True)}
        assert conclusions(engine, leaves) == expected(finding, leaves)
        compared += 1
    assert compared == 3**7


def test_termination_is_equal_over_a_seeded_sample_of_its_thirteen_leaves(unpooled: Assessment) -> None:
    finding = unpooled.result("termination")
    engine = durable.engine_for(nodes(finding))
    paths = [leaf.path for leaf in finding.leaves()]
    assert len(paths) == 13
    dice = random.Random(402)
    for _ in range(20_000):
        leaves = {path: dice.choice(list(Status)).value for path in paths}
        assert conclusions(engine, leaves) == expected(finding, leaves)


def test_slices_of_the_whole_space_are_equal_and_are_not_compared_again(tmp_path: Path) -> None:
    """`make prove` compares all of them (`whole_space.py`)."""
    rulebook, done = load_rules(), tmp_path / "done.txt"
    first = compared(rulebook, "plain", done, seconds=0.1)
    assert first == (1, 1 + 27, [])
    again = compared(rulebook, "plain", done, seconds=0.1)
    assert again == (2, 28, [])
    assert len(set(done.read_text().splitlines())) == 2


@pytest.mark.long
def test_a_hundred_thousand_evaluations_do_not_grow_the_process(unpooled: Assessment) -> None:
    finding = unpooled.result("suspension")
    engine = durable.engine_for(nodes(finding))
    leaves = {leaf.path: Status.UNKNOWN.value for leaf in finding.leaves()}
    for _ in range(10_000):
        engine.run(leaves)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(100_000):
        engine.run(leaves)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 4096  # kibibytes


@pytest.mark.parametrize("total", [2, 3, 5, 6])
def test_at_least_so_many_is_equal_for_every_number_and_valuation(total: int) -> None:
    children = tuple(f"leaf{index}" for index in range(total))
    for needed in range(1, total + 1):
        engine = durable.Engine((Node("top", needed, children),))
        for values in itertools.product(Status, repeat=total):
            found, _ = engine.run({path: value.value for path, value in zip(children, values, strict=True)})
            assert found["top"] == at_least(needed, values).value


@pytest.mark.parametrize("name", ["record", "nuclear-only", "suspension-not-termination", "suspension-and-termination"])
def test_the_engines_agree_on_a_packaged_case(name: str) -> None:
    assessment = judge(load_case(name), engines=("specification", "durable_rules"))
    assert assessment.engines == ("specification", "durable_rules")
    assert assessment.derivation


def test_every_step_rests_on_findings_made_before_it(unpooled: Assessment) -> None:
    finding = unpooled.result("termination")
    leaves = {leaf.path: Status.MET.value for leaf in finding.leaves()}
    _, steps = durable.engine_for(nodes(finding)).run(leaves)
    known = set(leaves.items())
    for step in steps:
        assert set(step.premises) <= known
        known.add(step.conclusion)
    assert (finding.path, "met") in known


def test_a_difference_is_refused_and_names_the_provision(unpooled: Assessment) -> None:
    result = unpooled.results[0]
    wrong = result._replace(finding=replace(result.finding, status=Status.MET))
    with pytest.raises(durable.EnginesDifferError, match=r"s9251/a: specification met, durable_rules unknown"):
        durable.confirmed(replace(unpooled, results=(wrong,)))


@pytest.mark.parametrize(
    ("met", "raised"), [(ValueError("x"), durable.EnginesDifferError), (KeyboardInterrupt(), KeyboardInterrupt)]
)
def test_a_result_that_the_library_lost_is_a_difference_and_an_interruption_is_one_still(
    met: BaseException, raised: type[BaseException], unpooled: Assessment, monkeypatch: pytest.MonkeyPatch
) -> None:
    finding = unpooled.result("suspension")
    engine = durable.engine_for(nodes(finding))
    leaves = {leaf.path: Status.MET.value for leaf in finding.leaves()}
    monkeypatch.setattr(engine, "_errors", [met])
    with pytest.raises(raised):
        engine.run(leaves)
    assert engine.run(leaves)[0][finding.path] == "met"


def test_threads_take_turns(unpooled: Assessment) -> None:
    finding = unpooled.result("suspension")
    engine = durable.engine_for(nodes(finding))
    leaves = {leaf.path: Status.MET.value for leaf in finding.leaves()}
    found: list[str] = []

    def work() -> None:
        for _ in range(50):
            found.append(engine.run(leaves)[0][finding.path])

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["met"] * 400


# What durable_rules 2.0.28 gets wrong, pinned so that a new release is noticed.


def fired(rule: dict[str, Any], *facts: dict[str, Any]) -> int:
    """How often a rule fires on these facts, in a host of our own."""
    count: list[object] = []
    name = f"pinned{next(durable._SESSIONS)}"
    host = durable._host()
    rest = {"all": [{"m": {"$ex": {"k": 1}}}], "run": lambda _context: None}
    host.set_rulesets({name: {"rule": rule | {"run": lambda _context: count.append(1)}, "rest": rest}})
    for fact in facts:
        host.assert_fact(name, {"sid": "pinned", "k": 1} | fact)
    host.delete_state(name, "pinned")
    return len(count)


def test_known_wrong_a_property_fires_a_rule_on_another_of_the_same_hash() -> None:
    assert fired({"all": [{"m": {"costarring": True}}]}, {"liquid": True}) == 1


def test_known_wrong_a_missing_property_matches_not_even_unequal() -> None:
    assert fired({"all": [{"m": {"$neq": {"v": "met"}}}]}, {"other": 1}) == 0


def test_known_wrong_true_is_one() -> None:
    assert fired({"all": [{"m": {"v": 1}}]}, {"v": True}) == 1
