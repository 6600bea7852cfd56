"""Check what a reading sets against statute, ladders and fields: what the loader refuses."""

from collections.abc import Iterator

from ..law.degree import Degree
from ..law.ladder import Group, Ladder, Test
from ..law.question import Pooled, Whole
from ..problem import Code, Problem, did_you_mean
from ..record.vocabulary import fields, matching
from .check_ladders import _constant_problems
from .parameters import Parameters
from .rulebook import Rulebook


def reading_problems(rulebook: Rulebook, parameters: Parameters) -> Iterator[Problem]:
    """What a reading leaves unset, or sets to something that does not exist."""
    for ladder in rulebook.ladders.values():
        yield from _unset(ladder, parameters)
    if parameters.get("evidence_age", "conditions") is None:
        known = [name for kind, name in parameters.values if kind == "evidence_age"]
        message = f"no answer sets `evidence_age.conditions`{did_you_mean('conditions', known)}"
        yield Problem(Code.UNSET_PARAMETER, message)
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
