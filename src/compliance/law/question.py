"""Questions that the law leaves open, their possible answers, and readings: one complete choice among them."""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, StrictBool, StrictInt, WithJsonSchema

from ..frozen import Frozen
from ..numbers import Exact
from .degree import Degree


class Pooled(Frozen):
    """A level judged on the fields of all its children together, by the ladder of the matter named here."""

    pooled: str


class Whole(Frozen):
    """The whole of a share: a field, or a pattern that adds up, as stated by the start of the window or the day.

    A text alone names the field; the whole is then fixed at the start.
    """

    field: str
    on: Literal["start", "day"] = "start"


class Margin(Frozen):
    """How much more harm there may be than a search of the public record found: so many times as much, and so many."""

    times: StrictInt
    more: StrictInt


_WHOLE = {
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "properties": {"field": {"type": "string"}, "on": {"enum": ["start", "day"]}},
            "required": ["field"],
            "additionalProperties": False,
        },
    ]
}


def _whole(raw: Any) -> Any:
    return {"field": raw} if isinstance(raw, str) else raw


class Sets(Frozen):
    """What an answer may set. The list of kinds is closed; names are the rulebook's own.

    `connective`, `at_least` and `degree` are set for a provision (or for a finding's path); the others for a
    parameter that tests refer to as `@name`. `without` takes members out of a list of `classes` that another answer
    sets, and several may do so. `evidence_age` is in months, and so is `harm_window`: how long before a window harm may
    lie that is carried into it. `search_margin` is what a search leaves room for; `none`: for anything. `practice` is
    for how many months a practice must have stood. `contrary` is from which grade a word against a finding counts:
    `any`, a grade, or `the-grade` that is asked for. `empty` is whether a class in which nobody was asks for nothing.
    `rule` is one of those in `rules_of_time`.
    """

    connective: dict[str, Literal["all", "any", "at_least"] | Pooled] = {}
    at_least: dict[str, StrictInt] = {}
    degree: dict[str, Degree | Literal["as-suspension"]] = {}
    grade: dict[str, str] = {}
    below_grade: dict[str, Literal["unknown", "unmet"]] = {}
    window: dict[str, str] = {}
    net: dict[str, Literal["gross", "net", "clean"]] = {}
    classes: dict[str, tuple[str, ...]] = {}
    without: dict[str, tuple[str, ...]] = {}
    nationalities: dict[str, StrictInt | Literal["each", "any"]] = {}
    denominator: dict[str, Annotated[Whole, BeforeValidator(_whole), WithJsonSchema(_WHOLE)]] = {}
    include: dict[str, tuple[str, ...]] = {}
    evidence_age: dict[str, StrictInt | Literal["no-limit"]] = {}
    harm_window: dict[str, StrictInt] = {}
    search_margin: dict[str, Margin | Literal["none"]] = {}
    practice: dict[str, StrictInt] = {}
    contrary: dict[str, str] = {}
    empty: dict[str, StrictBool] = {}
    threshold: dict[str, Exact] = {}
    rule: dict[str, str] = {}


KINDS = tuple(Sets.model_fields)


class Answer(Frozen):
    """One possible answer to an open question: what it sets, and why one might give it."""

    id: str
    sets: Sets = Sets()
    because: str
    sources: tuple[str, ...] = ()


class Question(Frozen):
    """An open point of law. `of` names the provision whose words leave it open."""

    id: str
    of: str
    asks: str
    answer: tuple[Answer, ...]

    def answered(self, name: str) -> Answer | None:
        """The answer of that id, or None."""
        return next((answer for answer in self.answer if answer.id == name), None)


class QuestionFile(Frozen):
    """`rules/questions.toml`."""

    question: tuple[Question, ...]


class Choice(Frozen):
    """A reading's answer to one question, with its reason."""

    question: str
    answer: str
    because: str


class Reading(Frozen):
    """A complete choice of answers; it may extend another and change some."""

    id: str
    title: str
    extends: str = ""
    choice: tuple[Choice, ...] = ()
