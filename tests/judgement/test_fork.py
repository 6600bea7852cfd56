"""A process forked while another thread is in the second engine neither waits for that thread nor judges otherwise."""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from compliance import Assessment, judge, load_case
from compliance.judgement import durable
from compliance.judgement.production import nodes

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="this system does not fork"),
    pytest.mark.skipif(not durable.is_available(), reason="durable_rules is not installed here"),
    pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning"),  # it is what is tried here
]
CASES = ("record-2026-03-15", "suspension-and-termination", "everything")
READINGS = ("plain", "strict", "lenient")
SECONDS = 60  # a child that is not done by then hangs; it takes one or two


def judged() -> list[Assessment]:
    """Every case under every reading, by both engines, which must agree."""
    engines = ("specification", "durable_rules")
    return [judge(load_case(name), reading=reading, engines=engines) for name in CASES for reading in READINGS]


def ended(work: Callable[[], bool]) -> str:
    """How a forked child ends that does this work: `right`, `wrong`, `raised`, or `hung`."""
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(SECONDS)
        code = 2
        try:
            code = 0 if work() else 1
        finally:
            os._exit(code)  # never back into the tests
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return "hung" if os.WTERMSIG(status) == signal.SIGALRM else f"killed by signal {os.WTERMSIG(status)}"
    return ("right", "wrong", "raised")[os.WEXITSTATUS(status)]


@contextmanager
def beside(work: Callable[[threading.Event], None]) -> Iterator[None]:
    """While a thread does this work, until the event that it is given is set."""
    done = threading.Event()
    thread = threading.Thread(target=work, args=(done,))
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def test_a_child_does_not_wait_for_a_lock_that_a_thread_of_its_parent_held() -> None:
    held = threading.Event()

    def hold(done: threading.Event) -> None:
        with durable._LOCK:
            held.set()
            done.wait()

    expected = judged()
    with beside(hold):
        assert held.wait(SECONDS)
        assert ended(lambda: judged() == expected) == "right"


def test_a_case_that_a_thread_of_the_parent_was_telling_is_not_heard_in_the_child(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    expected = judged()
    finding = expected[0].result("termination")
    engine = durable.engine_for(nodes(finding))
    leaves = {leaf.path: leaf.status.value for leaf in finding.leaves()}
    parent, told, go_on = os.getpid(), threading.Event(), threading.Event()
    tell = engine._host.assert_fact

    def halfway(*fact: Any) -> Any:
        found = tell(*fact)
        if os.getpid() == parent:
            told.set()
            go_on.wait()
        return found

    def one_case(_done: threading.Event) -> None:
        monkeypatch.setattr(engine._host, "assert_fact", halfway)
        engine.run(leaves)

    with beside(one_case):
        try:
            assert told.wait(SECONDS)
            assert ended(lambda: judged() == expected) == "right"
        finally:
            go_on.set()
    assert judged() == expected  # the parent goes on where it was


def test_children_forked_while_threads_judge_judge_alike() -> None:
    expected = judged()

    def keep_judging(done: threading.Event) -> None:
        while not done.is_set():
            judged()

    with beside(keep_judging), beside(keep_judging):
        for _ in range(4):
            time.sleep(0.05)
            assert ended(lambda: judged() == expected) == "right"
