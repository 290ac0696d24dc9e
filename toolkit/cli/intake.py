"""`toolkit import workbooks`: take the workbooks back that units sent, and show the ledger."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from toolkit.cli.common import opened, progress
from toolkit.cli.faults import REFUSED, tell
from toolkit.cli.frame import Command, Place, argument, option, say, words
from toolkit.errors import Problem

if TYPE_CHECKING:
    from toolkit.actions.intake import LineState, Preview, Received

_MOST_TOLD = 20
"""Sentences told of one file; the ledger and the annotated copy hold them all."""


@click.command("workbooks", cls=Command, help="cli.intake.help")
@argument("place", type=Place(), metavar="cli.intake.metavar")
@option("--yes", is_flag=True, help="cli.intake.yes")
def taken_workbooks(place: Path, *, yes: bool) -> None:
    from toolkit.actions.intake import (  # noqa: PLC0415 -- help needs no database
        Verdict,
        look_many,
        take_many,
    )

    sent = _Sent(*_found(place))
    with opened() as kit:
        if not yes:
            with progress(say("cli.intake.looking")) as show:
                _show([*sent.each(lambda files: look_many(kit.desk, files), show)])
            click.confirm(say("cli.intake.sure", count=len(sent.files)), abort=True)
        with progress(say("cli.intake.doing")) as show:
            lines = [*sent.each(lambda files: take_many(kit.desk, files), show)]
    if yes:
        _show(lines)
    good = (Verdict.ACCEPTED, Verdict.DUPLICATE)
    taken = sum(line.verdict in good for line in lines)
    refused = len(lines) - taken + len(sent.problems)
    tell(say("cli.intake.done", count=taken, refused=refused))
    _refuse(words().problems(sent.problems), is_refused=refused > 0)


Read = Callable[[Iterable[tuple[str, bytes]]], Iterator["Preview | Received"]]


@dataclass
class _Sent:
    """The files that were found, why others are left out, and why some could not be unpacked."""

    files: Sequence[tuple[str, Path]]
    left_out: tuple[Problem, ...]
    unread: list[Problem] = field(default_factory=list)

    def each(self, read: Read, show: Callable[[float], None]) -> Iterator["Preview | Received"]:
        """What `read` makes of each of them; zips are unpacked on the way, nothing is kept."""
        done = 0
        self.unread = []

        def contents() -> Iterator[tuple[str, bytes]]:
            nonlocal done
            for name, path in self.files:
                done += 1
                yield from self._unpacked(name, path)
                show(done / len(self.files))

        yield from read(contents())

    def _unpacked(self, name: str, path: Path) -> Iterator[tuple[str, bytes]]:
        from toolkit.exchange.packed import files_in, read_file  # noqa: PLC0415 -- as above

        data, problems = read_file(name, path)
        if not problems:
            found, problems = files_in(name, data)
            yield from found
        self.unread += problems

    @property
    def problems(self) -> list[Problem]:
        return [*self.left_out, *self.unread]


def _found(place: Path) -> tuple[Sequence[tuple[str, Path]], tuple[Problem, ...]]:
    from toolkit.exchange.packed import files_under  # noqa: PLC0415 -- as above

    if place.is_file():
        return [(place.name, place)], ()
    return files_under(place)


def _show(lines: Sequence["Preview | Received"]) -> None:
    """The ledger as a table, then what is wrong, and what is worth knowing, file by file."""
    rows = [_row(line) for line in lines]
    head = [say(f"cli.intake.head.{name}") for name in ("file", "unit", "verdict", "rows")]
    table = [head, *rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row in table:
        tell("  ".join(map(str.ljust, row, widths)).rstrip())
    for line in lines:
        told = words().problems([*line.problems, *line.notes])
        if told:
            tell(f"\n{line.name}")
        for sentence in told[:_MOST_TOLD]:
            tell(f"  - {sentence}")
        if len(told) > _MOST_TOLD:
            tell(f"  - {say('cli.intake.more', count=len(told) - _MOST_TOLD)}")


def _row(line: "Preview | Received") -> list[str]:
    return [line.name, line.unit, say(f"verdict.{line.verdict}"), _counted(line.counts)]


def _counted(counts: "Mapping[LineState, int] | Mapping[str, int]") -> str:
    """ "3 mới · 12 thay đổi"."""
    said = (say(f"cli.intake.rows.{state}", count=count) for state, count in counts.items())
    return " · ".join(said)


def _refuse(faults: Sequence[str], *, is_refused: bool) -> None:
    if faults:
        click.echo("\n".join(faults), err=True)
    if is_refused:
        click.get_current_context().exit(REFUSED)
