"""What was tried of the rules, and what came of it; a failure with a counterexample in words."""

from collections.abc import Iterator

from ..explanation.words import day
from ..proof.checked import Checked
from ..proof.verify import Verified
from .json import made_by
from .page import Block, Gap, Heading, Line, Node, Note, Page, Tree, Words
from .shapes.lookup import CheckedShape, VerifiedShape


def page(found: Verified) -> Page:
    """The failures first, then what holds, each property once."""
    return Page("What holds of the rules", tuple(_blocks(found)))


def _blocks(found: Verified) -> Iterator[Block]:
    yield Heading("What holds of the rules, whatever is recorded", 1)
    sizes = "; ".join(f"{name} {size:,}" for name, size in found.spaces.items())
    yield Note(f"rules {found.rulebook.version} · law of {day(found.law_day)} · valuations of the conditions: {sizes}")
    if found.failed:
        yield Heading("Does not hold")
        yield Tree(tuple(map(_failed, found.failed)), 2)
    yield Heading("Holds")
    yield Tree(tuple(_held(found)), 2)
    not_asked = [each for each in found.checks if each.holds is None]
    if not_asked:
        yield Heading("Not asked")
        yield Tree(tuple(Node(f"{each.reading}: {each.id}: {each.because}") for each in not_asked), 2)
    yield Gap()
    excepted = found.rulebook.excepted
    for each in excepted:
        yield Line(f"Excepted, of {each.stricter} and {each.laxer}, {each.provision}: {each.because}")
    yield Note("Of the rules as they are written here; of no record, and of no law that they do not hold.")


def _failed(each: Checked) -> Node:
    below = tuple(Node(line) for line in each.counterexample)
    return Node((Words(f"{each.reading}: {each.id}", "strong"), f"  {each.says}"), (), below)


def _held(found: Verified) -> Iterator[Node]:
    by_id: dict[str, list[Checked]] = {}
    for each in found.checks:
        if each.holds:
            by_id.setdefault(each.id, []).append(each)
    for name, checks in by_id.items():
        tried = ", ".join(f"{each.reading} {each.tried:,}" for each in checks)
        yield Node((Words(name, "strong"), f"  {checks[0].says}"), (("tried", tried),))


def shape(found: Verified) -> VerifiedShape:
    """The same as plain values, for JSON."""
    return {
        "format": 2,
        "rulebook": found.rulebook.version,
        "compliance": made_by(),
        "law_day": found.law_day.isoformat(),
        "valuations": dict(found.spaces),
        "checks": list(map(_checked, found.checks)),
    }


def _checked(each: Checked) -> CheckedShape:
    return {
        "id": each.id,
        "says": each.says,
        "reading": each.reading,
        "holds": each.holds,
        "tried": each.tried,
        "counterexample": list(each.counterexample),
        "because": each.because,
    }
