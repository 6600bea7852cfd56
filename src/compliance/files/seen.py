"""Which names have been met, of any number of them: kept on disk, so that memory stays flat."""

import errno
import sqlite3


class Seen:
    """Names, each with the number under which it was met first. The file goes with the object."""

    def __init__(self) -> None:
        self._base = sqlite3.connect("", isolation_level=None)  # the system's temporary folder, and no name in it
        self._base.execute("PRAGMA journal_mode = OFF")
        self._base.execute("PRAGMA cache_size = -32000")  # 32 MB
        self._base.execute("CREATE TABLE seen (name TEXT PRIMARY KEY, number INTEGER) WITHOUT ROWID")
        self._base.execute("BEGIN")

    def before(self, name: str, number: int) -> int | None:
        """The number under which the name was met before; None where this is the first time, which is kept.

        OSError where there is no room for it.
        """
        try:
            added = self._base.execute("INSERT OR IGNORE INTO seen VALUES (?, ?)", (name, number)).rowcount
        except sqlite3.OperationalError as error:
            raise OSError(errno.ENOSPC, f"no room for the ids of all rows: {error}") from error
        if added:
            return None
        (first,) = self._base.execute("SELECT number FROM seen WHERE name = ?", (name,)).fetchone()
        return int(first)

    def close(self) -> None:
        """Remove what was kept."""
        self._base.close()
