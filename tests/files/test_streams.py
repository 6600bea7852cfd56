"""Files of any size, read and written as streams: what cannot be is said, and nothing half is left."""

import json
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from compliance.files.columnar import ParquetIn, write_parquet
from compliance.files.lines import Line, lines
from compliance.files.parse import MAX_BYTES
from compliance.files.parts import Parts, taking_the_place_of, text_at
from compliance.files.seen import Seen
from compliance.problem import UnusableError

FULL = Path("/dev/full")
needs_full = pytest.mark.skipif(not FULL.exists(), reason="there is no full disk here")


def test_lines_have_their_numbers_and_lose_their_ends(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"one\r\n\ntwo\rthree\nlast")
    assert list(lines(path)) == [Line(1, b"one"), Line(2, b""), Line(3, b"two\rthree"), Line(4, b"last")]


@pytest.mark.parametrize(("length", "cut"), [(MAX_BYTES, False), (MAX_BYTES + 1, True), (3 * MAX_BYTES, True)])
def test_a_line_over_the_most_is_cut_and_the_next_is_whole(length: int, cut: bool, tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"x" * length + b"\nnext\n")
    long, after = lines(path)
    assert (long.cut, len(long.data)) == (cut, 100 if cut else length)
    assert after == Line(2, b"next")


def test_a_part_is_there_once_all_of_it_is_written(tmp_path: Path) -> None:
    parts = Parts(tmp_path / "out.jsonl")

    def breaking_off() -> Iterator[str]:
        yield "{}"
        raise OSError("no room")

    with parts.opened({"input": "a"}):
        with pytest.raises(OSError, match="no room"):
            parts.write(0, {}, breaking_off())
        assert not parts.has(0)
        parts.write(0, {"record": "1"}, ["{}", '{"a": "\N{SNOWMAN}"}'])
        assert parts.has(0)
        assert list(parts.heads()) == [{"record": "1"}]
        assert [json.loads(row) for row in parts.rows(0)] == [{}, {"a": "\N{SNOWMAN}"}]
    assert sorted(path.name for path in parts.folder.iterdir()) == ["00000000.part", "manifest"]


def test_a_manifest_that_is_none_is_that_of_another_batch(tmp_path: Path) -> None:
    parts = Parts(tmp_path / "out.jsonl")
    parts.folder.mkdir()
    (parts.folder / "manifest").write_text("[")
    with pytest.raises(UnusableError, match="remove the folder to begin anew"), parts.opened({"input": "a"}):
        pass


def test_a_file_keeps_what_it_says_until_the_new_one_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_text("old")

    def breaking_off() -> None:
        with taking_the_place_of(path) as beside:
            beside.write_text("half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        breaking_off()
    assert path.read_text() == "old"
    with taking_the_place_of(path) as beside, text_at(beside) as stream:
        stream.write("new\n")
    assert (path.read_text(), [each.name for each in tmp_path.iterdir()]) == ("new\n", ["out"])


@needs_full
def test_a_table_that_does_not_fit_is_an_error_of_the_system() -> None:
    batch = pa.RecordBatch.from_pydict({"a": [str(number) for number in range(1_000)]})
    with pytest.raises(OSError, match="No space left on device"):
        write_parquet(FULL, batch.schema, [batch])


def test_a_table_is_read_in_batches_of_at_most_the_size(tmp_path: Path) -> None:
    batch = pa.RecordBatch.from_pydict({"a": list(range(10))})
    write_parquet(tmp_path / "a.parquet", batch.schema, [batch, batch])
    table = ParquetIn(tmp_path / "a.parquet")
    read = list(table.batches(4))
    assert table.rows == 20
    assert max(each.num_rows for each in read) <= 4
    assert [value for each in read for value in each.column("a").to_pylist()] == [*range(10)] * 2


def test_a_name_that_was_met_is_known_with_its_first_number() -> None:
    seen = Seen()
    assert [seen.before(name, number) for number, name in enumerate("abab", 1)] == [None, None, 1, 2]
    seen.close()
