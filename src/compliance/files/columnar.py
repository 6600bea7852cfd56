"""Parquet read and written batch by batch; pyarrow, the extra `scale`, is imported when it is asked for."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ..problem import Code, Problem, UnusableError
from .lines import unread

_MISSING = "needs pyarrow, which the extra `scale` brings: pip install 'nkspea-compliance[scale]'"


def arrow() -> Any:
    """The module pyarrow. UnusableError where it is not installed."""
    try:
        import pyarrow
    except ImportError as error:
        raise UnusableError([Problem(Code.UNREADABLE, f"Arrow {_MISSING}")]) from error
    return pyarrow


def _parquet(path: Path) -> Any:
    try:
        from pyarrow import parquet
    except ImportError as error:
        raise UnusableError([Problem(Code.UNREADABLE, f"Parquet {_MISSING}", str(path))]) from error
    return parquet


class ParquetIn:
    """A Parquet file to be read. UnusableError where it is none, or where it breaks off."""

    def __init__(self, path: Path) -> None:
        parquet = _parquet(path)
        self.path = path
        try:
            self._file = parquet.ParquetFile(path)
        except OSError as error:  # Arrow's own errors of a file are OSErrors or ValueErrors
            raise UnusableError([unread(error, path) if error.errno else self._broken(error)]) from error
        except ValueError as error:
            raise UnusableError([self._broken(error)]) from error
        self.schema = self._file.schema_arrow
        self.rows: int = self._file.metadata.num_rows

    def batches(self, size: int) -> Iterator[Any]:
        """Its rows as record batches of at most this size."""
        try:
            yield from self._file.iter_batches(batch_size=size)
        except (OSError, ValueError) as error:
            raise UnusableError([self._broken(error)]) from error

    def _broken(self, error: Exception) -> Problem:
        why = str(error).partition("\n")[0][:200]
        return Problem(Code.UNREADABLE, f"is no Parquet file that can be read: {why}", str(self.path))


def write_parquet(path: Path, schema: Any, batches: Iterable[Any]) -> None:
    """Write a Parquet file, a row group for each batch. OSError where that cannot be."""
    with path.open("wb") as sink, _parquet(path).ParquetWriter(sink, schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(batch)
