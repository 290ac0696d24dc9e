"""`toolkit export all`: everything as tidy tables."""

from datetime import date
from pathlib import Path

import click

from toolkit.cli.common import Day, opened, progress, writing_to
from toolkit.cli.faults import tell
from toolkit.cli.frame import Command, OutFolder, option, say, words


@click.command("all", cls=Command, help="cli.help.export_all")
@option(
    "--format",
    "form",
    type=click.Choice(("xlsx", "csv", "parquet")),
    required=True,
    help="cli.option.format",
)
@option(
    "--out", type=OutFolder(), required=True, metavar="cli.metavar.folder", help="cli.option.folder"
)
@option("--as-known-on", "on", type=Day(), help="cli.option.as_known_on")
def everything(form: str, out: Path, on: date | None) -> None:
    from toolkit.actions.bulk import export_all  # noqa: PLC0415 -- help needs no database
    from toolkit.exchange.bulk import Format  # noqa: PLC0415 -- help needs no workbooks

    with (
        opened() as kit,
        writing_to(out),
        progress(say("cli.export.all_doing")) as show,
    ):
        day = min(on or kit.desk.today, kit.desk.today)
        done = export_all(
            kit.desk, form=Format(form), folder=out, words=words(), on=on, progress=show
        )
    tell(say("cli.export.all_done", count=len(done.files), on=day, path=out))
    if done.cut:
        click.echo(say("cli.export.all_cut", count=done.cut), err=True)
