"""`toolkit export report`, `export letters`, `toolkit template`: documents and their templates."""

import shutil
from datetime import date
from pathlib import Path

import click

from toolkit.cli.common import Day, opened, progress, writing_to
from toolkit.cli.faults import REFUSED, tell
from toolkit.cli.frame import (
    Command,
    Group,
    InFile,
    OutFile,
    OutFolder,
    argument,
    option,
    say,
    words,
)

_KINDS = ("so-ket", "tong-ket")
_TEMPLATES = (
    *(*_KINDS, "letter", "minutes", "submission", "rewards", "statistics"),
    *("delegates", "badges", "certificates", "invitations"),
)
_template = option(
    "--template", type=InFile(), metavar="cli.metavar.document", help="cli.option.template"
)


@click.command("report", cls=Command, help="cli.help.export_report")
@option("--kind", type=click.Choice(_KINDS), required=True, help="cli.option.report_kind")
@option(
    "--out",
    type=OutFile(),
    required=True,
    metavar="cli.metavar.document",
    help="cli.option.document",
)
@option("--as-known-on", "on", type=Day(), help="cli.option.as_known_on")
@_template
def word_report(kind: str, out: Path, on: date | None, template: Path | None) -> None:
    from toolkit.actions.word_reports import (  # noqa: PLC0415 -- help needs no database
        report_day,
        word_report,
    )
    from toolkit.exchange.word import ReportKind  # noqa: PLC0415 -- help needs no documents

    if out.suffix.lower() != ".docx":
        raise click.BadParameter(say("cli.papers.not_docx", path=out), param_hint="--out")
    with opened() as kit:
        if on and on > kit.desk.today:
            sentence = say("cli.export.future", on=on, today=kit.desk.today)
            raise click.BadParameter(sentence, param_hint="--as-known-on")
        asked = ReportKind(kind)
        day = on or report_day(kit.desk, kind=asked)
        _, data = word_report(kit.desk, kind=asked, words=words(), on=day, template=template)
    with writing_to(out):
        write(out, data)
    tell(say("cli.papers.report_done", on=day, path=out))


@click.command("letters", cls=Command, help="cli.help.export_letters")
@option(
    "--out", type=OutFolder(), required=True, metavar="cli.metavar.folder", help="cli.option.folder"
)
@_template
def letters(out: Path, template: Path | None) -> None:
    from toolkit.actions.word_reports import reminders  # noqa: PLC0415 -- help needs no database
    from toolkit.exchange.bulk.write import folder_at  # noqa: PLC0415 -- help needs no workbooks

    count = 0
    with (
        opened() as kit,
        writing_to(out),
        folder_at(out) as folder,
        progress(say("cli.papers.letters_doing")) as show,
    ):
        for name, data in reminders(kit.desk, words=words(), template=template, progress=show):
            (folder / name).write_bytes(data)
            count += name.endswith(".docx")
    tell(say("cli.papers.letters_done", count=count, path=out))


@click.command("statistics", cls=Command, help="cli.help.export_statistics")
@option(
    "--out", type=OutFile(), required=True, metavar="cli.metavar.workbook", help="cli.option.out"
)
@option("--as-known-on", "on", type=Day(), help="cli.option.as_known_on")
@option("--template", type=InFile(), metavar="cli.metavar.workbook", help="cli.option.layout")
def statistics(out: Path, on: date | None, template: Path | None) -> None:
    from toolkit.actions.layouts import statistics_form  # noqa: PLC0415 -- help needs no database

    if out.suffix.lower() != ".xlsx":
        raise click.BadParameter(say("cli.export.not_xlsx", path=out), param_hint="--out")
    with opened() as kit:
        day = min(on or kit.desk.today, kit.desk.today)
        _, data = statistics_form(kit.desk, words=words(), on=day, template=template)
    with writing_to(out):
        write(out, data)
    tell(say("cli.papers.statistics_done", on=day, path=out))


@click.group("template", cls=Group, help="cli.help.template")
def template() -> None: ...


@template.command("check", help="cli.help.template_check")
@argument("file", type=InFile(), metavar="cli.metavar.file")
@click.pass_context
def check(ctx: click.Context, file: Path) -> None:
    from toolkit.actions.templates import looked_at  # noqa: PLC0415 -- help needs no documents

    seen = looked_at(file)
    for line in words().problems(seen.problems):
        click.echo(line, err=True)
    if seen.problems:
        ctx.exit(REFUSED)
    for key, names in (("papers.unused", seen.unused), ("papers.strangers", seen.strangers)):
        if names:
            tell(say(key, names=", ".join(names)))
    tell(say("cli.papers.template_sound", path=file))


@template.command("copy", help="cli.help.template_copy")
@argument("name", type=click.Choice(_TEMPLATES))
@option("--out", type=OutFile(), required=True, metavar="cli.metavar.file", help="cli.option.copy")
def copy(name: str, out: Path) -> None:
    from toolkit.actions.templates import shipped  # noqa: PLC0415 -- help needs no documents

    with writing_to(out):
        shutil.copyfile(shipped(name), out)
    tell(say("cli.papers.copied", path=out))


def write(out: Path, data: bytes) -> None:
    """All of it or nothing."""
    part = out.with_name(f".{out.name}.part")
    try:
        part.write_bytes(data)
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
