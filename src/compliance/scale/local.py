"""The engine of one machine: chunks judged in this process, or in several."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Generator, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing.connection import wait as until_one_of

from .chunk import Chunk, Part, judged_chunk
from .options import Options


class StoppedError(Exception):
    """The batch cannot go on now, and can be gone on with later; the text says why."""


def locally(options: Options, chunks: Iterable[Chunk], workers: int) -> Generator[Part, None, None]:
    """The parts in any order; with one worker in this process. StoppedError where a process was ended.

    No more chunks are held than twice the workers.
    """
    if workers == 1:
        yield from (judged_chunk(options, chunk) for chunk in chunks)
        return
    pool = ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"), initializer=_begin)
    waiting: set[Future[Part]] = set()
    try:
        for chunk in chunks:
            waiting.add(pool.submit(judged_chunk, options, chunk))
            if len(waiting) == 2 * workers:
                done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        while waiting:
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in done)
    except BrokenProcessPool as error:
        message = "a process that judged was ended from outside, as where memory runs out (fewer --workers need less)"
        raise StoppedError(message) from error
    finally:
        _end(pool)


def _begin() -> None:
    """An interruption is the first process's to mind; where that is killed, no other is left behind."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_leave_after, args=(parent.sentinel,), daemon=True).start()


def _leave_after(sentinel: int) -> None:
    until_one_of([sentinel])
    os._exit(1)


def _end(pool: ProcessPoolExecutor) -> None:
    for process in list((pool._processes or {}).values()):  # the library has no public way to end a call
        with suppress(ProcessLookupError):
            process.kill()
    pool.shutdown(wait=True, cancel_futures=True)  # soon, for nothing runs any more
