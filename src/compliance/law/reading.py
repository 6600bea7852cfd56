"""Readings: the open questions of the law, their possible answers, and one complete choice among them."""

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import BeforeValidator, StrictInt, WithJsonSchema

from ..amount import Exact, Frozen
from ..problem import Code, Problem, did_you_mean
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
    parameter that tests refer to as `@name`. `evidence_age` is in months. `rule` is one of those in `timing`.
    """

    connective: dict[str, Literal["all", "any", "at_least"] | Pooled] = {}
    at_least: dict[str, StrictInt] = {}
    degree: dict[str, Degree | Literal["as-suspension"]] = {}
    grade: dict[str, str] = {}
    below_grade: dict[str, Literal["unknown", "unmet"]] = {}
    window: dict[str, str] = {}
    net: dict[str, Literal["gross", "net", "clean"]] = {}
    classes: dict[str, tuple[str, ...]] = {}
    nationalities: dict[str, StrictInt | Literal["each", "any"]] = {}
    denominator: dict[str, Annotated[Whole, BeforeValidator(_whole), WithJsonSchema(_WHOLE)]] = {}
    include: dict[str, tuple[str, ...]] = {}
    evidence_age: dict[str, StrictInt | Literal["no-limit"]] = {}
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


class Parameter(NamedTuple):
    """A value that an answer set, and the question that was answered."""

    value: Any
    question: str


class Parameters(NamedTuple):
    """Everything a reading sets: by kind, then by name. `memo` keeps what was worked out from it."""

    reading: Reading
    choices: Mapping[str, Choice]
    values: Mapping[tuple[str, str], Parameter]
    memo: dict[object, Any]

    def get(self, kind: str, name: str) -> Parameter | None:
        """The parameter of that kind and name, or None."""
        return self.values.get((kind, name))

    def says(self, rule: str, value: str) -> bool:
        """Whether the reading answers a rule so; no answer is no."""
        found = self.get("rule", rule)
        return found is not None and found.value == value

    def questions(self, references: Iterable[tuple[str, str]]) -> set[str]:
        """The questions whose answers set these parameters, by kind and name."""
        return {found.question for kind, name in references if (found := self.get(kind, name))}

    def value(self, kind: str, name: str) -> Any:
        """Its value; KeyError where no answer sets it, which the loader has ruled out."""
        return self.values[kind, name].value


def resolve(
    questions: Mapping[str, Question], reading: Reading, known: Mapping[str, Reading]
) -> tuple[Parameters, list[Problem]]:
    """Answer every question as the reading does, with every problem: open, unknown or answered twice."""
    problems: list[Problem] = []
    choices: dict[str, Choice] = {}
    for layer in reversed(_layers(reading, known, problems)):
        choices |= _choices(layer, questions, problems)
    for question in questions.values():
        if question.id not in choices:
            problems.append(
                Problem(Code.OPEN_QUESTION, f"leaves `{question.id}` open: {question.asks}", place=reading.id)
            )
    return Parameters(reading, choices, _values(questions, choices, problems), {}), problems


def _layers(reading: Reading, known: Mapping[str, Reading], problems: list[Problem]) -> list[Reading]:
    layers = [reading]
    while layers[-1].extends:
        name = layers[-1].extends
        if name in {layer.id for layer in layers}:
            problems.append(Problem(Code.CIRCULAR, f"extends itself by way of `{name}`", place=reading.id))
            break
        if name not in known:
            hint = did_you_mean(name, known)
            problems.append(
                Problem(Code.UNKNOWN_READING, f"extends an unknown reading `{name}`{hint}", place=reading.id)
            )
            break
        layers.append(known[name])
    return layers


def _choices(reading: Reading, questions: Mapping[str, Question], problems: list[Problem]) -> dict[str, Choice]:
    made: dict[str, Choice] = {}
    for index, choice in enumerate(reading.choice):
        place = f"{reading.id}: choice[{index}]"
        question = questions.get(choice.question)
        if question is None:
            hint = did_you_mean(choice.question, questions)
            problems.append(
                Problem(Code.UNKNOWN_QUESTION, f"answers an unknown question `{choice.question}`{hint}", place=place)
            )
        elif question.answered(choice.answer) is None:
            ids = [answer.id for answer in question.answer]
            message = f"`{choice.question}` has no answer `{choice.answer}`; it has {', '.join(ids) or 'none'}"
            problems.append(Problem(Code.UNKNOWN_ID, message, place=place))
        elif choice.question in made:
            problems.append(Problem(Code.DUPLICATE_ID, f"answers `{choice.question}` twice", place=place))
        else:
            made[choice.question] = choice
    return made


def _values(
    questions: Mapping[str, Question], choices: Mapping[str, Choice], problems: list[Problem]
) -> dict[tuple[str, str], Parameter]:
    values: dict[tuple[str, str], Parameter] = {}
    for name, choice in choices.items():
        answer = questions[name].answered(choice.answer)
        if answer is None:
            continue
        for kind in KINDS:
            for key, value in getattr(answer.sets, kind).items():
                if (kind, key) in values:
                    other = values[kind, key].question
                    problems.append(
                        Problem(Code.DUPLICATE_ID, f"`{kind}.{key}` is set by `{other}` and by `{name}`", place=name)
                    )
                values[kind, key] = Parameter(value, name)
    return values
