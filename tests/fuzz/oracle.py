"""What holds of every run, whatever the files say: an answer or a refusal, the same each time, and soon."""

import json
import re
import sys
import time
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from typer.testing import CliRunner

from compliance.case.load import load_case
from compliance.cli.app import UNKNOWN, UNMET, UNUSABLE, app
from compliance.problem import Code

sys.path.append(str(Path(__file__).parents[1]))  # as pytest has it, where a script begins here
from told import told

MOST_SECONDS = 10
USAGE, STOPPED = 2, 1
RUNS = re.compile(r"<script|javascript:[^<]*\">|\son[a-z]+=\"")
ANSWERS = "fact\ncamps.pledged\ntrue\n2016-01-01\n2016-01-02\nclaimed\nGovernment of North Korea\n\n\nseen\na note\n"
PROBLEM = re.compile(rf".*\S \[({'|'.join(Code)})\]")
PYTHON = re.compile(
    r"NoneType|Traceback|ValidationError|[Pp]ydantic|[A-Z][a-z]+Error\b|Errno|<class|object at 0x"
    r"|Decimal\(|Fraction\(|datetime\.|\b(tuple|frozenset|instance of|should (be|have|match))\b"
    r"|`(None|True|False)`|literal\[|constrained-str|function-|\.(int|str|bool|exact|Pooled|Whole)\b"
)


class Outcome(StrEnum):
    """What a run may come to."""

    ANSWERED = "answered"
    REFUSED = "refused"


class Ran(NamedTuple):
    """What a run left behind."""

    exit_code: int
    stdout: str
    stderr: str


def outcome(arguments: Sequence[str], prepare: Callable[[], object] = lambda: None) -> Outcome:
    """Run the command twice, what it reads prepared anew; AssertionError, or whatever it raised, unless it answers or
    refuses as it should.
    """
    prepare()
    ran = _run(arguments)
    prepare()
    assert _run(arguments) == ran, "the same input gave something else the second time"
    if arguments[:2] == ("record", "add") and ran.exit_code == 0:
        load_case(arguments[2])  # what it wrote loads
    return judge(arguments, ran)


def judge(arguments: Sequence[str], ran: Ran) -> Outcome:
    """Whether this was an answer or a refusal; AssertionError where it was neither."""
    if ran.exit_code == UNUSABLE or (ran.exit_code == USAGE and "error[usage]" not in ran.stderr):  # of what is typed
        assert ran.stdout == "", f"a refusal prints on standard output: {ran.stdout[:200]!r}"
        assert ran.stderr, "a refusal names no problem"
        for line in told(ran.stderr).splitlines():
            assert PROBLEM.fullmatch(line), f"not a problem: {line[:300]!r}"
            assert not PYTHON.search(line), f"speaks of Python: {line[:300]!r}"
        return Outcome.REFUSED
    if ran.exit_code == USAGE and "--from" in arguments:  # days that the file does not reach, or too many of them
        assert ran.stdout == "" and "Invalid value for --from" in ran.stderr, ran.stderr[:300]
        return Outcome.REFUSED
    assert ran.exit_code in _answers(arguments), f"exit {ran.exit_code}: {ran.stderr[:300]}"
    may_say = arguments[0] in (*_TESTS, "interview") or "add" in arguments or "--strict" in arguments
    assert ran.stderr == "" or may_say, f"an answer with errors: {ran.stderr[:300]!r}"
    if "json" in arguments:
        json.loads(ran.stdout)
    if "html" in arguments:
        assert not RUNS.search(ran.stdout), "a page that runs something"
    return Outcome.ANSWERED


_TESTS = ("check", "test")  # of what a case expects


def _answers(arguments: Sequence[str]) -> set[int]:
    """The exits by which this command answers."""
    if "--check" in arguments:
        return {0, UNMET, UNKNOWN}
    if "add" in arguments:
        return {0, STOPPED}  # the answers may be none to what is asked
    return {0, UNMET, UNKNOWN} if arguments[0] in _TESTS else {0, UNMET} if "--strict" in arguments else {0}


def _run(arguments: Sequence[str]) -> Ran:
    began = time.process_time()
    result = CliRunner().invoke(
        app, list(arguments), input=ANSWERS if "add" in arguments or arguments[0] == "interview" else None
    )
    took = time.process_time() - began
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert took <= MOST_SECONDS, f"took {took:.1f} s"
    return Ran(result.exit_code, result.stdout, result.stderr)
