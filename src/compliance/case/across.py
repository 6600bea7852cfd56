"""What only shows when the files of a case are seen together: counts, ids, sources, reversals, overlapping totals."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from ..days import Span
from ..problem import Code, Problem, did_you_mean
from ..record.evidence import Fact, Source
from ..record.vocabulary import Action, Placed, closure_problems, matching, reversal_problems, telling_problems
from .check import ABOVE_CLAIMED
from .model import Limits
from .part import FilePart, fields_apart

MAX_WITHIN = 32  # totals, each within the next


def over_limits(parts: Sequence[FilePart], limits: Limits) -> Iterator[Problem]:
    """What the case and its baselines have too many of."""
    counts = [
        ("facts", sum(len(matching(fact.field)) for part in parts for _, fact in part.facts), limits.facts, "facts"),
        ("actions", sum(len(part.actions) for part in parts), limits.actions, "actions"),
        ("acts", sum(len(part.acts) for part in parts), limits.acts, "acts of the United States"),
        ("sources", sum(len(part.sources) for part in parts), limits.sources, "sources"),
        ("expect", sum(len(part.expect) for part in parts), limits.expectations, "expectations"),
    ]
    for key, count, most, what in counts:
        if count > most:
            message = f"has {count:,} {what} with its baselines; the most is {most:,}"
            yield Problem(Code.TOO_LARGE, message, parts[-1].name, f"$.{key}")


def across_problems(parts: Sequence[FilePart]) -> Iterator[Problem]:
    """What only shows when the parts are seen together: ids, sources, reversals, overlapping totals."""
    ids: dict[str, str] = {}
    facts: dict[str, Fact] = {}
    actions: dict[str, Action] = {}
    names: set[str] = set()
    sources: dict[str, Source] = {}
    placed: list[Placed] = []
    for part in parts:
        if part.head.id in names:
            yield Problem(
                Code.DUPLICATE_ID, f"the id `{part.head.id}` is that of one of its baselines", part.name, "$.id"
            )
        names.add(part.head.id)
        for key in sorted(part.sources.keys() & sources.keys()):
            if part.sources[key] != sources[key]:
                message = f"the source `{key[:60]}` of its baseline is another: entries there rest on it"
                yield Problem(Code.DUPLICATE_ID, message, part.name, f"$.sources.{key[:60]}")
        sources |= part.sources
        for place, item in (*part.facts, *part.actions, *part.acts):
            if item.id and item.id in ids:
                yield Problem(
                    Code.DUPLICATE_ID, f"the id `{item.id[:60]}` is taken: {ids[item.id]}", part.name, f"{place}.id"
                )
            ids[item.id] = f"{part.name}: {place}"
        yield from _replacing_problems(part, facts, ids)
        facts |= {fact.id: fact for _, fact in part.facts if fact.id}
        actions |= {action.id: action for _, action in part.actions}
        for place, cited in (*part.facts, *part.actions, *part.acts):
            yield from _source_problems(cited, sources, part.name, place)
        own = [Placed(part.name, place, action) for place, action in part.actions]
        yield from reversal_problems(own, actions)
        yield from telling_problems(own, actions)
        placed += own
        if part.head.otherwise == "as-recorded" and not part.head.hypothetical:
            message = "supposes that nothing else happens: only a hypothetical can; otherwise it is `unknown`"
            yield Problem(Code.WRONG_VALUE, message, part.name, "$.otherwise")
    yield from closure_problems(placed)
    yield from _no_record(parts)
    yield from _noticed(parts)
    yield from _overlaps(parts)


def _no_record(parts: Sequence[FilePart]) -> Iterator[Problem]:
    """A record that stands on suppositions is none."""
    for below, part in pairwise(parts):
        if below.head.hypothetical and not part.head.hypothetical:
            message = f"stands on `{below.head.id}`, which is hypothetical, and so is hypothetical itself"
            yield Problem(Code.WRONG_VALUE, message, part.name, "$.hypothetical")


def _noticed(parts: Sequence[FilePart]) -> Iterator[Problem]:
    """A notice names acts of the case."""
    known = [act.id for part in parts for _, act in part.acts]
    for part in parts:
        for place, act in part.acts:
            for index, each in enumerate(act.actions):
                if each.act not in known:
                    message = f"no act `{each.act[:60]}` in this case{did_you_mean(each.act, known)}"
                    yield Problem(Code.UNKNOWN_ID, message, part.name, f"{place}.actions[{index}].act")


def _replacing_problems(part: FilePart, facts: Mapping[str, Fact], ids: Mapping[str, str]) -> Iterator[Problem]:
    """Facts that replace what no baseline states, or what speaks of another field; `facts` are the baselines'."""
    for place, fact in part.facts:
        if not fact.replaces:
            continue
        old, where = facts.get(fact.replaces), f"{place}.replaces"
        if old is None and fact.replaces in ids:
            message = f"`{fact.replaces}` is no fact of a baseline ({ids[fact.replaces]}): those alone can be replaced"
            yield Problem(Code.UNKNOWN_ID, message, part.name, where)
        elif old is None:
            hint = did_you_mean(fact.replaces, facts)
            message = f"replaces an unknown fact `{fact.replaces}`{hint}"
            yield Problem(Code.UNKNOWN_ID, message, part.name, where)
        elif not {path for _, path in matching(fact.field)} <= {path for _, path in matching(old.field)}:
            message = f"replaces `{fact.replaces}`, which speaks of `{old.field}`: state that field"
            yield Problem(Code.WRONG_VALUE, message, part.name, f"{place}.field")


