"""Threads of one process write one after the other, in the order in which they came."""

import threading
import time

import pytest
from support.serving import until

from jobsearch.store.sqlite.line import Line


def wait_in(line: Line, name: int, done: list[int]) -> threading.Thread:
    def take() -> None:
        with line.turn(10):
            done.append(name)

    before = line.waiting
    thread = threading.Thread(target=take)
    thread.start()
    until(lambda: line.waiting > before, "its place in the line")
    return thread


def test_the_first_come_first() -> None:
    line, done = Line(), list[int]()
    with line.turn(1):
        threads = [wait_in(line, name, done) for name in range(12)]
    for thread in threads:
        thread.join()
    assert done == list(range(12))
    with line.turn(0):
        pass


def test_who_waits_too_long_leaves_the_line_and_stops_nobody() -> None:
    line, done = Line(), list[int]()
    with line.turn(1):
        begun = time.monotonic()
        with pytest.raises(TimeoutError), line.turn(0.05):
            raise AssertionError("another writes")
        assert time.monotonic() - begun < 5
        thread = wait_in(line, 1, done)
        assert done == []
    thread.join()
    assert done == [1]


def test_a_turn_that_fails_is_handed_on() -> None:
    line = Line()
    with pytest.raises(KeyError), line.turn(1):
        raise KeyError
    with line.turn(0):
        pass


def test_no_two_write_at_once() -> None:
    line, inside, most = Line(), [0], [0]

    def take() -> None:
        for _time in range(50):
            with line.turn(10):
                inside[0] += 1
                most[0] = max(most[0], inside[0])
                inside[0] -= 1

    threads = [threading.Thread(target=take) for _one in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == [1]
