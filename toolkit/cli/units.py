"""`toolkit import`: take over lists."""

from pathlib import Path

import click

from toolkit.cli.common import opened, progress
from toolkit.cli.faults import tell
from toolkit.cli.frame import Group, InFile, argument, say
from toolkit.cli.intake import taken_workbooks
from toolkit.cli.lists import imported_list


@click.group("import", cls=Group, help="cli.help.import")
def imports() -> None: ...


@imports.command("units", help="cli.help.import_units")
@argument("file", type=InFile(), metavar="cli.metavar.file")
def units(file: Path) -> None:
    from toolkit.actions.units import import_units  # noqa: PLC0415 -- help needs no database

    with opened() as kit, progress(say("cli.units.doing")) as show:
        done = import_units(kit.desk, data=file.read_bytes(), name=file.name, progress=show)
    made = done.obligations
    tell(say("cli.units.imported", new=done.new, changed=done.changed, same=done.same))
    tell(say("cli.made", made=made.made, moved=made.moved, dropped=made.dropped))


imports.add_command(imported_list)
imports.add_command(taken_workbooks)
