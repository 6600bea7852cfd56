"""One explained evaluation beside other rule engines that are given its leaves, as ratios of medians of one run.

All judge § 402 under the strict reading, which pools nothing: thirteen leaves, those of § 401(a) among them. A peer is
timed only if it concludes what the connectives do. Times are of this machine and this run; the ratios can be compared.
"""

import random
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import product
from typing import NamedTuple

import engines
from engines import Peer, Statuses, Tree
from table import Table, figure, ratio
from turns import medians

from compliance import Assessment, evaluate, load_case, load_rules
from compliance.judgement import durable
from compliance.judgement.production import Node, nodes
from compliance.status import Status, at_least

CASE, READING, GOAL = "record-2026-03-15", "strict", "termination"
PEERS = (engines.durable_rules, engines.zen_engine, engines.zen_expression, engines.cel)
SAMPLE, ROUNDS = 500, 101
# Strict joins by `all` only; so that a peer is known to be right about the others, it is asked them too.
OTHERS = (Node("top", 1, ("some", "most")), Node("some", 1, ("a", "b")), Node("most", 2, ("c", "d", "e")))


class Row(NamedTuple):
    """A contender and what it does; without work where it cannot be timed, and `does` says why."""

    name: str
    does: str
    work: Callable[[], object] | None


def concluded(tree: Tree, leaves: Statuses) -> Statuses:
    """Every provision above the leaves, by the definition of the connectives alone."""
    found = dict(leaves)
    for node in reversed(tree):
        found[node.path] = at_least(node.needed, [found[child] for child in node.children])
    return {node.path: found[node.path] for node in tree}


def wrong(peer: Peer, tree: Tree, asked: Iterable[Statuses]) -> int:
    """For how many valuations of the leaves a peer that has the tree loaded concludes anything else."""
    return sum(peer.read(peer.run(peer.ask(leaves))) != concluded(tree, leaves) for leaves in asked)


def sample(paths: list[str]) -> list[Statuses]:
    """Valuations by a seed, of all kinds: mostly met, mostly unknown, evenly mixed, and so on."""
    dice = random.Random(402)
    weights = [[dice.random() ** 3 for _ in Status] for _ in range(SAMPLE)]
    return [dict(zip(paths, dice.choices(list(Status), each, k=len(paths)), strict=True)) for each in weights]


def peer_row(build: Callable[[Tree], Peer], tree: Tree, leaves: Statuses) -> Row:
    """A peer over the tree, if it is here and right."""
    every = [dict(zip("abcde", values, strict=True)) for values in product(Status, repeat=5)]
    try:
        peer = build(tree)
        count = wrong(peer, tree, sample(list(leaves))) + wrong(build(OTHERS), OTHERS, every)
    except ImportError as error:
        return Row(build.__name__, f"cannot be imported here: {error}", None)
    if count:
        return Row(peer.name, f"differs from the connectives for {count} of {SAMPLE + len(every)} valuations", None)
    return Row(peer.name, peer.does, partial(peer.run, peer.ask(leaves)))


def explanation(explain: Callable[[], Assessment]) -> Row:
    """The product's evaluation, which finds out what the leaves are."""
    judged = sum(1 for result in explain().results for _ in result.finding.leaves())
    does = (
        f"from the folded record: grades, dates, ranges and thresholds of {judged} leaves (§ 401(a) is judged for "
        "either goal), every provision with what it rests on; no second engine"
    )
    return Row("explained evaluation", does, explain)


def confirmation(assessment: Assessment) -> Row:
    """durable_rules as the product uses it."""
    name = "durable_rules, as the product uses it"
    if not durable.is_available():
        return Row(name, "durable_rules cannot be imported here", None)
    does = "leaves given, one fact a leaf, for either goal; every step recorded, every conclusion compared"
    return Row(name, does, partial(durable.confirmed, assessment))


def tables() -> list[Table]:
    """One table: each contender with its ratios, or why it has none."""
    rules, case = load_rules(), load_case(CASE)
    explain = partial(evaluate, rules, case.folded(), as_of=case.as_of, reading=READING)
    assessment = explain()
    finding = assessment.result(GOAL)
    tree, leaves = nodes(finding), {leaf.path: leaf.status for leaf in finding.leaves()}
    assert concluded(tree, leaves) == {each.path: each.status for each in finding.walk() if each.children}
    rows = [
        explanation(explain),
        Row("connectives alone", "leaves given; the definition, nothing explained", partial(concluded, tree, leaves)),
        confirmation(assessment),
        *(peer_row(build, tree, leaves) for build in PEERS),
    ]
    about = (
        f"{CASE}, {READING} reading, § 402: {len(leaves)} leaves under {len(tree)} provisions. A peer has a ratio only "
        f"if it concludes what the connectives do, for {SAMPLE} valuations of these leaves and for all valuations of a "
        f"tree with `any` and `at least`. Medians of {ROUNDS} turns."
    )
    heads = ("", "ms", "to explained", "to connectives", "what it does")
    return [Table("One case beside other rule engines", about, heads, tuple(_figured(rows)))]


def _figured(rows: list[Row]) -> Iterator[tuple[str, ...]]:
    taken = medians({row.name: row.work for row in rows if row.work}, ROUNDS)
    explained, connectives = (taken[row.name] for row in rows[:2])
    for row in rows:
        if row.work:
            time = taken[row.name]
            yield row.name, figure(time), ratio(time / explained), ratio(time / connectives), row.does
        else:
            yield row.name, "—", "—", "—", row.does
