"""The command `toolkit`: every command of it, ready without a database or a server in memory."""

from typing import Any

import click

from toolkit.cli.bulk import everything
from toolkit.cli.conference import conference
from toolkit.cli.data import backup, check, restore
from toolkit.cli.export import export
from toolkit.cli.exported import compare, verify
from toolkit.cli.faults import Program
from toolkit.cli.frame import Option, say
from toolkit.cli.papers import letters, statistics, template, word_report
from toolkit.cli.people import user
from toolkit.cli.plan import plan
from toolkit.cli.review import review
from toolkit.cli.serve import serve
from toolkit.cli.start import demo, init
from toolkit.cli.units import imports
from toolkit.cli.workbooks import workbooks

__all__ = ["main"]


def _tell_version(ctx: click.Context, _param: click.Parameter, asked: Any) -> None:
    if asked:
        from importlib.metadata import version  # noqa: PLC0415 -- half of what help takes

        click.echo(say("cli.version", version=version("guong-sang")))
        ctx.exit()


_version = Option(
    ["--version"],
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_tell_version,
    help="cli.option.version",
)
main = Program("toolkit", help="cli.help.toolkit", params=[_version])
for _command in (init, demo, serve, plan, imports, export, backup, restore, check, user, template):
    main.add_command(_command)
for _command in (verify, compare, review):
    main.add_command(_command)
for _command in (workbooks, word_report, letters, statistics, everything, conference):
    export.add_command(_command)
