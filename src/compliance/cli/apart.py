"""Files that a command is to write: none that it also reads, and none twice."""

import os
from collections.abc import Iterator, Sequence

from ..problem import Code, Problem

_WRITING = ("--output", "--save", "--receipt", "--draws", "--picture")


def written_over(words: Sequence[str]) -> list[Problem]:
    """A problem for every file that a command line names to be written and names again.

    >>> [problem.message for problem in written_over(["evaluate", "a.json", "-o", "./a.json"])]
    ['is named twice, and one would be written over the other']
    >>> written_over(["evaluate", "record", "--reading", "strict", "-o", "record"])
    []
    """
    every = list(_named(words))
    found = []
    for name in dict.fromkeys(name for name, writes in every if writes and name != "-"):
        # A word that is no path is a packaged case, a reading or a goal, unless there is such a file.
        a_path = bool(set(name) & {".", os.sep}) or os.path.exists(name)
        same = [writes for other, writes in every if os.path.realpath(other) == os.path.realpath(name)]
        if (len(same) if a_path else sum(same)) > 1:
            found.append(Problem(Code.UNREADABLE, "is named twice, and one would be written over the other", name))
    return found


def _named(words: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """What is named on a command line, and whether it is to be written."""
    writes = False
    for word in words:
        option, equals, value = word.partition("=")
        if option in _WRITING and equals:
            yield value, True
        elif word.startswith("-o") and len(word) > 2:
            yield word[2:], True
        elif word in (*_WRITING, "-o"):
            writes = True
            continue
        else:
            yield (value if equals and option.startswith("--") else word), writes
        writes = False


__all__ = ["written_over"]
