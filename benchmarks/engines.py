"""The same tree in other rule engines, each in the forms found fastest of those its documentation shows, loaded once.

Each is given the leaves and concludes every provision above them. Where § 402(1) refers to § 401(a), the leaves of
§ 401(a) stand again below it, as in the tree.
"""

from collections.abc import Callable, Mapping
from importlib.metadata import version
from itertools import count
from typing import Any, NamedTuple

from compliance.judgement import durable
from compliance.judgement.production import Node, Rule, compile_rules
from compliance.status import Status

Tree = tuple[Node, ...]
Statuses = dict[str, Status]
LEVELS = (Status.UNMET, Status.UNKNOWN, Status.MET)  # as 0, 1 and 2: `all` is the least, `any` the greatest


class Peer(NamedTuple):
    """An engine with a tree loaded: `run` takes what `ask` makes of the leaves, and `read` understands what it answers.

    Only `run` is timed.
    """

    name: str
    does: str
    ask: Callable[[Statuses], Any]  # each engine has words of its own
    run: Callable[[Any], Mapping[str, Any]]
    read: Callable[[Mapping[str, Any]], Statuses]


def durable_rules(tree: Tree) -> Peer:
    """The product's production rules on a host as the product's; an action asserts its conclusion itself."""
    host, sessions, found = durable._host(), count(1), dict[str, str]()
    definition: dict[str, Any] = {  # JSON with functions in it
        f"r{index}": {"all": [durable._premise(*each) for each in enumerate(rule.premises)], "run": _act(rule, found)}
        for index, rule in enumerate(compile_rules(tree))
    }
    definition["rest"] = {"all": [{"m": {"$ex": {"f": 1}}}], "run": lambda _context: None}
    host.set_rulesets({"peer": definition})

    def run(leaves: dict[str, str]) -> dict[str, str]:
        sid = f"s{next(sessions)}"
        found.clear()
        try:
            for path, value in leaves.items():
                host.assert_fact("peer", {"sid": sid} | _fact(path, value))
            if swallowed := host.get_state("peer", sid).get("exception"):
                raise RuntimeError(f"durable_rules lost a result: {swallowed}")
        finally:
            host.delete_state("peer", sid)
        return dict(found)

    return Peer(
        f"durable_rules {version('durable-rules')}, raw",
        "leaves given, one fact a leaf; forward chaining; no steps recorded, nothing compared",
        lambda leaves: {path: status.value for path, status in leaves.items()},
        run,
        lambda answer: {node.path: Status(answer[node.path]) for node in tree},
    )


def _fact(path: str, value: str) -> dict[str, str]:
    return {"id": path, "f": path, "v": value}


def _act(rule: Rule, found: dict[str, str]) -> Callable[[Any], None]:
    path, value = rule.conclusion[0], str(rule.conclusion[1])

    def act(context: Any) -> None:  # the library is untyped
        found[path] = value
        context.assert_fact(_fact(path, value))

    return act


def zen_engine(tree: Tree) -> Peer:
    """A decision graph of one expression node, in which a provision is one expression.

    From a static loader it is compiled once; a decision of `create_decision` takes twenty times as long.
    """
    import zen

    words = _words(tree)
    engine = zen.ZenEngine({"loader": {"type": "static", "content": {"peer": _graph(tree, words)}}})
    return Peer(
        f"zen-engine {version('zen-engine')}",
        "leaves given as numbers; a decision graph, one expression a provision; no trace",
        lambda leaves: _levels(leaves, words),
        lambda facts: engine.evaluate("peer", facts)["result"],
        lambda answer: {node.path: LEVELS[answer[words[node.path]]] for node in tree},
    )


def zen_expression(tree: Tree) -> Peer:
    """The same engine without a graph: one compiled expression that answers a map."""
    import zen

    words = _words(tree)
    said = dict(words)
    for node in reversed(tree):
        said[node.path] = f"({_zen_expression(node, said)})"
    expression = zen.compile_expression(f"{{{', '.join(f'{words[node.path]}: {said[node.path]}' for node in tree)}}}")
    return Peer(
        f"zen-engine {version('zen-engine')}, expression alone",
        "leaves given as numbers; one compiled expression that answers for every provision, no decision graph",
        lambda leaves: _levels(leaves, words),
        expression.evaluate,
        lambda answer: {node.path: LEVELS[int(answer[words[node.path]])] for node in tree},
    )


def _graph(tree: Tree, words: dict[str, str]) -> dict[str, Any]:
    # What the node has found already is told from what it was given by `$`.
    said = words | {node.path: f"$.{words[node.path]}" for node in tree}
    expressions = [
        {"id": words[node.path], "key": words[node.path], "value": _zen_expression(node, said)}
        for node in reversed(tree)
    ]
    kinds = {"in": "inputNode", "judge": "expressionNode", "out": "outputNode"}
    return {
        "nodes": [
            {"id": name, "name": name, "type": kind, "content": {"expressions": expressions} if name == "judge" else {}}
            for name, kind in kinds.items()
        ],
        "edges": [
            {"id": f"{source}-{target}", "sourceId": source, "targetId": target, "type": "edge"}
            for source, target in (("in", "judge"), ("judge", "out"))
        ],
    }


def _zen_expression(node: Node, said: dict[str, str]) -> str:
    children = f"[{', '.join(said[child] for child in node.children)}]"
    if node.needed == len(node.children):
        return f"min({children})"
    if node.needed == 1:
        return f"max({children})"
    return " : ".join(f"count({children}, # >= {level}) >= {node.needed} ? {level}" for level in (2, 1)) + " : 0"


def cel(tree: Tree) -> Peer:
    """One program that answers a map: for every provision, whether it must hold, or else whether it could."""
    import cel as library

    words, nodes = _words(tree), {node.path: node for node in tree}
    judged = (
        f"'{words[path]}': {_cel_holds(path, nodes, words, 2)} ? 2 : {_cel_holds(path, nodes, words, 1)} ? 1 : 0"
        for path in nodes
    )
    program = library.compile(f"{{{', '.join(judged)}}}")
    return Peer(
        f"CEL (common-expression-language {version('common-expression-language')})",
        "leaves given as numbers; one compiled program that answers for every provision",
        lambda leaves: _levels(leaves, words),
        program.execute,
        lambda answer: {path: LEVELS[answer[words[path]]] for path in nodes},
    )


def _cel_holds(path: str, nodes: dict[str, Node], words: dict[str, str], level: int) -> str:
    """Whether a provision reaches the level, in terms of the leaves alone: CEL has no names for what it has found."""
    if path not in nodes:
        return f"{words[path]} >= {level}"
    node = nodes[path]
    children = [_cel_holds(child, nodes, words, level) for child in node.children]
    if node.needed == len(children):
        return f"({' && '.join(children)})"
    if node.needed == 1:
        return f"({' || '.join(children)})"
    return f"([{', '.join(children)}].filter(x, x).size() >= {node.needed})"


def _words(tree: Tree) -> dict[str, str]:
    """A plain identifier for every provision and leaf: paths are none."""
    paths = dict.fromkeys(path for node in tree for path in (node.path, *node.children))
    return {path: f"p{index}" for index, path in enumerate(paths)}


def _levels(leaves: Statuses, words: dict[str, str]) -> dict[str, int]:
    return {words[path]: LEVELS.index(status) for path, status in leaves.items()}
