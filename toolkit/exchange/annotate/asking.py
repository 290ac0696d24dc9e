"""The marked copy of a faulty workbook: what to say is found here, a child touches the file."""

import base64
import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from toolkit.errors import Problem
from toolkit.exchange.annotate.book import add_ours, remove_sheet, worksheets
from toolkit.exchange.annotate.listing import MOST_LISTED, Fault, Texts, listing
from toolkit.exchange.annotate.marking import STYLES, Told, packed
from toolkit.exchange.annotate.package import Package
from toolkit.exchange.annotate.styles import with_styles
from toolkit.exchange.child import ChildFailed, in_child
from toolkit.exchange.guard import Format, guard

if TYPE_CHECKING:
    from toolkit.words import Words


def annotated(data: bytes, problems: Sequence[Problem], words: "Words") -> bytes:
    """The workbook with bad cells in red, a note in each and a first sheet that lists the faults.

    Marks of an earlier return are replaced; notes of others are kept. A file that is no .xlsx
    workbook, or one too damaged to be marked, gives a workbook that holds the list alone."""
    told = [_told(problem, words) for problem in problems]
    texts = _texts(len(problems), words)
    if not can_be_marked(data):
        return _list_alone(told, texts)
    try:
        marked = in_child("toolkit.exchange.annotate.marking:marked", packed(data, told, texts))
    except ChildFailed:
        return _list_alone(told, texts)
    return base64.b64decode(marked)


def can_be_marked(data: bytes) -> bool:
    """Whether the file itself can go back with marks."""
    guarded = guard(data)
    return guarded.format is Format.XLSX and not guarded.problems


def _told(problem: Problem, words: "Words") -> Told:
    sheet = str(problem.values.get("sheet", ""))
    return Told(sheet, problem.cell, problem.line, words.say(problem.key, **problem.values))


def _texts(count: int, words: "Words") -> Texts:
    headings = [
        words.say("annotated.number"),
        words.say("annotated.where"),
        words.say("annotated.cell"),
        words.say("annotated.what"),
    ]
    return Texts(
        words.say("annotated.sheet"),
        words.say("annotated.title", count=count),
        words.say("annotated.guide"),
        headings,
        words.say("annotated.more", count=max(count - MOST_LISTED, 0)),
    )


def _list_alone(told: Sequence[Told], texts: Texts) -> bytes:
    """A new workbook of one sheet, for what cannot be marked itself."""
    import xlsxwriter  # noqa: PLC0415 -- few need it, and it is slow to load

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.add_worksheet()
    package = Package(out.getvalue())
    xml, styles = with_styles(package.read(STYLES))
    package.write(STYLES, xml)
    faults = [Fault("", one.cell or _row(one.line), one.sentence) for one in told]
    add_ours(package, texts.sheet, listing(faults, styles, texts))
    remove_sheet(package, worksheets(package)[0])
    return package.save()


def _row(line: int) -> str:
    return f"{line}:{line}" if line else ""
