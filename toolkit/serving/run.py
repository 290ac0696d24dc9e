"""Runs the notebook's cells in a visitor's kernel and gathers the widgets that they make."""

import asyncio
import logging
import queue
import re
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import nbformat

log = logging.getLogger("toolkit.serving")

START_SECONDS = 30.0
CELL_SECONDS = 120.0
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_SHOWN = ("display_data", "execute_result")
_VIEW = "application/vnd.jupyter.widget-view+json"


class CellFailed(Exception):
    """A cell raised, showed nothing in time, or its kernel ended."""


def read_cells(path: Path) -> list[str]:
    """The source of the notebook's code cells, in order."""
    notebook = nbformat.read(path, as_version=4)
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]


async def run_cells(manager: Any, cells: Sequence[str]) -> dict[str, Any]:
    """The pages' widgets: {"widgets": {id: traits}, "shown": [id of each that a cell shows]}.

    Raises CellFailed."""
    drawn: dict[str, Any] = {"widgets": {}, "shown": []}
    client = manager.client()
    client.start_channels(stdin=False, hb=False, control=False)
    try:
        await _subscribed(client, manager)
        for cell in cells:
            await _run(client, manager, cell, drawn)
    finally:
        client.stop_channels()
    if not drawn["shown"]:
        raise CellFailed("the notebook shows nothing")
    return drawn


async def _subscribed(client: Any, manager: Any) -> None:
    """Wait until the kernel says that it hears us (iopub_welcome, or any other word)."""
    deadline = time.monotonic() + START_SECONDS
    while True:
        client.kernel_info()
        try:
            await client.get_iopub_msg(timeout=1)
        except queue.Empty:
            await _check(manager, deadline)
        else:
            return


async def _run(client: Any, manager: Any, code: str, drawn: dict[str, Any]) -> None:
    message = client.execute(code, store_history=False, allow_stdin=False)
    deadline = time.monotonic() + CELL_SECONDS
    while True:
        try:
            reply = await client.get_iopub_msg(timeout=1)
        except queue.Empty:
            await _check(manager, deadline)
            continue
        if reply["parent_header"].get("msg_id") != message:
            continue
        kind, content = reply["msg_type"], reply["content"]
        if kind == "error":
            frames = _COLOURS.sub("", "\n".join(content["traceback"][:-1]))
            log.error("the notebook failed with %s\n%s", content["ename"], frames)
            raise CellFailed(content["ename"])
        _gather(kind, content, drawn)
        if kind == "status" and content["execution_state"] == "idle":
            return


def _gather(kind: str, content: dict[str, Any], drawn: dict[str, Any]) -> None:
    """Take note of a widget that is opened, changed, closed or shown; layouts are nobody's."""
    widgets = drawn["widgets"]
    if kind in _SHOWN and _VIEW in content["data"]:
        drawn["shown"].append(content["data"][_VIEW]["model_id"])
    elif kind == "comm_open" and "template" in content["data"].get("state", {}):
        widgets[content["comm_id"]] = content["data"]["state"]
    elif kind == "comm_msg" and content["comm_id"] in widgets:
        widgets[content["comm_id"]].update(content["data"].get("state", {}))
    elif kind == "comm_close":
        widgets.pop(content["comm_id"], None)


async def _check(manager: Any, deadline: float) -> None:
    if not await manager.is_alive():
        raise CellFailed("the kernel ended")
    if time.monotonic() > deadline:
        raise CellFailed("the kernel does not answer")
    await asyncio.sleep(0)
