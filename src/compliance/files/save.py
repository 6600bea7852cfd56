"""Change a file that others may be changing: all of it or nothing, and nothing of theirs is lost."""

import os
import shutil
import stat
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..problem import Code, Problem, UnusableError
from .parse import decode, read_bytes

try:
    import fcntl

    HAS_LOCKS = True
except ImportError:  # Windows
    HAS_LOCKS = False

MOST_SECONDS = 10.0  # for which a file is waited for
MOST_TRIES = 5


def rewrite(path: Path, changed: Callable[[str], str]) -> None:
    """Put the changed text in the place of a file's text. UnusableError, and nothing is written, where that cannot be.

    The file is locked meanwhile; where somebody who knows no lock changes it, it is read and changed anew. It keeps its
    owner, group and mode, and every link to it stays one. `changed` raises UnusableError for a text that it refuses.
    """
    try:
        with locked(path):
            for _ in range(MOST_TRIES):
                data = read_bytes(path, str(path))
                decode(data, str(path))
                if _replaced(path, data, changed(data.decode("utf-8")).encode("utf-8")):
                    return
    except OSError as error:
        reason = (error.strerror or "an error of the system").lower()
        raise UnusableError([Problem(Code.UNREADABLE, f"cannot be written: {reason}", str(path))]) from error
    raise UnusableError([Problem(Code.UNREADABLE, "cannot be written: others are writing it", str(path))])


def create(path: Path, text: str) -> None:
    """Write a new file of this text, UTF-8 with LF. UnusableError where it cannot be, or is there already."""
    try:
        with path.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
    except FileExistsError as error:
        problem = Problem(Code.UNREADABLE, "is there already, and nothing is written over", str(path))
        raise UnusableError([problem]) from error
    except OSError as error:
        reason = (error.strerror or "an error of the system").lower()
        raise UnusableError([Problem(Code.UNREADABLE, f"cannot be written: {reason}", str(path))]) from error


def new_folder(path: Path) -> None:
    """Make a folder for new files. UnusableError where something is in it, or where it cannot be made."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        full = next(path.iterdir(), None) is not None
    except OSError as error:
        reason = (error.strerror or "an error of the system").lower()
        raise UnusableError([Problem(Code.UNREADABLE, f"cannot be made: {reason}", str(path))]) from error
    if full:
        raise UnusableError([Problem(Code.UNREADABLE, "is not empty, and nothing is written over", str(path))])


@contextmanager
def whole_folder(path: Path) -> Iterator[Path]:
    """A folder to be filled; it becomes this new one once all is in it, and nothing is left if something fails.

    UnusableError where something is in the folder already, or where it cannot be made or filled.
    """
    new_folder(path)
    try:
        beside = Path(tempfile.mkdtemp(prefix=f".{path.name}-", dir=path.absolute().parent))
        try:
            yield beside
            beside.chmod(0o777 & ~_mask())
            path.rmdir()
            beside.rename(path)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as error:
        reason = (error.strerror or str(error) or "an error of the system").lower()
        raise UnusableError([Problem(Code.UNREADABLE, f"cannot be written: {reason}", str(path))]) from error


def _mask() -> int:
    """What of a new file's mode the system takes away."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def write(path: Path, text: str) -> None:
    """Write a file of this text, UTF-8 with LF, over what was there. UnusableError where it cannot be."""
    try:
        path.write_bytes(text.encode("utf-8", "replace"))
    except OSError as error:
        reason = (error.strerror or "an error of the system").lower()
        raise UnusableError([Problem(Code.UNREADABLE, f"cannot be written: {reason}", str(path))]) from error


def must_be_writable(path: Path) -> None:
    """UnusableError for a file that is there and is read-only; root is asked to respect that too."""
    if path.exists() and not (path.stat().st_mode & 0o222 and os.access(path, os.W_OK)):
        raise UnusableError([Problem(Code.UNREADABLE, "cannot be written: is read-only", str(path))])


def _replaced(path: Path, old: bytes, new: bytes) -> bool:
    """Whether the new bytes have taken the place of the old; not if these are no longer there."""
    target = Path(os.path.realpath(path))  # a link stays a link
    must_be_writable(path)
    known = target.stat()
    number, name = tempfile.mkstemp(prefix=f".{target.stem}-", suffix=".tmp", dir=target.parent)
    beside = Path(name)
    try:
        with os.fdopen(number, "wb") as stream:
            stream.write(new)
            stream.flush()
            os.fsync(stream.fileno())
        alike = _made_alike(beside, target, known)
        if read_bytes(path, str(path)) != old:
            return False
        if alike:
            beside.replace(target)
        else:  # to keep what cannot be given to another file
            _written_over(target, new)
    finally:
        beside.unlink(missing_ok=True)
    return True


def _made_alike(beside: Path, target: Path, known: os.stat_result) -> bool:
    """Whether the file can take the place of the other with nobody seeing but its text: owner, group, mode, links."""
    try:
        if hasattr(os, "chown") and (known.st_uid, known.st_gid) != (beside.stat().st_uid, beside.stat().st_gid):
            os.chown(beside, known.st_uid, known.st_gid)
    except PermissionError:
        return False
    shutil.copystat(target, beside)
    os.utime(beside)
    return known.st_nlink == 1


def _written_over(target: Path, new: bytes) -> None:
    with target.open("r+b") as stream:
        stream.write(new)
        stream.truncate()
        stream.flush()
        os.fsync(stream.fileno())


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Nobody else who asks for it has the file meanwhile."""
    with _lock_of_system(path) if HAS_LOCKS else _lock_beside(path):
        yield


@contextmanager
def _lock_of_system(path: Path) -> Iterator[None]:
    """The system's own lock of the file that is there once it is locked: another may have taken its place."""
    for _ in _tries(path):
        if not stat.S_ISREG(path.stat().st_mode):
            raise UnusableError([Problem(Code.UNREADABLE, "is not a regular file", str(path))])
        with path.open("rb") as stream:
            try:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            if os.path.samestat(os.fstat(stream.fileno()), path.stat()):
                yield
                return


@contextmanager
def _lock_beside(path: Path) -> Iterator[None]:
    """A file beside it that only one can make."""
    target = Path(os.path.realpath(path))
    lock = target.with_name(f".{target.name}.lock")
    for _ in _tries(lock):
        with suppress(FileExistsError):
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
            break
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def _tries(path: Path) -> Iterator[None]:
    """Again and again for some seconds; UnusableError after them."""
    end = time.monotonic() + MOST_SECONDS
    while time.monotonic() < end:
        yield
        time.sleep(0.01)
    message = f"cannot be written: another has held it for {MOST_SECONDS:.0f} seconds"
    raise UnusableError([Problem(Code.UNREADABLE, message, str(path))])
