"""Medians of one run: load, fold, evaluate, confirm, render, and the cold command beside the imports it cannot avoid.

Times are of this machine and this run; the ratios are what can be compared.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from itertools import count

from table import Table, timed
from turns import medians

from compliance import evaluate, judge, load_case, load_rules
from compliance.acts.effect import effect
from compliance.acts.relief import relief_map
from compliance.judgement import durable
from compliance.judgement.fast import Gauges, Plan
from compliance.judgement.tree import Tree
from compliance.proof.space import Space
from compliance.proof.statements import tried
from compliance.report import full, json, text
from compliance.report.document import Document
from compliance.timeline.case_history import CaseHistory
from compliance.web.pages import answer

CASE = "record-2026-03-15"
ACTS = "renewed-twice-then-lapses"
COLD = [sys.executable, "-c", "from compliance.cli.app import run; run()", "evaluate", CASE]
# With compiled files, as an installation has them.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
_COUNTS = count(1_000)
IMPORTS = [sys.executable, "-c", "import typer, pydantic"]


def started(command: list[str]) -> None:
    """Run a command in a process of its own."""
    subprocess.run(command, check=True, capture_output=True, env=ENVIRONMENT)


def tables() -> list[Table]:
    """The product's parts beside an explained evaluation; the cold command beside the imports it cannot avoid."""
    rules, case = load_rules(), load_case(CASE)
    assessment, folded = judge(case, rules), case.folded()
    document, plain = Document(case, assessment, rules), rules.interpretation()
    plan, tree, since = Plan(plain.ladders), Tree(rules, plain, case.as_of), rules.enacted
    gauges = Gauges(plan, folded.ledgers, case.as_of, since, folded.gaps)
    works: dict[str, Callable[[], object]] = {
        "evaluate, explained": lambda: evaluate(rules, folded, as_of=case.as_of),
        "the verdict alone, fast": lambda: tree.verdict(
            Gauges(plan, folded.ledgers, case.as_of, since, folded.gaps).ranges
        ),
        "one field changed, fast": lambda: _changed(gauges, tree),
        "findings too, fast": lambda: Gauges(plan, folded.ledgers, case.as_of, since, folded.gaps).assessment(tree),
        "load the rules": load_rules,
        "load the record": lambda: load_case(CASE),
        "fold the record": case.folded,
        "render as text": lambda: text.render(full.page(document)),
        "render as JSON": lambda: json.render(document),
    }
    if durable.is_available():
        works["confirm with durable_rules"] = lambda: durable.confirmed(assessment)
    works["the board after a lever is moved"] = _board
    works["what must hold of one reading, every valuation"] = lambda: [
        tried(each, Space(tree), rules) for each in rules.properties.values()
    ]
    acts = load_case(ACTS)
    legal = CaseHistory(acts, rules, plain).legal
    works["fold six acts into a history"] = lambda: CaseHistory(acts, rules, plain)
    works["the effect on a day"] = lambda: effect(legal, acts.as_of)
    works["the relief map of a day"] = lambda: relief_map(legal, acts.as_of, {})
    cold = {
        "`import typer, pydantic`": lambda: started(IMPORTS),
        "cold `compliance evaluate`": lambda: started(COLD),
        "cold `compliance relief`": lambda: started([*COLD[:3], "relief", ACTS]),
        "cold `compliance timeline`": lambda: started([*COLD[:3], "timeline", ACTS]),
    }
    return [
        timed(medians(works, 31), "The parts of one judgement", f"{CASE}, plain reading. Medians of 31 turns."),
        timed(medians(cold, 15), "A command from a cold start", "Processes of their own. Medians of 15 turns."),
    ]


def _board() -> None:
    """The page of a scenario that was not asked for before."""
    line = f"release_prisoners place=camps count={next(_COUNTS)} verified-by=ICRC"
    assert answer("/board", (("case", "record"), ("suppose", line))).status == 200


def _changed(gauges: Gauges, tree: Tree) -> None:
    """The verdict without what is said of one field, and with it again: two changes."""
    path = "un_verification.inspectors"
    ledger = gauges.ledgers[path]
    for said in ((), ledger):
        gauges.change(path, said)
        tree.verdict(gauges.ranges)
