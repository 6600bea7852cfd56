"""Check what answers set, whichever reading gives them: what the loader refuses."""

from collections.abc import Iterator
from functools import cache

from ..law.question import KINDS, Answer, Margin, Pooled, Question, Whole
from ..law.rules_of_time import RULES
from ..problem import Code, Problem, did_you_mean
from ..record.vocabulary import fields, matching
from .check_ladders import WINDOWS, grades, is_window
from .rulebook import Rulebook

_OF_PROVISIONS = ("connective", "at_least", "degree")
_AGES = ("conditions", "against")


def question_problems(rulebook: Rulebook) -> Iterator[Problem]:
    """What some answer sets that is not there to be set, or is no value for it; and what not every answer sets."""
    for question in rulebook.questions.values():
        for answer in question.answer:
            for kind, name, value in _set_by(answer):
                for problem in (*_name_problems(rulebook, kind, name), *_value_problems(rulebook, kind, name, value)):
                    yield problem._replace(place=question.id)
        yield from (problem._replace(place=question.id) for problem in _uneven(question))


def _set_by(answer: Answer) -> Iterator[tuple[str, str, object]]:
    for kind in KINDS:
        for name, value in getattr(answer.sets, kind).items():
            yield kind, name, value


def _name_problems(rulebook: Rulebook, kind: str, name: str) -> Iterator[Problem]:
    """A provision, rule or age that is not; other names are the ladders' own, which ask for each that they need."""
    versions = rulebook.statute.versions
    for part in name.split(">") if kind in _OF_PROVISIONS else ():
        if part not in versions:
            message = f"sets `{kind}` for `{part}`, which is not in the rulebook{did_you_mean(part, versions)}"
            yield Problem(Code.UNKNOWN_PROVISION, message)
    lists = {key for each in rulebook.questions.values() for answer in each.answer for key in answer.sets.classes}
    if kind == "without" and name not in lists:
        message = f"takes members out of `classes.{name}`, which no answer sets{did_you_mean(name, lists)}"
        yield Problem(Code.UNSET_PARAMETER, message)
    if kind == "rule" and name not in RULES:
        yield Problem(Code.UNSET_PARAMETER, f"no rule `{name}`{did_you_mean(name, RULES)}")
    if kind == "evidence_age" and name not in _AGES:
        message = f"sets `evidence_age.{name}`; there are {' and '.join(_AGES)}{did_you_mean(name, _AGES)}"
        yield Problem(Code.UNSET_PARAMETER, message)


def _value_problems(rulebook: Rulebook, kind: str, name: str, value: object) -> Iterator[Problem]:
    match kind, value:
        case "connective", Pooled(pooled=matter) if matter not in rulebook.ladders:
            hint = did_you_mean(matter, rulebook.ladders)
            yield Problem(Code.NO_LADDER, f"pools in `{matter}`, which has no ladder{hint}")
        case "grade", str() if value not in grades():
            yield Problem(Code.WRONG_VALUE, f"no grade `{value}`{did_you_mean(value, grades())}")
        case "search_margin", Margin(times=times, more=extra) if times < 1 or extra < 0:
            yield Problem(Code.WRONG_VALUE, f"`search_margin.{name}` leaves room for no less than was found")
        case "contrary", str() if value not in ("any", "the-grade", *grades()):
            meant = did_you_mean(value, ("any", "the-grade", *grades()))
            yield Problem(Code.WRONG_VALUE, f"`contrary.{name}` is `any`, `the-grade` or a grade, not `{value}`{meant}")
        case "practice", int() if value < 0:
            yield Problem(Code.WRONG_VALUE, f"`practice.{name}` is a number of months, not {value}")
        case "harm_window", int() if value < 0:
            yield Problem(
                Code.WRONG_VALUE, f"`harm_window.{name}` is a number of months before the window, not {value}"
            )
        case "window", str() if not is_window(value):
            yield Problem(Code.WRONG_VALUE, f"no window `{value}`{did_you_mean(value, WINDOWS)}")
        case "rule", str() if name in RULES and value not in RULES[name]:
            hint = did_you_mean(value, RULES[name])
            message = f"`rule.{name}` is one of {', '.join(RULES[name])}; found `{value}`{hint}"
            yield Problem(Code.WRONG_VALUE, message)
        case "denominator", Whole(field=pattern):
            yield from _field_problems(pattern)
        case "include", tuple():
            for pattern in value:
                yield from _field_problems(pattern)
        case "classes" | "without", tuple():
            yield from _class_problems(value)


def _field_problems(pattern: str) -> Iterator[Problem]:
    if not matching(pattern):
        yield Problem(Code.UNKNOWN_FIELD, f"no field `{pattern}`{did_you_mean(pattern, fields())}")


def _class_problems(names: tuple[str, ...]) -> Iterator[Problem]:
    """A class is what a star of a pattern stands for, a part of some field's name, or a field of a list of them."""
    for name in names:
        if name not in _parts() and name not in fields():
            hint = did_you_mean(name, fields() if "." in name else _parts())
            yield Problem(Code.UNKNOWN_FIELD, f"no class `{name}`, as no field is named so{hint}")


@cache
def _parts() -> frozenset[str]:
    return frozenset(part for path in fields() for part in path.split("."))


def _uneven(question: Question) -> Iterator[Problem]:
    """What one answer sets and another does not would be unset where that one is given."""
    named = {
        answer.id: {(kind, name) for kind, name, _ in _set_by(answer) if kind not in _OF_PROVISIONS}
        for answer in question.answer
    }
    for kind, name in sorted(set().union(*named.values())):
        without = [answer for answer, pairs in named.items() if (kind, name) not in pairs]
        if without:
            giver = next(answer for answer, pairs in named.items() if (kind, name) in pairs)
            hint = did_you_mean(name, [other for of, other in named[without[0]] if of == kind])
            message = f"`{kind}.{name}` is set by the answer `{giver}` and not by `{without[0]}`{hint}"
            yield Problem(Code.UNSET_PARAMETER, message)
