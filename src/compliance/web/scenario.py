"""A scenario: all that a page is asked of, as an address says it in the grammar of `--suppose`.

    case=record&suppose=release_prisoners count=8000 verified-by=ICRC&reading=plain&as_of=2027-06-01&answer=Q5=gross

The server keeps nothing: an address is all there is, and it is a command line.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from shlex import quote
from typing import Any, NamedTuple
from urllib.parse import quote_plus, urlencode

from ..case.load import below, case_from, case_supposing, load_case, supposing_otherwise
from ..case.model import Case, Limits
from ..days import read_day
from ..files.parse import read_json
from ..files.resources import packaged_cases
from ..judgement.finding import Assessment
from ..judging import SPECIFICATION, judge, rulebook_of
from ..problem import Code, Problem, UnusableError, did_you_mean
from ..record.origins import Otherwise
from ..report.document import Document
from ..rulebook.interpretation import Interpretation

MOST_SUPPOSED, LONGEST_LINE, MOST_ANSWERS = 100, 500, 40  # all levers at once are some 50 lines
LIMITS = Limits()
KEYS = ("case", "suppose", "reading", "as_of", "answer", "otherwise")
_REPEATABLE = ("suppose", "answer", "vs")
_OTHERWISE: tuple[Otherwise, ...] = ("as-recorded", "unknown")


class Scenario(NamedTuple):
    """A packaged case by its id, what is supposed on top of it and of all else, reading, day, answers otherwise."""

    case: str = "record"
    suppose: tuple[str, ...] = ()
    reading: str = "plain"
    as_of: str = ""
    answer: tuple[str, ...] = ()
    otherwise: str = ""

    @property
    def query(self) -> str:
        """The address that says it, without what is said anyhow."""
        said = [("case", self.case), *(("suppose", each) for each in self.suppose)]
        said += [("reading", self.reading)] if self.reading != "plain" else []
        said += [("as_of", self.as_of)] if self.as_of else []
        said += [("answer", each) for each in self.answer]
        said += [("otherwise", self.otherwise)] if self.otherwise else []
        return urlencode(said, quote_via=quote_plus)

    @property
    def options(self) -> str:
        """The options of a command that say it."""
        return " ".join([*(f"--suppose {quote(each)}" for each in self.suppose), self.beside]).strip()

    @property
    def beside(self) -> str:
        """The options that a case file of it does not hold."""
        words = [f"--reading {self.reading}"] if self.reading != "plain" else []
        words += [f"--as-of {self.as_of}"] if self.as_of else []
        words += [f"--otherwise {self.otherwise}"] if self.otherwise else []
        return " ".join([*words, *(f"--answer {quote(each)}" for each in self.answer)])

    @property
    def command(self) -> str:
        """The command that judges it."""
        return f"compliance evaluate {self.case} {self.options}".strip()


class Judged(NamedTuple):
    """A scenario judged: the case, what is found, and what was found before anything was supposed."""

    scenario: Scenario
    case: Case
    interpretation: Interpretation
    document: Document
    before: Assessment | None

    @property
    def day(self) -> date | None:
        """The day that is asked for; None for the case's own."""
        return read_day(self.scenario.as_of or None)


def read_scenario(pairs: Iterable[tuple[str, str]], also: Sequence[str] = ()) -> Scenario:
    """The scenario that an address says; UnusableError with every problem. `also` are keys of the page's own."""
    problems: list[Problem] = []
    said: dict[str, list[str]] = {key: [] for key in (*KEYS, *also)}
    for key, value in pairs:
        if key in said:
            said[key] += [value] if value.strip() else []
        else:
            hint = did_you_mean(key, said)
            problems.append(Problem(Code.UNKNOWN_KEY, f"unknown key `{key[:40]}`{hint}", place=key[:40]))
    for key, values in said.items():
        if len(values) > 1 and key not in _REPEATABLE:
            problems.append(Problem(Code.DUPLICATE_KEY, f"`{key}` is given {len(values)} times", place=key))
    scenario = Scenario(
        case=(said["case"] or ["record"])[0],
        suppose=tuple(said["suppose"]),
        reading=(said["reading"] or ["plain"])[0],
        as_of=(said["as_of"] or [""])[0],
        answer=tuple(said["answer"]),
        otherwise=(said["otherwise"] or [""])[0],
    )
    problems += problems_of(scenario)
    if problems:
        raise UnusableError(problems)
    return scenario


