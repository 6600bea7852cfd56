"""What a command says on standard error, one line a problem, so that a test can name it whole."""

import re

_PROBLEM = re.compile(r"error\[(?P<code>[a-z0-9-]+)\]: (?P<message>.*)")


def told(stderr: str) -> str:
    """Each problem as `file: place: message; help [code]`; excerpts of files left out, other lines as they are."""
    lines: list[tuple[str, str, list[str]]] = []
    other: list[str] = []
    for line in stderr.splitlines():
        if found := _PROBLEM.fullmatch(line):
            lines.append((found["code"], found["message"], ["", ""]))
        elif lines and line.startswith("  in "):
            lines[-1][2][0] = f"{line.removeprefix('  in ')}: "
        elif lines and line.startswith("  help: "):
            lines[-1][2][1] = f"; {line.removeprefix('  help: ')}"
        elif not (lines and line.startswith("  ")):
            other.append(line)
    return "\n".join([*(f"{where}{message}{hint} [{code}]" for code, message, (where, hint) in lines), *other])
