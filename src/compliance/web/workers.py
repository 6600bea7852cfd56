"""Judging in processes of its own: what takes too long is ended with its process, and only so many wait."""

import asyncio
import multiprocessing
import os
import signal
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class BusyError(Exception):
    """More is waiting than can be served."""


class TooSlowError(Exception):
    """It took longer than is given to one request."""


def _warm() -> None:
    """Read the rules and the record, so that the first request finds them; an interruption is the server's to mind."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from .pages import answer

    answer("/board", (("case", "record"),))


class Workers:
    """Some processes, each with the rules and the record; `most` requests wait or run at a time."""

    def __init__(self, count: int, seconds: float, most: int) -> None:
        self.count, self.seconds, self.most = count, seconds, most
        self._waiting = 0
        self._pool: ProcessPoolExecutor | None = None

    def start(self) -> None:
        """Start the processes."""
        self._pool = self._new()

    def _new(self) -> ProcessPoolExecutor:
        pool = ProcessPoolExecutor(self.count, mp_context=multiprocessing.get_context("spawn"), initializer=_warm)
        for _ in range(self.count):
            pool.submit(os.getpid)
        return pool

    def stop(self) -> None:
        """End the processes, whatever they do."""
        if self._pool is not None:
            self._end(self._pool)
            self._pool = None

    async def run(self, call: Callable[P, R], *arguments: P.args, **named: P.kwargs) -> R:
        """What the call returns. BusyError, TooSlowError."""
        if self._waiting >= self.most:
            raise BusyError
        self._waiting += 1
        try:
            if self._pool is None:
                self._pool = self._new()
            pool = self._pool
            loop = asyncio.get_running_loop()
            future = loop.run_in_executor(pool, _call, call, arguments, named)
            try:
                return await asyncio.wait_for(future, self.seconds)
            except TimeoutError:
                self._replace(pool)
                raise TooSlowError from None
            except BrokenProcessPool:
                self._replace(pool)
                raise BusyError from None  # another's request was ended, and this one with it: it may be asked again
        finally:
            self._waiting -= 1

    def _replace(self, pool: ProcessPoolExecutor) -> None:
        """New processes in the place of these, unless that was done already."""
        if self._pool is pool:
            self._pool = self._new()
        self._end(pool)

    @staticmethod
    def _end(pool: ProcessPoolExecutor) -> None:
        for process in list((pool._processes or {}).values()):  # the library has no public way to end a call
            with suppress(ProcessLookupError):
                process.kill()
        pool.shutdown(wait=True, cancel_futures=True)  # soon, for nothing runs any more


def _call(call: Callable[..., R], arguments: tuple[object, ...], named: dict[str, object]) -> R:
    return call(*arguments, **named)
