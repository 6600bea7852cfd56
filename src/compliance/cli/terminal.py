"""What is known of the terminal: its columns, whether to colour, what one line takes; and what is not meant for one."""

import os
import shlex
import shutil
import subprocess
import sys
from contextlib import suppress


def one_line(text: str, most: int = 1_000) -> str:
    """The text as one line that any terminal can take, and not for ever."""
    safe = "".join(letter if letter.isprintable() else " " for letter in text)
    return safe if len(safe) <= most else f"{safe[: most - 1]}…"


def for_machines(text: str) -> None:
    """Print what programs read: UTF-8 with LF, whatever the encoding and the line ends of a terminal or pipe are."""
    if sys.stdout is not None:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
        sys.stdout.buffer.flush()


def is_terminal() -> bool:
    """Whether standard output is a terminal; a closed one is none."""
    return sys.stdout is not None and sys.stdout.isatty()


def in_pager(text: str) -> bool:
    """Show the text in the terminal's pager (`PAGER`, else `less`); False where there is no terminal or no pager."""
    if not is_terminal() or sys.stdin is None or not sys.stdin.isatty():
        return False
    command = shlex.split(os.environ.get("PAGER", "less"))
    if not command or shutil.which(command[0]) is None:
        return False
    with suppress(BrokenPipeError):  # whoever quits before the end has read enough
        subprocess.run(command, input=text.encode("utf-8", "replace"), env={"LESS": "FRX"} | os.environ, check=False)
    return True


def has_unicode() -> bool:
    """Whether standard output takes letters beyond those of its own country."""
    encoding = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "")
    return encoding.startswith("utf")


def columns() -> int:
    """The terminal's columns, or `COLUMNS`; 80 where there is neither, never under 40."""
    known = is_terminal() or "COLUMNS" in os.environ
    try:
        wide = shutil.get_terminal_size((80, 24)).columns if known else 80
    except (OverflowError, ValueError):
        wide = 80
    return min(max(wide, 40), 400)


def colour() -> bool:
    """Whether to colour: on a terminal that can, unless `NO_COLOR` is set."""
    return is_terminal() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
