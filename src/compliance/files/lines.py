"""The lines of a file of any size, one after the other: what is held is one line, and of that no more than is read."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

from ..problem import Code, Problem, UnusableError
from .parse import MAX_BYTES

_BLOCK = 1024 * 1024


class Line(NamedTuple):
    """A line without its end. Of one that is longer than a case may be only the beginning is kept, and it is `cut`."""

    number: int
    data: bytes
    cut: bool = False


def lines(path: Path) -> Iterator[Line]:
    """The lines of a file, numbered from 1. UnusableError where it cannot be read."""
    try:
        with path.open("rb") as stream:
            number = 0
            while data := stream.readline(MAX_BYTES + 1):
                number += 1
                cut = len(data) > MAX_BYTES and not data.endswith(b"\n")
                if cut:
                    _skip(stream)
                yield Line(number, data[:100] if cut else data.removesuffix(b"\n").removesuffix(b"\r"), cut)
    except OSError as error:
        raise UnusableError([unread(error, path)]) from error


def _skip(stream: BinaryIO) -> None:
    """Go on to the next line."""
    while (data := stream.readline(_BLOCK)) and not data.endswith(b"\n"):
        pass


def is_utf16(path: Path) -> bool:
    """Whether the file begins as spreadsheets begin what they call Unicode text. UnusableError if it cannot be read."""
    try:
        with path.open("rb") as stream:
            return stream.read(2) in (b"\xff\xfe", b"\xfe\xff")
    except OSError as error:
        raise UnusableError([unread(error, path)]) from error


def digest_of(paths: list[tuple[str, Path]]) -> tuple[str, int]:
    """The hash of these files with their names, and how many lines they have. UnusableError for one that is unread."""
    hashed, ends = hashlib.sha256(), 0
    for name, path in paths:
        hashed.update(f"{name}\n".encode("utf-8", "surrogateescape"))
        try:
            with path.open("rb") as stream:
                while block := stream.read(_BLOCK):
                    hashed.update(block)
                    ends += block.count(b"\n")
        except OSError as error:
            raise UnusableError([unread(error, path)]) from error
    return hashed.hexdigest(), ends


def unread(error: OSError, path: Path) -> Problem:
    """That a file cannot be read, and why."""
    reason = (error.strerror or "an error of the system").lower()
    return Problem(Code.UNREADABLE, f"cannot be read: {reason}", str(path))
