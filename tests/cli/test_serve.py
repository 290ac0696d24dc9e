"""`toolkit serve` opens the dashboards, or says why it can't."""

import signal
import socket
import subprocess
import urllib.request
from pathlib import Path

import pytest

from tests.cli.running import COMMAND, VI, environment_with, real, toolkit


def test_serving_tells_the_address_and_ends_cleanly_on_ctrl_c() -> None:
    toolkit("init")
    server = subprocess.Popen(
        [*COMMAND, "serve", "--port", "0", "--no-browser"],
        env=environment_with(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert server.stdout
    address = server.stdout.readline().split()[-1]
    with urllib.request.urlopen(address, timeout=60) as page:
        first = page.read().decode("utf-8")
    server.send_signal(signal.SIGINT)
    server.communicate(timeout=60)

    assert address.startswith("http://127.0.0.1:")
    assert "Gương Sáng" in first
    assert server.returncode == 0


def test_serving_without_data_says_what_to_do(data: Path) -> None:
    done = toolkit("serve", "--no-browser", "--port", "0")

    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        VI.say("cli.serve.no_data"),
        VI.say("error.data_missing", path=data),
    ]


@pytest.mark.parametrize("host", ["203.0.113.1", "no such name"])
def test_an_address_that_is_not_this_machines_is_told(host: str) -> None:
    toolkit("init", "--empty")

    done = real("serve", "--host", host, "--port", 5, "--no-browser")

    assert done.returncode == 1
    assert done.stderr.decode("utf-8") == VI.say("cli.serve.port_taken", host=host, port="5") + "\n"


def test_a_port_in_use_is_told() -> None:
    toolkit("init", "--empty")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = real("serve", "--port", port, "--no-browser")

    assert done.returncode == 1
    told = VI.say("cli.serve.port_taken", host="127.0.0.1", port=str(port))
    assert done.stderr.decode("utf-8") == told + "\n"
