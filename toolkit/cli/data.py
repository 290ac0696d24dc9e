"""`toolkit backup`, `toolkit restore`, `toolkit check`: keep the data safe."""

from pathlib import Path

import click

from toolkit.cli.common import opened, progress, where, writing_to
from toolkit.cli.faults import REFUSED, tell
from toolkit.cli.frame import Command, InFile, OutFile, argument, option, say, words


@click.command(cls=Command, help="cli.help.backup")
@argument("file", type=OutFile(), metavar="cli.metavar.file")
@option("--replace", is_flag=True, help="cli.option.replace_backup")
def backup(file: Path, *, replace: bool) -> None:
    from toolkit.store.backup import backup as keep  # noqa: PLC0415 -- help needs no database

    with opened() as kit, writing_to(file), progress(say("cli.data.keeping")) as show:
        ballots = keep(kit.desk.store, file, replace=replace, progress=show)
    tell(say("cli.data.kept", path=file))
    if ballots:
        tell(say("cli.data.votes_left_out", count=ballots))


@click.command(cls=Command, help="cli.help.restore")
@argument("file", type=InFile(), metavar="cli.metavar.file")
@option("--replace", is_flag=True, help="cli.option.replace_data")
def restore(file: Path, *, replace: bool) -> None:
    from toolkit.store.backup import restore as bring  # noqa: PLC0415 -- help needs no database

    with progress(say("cli.data.restoring")) as show:
        aside = bring(file, where(), replace=replace, progress=show)
    with opened() as kit:
        tell(say("cli.data.restored", path=file, place=kit.desk.store.where))
    if aside:
        tell(say("cli.data.aside", path=aside))


@click.command(cls=Command, help="cli.help.check")
@click.pass_context
def check(ctx: click.Context) -> None:
    from toolkit.store.backup import check as look  # noqa: PLC0415 -- help needs no database

    with opened() as kit, progress(say("cli.data.checking")) as show:
        problems = look(kit.desk.store, progress=show)
        place = kit.desk.store.where
    if not problems:
        tell(say("cli.data.whole", path=place))
        return
    click.echo(say("cli.data.faulty", path=place, count=len(problems)), err=True)
    for line in words().problems(problems):
        tell(line)
    ctx.exit(REFUSED)
