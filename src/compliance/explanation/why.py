"""Why a condition is met, unmet or unknown: what each test looks for, what the record shows, what would change it.

Everything is read off the findings; nothing is judged here.
"""

import math
from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from ..judgement.finding import Finding, RungFinding, TestFinding
from ..record.evidence import EntryKind
from ..record.field import FieldKind
from ..record.standard import Bound, FieldFinding, Reason, Use
from ..record.vocabulary import fields
from ..status import Status
from .words import REASONS, amount, count, day, graded, share, span_of


def speaking(finding: Finding) -> list[RungFinding]:
    """The rungs that explain a leaf: the one asked for, and the higher one by which it holds or could instead."""
    asked = next(rung for rung in finding.rungs if rung.degree is finding.required)
    if asked.status is finding.status:
        return [asked]
    above = (rung for rung in finding.rungs if rung.degree.rank > asked.degree.rank and rung.status is finding.status)
    return [asked, next(above)]


def decisive(finding: Finding) -> list[Finding]:
    """The leaves on which a settled status rests, each provision once, by way of the determining findings."""
    if finding.decided:
        return [finding] if finding.status is not Status.UNKNOWN else []
    chosen = [child for child in finding.children if child.path in finding.determining]
    return list({leaf.level.identifier: leaf for child in chosen for leaf in decisive(child)}.values())


def remedies(finding: Finding) -> list[tuple[Finding, str]]:
    """What would change a settled *unmet*: for each leaf it rests on, what its rung looks for and does not find."""
    found = []
    for leaf in decisive(finding):
        failing = [test for test in speaking(leaf)[0].group.tests() if test.status is Status.UNMET]
        wanted = dict.fromkeys(f"{title(test)}: {looks_for(test)}" for test in failing)
        found.append((leaf, "; ".join(wanted)))
    return found


def still_open(finding: Finding) -> list[Finding]:
    """Every unknown leaf, each provision once, also where the status is settled without it."""
    unknown = (leaf for leaf in finding.leaves() if leaf.status is Status.UNKNOWN)
    return list({leaf.level.identifier: leaf for leaf in unknown}.values())


def title(test: TestFinding) -> str:
    """What is tested, in words."""
    return test.test.label or test.extents[0].field.title


def looks_for(test: TestFinding) -> str:
    """What the reading looks for: `at least 1 act, observed or better, since 18 February 2016`."""
    parts = [_wanted(test), graded(test.grade), _window(test)]
    return ", ".join(part for part in parts if part)


def _wanted(test: TestFinding) -> str:
    field = test.extents[0].field
    if test.needed is not None:
        if field.value == "flag":
            return "yes, at least once" if test.needed == 1 else f"{test.needed} or more"
        return f"{test.needed} or more, each with at least {amount(field, test.constant)}"
    if field.value == "flag":
        return "yes" if test.test.upward else "no"
    bound = "at least" if test.test.upward else "at most"
    if test.test.empty is not None:
        return "nobody in the class when the window opened, and nobody since"
    if test.whole is not None:
        low, high = test.whole
        whole = test.whole_extents[0].field
        return f"{bound} {share(test.constant)} of {span_of(whole, low, high)}"
    if test.constant == 0:
        return amount(field, 0)
    return f"{bound} {amount(field, test.constant)}"


def _window(test: TestFinding) -> str:
    return "" if test.since is None else f"since {day(test.since)}"


def shows(test: TestFinding) -> str:
    """What the record shows: a value, a range, or silence."""
    if test.needed is not None:
        if not any(extent.uses for extent in (*test.extents, *test.against)):
            return "no data"
        named = [member_name(name, member) for name, member in test.members if member.status is Status.MET]
        if test.needed == 1 and test.extents[0].field.value == "flag":
            return (
                f"yes: {', '.join(named)}"
                if named
                else "no"
                if test.status is Status.UNMET
                else "unknown" + _doubts(test)
            )
        found = f"{len(named)} of which the record shows it" + (f" ({', '.join(named)})" if named else "")
        return found + _doubts(test)
    low, high = min(test.worst, test.best), max(test.worst, test.best)
    if not any(extent.uses for extent in (*test.extents, *test.against)):
        return "no data"
    field = test.extents[0].field
    text = span_of(field, low, high)
    if test.against and test.net == "net":
        sums = [sum(end(each.worst, each.best) for each in test.extents) for end in (min, max)]
        text = f"{span_of(field, *sums)}, and {_total(test.against)} {test.test.net_label}"
    if any(each.worst for each in test.known):
        before = " before it and not home when it began" if test.test.carried else ""
        text += f"; {_total(test.known)} {test.test.net_label}{before}"
    if any(use.how == "nothing-further" for extent in test.against for use in extent.uses):
        text += f"; of those {test.test.net_label} no more than a search leaves room for"
    return text + (_doubts(test) if test.status is Status.UNKNOWN else "")


def member_name(name: str, member: TestFinding) -> str:
    """How a reader calls one of the members of a test across them: `Republic of Korea`, `food`."""
    field = member.extents[0].field
    return field.of or (field.title if "." in name else name.replace("_", " "))


def _total(extents: tuple[FieldFinding, ...]) -> str:
    low = sum(min(each.worst, each.best) for each in extents)
    high = sum(max(each.worst, each.best) for each in extents)
    return f"{count(low)} or more" if math.isinf(high) else count(low) if low == high else f"{count(low)}–{count(high)}"


def _doubts(test: TestFinding) -> str:
    found = (
        {reason for extent in test.looked_at for reason in extent.reasons} if test.status is Status.UNKNOWN else set()
    )
    return "".join(f"; {REASONS[reason]}" for reason in Reason if reason in found)


