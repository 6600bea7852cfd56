"""Rows judged some hundreds at a time: what one process or one task of a cluster does at once."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from .arrow import judge_of
from .options import Options
from .row import Row

_ROWS, _LETTERS = 256, 4_000_000  # at most, but for a single row that is longer


class Chunk(NamedTuple):
    """Rows that are judged together, and the number of the part that they become."""

    number: int
    rows: tuple[Row, ...]

    def to_json(self) -> str:
        """The rows as text, for who sends them elsewhere."""
        return "\n".join(row.to_json() for row in self.rows)

    @classmethod
    def from_json(cls, number: int, text: str) -> "Chunk":
        """The chunk of which `to_json` is this text."""
        return cls(number, tuple(map(Row.from_json, text.split("\n"))))


class Part(NamedTuple):
    """A chunk judged: the versions of the baselines on which it rests, and a line of JSON for each row."""

    number: int
    rests_on: Mapping[str, str]
    lines: tuple[str, ...]

    def to_json(self) -> str:
        """The part as text, but for its number."""
        return "\n".join([json.dumps(self.rests_on), *self.lines])

    @classmethod
    def from_json(cls, number: int, text: str) -> "Part":
        """The part of which `to_json` is this text."""
        head, *lines = text.split("\n")
        return cls(number, json.loads(head), tuple(lines))


def chunks(rows: Iterable[Row]) -> Iterator[Chunk]:
    """The rows in chunks, which are the same whenever the rows are."""
    number, held, letters = 0, list[Row](), 0
    for row in rows:
        held.append(row)
        letters += len(row.case or "") + sum(map(len, row.suppose))
        if len(held) == _ROWS or letters >= _LETTERS:
            yield Chunk(number, tuple(held))
            number, held, letters = number + 1, [], 0
    if held:
        yield Chunk(number, tuple(held))


def judged_chunk(options: Options, chunk: Chunk) -> Part:
    """The chunk judged in this process."""
    judge = judge_of(options)
    judge.rests_on.clear()
    lines = tuple(judge.judged(row).line() for row in chunk.rows)
    return Part(chunk.number, dict(judge.rests_on), lines)
