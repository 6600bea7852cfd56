"""Write a case anew: all of it or nothing, and only what loads."""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from ..problem import Code, Problem, UnusableError
from .parse import read_bytes


def text_of(path: Path) -> str:
    """The text of a file, with its line ends; UnusableError where it cannot be read."""
    return read_bytes(path, str(path)).decode("utf-8")


def save(path: Path, text: str, load: Callable[[str], object]) -> None:
    """Put the text in the place of the file, in one step. UnusableError with every problem, and nothing is written.

    `load` reads a case by its path and raises UnusableError where it cannot: it is asked for the text in a file beside
    the old one, so that baselines are found where they are.
    """
    target = path.resolve()  # a link stays a link
    try:
        number, name = tempfile.mkstemp(prefix=f".{target.stem}-", suffix=".json", dir=target.parent)
        beside = Path(name)
        try:
            with os.fdopen(number, "wb") as stream:
                stream.write(text.encode("utf-8"))
                stream.flush()
                os.fsync(stream.fileno())
            shutil.copymode(target, beside)
            load(name)
            beside.replace(target)
        finally:
            beside.unlink(missing_ok=True)
    except UnusableError as error:
        raise UnusableError(_named(problem, name, str(path)) for problem in error.problems) from error
    except OSError as error:
        reason = (error.strerror or "an error of the system").lower()
        raise UnusableError([Problem(Code.UNREADABLE, f"cannot be written: {reason}", str(path))]) from error


def _named(problem: Problem, beside: str, name: str) -> Problem:
    """The problem, said of the file itself."""
    return problem._replace(file=problem.file.replace(beside, name), message=problem.message.replace(beside, name))
