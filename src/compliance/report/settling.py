"""What is worth finding out: the open facts that can settle a goal or a condition, what decides most often first."""

from collections.abc import Iterator, Sequence

from ..explanation.settling import OpenFact, Settling
from ..explanation.words import day, percent
from ..judgement.finding import OUTCOME
from ..record.field import Field
from ..status import Status
from .document import short_notice
from .json import head_shape
from .page import Block, Gap, Heading, Line, Node, Note, Page, Rows, Said, Tree
from .shapes.explanation import OpenFactShape, SettlingShape

_SHOWN = 12  # JSON lists all
_NAMED = 3  # countries or classes
_COUNTS = (
    "Each fact is taken as little as the record allows, as much, and, where something open is held against it, as just "
    "enough. Counts of ways, never probabilities: nothing here says that one is likelier than another."
)


def page(found: Settling) -> Page:
    """How it stands, and the facts."""
    return Page(f"What would settle {found.of.number}", tuple(_blocks(found)))


def _blocks(found: Settling) -> Iterator[Block]:
    yield Heading(f"What would settle {found.of.act_form}: {found.of.heading or found.goal}", 1)
    title = " ".join(found.case.title.split())
    yield Note(f"{title} · {day(found.as_of)} · {found.interpretation.name} reading")
    yield Gap()
    if found.status is not Status.UNKNOWN:
        yield Line(f"It is {_word(found)}, whatever were found of what is open: nothing open is worth finding out.", 2)
        if found.conditions:
            numbers = dict.fromkeys(each.number for each in found.conditions)
            yield Line(f"Open for themselves are {', '.join(numbers)}; name one to be told what would settle it.", 2)
    else:
        yield Line(_sentence(found), 2)
        yield Gap()
        yield Tree(tuple(map(_node, found.facts[:_SHOWN])), 2)
        if len(found.facts) > _SHOWN:
            yield Line(f"and {len(found.facts) - _SHOWN} more: --format json lists all", 2)
        who = {", ".join(fact.conditions): "; ".join(fact.known_by) for fact in found.facts[:_SHOWN] if fact.known_by}
        if who:
            yield Heading("Who would know")
            yield Rows(tuple(who.items()), 2)
        yield Gap()
        yield Note(_COUNTS)
    yield Gap()
    yield Note(short_notice(found.case))


def _word(found: Settling) -> str:
    return OUTCOME[found.status] if not found.of.matter else found.status.value


def _sentence(found: Settling) -> str:
    facts = len(found.facts)
    idle = f"; {len(found.idle)} more are open and decide in none of the ways" if found.idle else ""
    if not facts:
        return "It is open, and no fact that is open settles it."
    return f"It is open, and {facts} open {'fact decides' if facts == 1 else 'facts decide'} it{idle}."


def _node(fact: OpenFact) -> Node:
    rows: list[tuple[Said, Said]] = [("decides in", f"{fact.decides:,} of {fact.ways:,} ways of the others")]
    for known, status in (("little", fact.at_little), ("much", fact.at_much)):
        if status is not Status.UNKNOWN:
            rows.append(("by itself", f"{status} if it is as {known} as may be"))
    rows.append(("bears on", ", ".join(fact.conditions)))
    return Node(f"{percent(fact.decides, fact.ways)}  {titled(fact.open)}", tuple(rows))


def titled(open_: Sequence[Field]) -> str:
    """What a fact is, and of which countries or classes it is open."""
    names = [each.of for each in open_ if each.of and each.title.endswith(f"({each.of})")]
    if not names or len(names) != len(open_):
        return "; ".join(dict.fromkeys(each.title for each in open_))
    more = f", {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return f"{open_[0].title.removesuffix(f' ({names[0]})')}: {', '.join(names[:_NAMED])}{more}"


def shape(found: Settling, rulebook: str) -> SettlingShape:
    """The same as plain values, for JSON; `rulebook` is the version of the rules."""
    return {
        **head_shape(found.case, found.as_of, found.interpretation.name, rulebook),
        "provision": found.of.number,
        "path": found.of.path,
        "goal": found.goal,
        "status": found.status.value,
        "ways": found.ways,
        "facts": list(map(_fact, found.facts)),
        "idle": list(found.idle),
    }


def _fact(fact: OpenFact) -> OpenFactShape:
    return {
        "fact": fact.pattern,
        "tested": titled(fact.open),
        "open": [each.path for each in fact.open],
        "decides": fact.decides,
        "ways": fact.ways,
        "at_little": fact.at_little.value,
        "at_much": fact.at_much.value,
        "conditions": list(fact.conditions),
        "known_by": list(fact.known_by),
    }
