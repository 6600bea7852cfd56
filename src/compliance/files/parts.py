"""A long result written in parts, each whole or not there, so that whoever is interrupted can go on.

The folder holds a manifest, which says of what the parts are, and the parts by their numbers. A part is lines of JSON:
the first says what the part rests on, each of the rest is a row.
"""

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, TextIO

from ..problem import Code, Problem, UnusableError
from .save import locked

_MANIFEST = "manifest"  # no `.json`: a folder of cases may be the one in which the parts lie


class Parts:
    """The parts beside a file that is to be written."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.folder = out.with_name(f"{out.name}.parts")

    @contextmanager
    def opened(self, of: Mapping[str, str]) -> Iterator[None]:
        """The folder, held against others, made if it is not there.

        UnusableError where what is in it is `of` something else, with what differs, or where another run has it.
        """
        manifest = self.folder / _MANIFEST
        if not manifest.exists():
            if self.folder.exists() and any(self.folder.iterdir()):
                raise UnusableError([Problem(Code.UNREADABLE, "is there, and holds no parts", str(self.folder))])
            self.folder.mkdir(exist_ok=True)
            with _whole(manifest) as stream:
                stream.write(json.dumps(of, indent=1).encode())
        with locked(manifest):
            self._must_be(of, manifest)
            yield

    def _must_be(self, of: Mapping[str, str], manifest: Path) -> None:
        try:
            known = json.loads(manifest.read_text(encoding="utf-8"))
            differing = [key for key in dict.fromkeys([*of, *known]) if known.get(key) != of.get(key)]
        except (ValueError, AttributeError):
            differing = ["manifest"]
        if differing:
            message = f"holds what was judged with another {', '.join(differing)}: remove the folder to begin anew"
            raise UnusableError([Problem(Code.WRONG_VALUE, message, str(self.folder))])

    def has(self, number: int) -> bool:
        """Whether this part is written."""
        return self._path(number).exists()

    def write(self, number: int, head: Mapping[str, str], rows: Iterable[str]) -> None:
        """Write a part, all of it or nothing. OSError where that cannot be."""
        with _whole(self._path(number)) as stream:
            stream.write(f"{json.dumps(head)}\n".encode())
            stream.writelines(f"{row}\n".encode() for row in rows)

    def heads(self) -> Iterator[dict[str, str]]:
        """What each part that is there says first."""
        for path in sorted(self.folder.glob("*.part")):
            with path.open("rb") as stream:
                yield json.loads(stream.readline())

    def rows(self, number: int) -> Iterator[str]:
        """The rows of a part."""
        with self._path(number).open("rb") as stream:
            next(stream)
            for line in stream:
                yield line.decode().removesuffix("\n")

    def discard(self) -> None:
        """Remove the folder with all that is in it."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _path(self, number: int) -> Path:
        return self.folder / f"{number:08}.part"


@contextmanager
def _whole(path: Path) -> Iterator[BinaryIO]:
    """A file that is there once all of it is written, and not before."""
    beside = path.with_name(f"{path.name}.tmp")
    try:
        with beside.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def taking_the_place_of(path: Path) -> Iterator[Path]:
    """A path beside it for what is to be written; once that is done, it takes the place of what was there."""
    beside = path.with_name(f".{path.name}.tmp")
    try:
        yield beside
        with beside.open("rb") as stream:
            os.fsync(stream.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)


@contextmanager
def text_at(path: Path) -> Iterator[TextIO]:
    """A file to be written as UTF-8, its line ends as they are given."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        yield stream
