"""What `cases`, `law`, `readings`, `measures`, `fields`, `actions` and `verify` print with `--format json`."""

from typing import Literal

from typing_extensions import TypedDict

from .assessment import LevelShape


class ListedCaseShape(TypedDict):
    """A packaged case."""

    id: str
    title: str
    as_of: str
    hypothetical: bool
    folder: str


class CasesShape(TypedDict):
    """Packaged cases."""

    format: Literal[2]
    cases: list[ListedCaseShape]


class GivenShape(TypedDict):
    """A possible answer, why, and which readings give it for which reason."""

    answer: str
    because: str
    readings: dict[str, str]


class QuestionShape(TypedDict):
    """An open question of law and its answers."""

    id: str
    of: str
    asks: str
    answers: list[GivenShape]


class ReadingsListShape(TypedDict):
    """The readings and what each answers."""

    format: Literal[2]
    rulebook: str
    readings: dict[str, str]
    questions: list[QuestionShape]


class LawShape(TypedDict):
    """Provisions in each of their versions, and the questions asked of them."""

    format: Literal[2]
    rulebook: str
    provisions: list[LevelShape]
    questions: list[QuestionShape]


class AmendedShape(TypedDict):
    """A provision in the version of each day; null where it was no law."""

    identifier: str
    earlier: LevelShape | None
    later: LevelShape | None


class LawDiffShape(TypedDict):
    """What the law of the later day has that the earlier's has not: provisions; then measures and authorities, said."""

    format: Literal[2]
    rulebook: str
    earlier: str
    later: str
    provisions: list[AmendedShape]
    measures: list[str]
    authorities: list[str]


class ListedMeasureShape(TypedDict):
    """A measure that acts can name, and by route what reaches it."""

    id: str
    section: str
    title: str
    what: str
    modal: str
    since: str
    until: str | None
    reached: dict[str, str]


class MeasuresShape(TypedDict):
    """Measures."""

    format: Literal[2]
    rulebook: str
    measures: list[ListedMeasureShape]


class FieldShape(TypedDict):
    """A field that a fact can state."""

    field: str
    title: str
    meaning: str
    kind: str
    value: str
    unit: str
    better: str


class FieldsShape(TypedDict):
    """Fields."""

    format: Literal[2]
    fields: list[FieldShape]


class KeyShape(TypedDict):
    """A key of an action, and what it takes."""

    key: str
    takes: str
    required: bool


class ActionShape(TypedDict):
    """An action: its keys, an example for `--suppose`, the fields that it moves, the conditions they bear on."""

    type: str
    about: str
    keys: list[KeyShape]
    example: str
    moves: list[str]
    conditions: list[str]


class ActionsShape(TypedDict):
    """Actions."""

    format: Literal[2]
    actions: list[ActionShape]


class CheckedShape(TypedDict):
    """Something that must hold of the rules under a reading: null where it is not asked, and `because` why.

    `tried` are valuations, records or parts of the rules; a counterexample is a case in words, a line a fact of it.
    """

    id: str
    says: str
    reading: str
    holds: bool | None
    tried: int
    counterexample: list[str]
    because: str


class VerifiedShape(TypedDict):
    """What was tried of the rules; `valuations` are those of the conditions, by reading."""

    format: Literal[2]
    rulebook: str
    compliance: str
    law_day: str
    valuations: dict[str, int]
    checks: list[CheckedShape]
