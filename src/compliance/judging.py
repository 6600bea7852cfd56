"""A case judged: its record folded, its law day and its certifications found, every provision evaluated."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from .acts.lifecycle import lifecycle
from .case.model import Case
from .days import Span, joined, read_day
from .judgement.durable import confirmed, is_available
from .judgement.evaluate import evaluate
from .judgement.finding import Assessment, Supposed
from .record.origins import Otherwise
from .rulebook.interpretation import Interpretation
from .rulebook.load import load_rules
from .rulebook.rulebook import Rulebook
from .status import Status

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
    otherwise: Otherwise | None = None,
    engines: Collection[str] = (SPECIFICATION,),
    goal: str = "",
) -> Assessment:
    """Judge a case on its own day, by its own law and with the certifications that stand; or as asked otherwise.

    `rules` is a rulebook or a folder of rules, the packaged ones by default. `answers` answers some questions otherwise
    than the reading does: `{"Q5": "gross"}`. Days are dates, or text such as `2018-08-01`; `law_as_of` applies the law
    of that day as if it had been in force. `hindsight` knows also what was published after the day,
    `include_unverified` counts what is marked unverified or inferred. `otherwise` says for every hypothetical of the
    chain whether nothing else is supposed to happen (`as-recorded`) or nothing is supposed (`unknown`). With
    `durable_rules` among the `engines` the second engine must reach every conclusion too. A `goal` that stands apart is
    judged alone, in its own Act's window.

    UnusableError where there is no such reading, question or answer, or where a goal was not law on the day;
    ValueError where a text is no day; EnginesDifferError where the engines differ; UnavailableError where the second
    one is asked for and cannot be imported.
    """
    rulebook = rulebook_of(rules)
    interpretation = rulebook.interpretation(reading, answers)
    day = read_day(as_of) or case.as_of
    law_day = read_day(law_as_of) or case.law_day(day, rulebook.enacted)
    standing = certified(case, rulebook, interpretation, day)

    def found(supposing: Otherwise | None) -> Assessment:
        folded = case.folded(as_of=day, hindsight=hindsight, include_unverified=include_unverified, otherwise=supposing)
        asked = rulebook.asking(goal)
        return evaluate(asked, folded, as_of=day, reading=interpretation, law_as_of=law_day, certified=standing)

    judged = found(otherwise)
    gaps = [gap.span for gap in case.origins.supposing(otherwise).gaps if gap.span.start <= day]
    if gaps:
        spans = joined(Span(gap.start, min(gap.end, day)) for gap in gaps)
        judged = replace(judged, supposed=Supposed(spans, _differing(judged, found("unknown"))))
    if not case.hypothetical and day > case.as_of:
        ended = f"the record ends on {case.as_of}, before the day judged, and knows nothing of what came after"
        judged = replace(judged, warnings=(ended, *judged.warnings))
    judged = replace(judged, case=case.id, cited=rulebook.statute.identified, of=case, rules=rulebook)
    return confirmed(judged) if DURABLE in engines else judged


def _differing(judged: Assessment, without: Assessment) -> Mapping[str, Status]:
    """The statuses of the second that are others than those of the first, by path."""
    walked = [finding for result in without.results for finding in result.finding.walk()]
    pairs = [(other, judged.finding(other.path)) for other in walked]
    return {other.path: other.status for other, own in pairs if own is not None and own.status is not other.status}


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
