"""The relief map for the terminal: measure by route, and five things that stay apart."""

from collections.abc import Iterator
from datetime import date

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from ..acts.relief import Cell, Lift
from ..explanation.words import day
from ..law.measure import Authority, Reach
from ..law.route import Route
from ..status import Status
from ..timeline.relief import ReliefMap
from .apart import SUPPORTED, grounds_said, judged_apart
from .document import engines_words, named, notice
from .exemptions import exemptions, grounds
from .layout import at, printed, section, table
from .powers import who_acts
from .standing import standing
from .timeline import acts, sections

MARKS = {
    Lift.LIFTED: "L",
    Lift.FOR_SOME: "l",
    Lift.COULD: "c",
    Lift.STAYS: "–",
    Lift.DOUBTFUL: "?",
    Lift.ENDED: "·",
}
SEEN = {"full": "", "part": "partly seen", "not": "unverified"}
ENDED = {Reach.YES: "ends it too", Reach.NO: "leaves it", Reach.DOUBTFUL: "may end it too, which is doubtful"}
PRACTICE = {"no": "stay", "doubtful": "doubtful", "expected": "expected", "unknown": "not recorded"}


def text(mapped: ReliefMap, *, width: int = 80, colour: bool = False) -> str:
    """The map as text of at most `width` columns."""
    return printed(_parts(mapped), width, colour)


def _parts(mapped: ReliefMap) -> Iterator[RenderableType]:
    yield Text(" ".join(mapped.case.title.split()), style="bold")
    yield Text(notice(mapped.case.hypothetical), style="italic")
    yield Text()
    yield table(
        [
            ("case", named(mapped.case)),
            ("as of", day(mapped.as_of)),
            ("reading", mapped.interpretation.name),
            ("rulebook", mapped.rulebook.version),
            ("engines", engines_words(mapped.engines)),
        ]
    )
    for warning in mapped.warnings:
        yield Text(f"Warning: {warning}.", style="yellow")
    yield from _routes(mapped)
    yield from _map(mapped)
    yield from _told(mapped)
    yield from judged_apart(mapped)
    yield from exemptions(mapped)
    yield from grounds(mapped)
    yield from section("Acts of the United States in this case")
    yield from acts(mapped.acts, mapped.rulebook, mapped.case.acts_search)
    yield from who_acts(mapped)
    yield from _authorities(mapped)
    yield from _key(len(mapped.rulebook.routes))


def _told_routes(mapped: ReliefMap) -> list[Route]:
    """The routes whose reasons are told in full: those whose conditions are judged, and those that are used."""
    used = {cell.route for cell in mapped.cells if cell.orders}
    return [each for each in mapped.rulebook.routes.values() if each.goal or each.id in used]


def _routes(mapped: ReliefMap) -> Iterator[RenderableType]:
    """The five columns, route by route; what is in effect and lifted in practice is counted in measures."""
    yield from section("Routes")
    for number, (name, route) in enumerate(mapped.rulebook.routes.items(), start=1):
        rows = _five(mapped, route, mapped.of(name))
        if route in _told_routes(mapped):
            yield Text(f"{number} {route.title}")
            yield table(rows, 2)
        else:
            yield Text(f"{number} {route.title}: {rows[0][1]}; no order recorded")


def _five(mapped: ReliefMap, route: Route, cells: tuple[Cell, ...]) -> list[tuple[str, str]]:
    supported = next((cell.supported for cell in cells if cell.supported is not None), None)
    judged = grounds_said(mapped, route)
    certified = ", ".join(dict.fromkeys(act for cell in cells for act in cell.certified))
    ordered = ", ".join(dict.fromkeys(order.act for cell in cells for order in cell.orders))
    lifted = [cell for cell in cells if cell.lift is Lift.LIFTED]
    some = sum(cell.lift is Lift.FOR_SOME for cell in cells)
    effect = [f"{len(lifted)} of {len(cells)} measures"] if lifted else []
    effect += [f"{some} for some only"] if some else []
    effect += [f"{count} doubtful" for count in [_doubtful(cells)] if count]
    return [
        ("the record", SUPPORTED[supported] if supported is not None else judged),
        ("certified", certified or ("none recorded" if route.certified else "not asked for")),
        ("ordered", ordered or "none recorded"),
        ("in effect", ", ".join(effect) or "nothing, by what is recorded"),
        ("in practice", _in_practice(lifted)),
    ]


def _doubtful(cells: tuple[Cell, ...]) -> int:
    """How many measures an order covers that it may not reach."""
    return sum(cell.in_effect is Status.UNKNOWN for cell in cells)


