"""What only shows when the files of a case are seen together: counts, ids, sources, reversals, overlapping totals."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
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


class Chain:
    """The files of a case one after the other, the first baseline first, with what each later one is held against."""

    def __init__(self) -> None:
        self.parts: list[FilePart] = []
        self.counts = Counter[str]()
        self._ids: dict[str, str] = {}
        self._facts: dict[str, Fact] = {}
        self._actions: dict[str, Action] = {}
        self._sources: dict[str, Source] = {}
        self._placed: list[Placed] = []

    def copy(self) -> "Chain":
        """Another that goes on from here by itself."""
        other = Chain()
        other.parts, other.counts, other._ids = [*self.parts], self.counts.copy(), {**self._ids}
        other._facts, other._actions, other._sources = {**self._facts}, {**self._actions}, {**self._sources}
        other._placed = [*self._placed]
        return other

    def add(self, part: FilePart) -> Iterator[Problem]:
        """Add a file: what is wrong with it beside those before it."""
        if part.head.id in (other.head.id for other in self.parts):
            yield Problem(
                Code.DUPLICATE_ID, f"the id `{part.head.id}` is that of one of its baselines", part.name, "$.id"
            )
        self.parts.append(part)
        self.counts += counts_of(part)
        for key in sorted(part.sources.keys() & self._sources.keys()):
            if part.sources[key] != self._sources[key]:
                message = f"the source `{key[:60]}` of its baseline is another: entries there rest on it"
                yield Problem(Code.DUPLICATE_ID, message, part.name, f"$.sources.{key[:60]}")
        self._sources |= part.sources
        for place, item in (*part.facts, *part.actions, *part.acts):
            if item.id and item.id in self._ids:
                yield Problem(
                    Code.DUPLICATE_ID,
                    f"the id `{item.id[:60]}` is taken: {self._ids[item.id]}",
                    part.name,
                    f"{place}.id",
                )
            self._ids[item.id] = f"{part.name}: {place}"
        yield from _replacing_problems(part, self._facts, self._ids)
        self._facts |= {fact.id: fact for _, fact in part.facts if fact.id}
        self._actions |= {action.id: action for _, action in part.actions}
        for place, cited in (*part.facts, *part.actions, *part.acts):
            yield from _source_problems(cited, self._sources, part.name, place)
        own = [Placed(part.name, place, action) for place, action in part.actions]
        yield from reversal_problems(own, self._actions)
        yield from telling_problems(own, self._actions)
        self._placed += own
        if part.head.otherwise == "as-recorded" and not part.head.hypothetical:
            message = "supposes that nothing else happens: only a hypothetical can; otherwise it is `unknown`"
            yield Problem(Code.WRONG_VALUE, message, part.name, "$.otherwise")

    def of_all(self, since: int = 0) -> Iterator[Problem]:
        """What only shows once all are there. Of the files before number `since` it is known that nothing is wrong."""
        last = self.parts[since:]
        if any(part.actions for part in last):
            yield from closure_problems(self._placed)
        yield from _no_record(self.parts[max(since - 1, 0) :])
        if any(part.acts for part in last):
            yield from _noticed(self.parts)
        said = {path for part in last for _, fact in part.facts for _, path in matching(fact.field)}
        if said:
            yield from _overlaps(self.parts, said)


def counts_of(part: FilePart) -> Counter[str]:
    """How many of each thing a file holds that is limited; a pattern counts once for every field that it names."""
    return Counter(
        facts=sum(len(matching(fact.field)) for _, fact in part.facts),
        actions=len(part.actions),
        acts=len(part.acts),
        sources=len(part.sources),
        expectations=len(part.expect),
    )


def over_limits(counts: Mapping[str, int], limits: Limits, name: str) -> Iterator[Problem]:
    """What a case and its baselines have too many of; `name` is that of its own file."""
    for key in ("facts", "actions", "acts", "sources", "expectations"):
        most = getattr(limits, key)
        if counts[key] > most:
            what = "acts of the United States" if key == "acts" else key
            message = f"has {counts[key]:,} {what} with its baselines; the most is {most:,}"
            yield Problem(Code.TOO_LARGE, message, name, f"$.{'expect' if key == 'expectations' else key}")


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


def _overlaps(parts: Sequence[FilePart], of: Collection[str]) -> Iterator[Problem]:
    """Totals of one flow may repeat a span, as a dispute, or lie one within another, not overlap otherwise.

    `of` are the fields that are looked at.
    """
    totals: dict[str, dict[Span, _Total]] = {}
    listed = [
        (level, place, each)
        for level, part in enumerate(parts)
        for place, each in part.facts
        if "*" in each.field or each.field in of
    ]
    # The last part that replaces a fact has its place: what stood there, or was put there before, is left out.
    last = {
        (each.replaces, path): level for level, _, each in listed if each.replaces for _, path in matching(each.field)
    }
    for order, (level, place, each) in enumerate(listed):
        part = parts[level]
        for fact in fields_apart(each):
            if fact.field not in of:
                continue
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
