"""What is put on top of a record changes the ledgers that it touches, and no other: as folding all of it does."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from compliance import Case, load_case
from compliance.files.resources import packaged_cases
from compliance.problem import UnusableError
from compliance.record.beneath import Beneath
from compliance.record.evidence import Ledger
from compliance.record.fold import Knowing


def ledgers(case: Case) -> dict[str, Ledger]:
    return {path: ledger for path, ledger in case.folded().ledgers.items() if ledger}


def by_touching(case: Case) -> dict[str, Ledger]:
    """The ledgers of a case by what its last part touches of those beneath it."""
    last = case.parts[-1].head.id
    facts = [stated for stated in case.facts if stated.case == last]
    actions = [action for _, action in case.parts[-1].actions]
    beneath = Beneath(
        case.facts[: len(case.facts) - len(facts)],
        case.actions[: len(case.actions) - len(actions)],
        Knowing(case.as_of),
        case.origins,
    )
    found = {**beneath.ledgers, **beneath.touched(facts, actions, case.origins)}
    return {path: ledger for path, ledger in found.items() if ledger}


@pytest.mark.parametrize("name", packaged_cases())
def test_of_every_packaged_case_the_ledgers_are_those_of_the_whole_fold(name: str) -> None:
    case = load_case(name)
    assert by_touching(case) == ledgers(case)


def acts_of(case: Case) -> list[str]:
    return [action.id for action in case.actions]


LINES = (
    "release_prisoners count=7 place=camps verified-by=ICRC",
    "detain country=japan count=2",
    "detain country=japan count=2 date=2015-03-01",
    "improve_conditions category=food camp=14 verified-by=ICRC",
    "close_camp camp=14 released=3 verified-by=ICRC",
    "expel_inspectors",
    "expel_inspectors date=2003-01-01",
    "leave_body body=APG",
    "join_body body=APG standing=member observed-by=APG",
    "test_weapon programme=nuclear count=1 date=2017-09-03 tells-of=nuclear-test-2017-09-03 reported-by=CTBTO",
    "renounce_verification",
    "captives.*.taken=0 from=2017-01-01 to=2026-01-01 verified-by=ICRC",
    "captives.japan.taken=unknown from=2026-01-01 to=2027-12-31",
    "political_prisoners.held_now.camps=40000 verified-by=ICRC",
    "camps.population=1000 date=2014-02-07 verified-by=ICRC",
    "release_prisoners count=3 place=camps verified-by=ICRC date=2028-01-01",
)


@settings(max_examples=150, deadline=None)
@given(
    some.sampled_from(["record", "suspension-not-termination", "suspension-and-termination", "stockholm-2014"]),
    some.lists(some.sampled_from(LINES), min_size=1, max_size=4),
    some.lists(some.tuples(some.sampled_from(["reverse", "find_false"]), some.integers(0, 10_000)), max_size=2),
    some.booleans(),
)
def test_whatever_is_supposed_the_ledgers_are_those_of_the_whole_fold(
    name: str, lines: list[str], undoing: list[tuple[str, int]], twice: bool
) -> None:
    case = load_case(name)
    undo = [f"{word} of={acts_of(case)[number % len(case.actions)]} {BY[word]}" for word, number in undoing]
    try:
        supposed = case.suppose(*lines, *undo)
        if twice:
            supposed = supposed.suppose(*lines[:1])
    except UnusableError:  # a camp closed twice, a reversal of what came later
        return
    assert by_touching(supposed) == ledgers(supposed)


BY = {"reverse": "", "find_false": "body=IAEA verified-by=IAEA"}
