"""Check ladders and tests against the fields of the record: what the loader refuses."""

from collections.abc import Iterator
from datetime import date

from ..law.degree import RUNGS
from ..law.ladder import Group, Test
from ..law.window import window_start
from ..problem import Code, Problem, did_you_mean
from ..record.evidence import Verification
from ..record.field import Field, FieldKind
from ..record.vocabulary import fields, matching
from .rulebook import Rulebook

_SOME_DAY = date(2020, 1, 1)
WINDOWS = ("standing", "ever", "since-enactment", "since-published", "previous-12-months")  # the last, for any number


def ladder_problems(rulebook: Rulebook) -> Iterator[Problem]:
    """Ladders without their five rungs, and tests that their fields do not allow."""
    for ladder in rulebook.ladders.values():
        if tuple(rung.degree for rung in ladder.rung) != RUNGS:
            message = f"has not the five rungs {', '.join(RUNGS)}, lowest first"
            yield Problem(Code.MISSING_KEY, message, place=ladder.matter)
        for rung in ladder.rung:
            place = f"{ladder.matter}, {rung.degree}"
            if rung.includes is not None and rung.includes.rank >= rung.degree.rank:
                yield Problem(Code.BAD_TEST, "a rung includes a lower one", place=place)
            if not rung.because:
                yield Problem(Code.BAD_TEST, "a rung gives a reason in `because`", place=place)
            yield from (problem._replace(place=place) for problem in group_problems(rung))
            for test in rung.tests():
                where = ": ".join((place, *test.field[:1]))
                yield from (problem._replace(place=where) for problem in test_problems(test, rulebook))


def group_problems(group: Group) -> Iterator[Problem]:
    """What a group says that it cannot."""
    ways = [bool(group.all_), bool(group.any_), group.at_least_of is not None]
    if ways.count(True) != 1 or not group.parts or bool(group.of) != ways[2]:
        yield Problem(Code.BAD_TEST, "a group says one thing: `all`, `any`, or `at_least_of` so many `of` a list")
    if isinstance(group.at_least_of, int) and not 0 < group.at_least_of <= len(group.of):
        yield Problem(Code.BAD_TEST, f"at least {group.at_least_of} of {len(group.of)} cannot be")
    for part in group.parts:
        if isinstance(part, Group):
            yield from group_problems(part)


def test_problems(test: Test, rulebook: Rulebook) -> Iterator[Problem]:
    """What a test asks of its fields that they do not allow."""
    if not test.field:
        yield Problem(Code.BAD_TEST, "a test names the field that it tests")
        return
    harms = (*test.net_of, *test.net_of_known)
    found = [fields()[path] for pattern in (*test.field, *harms) for _, path in matching(pattern)]
    for pattern in (*test.field, *harms, *(name for name in test.share_of if not name.startswith("@"))):
        if not matching(pattern):
            hint = did_you_mean(pattern, fields()) or did_you_mean(pattern, references(rulebook, "denominator"))
            yield Problem(Code.UNKNOWN_FIELD, f"no field `{pattern}`{hint}")
    if [test.at_least is not None, test.at_most is not None, test.is_ is not None].count(True) != 1:
        yield Problem(Code.BAD_TEST, "a test has exactly one of `at_least`, `at_most`, `is`")
        return
    tested = [fields()[path] for pattern in test.field for _, path in matching(pattern)]
    yield from _direction_problems(test, tested)
    if len(tested) > 1 and not test.label:
        yield Problem(Code.BAD_TEST, "a test of several fields needs a `label`")
    if any(field.value != "count" for field in found) and len(tested) > 1 and test.across is None:
        yield Problem(Code.BAD_TEST, "shares and flags do not add up; say `across`")
    if not test.window.startswith("@"):
        if not is_window(test.window):
            expected = "standing, ever, since-enactment or previous-12-months"
            hint = did_you_mean(test.window, [*WINDOWS, *references(rulebook, "window")])
            yield Problem(Code.BAD_TEST, f"no window `{test.window}`; expected {expected}{hint}")
        if not test.because and test.window != "since-published":
            yield Problem(Code.BAD_TEST, "a test with a window of its own gives a reason in `because`")
    if any(field.kind is FieldKind.FLOW for field in tested) and test.window == "standing":
        yield Problem(Code.BAD_TEST, "a flow adds up over a window; it does not stand")
    if test.grade and not test.grade.startswith("@") and test.grade not in grades():
        yield Problem(
            Code.BAD_TEST,
            f"no grade `{test.grade}`{did_you_mean(test.grade, [*grades(), *references(rulebook, 'grade')])}",
        )
    if (test.net is None) != (not test.net_of):
        yield Problem(Code.BAD_TEST, "`net` and `net_of` go together")
    if test.search is not None and not any(field.better == "less" for field in found):
        yield Problem(Code.BAD_TEST, "`search` bounds harm, and the test looks at none")
    if test.empty is not None and (test.upward or not test.share_of or not test.net_of_known):
        yield Problem(Code.BAD_TEST, "`empty` asks that at most nobody was taken, names the whole, and what is known")
    if test.practice is not None and any(field.value != "flag" for field in tested):
        yield Problem(Code.BAD_TEST, "`practice` asks how long a flag has stood")
    if test.carried is not None and not test.net_of:
        yield Problem(Code.BAD_TEST, "`carried` says of the harm in `net_of` how long before the window it may lie")
    if test.net_of_known and test.across is not None:
        yield Problem(Code.BAD_TEST, "a test across classes sets nothing off that is known of them all")
    if harms and not test.net_label:
        yield Problem(Code.BAD_TEST, "a test that nets says in `net_label` what is set against it")
    if test.across is not None and test.share_of:
        yield Problem(Code.BAD_TEST, "a test across classes is no share")


