"""Judging in processes of its own: what takes too long is ended with its process alone, and only so many wait."""

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
_PATIENCE = 2  # times the seconds of a judgement: so long one waits for its turn


class BusyError(Exception):
    """More is waiting than can be served, or its turn did not come; it may be asked again."""


class TooSlowError(Exception):
    """It took longer than is given to one request."""


def _warm() -> None:
    """Read the rules and the record, so that the first request finds them; an interruption is the server's to mind."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from .pages import answer

    answer("/board", (("case", "record"),))


class _Worker:
    """One process with the rules and the record: what it does can be ended with it, and nothing else is."""

    def __init__(self) -> None:
        self.pool = ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"), initializer=_warm)
        self.ready = self.pool.submit(os.getpid)  # done when the rules are read: a judgement's time begins after it

    def end(self, *, wait: bool) -> None:
        """End it, whatever it does; who serves others does not wait for that."""
        for process in list((self.pool._processes or {}).values()):  # the library has no public way to end a call
            with suppress(ProcessLookupError):
                process.kill()
        self.pool.shutdown(wait=wait, cancel_futures=True)


class Workers:
    """Some processes, each with the rules and the record; `most` requests wait or run at a time."""

    def __init__(self, count: int, seconds: float, most: int) -> None:
        self.count, self.seconds, self.most = count, seconds, most
        self.patience = _PATIENCE * seconds
        self._waiting = 0
        self._all: set[_Worker] = set()
        self._free: asyncio.Queue[_Worker] = asyncio.Queue()

    def start(self) -> None:
        """Start the processes."""
        self._free = asyncio.Queue()
        for _ in range(self.count):
            self._add()

    def _add(self) -> None:
        worker = _Worker()
        self._all.add(worker)
        self._free.put_nowait(worker)

    def stop(self) -> None:
        """End the processes, whatever they do."""
        ended, self._all = self._all, set()
        for worker in ended:
            worker.end(wait=True)

    async def run(self, call: Callable[P, R], *arguments: P.args, **named: P.kwargs) -> R:
        """What the call returns. BusyError, TooSlowError."""
        if self._waiting >= self.most:
            raise BusyError
        if not self._all:
            self.start()
        self._waiting += 1
        try:
            worker = await self._next()
            return await self._by(worker, call, arguments, named)
        finally:
            self._waiting -= 1

    async def _next(self) -> _Worker:
        """A worker that is free; the one who waits longest has the first."""
        try:
            async with asyncio.timeout(self.patience):
                return await self._free.get()
        except TimeoutError:
            raise BusyError from None

    async def _by(
        self, worker: _Worker, call: Callable[..., R], arguments: tuple[object, ...], named: dict[str, object]
    ) -> R:
        sound = False
        try:
            await asyncio.wrap_future(worker.ready)
            future = asyncio.wrap_future(worker.pool.submit(_call, call, arguments, named))
            done, _ = await asyncio.wait({future}, timeout=self.seconds)
            if not done:
                future.cancel()  # nobody looks at what comes of it when its process is ended
                raise TooSlowError
            sound = not isinstance(future.exception(), BrokenProcessPool)
            return future.result()
        except BrokenProcessPool:
            raise BusyError from None  # the process was ended from without: it may be asked again
        finally:
            self._back(worker, sound=sound)

    def _back(self, worker: _Worker, *, sound: bool) -> None:
        """The worker is free again; another is in its place where it still works, or works no more."""
        if worker not in self._all:  # all were stopped meanwhile
            return
        if sound:
            self._free.put_nowait(worker)
            return
        self._all.remove(worker)
        worker.end(wait=False)
        self._add()


def _call(call: Callable[..., R], arguments: tuple[object, ...], named: dict[str, object]) -> R:
    return call(*arguments, **named)
