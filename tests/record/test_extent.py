"""What must hold of every field, whatever is said of it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from compliance.record.evidence import Entry, EntryKind, Ledger
from compliance.record.extent import extent
from compliance.record.field import Field
from compliance.record.standard import UNBOUNDED, Bound, FieldFinding, View
from conftest import ANY_FIELD, GRADES, VIEWS, any_entry, better_entry, evidence, ledger

MANY_EXAMPLES = settings(max_examples=150)


def least(field: Field, ledger: Ledger, view: View) -> tuple[Bound, Bound]:
    """Both ends, turned so that more is better."""
    found = extent(field, ledger, view)
    return (found.worst, found.best) if field.better != "less" else (-found.worst, -found.best)


def ends(found: FieldFinding) -> list[float]:
    """Both ends as floats: the numbers here are small enough to stay exact in their order."""
    return [float(found.worst), float(found.best)]


def differ_inward(before: FieldFinding, after: FieldFinding) -> bool:
    outer, inner = sorted(ends(before)), sorted(ends(after))
    return outer[0] <= inner[0] and inner[1] <= outer[1]


@MANY_EXAMPLES
@given(st.data(), ANY_FIELD, VIEWS)
def test_worst_is_never_better_than_best_nor_outside_the_limits_of_the_field(
    data: st.DataObject, field: Field, view: View
) -> None:
    entries = ledger(data.draw(st.lists(any_entry(field), max_size=6)))
    found = extent(field, entries, view)
    assert ends(found) == sorted(ends(found), reverse=field.better == "less")
    assert min(ends(found)) >= 0
    assert max(ends(found)) <= (UNBOUNDED if field.value == "count" else 1)


@MANY_EXAMPLES
@given(st.data(), ANY_FIELD, VIEWS)
def test_there_is_a_doubt_exactly_where_worst_and_best_differ(data: st.DataObject, field: Field, view: View) -> None:
    found = extent(field, ledger(data.draw(st.lists(any_entry(field), max_size=6))), view)
    assert (found.worst != found.best) is bool(found.reasons)


@MANY_EXAMPLES
@given(st.data(), ANY_FIELD, VIEWS)
def test_a_better_entry_lowers_neither_end(data: st.DataObject, field: Field, view: View) -> None:
    entries = data.draw(st.lists(any_entry(field), max_size=6))
    better = data.draw(better_entry(field))
    worst, best = least(field, ledger(entries), view)
    worst_after, best_after = least(field, ledger([*entries, better]), view)
    assert worst_after >= worst
    assert best_after >= best


def is_a_lower_rival(raised: Entry, entries: list[Entry]) -> bool:
    """Whether another total of the same span says more: between rivals the lower one is not the favourable one."""
    rivals = [each for each in entries if each.kind is raised.kind is EntryKind.TOTAL and each.span == raised.span]
    return any(each.low > raised.low for each in rivals)


@MANY_EXAMPLES
@given(st.data(), ANY_FIELD, VIEWS)
def test_a_better_grade_lowers_neither_end(data: st.DataObject, field: Field, view: View) -> None:
    entries = data.draw(st.lists(any_entry(field), min_size=1, max_size=6))
    raised = data.draw(st.sampled_from(entries))
    grades = GRADES[GRADES.index(raised.verification) :]
    better = raised._replace(evidence=evidence(data.draw(st.sampled_from(grades))))
    if is_a_lower_rival(raised, entries):
        return
    index = entries.index(raised)
    worst, best = least(field, ledger(entries), view)
    worst_after, best_after = least(field, ledger([*entries[:index], better, *entries[index + 1 :]]), view)
    assert worst_after >= worst
    assert best_after >= best


@MANY_EXAMPLES
@given(st.data(), ANY_FIELD, VIEWS)
def test_a_narrower_range_stays_within_the_wider_one(data: st.DataObject, field: Field, view: View) -> None:
    entries = data.draw(st.lists(any_entry(field), min_size=1, max_size=6))
    index = data.draw(st.integers(0, len(entries) - 1))
    wide = entries[index]
    if wide.kind is EntryKind.SEARCH:
        return
    top = wide.high if wide.high is not None else 9 if field.value == "count" else 1
    values = st.sampled_from(sorted({wide.low, top}))
    low, high = sorted((data.draw(values), data.draw(values)))
    narrow = wide._replace(low=low, high=high, unknown=False)
    before = extent(field, ledger(entries), view)
    after = extent(field, ledger([*entries[:index], narrow, *entries[index + 1 :]]), view)
    assert differ_inward(before, after)


@given(st.data(), ANY_FIELD, VIEWS)
def test_what_breaks_silence_stays_within_what_silence_allowed(data: st.DataObject, field: Field, view: View) -> None:
    first = data.draw(any_entry(field))
    assert differ_inward(extent(field, (), view), extent(field, ledger([first]), view))


@given(st.data(), ANY_FIELD, VIEWS)
def test_the_order_in_the_file_changes_no_bound_where_dates_differ(
    data: st.DataObject, field: Field, view: View
) -> None:
    entries = data.draw(st.lists(any_entry(field), max_size=6, unique_by=lambda each: each.span))
    shuffled = data.draw(st.permutations(entries))
    assert least(field, ledger(entries), view) == least(field, ledger(shuffled), view)


@given(st.data(), VIEWS, ANY_FIELD)
def test_what_was_reversed_shows_nothing_unless_counted_gross(data: st.DataObject, view: View, field: Field) -> None:
    entries = data.draw(st.lists(any_entry(field), max_size=6))
    undone = data.draw(any_entry(field))._replace(annulled_by="r")
    net = view._replace(gross=False)
    assert least(field, ledger([*entries, undone]), net) == least(field, ledger(entries), net)
