"""Processes that handle many files: in order, replaced in time, and no file harms another."""

import os

import psutil
import pytest

from tests.waiting import children, eventually
from toolkit.exchange import child
from toolkit.exchange.child import ChildFailed, Children

# Python's own eval takes bytes: whatever a hostile file could make a reader do, said in a line.
EVAL = "builtins:eval"
WHO = b"__import__('os').getpid()"
DIE = b"__import__('os').abort()"


def test_process_handles_many_files() -> None:
    with Children(EVAL, workers=1) as pool:
        assert len(set(pool.each([WHO] * 5))) == 1


def test_process_is_replaced_after_its_number_of_files() -> None:
    with Children(EVAL, workers=1, files=2) as pool:
        first, second, third = (pool.ask(WHO) for _ in range(3))

    assert first == second != third


def test_death_over_a_file_is_that_files_only() -> None:
    with Children(EVAL, workers=1) as pool:
        before, fallen, after = pool.each([WHO, DIE, WHO])

    assert isinstance(fallen, ChildFailed)
    assert before != after


def test_file_is_not_blamed_for_what_another_left_behind() -> None:
    # The second file falls over what the first one did to its process, and not over itself.
    spoil = b"setattr(__import__('builtins'), 'spoiled', 1)"
    look = b"1/0 if hasattr(__import__('builtins'), 'spoiled') else 'well'"
    with Children(EVAL, workers=1) as pool:
        assert list(pool.each([spoil, look])) == [None, "well"]


def test_answers_come_in_the_files_order() -> None:
    slow_first = [b"__import__('time').sleep(0.3) or 0", *(str(n).encode() for n in range(1, 9))]
    with Children(EVAL, workers=2) as pool:
        assert list(pool.each(slow_first)) == list(range(9))


def test_file_that_takes_too_long_fails_alone() -> None:
    with Children(EVAL, workers=1, seconds=1) as pool:
        late, after = pool.each([b"__import__('time').sleep(600)", b"7"])

    assert isinstance(late, ChildFailed)
    assert after == 7


def test_memory_is_limited_for_each_process() -> None:
    with Children(EVAL, workers=1, megabytes=256) as pool:
        assert isinstance(next(pool.each([b"len(bytearray(10**9))"])), ChildFailed)


def test_what_a_reader_prints_is_no_answer() -> None:
    with Children(EVAL, workers=1) as pool:
        assert list(pool.each([b"print('x' * 99, flush=True)", b"2"])) == [None, 2]


def test_endless_answer_is_not_taken_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "MOST_ANSWER", 100)
    with Children(EVAL, workers=1) as pool:
        long, short = pool.each([b"'x' * 99", b"'x' * 98"])

    assert isinstance(long, ChildFailed)
    assert short == "x" * 98


def test_no_process_is_left_behind() -> None:
    me = psutil.Process(os.getpid())
    before = {one.pid for one in children(me)}
    with Children(EVAL, workers=2) as pool:
        list(pool.each([WHO] * 4))
        assert {one.pid for one in children(me)} - before

    assert eventually(lambda: {one.pid for one in children(me)} <= before)


def test_stopping_half_way_leaves_no_process_behind() -> None:
    me = psutil.Process(os.getpid())
    before = {one.pid for one in children(me)}
    with Children(EVAL, workers=2) as pool:
        answers = pool.each([WHO] * 100)
        next(answers)
        answers.close()

    assert eventually(lambda: {one.pid for one in children(me)} <= before)
