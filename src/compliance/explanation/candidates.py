"""Changes that a plan may be made of: for each test that a condition does not meet, what would meet it.

Each is a line as `--suppose` takes it, or several. They are made from the tests themselves: the field, the amount at
which the test turns, the day judged, and a witness of the highest grade who would know.
"""

import math
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Any, NamedTuple

from pydantic import ValidationError

from ..case.movers import AMONG_MANY, Mover, mover_of
from ..case.suppose import as_text
from ..days import add_months
from ..judgement.finding import Finding, TestFinding
from ..law.degree import Degree
from ..law.ladder import Test
from ..numbers import Number, show_number
from ..record.evidence import Fact, Ledger
from ..record.field import Field, FieldKind
from ..record.standard import FieldFinding
from ..record.vocabulary import action_types, capped_by, fields, matching
from ..rulebook.interpretation import Interpretation
from ..rulebook.rulebook import Rulebook
from ..status import Status

_OTHERS = 1  # countries offered beyond those asked for
_OPEN = ("outstanding", "unresolved", "held")  # by which countries are told apart: of whom most is open


class Candidate(NamedTuple):
    """A change that may be made: its name, lines, the changes without which it is not made, what people call it."""

    name: str
    lines: tuple[str, ...]
    after: tuple[str, ...] = ()
    title: str = ""


class Asked(NamedTuple):
    """What candidates are made for: a day, the first on which something may be supposed to begin, and by what rules.

    `record` is what is recorded before anything is supposed.
    """

    day: date
    first: date
    rulebook: Rulebook
    interpretation: Interpretation
    record: Mapping[str, Ledger]


class Wanted(NamedTuple):
    """A test that is not met; `witness` is who would know, `more` what it lacks beyond what it seems to."""

    test: TestFinding
    asked: Asked
    witness: str
    more: Number

    @property
    def day(self) -> date:
        """The day on which it would be done: the day judged; of a practice, so long before it as it must have stood."""
        name = self.test.test.practice
        if name is None:
            return self.asked.day
        months = self.asked.interpretation.value("practice", name[1:]) or 0
        return max(add_months(self.asked.day, -months), min(self.asked.first, self.asked.day))


def candidates_for(
    finding: Finding, asked: Asked, *, above: bool = False, more: Mapping[Test, Number] = MappingProxyType({})
) -> list[Candidate]:
    """For each test that a condition does not meet, at the degree asked for, what would meet it.

    With `above` at the higher degrees too, by which it also holds. `more` says by how much a test still falls short
    when all is done. What no line can say is left out; the plan says what it cannot reach.
    """
    witness = asked.rulebook.ladders[finding.matter].known_by[0].partition(",")[0].removeprefix("the ")
    required = finding.required or Degree.NONE
    lines: list[str] = []
    for rung in finding.rungs:
        if rung.degree is required or (above and rung.degree.rank > required.rank):
            for test in rung.group.tests():
                if test.status is not Status.MET:
                    lines += _lines(Wanted(test, asked, witness, more.get(test.test, 0)))
    return [Candidate(line, (line,)) for line in _largest(dict.fromkeys(lines))]


def falls_short(finding: Finding) -> dict[Test, Number]:
    """By how much each test of the degree asked for still falls short, of those that are a matter of more."""
    found: dict[Test, Number] = {}
    for rung in finding.rungs:
        for test in rung.group.tests() if rung.degree is finding.required else ():
            members = [member for _, member in test.members] or [test]
            lacks = [_exact(each.turns_at[1]) - _exact(each.worst) for each in members if _is_finite(each)]
            if test.status is not Status.MET and test.test.upward and max(lacks, default=0) > 0:
                found[test.test] = math.ceil(max(lacks)) if test.extents[0].field.value == "count" else max(lacks)
    return found


def _is_finite(test: TestFinding) -> bool:
    return not math.isinf(test.turns_at[1]) and not math.isinf(test.worst)


def _largest(lines: Iterable[str]) -> list[str]:
    """Of lines that differ in an amount alone, the one of the largest; of spans that end alike, the longest."""
    last: dict[str, tuple[Any, str]] = {}
    for line in lines:
        size = [Fraction(each) for each in _AMOUNT.findall(line)]
        from_ = _FROM.search(line)
        shape = _FROM.sub("from=", _AMOUNT.sub("=#", line))
        rank = (size, [-date.fromisoformat(from_[1]).toordinal()] if from_ else [])
        if shape not in last or rank > last[shape][0]:
            last[shape] = (rank, line)
    return [line for _, line in last.values()]


_AMOUNT = re.compile(r"(?<==)[0-9]+(?:/[0-9]+)?(?= |$)")
_FROM = re.compile(r"from=([0-9-]{10})")


def _lines(wanted: Wanted) -> Iterator[str]:
    test = wanted.test
    if test.test.empty is not None:
        return  # that nobody was in a class is no change that anybody makes
    yield from _of_harm(wanted)
    if not test.test.upward:
        yield from _ended(wanted)
        return
    if test.needed is not None:
        yield from _of_members(wanted)
        return
    yield from _of_wholes(wanted)
    lacking = _lacking(test) + wanted.more
    for field in _offered([extent.field for extent in test.extents], wanted, 1 + _OTHERS):
        yield from _raised(field, lacking, test, wanted)


def _of_members(wanted: Wanted) -> Iterator[str]:
    """Enough of the nationalities or classes, each for itself; and a few more, that there is a choice."""
    test, short = wanted.test, [member for _, member in wanted.test.members if member.status is not Status.MET]
    names = (test.needed or 1) + (0 if test.needed == len(test.members) else _OTHERS)
    offered = _offered([extent.field for member in short for extent in member.extents], wanted, names)
    for field in offered:
        member = next(member for member in short if any(extent.field == field for extent in member.extents))
        yield from _raised(field, _lacking(member) + wanted.more, member, wanted)


