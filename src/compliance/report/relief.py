"""The relief map as a page: measure by route, and five things that stay apart."""

from collections.abc import Iterator
from datetime import date

from ..acts.relief import Cell, Lift
from ..explanation.words import day
from ..law.measure import Authority, Reach
from ..law.route import Route
from ..status import Status
from ..timeline.relief import ReliefMap
from .apart import SUPPORTED, grounds_said, judged_apart
from .document import engines_words, named, notice
from .exemptions import exemptions, grounds
from .page import Block, Gap, Grid, Heading, Line, Note, Page, Rows, Said, Words
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


def page(mapped: ReliefMap) -> Page:
    """The map as a page."""
    return Page(f"{mapped.case.title}: relief", tuple(_parts(mapped)))


def _parts(mapped: ReliefMap) -> Iterator[Block]:
    yield Heading(" ".join(mapped.case.title.split()), 1)
    yield Note(notice(mapped.case))
    yield Gap()
    yield Rows(
        (
            ("case", named(mapped.case)),
            ("as of", day(mapped.as_of)),
            ("reading", mapped.interpretation.name),
            ("rulebook", mapped.rulebook.version),
            ("engines", engines_words(mapped.engines)),
        )
    )
    for warning in mapped.warnings:
        yield Line(Words(f"Warning: {warning}.", "warning"))
    yield from _routes(mapped)
    yield from _map(mapped)
    yield from _told(mapped)
    yield from judged_apart(mapped)
    yield from exemptions(mapped)
    yield from grounds(mapped)
    yield Heading("Acts of the United States in this case")
    yield from acts(mapped.acts, mapped.rulebook, mapped.case.acts_search)
    yield from who_acts(mapped)
    yield from _authorities(mapped)
    yield from _key(len(mapped.rulebook.routes))


def _told_routes(mapped: ReliefMap) -> list[Route]:
    """The routes whose reasons are told in full: those whose conditions are judged, and those that are used."""
    used = {cell.route for cell in mapped.cells if cell.orders}
    return [each for each in mapped.rulebook.routes.values() if each.goal or each.id in used]


def _routes(mapped: ReliefMap) -> Iterator[Block]:
    """The five columns, route by route; what is in effect and lifted in practice is counted in measures."""
    yield Heading("Routes")
    for number, (name, route) in enumerate(mapped.rulebook.routes.items(), start=1):
        rows = _five(mapped, route, mapped.of(name))
        if route in _told_routes(mapped):
            yield Line(f"{number} {route.title}")
            yield Rows(tuple(rows), 2)
        else:
            yield Line(f"{number} {route.title}: {rows[0][1]}; no order recorded")


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


def _map(mapped: ReliefMap) -> Iterator[Block]:
    yield Heading("Measures, by route")
    if not mapped.cells:
        yield Line("No measure was law on this day.")
        return
    routes = [f"{number}" for number in range(1, len(mapped.rulebook.routes) + 1)]
    by_measure: dict[str, list[Cell]] = {}
    for cell in mapped.cells:
        by_measure.setdefault(cell.measure, []).append(cell)
    rows = tuple(_measure(mapped, name, cells) for name, cells in by_measure.items())
    yield Grid(rows, (0, *(2 for _ in routes)), ("section", *routes, "measure (its verb), id"), wraps=True)


def _measure(mapped: ReliefMap, name: str, cells: list[Cell]) -> tuple[Said, ...]:
    measure = mapped.rulebook.measures[name]
    marks = (Words(MARKS[cell.lift], "strong" if cell.lift is Lift.LIFTED else "") for cell in cells)
    seen = f" [{SEEN[measure.seen]}]" if SEEN[measure.seen] else ""
    return (f"§ {measure.section}", *marks, (f"{measure.title} ({measure.modal}){seen} ", Words(measure.id, "soft")))


_HEADINGS = (
    (Lift.LIFTED, "What does not bind under the Act, and what of it stays in practice"),
    (Lift.FOR_SOME, "What does not bind for some only"),
    (Lift.DOUBTFUL, "What is doubtful, and why"),
    (Lift.STAYS, "What stays, and why"),
)


def _told(mapped: ReliefMap) -> Iterator[Block]:
    """Each reason once for all measures of which it holds, for the routes that are told in full."""
    for lift, heading in _HEADINGS:
        parts = [part for route in _told_routes(mapped) for part in _reasons(mapped, route, lift)]
        if parts:
            yield Heading(heading)
            yield from parts


def _reasons(mapped: ReliefMap, route: Route, lift: Lift) -> Iterator[Block]:
    found: dict[str, list[str]] = {}
    for cell in mapped.of(route.id):
        if cell.lift is lift:
            found.setdefault(_said(cell), []).append(cell.measure)
    for said, names in found.items():
        yield Line(f"{route.title}: {sections(names, mapped.rulebook)}")
        yield Note(said, 2)


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


def _authorities(mapped: ReliefMap) -> Iterator[Block]:
    yield Heading("What a termination leaves, and how each ends by itself")
    for each in mapped.rulebook.authorities.values():
        seen = f" [{SEEN[each.seen]}]" if SEEN[each.seen] else ""
        yield Line(f"{each.title}{seen}: a termination {_ends(each, mapped)}; {standing(each, mapped)}")
        yield Note(f"{each.exit} ({each.cite})", 2)


def _ends(each: Authority, mapped: ReliefMap) -> str:
    return ENDED[each.terminated(mapped.legal.interpretation.choices)]


def _key(routes: int) -> Iterator[Block]:
    yield Heading("Key")
    yield Rows(
        (
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
        )
    )
