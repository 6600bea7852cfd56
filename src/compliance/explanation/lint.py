"""What a careful reader would remark on in a record: what is missing or left out, what one source alone carries."""

from collections.abc import Callable, Collection, Iterator
from enum import StrEnum
from typing import NamedTuple

from ..case.model import Case
from ..judgement.fast import Gauges
from ..judgement.tree import Tree, Verdict
from ..judging import Rules, rulebook_of
from ..record.entries import Written, written
from ..record.evidence import Entry, EntryKind, Verification
from ..record.extent import extent
from ..record.nobody import is_nobody
from ..record.standard import View
from ..record.vocabulary import RELEASED_OF, fields, told_twice
from ..status import Status
from ..timeline.case_history import CaseHistory


class Mark(StrEnum):
    """What can be remarked on. The codes are stable; programs may switch on them."""

    NO_LINK = "no-link"
    LATER = "later"
    NO_VERIFIER = "no-verifier"
    NO_PUBLISHED = "no-published"
    ONE_SOURCE = "one-source"
    TOLD_TWICE = "told-twice"
    MORE_THAN_HELD = "released-more-than-held"


class Remark(NamedTuple):
    """One thing to look at in one place; unlike a problem it does not make the record unusable."""

    place: str
    message: str
    mark: Mark

    def __str__(self) -> str:
        line = f"{self.place}: {self.message} [{self.mark}]"
        return "".join(letter if letter.isprintable() else " " for letter in line)  # one remark, one line


class Looked(NamedTuple):
    """What the checks read: a case, its facts and actions with their entries, and what rests on one source alone."""

    case: Case
    written: tuple[Written, ...]
    reliances: tuple["Reliance", ...]


def lint(case: Case, rules: Rules = None) -> tuple[Remark, ...]:
    """Every remark, check by check, in the order of the files. UnusableError where a goal was not law on its day."""
    looked = Looked(case, written(case.facts, case.actions), reliances(case, rules))
    return tuple(remark for check in CHECKS for remark in check(looked))


def _no_link(looked: Looked) -> Iterator[Remark]:
    cited = dict.fromkeys(key for each in looked.written for key in each.evidence.sources)
    for key in cited:
        if not looked.case.sources[key].href:
            yield Remark(f"source {key}", "is cited and has no link", Mark.NO_LINK)


def _later(looked: Looked) -> Iterator[Remark]:
    for each in looked.written:
        if each.span.start > looked.case.as_of:
            yield Remark(each.place, f"is of {each.span}, after {looked.case.as_of}, and is left out", Mark.LATER)
        elif each.known > looked.case.as_of:
            message = f"was published on {each.published}, after {looked.case.as_of}, and is left out"
            yield Remark(each.place, message, Mark.LATER)


def _no_verifier(looked: Looked) -> Iterator[Remark]:
    for each in looked.written:
        graded = each.evidence.verification in (Verification.OBSERVED, Verification.VERIFIED)
        if graded and is_nobody(each.evidence.verifier):
            yield Remark(each.place, f"is `{each.evidence.verification}` by nobody named", Mark.NO_VERIFIER)


def _no_published(looked: Looked) -> Iterator[Remark]:
    for each in looked.written:
        good = next((entry for entry in each.entries if is_favourable(entry)), None)
        if good is not None and each.evidence.published is None:
            message = f"speaks for compliance (`{good.field}`) and does not say when it was published"
            yield Remark(each.place, message, Mark.NO_PUBLISHED)


def _one_source(looked: Looked) -> Iterator[Remark]:
    for source, resting, changes in looked.reliances:
        without = ", ".join(f"{each.provision} would be {each.without.value}, not {each.now.value}" for each in changes)
        named = _listed([each.place for each in resting])
        yield Remark(f"source {source}", f"without what rests on it alone ({named}), {without}", Mark.ONE_SOURCE)


def _told_twice(looked: Looked) -> Iterator[Remark]:
    """Of what speaks for compliance alone: a harm that is told twice costs a reader less than one left out."""
    entries = [entry for ledger in looked.case.folded().ledgers.values() for entry in ledger]
    good = {entry.action for entry in entries if not entry.annulled_by and is_favourable(entry)}
    for first, second in told_twice(action for action in looked.case.actions if action.id in good):
        message = f"looks like `{first.id}` told again, and both count: if they are one event, `tells_of` says so"
        yield Remark(second.id, message, Mark.TOLD_TWICE)


