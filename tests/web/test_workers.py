"""Judging in processes: what takes too long is ended alone, and what waits is answered."""

import asyncio
import os
import time

import pytest

from compliance.web.app import Settings, create_app
from compliance.web.workers import BusyError, TooSlowError, Workers

pytestmark = pytest.mark.xdist_group("server")


def dies() -> None:
    os._exit(1)


def wrong() -> None:
    raise ValueError("of its own")


async def all_of(workers: Workers, seconds: list[float]) -> list[object]:
    """What comes of each, asked at once of processes that have read the rules."""
    given, workers.seconds = workers.seconds, 60
    try:
        await asyncio.gather(*(workers.run(time.sleep, 0.2) for _ in range(workers.count)))
        workers.seconds = given
        return await asyncio.gather(*(workers.run(time.sleep, each) for each in seconds), return_exceptions=True)
    finally:
        workers.stop()


def kinds(found: list[object]) -> list[object]:
    return [type(each) if isinstance(each, BaseException) else each for each in found]


def test_a_request_that_takes_too_long_is_ended_and_the_next_is_answered() -> None:
    async def tried() -> None:
        workers = Workers(1, 60, 4)
        try:
            await workers.run(time.sleep, 0.01)
            workers.seconds = 0.2
            with pytest.raises(TooSlowError):
                await workers.run(time.sleep, 60)
            workers.seconds = 60
            await workers.run(time.sleep, 0.02)
        finally:
            workers.stop()

    asyncio.run(tried())


def test_what_takes_too_long_ends_nothing_but_itself() -> None:
    workers = Workers(2, 2, 16)
    workers.patience = 60
    found = kinds(asyncio.run(all_of(workers, [60, 0.5, 0.4, 60, 0.5, 0.4])))
    assert found == [TooSlowError, None, None, TooSlowError, None, None]


def test_the_time_of_a_judgement_begins_when_its_turn_has_come() -> None:
    workers = Workers(1, 1, 16)
    workers.patience = 60
    assert asyncio.run(all_of(workers, [0.5] * 4)) == [None] * 4


def test_one_whose_turn_does_not_come_is_told_to_ask_again() -> None:
    workers = Workers(1, 60, 16)
    workers.patience = 1
    assert kinds(asyncio.run(all_of(workers, [4, 0.1]))) == [None, BusyError]


def test_more_than_can_wait_is_told_so_at_once() -> None:
    found = asyncio.run(all_of(Workers(1, 60, 2), [0.5] * 5))
    assert [each for each in found if not isinstance(each, BusyError)] == [None, None]


def test_a_process_that_dies_or_a_call_that_fails_costs_the_next_nothing() -> None:
    async def tried() -> list[object]:
        workers = Workers(1, 60, 8)
        try:
            calls = [workers.run(call) for call in (dies, wrong, os.getpid, os.getpid)]
            return await asyncio.gather(*calls, return_exceptions=True)
        finally:
            workers.stop()

    died, failed, one, other = asyncio.run(tried())
    assert isinstance(died, BusyError)
    assert isinstance(failed, ValueError)
    assert one == other


def test_one_who_goes_away_leaves_a_worker_to_the_next() -> None:
    async def tried() -> None:
        workers = Workers(1, 60, 8)
        try:
            gone = asyncio.create_task(workers.run(time.sleep, 60))
            await asyncio.sleep(0.1)
            gone.cancel()
            await workers.run(time.sleep, 0.01)
        finally:
            workers.stop()

    asyncio.run(tried())


@pytest.mark.parametrize(
    ("path", "accept", "kind"),
    [
        ("/board", "text/html", "text/html; charset=utf-8"),
        ("/board", "*/*", "application/problem+json"),
        ("/v1/fields", "text/html", "application/problem+json"),
    ],
)
def test_who_is_not_served_is_told_when_to_ask_again(path: str, accept: str, kind: str) -> None:
    from fastapi.testclient import TestClient

    client = TestClient(create_app(Settings(most=0)), base_url="http://localhost")
    found = client.get(path, headers={"Accept": accept})
    assert (found.status_code, found.headers["retry-after"], found.headers["content-type"]) == (503, "5", kind)
    assert found.headers["x-content-type-options"] == "nosniff"
