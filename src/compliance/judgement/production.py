"""A tree of provisions as production rules: what durable_rules runs, compiled and checked against its limits."""

from collections.abc import Iterator, Sequence
from graphlib import CycleError, TopologicalSorter
from itertools import product
from typing import Any, NamedTuple

from ..status import Status, all_of, any_of
from .finding import Finding

MOST_TESTS = 500
MOST_PREMISES = 16


class UncompilableError(Exception):
    """A rulebook that goes beyond what durable_rules bears."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"cannot be compiled to durable_rules: {reason}")


class Node(NamedTuple):
    """A provision that is judged by way of others: met if at least `needed` of the children are; of none, always."""

    path: str
    needed: int
    children: tuple[str, ...]


class Rule(NamedTuple):
    """If all premises were found, the conclusion is found. Each is a path and a value."""

    name: str
    premises: tuple[tuple[str, str], ...]
    conclusion: tuple[str, str]


def nodes(finding: Finding) -> tuple[Node, ...]:
    """The inner nodes of a finding's tree: structure only, no status."""
    inner = [each for each in finding.walk() if each.children]
    needed = [1 if each.needed is None else each.needed for each in inner]
    return tuple(
        Node(each.path, count, tuple(child.path for child in each.children))
        for each, count in zip(inner, needed, strict=True)
    )


def compile_rules(tree: Sequence[Node]) -> tuple[Rule, ...]:
    """The tree as rules. One rule fires for any valuation of a node's premises, so that nothing is concluded twice."""
    rules: list[Rule] = []
    for node in tree:
        total = len(node.children)
        if node.needed in (1, total) or total == 1:
            rules += _chained(node, all_of if node.needed == total else any_of)
        else:
            rules += _counted(node)
    _check(rules)
    return tuple(rules)


def _chained(node: Node, join: Any) -> Iterator[Rule]:
    """`all` and `any`, two at a time: what was found so far, joined with the next child."""
    sofar = node.children[0]
    if len(node.children) == 1:
        for status in Status:
            concluded = status if node.needed else Status.MET
            yield Rule(f"{node.path} = {sofar} {status}", ((sofar, status),), (node.path, concluded))
    for index, child in enumerate(node.children[1:], start=1):
        result = node.path if index == len(node.children) - 1 else f"{node.path}#{index}"
        for left, right in product(Status, Status):
            conclusion = join((left, right))
            yield Rule(f"{result} = {left} {right}", ((sofar, left), (child, right)), (result, conclusion))
        sofar = result


def _counted(node: Node) -> Iterator[Rule]:
    """`at least n`: how many are met and how many unmet so far, then the conclusion from the counts."""
    total = len(node.children)
    states = {(0, 0)}
    for index, child in enumerate(node.children):
        reached: set[tuple[int, int]] = set()
        for (met, unmet), status in product(sorted(states), Status):
            after = (met + (status is Status.MET), unmet + (status is Status.UNMET))
            reached.add(after)
            before = () if index == 0 else ((f"{node.path}#{index - 1}", f"{met}+{unmet}-"),)
            conclusion = (f"{node.path}#{index}", f"{after[0]}+{after[1]}-")
            yield Rule(f"{conclusion[0]} = {met}+{unmet}- {status}", (*before, (child, status)), conclusion)
        states = reached
    for met, unmet in sorted(states):
        status = Status.MET if met >= node.needed else Status.UNMET if total - unmet < node.needed else Status.UNKNOWN
        premise = (f"{node.path}#{total - 1}", f"{met}+{unmet}-")
        yield Rule(f"{node.path} = {met}+{unmet}-", (premise,), (node.path, status))


def _check(rules: Sequence[Rule]) -> None:
    """Refuse what durable_rules would get silently wrong."""
    words = sorted({word for rule in rules for pair in (*rule.premises, rule.conclusion) for word in pair})
    hashes: dict[int, str] = {}
    for word in words:
        if not word.isascii() or not word.isprintable():
            raise UncompilableError(f"`{word}` is not plain ASCII")
        other = hashes.setdefault(fnv1a(word), word)
        if other != word:
            raise UncompilableError(f"`{word}` and `{other}` have the same 32-bit hash and would be taken for one")
    if any(len(rule.premises) > MOST_PREMISES for rule in rules):
        raise UncompilableError(f"a rule has more than {MOST_PREMISES} premises")
    tests = {pair for rule in rules for pair in rule.premises}
    if len(tests) > MOST_TESTS:
        raise UncompilableError(f"{len(tests)} tests are more than {MOST_TESTS}")
    _check_acyclic(rules)


def _check_acyclic(rules: Sequence[Rule]) -> None:
    waits: TopologicalSorter[str] = TopologicalSorter()
    for rule in rules:
        waits.add(rule.conclusion[0], *(path for path, _ in rule.premises))
    try:
        waits.prepare()
    except CycleError as error:
        raise UncompilableError("a rule feeds itself") from error


def fnv1a(word: str) -> int:
    """The 32-bit hash by which durable_rules compares names and strings."""
    value = 0x811C9DC5
    for byte in word.encode():
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value
