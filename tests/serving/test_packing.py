"""The heap of a process that forks, packed beforehand."""

import subprocess
import sys

from tests.source import ROOT


def test_child_allocates_densely_once_the_heap_is_packed() -> None:
    """1,000 pieces of 600 bytes need 150 pages, not one each in the holes of a used heap."""
    code = (
        "import json, sys; from toolkit.serving.packing import pack;"
        "used = [bytes(1400) for _ in range(20_000)]; del used[::2];"
        "sys.argv[1:] and pack();"
        "pieces = [bytes(600) for _ in range(1000)];"
        "print(len({id(piece) >> 12 for piece in pieces}))"
    )
    pages = [
        int(subprocess.check_output([sys.executable, "-c", code, *how], cwd=ROOT))
        for how in ([], ["packed"])
    ]

    assert pages[0] > 300
    assert pages[1] < 200 or sys.platform != "linux"
