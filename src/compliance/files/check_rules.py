"""Check a rulebook against itself and against the State: what the loader refuses."""

from collections.abc import Iterator
from datetime import date

from ..judgement.scene import window_start
from ..law.degree import RUNGS, Degree
from ..law.ladder import Group, Ladder, Test
from ..law.reading import Parameters, Pooled, Whole
from ..law.rulebook import Rulebook
from ..law.statute import Kind, Level, Statute
from ..problem import Code, Hints, Problem, did_you_mean
from ..record.dprk.state import fields, matching
from ..record.evidence import Verification
from ..record.field import Field, FieldKind

_SOME_DAY = date(2020, 1, 1)


def statute_problems(rulebook: Rulebook) -> Iterator[Problem]:
    """Leaves without a ladder; goals and questions about provisions that do not exist."""
    statute = rulebook.statute
    for identifier, versions in statute.versions.items():
        for level in versions:
            if level.kind is Kind.CONDITION and level.matter and level.matter not in rulebook.ladders:
                hint = did_you_mean(level.matter, rulebook.ladders)
                yield Problem(Code.NO_LADDER, f"the matter `{level.matter}` has no ladder{hint}", place=identifier)
    named = [("goals.toml", goal.name, goal.provision) for goal in rulebook.goals.values()]
    named += [("questions.toml", question.id, question.of) for question in rulebook.questions.values()]
    for file, place, provision in named:
        judged = [level for level in statute.versions.get(provision, ()) if level.kind is Kind.CONDITION]
        if file == "goals.toml" and provision in statute.versions and not judged:
            yield Problem(Code.UNKNOWN_PROVISION, f"`{provision}` is not judged and can be no goal", file, place)
        if provision not in statute.versions:
            hint = did_you_mean(provision, statute.versions)
            yield Problem(Code.UNKNOWN_PROVISION, f"`{provision}` is not in the rulebook{hint}", file, place)


def structure_problems(statute: Statute) -> Iterator[Problem]:
    """References that come back to themselves, and conditions that nothing judges; for a tree that is whole."""
    for identifier, versions in statute.versions.items():
        if _comes_back(statute, identifier):
            yield Problem(Code.CIRCULAR, "refers to itself, by way of what it refers to", place=identifier)
            return
        for level in versions:
            yield from (problem._replace(place=identifier) for problem in _judged_problems(statute, level))


def _comes_back(statute: Statute, identifier: str) -> bool:
    """Whether judging this level would come back to it."""
    waiting, seen = [identifier], set[str]()
    while waiting:
        name = waiting.pop()
        below = statute.below.get(name, ())
        onward = [*below, *(level.refers_to for level in statute.versions.get(name, ()) if level.refers_to)]
        if identifier in onward:
            return True
        waiting += [other for other in onward if other not in seen]
        seen |= set(onward)
    return False


def _judged_problems(statute: Statute, level: Level) -> Iterator[Problem]:
    """A condition must be judged by something on the day on which it comes into force."""
    if level.kind is not Kind.CONDITION or level.matter:
        return
    day = level.start_period
    if level.refers_to:
        other = statute.level(level.refers_to, day)
        if other is None or other.kind is not Kind.CONDITION:
            message = f"refers to `{level.refers_to}`, which is no condition in force on {day}"
            yield Problem(Code.UNKNOWN_PROVISION, message)
    elif not any(child.kind is Kind.CONDITION for child in statute.children(level.identifier, day)):
        yield Problem(Code.NO_MATTER, f"is judged, and nothing below it is a condition in force on {day}")


def ladder_problems(rulebook: Rulebook) -> Iterator[Problem]:
    """Ladders without their five rungs, and tests that their fields do not allow."""
    hints = Hints()
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
                yield from (problem._replace(place=where) for problem in test_problems(test, hints))


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


