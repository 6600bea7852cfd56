"""The entry point of the command line; the commands register themselves on import."""

import sys

from . import evaluate as _evaluate
from . import show as _show
from .shared import app


def run() -> None:
    """Run the command, with output that any terminal can take."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    app()


__all__ = ["_evaluate", "_show", "app", "run"]
