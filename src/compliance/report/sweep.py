"""What a sweep found: in what share of the draws each provision is met, unknown or unmet, and what drives that."""

from collections.abc import Iterator, Mapping, Sequence

from ..explanation.words import day
from ..judgement.tree import Provision
from ..scale.axes import Row, Value, said
from ..scale.drivers import Driver, Run, interval
from ..scale.sweep import Sweep, Tally
from .document import notice, short_notice
from .json import case_shape, made_by
from .page import Block, Gap, Grid, Heading, Line, Note, Page, Share, Shares
from .shapes.scale import DriverShape, ProvisionSharesShape, SweepShape, TallyShape

OF_DRAWS = (
    "Shares are of the draws that the sweep's file describes. They say how far a conclusion depends on what is "
    "uncertain, and nothing of how likely anything in the world is."
)
_RUNS = 4


def page(swept: Sweep, driven: Sequence[Driver], checked: int = 0) -> Page:
    """The sweep; `checked` is how many of its draws were judged one by one and found the same."""
    return Page(f"Sweep of {swept.case.id}", tuple(_blocks(swept, driven, checked)))


def _blocks(swept: Sweep, driven: Sequence[Driver], checked: int) -> Iterator[Block]:
    kind = ("combination" if swept.file.grid else "draw") + ("s" if swept.draws != 1 else "")
    yield Heading(f"Sweep: {' '.join((swept.file.title or swept.case.title).split())}", 1)
    of = f"{' '.join(swept.case.title.split())} · {day(swept.setting.as_of or swept.case.as_of)}"
    yield Note(f"{of} · {swept.draws:,} {kind}" + ("" if swept.file.grid else f" · seed {swept.file.seed}"))
    yield Line(OF_DRAWS)
    for tally in swept.tallies:
        yield Heading(f"Under the {tally.reading} reading")
        yield Shares(tuple(_share(each, tally) for each in shown(tally)))
        if not swept.file.grid:
            points = 100 * max(_half(tally, each.path) for each in shown(tally))
            yield Note(f"Drawn without end, each share would lie within {_points(points)} of this (95 %).")
    yield Heading("What varies")
    yield Grid(tuple((axis.name, _over(axis.row)) for axis in swept.axes), (0,), ("axis", "over"), wraps=True)
    yield from _driving(driven)
    yield Gap()
    if checked:
        yield Note(f"Judged one by one as well, and found the same: {checked:,} of the {kind}.")
    yield Note(short_notice(swept.case))


def shown(tally: Tally) -> list[Provision]:
    """The goals and all below them, in the order of the law; what one section takes from another stands there once."""
    return [each for each in tally.provisions if not each.referred]


def _share(each: Provision, tally: Tally) -> Share:
    unmet, unknown, met = map(int, tally.counts[each.path])
    all_ = unmet + unknown + met
    words = [
        f"{name} {portion(some, all_)}" for name, some in (("met", met), ("unknown", unknown), ("unmet", unmet)) if some
    ]
    goal = next((name for name, path in tally.goals.items() if path == each.path), "")
    label = f"{each.number} {goal or each.heading}".strip()
    return Share(label, met / all_, unknown / all_, unmet / all_, ", ".join(words))


def portion(some: int, all_: int) -> str:
    """A share in tenths of a hundredth: never rounded to none or to all.

    >>> portion(1, 3), portion(1, 10_000), portion(9_999, 10_000), portion(3, 3)
    ('33.3%', 'under 0.1%', 'over 99.9%', 'in all')
    """
    if some == all_:
        return "in all"
    shown = f"{100 * some / all_:.1f}%"
    return {"0.0%": "under 0.1%", "100.0%": "over 99.9%"}.get(shown, shown)


def _half(tally: Tally, path: str) -> float:
    counts = tally.counts[path]
    ends = (interval(int(some), int(counts.sum())) for some in counts)
    return max((high - low) / 2 for low, high in ends)


def _points(points: float) -> str:
    return "0.1 points" if points <= 0.1 else f"{points:.1f} points"