def test_problems(test: Test, hints: Hints) -> Iterator[Problem]:
    """What a test asks of its fields that they do not allow."""
    if not test.field:
        yield Problem(Code.BAD_TEST, "a test names the field that it tests")
        return
    found = [fields()[path] for pattern in (*test.field, *test.net_of) for _, path in matching(pattern)]
    for pattern in (*test.field, *test.net_of, *(name for name in test.share_of if not name.startswith("@"))):
        if not matching(pattern):
            yield Problem(Code.UNKNOWN_FIELD, f"no field `{pattern}`{hints(pattern, fields())}")
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
        if not _is_window(test.window):
            yield Problem(
                Code.BAD_TEST,
                f"no window `{test.window}`; expected standing, ever, since-enactment or previous-12-months",
            )
        if not test.because and test.window != "since-published":
            yield Problem(Code.BAD_TEST, "a test with a window of its own gives a reason in `because`")
    if any(field.kind is FieldKind.FLOW for field in tested) and test.window == "standing":
        yield Problem(Code.BAD_TEST, "a flow adds up over a window; it does not stand")
    if test.grade and not test.grade.startswith("@") and test.grade not in _grades():
        yield Problem(Code.BAD_TEST, f"no grade `{test.grade}`{did_you_mean(test.grade, _grades())}")
    if (test.net is None) != (not test.net_of):
        yield Problem(Code.BAD_TEST, "`net` and `net_of` go together")
    if test.net_of and not test.net_label:
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
    for path in (path for pattern in test.net_of for _, path in matching(pattern)):
        if fields()[path].better != "less" or fields()[path].kind is not FieldKind.FLOW:
            yield Problem(Code.BAD_TEST, f"`{path}` is not a flow of harm that could be set against it")
    wholes = [fields()[path] for pattern in test.share_of for _, path in matching(pattern)]
    for field in wholes:
        if field.better != "neutral" or field.value != "count":
            yield Problem(Code.BAD_TEST, f"`{field.path}` is not neutral and cannot be the whole of a share")
    constant = test.constant
    if not isinstance(constant, str):
        yield from _constant_problems(test, tested, constant)


def _constant_problems(test: Test, tested: list[Field], constant: object) -> Iterator[Problem]:
    share = bool(test.share_of) or any(field.value == "share" for field in tested)
    number = constant if isinstance(constant, int) or hasattr(constant, "numerator") else None
    if number is None or (share and not 0 < number <= 1) or (not share and (not isinstance(number, int) or number < 0)):  # type: ignore[operator]  # an int or a Fraction
        yield Problem(Code.BAD_TEST, f"`{constant}` is not {'a share from 0 to 1' if share else 'a count'}")
    elif test.upward and number == 0 and not test.net_of:
        yield Problem(Code.BAD_TEST, "at least nothing always holds")


def _grades() -> list[str]:
    return [grade for grade in Verification if grade is not Verification.REFUTED]


def _is_window(text: str) -> bool:
    try:
        window_start(text, _SOME_DAY, _SOME_DAY)
    except ValueError:
        return False
    return True


def reading_problems(rulebook: Rulebook, parameters: Parameters) -> Iterator[Problem]:
    """What a reading leaves unset, or sets to something that does not exist."""
    for ladder in rulebook.ladders.values():
        yield from _unset(ladder, parameters)
    if parameters.get("evidence_age", "conditions") is None:
        yield Problem(Code.UNSET_PARAMETER, "no answer sets `evidence_age.conditions`")
    for name in ("conditions", "against"):
        age = parameters.get("evidence_age", name)
        if age is not None and age.value != "no-limit" and not 0 <= age.value < 10_000:
            yield Problem(Code.WRONG_VALUE, f"`evidence_age.{name}` is {age.value}: expected months, or no-limit")
    yield from _connective_problems(rulebook, parameters)
    yield from _leaf_problems(rulebook, parameters)
    for ladder in rulebook.ladders.values():
        for rung in ladder.rung:
            for problem in _resolved_problems(rung, parameters):
                yield problem._replace(place=f"{ladder.matter}, {rung.degree}")
    hints = Hints()
    for (kind, name), (value, question) in parameters.values.items():
        for problem in _value_problems(rulebook, kind, name, value, hints):
            yield problem._replace(file="questions.toml", place=question)


def _resolved_problems(group: Group, parameters: Parameters) -> Iterator[Problem]:
    """Thresholds that an answer sets to what a test or a group does not bear."""
    if isinstance(group.at_least_of, str):
        found = parameters.get("threshold", group.at_least_of[1:])
        if found is not None and not (isinstance(found.value, int) and 0 <= found.value <= len(group.of)):
            message = f"`{group.at_least_of}` is {found.value}: so many of {len(group.of)} cannot be"
            yield Problem(Code.BAD_TEST, message)
    for part in group.parts:
        if isinstance(part, Group):
            yield from _resolved_problems(part, parameters)
        else:
            yield from _resolved_test_problems(part, parameters)


