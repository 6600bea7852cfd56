"""What `--format json` prints, as types: the shapes from which the assessment's JSON Schema is made."""

from typing import Literal, NotRequired

from typing_extensions import TypedDict  # pydantic reads the one of `typing` only from Python 3.12 on

StatusWord = Literal["met", "unmet", "unknown"]
Exactly = int | str | None


class EntryShape(TypedDict):
    """One dated statement about one field. `high` is null where a range has no end."""

    entry: str
    kind: Literal["statement", "change", "total", "event", "search"]
    low: int | str
    high: Exactly
    date: str
    published: str
    verification: str | None
    verifier: str
    provenance: str
    sources: list[str]
    note: str
    reversed_by: NotRequired[str]


class UseShape(EntryShape):
    """An entry that spoke to a test, and how it was counted."""

    how: str


class LeftOutShape(EntryShape):
    """An entry that bears on no verdict, and why; `instead` are the entries that a case put in its place."""

    why: str
    by: str
    instead: list[str]
    field: str


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
    """Conditions taken together."""

    status: StatusWord
    how: Literal["all", "any", "at least"]
    needed: int
    parts: list["TestShape | GroupShape"]


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
    """The result for one provision. Leaves have degrees, reasons and rungs; the others have children."""

    path: str
    cited: str
    act: str
    status: StatusWord
    level: LevelShape
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


class CaseShape(TypedDict):
    """Which case was judged."""

    id: str
    title: str
    hypothetical: bool


class LawShape(TypedDict):
    """Which law was used, and until when its text was checked."""

    as_of: str
    as_if_in_force: bool
    checked_until: str


_SpanShape = TypedDict("_SpanShape", {"from": str, "to": str})


class SupposedShape(TypedDict):
    """The time in which nothing else is supposed to happen, and the statuses that would be others without that."""

    otherwise: Literal["as-recorded"]
    spans: list[_SpanShape]
    without: dict[str, str]


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


class AssessmentShape(TypedDict):
    """An assessment: on the public record, on a day, under a reading."""

    format: Literal[1]
    notice: str
    case: CaseShape
    as_of: str
    law: LawShape
    reading: str
    rulebook: str
    engines: list[str]
    warnings: list[str]
    supposed: SupposedShape | None
    results: dict[str, FindingShape]
    effects_not_judged: list[LevelShape]
    answers: dict[str, AnswerShape]
    acts_of_the_united_states: list[dict[str, object]]
    asked_in_return: list[dict[str, object]]
    derivation: list[StepShape]
    left_out: list[LeftOutShape]
    sources: dict[str, dict[str, str]]
