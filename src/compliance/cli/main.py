"""The entry point of the command line; the commands register themselves on import."""

import io
import sys

from . import evaluate as _evaluate
from . import show as _show
from .shared import app


def run() -> None:
    """Run the command, with output that any terminal can take."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        app()
    except OSError as error:  # a full disk, a closed pipe: nobody reads on
        sys.stderr.write(f"compliance: cannot write: {error.strerror}\n")
        raise SystemExit(1) from None


__all__ = ["_evaluate", "_show", "app", "run"]
