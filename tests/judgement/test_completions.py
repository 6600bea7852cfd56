"""Any test agrees with what every value in its ranges would say."""

from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from compliance.record.evidence import Fact
from compliance.status import Status
from conftest import fact, finding_of, total

MET, UNMET, UNKNOWN = Status.MET, Status.UNMET, Status.UNKNOWN
RETURNED, TAKEN, WHOLE = "captives.japan.returned", "captives.japan.taken", "captives.japan.recognised"
OTHER = "captives.china.returned"
SHARE = {"field": RETURNED, "share_of": WHOLE}
NET = {"field": RETURNED, "window": "since-enactment", "net_of": TAKEN, "net": "@captives"}
RANGE = st.tuples(st.integers(0, 5), st.integers(0, 5)).map(lambda pair: (min(pair), max(pair)))


def counted(field: str, bounds: tuple[int, int]) -> Fact:
    return total(field, bounds[0], "2016-02-18", "2026-03-15", high=bounds[1])


def within(bounds: tuple[int, int]) -> range:
    return range(bounds[0], bounds[1] + 1)


def agreed(outcomes: set[bool]) -> Status:
    return UNKNOWN if len(outcomes) == 2 else MET if outcomes == {True} else UNMET


@given(RANGE, RANGE, st.integers(1, 8))
def test_a_sum_is_judged_as_every_completion_of_its_parts(
    one: tuple[int, int], two: tuple[int, int], asked: int
) -> None:
    test = {"field": [RETURNED, OTHER], "at_least": asked, "window": "since-enactment", "label": "both"}
    outcomes = {a + b >= asked for a, b in product(within(one), within(two))}
    assert finding_of(test, counted(RETURNED, one), counted(OTHER, two)).status is agreed(outcomes)


@given(RANGE, RANGE, st.sampled_from(["net", "clean"]), st.integers(1, 5))
def test_a_net_is_judged_as_every_completion_of_both_sides(
    good: tuple[int, int], harm: tuple[int, int], net: str, asked: int
) -> None:
    outcomes = {
        a - b >= asked if net == "net" else (a >= asked and b == 0) for a, b in product(within(good), within(harm))
    }
    found = finding_of(NET | {"at_least": asked}, counted(RETURNED, good), counted(TAKEN, harm), net={"captives": net})
    assert found.status is agreed(outcomes)


@given(RANGE, RANGE, st.sampled_from([Fraction(1, 10), Fraction(1, 2), Fraction(1)]))
def test_a_share_is_judged_as_every_completion_of_part_and_whole(
    part: tuple[int, int], whole: tuple[int, int], asked: Fraction
) -> None:
    whole = (whole[0] + 1, whole[1] + 1)
    outcomes = {Fraction(a, b) >= asked for a, b in product(within(part), within(whole))}
    test = SHARE | {"at_least": asked, "window": "since-enactment"}
    facts = counted(RETURNED, part), fact(WHOLE, whole[0], "2016-01-01", high=whole[1])
    assert finding_of(test, *facts).status is agreed(outcomes)


@given(RANGE, RANGE, RANGE, st.sampled_from(["each", "any", 1, 2, 3]))
def test_a_test_across_members_is_judged_as_every_completion_of_them(
    one: tuple[int, int], two: tuple[int, int], three: tuple[int, int], across: int | str
) -> None:
    ranges = dict(zip(["food", "shelter", "treatment"], (one, two, three), strict=True))
    paths = {name: f"camps.improvements.{name}" for name in ranges}
    needed = {"each": 3, "any": 1}.get(str(across), across)
    outcomes = {sum(value >= 2 for value in values) >= int(needed) for values in product(*map(within, ranges.values()))}
    test = {
        "field": list(paths.values()),
        "label": "three",
        "across": across,
        "at_least": 2,
        "window": "since-enactment",
    }
    assert finding_of(test, *[counted(paths[name], ranges[name]) for name in ranges]).status is agreed(outcomes)
