"""A file that others change too: nothing is lost, nothing is half written, and all but its text stays as it is."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from compliance.files import save
from compliance.files.save import rewrite
from compliance.problem import Code, UnusableError

both_locks = pytest.mark.parametrize("has_locks", [save.HAS_LOCKS, False], ids=["of the system", "beside"])


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "case.json"
    path.write_text("0\n")
    return path


def one_more(text: str) -> str:
    return f"{int(text) + 1}\n"


def refusal(path: Path, changed: Callable[[str], str] = one_more) -> str:
    with pytest.raises(UnusableError) as caught:
        rewrite(path, changed)
    (problem,) = caught.value.problems
    assert problem.code is Code.UNREADABLE
    return problem.message


@both_locks
def test_of_many_who_write_at_once_each_is_heard(has_locks: bool, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(save, "HAS_LOCKS", has_locks)
    writers = [threading.Thread(target=rewrite, args=(file, one_more)) for _ in range(20)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert file.read_text() == "20\n"
    assert list(file.parent.iterdir()) == [file]


def test_processes_that_write_at_once_are_all_heard(file: Path) -> None:
    code = "import sys; from pathlib import Path; from compliance.files.save import rewrite\n"
    code += "for _ in range(20): rewrite(Path(sys.argv[1]), lambda text: f'{int(text) + 1}\\n')"
    writers = [subprocess.Popen([sys.executable, "-c", code, str(file)]) for _ in range(2)]
    assert [writer.wait() for writer in writers] == [0, 0]
    assert file.read_text() == "40\n"


@both_locks
def test_a_file_that_another_holds_is_refused_after_some_seconds(
    has_locks: bool, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(save, "HAS_LOCKS", has_locks)
    with save.locked(file):
        monkeypatch.setattr(save, "MOST_SECONDS", 0.05)
        assert "another has held it" in refusal(file)
    rewrite(file, one_more)


def test_what_somebody_without_a_lock_wrote_meanwhile_is_changed_anew(file: Path) -> None:
    seen = []

    def changed(text: str) -> str:
        seen.append(text)
        if len(seen) == 1:
            file.write_text("10\n")
        return one_more(text)

    rewrite(file, changed)
    assert seen == ["0\n", "10\n"]
    assert file.read_text() == "11\n"


def test_a_file_that_is_changed_again_and_again_is_refused(file: Path) -> None:
    def changed(text: str) -> str:
        file.write_text(one_more(one_more(text)))
        return one_more(text)

    assert refusal(file, changed) == "cannot be written: others are writing it"
    assert file.read_text() == f"{2 * save.MOST_TRIES}\n"
    assert list(file.parent.iterdir()) == [file]


def gone(file: Path) -> None:
    file.unlink()


def a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize(
    ("meanwhile", "said"), [(gone, "cannot be written: no such file or directory"), (a_folder, "is a directory")]
)
def test_a_file_that_is_no_longer_one_is_refused(meanwhile: Callable[[Path], None], said: str, file: Path) -> None:
    def changed(text: str) -> str:
        meanwhile(file)
        return one_more(text)

    assert said in refusal(file, changed) or refusal(file, changed) == "is not a regular file"
    assert not file.is_file()


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path) == "is not a regular file"
    assert refusal(tmp_path / "none.json") == "cannot be written: no such file or directory"


def test_a_read_only_file_is_refused_even_to_root(file: Path) -> None:
    file.chmod(0o444)
    assert refusal(file) == "cannot be written: is read-only"
    assert list(file.parent.iterdir()) == [file]


def test_a_text_that_is_refused_is_not_written(file: Path) -> None:
    def refused(text: str) -> str:
        raise UnusableError([])

    with pytest.raises(UnusableError):
        rewrite(file, refused)
    assert file.read_text() == "0\n"


def test_mode_and_links_of_both_kinds_stay(file: Path) -> None:
    file.chmod(0o660)
    soft, hard = file.with_name("soft.json"), file.with_name("hard.json")
    soft.symlink_to("case.json")
    hard.hardlink_to(file)
    rewrite(soft, one_more)
    assert soft.is_symlink()
    assert file.samefile(hard)
    assert hard.read_text() == "1\n"
    assert file.stat().st_mode & 0o777 == 0o660


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root gives files away")
def test_owner_and_group_stay(file: Path) -> None:
    os.chown(file, 1000, 1001)
    rewrite(file, one_more)
    assert (file.stat().st_uid, file.stat().st_gid, file.read_text()) == (1000, 1001, "1\n")


def test_where_the_owner_could_not_be_kept_the_file_itself_is_written(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = file.stat().st_ino
    monkeypatch.setattr(save, "_made_alike", lambda *_: False)
    rewrite(file, lambda text: "a much longer text\n")
    rewrite(file, lambda text: "short\n")
    assert (file.stat().st_ino, file.read_text()) == (number, "short\n")
