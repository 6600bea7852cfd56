"""What `evaluate --format json` prints, as types: the shapes from which the assessment's JSON Schema is made."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict  # pydantic reads the one of `typing` only from Python 3.12 on

StatusWord = Literal["met", "unmet", "unknown"]
Exactly = int | str | None


class PartShape(TypedDict):
    """A case on which another stands: its id, and the hash of its text, line ends apart."""

    id: str
    hash: str


class CaseShape(TypedDict):
    """Which case a report is of. `hash` covers its text and those of its `baselines`, line ends apart."""

    id: str
    title: str
    hypothetical: bool
    hash: str
    baselines: list[PartShape]


class HeadShape(TypedDict):
    """What every report on a case says of itself: `rulebook` and `case` by hash, `compliance` by its version."""

    format: Literal[2]
    notice: str
    case: CaseShape
    as_of: str
    reading: str
    rulebook: str
    compliance: str


class LawShape(TypedDict):
    """Which law was used, and until when its text was checked."""

    as_of: str
    as_if_in_force: bool
    checked_until: str


class GoalShape(TypedDict):
    """A goal in one line. `outcome` says the status in the words of the screen."""

    goal: str
    provision: str
    status: StatusWord
    outcome: str


class ConditionShape(TypedDict):
    """One condition that is judged on the record, flat. `reached` is the lowest and the highest degree it may have.

    `shown` is the phrase of the first screen; `lacks` is what each test that decides looks for and does not find;
    `entries` are those that spoke to it, in the order of `explain`.
    """

    provision: str
    path: str
    heading: str
    goal: str
    status: StatusWord
    required: str
    reached: list[str]
    reasons: list[str]
    shown: str
    lacks: list[str]
    questions: list[str]
    entries: list[str]


class SaysShape(TypedDict):
    """What an entry says of one field, on which days. `high` is null where a range has no end."""

    field: str
    kind: Literal["statement", "change", "total", "event", "search"]
    low: int | str
    high: Exactly
    date: str
    reversed_by: NotRequired[str]


class EntryShape(TypedDict):
    """A fact or an action of the record, with its standing. One that is `supposed` is no part of the public record."""

    says: list[SaysShape]
    supposed: bool
    published: str
    verification: str | None
    verifier: str
    provenance: str
    sources: list[str]
    note: str


class UseShape(TypedDict):
    """An entry that spoke to a field, by its id, and how it was counted."""

    entry: str
    how: str


class ExtentShape(TypedDict):
    """What the record shows of one field, at worst and at best; null is without limit."""

    field: str
    worst: Exactly
    best: Exactly
    doubts: list[str]
    entries: list[UseShape]


class TestShape(TypedDict):
    """One test of a rung: what it looks for, what the record shows, what is lacking."""

    status: StatusWord
    tested: str
    looks_for: str
    shows: str
    lacking: str
    worst: Exactly
    best: Exactly
    turns_at: list[Exactly]
    since: str | None
    grade: str | None
    fields: list[ExtentShape]
    members: dict[str, StatusWord]


class GroupShape(TypedDict):
    """Conditions taken together; a part that is text names one of the `tests`."""

    status: StatusWord
    how: Literal["all", "any", "at least"]
    needed: int
    parts: list["str | GroupShape"]


class RungShape(TypedDict):
    """One degree of a ladder; degrees and numbers are this model's."""

    degree: str
    status: StatusWord
    because: str
    tests: GroupShape


class EffectShape(TypedDict):
    """What the statute attaches to a provision."""

    act: str
    modal: str
    object: str
    then: str
    duration: str
    carve_outs: list[str]


class LevelShape(TypedDict):
    """A level of the statute in the version used; `gist` is this project's paraphrase."""

    identifier: str
    version: str
    heading: str
    gist: str
    standard: str
    effect: EffectShape | None


class FindingShape(TypedDict):
    """The result for one provision, which `provision` names among the `provisions`.

    Conditions have degrees and reasons, with `--full` rungs; the others have children. `views` count towards nothing.
    """

    path: str
    provision: str
    cited: str
    act: str
    status: StatusWord
    connective: str
    determining: list[str]
    residual: list[str]
    questions: list[str]
    matter: NotRequired[str]
    required_degree: NotRequired[str]
    reached_degree: NotRequired[list[str]]
    reasons: NotRequired[list[str]]
    rungs: NotRequired[list[RungShape]]
    children: NotRequired[list["FindingShape"]]
    views: NotRequired[list["FindingShape"]]


class LeftOutShape(TypedDict):
    """An entry that bears on no verdict, and why; `instead` are the entries that a case put in its place."""

    entry: str
    field: str
    why: str
    by: str
    instead: list[str]


_SpanShape = TypedDict("_SpanShape", {"from": str, "to": str})


class OtherwiseShape(TypedDict):
    """The time in which nothing else is supposed to happen, and the statuses that would be others without that."""

    otherwise: Literal["as-recorded"]
    spans: list[_SpanShape]
    without: dict[str, StatusWord]


class AnswerShape(TypedDict):
    """The reading's answer to one open question."""

    answer: str
    because: str
    asks: str


class StepShape(TypedDict):
    """One firing of a production rule."""

    rule: str
    premises: list[list[str]]
    conclusion: list[str]


class AssessmentShape(HeadShape):
    """An assessment: on the public record, on a day, under a reading. Conditions come first, flat; then the trees.

    Provisions, entries and tests are named once and referred to by name. With `--full` come the rungs with their tests,
    every entry, what was left out, the answers of the reading, the effects not judged, the acts and the derivation.
    """

    law: LawShape
    engines: list[str]
    warnings: list[str]
    otherwise: OtherwiseShape | None
    goals: list[GoalShape]
    conditions: list[ConditionShape]
    results: dict[str, FindingShape]
    provisions: dict[str, LevelShape]
    tests: NotRequired[dict[str, TestShape]]
    entries: dict[str, EntryShape]
    sources: dict[str, dict[str, str]]
    left_out: NotRequired[list[LeftOutShape]]
    answers: NotRequired[dict[str, AnswerShape]]
    effects_not_judged: NotRequired[list[LevelShape]]
    acts_of_the_united_states: NotRequired[list[dict[str, object]]]
    asked_in_return: NotRequired[list[dict[str, object]]]
    derivation: NotRequired[list[StepShape]]


class RowShape(TypedDict):
    """A condition under every reading: its status by the reading's name; null where it is not judged under one."""

    provision: str
    heading: str
    goal: str
    statuses: dict[str, StatusWord | None]


class ReadingsShape(TypedDict):
    """One case under several readings: what each finds, condition by condition; then each assessment."""

    format: Literal[2]
    conditions: list[RowShape]
    readings: dict[str, AssessmentShape]
