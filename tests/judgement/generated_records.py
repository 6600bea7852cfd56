"""Records of any kind under the real rulebook: full compliance or silence, but for a few fields."""

from collections.abc import Mapping, Sequence
from functools import cache

from hypothesis import strategies as st

from compliance.days import add_months
from compliance.record.evidence import Entry, EntryKind, Verification
from compliance.record.field import Field, FieldKind
from compliance.record.fold import Folded
from compliance.record.vocabulary import fields, matching
from compliance.rulebook.load import load_rules
from compliance.status import Status
from conftest import AS_OF, ENACTED, MANY, TOTAL_SPANS, any_entry, entry, ledger

RULES = load_rules()
READINGS = st.sampled_from(sorted(RULES.readings))
RANK = {Status.UNMET: 0, Status.UNKNOWN: 1, Status.MET: 2}
Record = dict[str, list[Entry]]
A_YEAR_AGO = add_months(AS_OF, -12)


@cache
def used() -> tuple[Field, ...]:
    """Every field that some test of the rulebook looks at, the wholes of shares included."""
    tests = [test for each in RULES.ladders.values() for rung in each.rung for test in rung.tests()]
    patterns = {
        pattern for test in tests for pattern in (*test.field, *test.net_of, *test.net_of_known, *test.share_of)
    }
    for parameters in RULES.interpretations.values():
        for (kind, _), found in parameters.values.items():
            patterns |= {found.value.field} if kind == "denominator" else set()
            patterns |= set(found.value) if kind == "include" else set()
    paths = {path for pattern in patterns for _, path in matching(pattern)}
    return tuple(field for path, field in fields().items() if path in paths)


def at_its_best(field: Field) -> list[Entry]:
    """What a verified record of full compliance would say of the field."""
    day, best = TOTAL_SPANS[-1]._replace(start=AS_OF), MANY if field.value == "count" else 1
    grade = Verification.VERIFIED
    if field.kind is FieldKind.STOCK and field.better == "neutral":
        return [entry(field, EntryKind.STATEMENT, 6, 6, day._replace(start=ENACTED, end=ENACTED), grade)]
    if field.kind is FieldKind.STOCK:
        value = best if field.better == "more" else 0
        long_ago = day._replace(start=A_YEAR_AGO, end=A_YEAR_AGO)  # what is a practice has stood for a year
        return [entry(field, EntryKind.STATEMENT, value, value, on, grade) for on in (long_ago, day)]
    amount = 0 if field.better == "less" else 6
    return [entry(field, EntryKind.TOTAL, amount, amount, span, grade) for span in TOTAL_SPANS]


@cache
def full_compliance() -> Mapping[str, Sequence[Entry]]:
    return {field.path: at_its_best(field) for field in used()}


@st.composite
def records(draw: st.DrawFn) -> tuple[Record, Field]:
    """Full compliance or silence, but for a few fields of which anything may be said; and one of those fields."""
    base = draw(st.sampled_from([full_compliance(), {}]))
    chosen = draw(st.lists(st.sampled_from(used()), min_size=1, max_size=5, unique=True))
    record: Record = {path: list(entries) for path, entries in base.items()}
    for field in chosen:
        record[field.path] = draw(st.lists(any_entry(field), max_size=3))
    return record, draw(st.sampled_from(chosen))


def as_folded(record: Mapping[str, Sequence[Entry]]) -> Folded:
    return Folded({path: ledger(entries) for path, entries in record.items()}, ())
