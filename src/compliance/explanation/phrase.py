"""One condition in one line: what decides it, or the nearest reason why it is unknown."""

import math
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple

from ..judgement.finding import Finding, GroupFinding, TestFinding
from ..record.evidence import EntryKind
from ..record.standard import Bound, FieldFinding, Reason
from ..status import Status
from .why import member_name, speaking
from .words import MONTHS, amount, count, share, unit

_FOUND = 3  # more of one kind than this is a list, not a phrase
_SOURCE = 24  # letters of a source's name that a phrase has room for


def phrase(finding: Finding) -> str:
    """What decides a condition, in words for a row of a board; of one that others make up, what decides those."""
    if not finding.decided:
        deciding = [child for child in finding.children if child.status is finding.status]
        return "; ".join(dict.fromkeys(phrase(child) for child in deciding))
    asked, *higher = speaking(finding)
    group = higher[-1].group if higher and finding.status is Status.MET else asked.group
    if finding.status is Status.MET:
        return _joined(_held(group)) or "as asked"
    if finding.status is Status.UNMET:
        failing = [test for test in _tests(group, Status.UNMET) if not _aside(test)]
        harm_first = sorted(failing, key=lambda test: test.test.upward)
        return _joined(harm_first or _tests(group, Status.UNMET))
    return _open(group)


def _tests(group: GroupFinding, *statuses: Status) -> list[TestFinding]:
    return [test for test in group.tests() if test.status in statuses]


def _held(group: GroupFinding) -> list[TestFinding]:
    """The tests by which a group holds: of several ways, those of the first that holds."""
    found: list[TestFinding] = []
    for part in group.parts if group.needed else ():
        if part.status is not Status.MET:
            continue
        found += _held(part) if isinstance(part, GroupFinding) else [part]
        if group.how == "any":
            break
    return sorted(found, key=_only_sets_off)


def _only_sets_off(test: TestFinding) -> bool:
    """Whether it asks for nothing but that harm is not the larger: of a row the last thing to say."""
    return test.test.upward and test.constant == 0


def _aside(test: TestFinding) -> bool:
    """Whether it is of a class in which nobody was, or only sets harm off: no reason that a reader looks for first."""
    return test.test.empty is not None or _only_sets_off(test)


def _open(group: GroupFinding) -> str:
    """What is known of an open condition first; then what is out of date, disputed or not established; then silence."""
    unknown = sorted(_tests(group, Status.UNKNOWN), key=_only_sets_off)
    parts = [part for part in dict.fromkeys(map(_doubtful, unknown)) if part]
    missing = list(dict.fromkeys(short(test) for test in unknown if not _doubtful(test)))
    if missing:
        parts.append(f"no data on {_listed(missing, 'or')}")
    settled = [test for test in _tests(group, Status.UNMET) if not _aside(test)]
    return "; ".join(filter(None, [_joined(settled[:1]), *parts]))


def _doubtful(test: TestFinding) -> str:
    """What is known of an unknown test, and why that is not enough; empty where nothing is known."""
    name = short(test)
    uses = [use for extent in test.extents for use in extent.uses]
    if not any(use.how == "counted" for use in uses):
        if Reason.STALE in test.reasons:
            stale = [use.entry.span.end.year for use in uses if use.how == "stale"]
            return f"{name} out of date{f' ({max(stale)})' if stale else ''}"
        return f"{name} asserted, not established" if Reason.NOT_ESTABLISHED in test.reasons else ""
    if Reason.DISPUTED in test.reasons:
        return f"{name}: sources differ"
    if test.extents[0].field.value == "flag" or test.test.empty is not None or test.needed is not None:
        return f"{name} unknown"
    if _ends(test.extents) == (0, math.inf):
        return ""
    return f"{_line(said(test))}{'; the total is unknown' if test.against else ''}"


def short(test: TestFinding) -> str:
    """What a test looks at, in as few words as it takes; of one country, with its name."""
    return _named(test).replace("{}", "people")


def _named(test: TestFinding) -> str:
    field = test.extents[0].field
    name = test.test.short or field.short or test.test.label or field.title
    return f"{name} ({field.of})" if field.of and not test.test.short and len(test.extents) == 1 else name


class _Saying(NamedTuple):
    """What is shown, where there is nothing of it with `lead` (`no`) before it, and who says so behind it."""

    text: str
    lead: str = ""
    by: str = ""


