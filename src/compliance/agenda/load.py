"""Read a negotiation agenda, with every problem of its file at once."""

from collections.abc import Iterator
from pathlib import Path

from ..files.parse import read_bytes, read_toml, validated
from ..files.resources import packaged_cases, rules_folder
from ..problem import Code, Problem, UnusableError, did_you_mean
from ..rulebook.check_ladders import group_problems, test_problems
from ..rulebook.rulebook import Rulebook
from .model import Agenda, Demand


def packaged_agendas() -> dict[str, Path]:
    """The packaged agendas by id, which is the name of the file without its ending."""
    return {path.stem: path for path in sorted((rules_folder() / "agenda").glob("*.toml"))}


def load_agenda(reference: str, rulebook: Rulebook) -> Agenda:
    """An agenda by packaged id or by path. UnusableError with every problem found."""
    packaged = packaged_agendas()
    path = packaged.get(reference) or Path(reference)
    if reference not in packaged and not reference.endswith(".toml"):
        hint = did_you_mean(reference, packaged)
        raise UnusableError([Problem(Code.UNKNOWN_CASE, f"no packaged agenda and no file `{reference[:80]}`{hint}")])
    problems = list[Problem]()
    agenda = validated(Agenda, read_toml(read_bytes(path, path.name), path.name), "", problems)
    if agenda is not None:
        problems += _problems(agenda, rulebook)
    if problems or agenda is None:
        places = (problem._replace(place=problem.place.removeprefix(".")) for problem in problems)
        raise UnusableError([problem.within(path.name) for problem in places])
    return agenda


def _problems(agenda: Agenda, rulebook: Rulebook) -> Iterator[Problem]:
    for claim in agenda.claim:
        for case in claim.cases:
            if case not in packaged_cases() and not case.endswith(".json"):
                hint = did_you_mean(case, packaged_cases())
                yield Problem(Code.UNKNOWN_CASE, f"no packaged case and no file `{case[:80]}`{hint}", place=claim.id)
    seen: set[str] = set()
    for demand in agenda.demand:
        if demand.id in seen:
            yield Problem(Code.DUPLICATE_ID, f"`{demand.id}` stands twice", place=demand.id)
        seen.add(demand.id)
        for problem in _demand_problems(demand, rulebook):
            yield problem._replace(place=demand.id)


def _demand_problems(demand: Demand, rulebook: Rulebook) -> Iterator[Problem]:
    for provision in demand.advances:
        if provision not in rulebook.statute.versions:
            hint = did_you_mean(provision, rulebook.statute.versions)
            yield Problem(Code.UNKNOWN_PROVISION, f"`{provision}` is not in the rulebook{hint}")
    for group in (group for group in (demand.begun, demand.done) if group is not None):
        yield from group_problems(group)
        for test in group.tests():
            yield from test_problems(test, rulebook)
            for kind, name in test.references():
                for parameters in rulebook.interpretations.values():
                    if parameters.get(kind, name) is None:
                        hint = did_you_mean(name, [key for of, key in parameters.values if of == kind])
                        yield Problem(Code.UNSET_PARAMETER, f"no answer sets `{kind}.{name}`{hint}")
                        break