def turns(test: TestFinding) -> str:
    """The value at which an unknown test turns, where that is more than the constant it names."""
    if test.whole is None or test.status is not Status.UNKNOWN:
        return ""
    could, must = test.turns_at
    if math.isinf(must):
        return (
            f"{count(could)} might suffice; of the whole there is no upper estimate"
            if could
            else "no data on the whole"
        )
    if could == must:
        return f"{count(could)} would suffice"
    return f"{count(could)} might suffice, and {count(must)} would; the whole is only estimated"


class Piece(NamedTuple):
    """One piece of evidence: what an entry, or several that are one statement, say of which fields."""

    uses: tuple[Use, ...]

    @property
    def use(self) -> Use:
        """The first of them; date, standing and note are the same for all."""
        return self.uses[0]


_SPEAKS_NOW = ("counted", "below-grade", "straddles", "nothing-further")


def evidence(finding: Finding) -> list[Piece]:
    """What spoke to the rung asked for, each statement once: what counts on the day, then the rest, latest first."""
    seen: dict[tuple[str, str], Use] = {}
    decides: set[tuple[str, str]] = set()
    for test in (test for rung in speaking(finding) for test in rung.group.tests()):
        for use in (use for extent in test.looked_at for use in extent.uses):
            seen.setdefault((use.entry.id, use.entry.field), use)
            if test.status is finding.status:
                decides.add((use.entry.id, use.entry.field))
    latest = sorted(seen.values(), key=lambda use: use.entry.span.end, reverse=True)
    return pieces(
        sorted(
            latest,
            key=lambda use: (
                use.how not in _SPEAKS_NOW,
                (use.entry.id, use.entry.field) not in decides,
                use.entry.kind is not EntryKind.EVENT,
            ),
        )
    )


def pieces(uses: Iterable[Use]) -> list[Piece]:
    """Entries of one date, note and standing taken together, in the order of the first of each."""
    together: dict[object, list[Use]] = {}
    for use in uses:
        evidence = use.entry.evidence
        said = use.entry.kind, use.entry.low, use.entry.high, use.entry.rises
        key = (use.entry.span, evidence.note, evidence.sources, evidence.verifier, use.how, said)
        together.setdefault(key if evidence.note else (use.entry.id, use.entry.field), []).append(use)
    return [Piece(tuple(group)) for group in together.values()]


def said(piece: Piece) -> str:
    """What it says of which fields: a value, a movement, a total, or that nothing was found."""
    entry = piece.use.entry
    names = ", ".join(dict.fromkeys(fields()[use.entry.field].title for use in piece.uses))
    if entry.kind is EntryKind.SEARCH:
        return "searched, and nothing further found"
    if entry.unknown:
        return f"{names}: stated as unknown"
    top: Bound = math.inf if fields()[entry.field].value == "count" else 1
    high = top if entry.high is None else entry.high
    moved = "" if entry.kind is not EntryKind.CHANGE else " more" if entry.rises else " fewer"
    return f"{names}: {span_of(fields()[entry.field], entry.low, high)}{moved}"


def counted_as(use: Use) -> str:
    """How an entry was counted, where that needs saying. What is adverse counts at any grade."""
    return "" if use.how == "below-grade" and _adverse(use) else _COUNTED[use.how]


_COUNTED = {
    "counted": "",
    "below-grade": "below the grade asked for",
    "before-window": "before the window",
    "straddles": "dated partly before the window",
    "stale": "too old for this reading",
    "nothing-further": "",
    "set-aside": "set aside: a finding at the grade stands against it",
}


def _adverse(use: Use) -> bool:
    entry, more = use.entry, fields()[use.entry.field].better == "more"
    match entry.kind:
        case EntryKind.CHANGE:
            return entry.rises is not more
        case EntryKind.EVENT:
            return not more
        case _:
            return entry.high == 0 if more else entry.low > 0


def needs_more_than_it_looks_for(test: TestFinding) -> bool:
    """Whether what would make the test hold is not plain from what it looks for."""
    harm = not test.test.upward and test.extents[0].field.value != "flag"
    return test.status is not Status.MET and (harm or bool(test.against) or test.whole is not None)


def lacking(test: TestFinding) -> str:
    """What would make a test hold that does not: a remedy, said as a condition and never as a price."""
    if test.status is Status.MET:
        return ""
    field = test.extents[0].field
    grade = graded(test.grade)
    suffix = f", {grade}" if grade else ""
    if test.needed is not None:
        return f"{test.needed} nationalities or classes with at least {amount(field, test.constant)} each{suffix}"
    if field.value == "flag":
        return f"{'yes' if test.test.upward else 'no'}{suffix}"
    if test.whole is not None:
        must = test.turns_at[1]
        known = (
            f"at least {count(must)} {field.unit}"
            if not math.isinf(must)
            else f"{share(test.constant)} of a whole that is known"
        )
        return known + suffix
    if not test.test.upward:
        if test.status is Status.UNMET or field.kind is FieldKind.STOCK:
            return f"{amount(field, 0) if test.constant == 0 else f'at most {amount(field, test.constant)}'}{suffix}"
        most = "none" if test.constant == 0 else f"at most {test.constant}"
        return f"a source saying that there were {most} {_in_that_time(test)}{suffix}"
    if field.value == "share":
        return f"{share(Fraction(test.constant))} or more{suffix}"
    after = ""
    if test.against:
        silent = any(math.isinf(max(each.worst, each.best)) for each in test.against)
        after = f", after those {test.test.net_label} are set against it"
        after += (
            f"; and a source saying how many were {test.test.net_label} in that time (0: no more than are named)"
            if silent
            else ""
        )
    return f"{count(test.constant)} or more{suffix}{after}"


def _in_that_time(test: TestFinding) -> str:
    return "in that time" if test.since is None else f"since {day(test.since)}"
