"""The child's side of exchange/child.py: limits first, then one file after another."""

import importlib
import json
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Any, BinaryIO

LENGTH = 8


def main() -> None:
    """Asked as `function seconds megabytes`; files come by stdin, answers go by stdout.

    Each is its length in 8 bytes and then itself. Whatever goes wrong ends the process, and the
    parent sees that no answer comes."""
    function, seconds, megabytes = sys.argv[1:4]
    answers = _own_stdout()
    _limit_memory(int(megabytes))
    module, name = function.split(":")
    work = getattr(importlib.import_module(module), name)
    while (data := _message(sys.stdin.buffer)) is not None:
        _limit_time(int(seconds))
        _answer(answers, work, data)


def _own_stdout() -> BinaryIO:
    """The pipe to the parent; what a library prints does not get into it."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return answers


def _message(source: BinaryIO) -> bytes | None:
    length = source.read(LENGTH)
    return source.read(int.from_bytes(length, "big")) if len(length) == LENGTH else None


def _answer(answers: BinaryIO, work: Callable[[bytes], Any], data: bytes) -> None:
    told = json.dumps(work(data), ensure_ascii=False, separators=(",", ":"))
    answer = told.encode("utf-8", "replace")
    answers.write(len(answer).to_bytes(LENGTH, "big"))
    answers.write(answer)
    answers.flush()


def _limit_memory(megabytes: int) -> None:
    # Windows has no such limits; there the parent's clock alone holds.
    with suppress(ImportError):
        import resource  # noqa: PLC0415 -- see above

        size = megabytes * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _limit_time(seconds: int) -> None:
    """So many seconds of processor from now on."""
    with suppress(ImportError):
        import resource  # noqa: PLC0415 -- as above

        used = resource.getrusage(resource.RUSAGE_SELF)
        until = int(used.ru_utime + used.ru_stime) + seconds + 1
        resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))
