"""`toolkit review`: the workbooks and documents of a round of review."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit.cli.common import opened, progress, writing_to
from toolkit.cli.faults import tell
from toolkit.cli.frame import Group, InFile, OutFile, argument, option, say, words

if TYPE_CHECKING:
    from toolkit.actions.desk import Desk

_round = argument("code", metavar="cli.metavar.round")
_book = option(
    "--out", type=OutFile(), required=True, metavar="cli.metavar.workbook", help="cli.option.out"
)
_document = option(
    "--out",
    type=OutFile(),
    required=True,
    metavar="cli.metavar.document",
    help="cli.option.document",
)
_template = option(
    "--template", type=InFile(), metavar="cli.metavar.document", help="cli.option.template"
)


@click.group("review", cls=Group, help="cli.help.review")
def review() -> None: ...


@review.command("results", help="cli.help.review_results")
@_round
@_book
def results(code: str, out: Path) -> None:
    from toolkit.actions.review_figures import (  # noqa: PLC0415 -- help needs no database
        review_figures,
    )
    from toolkit.actions.review_files import (  # noqa: PLC0415 -- help needs no workbooks
        write_review_results,
    )

    _ends(out, ".xlsx", "cli.export.not_xlsx")
    with opened() as kit:
        figures = review_figures(kit.desk, review=code, words=words())
        with writing_to(out), progress(say("cli.review.doing")) as show:
            write_review_results(kit.desk, figures=figures, out=out, words=words(), progress=show)
    key = "cli.review.so_far" if figures.provisional else "cli.review.results_done"
    tell(say(key, review=words().named(figures.review), count=len(figures.rows), path=out))


@review.command("sheets", help="cli.help.review_sheets")
@_round
@_book
@option("--member", default="", metavar="cli.metavar.login", help="cli.option.member")
@option("--filled", is_flag=True, help="cli.option.filled")
def sheets(code: str, out: Path, member: str, filled: bool) -> None:  # noqa: FBT001 -- click's flag
    from toolkit.actions.review_files import forms_file  # noqa: PLC0415 -- help needs no workbooks

    def made(desk: "Desk") -> tuple[str, bytes]:
        return forms_file(desk, review=code, words=words(), login=member, filled=filled)

    _ends(out, ".xlsx", "cli.export.not_xlsx")
    _written(out, made)
    tell(say("cli.review.sheets_done", path=out))


@review.command("minutes", help="cli.help.review_minutes")
@_round
@_document
@_template
def minutes(code: str, out: Path, template: Path | None) -> None:
    from toolkit.actions.review_papers import minutes_file  # noqa: PLC0415 -- help needs no files

    def made(desk: "Desk") -> tuple[str, bytes]:
        return minutes_file(desk, review=code, words=words(), template=template)

    _ends(out, ".docx", "cli.papers.not_docx")
    _written(out, made)
    tell(say("cli.review.minutes_done", path=out))


@review.command("submission", help="cli.help.review_submission")
@_round
@_document
@_template
def submission(code: str, out: Path, template: Path | None) -> None:
    from toolkit.actions.review_papers import (  # noqa: PLC0415 -- help needs no files
        submission_file,
    )

    def made(desk: "Desk") -> tuple[str, bytes]:
        return submission_file(desk, review=code, words=words(), template=template)

    _ends(out, ".docx", "cli.papers.not_docx")
    _written(out, made)
    tell(say("cli.review.submission_done", path=out))


@review.command("rewards", help="cli.help.review_rewards")
@_round
@option(
    "--out",
    type=OutFile(),
    required=True,
    metavar="cli.metavar.either",
    help="cli.option.either",
)
@_template
def rewards(code: str, out: Path, template: Path | None) -> None:
    from toolkit.actions.review_papers import (  # noqa: PLC0415 -- help needs no files
        reward_list_file,
        rewards_file,
    )

    def made(desk: "Desk") -> tuple[str, bytes]:
        if out.suffix.lower() == ".docx":
            return reward_list_file(desk, review=code, words=words(), template=template)
        return rewards_file(desk, review=code, words=words())

    if out.suffix.lower() != ".docx":
        _ends(out, ".xlsx", "cli.export.not_xlsx")
    _written(out, made)
    tell(say("cli.review.rewards_done", path=out))


def _ends(out: Path, ending: str, key: str) -> None:
    if out.suffix.lower() != ending:
        raise click.BadParameter(say(key, path=out), param_hint="--out")


def _written(out: Path, made: Callable[["Desk"], tuple[str, bytes]]) -> None:
    """Write what is made to `out`: all of it or nothing."""
    with opened() as kit:
        _, data = made(kit.desk)
    part = out.with_name(f".{out.name}.part")
    with writing_to(out):
        try:
            part.write_bytes(data)
            part.replace(out)
        finally:
            part.unlink(missing_ok=True)
