"""Under how many of all answers to the open questions a goal is supported, which matter, and which would turn it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, product
from math import prod
from typing import NamedTuple

from ..case.model import Case
from ..days import read_day
from ..judgement.finding import Assessment, Finding
from ..judging import DayLike, Rules, certified, judge, rulebook_of
from ..rulebook.interpretation import Interpretation
from ..status import Status, at_least
from .answers import Answers, Joined, Leaf
from .counts import Counts, counted
from .tables import counting

MOST_ANSWERS = 3  # that are changed together to turn a verdict
MOST_SHOWN = 12


class Flip(NamedTuple):
    """Answers to some questions other than the reading's, with which a goal is found otherwise; each is needed."""

    answers: Mapping[str, str]
    status: Status


class Resting(NamedTuple):
    """A provision under all answers: the counts over those of the `questions` that bear on it."""

    finding: Finding
    counts: Counts
    questions: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, repr=False)
class UnderAnswers:
    """One goal of a case under every combination of answers. Counts are counts, never probabilities.

    `goal` comes first among `provisions`, then its conditions. `flips` are the fewest answers that would turn the
    verdict of the assessment's own reading, each judged by the specification. `aside` names provisions under which a
    certification stands, which is left aside here.
    """

    assessment: Assessment
    goal: str
    provisions: tuple[Resting, ...]
    flips: tuple[Flip, ...]
    more_flips: int
    combinations: int
    aside: tuple[str, ...] = ()

    def __repr__(self) -> str:
        found = f"met {self.counts.met:,}, open {self.counts.unknown:,}, ruled out {self.counts.unmet:,}"
        return f"<UnderAnswers {self.assessment.case} {self.goal}: {found}>"

    @property
    def counts(self) -> Counts:
        """Those of the goal."""
        return self.provisions[0].counts


def under_answers(
    case: Case,
    goal: str = "suspension",
    rules: Rules = None,
    *,
    reading: str | Interpretation = "plain",
    answers: Mapping[str, str] | None = None,
    as_of: DayLike | None = None,
) -> UnderAnswers:
    """Count the combinations of answers under which a goal is met, open and ruled out, and find which would turn it.

    Arguments and errors are those of `judge`; KeyError where the rulebook has no such goal.
    """
    rulebook = rulebook_of(rules)
    base = rulebook.interpretation(reading, answers)
    day = read_day(as_of) or case.as_of
    assessment = judge(case, rulebook, reading=base, as_of=day)
    tables = Answers(case, rulebook, base, day, assessment.law_day)
    finding = assessment.result(goal)
    own = [finding, *(each for each in finding.walk() if each.decided)]
    with counting("questions bear"):
        provisions = tuple(Resting(each, *_counted(tables, each)) for each in own)
    flips = list(_flips(tables, finding.level.identifier, base, provisions[0].questions))
    return UnderAnswers(
        assessment=assessment,
        goal=goal,
        provisions=provisions,
        flips=tuple(flips[:MOST_SHOWN]),
        more_flips=max(0, len(flips) - MOST_SHOWN),
        combinations=prod(map(len, tables.ids.values())),
        aside=tuple(sorted(certified(case, rulebook, base, day))),
    )


def _counted(tables: Answers, finding: Finding) -> tuple[Counts, tuple[str, ...]]:
    """A goal as it is put together; a condition by itself, as it stands where it was found."""
    if not finding.decided:
        return counted(tables, finding.level.identifier)
    table = tables.leaf(Leaf(finding.path, finding.level.identifier, finding.matter))
    sizes = [int((table.cells == place).sum()) for place in (2, 1, 0)]
    return Counts(*sizes), tuple(name for name in tables.ids if name in table.axes)


def _flips(tables: Answers, provision: str, base: Interpretation, questions: tuple[str, ...]) -> Iterator[Flip]:
    """The smallest sets of answers that turn it, of up to so many: none of which a part turns it too."""
    own = {name: base.choices[name].answer for name in questions}
    verdict = _status(tables, provision, own)
    found: list[frozenset[tuple[str, str]]] = []
    for many in range(1, MOST_ANSWERS + 1):
        for names in combinations(questions, many):
            others = ([each for each in tables.ids[name] if each != own[name]] for name in names)
            for said in product(*others):
                changed = frozenset(zip(names, said, strict=True))
                if any(smaller < changed for smaller in found):
                    continue
                status = _status(tables, provision, {**own, **dict(changed)})
                if status is not verdict:
                    found.append(changed)
                    yield Flip(dict(sorted(changed, key=lambda each: questions.index(each[0]))), status)
        if found:
            return  # larger sets would say less


def _status(tables: Answers, provision: str, answered: Mapping[str, str]) -> Status:
    places = {name: tables.ids[name].index(answer) for name, answer in answered.items()}

    def of(each: Leaf | Joined) -> Status:
        if isinstance(each, Leaf):
            table = tables.leaf(each)
            return table.place({axis: places[axis] if axis in places else tables.own(axis) for axis in table.axes})
        return at_least(each.needed, [of(below) for below in each.below])

    return of(tables.structure(provision, answered))