def _direction_problems(test: Test, tested: list[Field]) -> Iterator[Problem]:
    """A field is tested in the direction in which compliance lies, so that more of it never loses a condition."""
    for field in tested:
        if field.better != ("more" if test.upward else "less"):
            yield Problem(Code.BAD_TEST, f"`{field.path}` is {field.better}-is-better and is tested the other way")
        if (field.value == "flag") != (test.is_ is not None):
            yield Problem(
                Code.BAD_TEST, f"`{field.path}` is a {field.value}; flags are tested with `is`, the others with numbers"
            )
    for path in (path for pattern in (*test.net_of, *test.net_of_known) for _, path in matching(pattern)):
        known_stock = test.empty is not None and path not in test.net_of
        if fields()[path].better != "less" or (fields()[path].kind is not FieldKind.FLOW and not known_stock):
            yield Problem(Code.BAD_TEST, f"`{path}` is not a flow of harm that could be set against it")
    wholes = [fields()[path] for pattern in test.share_of for _, path in matching(pattern)]
    for field in wholes:
        if field.better != "neutral" or field.value != "count":
            yield Problem(Code.BAD_TEST, f"`{field.path}` is not neutral and cannot be the whole of a share")
    constant = test.constant
    if not isinstance(constant, str):
        yield from _constant_problems(test, tested, constant)


def _constant_problems(test: Test, tested: list[Field], constant: object) -> Iterator[Problem]:
    share = (bool(test.share_of) and test.empty is None) or any(field.value == "share" for field in tested)
    number = constant if isinstance(constant, int) or hasattr(constant, "numerator") else None
    if number is None or (share and not 0 < number <= 1) or (not share and (not isinstance(number, int) or number < 0)):  # type: ignore[operator]  # an int or a Fraction
        yield Problem(Code.BAD_TEST, f"`{constant}` is not {'a share from 0 to 1' if share else 'a count'}")
    elif test.upward and number == 0 and not test.net_of and not test.net_of_known:
        yield Problem(Code.BAD_TEST, "at least nothing always holds")


def references(rulebook: Rulebook, kind: str) -> list[str]:
    """The names of this kind that answers set, as a test refers to them."""
    answers = (answer for question in rulebook.questions.values() for answer in question.answer)
    return [f"@{name}" for answer in answers for name in getattr(answer.sets, kind)]


def grades() -> list[str]:
    """The grades that a test can ask for."""
    return [grade for grade in Verification if grade is not Verification.REFUTED]


def is_window(text: str) -> bool:
    """Whether there is such a window."""
    try:
        window_start(text, _SOME_DAY, _SOME_DAY)
    except ValueError:
        return False
    return True