def _more_than_held(looked: Looked) -> Iterator[Remark]:
    record = looked.case.folded()
    for released, wholes in RELEASED_OF.items():
        ever = View(looked.case.as_of, None, None, "unknown", None)
        freed = extent(fields()[released], record.ledger(released), ever).worst
        for whole in wholes:
            held = [entry.high for entry in record.ledger(whole) if entry.kind is EntryKind.STATEMENT]
            most = max((high for high in held if high is not None), default=0)
            if held and None not in held:
                if freed > most:
                    message = f"at least {freed:,} are released, and no more than {most:,} were held (`{whole}`)"
                    yield Remark(released, message, Mark.MORE_THAN_HELD)
                break


CHECKS: tuple[Callable[[Looked], Iterator[Remark]], ...] = (
    _no_link,
    _later,
    _no_verifier,
    _no_published,
    _one_source,
    _told_twice,
    _more_than_held,
)


def is_favourable(entry: Entry) -> bool:
    """Whether it is better for its field: more of what is better more, none of what is better less.

    A search says nothing of its own, and of a neutral field nothing is better.
    """
    better = fields()[entry.field].better
    if better == "neutral" or entry.unknown:
        return False
    match entry.kind:
        case EntryKind.SEARCH:
            return False
        case EntryKind.CHANGE:
            return entry.rises is (better == "more")
        case EntryKind.EVENT:
            return better == "more"
        case EntryKind.STATEMENT | EntryKind.TOTAL:
            return entry.high != 0 if better == "more" else entry.high == 0


def _listed(places: list[str], most: int = 3) -> str:
    more = f" and {len(places) - most} more" if len(places) > most else ""
    return ", ".join(places[:most]) + more


class Change(NamedTuple):
    """A provision whose status would be another without the source."""

    provision: str
    now: Status
    without: Status


class Reliance(NamedTuple):
    """A source, the facts and actions that cite it and nothing else, and what changes without them."""

    source: str
    resting: tuple[Written, ...]
    changes: tuple[Change, ...]


def reliances(case: Case, rules: Rules = None, *, reading: str = "plain") -> tuple[Reliance, ...]:
    """Every source without whose own entries a goal or a judged provision would have another status.

    UnusableError where a goal was not law then.
    """
    rulebook = rulebook_of(rules)
    history = CaseHistory(case, rulebook, rulebook.interpretation(reading))
    tree, day, record = history.asked_tree(case.as_of), case.as_of, history.record
    since, ledgers = None if day < rulebook.enacted else rulebook.enacted, record.ledgers(day)
    gauges = Gauges(history.plan, ledgers, day, since, record.gaps)
    now = tree.verdict(gauges.ranges)
    alone: dict[str, list[Written]] = {}
    for each in written(case.facts, case.actions):
        if len(each.evidence.sources) == 1:
            alone.setdefault(each.evidence.sources[0], []).append(each)
    found = []
    idle: dict[frozenset[str], bool] = {}
    for source, resting in alone.items():
        without = frozenset(each.place for each in resting)
        touched = frozenset(path for path in record.touched_by(without) if path in history.plan.of_field)
        if touched not in idle:
            idle[touched] = _changes_nothing(tree, gauges, touched)
        if idle[touched]:
            continue
        for path in touched:
            gauges.change(path, record.ledger(path, day, without))
        changes = tuple(_changes(now, tree.verdict(gauges.ranges)))
        for path in touched:
            gauges.change(path, ledgers.get(path, ()))
        if changes:
            found.append(Reliance(source, tuple(resting), changes))
    return tuple(found)


def _changes_nothing(tree: Tree, gauges: Gauges, paths: Collection[str]) -> bool:
    """Whether no provision has another status, whatever were said of these fields."""
    ends = gauges.reach(paths)
    return ends is not None and tree.verdict(ends[0]).statuses == tree.verdict(ends[1]).statuses


def _changes(now: Verdict, without: Verdict) -> Iterator[Change]:
    """Each change once, of the goals and then of the leaves, also where a provision is judged on two paths."""
    tree = now.tree
    leaves = [number for goal in tree.goals.values() for number in tree.under(goal) if tree.provisions[number].matter]
    changed = (
        Change(tree.provisions[number].act_form, now.statuses[number], without.statuses[number])
        for number in (*tree.goals.values(), *leaves)
        if now.statuses[number] is not without.statuses[number]
    )
    yield from dict.fromkeys(changed)
