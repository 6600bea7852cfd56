"""How the cost grows with what is asked: each curve with the exponent between two sizes, which is 1 where it is linear.

Times are of this machine and this run; the exponents are what can be compared.
"""

import json
import math
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from many_cases import SWEEP, SWEPT, rows_of
from table import Table, figure

from compliance import Case, judge, load_case, load_rules, load_sweep, over_time, sweep
from compliance.explanation.lint import lint
from compliance.scale.options import Options
from compliance.scale.row import Judge
from compliance.timeline.case_history import CaseHistory
from compliance.timeline.history import matter_history

HEAD: dict[str, Any] = {"format": 1, "id": "growth", "title": "Growth", "as_of": "2026-01-01"}
FIRST = date(2016, 3, 1)
RULES = load_rules()


def day(number: int) -> str:
    """A day of some ten years."""
    return (FIRST + timedelta(days=number % 3_500)).isoformat()


def statements(count: int) -> dict[str, Any]:
    """So many statements about one field."""
    facts = [{"field": "captives.japan.held", "value": each % 7, "date": day(each)} for each in range(count)]
    return HEAD | {"facts": facts}


def sources(count: int) -> dict[str, Any]:
    """So many statements about one field, each by a source of its own."""
    facts = [
        {"field": "captives.japan.held", "value": each % 7, "date": day(each), "verification": "reported"}
        | {"sources": [f"s{each}"]}
        for each in range(count)
    ]
    return HEAD | {"sources": {f"s{each}": {"title": "t"} for each in range(count)}, "facts": facts}


def totals(count: int) -> dict[str, Any]:
    """So many totals of nothing over spans of days, of every country."""
    facts = [
        {"field": "captives.*.taken", "value": 0, "from": day(each * 7), "to": day(each * 7 + 2)}
        for each in range(count)
    ]
    return HEAD | {"facts": facts}


def renewals(count: int) -> dict[str, Any]:
    """A suspension with so many renewals, each upon a certification of its own."""

    def act(name: str, kind: str, below: str, on: date, **more: str) -> dict[str, str]:
        of = f"/us/usc/t22/s9251/{below}"
        return {"id": name, "date": on.isoformat(), "type": kind, "of": of, "by": "President", **more}

    on = date(2017, 1, 1)
    acts = [act("c", "certify", "a", on), act("s", "suspend", "a", on, until="2017-12-31")]
    on += timedelta(days=350)
    for each in range(count):
        acts += [act(f"c{each}", "certify", "b", on), act(f"r{each}", "renew", "b", on)]
        on += timedelta(days=179)
    return HEAD | {"as_of": on.isoformat(), "baseline": "suspension-and-termination", "acts": acts}


def history(case: Case) -> object:
    """What the record has on one matter, event by event."""
    return matter_history("foreign_captives", CaseHistory(case, RULES, RULES.interpretation()))


def swept(draws: int) -> object:
    """A sweep of so many draws of eight numbers."""
    return sweep(load_case(SWEPT), load_sweep(SWEEP).model_copy(update={"draws": draws}), RULES)


def batched(rows: int) -> object:
    """So many rows of a batch, one after the other."""
    judge_row = Judge(Options())
    return [judge_row.judged(row) for row in rows_of(rows)]


CURVES: tuple[tuple[str, Callable[[int], dict[str, Any]], tuple[int, ...], Callable[[Case], object]], ...] = (
    ("judge, entries on one field", statements, (500, 1_000, 2_000, 4_000), lambda case: judge(case, RULES)),
    ("judge, totals of every country", totals, (125, 250, 500), lambda case: judge(case, RULES)),
    ("record lint, sources", sources, (75, 150, 300, 600), lambda case: lint(case, RULES)),
    ("history, days of one matter", statements, (75, 150, 300, 600), history),
    ("timeline, renewals", renewals, (6, 12, 24, 48), lambda case: over_time(case, RULES)),
)

MANY: tuple[tuple[str, tuple[int, ...], Callable[[int], object]], ...] = (
    ("sweep, draws of eight numbers", (10_000, 100_000, 1_000_000), swept),
    ("batch, rows", (100, 1_000, 4_000), batched),
)
Curve = tuple[str, list[tuple[int, float]]]


def curves() -> list[Curve]:
    """Each curve: what grows, and for each size the seconds that it takes."""
    found = list[Curve]()
    with tempfile.TemporaryDirectory() as folder:
        for title, made, sizes, work in CURVES:
            taken: list[tuple[int, float]] = []
            for size in sizes:
                path = Path(folder) / "case.json"
                path.write_text(json.dumps(made(size)), encoding="utf-8")
                case = load_case(str(path))
                taken.append((size, min(_seconds(work, case) for _ in range(3))))
            found.append((title, taken))
    found += [
        (title, [(size, min(_timed(work, size) for _ in range(3))) for size in sizes]) for title, sizes, work in MANY
    ]
    return found


def table(found: list[Curve]) -> Table:
    """The curves, from their smallest sizes to their largest, with the exponents between."""
    rows = list[tuple[str, ...]]()
    for title, taken in found:
        for before, (size, seconds) in zip([None, *taken], taken, strict=False):
            grown = _exponent(before, (size, seconds)) if before else ""
            rows.append(("" if before else title, f"{size:,}", figure(seconds * 1_000), grown))
    about = "The least of three runs. The exponent between two sizes is 1 where the time grows as they do."
    return Table("How it grows", about, ("", "size", "ms", "exponent"), tuple(rows))


def picture(found: list[Curve], path: Path) -> None:
    """The curves over their sizes, both in powers of ten."""
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "growth"
    from matplotlib import pyplot

    figure_, axes = pyplot.subplots(figsize=(9, 5))
    for title, taken in found:
        axes.loglog(*zip(*taken, strict=True), marker="o", markersize=4, label=title)
    axes.set_xlabel("size")
    axes.set_ylabel("seconds")
    axes.grid(visible=True, which="both", alpha=0.25)
    axes.legend(fontsize=8, frameon=False)
    figure_.tight_layout()
    figure_.savefig(path, metadata={"Date": None})


def _seconds(work: Callable[[Case], object], case: Case) -> float:
    start = time.perf_counter()
    work(case)
    return time.perf_counter() - start


def _timed(work: Callable[[int], object], size: int) -> float:
    start = time.perf_counter()
    work(size)
    return time.perf_counter() - start


def _exponent(before: tuple[int, float], now: tuple[int, float]) -> str:
    return f"{math.log(now[1] / before[1]) / math.log(now[0] / before[0]):.2f}"
