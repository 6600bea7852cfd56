"""The entry point of the command line; the commands register themselves on import."""

import gc
import io
import sys

from . import add as _add
from . import agenda as _agenda
from . import evaluate as _evaluate
from . import history as _history
from . import record as _record
from . import show as _show
from . import timeline as _timeline
from .shared import app

# A tenth of a short run went into looking for garbage where there is none.
_ALLOCATIONS = 100_000


def run() -> None:
    """Run the command, with output that any terminal can take."""
    gc.freeze()
    gc.set_threshold(_ALLOCATIONS)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        app()
    except OSError as error:  # a full disk, a closed pipe: nobody reads on
        sys.stderr.write(f"compliance: cannot write: {error.strerror}\n")
        raise SystemExit(1) from None


__all__ = ["_add", "_agenda", "_evaluate", "_history", "_record", "_show", "_timeline", "app", "run"]
