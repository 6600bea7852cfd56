"""A row of a batch, read as a case and judged; a row with a problem gets no verdict."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any, NamedTuple

from ..case.ground import Ground
from ..case.load import case_from, case_supposing, ground_beside
from ..case.model import Case, Limits
from ..case.read import too_long
from ..days import read_day
from ..files.foreign import foreign
from ..files.parse import read_json, unseen_in
from ..files.resources import packaged_cases
from ..judgement.tree import Verdict
from ..problem import Code, Problem, UnusableError, did_you_mean
from .options import Options

GOALS = ("suspension", "termination")
_ID = re.compile(r"\w[\w .:/-]{0,199}")  # what no spreadsheet computes
_MOST_BASELINES = 64  # remembered; whoever has more reads some of them again


class Row(NamedTuple):
    """A row as it was given: a case file's text, or a baseline and what is supposed on it.

    `number` is its place in the input. Bytes that are no UTF-8 are kept in the text as surrogates. `name` is that of
    a case's own file, below the folder of the options. `wrong` is what reading the row has found already.
    """

    number: int
    id: str | None = None
    case: str | None = None
    baseline: str | None = None
    suppose: tuple[str, ...] = ()
    as_of: str = ""
    name: str = ""
    wrong: tuple[Problem, ...] = ()

    def to_json(self) -> str:
        """The row as a line of JSON."""
        return json.dumps(self)

    @classmethod
    def from_json(cls, line: str) -> "Row":
        """The row of which `to_json` is this line."""
        *rest, wrong = json.loads(line)
        row = cls(*rest)
        found = tuple(Problem(Code(code), *more) for code, *more in wrong)
        return row._replace(suppose=tuple(row.suppose), wrong=found)


class Judged(NamedTuple):
    """What became of a row: a verdict, or problems. The id is None where none can be read."""

    row: int
    id: str | None
    verdict: Verdict | None
    problems: tuple[Problem, ...] = ()

    def goal(self, name: str) -> str | None:
        """The status of a goal; None without a verdict, and where the rules have no such goal."""
        known = self.verdict is not None and name in self.verdict.tree.goals
        return self.verdict.status(name).value if self.verdict is not None and known else None

    def provisions(self) -> dict[str, str] | None:
        """The status of every provision, by path."""
        if self.verdict is None:
            return None
        numbers = self.verdict.tree.numbers
        return {path: self.verdict.statuses[numbers[path]].value for path in sorted(numbers)}

    def line(self) -> str:
        """The row as a line of JSON: with its statuses, or with its problems."""
        said: dict[str, Any] = {"row": self.row, "id": self.id}
        if self.verdict is None:
            said["problems"] = [_said(problem) for problem in self.problems]
        else:
            said |= {name: self.goal(name) for name in GOALS} | {"provisions": self.provisions()}
        return json.dumps(said)


def _said(problem: Problem) -> dict[str, str]:
    return {key: value for key, value in problem._asdict().items() if value}


class Judge:
    """Judges rows by the same rules and options. `rests_on` are the baselines used, each with its version."""

    def __init__(self, options: Options) -> None:
        self.options, self.quick = options, options.quick()
        self.rests_on: dict[str, str] = {}
        self._load = lru_cache(_MOST_BASELINES)(_baseline)
        self._lock = Lock()  # DuckDB and Polars call from several threads, and what is kept is kept for all of them

    def judged(self, row: Row) -> Judged:
        """The verdict on a row, or every problem of it."""
        with self._lock:
            return self._judged(row)

    def _judged(self, row: Row) -> Judged:
        problems = [*row.wrong, *_wrong_id(row), *_wrong_letters(row)]
        name, verdict = row.id, None
        try:
            raw = None if row.wrong or row.case is None else _read(row.case)
            if raw is not None and name is None:
                name = raw["id"] if isinstance(raw.get("id"), str) else None
            if not row.wrong:
                verdict = self.quick.verdict(self._supposed(row, problems) if raw is None else self._case(raw, row))
        except UnusableError as error:
            problems += error.problems
        found = tuple(dict.fromkeys(problem.within(row.name) for problem in problems))
        shown = name.encode("utf-8", "replace").decode() if name else None  # of a wrong one what can be shown
        return Judged(row.number, shown, None if found else verdict, found)

    def _case(self, raw: dict[str, Any], row: Row) -> Case:
        long = list(too_long(raw, Limits().text))
        if long:
            raise UnusableError(long)
        here = self._folder(row.name)
        return case_from(raw, name="", folder=here or Path(), ground=lambda name, _: self._beside(name, here))

    def _supposed(self, row: Row, problems: list[Problem]) -> Case:
        """The baseline with what the row supposes on it, on the row's day where it says one."""
        day = None
        try:
            day = read_day(row.as_of or None)
        except ValueError:
            message = f"expected a day such as 2018-08-01, found `{row.as_of[:40]}`"
            problems.append(Problem(Code.WRONG_VALUE, message, place="as_of"))
        if not row.baseline:
            raise UnusableError([Problem(Code.MISSING_KEY, "names no case", place="baseline")])
        ground = self._beside(row.baseline, self._folder())
        base = ground.case
        case = case_supposing(base, row.suppose, "suppose", ground=ground) if row.suppose else base
        return replace(case, as_of=day) if day else case

    def _folder(self, name: str = "") -> Path | None:
        """Where the baselines of a row lie: beside its own file, or in the folder of the options."""
        folder = self.options.folder
        return None if folder is None else Path(folder, name).parent if name else Path(folder)

    def _beside(self, reference: str, folder: Path | None) -> Ground:
        place, ground = self._load(reference, folder)
        self.rests_on[place] = ground.case.version
        return ground


