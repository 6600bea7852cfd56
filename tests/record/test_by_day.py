"""Asked about a day, a record made ready once says what `fold` says of it."""

from datetime import date, timedelta

import pytest

from compliance.case.load import load_case
from compliance.case.model import Case
from compliance.record.by_day import RecordByDay
from compliance.record.evidence import Ledger
from compliance.record.fold import fold

CASES = ("record", "steps-reversed", "pledge-withdrawn", "false-remains", "suspension-and-termination", "nuclear-only")


def turning(case: Case) -> list[date]:
    """The days on which something happens or is published, with their eves."""
    named = {day for stated in case.facts for day in (stated.fact.published, stated.fact.to) if day}
    named |= {day for action in case.actions for day in (*action.date, action.published) if day}
    return sorted({day - timedelta(days=shift) for day in named for shift in (0, 1)})


@pytest.mark.parametrize("name", CASES)
def test_every_ledger_of_every_turning_day_is_the_folded_one(name: str) -> None:
    case = load_case(name)
    record = RecordByDay(case.facts, case.actions, case.origins)
    for day in turning(case)[::3]:
        assert record.ledgers(day) == case.folded(as_of=day).ledgers, day


def told(ledger: Ledger) -> Ledger:
    """What somebody states, without what is supposed up to each day."""
    return tuple(entry for entry in ledger if not entry.otherwise)


@pytest.mark.parametrize("name", CASES)
def test_a_ledger_changes_on_no_day_that_is_not_named(name: str) -> None:
    case = load_case(name)
    record = RecordByDay(case.facts, case.actions, case.origins)
    for path in record.entries:
        spoken = record.days(path)
        for before, after in zip(turning(case), turning(case)[1:], strict=False):
            if not any(before < day <= after for day in spoken):
                was, now = (told(record.ledger(path, day)) for day in (before, after))
                assert was == now, (path, after)


@pytest.mark.parametrize("name", CASES)
def test_without_some_facts_and_actions_it_is_the_record_that_lacks_them(name: str) -> None:
    case = load_case(name)
    record = RecordByDay(case.facts, case.actions, case.origins)
    ids = [*(stated.origin for stated in case.facts), *(action.id for action in case.actions)]
    for number in range(0, len(ids), max(1, len(ids) // 12)):
        without = frozenset(ids[number : number + 3])
        facts = [stated for stated in case.facts if stated.origin not in without]
        actions = [action for action in case.actions if action.id not in without]
        lacking = fold(facts, actions, as_of=case.as_of, origins=case.origins).ledgers
        for path in record.entries:
            assert record.ledger(path, case.as_of, without) == lacking.get(path, ()), (path, without)
            if path not in record.touched_by(without):
                assert record.ledger(path, case.as_of) == lacking.get(path, ()), (path, without)