def _over(row: Row) -> str:
    if row.listed:
        listed = ", ".join(map(_shown, row.listed[:8]))
        more = f" and {len(row.listed) - 8} more" if len(row.listed) > 8 else ""
        return f"{listed}{more}{', weighted' if row.shape == 'weighted' else ''}"
    ends = f"{_shown(row.value(0))} to {_shown(row.value(row.size - 1))}"
    mode = f", most likely {_shown(row.value(row.mode))}" if row.shape == "triangular" else ""
    return f"{ends}{mode}"


def _shown(value: Value) -> str:
    """A value as people write it: thousands apart."""
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else said(value)


def _driving(driven: Sequence[Driver]) -> Iterator[Block]:
    """What moves a goal alone, and what goes with it, for each goal that is not the same throughout."""
    groups: dict[tuple[str, str], list[Driver]] = {}
    for each in driven:
        groups.setdefault((each.goal, each.reading), []).append(each)
    for (goal, reading), drivers in groups.items():
        if all(len(each.alone) < 2 and not each.correlation for each in drivers):
            continue
        yield Heading(f"What drives {goal}, {reading} reading")
        ranked = sorted(drivers, key=lambda each: (-abs(each.correlation or 0), -len(each.alone)))
        yield Grid(
            tuple((each.axis.name, _correlated(each.correlation), _alone(each.alone)) for each in ranked),
            (0, 0),
            ("axis", "rank correlation", "alone, the others at their centre"),
            wraps=True,
        )


def _correlated(correlation: float | None) -> str:
    if correlation is None:
        return "—"
    return "0.00" if abs(correlation) < 0.005 else f"{correlation:+.2f}"


def _alone(runs: Sequence[Run]) -> str:
    if len(runs) == 1:
        return f"{runs[0].status} throughout"
    words = [
        f"{run.status} at {_shown(run.first)}" + (f" to {_shown(run.last)}" if run.first != run.last else "")
        for run in runs[:_RUNS]
    ]
    return "; ".join(words) + (f"; and {len(runs) - _RUNS} more changes" if len(runs) > _RUNS else "")


def shape(swept: Sweep, driven: Sequence[Driver], checked: int) -> SweepShape:
    """The same as plain values, for JSON: every provision, with the interval of each share."""
    return {
        "format": 2,
        "notice": notice(swept.case),
        "of_draws": OF_DRAWS,
        "case": case_shape(swept.case),
        "as_of": (swept.setting.as_of or swept.case.as_of).isoformat(),
        "rulebook": swept.setting.rulebook.version,
        "compliance": made_by(),
        "title": swept.file.title,
        "draws": swept.draws,
        "grid": swept.file.grid,
        "seed": swept.file.seed,
        "checked": checked,
        "axes": [
            {
                "name": axis.name,
                "places": axis.row.size,
                "first": said(axis.row.value(0)),
                "last": said(axis.row.value(axis.row.size - 1)),
                "as_column": bool(axis.held),
            }
            for axis in swept.axes
        ],
        "readings": [_tally(tally, exact=swept.file.grid) for tally in swept.tallies],
        "drivers": list(map(_driver, driven)),
    }


def _tally(tally: Tally, *, exact: bool) -> TallyShape:
    return {
        "reading": tally.reading,
        "goals": dict(tally.goals),
        "provisions": [_provision(each, tally, exact) for each in tally.provisions],
    }


def _provision(each: Provision, tally: Tally, exact: bool) -> ProvisionSharesShape:
    unmet, unknown, met = map(int, tally.counts[each.path])
    all_ = unmet + unknown + met
    return {
        "path": each.path,
        "provision": each.number,
        "met": met,
        "unknown": unknown,
        "unmet": unmet,
        "intervals": None
        if exact
        else {
            name: list(interval(some, all_)) for name, some in (("met", met), ("unknown", unknown), ("unmet", unmet))
        },
    }


def _intervals(counts: Mapping[str, int]) -> dict[str, list[float]]:
    all_ = sum(counts.values())
    return {name: list(interval(some, all_)) for name, some in counts.items()}


def _driver(each: Driver) -> DriverShape:
    return {
        "axis": each.axis.name,
        "reading": each.reading,
        "goal": each.goal,
        "correlation": each.correlation,
        "alone": [{"first": said(run.first), "last": said(run.last), "status": run.status.value} for run in each.alone],
    }
