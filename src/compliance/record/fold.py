"""Fold facts and actions into ledgers, field by field, as the record stood and was known on a day."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from ..days import Span
from ..numbers import Number
from .evidence import Entry, EntryKind, Evidence, Fact, Ledger, LeftOut, Provenance, Verification, Why
from .field import FieldKind
from .origins import Gap, Origins
from .vocabulary import Action, Move, fields, is_own_word

EARLIEST = date(1, 1, 1)
NOWHERE = Origins()


class Folded(NamedTuple):
    """For each field of which something is recorded its entries by date; and the entries that do not bear on it.

    `gaps` is the time in which a hypothetical supposes that nothing else happens.
    """

    ledgers: Mapping[str, Ledger]
    left_out: tuple[LeftOut, ...]
    gaps: tuple[Span, ...] = ()

    def ledger(self, path: str) -> Ledger:
        """The entries of one field; none where nothing is recorded."""
        return self.ledgers.get(path, ())


class Stated(NamedTuple):
    """A fact, the case that states it, and the place where it stands there: `$.facts[3]`."""

    case: str
    place: str
    fact: Fact

    @property
    def origin(self) -> str:
        """The id of the entries that the fact makes: its own, else case and place."""
        return self.fact.id or f"{self.case}: {self.place}"


class Knowing(NamedTuple):
    """What is known on a day: what was published by then (with `hindsight`, everything); whether what is marked
    unverified or inferred counts.
    """

    as_of: date
    hindsight: bool = False
    include_unverified: bool = False


def fold(
    facts: Sequence[Stated],
    actions: Sequence[Action],
    *,
    as_of: date,
    hindsight: bool = False,
    include_unverified: bool = False,
    origins: Origins = NOWHERE,
) -> Folded:
    """What the record shows on a day, knowing what was published by then (with `hindsight`, all of it).

    `facts` and `actions` come in order, the baseline's before the case's. A later fact of the same field and date
    replaces the earlier one of another case, and so does one that names it. Entries marked unverified or inferred are
    left out unless included, and replace nothing. `origins` is the chain of cases: what a hypothetical supposes by
    saying no more follows from it.
    """
    known = Knowing(as_of, hindsight, include_unverified)
    kept, left_out = standing(entries_of(facts, actions, origins), undone(actions, known), known)
    ledgers: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in kept:
        ledgers[entry.field].append(until(entry, as_of))
    folded = {field: by_date(ledger) for field, ledger in ledgers.items()}
    return Folded(folded, tuple(left_out), tuple(gap.span for gap in origins.gaps))


def until(entry: Entry, day: date) -> Entry:
    """What is supposed of the time to come is supposed up to the day."""
    if not entry.otherwise or entry.span.end <= day:
        return entry
    return entry._replace(span=Span(entry.span.start, day))


def entries_of(facts: Sequence[Stated], actions: Sequence[Action], origins: Origins = NOWHERE) -> Iterator[Entry]:
    """Every entry, in the order of the files: the facts' before the actions', and what is supposed after them."""
    yield from (stated_entry(stated, origins) for stated in facts)
    for action in actions:
        yield from acted_entries(action, actions, origins)
    for gap in origins.gaps:
        yield from supposed_entries(gap, facts, fields())


def stated_entry(stated: Stated, origins: Origins) -> Entry:
    """The entry that a fact makes, with where it is stated and by whom."""
    return _told(fact_entry(stated), stated.case, origins)


def acted_entries(action: Action, among: Sequence[Action], origins: Origins) -> list[Entry]:
    """The entries that an action makes among others, with where it is stated and by whom."""
    case = origins.of_action.get(action.id, "")
    return [_told(entry, case, origins) for entry in action_entries(action, among)]


def _told(entry: Entry, case: str, origins: Origins) -> Entry:
    """The entry, with where it is stated and by whom."""
    part, said = origins.part(case), entry.evidence
    own = is_own_word(said.verifier) or (bool(said.sources) and origins.own_sources.issuperset(said.sources))
    return entry._replace(
        told_on=part.as_of if part else None,
        stated_in=case,
        supposed=part is not None and part.hypothetical,
        own_word=own,
    )


def supposed_entries(gap: Gap, facts: Sequence[Stated], paths: Iterable[str]) -> Iterator[Entry]:
    """Of these fields, that in a gap there is no harm beyond what any entry states: a total of nothing, beside all.

    Nothing that is stated takes it away, but that the supposing case itself calls the field unknown at that time.
    """
    own = [fact_entry(each) for each in facts if each.case == gap.case and each.fact.unknown]
    open_ = {entry.field for entry in own if entry.span.overlaps(gap.span)}
    for path in paths:
        field = fields()[path]
        if field.kind is FieldKind.FLOW and field.better == "less" and path not in open_:
            yield Entry(
                id=f"{gap.case}: otherwise",
                case=gap.case,
                field=path,
                kind=EntryKind.TOTAL,
                low=0,
                high=0,
                span=gap.span,
                published=gap.span.start,
                evidence=_SUPPOSED,
                otherwise=True,
                supposed=True,
            )


_SUPPOSED = Evidence(note="Supposed: nothing else happens.")


class Emptied(NamedTuple):
    """A field of which what came to an end by a day is undone, and by which act."""

    field: str
    until: date
    by: str


class Undone(NamedTuple):
    """What stands undone: which acts, and which were found false, each with the act that says so; and which fields."""

    acts: Mapping[str, str]
    false: Mapping[str, str]
    fields: tuple[Emptied, ...]

    def by(self, entry: Entry) -> str:
        """The act that undoes an entry; empty where none does."""
        found = self.acts.get(entry.action) or self.acts.get(entry.tells_of)
        if found:
            return found
        emptied = (each for each in self.fields if each.field == entry.field and each.by != entry.action)
        return next((each.by for each in emptied if entry.span.end <= each.until), "")


def standing(entries: Iterable[Entry], gone: Undone, known: Knowing) -> tuple[list[Entry], list[LeftOut]]:
    """The entries that are known and stand, those undone among them and marked; and what does not bear, and why."""
    left_out: list[LeftOut] = []
    counted: list[Entry] = []
    for entry in entries:
        why = _why_left_out(entry, known)
        if why is not None:
            left_out += [] if entry.otherwise else [LeftOut(entry, why)]
        elif found := gone.false.get(entry.action) or gone.false.get(entry.tells_of):
            left_out.append(LeftOut(entry, "refuted", found))
        elif by := gone.by(entry):
            counted.append(entry._replace(annulled_by=by))
        else:
            counted.append(entry)
    once, told = _told_once(counted)
    kept, replaced = _latest(once)
    reversed_ = [LeftOut(entry, "reversed", entry.annulled_by) for entry in kept if entry.annulled_by]
    return kept, [*left_out, *told, *replaced, *reversed_]


def _told_once(entries: Sequence[Entry]) -> tuple[list[Entry], list[LeftOut]]:
    """Two words of one event are one event; the second counts only where the first does not stand."""
    acts = {entry.action for entry in entries if entry.action}
    once = [entry for entry in entries if entry.tells_of not in acts]
    return once, [LeftOut(entry, "told-before", entry.tells_of) for entry in entries if entry.tells_of in acts]


def by_date(entries: Iterable[Entry]) -> Ledger:
    """The ledger of one field: by the last day of each entry, then its first; else in the order of the files."""
    return tuple(sorted(entries, key=lambda entry: (entry.span.end, entry.span.start)))


def fact_entry(stated: Stated) -> Entry:
    """The entry that a fact makes of its field; the fact is dated, or spans days."""
    fact = stated.fact
    low, high = _range(fact)
    if fact.basis == "search":
        kind = EntryKind.SEARCH
    else:
        kind = EntryKind.TOTAL if fields()[fact.field].kind is FieldKind.FLOW else EntryKind.STATEMENT
    span = _span(fact)
    return Entry(
        id=stated.origin,
        case=stated.case,
        field=fact.field,
        kind=kind,
        low=low,
        high=high,
        span=span,
        published=_published(fact, kind, span),
        evidence=fact,
        unknown=fact.unknown,
        replaces=fact.replaces,
        looks_back=kind is EntryKind.SEARCH and fact.to is not None,
    )


def _published(fact: Fact, kind: EntryKind, span: Span) -> date:
    """As stated; else a total once it is complete, a search once it was made, another entry when it begins."""
    if fact.published is not None:
        return fact.published
    return span.end if kind in (EntryKind.TOTAL, EntryKind.SEARCH) else span.start


def _range(fact: Fact) -> tuple[Number, Number | None]:
    if fact.unknown or fact.basis == "search":
        return 0, None
    if fact.value is not None:
        return _number(fact.value), _number(fact.value)
    return _number(fact.low or 0), None if fact.high is None else _number(fact.high)


def _number(value: Number | bool) -> Number:
    """A flag is none or one."""
    return int(value) if isinstance(value, bool) else value


def _span(fact: Fact) -> Span:
    if fact.to is not None:
        return Span(fact.from_ or EARLIEST, fact.to)
    assert fact.date is not None  # the loader refuses a fact that states no date
    return Span(EARLIEST, fact.date.end) if fact.basis == "search" else fact.date


def action_entries(action: Action, among: Sequence[Action] = ()) -> list[Entry]:
    """The entries that an action makes, one for each field it moves; what it moves may depend on the others."""
    return [_moved(action, move) for move in action.moves_among(among)]


def _moved(action: Action, move: Move) -> Entry:
    return Entry(
        id=action.id,
        field=move.field,
        kind=_KINDS[move.how],
        low=move.low,
        high=move.high,
        span=move.when or action.date,
        published=action.published or action.date.start,
        evidence=action,
        rises=move.how != "fall",
        action=action.id,
        tells_of=action.tells_of,
        dead=move.dead,
    )


_KINDS = {
    "set": EntryKind.STATEMENT,
    "rise": EntryKind.CHANGE,
    "fall": EntryKind.CHANGE,
    "event": EntryKind.EVENT,
}


def _latest(entries: Iterable[Entry]) -> tuple[list[Entry], list[LeftOut]]:
    """A case's fact replaces its baseline's of the same field, date and kind, and the one that it names.

    Facts of one case, and acts, stand: a case says what its baseline does not, or says otherwise; within one case two
    facts are two sources (design 3.12).
    """
    listed = list(entries)
    last: dict[_Place, list[Entry]] = {}
    for entry in listed:
        for place in _places(entry):
            there = last.setdefault(place, [])
            if there and there[0].case != entry.case:
                there.clear()
            there.append(entry)
    kept, replaced = [], []
    for entry in listed:
        instead = next((last[place] for place in _places(entry) if last[place][0].case != entry.case), None)
        if instead is None:
            kept.append(entry)
        else:
            replaced.append(LeftOut(entry, "replaced", instead[0].case, tuple(instead)))
    return kept, replaced


_Place = tuple[str, str | Span, EntryKind | None]


def _places(entry: Entry) -> Iterator[_Place]:
    """The places that a fact takes, each of which the last case that takes it has; an act takes none."""
    if not entry.action:
        yield entry.field, entry.span, entry.kind
        yield entry.field, entry.id, None
        if entry.replaces:
            yield entry.field, entry.replaces, None


def undone(actions: Sequence[Action], known: Knowing) -> Undone:
    """What stands undone, and by which action. Later acts come first: one that is itself undone undoes nothing."""
    by: dict[str, str] = {}
    false: dict[str, str] = {}
    fields_: list[Emptied] = []
    # From its day a reversal annuls what it reverses, as if that had not been: expelled inspectors verify nothing, a
    # committee dissolved inquires into nothing (design 3.7). Whether fresh harm defeats progress is Q5's, not this.
    undoing = (action for action in actions if action.may_undo)
    for action in sorted(undoing, key=lambda action: action.date)[::-1]:
        stands = action.id not in by and action.id not in false
        if stands and counts_from(action, known.hindsight) <= known.as_of and _is_counted(action, known):
            (false if action.finds_false else by).update(dict.fromkeys(action.undoes(actions), action.id))
            fields_ += (Emptied(path, action.date.start, action.id) for path in action.empties())
    return Undone(by, false, tuple(fields_))


def counts_from(action: Action, hindsight: bool) -> date:
    """The day from which what an action undoes is undone: when it is done, and known."""
    return action.date.start if hindsight else max(action.date.start, action.published or action.date.start)


def _is_counted(said: Evidence, known: Knowing) -> bool:
    return (
        said.provenance is Provenance.SEEN or known.include_unverified
    ) and said.verification is not Verification.REFUTED


def _why_left_out(entry: Entry, known: Knowing) -> Why | None:
    # An event of a later date, or told later, never explains an earlier verdict (design 3.2).
    if entry.verification is Verification.REFUTED:
        return "refuted"
    if entry.span.start > known.as_of:
        return "after-as-of"
    if entry.known > known.as_of and not known.hindsight:
        return "published-later"
    if entry.evidence.provenance is Provenance.SEEN or known.include_unverified:
        return None
    return "unverified" if entry.evidence.provenance is Provenance.UNVERIFIED else "inferred"
