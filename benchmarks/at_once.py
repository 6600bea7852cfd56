"""Many valuations of § 402 at once: the product's columns beside NumPy by hand and OpenFisca-Core.

Each is given the thirteen leaves of the strict reading for as many cases, and concludes every provision above them. All
must conclude what the definition of the connectives does.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from importlib.metadata import version
from typing import Any

import numpy
from numpy.typing import NDArray
from peers import CASE, GOAL, READING, concluded
from table import Table, figure, ratio
from turns import medians

from compliance import evaluate, load_case, load_rules
from compliance.judgement.production import Node, nodes
from compliance.scale.across import ORDER, at_least

Column = NDArray[numpy.int8]
Columns = Mapping[str, Column]
Work = Callable[[], Columns]
COUNT, ROUNDS, CHECKED = 100_000, 11, 500
ON = "2026-03-15"


def columns_of(tree: tuple[Node, ...], leaves: Columns) -> Columns:
    """As a sweep joins provisions."""
    found = dict(leaves)
    for node in reversed(tree):
        found[node.path] = at_least(node.needed, [found[child] for child in node.children])
    return {node.path: found[node.path] for node in tree}


def by_hand(tree: tuple[Node, ...], leaves: Columns) -> Columns:
    """The least of a stack of rows; strict joins by `all` alone."""
    found = dict(leaves)
    for node in reversed(tree):
        assert node.needed == len(node.children)
        found[node.path] = numpy.minimum.reduce([found[child] for child in node.children])
    return {node.path: found[node.path] for node in tree}


def openfisca(tree: tuple[Node, ...], leaves: Columns) -> Work:
    """A tax and benefit system of one entity, in which each leaf and each provision is a variable."""
    from openfisca_core.entities import build_entity
    from openfisca_core.periods import DateUnit
    from openfisca_core.simulations import SimulationBuilder
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem
    from openfisca_core.variables import Variable

    case = build_entity(key="case", plural="cases", label="", is_person=True)
    words = {path: f"p{place}" for place, path in enumerate([*leaves, *(node.path for node in tree)])}
    system = TaxBenefitSystem([case])

    def variable(path: str, formula: Callable[..., Any] | None) -> None:
        body: dict[str, Any] = {
            "value_type": int,
            "entity": case,
            "definition_period": DateUnit.DAY,
            "label": path,
        }
        system.add_variable(type(words[path], (Variable,), body | ({"formula": formula} if formula else {})))

    def least_of(children: tuple[str, ...]) -> Callable[..., Any]:
        return lambda cases, period: numpy.minimum.reduce([cases(words[child], period) for child in children])

    for path in leaves:
        variable(path, None)
    for node in reversed(tree):
        variable(node.path, least_of(node.children))
    count = len(next(iter(leaves.values())))

    def run() -> Columns:
        simulation = SimulationBuilder().build_default_simulation(system, count)
        for path, column in leaves.items():
            simulation.set_input(words[path], ON, column)
        return {node.path: simulation.calculate(words[node.path], ON) for node in tree}

    return run


def tables() -> list[Table]:
    """One table: what each takes for so many cases, and a case."""
    rules, case = load_rules(), load_case(CASE)
    finding = evaluate(rules, case.folded(), as_of=case.as_of, reading=READING).result(GOAL)
    tree, paths = nodes(finding), [leaf.path for leaf in finding.leaves()]
    drawn = numpy.random.default_rng(402).integers(0, 3, (len(paths), COUNT), dtype=numpy.int8)
    leaves = dict(zip(paths, drawn, strict=True))
    contenders: dict[str, Work] = {
        "NumPy by hand, `all` alone": partial(by_hand, tree, leaves),
        "the product's columns, any connective": partial(columns_of, tree, leaves),
    }
    with suppress(ImportError):
        contenders[f"OpenFisca-Core {version('openfisca-core')}"] = openfisca(tree, leaves)
    for name, work in contenders.items():
        assert not _wrong(work(), tree, leaves), name
    taken = medians(contenders, ROUNDS)
    first = next(iter(taken.values()))
    rows = tuple((name, figure(time), f"{1e6 * time / COUNT:.1f}", ratio(time / first)) for name, time in taken.items())
    about = (
        f"§ 402 under the {READING} reading, {COUNT:,} valuations of its {len(paths)} leaves at once; the leaves are "
        f"given. {CHECKED} of the conclusions of each were compared with the definition of the connectives."
    )
    return [Table("Provisions of many cases at once", about, ("", "ms", "ns a case", "to NumPy"), rows)]


def _wrong(found: Columns, tree: tuple[Node, ...], leaves: Columns) -> int:
    """In how many of those that are looked at anything else is concluded than by definition."""
    return sum(
        {path: ORDER[int(column[place])] for path, column in found.items()}
        != concluded(tree, {path: ORDER[int(column[place])] for path, column in leaves.items()})
        for place in range(0, COUNT, COUNT // CHECKED)
    )
