"""The servers that are compared, each on a free port of this machine and ended by us."""

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).parent
PATIENCE = 60.0
# What the toolkit's own libraries and Panel add to every Voilà page in the same environment:
# stock Voilà is measured as `pip install voila ipywidgets` leaves it.
_NOT_STOCK = ["jupyter-vue", "jupyter-vuetify", "@pyviz/jupyterlab_pyviz"]


@dataclass(frozen=True)
class Served:
    """A running server; `query` is the address of what is measured on it."""

    name: str
    process: psutil.Process
    port: int

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def family(self) -> list[psutil.Process]:
        """The server and all that it has started."""
        return [self.process, *self.process.children(recursive=True)]

    def end_kernels(self) -> None:
        """End what visits have left behind: stock Voilà keeps the kernel of every page."""
        for child in self.process.children(recursive=True):
            with contextlib.suppress(psutil.NoSuchProcess):
                child.kill()


@contextlib.contextmanager
def toolkit(data: Path) -> Iterator[Served]:
    """`toolkit serve` as people start it."""
    command = ["-m", "toolkit", "serve", "--data", str(data), "--no-browser", "--port"]
    with _running("toolkit", command, {}) as one:
        yield one


@contextlib.contextmanager
def stock_voila(folder: Path) -> Iterator[Served]:
    """Voilà as it comes, with one button."""
    options = {"VoilaConfiguration": {"extension_denylist": _NOT_STOCK}}
    (folder / "voila.json").write_text(json.dumps(options), encoding="utf-8")
    command = [
        "-m",
        "voila",
        str(HERE / "one_button.ipynb"),
        "--no-browser",
        "--Voila.ip=127.0.0.1",
    ]
    with _running("voila", [*command, "--port"], {"JUPYTER_CONFIG_DIR": str(folder)}) as one:
        yield one


@contextlib.contextmanager
def streamlit(stores: Mapping[int, Path], folder: Path) -> Iterator[Served]:
    command = ["-m", "streamlit", "run", str(HERE / "streamlit_overview.py"), "--server.port"]
    quiet = {
        "STREAMLIT_SERVER_ADDRESS": "127.0.0.1",
        "STREAMLIT_SERVER_HEADLESS": "true",
        "STREAMLIT_SERVER_FILE_WATCHER_TYPE": "none",
        "STREAMLIT_BROWSER_GATHER_USAGE_STATS": "false",
        "HOME": str(folder),
    }
    with _running("Streamlit", command, {**quiet, **_places(stores)}) as one:
        yield one


@contextlib.contextmanager
def panel(stores: Mapping[int, Path]) -> Iterator[Served]:
    """Panel with its script already run once, as its manual advises."""
    command = ["-m", "panel", "serve", str(HERE / "panel_overview.py"), "--address", "127.0.0.1"]
    command += ["--allow-websocket-origin", "*", "--warm", "--port"]
    with _running("Panel", command, _places(stores)) as one:
        yield one


def _places(stores: Mapping[int, Path]) -> dict[str, str]:
    named = {str(units): str(place) for units, place in stores.items()}
    return {"BENCH_DATA": json.dumps(named)}


@contextlib.contextmanager
def _running(name: str, command: Sequence[str], env: Mapping[str, str]) -> Iterator[Served]:
    port = _free_port()
    own = {key: value for key, value in os.environ.items() if not key.startswith("TOOLKIT_")}
    process = psutil.Popen(
        [sys.executable, *command, str(port)],
        env={**own, "PYTHONPATH": str(ROOT), **env},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    started = Served(name, process, port)
    try:
        _wait_for(started)
        yield started
    finally:
        _end(started)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _wait_for(server: Served) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if not server.process.is_running() or server.process.status() == psutil.STATUS_ZOMBIE:
            raise RuntimeError(f"{server.name} does not start")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", server.port), 1):
            return
        time.sleep(0.1)
    raise RuntimeError(f"{server.name} does not answer")


def _end(server: Served) -> None:
    family = server.family() if server.process.is_running() else []
    with contextlib.suppress(psutil.NoSuchProcess):
        server.process.terminate()
    _, left = psutil.wait_procs(family, timeout=10)
    for one in left:
        with contextlib.suppress(psutil.NoSuchProcess):
            one.kill()
    psutil.wait_procs(left, timeout=5)


def shared_memory(processes: Sequence[psutil.Process]) -> float:
    """Proportional set size of processes together, in MiB: shared pages are divided among all."""
    return sum(_pss(one.pid) for one in processes) / 1024


def _pss(pid: int) -> int:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return next(int(line.split()[1]) for line in text.splitlines() if line.startswith("Pss:"))
