"""What is asked of the API: its shapes, and everything that is wrong with what was sent, each with its place."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator, Field, Strict
from pydantic_core import PydanticCustomError

from ..case.load import case_supposing, load_case
from ..case.model import Case
from ..days import read_day
from ..files.parse import read_json, validated
from ..files.resources import packaged_cases
from ..frozen import Frozen
from ..judging import rulebook_of
from ..problem import Code, Problem, UnusableError, did_you_mean
from .scenario import (
    LONGEST_LINE,
    MOST_ANSWERS,
    MOST_SUPPOSED,
    Judged,
    Scenario,
    judged,
    not_judged,
    of_case,
    otherwise_of,
    own_case,
    problems_of,
)

MOST_BESIDE = 6
A = TypeVar("A", bound=Frozen)


def _is_case(value: object) -> object:
    if not isinstance(value, str | dict):
        raise PydanticCustomError("case", "expected the id of a packaged case, or a case as an object")
    return value


Line = Annotated[str, Field(max_length=LONGEST_LINE)]
OneCase = Annotated[str | dict[str, Any], BeforeValidator(_is_case)]


class Asked(Frozen):
    """A scenario. `case` is the id of a packaged case, or a case as a file writes it, over a packaged baseline or none.

    `suppose` are lines as `--suppose` takes them, `answers` answers given otherwise: `{"Q5": "gross"}`.
    `otherwise` is what hypotheticals suppose of all else: `as-recorded` (nothing happens) or `unknown`.
    """

    case: OneCase = "record"
    suppose: Annotated[tuple[Line, ...], Field(max_length=MOST_SUPPOSED)] = ()
    reading: str = "plain"
    as_of: str = ""
    answers: Annotated[dict[str, str], Field(max_length=MOST_ANSWERS)] = {}
    otherwise: str = ""


class AskedJudgement(Asked):
    """A scenario to be judged; `full` adds tests, answers and the derivation."""

    full: Annotated[bool, Strict()] = False


class AskedProvision(Asked):
    """A scenario, and a provision as it is typed."""

    provision: str = "401(a)"


class AskedGoal(Asked):
    """A scenario, and a goal: suspension or termination."""

    goal: str = "suspension"


class AskedMissing(Asked):
    """A scenario; with `settles`, a goal or a provision, the open facts that decide it most often."""

    settles: str = ""


class AskedComparison(Frozen):
    """Scenarios to be set side by side."""

    scenarios: Annotated[tuple[Asked, ...], Field(min_length=2, max_length=MOST_BESIDE)]


def read(model: type[A], body: bytes) -> A:
    """What was sent, as this path takes it. UnusableError with every problem of its shape and of the rest of it."""
    raw = read_json(body or b"{}", "the body")
    problems: list[Problem] = []
    asked = validated(model, raw, "", problems)
    if asked is None:
        shape = [each._replace(place=each.place.removeprefix(".")) for each in problems]
        rest = [each for at, part in _rest(model, raw, "") for each in problems_in(part, at)]
        raise UnusableError([*shape, *rest])
    return asked


def every_problem(asked: Frozen) -> list[Problem]:
    """What is wrong with what has the right shape, all at once."""
    if isinstance(asked, AskedComparison):
        return [
            found for number, each in enumerate(asked.scenarios) for found in problems_in(each, f"scenarios[{number}].")
        ]
    return problems_in(asked, "") if isinstance(asked, Asked) else []


def _rest(model: type[Frozen], raw: Mapping[str, Any], at: str) -> Iterator[tuple[str, Any]]:
    """The scenarios in what was sent, each with its place, without those of its keys that have another shape."""
    if model is AskedComparison:
        listed = raw.get("scenarios")
        for number, each in enumerate(listed[:MOST_BESIDE] if isinstance(listed, list) else ()):
            if isinstance(each, dict):
                yield from _rest(Asked, each, f"scenarios[{number}].")
        return
    problems: list[Problem] = []
    validated(model, raw, "", problems)
    wrong = {re.split(r"[.\[]", each.place.removeprefix("."))[0] for each in problems}
    usable = {key: value for key, value in raw.items() if key in model.model_fields and key not in wrong}
    yield at, validated(model, usable, "", [])


def problems_in(asked: Asked, at: str) -> list[Problem]:
    """Every problem of a scenario and of what is asked of it; `at` is its place in what was sent."""
    scenario = scenario_of(asked)
    found = [_as_sent(each) for each in problems_of(scenario)]
    case, of_its_own = _case(asked)
    found += of_its_own
    try:
        day = read_day(asked.as_of or None)
    except ValueError:
        day = None
    lines = [each or " " for each in asked.suppose]
    if lines and all(each.strip() for each in lines):
        try:
            case_supposing(case or load_case("record"), lines, "suppose", as_of=day)
        except UnusableError as error:
            found += [_as_sent(each) for each in error.problems]
    found += _wanted(asked, Scenario() if found else None)
    return [each._replace(place=f"{at}{each.place}", file="") for each in found]


def _case(asked: Asked) -> tuple[Case | None, list[Problem]]:
    if isinstance(asked.case, str):
        return (load_case(asked.case) if asked.case in packaged_cases() else None), []
    try:
        return own_case(asked.case), []
    except UnusableError as error:
        return None, [each._replace(place=f"case{each.place.removeprefix('$')}") for each in error.problems]


def _as_sent(problem: Problem) -> Problem:
    """With the place that it has in JSON, where a list begins at 0 and `answers` is the name."""
    if problem.place == "answer":
        return problem._replace(place="answers")
    place = re.sub(r"^suppose\[(\d+)\]", lambda found: f"suppose[{int(found[1]) - 1}]", problem.place)
    return problem._replace(place=place)


def _wanted(asked: Asked, instead: Scenario | None) -> Iterable[Problem]:
    """What is wrong with the goal or the provision; `instead` is judged where the scenario itself cannot be."""
    if isinstance(asked, AskedGoal):
        known = rulebook_of(None).goals
        if asked.goal not in known:
            hint = did_you_mean(asked.goal, known) or f"; there are {', '.join(known)}"
            yield Problem(Code.UNKNOWN_GOAL, f"unknown goal `{asked.goal[:60]}`{hint}", place="goal")
    key = "provision" if isinstance(asked, AskedProvision) else "settles" if isinstance(asked, AskedMissing) else ""
    name: str = getattr(asked, key) if key else ""
    if not key or (key == "settles" and (not name or name in rulebook_of(None).goals)):
        return
    try:
        of = judged(instead) if instead is not None else judged_of(asked)
        _ = of.document.assessment[name]
    except KeyError as error:
        yield not_judged(error)._replace(place=key)
    except UnusableError:
        return  # what is wrong with the scenario is said already, and is no matter of the provision


def scenario_of(asked: Asked) -> Scenario:
    """The scenario that is asked for, as it was sent; of a case that was sent, all but that."""
    return Scenario(
        case=asked.case if isinstance(asked.case, str) else "record",
        suppose=asked.suppose,
        reading=asked.reading,
        as_of=asked.as_of,
        answer=tuple(f"{key}={value}" for key, value in asked.answers.items()),
        otherwise=asked.otherwise,
    )


def judged_of(asked: Asked) -> Judged:
    """The scenario judged. UnusableError where it cannot be."""
    scenario = scenario_of(asked)
    problems = list(problems_of(scenario))
    if problems:
        raise UnusableError(problems)
    if isinstance(asked.case, str):
        return judged(scenario)
    case = own_case(asked.case)
    if asked.suppose:
        case = case_supposing(case, asked.suppose, "suppose", as_of=read_day(asked.as_of or None))
    return of_case(scenario, otherwise_of(scenario, case))