def _in_practice(lifted: list[Cell]) -> str:
    words = [cell.practice.word for cell in lifted]
    found = [f"{words.count(word)} {how}" for word, how in PRACTICE.items() if word in words]
    return ", ".join(found) or "nothing"


def _map(mapped: ReliefMap) -> Iterator[RenderableType]:
    yield from section("Measures, by route")
    if not mapped.cells:
        yield Text("No measure was law on this day.")
        return
    grid = Table.grid(padding=(0, 1))
    grid.add_column(max_width=24)
    for _ in mapped.rulebook.routes:
        grid.add_column(no_wrap=True)
    grid.add_column()
    numbers = [f"{number}" for number in range(1, len(mapped.rulebook.routes) + 1)]
    grid.add_row(Text("section", style="dim"), *numbers, Text("measure (its verb), id", style="dim"))
    by_measure: dict[str, list[Cell]] = {}
    for cell in mapped.cells:
        by_measure.setdefault(cell.measure, []).append(cell)
    for name, cells in by_measure.items():
        measure = mapped.rulebook.measures[name]
        marks = [Text(MARKS[cell.lift], style="bold" if cell.lift is Lift.LIFTED else "") for cell in cells]
        seen = f" [{SEEN[measure.seen]}]" if SEEN[measure.seen] else ""
        said = Text(f"{measure.title} ({measure.modal}){seen} ").append(measure.id, style="dim")
        grid.add_row(Text(f"§ {measure.section}"), *marks, said)
    yield grid


_HEADINGS = (
    (Lift.LIFTED, "What does not bind under the Act, and what of it stays in practice"),
    (Lift.FOR_SOME, "What does not bind for some only"),
    (Lift.DOUBTFUL, "What is doubtful, and why"),
    (Lift.STAYS, "What stays, and why"),
)


def _told(mapped: ReliefMap) -> Iterator[RenderableType]:
    """Each reason once for all measures of which it holds, for the routes that are told in full."""
    for lift, heading in _HEADINGS:
        parts = [part for route in _told_routes(mapped) for part in _reasons(mapped, route, lift)]
        if parts:
            yield from section(heading)
            yield from parts


def _reasons(mapped: ReliefMap, route: Route, lift: Lift) -> Iterator[RenderableType]:
    found: dict[str, list[str]] = {}
    for cell in mapped.of(route.id):
        if cell.lift is lift:
            found.setdefault(_said(cell), []).append(cell.measure)
    for said, names in found.items():
        yield Text(f"{route.title}: {sections(names, mapped.rulebook)}")
        yield at(2, Text(said, style="dim"))


def _said(cell: Cell) -> str:
    match cell.lift:
        case Lift.LIFTED:
            return f"By `{cell.orders[0].act}`, {_until(cell.until)}. In practice: {_practice(cell)}"
        case Lift.FOR_SOME:
            return "; ".join(f"for {each.target} by `{each.act}`, {_until(each.until)}" for each in cell.orders)
        case _:
            asked = f" ({cell.question})" if cell.question and cell.question not in cell.because else ""
            return f"{cell.because.rstrip('.')}{asked}."


def _until(last: date | None) -> str:
    return f"until {last}" if last else "with no last day"


def _practice(cell: Cell) -> str:
    because = cell.practice.because.rstrip(".")
    return f"{cell.practice.word}. {because[:1].upper()}{because[1:]}."


def _authorities(mapped: ReliefMap) -> Iterator[RenderableType]:
    yield from section("What a termination leaves, and how each ends by itself")
    for each in mapped.rulebook.authorities.values():
        seen = f" [{SEEN[each.seen]}]" if SEEN[each.seen] else ""
        yield Text(f"{each.title}{seen}: a termination {_ends(each, mapped)}; {standing(each, mapped)}")
        yield at(2, Text(f"{each.exit} ({each.cite})", style="dim"))


def _ends(each: Authority, mapped: ReliefMap) -> str:
    return ENDED[each.terminated(mapped.legal.interpretation.choices)]


def _key(routes: int) -> Iterator[RenderableType]:
    yield from section("Key")
    yield table(
        [
            ("L l", "lifted by that route; lifted for some persons or transactions only"),
            ("c", "could be lifted by it, if its conditions and acts were there: the route reaches it"),
            ("– ? ·", "stays: the route does not reach it; doubtful whether it does; ended already by another route"),
            (
                f"1 to {routes}",
                "the routes, as numbered above; for each, five things none of which gives another",
            ),
            ("stay", "of what is lifted: it rests on an Executive order or another authority as well"),
            ("not recorded", "whether licences, rules and listings were changed: nothing says so here"),
            ("verbs", "shall: a duty; may: a power; report: no sanction"),
        ]
    )
