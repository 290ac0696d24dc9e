"""Put a list together as a workbook, one record in memory at a time: whole or not at all."""

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import Path

from toolkit.exchange.lists.annexes import SourceSheet, SummarySheet
from toolkit.exchange.lists.form import Form, Line, Section, Stamp
from toolkit.exchange.lists.sheet import ListSheet
from toolkit.exchange.official.page import footer
from toolkit.exchange.official.sheet import LongSheet
from toolkit.exchange.official.steps import Steps
from toolkit.exchange.official.styles import Styles
from toolkit.exchange.official.workbook import (
    dated_name,
    describe,
    long_sheets,
    pack,
    workbook_at,
)
from toolkit.words import Words


def list_name(form: Form, stamp: Stamp, words: Words) -> str:
    """The name to offer: "Danh-sach-ca-nhan_08-KH-BTNMT_20181231.xlsx"."""
    return dated_name(words.say(form.name), stamp)


def write_list(
    form: Form,
    sections: Iterable[Section],
    out: Path,
    *,
    stamp: Stamp,
    count: int,
    words: Words,
    progress: Callable[[float], None] = lambda _share: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> int:
    """Write the list to `out`, which appears whole or not at all; returns how many records it has.

    `count` is how many to expect, for `progress` (shares 0-1, never back). Raises Cancelled when
    `cancelled` answers yes, and OSError as the disk gives it; then nothing is left behind."""
    say = words.say
    steps = Steps((count + 1) * 3 // 2, progress, cancelled)
    names = [say("lists.sheet.list"), say("lists.sheet.source")]
    if form.summaries:
        names.insert(1, say("lists.sheet.summaries"))
    with workbook_at(out, steps) as workbook, long_sheets(workbook, *names) as sheets:
        styles = Styles(workbook, words.language)
        written = ListSheet(sheets[0], form, styles, words, stamp)
        annex = SummarySheet(sheets[1], styles, words, stamp) if form.summaries else None
        source = SourceSheet(sheets[-1], styles, words, names[0])
        digest = sha256(f"{stamp.plan.code}|{form.title}|{stamp.as_known_on}".encode())
        written.begin()
        for line, number in _numbered(written, sections):
            source.write(number, written.row(number, line.cells), line.source)
            if annex:
                annex.write(number, line)
            digest.update(repr((tuple(line.cells), tuple(line.source))).encode())
            steps.done()
        written.end()
        source.end()
        if annex:
            annex.end()
        mark = digest.hexdigest()
        title, version = say(form.title), stamp.plan_version
        _foot(sheets, words, [title, *names[1:]], mark)
        describe(workbook, stamp, words, title=title, version=version, mark=mark)
        pack(workbook, steps)
    progress(1.0)
    return written.count


def _numbered(written: ListSheet, sections: Iterable[Section]) -> Iterator[tuple[Line, int]]:
    """Lines with their running number; a section's heading comes before its first line.

    A section without lines is not told."""
    for section in sections:
        for number, line in enumerate(section.lines, 1):
            if number == 1:
                written.section(section)
            yield line, number


def _foot(sheets: Iterable[LongSheet], words: Words, names: list[str], mark: str) -> None:
    for sheet, name in zip(sheets, names, strict=True):
        footer(sheet, words, table=name, fingerprint=mark)