def _raised(field: Field, lacking: Number, test: TestFinding, wanted: Wanted) -> Iterator[str]:
    """The line that raises the field by what is lacking, and one for what must be there for it to count."""
    premise = capped_by(field)
    if premise is not None:
        yield _stated(premise.path, 1, wanted)
    mover = mover_of(field.path, True)
    if field.value == "flag":
        amount: Number = 1
    elif field.kind is FieldKind.STOCK and (mover is None or mover.sets):
        amount = _absolute(test)
    else:
        amount = lacking
    line = _moved(mover, amount, wanted) if mover else ""
    yield line or _stated(field.path, amount, wanted)


def _ended(wanted: Wanted) -> Iterator[str]:
    """The lines that say there was none of a harm in the window, or that what stands against it no longer does."""
    test = wanted.test
    for pattern in test.test.field:
        for path in _patterns(pattern, test.extents):
            field = fields()[matching(path)[0][1]]
            mover = mover_of(field.path, False) if "*" not in path and field.kind is FieldKind.STOCK else None
            line = _moved(mover, test.constant, wanted) if mover and field.value == "flag" else ""
            yield line or _stated(path, test.constant, wanted)


def _of_harm(wanted: Wanted) -> Iterator[str]:
    """That there was no more harm in the window than is recorded, where what is looked for is net of it."""
    test = wanted.test
    if test.net in ("net", "clean") and any(each.worst != each.best for each in test.against):
        for pattern in test.test.net_of:
            yield from (_stated(path, 0, wanted) for path in _patterns(pattern, test.against))


def _patterns(pattern: str, found: Iterable[FieldFinding]) -> Iterator[str]:
    """The pattern, where it means only what was looked at; else each field that was."""
    meant, looked_at = [path for _, path in matching(pattern)], [each.field.path for each in found]
    if set(meant) <= set(looked_at):
        yield pattern
    else:
        yield from (path for path in looked_at if path in meant)


def _of_wholes(wanted: Wanted) -> Iterator[str]:
    """The size of a whole at the start of the window, where the record states only its least: that least.

    Of one that nobody states no figure is supposed.
    """
    for whole in wanted.test.whole_extents:
        low, high = min(whole.worst, whole.best), max(whole.worst, whole.best)
        if math.isinf(high) and low:
            yield _stated(whole.field.path, _exact(low), wanted, wanted.test.since)


def _offered(listed: Iterable[Field], wanted: Wanted, most: int) -> list[Field]:
    """The fields, but of those that are alike for several countries or classes only the few of which most is open."""
    alike: dict[str, list[Field]] = {}
    for field in dict.fromkeys(listed):
        _, *between, last = field.path.split(".")
        alike.setdefault(last if between and _is_of_people(field) else field.path, []).append(field)

    def open_(field: Field) -> Number:
        head = field.path.rpartition(".")[0]
        said = [entry for each in _OPEN for entry in wanted.asked.record.get(f"{head}.{each}", ())]
        return max((entry.low for entry in said), default=0)

    return [field for group in alike.values() for field in sorted(group, key=open_, reverse=True)[:most]]


def _is_of_people(field: Field) -> bool:
    """Whether it is of the people of one country, as others are of another's."""
    return any(field.path.rpartition(".")[0] + f".{each}" in fields() for each in _OPEN)


def _lacking(test: TestFinding) -> Number:
    """By how much it falls short, where there is no more harm than is recorded; the least amount there is, at least."""
    have = sum(_finite(extent.worst) for extent in test.extents)
    return max(_absolute(test) - have, 1 if test.extents[0].field.value == "count" else test.constant)


def _absolute(test: TestFinding) -> Number:
    """What must be there for the test to hold surely, where there is no more harm than is recorded."""
    set_off = (*test.against, *test.known) if test.net == "net" else test.known
    must = test.turns_at[1] if not math.isinf(test.turns_at[1]) else test.turns_at[0]
    harm = sum(_finite(each.best) for each in set_off)
    needed = _exact(must) + harm
    return math.ceil(needed) if test.extents[0].field.value == "count" else needed


def _finite(bound: Any) -> Number:
    return 0 if math.isinf(bound) else _exact(bound)


def _exact(bound: Any) -> Number:
    return bound if isinstance(bound, int) else Fraction(bound)


def _moved(mover: Mover, amount: Number, wanted: Wanted) -> str:
    """The line of an action; empty where no such action can be."""
    entry = mover.entry(amount) | {"id": "s1", "date": wanted.day.isoformat(), "verification": "verified"}
    try:
        return as_text(action_types()[mover.type].model_validate(entry))
    except ValidationError:
        return ""


def _stated(path: str, value: Number, wanted: Wanted, on: date | None = None) -> str:
    """The line of a fact: of a flow over the window, of anything else on a day."""
    field = fields()[matching(path)[0][1]]
    said: dict[str, Any] = {"field": path, "value": bool(value) if field.value == "flag" else show_number(value)}
    if field.kind is FieldKind.STOCK:
        said["date"] = (on or wanted.day).isoformat()
    else:
        start = wanted.test.since if value == 0 and wanted.test.since else wanted.day
        said |= {"from": start.isoformat(), "to": wanted.asked.day.isoformat()}
    witness = AMONG_MANY if "*" in path or _is_of_people(field) else wanted.witness
    fact = Fact.model_validate(said | {"verification": "verified", "verifier": witness})
    return as_text(fact)
