"""Read a folder of rules into a Rulebook, with every problem of all its files at once."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from ..law.ladder import LadderFile
from ..law.measure import AuthorityFile, MeasureFile
from ..law.reading import Parameters, QuestionFile, Reading, resolve
from ..law.route import RouteFile
from ..law.rulebook import GoalFile, Rulebook
from ..law.statute import SectionFile, build
from ..problem import Code, Hints, Problem, UnusableError
from .check_routes import route_problems, rule_problems
from .check_rules import ladder_problems, reading_problems, statute_problems, structure_problems
from .parse import read_bytes, read_toml, validated
from .resources import rules_folder

M = TypeVar("M", bound=BaseModel)
_FILES = (
    "questions.toml", "questions-of-time.toml", "ladders.toml", "goals.toml",
    "routes.toml", "measures.toml", "authorities.toml",
)  # fmt: skip


def load_rules(folder: Path | None = None, further: Sequence[Path] = ()) -> Rulebook:
    """The rulebook in a folder, the packaged one by default, and further readings from files of their own.

    UnusableError with every problem found.
    """
    root = folder or rules_folder()
    files = {name: path for path in sorted(root.rglob("*.toml")) if _is_ours(name := path.relative_to(root).as_posix())}
    if not files:
        raise UnusableError([Problem(Code.UNREADABLE, "is not a folder with rules in it", str(root))])
    problems: list[Problem] = []
    own = {f"readings/{path}": path for path in further}
    files |= own
    raw = _raw(files, problems)
    sections = _models(SectionFile, raw, (name for name in raw if name.startswith("us/")), problems)
    questions = _one(QuestionFile, raw, "questions.toml", problems)
    of_time = _models(QuestionFile, raw, (name for name in raw if name == "questions-of-time.toml"), problems)
    ladders = _one(LadderFile, raw, "ladders.toml", problems)
    goals = _one(GoalFile, raw, "goals.toml", problems)
    measures = _models(MeasureFile, raw, (name for name in raw if name == "measures.toml"), problems)
    authorities = _models(AuthorityFile, raw, (name for name in raw if name == "authorities.toml"), problems)
    routes = _models(RouteFile, raw, (name for name in raw if name == "routes.toml"), problems)
    readings = _models(Reading, raw, (name for name in raw if name.startswith("readings/")), problems)
    if not (readings or problems):
        problems.append(Problem(Code.UNREADABLE, "holds no reading", "readings"))
    if problems:
        raise UnusableError(problems)
    assert questions and ladders and goals  # else there were problems
    statute, found = build(sections)
    problems += found
    rulebook = Rulebook(
        statute,
        _by(ladders.ladder, lambda each: each.matter, "ladders.toml", problems),
        _by(
            [*questions.question, *(each for file in of_time.values() for each in file.question)],
            lambda each: each.id,
            "questions.toml",
            problems,
        ),
        _by(readings.values(), lambda each: each.id, "readings", problems),
        {},
        _by(goals.goal, lambda each: each.name, "goals.toml", problems),
        _version(files),
        _by([each for file in measures.values() for each in file.measure], _id, "measures.toml", problems),
        _by([each for file in authorities.values() for each in file.authority], _id, "authorities.toml", problems),
        _by([each for file in routes.values() for each in file.route], _id, "routes.toml", problems),
    )
    whole = () if found else structure_problems(statute)  # what is broken already is not said twice
    problems += [problem.within("us") for problem in (*statute_problems(rulebook), *whole)]
    ladder = [problem.within("ladders.toml") for problem in ladder_problems(rulebook)]
    problems += ladder
    problems += route_problems(rulebook)
    parameters = {
        name: answer(rulebook, reading, problems, check=not ladder) for name, reading in rulebook.readings.items()
    }
    if problems:
        raise UnusableError(dict.fromkeys(problems))
    return rulebook._replace(parameters=parameters)


def _is_ours(name: str) -> bool:
    """Whether a file of the folder belongs to the rulebook; what lies beside is neither read nor in its version."""
    return name in _FILES or name.startswith(("us/", "readings/"))


def _id(value: Any) -> str:
    return str(value.id)


def answer(rulebook: Rulebook, reading: Reading, problems: list[Problem], *, check: bool) -> Parameters:
    """What a reading sets, its problems appended."""
    parameters, found = resolve(rulebook.questions, reading, rulebook.readings)
    file = f"readings/{reading.id}.toml"
    problems += [problem.within(file) for problem in found]
    if check and not found:
        problems += [problem.within(file) for problem in reading_problems(rulebook, parameters)]
        problems += [problem.within(file) for problem in rule_problems(rulebook, parameters)]
    return parameters


def _raw(files: Mapping[str, Path], problems: list[Problem]) -> dict[str, dict[str, Any]]:
    raw: dict[str, dict[str, Any]] = {}
    for name, path in files.items():
        try:
            raw[name] = read_toml(read_bytes(path, name), name)
        except UnusableError as error:
            problems += error.problems
    return raw


def _models(model: type[M], raw: Mapping[str, Any], names: Iterable[str], problems: list[Problem]) -> dict[str, M]:
    found: dict[str, M] = {}
    hints = Hints()
    for name in names:
        errors: list[Problem] = []
        value = validated(model, raw[name], "", errors, hints)
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


def _version(files: Mapping[str, Path]) -> str:
    """A hash of the names and bytes of every file read, so that a report can say which rules it used."""
    digest = hashlib.sha256()
    for name, path in files.items():
        digest.update(name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]