def _source_problems(cited: Any, sources: Mapping[str, Source], name: str, place: str) -> Iterator[Problem]:
    unknown = [(index, key) for index, key in enumerate(cited.sources) if key not in sources]
    for index, key in unknown:
        # The first of a list alone is guessed at: one list can hold hundreds of thousands.
        hint = did_you_mean(key, sources) if index == unknown[0][0] else ""
        yield Problem(Code.UNKNOWN_SOURCE, f"unknown source `{key[:60]}`{hint}", name, f"{place}.sources[{index}]")
    named = [sources[key] for key in cited.sources if key in sources]
    verification = getattr(cited, "verification", None)
    own_word = named and all(source.speaks_for for source in named)
    if own_word and verification in ABOVE_CLAIMED:
        message = f"the word of {named[0].speaks_for} alone is `claimed`, in whatever outlet"
        yield Problem(Code.WRONG_VALUE, message, name, f"{place}.verification")


class _Total(NamedTuple):
    """The total of a flow over a span: where it stands, in the order of the files."""

    order: int
    file: str
    place: str


def _overlaps(parts: Sequence[FilePart]) -> Iterator[Problem]:
    """Totals of one flow may repeat a span, as a dispute, or lie one within another, not overlap otherwise."""
    totals: dict[str, dict[Span, _Total]] = {}
    listed = [(level, place, each) for level, part in enumerate(parts) for place, each in part.facts]
    # The last part that replaces a fact has its place: what stood there, or was put there before, is left out.
    last = {
        (each.replaces, path): level for level, _, each in listed if each.replaces for _, path in matching(each.field)
    }
    for order, (level, place, each) in enumerate(listed):
        part = parts[level]
        for fact in fields_apart(each):
            if any(last.get((name, fact.field), level) > level for name in (fact.id, fact.replaces)):
                continue
            if not fact.basis and fact.from_ is not None and fact.to is not None and fact.from_ <= fact.to:
                totals.setdefault(fact.field, {})[Span(fact.from_, fact.to)] = _Total(order, part.name, place)
    for spans in totals.values():
        around: list[Span] = []
        for span in sorted(spans, key=lambda span: (span.start, -span.end.toordinal())):
            while around and around[-1].end < span.start:
                around.pop()
            if around and not span.inside(around[-1]):
                later, earlier = sorted((span, around[-1]), key=lambda each: spans[each].order, reverse=True)
                message = (
                    f"overlaps the total for {earlier} in part ({spans[earlier].file}: {spans[earlier].place}); "
                    "state spans apart or one within the other, or name what it `replaces` by its id"
                )
                yield Problem(Code.OVERLAP, message, spans[later].file, f"{spans[later].place}.from")
                continue
            around.append(span)
            if len(around) > MAX_WITHIN:
                message = f"stands within more than {MAX_WITHIN} other totals, one within the other"
                yield Problem(Code.TOO_DEEP, message, spans[span].file, f"{spans[span].place}.from")
                break
