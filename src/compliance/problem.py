"""Errors in the user's files, as values: collected, and all shown at once."""

import re
from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import NamedTuple


class Code(StrEnum):
    """What can be wrong with a case or a rulebook. The codes are stable; programs may switch on them."""

    UNREADABLE = "unreadable"
    TOO_LARGE = "too-large"
    NOT_UTF8 = "not-utf-8"
    NOT_JSON = "not-json"
    NOT_TOML = "not-toml"
    ANOTHER_KIND = "another-kind"
    TOO_DEEP = "too-deep"
    DUPLICATE_KEY = "duplicate-key"
    UNKNOWN_KEY = "unknown-key"
    MISSING_KEY = "missing-key"
    WRONG_TYPE = "wrong-type"
    WRONG_VALUE = "wrong-value"
    UNKNOWN_ACTION = "unknown-action"
    UNKNOWN_FIELD = "unknown-field"
    UNKNOWN_SOURCE = "unknown-source"
    UNKNOWN_ID = "unknown-id"
    UNKNOWN_CASE = "unknown-case"
    UNKNOWN_PROVISION = "unknown-provision"
    UNKNOWN_READING = "unknown-reading"
    UNKNOWN_GOAL = "unknown-goal"
    DUPLICATE_ID = "duplicate-id"
    BAD_RANGE = "bad-range"
    BAD_SPAN = "bad-span"
    OVERLAP = "overlap"
    CIRCULAR = "circular"
    TOO_EARLY = "too-early"
    NO_PARENT = "no-parent"
    VERSIONS_OVERLAP = "versions-overlap"
    VERSION_GAP = "version-gap"
    NO_MATTER = "no-matter"
    NO_LADDER = "no-ladder"
    OPEN_QUESTION = "open-question"
    UNKNOWN_QUESTION = "unknown-question"
    UNSET_PARAMETER = "unset-parameter"
    BAD_TEST = "bad-test"


class Problem(NamedTuple):
    """One thing wrong in one place. `place` is a path into the file, such as `$.actions[2].type`."""

    code: Code
    message: str
    file: str = ""
    place: str = ""

    def __str__(self) -> str:
        where = ": ".join(part for part in (self.file, self.place) if part)
        line = f"{where}: {self.message} [{self.code}]" if where else f"{self.message} [{self.code}]"
        return "".join(letter if letter.isprintable() else " " for letter in line)  # one problem, one line

    def within(self, file: str) -> "Problem":
        """The same problem, said of this file unless it already names one."""
        return self if self.file else self._replace(file=file)


class UnusableError(Exception):
    """A case or rulebook that cannot be used, with every problem that was found."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


def named_like(word: str, known: Iterable[str]) -> str:
    """A suggestion by the words of a name, where letters suggest none: those that share the most word stems.

    >>> named_like("camps.releases", ["political_prisoners.released.camps", "society.free_travel"])
    '; did you mean `political_prisoners.released.camps`?'
    """
    if hint := did_you_mean(word, known):
        return hint
    stems = {_stem(each) for each in _WORDS.split(word.casefold()) if len(each) >= _STEM}
    shared = {name: len(stems & {_stem(each) for each in _WORDS.split(name)}) for name in known}
    most = max(shared.values(), default=0)
    if not most:
        return ""
    return _offered(sorted(name for name, count in shared.items() if count == most)[:_MOST_SHOWN])


_WORDS = re.compile(r"[^a-z0-9]+")
_STEM = 4  # letters by which words are of one family: `camp` and `camps`, `rele` and `released`


def _stem(word: str) -> str:
    return word[: max(_STEM, min(len(word) - 2, 6))]


_NEAR = 80  # of 100: the letters that two words share, in order, among the letters of both
_MOST_LETTERS, _MOST_NAMES = 80, 1_000  # there are fewer fields, and the record has fewer sources
_BEGINNING, _MOST_SHOWN = 5, 3  # letters of a name that tell it, and how many names are offered


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A suggestion to append to a message, or nothing; never the word itself. Of a beginning, the names that go on.

    >>> did_you_mean("record-2026", ["record-2026-03-15", "record-2026-06-30", "everything"])
    '; did you mean `record-2026-03-15` or `record-2026-06-30`?'
    >>> did_you_mean("relase_prisoners", ["release_prisoners", "detain"])
    '; did you mean `release_prisoners`?'
    """
    # Where nothing is mistyped, nobody waits for these.
    from rapidfuzz import fuzz, process
    from rapidfuzz.distance import Prefix

    listed = known if isinstance(known, Collection) else tuple(known)
    if len(word) > _MOST_LETTERS or len(listed) > _MOST_NAMES:
        return ""
    # Short words are those of which a file can hold the most, and few names are as short: the rest is not compared.
    names = [name for name in listed if 2 * len(name) <= 3 * len(word) and 2 * len(word) <= 3 * len(name)]
    near = process.extract(word, names, scorer=fuzz.ratio, score_cutoff=_NEAR, limit=None)
    alike = [(score, Prefix.similarity(word, name), name) for name, score, _ in near]
    close = max(alike)[-1] if alike else word
    if close != word:
        return f"; did you mean `{close}`?"
    begun = sorted(name for name in listed if name.startswith(word)) if len(word) >= _BEGINNING and not alike else []
    if not begun:
        return ""
    return _offered(begun[:_MOST_SHOWN])


def _offered(names: list[str]) -> str:
    *most, last = (f"`{name}`" for name in names)
    return f"; did you mean {', '.join(most)}{' or ' if most else ''}{last}?"
