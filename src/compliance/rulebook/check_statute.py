"""Check the statute against the rest of the rulebook: what the loader refuses."""

from collections.abc import Iterator, Sequence
from graphlib import CycleError, TopologicalSorter

from ..law.statute import Kind, Level, Statute
from ..problem import Code, Problem, did_you_mean
from .rulebook import Rulebook


def statute_problems(rulebook: Rulebook) -> Iterator[Problem]:
    """Leaves without a ladder; goals and questions about provisions that do not exist."""
    statute = rulebook.statute
    for identifier, versions in statute.versions.items():
        for level in versions:
            if level.kind is Kind.CONDITION and level.matter and level.matter not in rulebook.ladders:
                hint = did_you_mean(level.matter, rulebook.ladders)
                yield Problem(Code.NO_LADDER, f"the matter `{level.matter}` has no ladder{hint}", place=identifier)
    named = [("goals.toml", goal.name, goal.provision) for goal in (*rulebook.goals.values(), *rulebook.apart.values())]
    named += [("questions.toml", question.id, question.of) for question in rulebook.questions.values()]
    for file, place, provision in named:
        judged = [level for level in statute.versions.get(provision, ()) if level.kind is Kind.CONDITION]
        if file == "goals.toml" and provision in statute.versions and not judged:
            yield Problem(Code.UNKNOWN_PROVISION, f"`{provision}` is not judged and can be no goal", file, place)
        if provision not in statute.versions:
            hint = did_you_mean(provision, statute.versions)
            yield Problem(Code.UNKNOWN_PROVISION, f"`{provision}` is not in the rulebook{hint}", file, place)


def structure_problems(statute: Statute) -> Iterator[Problem]:
    """References that come back to themselves, and conditions that nothing judges; for a tree that is whole."""
    circle = _circle(statute)
    for identifier, versions in statute.versions.items():
        if identifier in circle:
            yield Problem(Code.CIRCULAR, "refers to itself, by way of what it refers to", place=identifier)
            return
        for level in versions:
            yield from (problem._replace(place=identifier) for problem in _judged_problems(statute, level))


def _circle(statute: Statute) -> Sequence[str]:
    """Levels of which each is judged by way of the next, and the last by way of the first; none where all end."""
    onward = {
        name: [*statute.below.get(name, ()), *(level.refers_to for level in versions if level.refers_to)]
        for name, versions in statute.versions.items()
    }
    try:
        TopologicalSorter(onward).prepare()
    except CycleError as error:
        return error.args[1]  # type: ignore[no-any-return]  # the documented second argument: the names in the circle
    return ()


def _judged_problems(statute: Statute, level: Level) -> Iterator[Problem]:
    """A condition must be judged by something on the day on which it comes into force."""
    if level.kind is not Kind.CONDITION or level.matter:
        return
    day = level.start_period
    if level.refers_to:
        other = statute.level(level.refers_to, day)
        if other is None or other.kind is not Kind.CONDITION:
            message = f"refers to `{level.refers_to}`, which is no condition in force on {day}"
            yield Problem(Code.UNKNOWN_PROVISION, message)
    elif not any(child.kind is Kind.CONDITION for child in statute.children(level.identifier, day)):
        yield Problem(Code.NO_MATTER, f"is judged, and nothing below it is a condition in force on {day}")
