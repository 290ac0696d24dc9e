"""`toolkit verify` and `toolkit compare`: files that the toolkit made, looked at again."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit.cli.common import opened
from toolkit.cli.faults import DONE, REFUSED, tell
from toolkit.cli.frame import Command, InFile, argument, say, words

if TYPE_CHECKING:
    from toolkit.actions.verify import Verified
    from toolkit.exchange.comparing import Changed, Comparison

_SHOWN = 50


@click.command("verify", cls=Command, help="cli.help.verify")
@argument("file", type=InFile(), metavar="cli.metavar.file")
def verify(file: Path) -> None:
    from toolkit.actions.verify import Answer  # noqa: PLC0415 -- help needs no database
    from toolkit.actions.verify import verify as look  # noqa: PLC0415 -- as above

    with opened() as kit:
        found = look(kit.desk, name=file.name, data=file.read_bytes())
    for sentence in _verified(found):
        tell(sentence)
    sys.exit(DONE if found.answer is Answer.UNALTERED else REFUSED)


@click.command("compare", cls=Command, help="cli.help.compare")
@argument("first", type=InFile(), metavar="cli.metavar.first")
@argument("second", type=InFile(), metavar="cli.metavar.second")
def compare(first: Path, second: Path) -> None:
    from toolkit.actions.compare import compare_files  # noqa: PLC0415 -- help reads no workbook

    found = compare_files((first.name, first.read_bytes()), (second.name, second.read_bytes()))
    for sentence in _compared(found):
        tell(sentence)


def _verified(found: "Verified") -> Iterator[str]:
    from toolkit.exchange.comparing import (  # noqa: PLC0415 -- help reads no workbook
        kind_name,
        maker_name,
        written,
    )

    yield say(f"verify.{found.answer}", name=found.name)
    yield from words().problems(found.problems)
    if found.known_on:
        yield say("verify.of", kind=kind_name(found.kind, words()), on=found.known_on)
    if found.line:
        by = maker_name(found.by, words())
        yield say("verify.made", by=by, at=found.line.at, name=found.line.name)
    differences = found.differences
    for sheet in differences.lacking:
        yield say("verify.lacking", sheet=sheet)
    for sheet in differences.added:
        yield say("verify.added", sheet=sheet)
    for each in differences.cells[:_SHOWN]:
        ours, theirs = written(each.ours, words()), written(each.theirs, words())
        place = f"{each.sheet}!{each.cell}"
        yield say("verify.cell", place=place, ours=ours, theirs=theirs)
    if differences.count > _SHOWN:
        yield say("verify.more", count=differences.count - _SHOWN)


def _compared(found: "Comparison") -> Iterator[str]:
    from toolkit.exchange.comparing import kind_name, told  # noqa: PLC0415 -- help reads no workbook

    before, after = found.before.known_on, found.after.known_on
    if before and after:
        kind = kind_name(found.after.kind, words())
        yield say("comparing.title", kind=kind, before=before, after=after)
    if not found.count:
        yield say("comparing.same")
        return
    yield say("comparing.figures", count=len(found.changed))
    for total in found.changed:
        yield f"  {told(total, words())} [{say('comparing.rows', count=total.rows)}]"
    yield say("comparing.changed", count=found.count)
    for row in found.rows[:_SHOWN]:
        yield from _row(row)
    if found.count > _SHOWN:
        yield say("comparing.more", count=found.count - _SHOWN)


def _row(row: "Changed") -> Iterator[str]:
    from toolkit.exchange.comparing import told, written  # noqa: PLC0415 -- as above

    lines = " → ".join(str(each) if each else "–" for each in row.lines)
    key = " · ".join(written(each, words()) for each in row.key if each is not None)
    yield f"  {key} ({say('comparing.lines', lines=lines)})"
    for cell in row.cells:
        yield f"    {told(cell, words())}"
    for source in row.sources:
        state = "new" if source.is_new else "gone" if source.is_gone else "other"
        cells = "; ".join(told(each, words()) for each in source.cells)
        yield f"    {say(f'comparing.source_{state}', record=source.record)} {cells}"
