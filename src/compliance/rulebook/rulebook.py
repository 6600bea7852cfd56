"""The rulebook: statute, ladders, questions, readings and goals, joined, with its version."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated

from pydantic import Field

from ..frozen import Frozen
from ..law.ladder import Ladder
from ..law.measure import Authority, Measure
from ..law.office import Delegation, Office, is_within
from ..law.property import Excepted, Property
from ..law.question import Choice, Question, Reading
from ..law.route import Exemption, Route
from ..law.statute import Kind, Level, Statute
from ..problem import Code, Problem, UnusableError, did_you_mean
from .interpretation import Interpretation, interpret
from .parameters import choose


class Goal(Frozen):
    """A name for a provision that users ask about: `suspension`, `termination`.

    One that stands `apart` is judged by itself: on the days on which it is law, in the window of its own Act.
    """

    name: str
    provision: str
    title: str
    act: str
    supports: str
    apart: bool = False


class GoalFile(Frozen):
    """`rules/goals.toml`."""

    goal: Annotated[tuple[Goal, ...], Field(min_length=1)]


@dataclass(frozen=True, repr=False, kw_only=True)
class Rulebook:
    """The law and the readings, checked against each other. `version` is a hash of all files read, `hashes` theirs."""

    statute: Statute
    ladders: Mapping[str, Ladder]
    questions: Mapping[str, Question]
    readings: Mapping[str, Reading]
    interpretations: Mapping[str, Interpretation] = field(default_factory=dict)
    goals: Mapping[str, Goal]
    apart: Mapping[str, Goal] = field(default_factory=dict)
    version: str
    hashes: Mapping[str, str] = field(default_factory=dict)
    measures: Mapping[str, Measure] = field(default_factory=dict)
    authorities: Mapping[str, Authority] = field(default_factory=dict)
    routes: Mapping[str, Route] = field(default_factory=dict)
    exemptions: Mapping[str, Exemption] = field(default_factory=dict)
    offices: Mapping[str, Office] = field(default_factory=dict)
    delegations: Mapping[str, Delegation] = field(default_factory=dict)
    properties: Mapping[str, Property] = field(default_factory=dict)
    strictest_first: tuple[str, ...] = ()
    excepted: tuple[Excepted, ...] = ()

    def __repr__(self) -> str:
        return f"<Rulebook {self.version}: readings {', '.join(self.readings)}>"

    @property
    def enacted(self) -> date:
        """The first day of the Act whose provisions are the goals."""
        return min(self.statute.section(goal.provision).enacted for goal in self.goals.values())

    def asking(self, goal: str) -> "Rulebook":
        """The rulebook that judges this goal alone, where it stands apart; else all that are judged together."""
        return replace(self, goals={goal: self.apart[goal]}, apart={}) if goal in self.apart else self

    def apart_from(self, provision: str) -> str:
        """The goal that stands apart and under which a provision is judged; empty where others judge it, or none."""
        return next((name for name, each in self.apart.items() if is_within(provision, each.provision)), "")

    def apart_of(self, matter: str) -> str:
        """The goal that stands apart and to which a matter belongs; empty where others ask for it."""
        named = (
            name for name in self.statute.leaves() if matter in {level.matter for level in self.statute.versions[name]}
        )
        return next(filter(None, map(self.apart_from, named)), "")

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
        hint = did_you_mean(name, self.readings)
        return [Problem(Code.UNKNOWN_READING, f"unknown reading `{name[:60]}`; there are {known}{hint}")]

    def interpretation(
        self, reading: str | Interpretation = "plain", answers: Mapping[str, str] | None = None
    ) -> Interpretation:
        """The reading of that name, resolved; with `answers`, some questions answered otherwise: `{"Q5": "gross"}`.

        UnusableError where there is no such reading, question or answer.
        """
        if isinstance(reading, str):
            problems = self.unknown_reading(reading)
            if problems:
                raise UnusableError(problems)
            reading = self.interpretations[reading]
        if not answers:
            return reading
        choices = tuple(Choice(question=key, answer=answer, because="asked for") for key, answer in answers.items())
        name = f"{reading.name}, but {' and '.join(f'{key} {answer}' for key, answer in answers.items())}"
        changed = Reading(id=name, title=reading.reading.title, extends=reading.name, choice=choices)
        parameters, problems = choose(self.questions, changed, {**self.readings, reading.name: reading.reading})
        if problems:
            raise UnusableError(problems)
        return interpret(parameters, self.ladders)

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
    hint = f"`evaluate … --law-as-of {first}` asks as if it had been"
    message = f"{statute.act_form(goal.provision)} was not law on {day}: in force since {first}; {hint}"
    return Problem(Code.TOO_EARLY, message, place="as_of")
