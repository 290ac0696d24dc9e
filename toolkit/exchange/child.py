"""Work on bytes that nobody vouches for, in a process of its own with little memory and time."""

import importlib
import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from toolkit.errors import ToolkitError

SECONDS = 60
MEGABYTES = 1024
MOST_ANSWER = 200 * 1024 * 1024
_START = "from toolkit.exchange.child import main; main()"


class ChildFailed(ToolkitError):
    """The process was stopped at its limits or fell over the file; nothing came of it."""

    key = "table_file.child_failed"


def in_child(
    function: str, data: bytes, *, seconds: int = SECONDS, megabytes: int = MEGABYTES
) -> Any:
    """What `module:function` makes of the bytes, as JSON can carry it; raises ChildFailed.

    The child may use `megabytes` of memory and `seconds` of processor and of wall time."""
    limits = [str(seconds), str(megabytes)]
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-c", _START, function, *limits],
            input=data,
            capture_output=True,
            timeout=seconds,
            env=_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise ChildFailed from error
    if done.returncode != 0 or len(done.stdout) > MOST_ANSWER:
        raise ChildFailed
    return json.loads(done.stdout)


def main() -> None:
    """The child's side: limits first, then the bytes."""
    function, seconds, megabytes = sys.argv[1:4]
    _limit(int(seconds), int(megabytes))
    module, name = function.split(":")
    work = getattr(importlib.import_module(module), name)
    answer = json.dumps(work(sys.stdin.buffer.read()), ensure_ascii=False)
    sys.stdout.buffer.write(answer.encode("utf-8", "replace"))


def _limit(seconds: int, megabytes: int) -> None:
    # Windows has no such limits; there the wall time alone holds.
    with suppress(ImportError):
        import resource  # noqa: PLC0415 -- see above

        size = megabytes * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def _environment() -> dict[str, str]:
    """Nothing of ours but where the code lies; one thread, for threads reserve memory."""
    root = str(Path(__file__).resolve().parents[2])
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "LANG") if name in os.environ}
    one_thread = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    return {"PYTHONPATH": root, "PYTHONDONTWRITEBYTECODE": "1", **one_thread, **kept}
