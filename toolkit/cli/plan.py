"""`toolkit plan`: check a plan file, put one into use."""

from pathlib import Path

import click

from toolkit.cli.common import opened
from toolkit.cli.faults import tell
from toolkit.cli.frame import Group, InFile, argument, option, say, words

_file = argument("file", type=InFile(), metavar="cli.metavar.file")


@click.group(cls=Group, help="cli.help.plan")
def plan() -> None: ...


@plan.command("check", help="cli.help.plan_check")
@_file
def check(file: Path) -> None:
    from toolkit.plans.load import load_plan  # noqa: PLC0415 -- help needs no pydantic

    sound = load_plan(file)
    counts = {name: len(getattr(sound, name)) for name in ("phases", "tasks", "indicators")}
    title = words().named(sound, "title")
    tell(say("cli.plan.sound", title=title, starts=sound.starts, ends=sound.ends, **counts))


@plan.command("use", help="cli.help.plan_use")
@_file
@option("--reason", default="", metavar="cli.metavar.text", help="cli.option.reason")
def use(file: Path, reason: str) -> None:
    from toolkit.actions.plans import use_plan  # noqa: PLC0415 -- help needs no database
    from toolkit.plans.load import load_plan  # noqa: PLC0415 -- nor pydantic

    title = words().named(load_plan(file), "title")
    text = file.read_text(encoding="utf-8-sig")
    with opened() as kit:
        made = use_plan(kit.desk, text=text, name=file.name, reason=reason)
    tell(say("cli.plan.used", title=title))
    tell(say("cli.made", made=made.made, moved=made.moved, dropped=made.dropped))
