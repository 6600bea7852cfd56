"""What a reading's answers set: choose an answer to every question, and collect the parameters by kind and name."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from ..law.question import KINDS, Choice, Question, Reading
from ..problem import Code, Problem, did_you_mean


class Parameter(NamedTuple):
    """A value that an answer set, the question that was answered, and those whose answers took something out of it."""

    value: Any
    question: str
    narrowed_by: tuple[str, ...] = ()


@dataclass(frozen=True, repr=False)
class Parameters:
    """Everything that a complete choice of answers sets. `choices` holds the answer to every question, by its id."""

    reading: Reading
    choices: Mapping[str, Choice]
    values: Mapping[tuple[str, str], Parameter]

    def get(self, kind: str, name: str) -> Parameter | None:
        """The parameter of that kind and name, or None."""
        return self.values.get((kind, name))

    def value(self, kind: str, name: str) -> Any:
        """Its value; KeyError where no answer sets it, which the loader has ruled out."""
        return self.values[kind, name].value

    def says(self, rule: str, value: str) -> bool:
        """Whether the reading answers a rule so; no answer is no."""
        found = self.get("rule", rule)
        return found is not None and found.value == value

    def questions(self, references: Iterable[tuple[str, str]]) -> set[str]:
        """The questions whose answers set these parameters, by kind and name."""
        found = [each for kind, name in references if (each := self.get(kind, name))]
        return {question for each in found for question in (each.question, *each.narrowed_by)}


def choose(
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
    return Parameters(reading, choices, _values(questions, choices, problems)), problems


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
            hint = did_you_mean(choice.answer, ids)
            message = f"`{choice.question}` has no answer `{choice.answer}`; it has {', '.join(ids) or 'none'}{hint}"
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
            for key, value in getattr(answer.sets, kind).items() if kind != "without" else ():
                if (kind, key) in values:
                    other = values[kind, key].question
                    problems.append(
                        Problem(Code.DUPLICATE_ID, f"`{kind}.{key}` is set by `{other}` and by `{name}`", place=name)
                    )
                values[kind, key] = Parameter(value, name)
    for name, choice in choices.items():
        answer = questions[name].answered(choice.answer)
        for key, members in answer.sets.without.items() if answer else ():
            if whole := values.get(("classes", key)):
                left = tuple(each for each in whole.value if each not in members)
                values["classes", key] = Parameter(left, whole.question, (*whole.narrowed_by, name))
    return values
