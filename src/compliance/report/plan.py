"""What would support a goal: until when it is ruled out, and for each condition the smallest ways to be met."""

import math
from collections.abc import Iterable, Iterator

from ..explanation.counts import Counts
from ..explanation.plan import SHOWN, Menu, Plan
from ..explanation.robust import Robust
from ..explanation.why import looks_for, title
from ..explanation.words import day
from ..status import Status
from . import combinations
from .board import VERDICT
from .document import notice, short_notice
from .json import case_shape, made_by
from .page import Block, Gap, Glyph, Heading, Line, Note, Page, Rows, Said, Words
from .shapes.explanation import MenuShape, PlanShape

_NOTICE = (
    "Ways, not advice: nothing here is ranked by price or by people, predicted, or needed by the statute. Amounts are "
    "enough under this reading; less may do where other changes are made too."
)


def page(plan: Plan, typed: str = "", *, every: bool = False, robust: Robust | None = None) -> Page:
    """The plan; with `every` all ways of a condition, without it the first few; with how far each carries."""
    goal = plan.assessments[0].result(plan.goal)
    name = f"What would support {plan.goal}"
    return Page(name, tuple(_blocks(plan, name, goal.number, typed or plan.case.id, every, robust)))


def _blocks(plan: Plan, name: str, number: str, typed: str, every: bool, robust: Robust | None) -> Iterator[Block]:
    readings = " and ".join(each.reading for each in plan.assessments)
    yield Heading((f"{name}, § {number}: ", Words(VERDICT[plan.status])), 1)
    yield Note(f"{' '.join(plan.case.title.split())} · {day(plan.as_of)} · {readings} reading")
    yield Gap()
    if plan.status is Status.MET:
        yield Line("It is supported as it stands: nothing more is looked for.")
        return
    ruling = [menu for menu in plan.menus if menu.status is Status.UNMET]
    if ruling:
        yield Heading("Ruled out until")
        yield Rows(tuple((_named(menu), _lifted(plan, menu)) for menu in ruling), 2)
    yield Heading("Supported when")
    for menu in plan.menus:
        if menu.status is not Status.MET:
            yield from _menu(plan, menu, every)
            if robust is not None:
                yield from _carries(menu, robust)
    yield Heading("The smallest way in all")
    yield from _smallest(plan, typed)
    if robust is not None and robust.smallest is not None:
        yield Line(f"With it {plan.goal} is supported {_of_all(robust.smallest)}.", 2)
        yield Note(combinations.NO_PROBABILITIES)
    for problem in plan.refused:
        yield Note(f"Left out: {problem.place}: {problem.message}")
    yield Note(_NOTICE)
    yield Note(short_notice(plan.case))


def _named(menu: Menu) -> str:
    return f"{menu.finding.number} {menu.finding.level.short or menu.finding.level.heading}"


def _lifted(plan: Plan, menu: Menu) -> str:
    if not menu.lifting:
        return "no change that is known here lifts it"
    first = " and ".join(plan.lines_of(menu.lifting[0]))
    more = len(menu.lifting) - 1
    return f"{first}; or {more} other way{'s' if more > 1 else ''}" if more else first


def _menu(plan: Plan, menu: Menu, every: bool) -> Iterator[Block]:
    yield Line((Glyph(menu.status), Words(f" {_named(menu)}", "strong")))
    asked: dict[str, Said] = {}
    for assessment in plan.assessments:
        found = assessment.finding(menu.finding.path)
        for leaf in found.leaves() if found else ():
            rung = next(rung for rung in leaf.rungs if rung.degree is leaf.required)
            asked |= {title(test): looks_for(test) for test in rung.group.tests() if test.status is not Status.MET}
    if asked and every:
        yield Line("this reading looks for", 4)
        yield Rows(tuple(asked.items()), 6)
    if not menu.ways:
        yield from _unreached(menu)
        return
    if menu.always:
        yield Line("in every way:" if menu.one_of else "with:", 4)
        yield _lines(plan, [menu.always])
    if menu.one_of:
        shown = menu.one_of if every else menu.one_of[:SHOWN]
        yield Line("and one of:" if menu.always else "with one of:", 4)
        yield _lines(plan, shown)
        if len(shown) < len(menu.one_of):
            yield Line(f"or another of {len(menu.one_of)} ways: --full", 6)
    if menu.undone:
        undone = dict.fromkeys(line for each in menu.undone for line in plan.lines_of([each.change]))
        yield Line(f"can undo a way: {'; '.join(undone)}", 4)
    if menu.left_out:
        yield Line(f"{len(menu.left_out)} other changes bear on it and were not tried together with these", 4)


