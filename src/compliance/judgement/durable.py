"""The connectives as forward-chaining rules on durable_rules: a second engine that reaches every conclusion itself.

durable_rules sees findings only: `{"sid": …, "f": path, "v": status}`. Every conclusion is asserted by a rule whose
premises were all asserted; nothing is concluded from absence. How the library is used here, and why, is in
`docs/durable-rules.md`.
"""

import os
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import count
from typing import Any

from ..status import Status
from .finding import Assessment, Step
from .production import Node, compile_rules, nodes
from .tree import Verdict

_LOCK = threading.RLock()  # the library crashes when two threads are in it; a forked child has one of its own
_SESSIONS = count(1)


class UnavailableError(ImportError):
    """durable_rules cannot be imported here."""


class EnginesDifferError(Exception):
    """The engines reached different conclusions. A disagreement is an error, never an answer."""

    def __init__(self, differences: Sequence[str]) -> None:
        self.differences = tuple(differences)
        super().__init__("the engines differ: " + "; ".join(differences))


class Engine:
    """One compiled tree, registered once. `run` takes the leaves' statuses and returns every conclusion, in order."""

    def __init__(self, tree: tuple[Node, ...]) -> None:
        self.rules = {rule.name: rule for rule in compile_rules(tree)}
        self._fired: list[str] = []
        self._errors: list[BaseException] = []
        self._name = f"tree{next(_SESSIONS)}"
        self._host = _host()
        definition: dict[str, Any] = {
            f"r{index}": {
                "all": [_premise(at, pair) for at, pair in enumerate(rule.premises)],
                "run": self._action(name),
            }
            for index, (name, rule) in enumerate(self.rules.items())
        }
        # Without a rule that takes anything, a fact that no rule matches is an error.
        definition["rest"] = {"all": [{"m": {"$ex": {"f": 1}}}], "run": lambda _context: None}
        self._host.set_rulesets({self._name: definition})

    def _action(self, name: str) -> Any:
        def act(_context: object) -> None:
            try:
                self._fired.append(name)
            except BaseException as error:  # the library would swallow it; it is raised after the case
                self._errors.append(error)

        return act

    def run(self, leaves: Mapping[str, str]) -> tuple[dict[str, str], tuple[Step, ...]]:
        """Every conclusion from these leaves, and the steps that led there, in the order of firing."""
        found = dict(leaves)
        steps: list[Step] = []
        waiting = sorted(leaves.items())
        with _LOCK:
            sid = f"s{next(_SESSIONS)}"
            self._fired.clear()
            try:
                while waiting:
                    path, value = waiting.pop(0)
                    # Without an id the library takes a hash of the whole fact for one, and in some session in
                    # hundreds of thousands two facts of a case share it. Paths are known to have distinct hashes.
                    self._host.assert_fact(self._name, {"id": path, "sid": sid, "f": path, "v": value})
                    for rule in (self.rules[name] for name in self._fired):
                        steps.append(Step(rule.name, rule.premises, rule.conclusion))
                        found[rule.conclusion[0]] = rule.conclusion[1]
                        waiting.append(rule.conclusion)
                    self._fired.clear()
                self._look_for_errors(sid)
            finally:
                self._host.delete_state(self._name, sid)
        return found, tuple(steps)

    def _look_for_errors(self, sid: str) -> None:
        swallowed = self._host.get_state(self._name, sid).get("exception")
        errors, self._errors = self._errors, []
        for error in errors:
            if not isinstance(error, Exception):  # an interruption is none of the library's errors
                raise error
        if errors or swallowed:
            raise EnginesDifferError([f"durable_rules lost a result: {swallowed or errors[0]}"])


def _premise(at: int, pair: tuple[str, str]) -> dict[str, Any]:
    return {f"m{at}": {"$and": [{"f": pair[0]}, {"v": pair[1]}]}}


def _host() -> Any:
    """A host of our own, without dispatcher and timer threads, on a clock that does not jump."""
    try:
        import durable.engine as engine
    except ImportError as error:
        raise UnavailableError(str(error)) from error

    class Host(engine.Host):  # type: ignore[misc]  # the library is untyped
        def _run(self) -> None:
            """No threads: everything happens in `assert_fact`."""

    engine._unix_now = time.monotonic
    return Host()


def engine_for(tree: tuple[Node, ...]) -> Engine:
    """The engine of a tree, compiled once a process."""
    with _LOCK:
        return _compiled(tree)


@cache
def _compiled(tree: tuple[Node, ...]) -> Engine:
    return Engine(tree)


def _start_afresh() -> None:
    """In a forked child: a lock that nobody holds, and engines in which no case was broken off.

    A thread of the parent that was judging is not in the child: its lock would never be released, and its case would
    stay half told beside those of the child, where the library bears one at a time.
    """
    global _LOCK
    _LOCK = threading.RLock()
    _compiled.cache_clear()


if hasattr(os, "register_at_fork"):  # not on Windows, which does not fork
    os.register_at_fork(after_in_child=_start_afresh)


def is_available() -> bool:
    """Whether durable_rules can be imported here."""
    try:
        _host()
    except UnavailableError:
        return False
    return True


def confirmed(assessment: Assessment) -> Assessment:
    """The assessment with its derivation, where durable_rules concludes the same; else EnginesDifferError."""
    derivation: list[Step] = []
    differences: list[str] = []
    for result in assessment.results:
        leaves = {leaf.path: leaf.status.value for leaf in result.finding.leaves()}
        found, steps = engine_for(nodes(result.finding)).run(leaves)
        derivation += steps
        statuses = {finding.path: finding.status for finding in result.finding.walk()}
        differences += _differences(found, statuses)
    if differences:
        raise EnginesDifferError(differences)
    return replace(assessment, engines=(*assessment.engines, "durable_rules"), derivation=tuple(derivation))


def confirm(verdict: Verdict) -> None:
    """EnginesDifferError unless durable_rules concludes of every provision what the verdict says."""
    differences: list[str] = []
    for goal in verdict.tree.goals:
        leaves = {leaf.path: status.value for leaf, status in verdict.leaves(goal)}
        found, _ = engine_for(verdict.tree.inner(goal)).run(leaves)
        differences += _differences(found, verdict.under(goal))
    if differences:
        raise EnginesDifferError(differences)


def _differences(found: Mapping[str, str], statuses: Mapping[str, Status]) -> list[str]:
    return [
        f"{path}: specification {status.value}, durable_rules {found.get(path, 'nothing')}"
        for path, status in statuses.items()
        if found.get(path) != status.value
    ]