def problems_of(scenario: Scenario) -> Iterable[Problem]:
    """What is wrong with a scenario before its case is judged and its lines are read."""
    if scenario.case not in packaged_cases():
        hint = did_you_mean(scenario.case, packaged_cases())
        yield Problem(Code.UNKNOWN_CASE, f"no packaged case `{scenario.case[:60]}`{hint}", place="case")
    if len(scenario.suppose) > MOST_SUPPOSED:
        message = f"{len(scenario.suppose)} suppositions; the most is {MOST_SUPPOSED}"
        yield Problem(Code.TOO_LARGE, message, place="suppose")
    for number, line in enumerate(scenario.suppose, 1):
        if len(line) > LONGEST_LINE:
            message = f"{len(line)} letters; the most is {LONGEST_LINE}"
            yield Problem(Code.TOO_LARGE, message, place=f"suppose[{number}]")
        elif not line.strip():
            yield Problem(Code.MISSING_KEY, "an empty line supposes nothing", place=f"suppose[{number}]")
    reading = rulebook_of(None).unknown_reading(scenario.reading)
    yield from (each._replace(place="reading") for each in reading)
    if scenario.otherwise not in ("", *_OTHERWISE):
        message = f"expected one of {', '.join(_OTHERWISE)}, found `{scenario.otherwise[:40]}`"
        yield Problem(Code.WRONG_VALUE, message, place="otherwise")
    try:
        read_day(scenario.as_of or None)
    except ValueError:
        message = f"expected a day such as 2027-06-01, found `{scenario.as_of[:40]}`"
        yield Problem(Code.WRONG_VALUE, message, place="as_of")
    yield from _answer_problems(scenario.answer, "plain" if reading else scenario.reading)


def _answer_problems(said: Sequence[str], reading: str) -> Iterable[Problem]:
    if len(said) > MOST_ANSWERS:
        yield Problem(Code.TOO_LARGE, f"{len(said)} answers; the most is {MOST_ANSWERS}", place="answer")
        return
    answers: dict[str, str] = {}
    for each in said:
        question, separator, answer = each.partition("=")
        if len(each) > LONGEST_LINE:
            yield Problem(Code.TOO_LARGE, f"{len(each)} letters; the most is {LONGEST_LINE}", place="answer")
        elif not separator:
            message = f"expected Q=ANSWER such as Q5=gross, found `{each[:40]}`"
            yield Problem(Code.WRONG_VALUE, message, place="answer")
        elif question in answers:
            message = f"`{question[:40]}` is answered twice: `{answers[question][:40]}` and `{answer[:40]}`"
            yield Problem(Code.DUPLICATE_ID, message, place="answer")
        else:
            answers[question] = answer
    try:
        rulebook_of(None).interpretation(reading, answers)
    except UnusableError as error:
        yield from (each._replace(place="answer") for each in error.problems)


@lru_cache(maxsize=64)
def judged(scenario: Scenario) -> Judged:
    """The scenario judged by the specification. UnusableError with every problem of what is supposed."""
    case = _case(scenario)
    return of_case(scenario, case)


def of_case(scenario: Scenario, case: Case) -> Judged:
    """A case judged as a scenario asks, whatever its case and suppositions."""
    rulebook = rulebook_of(None)
    answers = dict(each.split("=", 1) for each in scenario.answer)
    interpretation = rulebook.interpretation(scenario.reading, answers)
    day = read_day(scenario.as_of or None)
    found = judge(case, rulebook, reading=interpretation, as_of=day, engines=(SPECIFICATION,))
    under = below(case) if case.hypothetical and len(case.parts) > 1 else None
    before = (
        judge(under, rulebook, reading=interpretation, as_of=found.as_of, engines=(SPECIFICATION,)) if under else None
    )
    return Judged(scenario, case, interpretation, Document(case, found, rulebook), before)


@lru_cache(maxsize=256)
def _packaged(name: str) -> Case:
    return load_case(name)


def _case(scenario: Scenario) -> Case:
    case = _packaged(scenario.case)
    if scenario.suppose:
        case = case_supposing(case, scenario.suppose, "suppose", as_of=read_day(scenario.as_of or None))
    return otherwise_of(scenario, case)


def otherwise_of(scenario: Scenario, case: Case) -> Case:
    """The case, its hypotheticals supposing of all else what the scenario says."""
    said = next((each for each in _OTHERWISE if each == scenario.otherwise), None)
    return supposing_otherwise(case, said) if said else case


def not_judged(error: KeyError) -> Problem:
    """The problem of what asks for a provision that is not judged: with what is, where the error says so."""
    said = str(error.args[0])[:400] if error.args else ""
    message = said if " " in said else f"`{said[:80]}` is not judged by itself"
    return Problem(Code.UNKNOWN_PROVISION, message)


def imported(text: bytes, scenario: Scenario) -> Judged:
    """A case file that somebody brings, judged and not kept: over packaged baselines alone.

    UnusableError with every problem; what is supposed in the scenario is left aside.
    """
    return of_case(scenario, own_case(read_json(text, "the case")))


def own_case(raw: Mapping[str, Any]) -> Case:
    """A case that somebody brings, over a packaged baseline or none. UnusableError with every problem."""
    baseline = raw.get("baseline")
    if baseline is not None and (not isinstance(baseline, str) or baseline not in packaged_cases()):
        message = "here a case stands on a packaged one, or on none: `baseline` is the id of a packaged case"
        raise UnusableError([Problem(Code.UNKNOWN_CASE, message, place="$.baseline")])
    return case_from(raw, limits=LIMITS)