def _carries(menu: Menu, robust: Robust) -> Iterator[Block]:
    """Under how many combinations of answers the ways hold that are shown, in their order."""
    found = [robust.ways[key] for way in menu.ways if (key := (menu.finding.path, way)) in robust.ways]
    if found:
        held = dict.fromkeys(map(_of_all, found))
        yield Line(f"met {'; '.join(held)}", 4)


def _of_all(counts: Counts) -> str:
    if counts.met == counts.all:
        return "whatever is answered"
    return f"under {combinations.many(counts.met, counts.all)} of {counts.all:,} combinations of answers"


def _lines(plan: Plan, ways: Iterable[frozenset[str]]) -> Rows:
    """Each way a line, or several."""
    rows: list[tuple[Said, Said]] = []
    for way in ways:
        rows += [("and" if number else "·", said) for number, said in enumerate(_said(plan, way))]
    return Rows(tuple(rows), 6)


def _said(plan: Plan, way: Iterable[str]) -> list[Said]:
    """The changes of a way in their order: a named act by its title, then as `--suppose` takes it."""
    chosen = set(way)
    return [
        (Words(f"{each.title}: ", "strong"), line) if each.title and not number else line
        for each in plan.candidates.values()
        if each.name in chosen
        for number, line in enumerate(each.lines)
    ]


def _unreached(menu: Menu) -> Iterator[Block]:
    yield Line("no change that is known here reaches it; still looked for when all of them are made:", 4)
    tests: dict[str, Said] = {title(test): looks_for(test) for _, test in menu.lacking}
    yield Rows(tuple(tests.items()), 6)
    if menu.earliest:
        yield Line(f"A practice must have stood for a time: try --as-of {menu.earliest}.", 4)
    unstated = dict.fromkeys(
        whole.field.path
        for _, test in menu.lacking
        if test.test.empty is None
        for whole in test.whole_extents
        if math.isinf(max(whole.worst, whole.best))
    )
    if unstated:
        yield Line(f"It is a share of a number that nobody states: suppose {', '.join(unstated)}.", 4)


def _smallest(plan: Plan, typed: str) -> Iterator[Block]:
    if plan.smallest is None:
        undo = all(menu.ways for menu in plan.menus)
        why = "the ways above undo one another" if undo else "a condition above is out of reach"
        yield Line(f"none is known here: {why}", 2)
        return
    counted = f"{plan.combinations:,} combinations of the ways above"
    if len(plan.lines) == 1:
        yield Line(f"One change, of {counted}: met with it, and not without.", 2)
    else:
        yield Line(f"{len(plan.lines)} changes, of {counted}: met with all of them, and not without any one.", 2)
    yield Rows(tuple(("--suppose", f'"{line}"') for line in plan.lines), 4)
    yield Line(f"As a case: compliance plan {typed} {plan.goal} --save FILE", 2)


def shape(plan: Plan, robust: Robust | None = None) -> PlanShape:
    """The plan as plain values, for JSON; `holds_under` where it was counted."""
    return {
        "format": 2,
        "notice": f"{_NOTICE} {notice(plan.case)}",
        "case": case_shape(plan.case),
        "goal": plan.goal,
        "as_of": plan.as_of.isoformat(),
        "readings": [each.reading for each in plan.assessments],
        "rulebook": plan.assessments[0].rulebook,
        "compliance": made_by(),
        "status": plan.status.value,
        "conditions": [_row(plan, menu, robust) for menu in plan.menus],
        "combinations": plan.combinations,
        "smallest": None if plan.smallest is None else list(plan.lines),
        "holds_under": combinations.shape(robust.smallest) if robust and robust.smallest else None,
        "refused": [str(problem) for problem in plan.refused],
    }


def _row(plan: Plan, menu: Menu, robust: Robust | None) -> MenuShape:
    return {
        "provision": menu.finding.number,
        "heading": menu.finding.level.heading,
        "status": menu.status.value,
        "ways": [list(plan.lines_of(way)) for way in menu.ways],
        "hold_under": [
            combinations.shape(robust.ways[key])
            for way in menu.ways
            if robust is not None and (key := (menu.finding.path, way)) in robust.ways
        ],
        "always": list(plan.lines_of(menu.always)),
        "ruled_out_until": [list(plan.lines_of(way)) for way in menu.lifting],
        "can_undo": [
            {"change": list(plan.lines_of([each.change])), "way": list(plan.lines_of(each.way))} for each in menu.undone
        ],
        "still_lacking": [
            {"reading": reading, "tested": title(test), "looks_for": looks_for(test)} for reading, test in menu.lacking
        ],
        "earliest": menu.earliest.isoformat() if menu.earliest else None,
        "not_tried": list(plan.lines_of(menu.left_out)),
    }
