"""The relief map for the terminal: measure by route, and five things that stay apart."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from rich.console import RenderableType
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from ..consequence.docket import Docket
from ..consequence.relief import Cell, Lift, unseen
from ..explanation.words import day
from ..law.measure import Authority, Reach
from ..law.rulebook import Rulebook
from .document import notice
from .layout import at, printed, table
from .timeline import sections

MARKS = {Lift.LIFTED: "L", Lift.COULD: "c", Lift.STAYS: "–", Lift.DOUBTFUL: "?"}
SEEN = {"full": "", "part": "partly seen", "not": "unverified"}
ENDED = {Reach.YES: "ends it too", Reach.NO: "leaves it", Reach.DOUBTFUL: "may end it too, which is doubtful"}


class Mapped(NamedTuple):
    """A relief map with what a report says around it."""

    case: str
    title: str
    hypothetical: bool
    as_of: date
    reading: str
    rulebook: Rulebook
    engines: str
    warnings: tuple[str, ...]
    cells: tuple[Cell, ...]
    docket: Docket

    def of(self, route: str) -> tuple[Cell, ...]:
        """The cells of one route."""
        return tuple(cell for cell in self.cells if cell.route == route)


def text(mapped: Mapped, *, width: int = 80, colour: bool = False) -> str:
    """The map as text of at most `width` columns."""
    return printed(_parts(mapped), width, colour)


def _parts(mapped: Mapped) -> Iterator[RenderableType]:
    yield Text(" ".join(mapped.title.split()), style="bold")
    yield Text(notice(mapped.hypothetical), style="italic")
    yield Text()
    yield table([
        ("case", f"{mapped.case}{' (hypothetical)' if mapped.hypothetical else ''}"),
        ("as of", day(mapped.as_of)),
        ("reading", mapped.reading),
        ("rulebook", mapped.rulebook.version),
        ("engines", mapped.engines),
    ])  # fmt: skip
    for warning in mapped.warnings:
        yield Text(f"Warning: {warning}.", style="yellow")
    yield from _routes(mapped)
    yield from _map(mapped)
    yield from _why(mapped)
    yield from _authorities(mapped)
    yield from _key()


def _section(heading: str) -> Iterator[RenderableType]:
    yield Text()
    yield Rule(Text(heading, style="bold"), align="left", characters="─", style="dim")


def _routes(mapped: Mapped) -> Iterator[RenderableType]:
    """The five columns, route by route; what is in effect and lifted in practice is counted in measures."""
    yield from _section("Routes")
    grid = Table.grid(padding=(0, 2))
    for _ in range(7):
        grid.add_column()
    grid.add_row(*(Text(head, style="dim") for head in (
        "", "route", "record supports", "certified", "ordered", "in effect", "lifted in practice"
    )))  # fmt: skip
    for number, name in enumerate(mapped.rulebook.routes, start=1):
        cells = mapped.of(name)
        grid.add_row(f"{number}", Text(mapped.rulebook.routes[name].title), *map(Text, _five(mapped, name, cells)))
    yield grid


def _five(mapped: Mapped, name: str, cells: tuple[Cell, ...]) -> tuple[str, ...]:
    route = mapped.rulebook.routes[name]
    supported = next((cell.supported for cell in cells if cell.supported is not None), None)
    lifted = [cell for cell in cells if cell.lift is Lift.LIFTED]
    certified = ", ".join(dict.fromkeys(act for cell in cells for act in cell.certified))
    ordered = ", ".join(dict.fromkeys(cell.ordered for cell in cells if cell.ordered))
    return (
        supported.value if supported is not None else "not judged" if route.certified else "asks for none",
        certified or ("no" if route.certified else "not asked for"),
        ordered or "no",
        f"{len(lifted)} of {len(cells)} measures" if lifted else "no",
        _in_practice(lifted),
    )


def _in_practice(lifted: list[Cell]) -> str:
    if not lifted:
        return "no"
    words = [cell.practice.word for cell in lifted]
    said = {"no": "stay", "doubtful": "doubtful", "expected": "expected", "unknown": "not recorded"}
    return ", ".join(f"{words.count(word)} {how}" for word, how in said.items() if word in words)


def _map(mapped: Mapped) -> Iterator[RenderableType]:
    yield from _section("Measures, by route")
    routes = list(mapped.rulebook.routes)
    grid = Table.grid(padding=(0, 1))
    grid.add_column(max_width=22)
    for _ in routes:
        grid.add_column(no_wrap=True)
    grid.add_column()
    grid.add_row("", *(f"{number}" for number in range(1, len(routes) + 1)), Text("measure", style="dim"))
    by_measure: dict[str, list[Cell]] = {}
    for cell in mapped.cells:
        by_measure.setdefault(cell.measure, []).append(cell)
    for name, cells in by_measure.items():
        measure = mapped.rulebook.measures[name]
        marks = [Text(_mark(cell), style="bold" if cell.lift is Lift.LIFTED else "") for cell in cells]
        seen = f" [{SEEN[measure.seen]}]" if SEEN[measure.seen] else ""
        grid.add_row(Text(f"§ {measure.section}"), *marks, Text(f"{measure.title} ({measure.modal}){seen}"))
    if not by_measure:
        yield Text("No measure was law on this day.")
    else:
        yield grid


def _mark(cell: Cell) -> str:
    return "l" if cell.lift is Lift.LIFTED and cell.targets else MARKS[cell.lift]


def _why(mapped: Mapped) -> Iterator[RenderableType]:
    """What is lifted and until when; what is doubtful and why; each said once for all measures of which it is so."""
    for lift, heading in ((Lift.LIFTED, "What is lifted"), (Lift.DOUBTFUL, "What is doubtful, and why")):
        found: dict[tuple[str, str], list[str]] = {}
        for cell in mapped.cells:
            if cell.lift is lift:
                found.setdefault((cell.route, _said(cell)), []).append(cell.measure)
        if found:
            yield from _section(heading)
        for (route, said), names in found.items():
            yield Text(f"{mapped.rulebook.routes[route].title}: §§ {sections(names, mapped.rulebook)}")
            yield at(2, Text(said, style="dim"))
    stays: dict[str, list[str]] = {}
    for cell in mapped.of(next(iter(mapped.rulebook.routes))):
        if cell.lift is Lift.STAYS:
            stays.setdefault(cell.because, []).append(cell.measure)
    if stays:
        yield from _section(f"What stays under the {next(iter(mapped.rulebook.routes.values())).title}, and why")
    for because, names in stays.items():
        yield Text(f"§§ {sections(names, mapped.rulebook)}")
        yield at(2, Text(because, style="dim"))


def _said(cell: Cell) -> str:
    asked = f" ({cell.question})" if cell.question else ""
    if cell.lift is Lift.DOUBTFUL:
        return f"{cell.because}{asked}"
    whom = f"for {', '.join(cell.targets)} only; " if cell.targets else ""
    until = f"until {cell.until}" if cell.until else "without a last day"
    return f"{whom}by `{cell.ordered}`, {until}. In practice: {cell.practice.word}, {cell.practice.because}"


def _authorities(mapped: Mapped) -> Iterator[RenderableType]:
    yield from _section("What a termination leaves, and how each ends by itself")
    for each in mapped.rulebook.authorities.values():
        state = standing(each, mapped)
        seen = f" [{SEEN[each.seen]}]" if SEEN[each.seen] else ""
        yield Text(f"{each.title}{seen}: a termination {ENDED[each.after_termination]}; {state}")
        yield at(2, Text(f"{each.exit} ({each.cite})", style="dim"))


def standing(each: Authority, mapped: Mapped) -> str:
    """Whether an authority stands on the day, as far as the rules and the case know."""
    ended = mapped.docket.authorities.get(each.id) or mapped.docket.authorities.get(each.stands_on)
    last = unseen(mapped.rulebook, each.id, mapped.as_of)
    if ended:
        return f"ended on {ended[0]} by `{ended[1]}`"
    if each.since and mapped.as_of < each.since:
        return f"not yet made on this day: since {each.since}"
    if last:
        return f"stood until {last}; that it was continued was not seen: unverified"
    return f"stands, until {each.runs_until} unless continued" if each.runs_until else "stands"


def _key() -> Iterator[RenderableType]:
    yield from _section("Key")
    yield table([
        ("L l c – ?", "lifted, lifted for some only, could be lifted by that route, stays, doubtful"),
        ("columns", "five things stay apart: what the record supports, what was certified, what was ordered, what is "
         "in effect, what is lifted in practice"),
        ("§", "sections of the Act; `--format json` says why of every measure by every route"),
    ])  # fmt: skip
