"""`toolkit serve`: the dashboards in a browser."""

import errno
import os
import socket
from dataclasses import replace
from typing import Any

import click

from toolkit.cli.common import opened, where
from toolkit.cli.frame import Command, Port, option, say
from toolkit.errors import NoData, ToolkitError
from toolkit.settings import read_settings

_NOT_OURS_TO_TAKE = (errno.EADDRINUSE, errno.EADDRNOTAVAIL, errno.EACCES)


class PortTaken(ToolkitError):
    """Another program listens there, or this machine has no such address."""

    key = "cli.serve.port_taken"


@click.command(cls=Command, help="cli.help.serve")
@option("--host", metavar="cli.metavar.host", help="cli.option.host")
@option("--port", type=Port(), metavar="cli.metavar.number", help="cli.option.port")
@option("--no-browser", is_flag=True, help="cli.option.no_browser")
def serve(host: str | None, port: int | None, *, no_browser: bool) -> None:
    _look_at_the_data()
    given: dict[str, Any] = {"host": host, "port": port, "data": where()}
    named = {name: value for name, value in given.items() if value is not None}
    settings = replace(read_settings(), **named)
    # Kernels read their settings themselves: they must find the data that were named here.
    os.environ["TOOLKIT_DATA"] = settings.data
    from toolkit.serving.server import serve as run  # noqa: PLC0415 -- help needs no server

    try:
        run(settings, open_browser=not no_browser)
    except OSError as fault:
        if not isinstance(fault, socket.gaierror) and fault.errno not in _NOT_OURS_TO_TAKE:
            raise
        raise PortTaken(host=settings.host, port=str(settings.port)) from fault


def _look_at_the_data() -> None:
    """Say what is wrong with the data before a browser opens on it."""
    try:
        opened().close()
    except NoData:
        click.echo(say("cli.serve.no_data"), err=True)
        raise
