"""What is known of the terminal: its columns, whether to colour, what one line takes; and what is not meant for one."""

import os
import shutil
import sys


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
