"""`toolkit export`: the Ministry's official workbooks."""

from datetime import date
from pathlib import Path

import click

from toolkit.cli.common import Day, opened, progress, writing_to
from toolkit.cli.faults import tell
from toolkit.cli.frame import Group, OutFile, option, say, words

_KINDS = tuple("123456")


@click.group(cls=Group, help="cli.help.export")
def export() -> None: ...


@export.command("summary", help="cli.help.export_summary")
@option("--kind", type=click.Choice(_KINDS), default=_KINDS[0], help="cli.option.summary_kind")
@option("--as-known-on", "on", type=Day(), required=True, help="cli.option.as_known_on")
@option(
    "--out", type=OutFile(), required=True, metavar="cli.metavar.workbook", help="cli.option.out"
)
def summary(kind: str, on: date, out: Path) -> None:
    from toolkit.actions.summaries import (  # noqa: PLC0415 -- help needs no database, no workbooks
        summary_figures,
        write_summary,
    )

    if out.suffix.lower() != ".xlsx":
        raise click.BadParameter(say("cli.export.not_xlsx", path=out), param_hint="--out")
    with opened() as kit:
        if on > kit.desk.today:
            sentence = say("cli.export.future", on=on, today=kit.desk.today)
            raise click.BadParameter(sentence, param_hint="--as-known-on")
        number = int(kind)
        figures = summary_figures(kit.desk, kind=number, on=on)
    with writing_to(out), progress(say("cli.export.doing")) as show:
        write_summary(kit.desk, kind=number, figures=figures, out=out, words=words(), progress=show)
    tell(say("cli.export.done", path=out, on=on))
