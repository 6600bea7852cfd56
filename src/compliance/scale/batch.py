"""A batch from its rows to its files: what is judged already is not judged again, and nothing is lost or doubled."""

from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import asdict
from importlib import metadata
from pathlib import Path

from ..case.load import load_case
from ..files.lines import digest_of
from ..files.parts import Parts
from ..problem import Code, Problem, UnusableError
from .arrow import judge_of
from .chunk import Chunk, Part, chunks
from .options import Options
from .output import Written, must_be_possible, written
from .source import Source

Engine = Callable[[Options, Iterable[Chunk]], Generator[Part, None, None]]


class Batch:
    """The rows of a source, judged into `out` by way of parts beside it; `progress` is told of rows as they are done.

    `going_on` says how many rows an earlier run, which was interrupted, has judged.
    """

    def __init__(self, source: Source, options: Options, out: Path, progress: Callable[[int], object]) -> None:
        self.source, self.options, self.out, self.progress = source, options, out, progress
        self.parts = Parts(out)
        self.rows = self.chunks = self.going_on = 0

    def run(self, engine: Engine) -> Written:
        """Judge what is not judged yet, and put all of it together.

        UnusableError where the input is empty or breaks off, where the parts are those of another batch, or where
        rules or a baseline have changed; OSError where there is no room; StoppedError where a process was ended.
        After the last two, and after an interruption, the same call goes on.
        """
        must_be_possible(self.out)
        judge_of.cache_clear()  # rules and baselines may have changed since another batch of this process
        with self.parts.opened(_of(self.source, self.options)):
            _baselines_must_be(self.parts)
            self._judge(engine)
            _baselines_must_be(self.parts)
            result = written(self.parts, self.chunks, self.rows, self.out)
            self.parts.discard()
        return result

    def _judge(self, engine: Engine) -> None:
        with closing(engine(self.options, self._missing())) as judged:
            for part in judged:
                self.parts.write(part.number, part.rests_on, part.lines)
                self.progress(len(part.lines))

    def _missing(self) -> Iterator[Chunk]:
        """The chunks of which there is no part."""
        for chunk in self._chunks():
            self.rows += len(chunk.rows)
            self.chunks += 1
            if self.parts.has(chunk.number):
                self.going_on += len(chunk.rows)
                self.progress(len(chunk.rows))
            else:
                yield chunk

    def _chunks(self) -> Iterator[Chunk]:
        """The input. Where it is empty or breaks off it has to be changed, and no part of it is gone on with."""
        try:
            yield from chunks(self.source.rows())
            if not self.rows:
                raise UnusableError([Problem(Code.MISSING_KEY, "the input is empty: it has no row")])
        except UnusableError:
            self.parts.discard()
            raise


def _of(source: Source, options: Options) -> Mapping[str, str]:
    """What a batch is a batch of: its input, its options and the program, so that parts of two never mix."""
    asked = {name: str(value) for name, value in asdict(options).items() if name != "folder"}
    if options.reading.endswith(".toml"):
        asked["reading"] = digest_of([("", Path(options.reading))])[0]
    asked["rules"] = judge_of(options).quick.rulebook.version
    return {"input": source.digest, "program": metadata.version("nkspea-compliance"), **asked}


def _baselines_must_be(parts: Parts) -> None:
    """UnusableError where a baseline is no longer what it was when rows on it were judged."""
    known: dict[str, set[str]] = {}
    for head in parts.heads():
        for place, version in head.items():
            known.setdefault(place, set()).add(version)
    for place, versions in known.items():
        if {load_case(place).version} != versions:
            message = f"rests on the baseline `{place}`, which was changed: remove the folder to begin anew"
            raise UnusableError([Problem(Code.WRONG_VALUE, message, str(parts.folder))])
