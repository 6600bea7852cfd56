"""The entry point of the console script: it minds interruptions before the rest, which takes its time, is imported."""

import os
import signal
import sys

INTERRUPTED = 130
_seen: list[int] = []


def run() -> None:
    """Run the command; whoever interrupts it gets exit 130 and not a word, from the first instant."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # else somebody wants it ignored, as nohup does
        signal.signal(signal.SIGINT, _leave)
    from . import app

    app.run()


def mind_interruptions() -> None:
    """From here on an interruption is raised, so that what is half done is cleared away; the next one ends at once."""
    if signal.getsignal(signal.SIGINT) in (_leave, signal.default_int_handler):
        signal.signal(signal.SIGINT, _raise)
        sys.unraisablehook = _unraisable


def was_interrupted() -> bool:
    """Whether there was one, though a library may have caught what it raised."""
    return bool(_seen)


def let_nothing_interrupt() -> None:
    """The answer is out: what is left is the end of the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _leave(number: int, frame: object) -> None:
    os._exit(INTERRUPTED)


def _raise(number: int, frame: object) -> None:
    _seen.append(number)
    signal.signal(signal.SIGINT, _leave)
    raise KeyboardInterrupt


def _unraisable(unraisable: "sys.UnraisableHookArgs") -> None:
    if isinstance(unraisable.exc_value, KeyboardInterrupt):
        os._exit(INTERRUPTED)
    sys.__unraisablehook__(unraisable)
