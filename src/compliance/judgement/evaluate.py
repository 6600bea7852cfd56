"""Judge every provision: the definition, in the plainest code. Nothing here is optimised."""

from datetime import date
from typing import NamedTuple

from ..law.degree import Degree
from ..law.reading import Parameters, Pooled
from ..law.rulebook import Rulebook
from ..law.statute import Connective, Kind, Level, Statute
from ..problem import Code, Problem, UnusableError
from ..record.fold import Folded
from ..record.lens import Doubt
from ..status import Status, all_of, any_of, at_least
from .finding import Assessment, Finding, Grouped, Result, RungFinding, Tested
from .gauge import Scene, gauge


class _Court(NamedTuple):
    """What one evaluation judges by."""

    rulebook: Rulebook
    parameters: Parameters
    law_day: date
    scene: Scene

    @property
    def statute(self) -> Statute:
        return self.rulebook.statute


def evaluate(
    rulebook: Rulebook, folded: Folded, *, as_of: date, reading: str = "plain", law_as_of: date | None = None
) -> Assessment:
    """Judge the folded record on a day under a reading of the rulebook, by its id.

    `law_as_of` names the day whose law is used, as if it had been in force; where the Act is younger than `as_of`, the
    window of the reading begins with the first entry. UnusableError where a goal was not law on that day.
    """
    day, parameters = law_as_of or as_of, rulebook.parameters[reading]
    early = [problem for goal in rulebook.goals.values() for problem in not_in_force(rulebook.statute, goal.provision, day)]
    if early:
        raise UnusableError(early)
    results, effects = [], []
    for goal in rulebook.goals.values():
        file = rulebook.statute.section(goal.provision)
        as_if = as_of < file.enacted
        enacted = folded.first_day if as_if else file.enacted
        court = _Court(rulebook, parameters, day, Scene(folded.state, parameters, as_of, enacted, {}))
        level = rulebook.statute.level(goal.provision, day)
        assert level is not None  # else it was not in force
        results.append(Result(goal, judge(level, "", court)))
        effects += [each for each in map(lambda name: court.statute.level(name, day), court.statute.versions)
                    if each is not None and each.kind is Kind.EFFECT and court.statute.section(each.identifier) is file]  # fmt: skip
    return Assessment(
        as_of, day, day != as_of, parameters.reading.id, rulebook.version, tuple(results), tuple(effects),
        folded.left_out, _warnings(rulebook, day), ("specification",),
    )  # fmt: skip


def not_in_force(statute: Statute, provision: str, day: date) -> list[Problem]:
    """The problem that a provision was not law on a day, or none."""
    if statute.level(provision, day) is not None:
        return []
    first = min(level.start_period for level in statute.versions[provision])
    message = f"{statute.act_form(provision)} was not law on {day}; it came into force on {first}. Ask as if it had been with `--law-as-of {first}`"
    return [Problem(Code.TOO_EARLY, message, place="as_of")]


def judge(level: Level, prefix: str, court: _Court) -> Finding:
    """The finding for one level; `prefix` is the path by which another level refers to it."""
    if level.refers_to:
        referred = court.statute.level(level.refers_to, court.law_day)
        assert referred is not None
        inner = judge(referred, f"{prefix}{level.identifier}>", court)
        return _joined(level, prefix, "refers to", 1, (inner,), court)
    connective = court.parameters.get("connective", level.identifier)
    children = tuple(judge(child, prefix, court) for child in court.statute.children(level.identifier, court.law_day)
                     if child.kind is Kind.CONDITION)  # fmt: skip
    if connective is not None and isinstance(connective.value, Pooled):
        return _leaf(level, prefix, connective.value.pooled, children, court)
    if level.matter:
        return _leaf(level, prefix, level.matter, (), court)
    how = connective.value if connective else "any" if level.connective is Connective.OR else "all"
    needed = {"all": len(children), "any": 1}.get(how)
    return _joined(level, prefix, how, court.parameters.value("at_least", level.identifier) if needed is None else needed, children, court)


