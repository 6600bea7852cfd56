"""A case judged: its record folded, its law day and its certifications found, every provision evaluated."""

from collections.abc import Collection, Mapping
from datetime import date
from functools import cache
from pathlib import Path

from .acts.lifecycle import lifecycle
from .case.model import Case
from .days import read_day
from .judgement.durable import confirmed, is_available
from .judgement.evaluate import evaluate
from .judgement.finding import Assessment
from .rulebook.interpretation import Interpretation
from .rulebook.load import load_rules
from .rulebook.rulebook import Rulebook

DayLike = date | str
Rules = Rulebook | Path | str | None
SPECIFICATION, DURABLE = "specification", "durable_rules"


def judge(
    case: Case,
    rules: Rules = None,
    *,
    reading: str | Interpretation = "plain",
    answers: Mapping[str, str] | None = None,
    as_of: DayLike | None = None,
    law_as_of: DayLike | None = None,
    hindsight: bool = False,
    include_unverified: bool = False,
    engines: Collection[str] = (SPECIFICATION,),
    goal: str = "",
) -> Assessment:
    """Judge a case on its own day, by its own law and with the certifications that stand; or as asked otherwise.

    `rules` is a rulebook or a folder of rules, the packaged ones by default. `answers` answers some questions otherwise
    than the reading does: `{"Q5": "gross"}`. Days are dates, or text such as `2018-08-01`; `law_as_of` applies the law
    of that day as if it had been in force. `hindsight` knows also what was published after the day,
    `include_unverified` counts what is marked unverified or inferred. With `durable_rules` among the `engines` the
    second engine must reach every conclusion too. A `goal` that stands apart is judged alone, in its own Act's window.

    UnusableError where there is no such reading, question or answer, or where a goal was not law on the day;
    ValueError where a text is no day; EnginesDifferError where the engines differ; UnavailableError where the second
    one is asked for and cannot be imported.
    """
    rulebook = rulebook_of(rules)
    interpretation = rulebook.interpretation(reading, answers)
    day = read_day(as_of) or case.as_of
    found = evaluate(
        rulebook.asking(goal),
        case.folded(as_of=day, hindsight=hindsight, include_unverified=include_unverified),
        as_of=day,
        reading=interpretation,
        law_as_of=read_day(law_as_of) or case.law_day(day, rulebook.enacted),
        certified=certified(case, rulebook, interpretation, day),
    )
    return confirmed(found) if DURABLE in engines else found


def certified(case: Case, rulebook: Rulebook, interpretation: Interpretation, day: date) -> frozenset[str]:
    """The provisions under which a certification of the case stands on the day."""
    if not case.acts or not rulebook.routes:
        return frozenset()
    return lifecycle(rulebook, interpretation, case.acts).on(day).certified(day)


def rulebook_of(rules: Rules) -> Rulebook:
    """The rulebook itself, or that of a folder; the packaged one is loaded once."""
    match rules:
        case None:
            return _packaged()
        case Rulebook():
            return rules
        case _:
            return load_rules(Path(rules))


@cache
def _packaged() -> Rulebook:
    return load_rules()


@cache
def engines_here() -> tuple[str, ...]:
    """The engines that can be asked here: the specification, and the second one where it can be imported."""
    return (SPECIFICATION, DURABLE) if is_available() else (SPECIFICATION,)
