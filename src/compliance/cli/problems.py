"""Problems on standard error: the code, the place with the line that it is of, and what would mend it."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from rich.cells import cell_len

from ..files.members import located
from ..files.parse import MAX_BYTES, decode, read_bytes
from ..problem import Code, Problem, UnusableError
from .terminal import columns, one_line

_HELP = re.compile(r"; (did you mean .+|there are .+|`compliance .+|the most is .+)$", re.DOTALL)
_LINE = re.compile(r"line ([0-9]+), column ([0-9]+)")
_OF_TABLE = re.compile(r"\$\.(?:(?P<table>\w+)\[(?P<number>[0-9]+)\])?\.?(?P<key>\w*)")
_MOST_SHOWN = 20  # lines of files; whoever has more to mend sees the places


def told(problems: Iterable[Problem]) -> Iterator[str]:
    """The lines of all problems; a file that several are of is read once."""
    texts: dict[str, str | None] = {}
    for number, problem in enumerate(problems):
        message, _, hint = _HELP.sub(r"\n\1", problem.message).partition("\n")
        yield one_line(f"error[{problem.code}]: {message}", 10_000)
        where = ": ".join(filter(None, [problem.file, problem.place]))
        if where:
            yield one_line(f"  in {where}", 1_000)
        if number < _MOST_SHOWN and problem.file:
            if problem.file not in texts:
                texts[problem.file] = _text(problem.file)
            yield from _excerpt(texts[problem.file], problem)
        if hint:
            yield one_line(f"  help: {hint}", 1_000)


def _text(name: str) -> str | None:
    """What a file says; None of what is no file that can be read again."""
    try:
        path = Path(name)
        if not path.is_file() or path.stat().st_size > MAX_BYTES:
            return None
        return decode(read_bytes(path, name), name)
    except (OSError, ValueError, UnusableError):
        return None


def _excerpt(text: str | None, problem: Problem) -> Iterator[str]:
    """The line of a file that a problem is of, with a caret below what stands there."""
    spot = _spot(text, problem.place, problem.code is Code.UNKNOWN_KEY) if text else None
    if spot is None or text is None:
        return
    at, length = spot
    begin = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    line = text[begin : end if end >= 0 else len(text)].rstrip("\r")
    number, left, room = f"{text.count(chr(10), 0, at) + 1}", at - begin, max(columns() - 10, 20)
    cut = max(0, left - room // 2)
    shown = one_line(line[cut : cut + room], room)
    carets = max(1, min(length, len(shown) - (left - cut)))
    yield f"  {number:>4} | {shown}"
    yield f"       | {' ' * cell_len(shown[: left - cut])}{'^' * carets}"


def _spot(text: str, place: str, of_key: bool) -> tuple[int, int] | None:
    if found := _LINE.search(place):
        lines = text.split("\n")
        line, column = int(found[1]), int(found[2])
        return (sum(len(each) + 1 for each in lines[: line - 1]) + column - 1, 1) if line <= len(lines) else None
    if not text.lstrip().startswith("{"):
        return _spot_in_toml(text, place)
    try:
        span = located(text, place, key=of_key)
    except (ValueError, IndexError, RecursionError):  # the text is no JSON
        return None
    return None if span is None else (span[0], len(text[span[0] : span[1]].partition("\n")[0]))


def _spot_in_toml(text: str, place: str) -> tuple[int, int] | None:
    """Where a key stands, of the whole file or of a table in a list of them; else where that table begins."""
    found = _OF_TABLE.match(place)
    if found is None:
        return None
    name, number, key = found["table"] or "", int(found["number"] or 0), found["key"] or ""
    heads = list(re.finditer(r"^[ \t]*\[.*$", text, re.MULTILINE))
    own = [head for head in heads if re.match(rf"[ \t]*\[\[[ \t]*{re.escape(name)}[ \t]*\]\]", head[0])] if name else []
    if name and number >= len(own):
        return None
    begin = own[number].start() if name else 0
    end = next((head.start() for head in heads if head.start() > begin), len(text))
    at = re.search(rf"^[ \t]*({re.escape(key)})[ \t]*=.*$", text[begin:end], re.MULTILINE) if key else None
    if at is None:
        return (begin, len(own[number][0])) if name else None
    return begin + at.start(1), at.end() - at.start(1)