def _joined(level: Level, prefix: str, how: str, needed: int, children: tuple[Finding, ...], court: _Court) -> Finding:
    statuses = [child.status for child in children]
    status = all_of(statuses) if how == "all" else any_of(statuses) if how == "any" else at_least(needed, statuses)
    return _finding(
        level, prefix, court, status=status, connective=how, needed=needed, children=children,
        determining=_determining(status, needed, children),
        residual=tuple(path for child in children for path in child.residual) if status is Status.UNKNOWN else (),
        questions=_asked(court, ("connective", level.identifier), ("degree", level.identifier)),
    )  # fmt: skip


def _determining(status: Status, needed: int, children: tuple[Finding, ...]) -> tuple[str, ...]:
    """Of an unmet all, its unmet children; of a met any, its met ones; of a met all or an unmet any, all; else none."""
    if status is Status.UNKNOWN:
        return ()
    return tuple(child.path for child in children if child.status is status)


def _leaf(level: Level, prefix: str, matter: str, views: tuple[Finding, ...], court: _Court) -> Finding:
    """Met if the lowest degree reaches what the reading asks for, unmet if the highest does not, unknown between."""
    path = prefix + level.identifier
    required = _degree(path, level.identifier, court)
    lowest, highest, rungs = gauge(court.rulebook.ladders[matter], court.scene)
    status = Status.UNKNOWN
    if lowest.rank >= required.rank:
        status = Status.MET
    elif highest.rank < required.rank:
        status = Status.UNMET
    asked = next(rung for rung in rungs if rung.degree is required)
    return _finding(
        level, prefix, court, status=status, connective="pooled" if views else "leaf", matter=matter,
        required=required, lowest=lowest, highest=highest, rungs=rungs, views=views,
        residual=(path,) if status is Status.UNKNOWN else (),
        reasons=_reasons(rungs, required) if status is Status.UNKNOWN else (),
        questions=_asked(court, ("connective", level.identifier), ("degree", path), ("degree", level.identifier),
                         *(reference for test in tests_in(asked.group) for reference in test.test.references())),
    )  # fmt: skip


def _degree(path: str, identifier: str, court: _Court) -> Degree:
    """What the reading asks here: set for the path, or else for the provision itself."""
    own = court.parameters.get("degree", path)
    return Degree((own or court.parameters.values["degree", identifier]).value)


def _reasons(rungs: tuple[RungFinding, ...], required: Degree) -> tuple[Doubt, ...]:
    """Why the lowest rung that would do is neither met nor unmet."""
    open_ = next(rung for rung in rungs if rung.degree.rank >= required.rank and rung.status is Status.UNKNOWN)
    doubts = {doubt for test in tests_in(open_.group) if test.status is Status.UNKNOWN
              for each in (*test.extents, *test.against, *test.whole_extents) for doubt in each.doubts}  # fmt: skip
    return tuple(doubt for doubt in Doubt if doubt in doubts)


def tests_in(part: Grouped | Tested) -> tuple[Tested, ...]:
    """Every test in a rung's finding, in order."""
    return (part,) if isinstance(part, Tested) else tuple(test for each in part.parts for test in tests_in(each))


def _asked(court: _Court, *references: tuple[str, str]) -> tuple[str, ...]:
    """The questions whose answers set these parameters, in the order of the rulebook."""
    used = {found.question for kind, name in references if (found := court.parameters.get(kind, name))}
    return tuple(question for question in court.rulebook.questions if question in used)


def _finding(level: Level, prefix: str, court: _Court, **rest: object) -> Finding:
    cited = f"{level.citation}"
    return Finding(prefix + level.identifier, level, cited, court.statute.act_form(level.identifier), **rest)  # type: ignore[arg-type]  # each call names them


def _warnings(rulebook: Rulebook, day: date) -> tuple[str, ...]:
    files = {file.title: file for goal in rulebook.goals.values() for file in (rulebook.statute.section(goal.provision),)}
    return tuple(
        f"{file.title}: the text was checked until {file.checked_until}; what Congress did after that is not known here"
        for file in files.values()
        if day > file.checked_until
    )
