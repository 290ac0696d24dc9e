"""A PostgreSQL server of the tests' own: made in a temporary folder, stopped and removed after."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.programs import required

# Only the tests' speed depends on these: nobody reads this data after a crash of the machine.
# How a killed *client* leaves the data, which is what we test, is the same with them.
FAST = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def postgres_server() -> Iterator[str]:
    """URL of the maintenance database of a running server, on a free port of 127.0.0.1."""
    programs = required("initdb").parent
    home = Path(tempfile.mkdtemp(prefix="guong-sang-pg-"))
    try:
        _hand_over(home)
        _run(
            programs / "initdb",
            "--username=postgres",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
            "--no-sync",
            "-D",
            home / "data",
        )
        port = _start(programs, home)
        try:
            yield f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres"
        finally:
            _run(programs / "pg_ctl", "stop", "--mode=immediate", "-D", home / "data")
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _start(programs: Path, home: Path) -> int:
    """Start it on a port that is returned; another is tried where somebody was quicker."""
    log = home / "log"
    for attempt in range(5):
        port = free_port()
        options = f"-c listen_addresses=127.0.0.1 -c port={port} -k {home} -N 200 {FAST}"
        wait = ("start", "--wait", "--timeout=300", "-D", home / "data", "-l", log, "-o", options)
        try:
            _run(programs / "pg_ctl", *wait)
        except RuntimeError:
            if attempt == 4 or "Address already in use" not in log.read_text("utf-8"):
                raise
        else:
            break
    return port


def _hand_over(home: Path) -> None:
    if os.geteuid() == 0:
        shutil.chown(home, "postgres", "postgres")


def _run(*command: str | Path) -> None:
    # PostgreSQL refuses to run as root.
    other = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    done = subprocess.run(
        [*other, *map(str, command)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if "initdb" in str(command[0]) else subprocess.DEVNULL,
        stderr=subprocess.STDOUT,
        cwd="/",
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {done.stdout}")
