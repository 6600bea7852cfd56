"""The file that says what a sweep varies: a TOML file of axes, with every problem of it at once."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, StrictBool, StrictInt, StrictStr

from ..days import Day
from ..files.parse import read_bytes, read_toml, validated
from ..frozen import Frozen
from ..numbers import Exact, ExactOrFlag, Number
from ..problem import Code, Problem, UnusableError
from .axes import Row, Value
from .column import MOST as MOST_NUMBER

MOST_DRAWS = 10_000_000
MOST_AXES = 32
MOST_LISTED = 10_000
MOST_NAME = 100


def _lines(raw: object) -> object:
    """A single line is a list of one."""
    return [raw] if isinstance(raw, str) else raw


Lines = Annotated[tuple[StrictStr, ...], BeforeValidator(_lines)]


class Vary(Frozen):
    """One thing that varies: the lines that suppose it, with `{}` where its value stands; or what is known of a field
    only as a range; or how a question is answered.

    Of numbers `uniform` is from one to another, both counted, in equal steps; `triangular` is least, most likely, most.
    `days` are from one to another. `values` may have `weights`. Without any of them the lines stand in a `share` of the
    draws, and are absent from the others.
    """

    name: StrictStr
    suppose: Lines = ()
    range_of: StrictStr = ""
    answer: StrictStr = ""
    values: tuple[ExactOrFlag | StrictStr, ...] = ()
    weights: tuple[Exact, ...] = ()
    uniform: tuple[Exact, Exact] | None = None
    triangular: tuple[Exact, Exact, Exact] | None = None
    step: Exact = 1
    days: tuple[Day, Day] | None = None
    every: StrictInt = 1
    share: Exact | None = None


class SweepFile(Frozen):
    """A sweep: so many `draws` of every axis, or with `grid` every combination of their places.

    `seed` begins the draws: the same seed gives the same draws. Each draw is judged under each of the `readings`.
    """

    format: Literal[1]
    title: StrictStr = ""
    draws: StrictInt = 100_000
    grid: StrictBool = False
    seed: StrictInt = 0
    readings: tuple[StrictStr, ...] = ("plain",)
    vary: tuple[Vary, ...]


def load_sweep(path: Path) -> SweepFile:
    """The sweep that a file describes. UnusableError with every problem found."""
    name = str(path)
    problems = list[Problem]()
    raw = read_toml(read_bytes(path, name), name)
    found = validated(SweepFile, raw, "$", problems)
    if found is not None:
        problems += sweep_problems(found)
    if problems or found is None:
        raise UnusableError([each.within(name) for each in problems])
    return found


def sweep_problems(sweep: SweepFile) -> list[Problem]:
    """What is wrong with a sweep whatever it is asked of."""
    found = list(_of_whole(sweep))
    for index, vary in enumerate(sweep.vary):
        found += _of_axis(vary, f"$.vary[{index}]", grid=sweep.grid)
    return found


def _of_whole(sweep: SweepFile) -> Iterator[Problem]:
    if not sweep.vary:
        yield Problem(Code.MISSING_KEY, "varies nothing: say what in at least one `[[vary]]`", place="$.vary")
    if len(sweep.vary) > MOST_AXES:
        yield Problem(Code.TOO_LARGE, f"varies {len(sweep.vary)} things; the most is {MOST_AXES}", place="$.vary")
    if not sweep.grid and not 1 <= sweep.draws <= MOST_DRAWS:
        yield Problem(Code.BAD_RANGE, f"expected 1 to {MOST_DRAWS:,} draws, found {sweep.draws:,}", place="$.draws")
    if sweep.seed < 0:
        yield Problem(Code.BAD_RANGE, f"expected a seed of 0 or more, found {sweep.seed}", place="$.seed")
    for index, reading in enumerate(sweep.readings):
        if reading in sweep.readings[:index]:
            yield Problem(Code.DUPLICATE_ID, f"`{reading[:60]}` stands twice", place=f"$.readings[{index}]")
    if not sweep.readings:
        yield Problem(Code.MISSING_KEY, "names no reading", place="$.readings")
    for key in ("name", "answer", "range_of"):
        said = [getattr(vary, key) for vary in sweep.vary]
        for index, each in enumerate(said):
            if each and each in said[:index]:
                yield Problem(Code.DUPLICATE_ID, f"`{each[:60]}` stands twice", place=f"$.vary[{index}].{key}")


_WAYS = ("values", "uniform", "triangular", "days", "share")


def _of_axis(vary: Vary, place: str, *, grid: bool) -> Iterator[Problem]:
    if not vary.name.strip():
        yield Problem(Code.MISSING_KEY, "has no name", place=f"{place}.name")
    if len(vary.name) > MOST_NAME:
        message = f"is a name of {len(vary.name):,} characters; the most is {MOST_NAME}"
        yield Problem(Code.TOO_LARGE, message, place=f"{place}.name")
    kinds = [name for name in ("suppose", "range_of", "answer") if getattr(vary, name)]
    if len(kinds) != 1:
        message = "says exactly one of `suppose`, `range_of` and `answer`"
        yield Problem(Code.WRONG_VALUE, message, place=place)
        return
    ways = [name for name in _WAYS if getattr(vary, name) not in (None, ())]
    if kinds == ["range_of"]:
        yield from (
            Problem(Code.WRONG_VALUE, "the record says over what it ranges", place=f"{place}.{way}") for way in ways
        )
        return
    if len(ways) != 1:
        yield Problem(Code.WRONG_VALUE, f"says exactly one of {', '.join(map(_quoted, _WAYS))}", place=place)
        return
    way = ways[0]
    if kinds == ["answer"] and way != "values":
        yield Problem(Code.WRONG_VALUE, "an answer is one of the `values`", place=f"{place}.{way}")
    if kinds == ["suppose"]:
        varied = any("{}" in line for line in vary.suppose)
        if way == "share" and varied:
            yield Problem(Code.WRONG_VALUE, "a line that only comes or not has no `{}`", place=f"{place}.suppose")
        if way != "share" and not varied:
            yield Problem(Code.MISSING_KEY, "no line says with `{}` where the value stands", place=f"{place}.suppose")
    yield from _of_way(vary, way, place, grid=grid)


def _of_way(vary: Vary, way: str, place: str, *, grid: bool) -> Iterator[Problem]:
    """What is wrong with the places of an axis."""
    if vary.weights and (way != "values" or len(vary.weights) != len(vary.values)):
        message = f"expected as many weights as values, found {len(vary.weights)} and {len(vary.values)}"
        yield Problem(Code.WRONG_VALUE, message, place=f"{place}.weights")
    if vary.weights and (min(vary.weights) < 0 or not sum(vary.weights)):
        yield Problem(Code.BAD_RANGE, "a weight is 0 or more, and they are not all 0", place=f"{place}.weights")
    if len(vary.values) > MOST_LISTED:
        yield Problem(
            Code.TOO_LARGE, f"lists {len(vary.values):,}; the most is {MOST_LISTED:,}", place=f"{place}.values"
        )
    if len(set(map(repr, vary.values))) < len(vary.values):
        yield Problem(Code.DUPLICATE_KEY, "a value stands twice: give it a weight", place=f"{place}.values")
    if vary.share is not None and not 0 <= vary.share <= 1:
        yield Problem(Code.BAD_RANGE, "a share is from 0 to 1", place=f"{place}.share")
    if grid and (vary.triangular or vary.weights or way == "share"):
        yield Problem(Code.WRONG_VALUE, "a grid takes every place once: no weights", place=f"{place}.{way}")
    if vary.every < 1:
        yield Problem(Code.BAD_RANGE, f"expected 1 day or more, found {vary.every}", place=f"{place}.every")
    if vary.days and vary.days[0] > vary.days[1]:
        yield Problem(Code.BAD_SPAN, "ends before it begins", place=f"{place}.days")
    numbers = vary.uniform or vary.triangular or ()
    if numbers:
        yield from _of_numbers(numbers, vary.step, f"{place}.{way}", f"{place}.step")


def _of_numbers(numbers: Sequence[Number], step: Number, place: str, step_place: str) -> Iterator[Problem]:
    if list(numbers) != sorted(numbers):
        yield Problem(Code.BAD_RANGE, "its numbers fall: the least comes first", place=place)
    if step <= 0:
        yield Problem(Code.BAD_RANGE, "a step is more than 0", place=step_place)
    elif any((each - numbers[0]) % step for each in numbers):
        message = "is not a whole number of steps long: say `step`"
        yield Problem(Code.BAD_RANGE, message, place=place)
    if any(abs(each.numerator) >= MOST_NUMBER or each.denominator >= MOST_NUMBER for each in (*numbers, step)):
        yield Problem(Code.TOO_LARGE, f"holds a number of {MOST_NUMBER:,} or more", place=place)


def _quoted(word: str) -> str:
    return f"`{word}`"


def row_of(vary: Vary) -> Row:
    """The places of an axis, for what states them itself; the range of a field is the record's."""
    if vary.values:
        values: tuple[Value, ...] = vary.values
        return Row(listed=values, shape="weighted" if vary.weights else "uniform", weights=vary.weights)
    if vary.share is not None:
        return Row(listed=(False, True), shape="weighted", weights=(1 - vary.share, vary.share))
    if vary.days:
        first, last = vary.days
        return Row(first=first, step=vary.every, count=(last - first).days // vary.every + 1)
    return number_row(vary.uniform, vary.triangular, vary.step)


def number_row(
    uniform: tuple[Number, Number] | None, triangular: tuple[Number, Number, Number] | None, step: Number
) -> Row:
    """Numbers in equal steps, from the least to the most."""
    numbers = triangular or uniform or (0, 0)
    count = int((numbers[-1] - numbers[0]) / step) + 1
    if triangular:
        return Row(
            first=numbers[0], step=step, count=count, shape="triangular", mode=int((numbers[1] - numbers[0]) / step)
        )
    return Row(first=numbers[0], step=step, count=count)