def said(test: TestFinding) -> _Saying:
    """What the record shows of one test."""
    name, field = _named(test), test.extents[0].field
    if test.needed is not None:
        holding = [member_name(key, member) for key, member in test.members if member.status is Status.MET]
        many = f": {', '.join(holding[:_FOUND])}" if field.value != "flag" or test.needed > 1 else ""
        return _Saying(f"{short(test)}{many}") if holding else _Saying(short(test), "no")
    if field.value == "flag":
        yes = (test.status is Status.MET) is test.test.upward
        return _Saying(short(test), "" if yes else "no", _by(test))
    if test.test.empty is not None:
        return _Saying(f"{short(test)}: {test.status}")
    if field.value == "share" and test.whole is None:
        low, high = _ends(test.extents)
        if low == high:
            return _Saying(f"{name}: {amount(field, low)}", "", _by(test)) if low else _Saying(name, "no", _by(test))
        return _Saying(f"{name}: {share(Fraction(low))} to {share(Fraction(high))}")
    own, harm = _ends(test.extents), _ends(test.against)
    sought = _sought(test) if test.status is not Status.MET else ""
    against = f", {range_of(*harm)} {test.test.net_label}" if test.against and harm != (0, 0) else ""
    if test.net == "gross" and test.test.net_label:
        against = f", {test.test.net_label} not set against them"
    if own == (0, 0):
        searched = any(use.entry.kind is EntryKind.SEARCH for extent in test.extents for use in extent.uses)
        lead, rest = ("nobody", name.replace("{} ", "")) if "{}" in name else ("no", name)
        return _Saying(rest, lead, "found" if searched else _by(test))
    shown = name.replace("{}", range_of(*own))
    if "{}" not in name:
        shown += f": {range_of(*own)} {unit(field, own[1] if own[0] == own[1] else 2)}"
    return _Saying(f"{shown}{against or f' {_by(test)}'.rstrip()}{sought}")


def _sought(test: TestFinding) -> str:
    """Of a share of a whole: how much of it is looked for."""
    if test.whole is None:
        return ""
    low, high = test.whole
    return f"; looks for {share(test.constant)} of {range_of(low, high)}" if high else ""


def _ends(extents: Iterable[FieldFinding]) -> tuple[Bound, Bound]:
    """The least and the most that the fields add up to."""
    both = [(min(each.worst, each.best), max(each.worst, each.best)) for each in extents]
    return sum(low for low, _ in both), sum(high for _, high in both)


def range_of(low: Bound, high: Bound) -> str:
    """A range of counts: `3`, `3–5`, `3+`."""
    if low == high:
        return count(low)
    return f"{count(low)}+" if math.isinf(high) else f"{count(low)}–{count(high)}"


def _by(test: TestFinding) -> str:
    """Who says so and when, where one entry decides; the date alone where the name is long."""
    counted = [use.entry for extent in test.extents for use in extent.uses if use.how == "counted"]
    if len(counted) != 1 or counted[0].kind is EntryKind.SEARCH:
        return ""
    entry = counted[0]
    start, end = entry.span.start, entry.span.end
    month = (start.year, start.month) == (end.year, end.month)
    when = f"{MONTHS[end.month - 1][:3]} {end.year}" if month else f"{end.year}"
    who = entry.evidence.verifier.partition(" (")[0]
    return f"({who}, {when})" if who and len(who) <= _SOURCE else f"({when})"


def _line(saying: _Saying) -> str:
    return " ".join(filter(None, [saying.lead, saying.text, saying.by]))


def _joined(tests: Iterable[TestFinding]) -> str:
    """Several findings in one line; what there is none of, by one source, is listed once."""
    together: dict[tuple[str, str], list[str]] = {}
    for saying in dict.fromkeys(said(test) for test in tests):
        key = (saying.lead, saying.by) if saying.lead else ("", saying.text)
        together.setdefault(key, []).append(saying.text if saying.lead else _line(saying))
    lines = (_line(_Saying(_listed(names, "or"), lead, by if lead else "")) for (lead, by), names in together.items())
    return "; ".join(lines)


def _listed(names: Sequence[str], word: str) -> str:
    if len(names) > _FOUND:
        return f"{', '.join(names[: _FOUND - 1])} {word} {len(names) - _FOUND + 1} more"
    return f"{', '.join(names[:-1])} {word} {names[-1]}" if len(names) > 1 else "".join(names)
