"""`toolkit export conference`: list of delegates, badges, certificates, invitations."""

from pathlib import Path

import click

from toolkit.cli.common import opened, progress, writing_to
from toolkit.cli.faults import tell
from toolkit.cli.frame import Command, InFile, OutFile, argument, option, say, words
from toolkit.cli.papers import write

_KINDS = ("list", "badges", "certificates", "invitations")


@click.command("conference", cls=Command, help="cli.help.export_conference")
@argument("code", metavar="cli.metavar.conference")
@option("--kind", type=click.Choice(_KINDS), required=True, help="cli.option.conference_kind")
@option(
    "--out", type=OutFile(), required=True, metavar="cli.metavar.file", help="cli.option.paper_out"
)
@option("--template", type=InFile(), metavar="cli.metavar.document", help="cli.option.template")
def conference(code: str, kind: str, out: Path, template: Path | None) -> None:
    from toolkit.actions.conference.papers import (  # noqa: PLC0415 -- help needs no database
        KINDS,
        paper,
    )

    asked = f"{kind}{out.suffix.lower().replace('.', '-')}"
    if asked not in KINDS:
        sentence = say("cli.conference.other_ending", path=out)
        raise click.BadParameter(sentence, param_hint="--out")
    with opened() as kit, progress(say("cli.conference.doing")) as show:
        _, data = paper(
            kit.desk, conference=code, kind=asked, words=words(), template=template, progress=show
        )
    with writing_to(out):
        write(out, data)
    tell(say("cli.conference.done", path=out))