def _resolved_test_problems(test: Test, parameters: Parameters) -> Iterator[Problem]:
    def resolved(kind: str, value: object) -> object:
        found = parameters.get(kind, value[1:]) if isinstance(value, str) and value.startswith("@") else None
        return found.value if found else value

    included = [pattern for name in test.include for pattern in _patterns(resolved("include", name))]
    named = [pair for pattern in (*test.field, *included) for pair in matching(pattern)]
    allowed = resolved("classes", test.classes)
    tested = [fields()[path] for name, path in named if not isinstance(allowed, tuple) or name in allowed]
    if not tested:
        yield Problem(Code.BAD_TEST, f"`{test.field[0]}`: what the answers set leaves no field to test")
    if test.field:
        like = fields()[matching(test.field[0])[0][1]] if matching(test.field[0]) else None
        for field in tested:
            if like and (field.better, field.value, field.kind) != (like.better, like.value, like.kind):
                yield Problem(
                    Code.BAD_TEST, f"`{field.path}` cannot be tested with `{like.path}`: it is of another kind"
                )
    constant = resolved("threshold", test.constant)
    if isinstance(test.constant, str) and not isinstance(constant, str):
        yield from _constant_problems(test, tested, constant)
    across = resolved("nationalities", test.across)
    if isinstance(across, int) and not 0 < across <= len({name for name, _ in named}):
        yield Problem(Code.BAD_TEST, f"`{test.field[0]}`: {across} of so many members cannot be")
    for pattern in test.share_of:
        whole = resolved("denominator", pattern)
        for _, path in matching(whole.field if isinstance(whole, Whole) else str(whole)):
            if fields()[path].better != "neutral" or fields()[path].value != "count":
                yield Problem(Code.BAD_TEST, f"`{path}` is not neutral and cannot be the whole of a share")


def _patterns(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


def _unset(ladder: Ladder, parameters: Parameters) -> Iterator[Problem]:
    missing = {
        (kind, name) for rung in ladder.rung for kind, name in rung.references() if parameters.get(kind, name) is None
    }
    for kind, name in sorted(missing):
        known = [key for of, key in parameters.values if of == kind]
        message = (
            f"no answer sets `{kind}.{name}`, which the ladder of `{ladder.matter}` needs{did_you_mean(name, known)}"
        )
        yield Problem(Code.UNSET_PARAMETER, message)


def _connective_problems(rulebook: Rulebook, parameters: Parameters) -> Iterator[Problem]:
    """`at_least` needs a number, and one that the levels below can reach."""
    for (kind, name), found in parameters.values.items():
        if kind == "connective" and found.value == "at_least":
            needed = parameters.get("at_least", name)
            below = rulebook.statute.below.get(name, ())
            if needed is None or not 0 < needed.value <= len(below):
                number = "nothing" if needed is None else needed.value
                message = f"`{name}` is to be met by at least {number} of {len(below)}"
                yield Problem(Code.WRONG_VALUE, message, "questions.toml", found.question)
        if kind == "degree" and found.value == "as-suspension":
            levels = rulebook.statute.versions.get(name, ())
            if not any(level.refers_to for level in levels):
                message = f"`{name}` refers to nothing and cannot be `as-suspension`"
                yield Problem(Code.WRONG_VALUE, message, "questions.toml", found.question)


def _leaf_problems(rulebook: Rulebook, parameters: Parameters) -> Iterator[Problem]:
    pooled = [
        name
        for (kind, name), found in parameters.values.items()
        if kind == "connective" and isinstance(found.value, Pooled)
    ]
    for identifier in (*rulebook.statute.leaves(), *pooled):
        degree = parameters.get("degree", identifier)
        if degree is None or degree.value in ("as-suspension", Degree.NONE):
            yield Problem(Code.UNSET_PARAMETER, f"no answer sets `degree` for the leaf `{identifier}`")


def _value_problems(rulebook: Rulebook, kind: str, name: str, value: object, hints: Hints) -> Iterator[Problem]:
    statute = rulebook.statute
    if kind in ("connective", "at_least", "degree"):
        for part in name.split(">"):
            if part not in statute.versions:
                yield Problem(Code.UNKNOWN_PROVISION, f"sets `{kind}` for `{part}`, which is not in the rulebook")
    if isinstance(value, Pooled) and value.pooled not in rulebook.ladders:
        hint = did_you_mean(value.pooled, rulebook.ladders)
        yield Problem(Code.NO_LADDER, f"pools in `{value.pooled}`, which has no ladder{hint}")
    if kind == "grade" and value not in _grades():
        yield Problem(Code.WRONG_VALUE, f"no grade `{value}`{did_you_mean(str(value), _grades())}")
    if kind == "window" and not _is_window(str(value)):
        yield Problem(Code.WRONG_VALUE, f"no window `{value}`")
    for pattern in (value.field,) if isinstance(value, Whole) else _patterns(value) if kind == "include" else ():
        if not matching(pattern):
            yield Problem(Code.UNKNOWN_FIELD, f"no field `{pattern}`{hints(pattern, fields())}")
