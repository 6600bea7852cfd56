"""What `explain`, `missing`, `compare` and `plan` print with `--format json`."""

from typing import Literal

from typing_extensions import TypedDict

from .assessment import AnswerShape, CaseShape, EntryShape, FindingShape, HeadShape, LevelShape, StatusWord, TestShape


class ExplanationShape(HeadShape):
    """Why one provision is as it is: its finding with rungs and tests, what would settle it, the answers it rests on.

    `settles` has for each condition below it that is not met what its open or failing tests lack.
    `under_other_readings` is empty where questions are answered otherwise; null where a reading does not ask it.
    """

    finding: FindingShape
    settles: dict[str, list[str]]
    under_other_readings: dict[str, StatusWord | None]
    answers: dict[str, AnswerShape]
    provisions: dict[str, LevelShape]
    tests: dict[str, TestShape]
    entries: dict[str, EntryShape]
    sources: dict[str, dict[str, str]]


class OpenTestShape(TypedDict):
    """A test that is open, why, and what would settle it."""

    degree: str
    tested: str
    looks_for: str
    shows: str
    lacks: str
    why: list[str]


class OpenShape(TypedDict):
    """A condition of which something is open, and who would know. One that is unmet stays so whatever were found."""

    provision: str
    path: str
    heading: str
    status: StatusWord
    tests: list[OpenTestShape]
    known_by: list[str]


class MissingShape(HeadShape):
    """What a record leaves open."""

    open: list[OpenShape]


class OpenFactShape(TypedDict):
    """A fact that the record leaves open: what one kind of field says, of all countries or classes of which it is open.

    It decides in `decides` of the `ways` in which the others may turn out. `at_little` and `at_much` are the statuses
    if it alone were known, as little or as much as the record allows.
    """

    fact: str
    tested: str
    open: list[str]
    decides: int
    ways: int
    at_little: StatusWord
    at_much: StatusWord
    conditions: list[str]
    known_by: list[str]


class SettlingShape(HeadShape):
    """What is worth finding out to settle a goal or a condition, what decides most often first. Counts of ways."""

    provision: str
    path: str
    goal: str
    status: StatusWord
    ways: int
    facts: list[OpenFactShape]
    idle: list[str]


class ComparedShape(TypedDict):
    """One of the cases compared."""

    case: CaseShape
    as_of: str
    reading: str
    goals: dict[str, StatusWord]


class DifferenceShape(TypedDict):
    """A provision: its status in each case, in their order; and the entries that only one of two cases was judged on.

    `only_in` is by the number of the case, from 0.
    """

    provision: str
    path: str
    heading: str
    statuses: list[StatusWord | None]
    differs: bool
    only_in: list[list[str]]


class ComparisonShape(TypedDict):
    """Several cases, provision by provision; `reading` is that of the first, and each case has its own."""

    format: Literal[2]
    notice: str
    reading: str
    rulebook: str
    compliance: str
    cases: list[ComparedShape]
    provisions: list[DifferenceShape]


class UndoneShape(TypedDict):
    """A change that can undo a way."""

    change: list[str]
    way: list[str]


class LackingShape(TypedDict):
    """A test that no candidate moves far enough."""

    reading: str
    tested: str
    looks_for: str


class CountsShape(TypedDict):
    """Numbers of combinations of answers."""

    met: int
    unknown: int
    unmet: int


class MenuShape(TypedDict):
    """A condition and the smallest ways to it; each way is lines as `--suppose` takes them.

    `hold_under` counts, where it was asked for, the combinations of answers under which the first of them hold.
    """

    provision: str
    heading: str
    status: StatusWord
    ways: list[list[str]]
    hold_under: list[CountsShape]
    always: list[str]
    ruled_out_until: list[list[str]]
    can_undo: list[UndoneShape]
    still_lacking: list[LackingShape]
    earliest: str | None
    not_tried: list[str]


class PlanShape(TypedDict):
    """What would support a goal; `smallest` is null where no way is known, `status` that of the goal today.

    `holds_under` counts the combinations of answers with the smallest way; null where they were not counted.
    """

    format: Literal[2]
    notice: str
    case: CaseShape
    goal: str
    as_of: str
    readings: list[str]
    rulebook: str
    compliance: str
    status: StatusWord
    conditions: list[MenuShape]
    combinations: int
    smallest: list[str] | None
    holds_under: CountsShape | None
    refused: list[str]


class RestingShape(TypedDict):
    """A provision under all answers to the questions on which it rests; `status` is the reading's own."""

    provision: str
    path: str
    heading: str
    status: StatusWord
    counts: CountsShape
    questions: list[str]


class TurnShape(TypedDict):
    """Answers with which the goal is found otherwise, each of them needed."""

    answers: dict[str, str]
    status: StatusWord


class UnderAnswersShape(HeadShape):
    """A goal under every combination of answers: the goal first among `provisions`, then its conditions."""

    goal: str
    combinations: int
    provisions: list[RestingShape]
    turned_by: list[TurnShape]
    more_turns: int
    certifications_left_aside: list[str]


class TurnedShape(TypedDict):
    """A provision that would be found otherwise."""

    provision: str
    now: StatusWord
    then: StatusWord


class WithdrawnShape(TypedDict):
    """Entries, or a source, without which something is found otherwise."""

    names: list[str]
    turned: list[TurnedShape]


class WeakenedShape(TypedDict):
    """An entry that turns something at no more than this grade."""

    name: str
    grade: str
    turned: list[TurnedShape]


class MovedShape(TypedDict):
    """A number, and the nearest value at which something turns."""

    name: str
    field: str
    stated: int
    turns_at: int
    turned: list[TurnedShape]


class PassedShape(TypedDict):
    """The first day on which a provision is found otherwise by itself."""

    day: str
    turned: TurnedShape


class FragilityShape(HeadShape):
    """What a goal and its conditions rest on."""

    goal: str
    status: StatusWord
    withdrawn: list[WithdrawnShape]
    sources: list[WithdrawnShape]
    weakened: list[WeakenedShape]
    moved: list[MovedShape]
    passed: list[PassedShape]
    pairs_tried: bool
