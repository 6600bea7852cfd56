"""Medians of one run: load, fold, evaluate, confirm, render, and the cold command beside the imports it cannot avoid.

Times are of this machine and this run; the ratios are what can be compared.
"""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable

from compliance import evaluate, load_case, load_rules
from compliance.judgement import durable
from compliance.report import json, text
from compliance.report.document import Document

CASE = "record-2026-03-15"
COLD = [sys.executable, "-c", "from compliance.cli.main import run; run()", "evaluate", CASE]
# With compiled files, as an installation has them.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
IMPORTS = [sys.executable, "-c", "import typer, pydantic"]


def median(work: Callable[[], object], times: int) -> float:
    """The median of so many runs, in milliseconds."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def started(command: list[str]) -> None:
    """Run a command in a process of its own."""
    subprocess.run(command, check=True, capture_output=True, env=ENVIRONMENT)


def main() -> None:
    rules, case = load_rules(), load_case(CASE)
    folded = case.folded()
    assessment = evaluate(rules, folded, as_of=case.as_of)
    document = Document(case.id, case.title, case.about, False, case.sources, case.acts, assessment, rules)
    inner: list[tuple[str, Callable[[], object], int]] = [
        ("load the rules", load_rules, 15),
        ("load the record", lambda: load_case(CASE), 15),
        ("fold the record", case.folded, 101),
        ("evaluate, explained", lambda: evaluate(rules, folded, as_of=case.as_of), 101),
        ("render as text", lambda: text.render(document), 15),
        ("render as JSON", lambda: json.render(document), 15),
    ]
    if durable.is_available():
        durable.confirmed(assessment)
        inner.append(("confirm with durable_rules", lambda: durable.confirmed(assessment), 101))
    for name, work, times in inner:
        sys.stdout.write(f"{name:<28} {median(work, times):8.2f} ms   median of {times}\n")
    cold = median(lambda: started(COLD), 15)
    imports = median(lambda: started(IMPORTS), 15)
    sys.stdout.write(f"{'cold `compliance evaluate`':<28} {cold:8.0f} ms   median of 15\n")
    sys.stdout.write(f"{'`import typer, pydantic`':<28} {imports:8.0f} ms   ratio {cold / imports:.1f}\n")


if __name__ == "__main__":
    main()
