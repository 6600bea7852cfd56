"""The rulebook: statute, ladders, questions, readings and goals, joined, with its version."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, NamedTuple

from pydantic import Field

from ..amount import Frozen
from ..problem import Code, Problem, UnusableError
from .ladder import Ladder
from .measure import Authority, Measure
from .reading import Choice, Parameters, Question, Reading, resolve
from .route import Route
from .statute import Kind, Level, Statute


class Goal(Frozen):
    """A name for a provision that users ask about: `suspension`, `termination`."""

    name: str
    provision: str
    title: str
    act: str
    supports: str


class GoalFile(Frozen):
    """`rules/goals.toml`."""

    goal: Annotated[tuple[Goal, ...], Field(min_length=1)]


class Rulebook(NamedTuple):
    """The law and the readings, checked against each other. `version` is a hash of every file read."""

    statute: Statute
    ladders: Mapping[str, Ladder]
    questions: Mapping[str, Question]
    readings: Mapping[str, Reading]
    parameters: Mapping[str, Parameters]
    goals: Mapping[str, Goal]
    version: str
    measures: Mapping[str, Measure] = {}
    authorities: Mapping[str, Authority] = {}
    routes: Mapping[str, Route] = {}

    @property
    def enacted(self) -> date:
        """The first day of the Act whose provisions are the goals."""
        return min(self.statute.section(goal.provision).enacted for goal in self.goals.values())

    def not_in_force(self, day: date) -> list[Problem]:
        """A problem for every goal whose provision was not law on that day."""
        return [
            _too_early(goal, day, self.statute)
            for goal in self.goals.values()
            if self.statute.level(goal.provision, day) is None
        ]

    def unknown_reading(self, name: str) -> list[Problem]:
        """The problem that there is no reading of that name, or none."""
        if name in self.readings:
            return []
        known = ", ".join(self.readings)
        return [Problem(Code.UNKNOWN_READING, f"unknown reading `{name[:60]}`; there are {known}")]

    def answering(self, reading: str, answers: Mapping[str, str]) -> tuple["Rulebook", str]:
        """The rulebook with a further reading that answers some questions otherwise than this one, and its id.

        UnusableError where it cannot be: an unknown question or answer.
        """
        if not answers:
            return self, reading
        choices = tuple(Choice(question=key, answer=answer, because="asked for") for key, answer in answers.items())
        name = f"{reading}, but {' and '.join(f'{key} {answer}' for key, answer in answers.items())}"
        changed = Reading(id=name, title=self.readings[reading].title, extends=reading, choice=choices)
        parameters, problems = resolve(self.questions, changed, self.readings)
        if problems:
            raise UnusableError(problems)
        return self._replace(
            readings={**self.readings, name: changed}, parameters={**self.parameters, name: parameters}
        ), name

    def effects(self, day: date) -> tuple[Level, ...]:
        """The levels that are shown and not judged, in the sections of the goals."""
        sections = [self.statute.section(goal.provision) for goal in self.goals.values()]
        levels = (self.statute.level(name, day) for name in self.statute.versions)
        shown = (level for level in levels if level is not None and level.kind is Kind.EFFECT)
        return tuple(level for level in shown if self.statute.section(level.identifier) in sections)

    def warnings(self, day: date) -> tuple[str, ...]:
        """What must be said of a law that nobody has checked up to that day."""
        files = {file.title: file for file in (self.statute.section(goal.provision) for goal in self.goals.values())}
        late = {title: file.checked_until for title, file in files.items() if day > file.checked_until}
        return tuple(
            f"{' and '.join(title for title, until in late.items() if until == last)} checked until {last}; "
            "what Congress did after that is not known here"
            for last in sorted(set(late.values()))
        )


def _too_early(goal: Goal, day: date, statute: Statute) -> Problem:
    first = min(level.start_period for level in statute.versions[goal.provision])
    hint = f"`--law-as-of {first}` asks as if it had been"
    message = f"{statute.act_form(goal.provision)} was not law on {day}: in force since {first}; {hint}"
    return Problem(Code.TOO_EARLY, message, place="as_of")
