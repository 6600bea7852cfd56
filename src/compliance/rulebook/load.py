"""Read a folder of rules into a Rulebook, with every problem of all its files at once."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from ..files.exact import digest, toml_files
from ..files.parse import read_bytes, read_toml, validated
from ..files.resources import known_rules, rules_folder
from ..law.ladder import LadderFile
from ..law.measure import AuthorityFile, MeasureFile
from ..law.property import PropertyFile
from ..law.question import QuestionFile, Reading
from ..law.route import RouteFile
from ..law.statute import SectionFile, build
from ..problem import Code, Problem, UnusableError
from .check_ladders import ladder_problems
from .check_properties import property_problems
from .check_questions import question_problems
from .check_readings import reading_problems
from .check_routes import route_problems, rule_problems
from .check_statute import statute_problems, structure_problems
from .interpretation import interpret
from .parameters import Parameters, choose
from .rulebook import GoalFile, Rulebook

M = TypeVar("M", bound=BaseModel)
_FILES = (
    "questions.toml",
    "questions-of-time.toml",
    "ladders.toml",
    "goals.toml",
    "routes.toml",
    "measures.toml",
    "authorities.toml",
    "properties.toml",
)


def load_rules(folder: Path | None = None, further: Sequence[Path | str] = ()) -> Rulebook:
    """The rulebook in a folder, the packaged one by default, and further readings from files of their own.

    UnusableError with every problem found; those of a further reading name its file as `further` does.
    """
    names = {f"further/{index}": str(path) for index, path in enumerate(further)}  # as no file of the rules is named
    try:
        return _loaded(_files(folder or rules_folder()), {name: Path(path) for name, path in names.items()})
    except UnusableError as error:
        problems = (problem._replace(file=names.get(problem.file, problem.file)) for problem in error.problems)
        raise UnusableError(problems) from error


def _loaded(files: dict[str, Path], own: Mapping[str, Path]) -> Rulebook:
    """The rulebook in these files, and in those of further readings."""
    problems: list[Problem] = []
    raw, version, hashes = _raw({**files, **own}, problems)
    sections = _models(SectionFile, raw, (name for name in raw if name.startswith("us/")), problems)
    questions = _one(QuestionFile, raw, "questions.toml", problems)
    of_time = _models(QuestionFile, raw, (name for name in raw if name == "questions-of-time.toml"), problems)
    ladders = _one(LadderFile, raw, "ladders.toml", problems)
    goals = _one(GoalFile, raw, "goals.toml", problems)
    measures = _models(MeasureFile, raw, (name for name in raw if name == "measures.toml"), problems)
    authorities = _models(AuthorityFile, raw, (name for name in raw if name == "authorities.toml"), problems)
    routes = _models(RouteFile, raw, (name for name in raw if name == "routes.toml"), problems)
    stated = _models(PropertyFile, raw, (name for name in raw if name == "properties.toml"), problems)
    readings = _models(Reading, raw, (name for name in raw if name.startswith("readings/") or name in own), problems)
    if not (readings or problems):
        problems.append(Problem(Code.UNREADABLE, "holds no reading", "readings"))
    if problems:
        raise UnusableError(problems)
    assert questions and ladders and goals  # else there were problems
    statute, found = build(sections)
    problems += found
    listed = [*questions.question, *(each for file in of_time.values() for each in file.question)]
    file_of: dict[str, str] = {}
    for name, reading in readings.items():
        if file_of.setdefault(reading.id, name) != name:
            problems.append(Problem(Code.DUPLICATE_ID, f"the reading `{reading.id}` stands twice", name))
    named = _by(goals.goal, lambda each: each.name, "goals.toml", problems)
    if all(goal.apart for goal in named.values()):
        problems.append(Problem(Code.MISSING_KEY, "every goal stands apart: one at least is judged", "goals.toml"))
        raise UnusableError(problems)
    rulebook = Rulebook(
        statute=statute,
        ladders=_by(ladders.ladder, lambda each: each.matter, "ladders.toml", problems),
        questions=_by(listed, _id, "questions.toml", problems),
        readings={reading.id: reading for reading in readings.values()},
        goals={name: goal for name, goal in named.items() if not goal.apart},
        apart={name: goal for name, goal in named.items() if goal.apart},
        version=version,
        hashes=hashes,
        measures=_by([each for file in measures.values() for each in file.measure], _id, "measures.toml", problems),
        authorities=_by(
            [each for file in authorities.values() for each in file.authority], _id, "authorities.toml", problems
        ),
        routes=_by([each for file in routes.values() for each in file.route], _id, "routes.toml", problems),
        exemptions=_by([each for file in routes.values() for each in file.exemption], _id, "routes.toml", problems),
        offices=_by([each for file in authorities.values() for each in file.office], _id, "authorities.toml", problems),
        delegations=_by(
            [each for file in authorities.values() for each in file.delegation], _id, "authorities.toml", problems
        ),
        properties=_by([each for file in stated.values() for each in file.property], _id, "properties.toml", problems),
        strictest_first=tuple(name for file in stated.values() for name in file.strictest_first),
        excepted=tuple(each for file in stated.values() for each in file.excepted),
    )
    whole = () if found else structure_problems(statute)  # what is broken already is not said twice
    problems += [problem.within("us") for problem in (*statute_problems(rulebook), *whole)]
    ladder = [problem.within("ladders.toml") for problem in ladder_problems(rulebook)]
    problems += ladder
    problems += route_problems(rulebook)
    problems += [problem.within("properties.toml") for problem in property_problems(rulebook)]
    where = {each.id: name for name, file in of_time.items() for each in file.question}
    problems += [found.within(where.get(found.place, "questions.toml")) for found in question_problems(rulebook)]
    chosen = {
        name: _chosen(rulebook, reading, file_of[name], problems, check=not ladder)
        for name, reading in rulebook.readings.items()
    }
    if problems:
        raise UnusableError(dict.fromkeys(problems))
    resolved = {name: interpret(parameters, rulebook.ladders) for name, parameters in chosen.items()}
    return replace(rulebook, interpretations=resolved)


def _files(root: Path) -> dict[str, Path]:
    """The files of the rulebook in a folder, by name; UnusableError if there is none."""
    try:
        files = {name: path for name, path in toml_files(root).items() if _is_ours(name)} if root.is_dir() else {}
    except OSError as error:
        message = f"cannot be read: {(error.strerror or 'an error of the system').lower()}"
        raise UnusableError([Problem(Code.UNREADABLE, message, str(error.filename or root))]) from error
    if not files:
        raise UnusableError([Problem(Code.UNREADABLE, "is not a folder with rules in it", str(root))])
    return files


def _is_ours(name: str) -> bool:
    """Whether a file of the folder belongs to the rulebook; what lies beside is neither read nor in its version."""
    return name in _FILES or name.startswith(("us/", "readings/"))


def _id(value: Any) -> str:
    return str(value.id)


def _chosen(rulebook: Rulebook, reading: Reading, file: str, problems: list[Problem], *, check: bool) -> Parameters:
    """What a reading sets, its problems appended."""
    parameters, found = choose(rulebook.questions, reading, rulebook.readings)
    problems += [problem.within(file) for problem in found]
    if check and not found:
        problems += [problem.within(file) for problem in reading_problems(rulebook, parameters)]
        problems += [problem.within(file) for problem in rule_problems(rulebook, parameters)]
    return parameters


def _raw(files: Mapping[str, Path], problems: list[Problem]) -> tuple[dict[str, dict[str, Any]], str, dict[str, str]]:
    """What every file says, its problems appended; the version of the rules; and the hash of each file.

    The version is a hash of the names and texts of every file read, so that a report can say which rules it used; line
    ends are not part of a text. Of a text that the wheel knows the wheel also knows what it says.
    """
    raw: dict[str, dict[str, Any]] = {}
    known, version, hashes = known_rules(), hashlib.sha256(), dict[str, str]()
    for name, path in files.items():
        try:
            data = read_bytes(path, name)
            said = digest(data)
            hashes[name] = said.hex()
            version.update(name.encode() + b"\0" + said)
            same = name in known and known[name]["sha256"] == said.hex()
            raw[name] = read_toml(data, name, known[name]["value"] if same else None)
        except UnusableError as error:
            problems += error.problems
    return raw, version.hexdigest()[:16], hashes


def _models(model: type[M], raw: Mapping[str, Any], names: Iterable[str], problems: list[Problem]) -> dict[str, M]:
    found: dict[str, M] = {}
    for name in names:
        errors: list[Problem] = []
        value = validated(model, raw[name], "", errors)
        problems += [problem._replace(file=name, place=problem.place.removeprefix(".")) for problem in errors]
        if value is not None:
            found[name] = value
    return found


def _one(model: type[M], raw: Mapping[str, Any], name: str, problems: list[Problem]) -> M | None:
    if name not in raw:
        if not any(problem.file == name for problem in problems):
            problems.append(Problem(Code.UNREADABLE, "is missing", name))
        return None
    return _models(model, raw, [name], problems).get(name)


def _by(values: Iterable[M], key: Any, file: str, problems: list[Problem]) -> dict[str, M]:
    found: dict[str, M] = {}
    for value in values:
        if key(value) in found:
            problems.append(Problem(Code.DUPLICATE_ID, f"`{key(value)}` stands twice", file))
        found[key(value)] = value
    return found
