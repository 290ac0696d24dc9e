"""`toolkit export workbooks`: the workbooks that units fill in."""

from pathlib import Path

import click

from toolkit.cli.common import opened, progress, writing_to
from toolkit.cli.faults import tell
from toolkit.cli.frame import Command, OutFolder, option, say, words


@click.command("workbooks", cls=Command, help="cli.help.export_workbooks")
@option(
    "--out",
    type=OutFolder(),
    required=True,
    metavar="cli.metavar.folder",
    help="cli.option.workbook_out",
)
@option("--unit", multiple=True, metavar="cli.metavar.unit", help="cli.option.workbook_unit")
@option("--period", default="", metavar="cli.metavar.period", help="cli.option.workbook_period")
def workbooks(out: Path, unit: tuple[str, ...], period: str) -> None:
    from toolkit.actions.workbooks import write_workbooks  # noqa: PLC0415 -- help needs no database

    with (
        opened() as kit,
        writing_to(out),
        progress(say("cli.export.workbooks_doing")) as show,
    ):
        files = write_workbooks(
            kit.desk,
            folder=out,
            words=words(),
            units=unit or None,
            period=period,
            progress=show,
        )
    tell(say("cli.export.workbooks_done", count=len(files), path=out))