def _baseline(reference: str, folder: Path | None) -> tuple[str, Ground]:
    """The case, and by what it is loaded again: its id if it is packaged, else its path."""
    packaged = reference in packaged_cases()
    try:
        if folder is None and not packaged:
            hint = did_you_mean(reference, packaged_cases())
            raise UnusableError([Problem(Code.UNKNOWN_CASE, f"no packaged case `{reference[:200]}`{hint}")])
        here = folder or Path()
        return reference if packaged else str(here / reference), ground_beside(reference, here)
    except UnusableError as error:
        raise UnusableError(each if each.file else each._replace(place="baseline") for each in error.problems) from None


def _read(text: str) -> dict[str, Any]:
    data = text.encode("utf-8", "surrogateescape")
    if said := foreign(data):
        raise UnusableError([Problem(Code.ANOTHER_KIND, said)])
    return read_json(data, "")


def _wrong_letters(row: Row) -> Iterator[Problem]:
    """What no reader sees in the cells of a row; a case's own text is looked through when it is read."""
    supposed = {f"suppose[{number}]": line for number, line in enumerate(row.suppose, 1)}
    for place, text in {"id": row.id, "baseline": row.baseline, "as_of": row.as_of, **supposed}.items():
        if text and not _is_utf8(text):
            yield Problem(Code.NOT_UTF8, "is not UTF-8", place=place)
        elif text and (unseen := unseen_in(text)):
            yield Problem(Code.WRONG_VALUE, f"holds {unseen}", place=place)


def _is_utf8(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _wrong_id(row: Row) -> Iterator[Problem]:
    """What is wrong with an id that the row says beside the case; a case file's own is read with it."""
    if row.id is None and row.case is None and not row.wrong:
        yield Problem(Code.MISSING_KEY, "`id` is missing", place="id")
    elif row.id is not None and not _ID.fullmatch(row.id):
        message = f"`{row.id[:60]}` is no id: letters, digits and ` _.:/-`, a letter or digit first, at most 200"
        yield Problem(Code.WRONG_VALUE, message, place="id")
