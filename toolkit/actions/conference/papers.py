"""Papers of a conference: list of delegates, badges, certificates, invitations."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from toolkit.actions.conference.called import Called, called
from toolkit.actions.conference.views import ConferenceView, DelegateRow, delegate_rows
from toolkit.actions.desk import Desk
from toolkit.actions.exports import note_export
from toolkit.actions.rights import refuse, require
from toolkit.domain.blocker import blocker
from toolkit.domain.conference import DelegateState
from toolkit.errors import Cancelled
from toolkit.exchange.lists import Line, Section, Stamp, write_list
from toolkit.exchange.lists.form import Column, Form, Look
from toolkit.exchange.word.conference import (
    ConferencePaper,
    Delegates,
    Printed,
    conference_paper,
)
from toolkit.exchange.word.pdf import can_make_pdf, pdf_of
from toolkit.rules.conference import COMING
from toolkit.rules.permissions import Act
from toolkit.words import Words

EXCEL = "list-xlsx"
_WORD = {f"{kind.name.lower()}-docx": kind for kind in ConferencePaper}
_PDF = {f"{kind.name.lower()}-pdf": kind for kind in ConferencePaper}
KINDS = (EXCEL, *_WORD, *_PDF)
"""What can be made: "list-xlsx", "badges-docx", "badges-pdf" …"""
_LIST = Form(
    "conference_paper.file.list",
    "conference_paper.title",
    "conference_paper.note",
    (
        Column("full_name", 46),
        Column("badge", 15, Look.MIDDLE),
        Column("post", 46),
        Column("home", 58, grows=1),
        Column("exemplars", 50, grows=1),
        Column("attendance", 26),
        Column("note", 30),
    ),
)
Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Offered:
    """A paper that can be made: for how many, and in which kinds of file."""

    paper: ConferencePaper
    count: int
    kinds: tuple[str, ...]


def offered(seen: ConferenceView) -> tuple[Offered, ...]:
    """Every paper, with its kinds of file; PDF only where this machine can make it."""
    coming = [row for row in seen.rows if row.delegate.state in COMING]
    exemplars = sum(1 for row in coming if row.delegate.exemplar)
    found = []
    for paper in ConferencePaper:
        name = paper.name.lower()
        kinds = [f"{name}-docx", *([f"{name}-pdf"] if can_make_pdf() else [])]
        if paper is ConferencePaper.LIST:
            kinds.insert(0, EXCEL)
        certified = paper is ConferencePaper.CERTIFICATES
        found.append(Offered(paper, exemplars if certified else len(coming), tuple(kinds)))
    return tuple(found)


def paper(
    desk: Desk,
    *,
    conference: str,
    kind: str,
    words: Words,
    template: Path | None = None,
    progress: Progress = lambda _: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> tuple[str, bytes]:
    """A paper of the conference: (file name, bytes), and a line in the book of exports.

    Those on the list are printed: confirmed, excused, attended. Raises Refused, UnknownConference,
    FaultyFile for a template that can't be filled, NoPdf, Cancelled."""
    require(desk, Act.RUN_CONFERENCE)
    if kind not in KINDS:
        refuse((blocker("blocker.not_in_list", "kind"),))
    with desk.store.reading() as q:
        seen = called(q, desk, conference)
        rows = [each for each in delegate_rows(q, seen) if each.delegate.state in COMING]
        version = q.plan_version()
    named = version.version if version else 1
    if not rows:
        refuse((blocker("blocker.list_empty"),))
    if kind == EXCEL:
        data = _excel(desk, seen, rows, named, words, progress, cancelled)
    else:
        data = _document(desk, seen, rows, kind, words, template)
        progress(0.4)
        if cancelled():
            raise Cancelled
        if kind in _PDF:
            data = pdf_of(data)
    progress(1.0)
    of, _, ending = kind.rpartition("-")
    name = f"{words.say(f'conference_paper.file.{of}')}_{conference}.{ending}"
    note_export(
        desk,
        kind=f"conference-{of}",
        name=name,
        data=data,
        known_on=desk.today,
        plan_version=named,
    )
    return name, data


def _document(  # noqa: PLR0917 -- what is printed, for whom, how
    desk: Desk,
    seen: Called,
    rows: list[DelegateRow],
    kind: str,
    words: Words,
    template: Path | None,
) -> bytes:
    one = seen.conference
    codes = [section.code for section in one.sections]
    people = [_printed(each, codes, words) for each in rows]
    delegates = Delegates(
        plan=seen.plan,
        name=words.named(one),
        on=one.on,
        place=one.place,
        made_on=desk.today,
        sections=[words.named(section) for section in one.sections],
        people=people,
    )
    which = _WORD.get(kind) or _PDF[kind]
    if which is ConferencePaper.CERTIFICATES and not any(each.exemplar for each in people):
        refuse((blocker("blocker.nobody_to_certify"),))
    return conference_paper(which, delegates, words, template)


def _printed(row: DelegateRow, codes: list[str], words: Words) -> Printed:
    one, found = row.delegate, row.exemplar
    unit = row.unit.name if row.unit else one.unit
    told = f"{words.say(f'exemplar_kind.{found.kind}')}, {unit}" if found else ""
    return Printed(
        name=one.name,
        post=one.post,
        unit=unit,
        badge=one.badge,
        section=codes.index(row.section) if row.section in codes else len(codes),
        exemplar=found.name if found else "",
        told=told,
    )


def _excel(  # noqa: PLR0917 -- as `_document`
    desk: Desk,
    seen: Called,
    rows: list[DelegateRow],
    version: int,
    words: Words,
    progress: Progress,
    cancelled: Callable[[], bool],
) -> bytes:
    one = seen.conference
    told = words.say("conference_paper.told", name=words.named(one), on=one.on, place=one.place)
    stamp = Stamp(
        plan=seen.plan,
        plan_version=version,
        as_known_on=desk.today,
        made_at=desk.now(),
        told=told,
    )
    sections = [
        Section(words.named(each), [_line(row, words) for row in rows if row.section == each.code])
        for each in one.sections
    ]
    with TemporaryDirectory(prefix="guong-sang-") as folder:
        out = Path(folder) / "danh-sach.xlsx"
        write_list(
            _LIST,
            sections,
            out,
            stamp=stamp,
            count=len(rows),
            words=words,
            progress=progress,
            cancelled=cancelled,
        )
        return out.read_bytes()


def _line(row: DelegateRow, words: Words) -> Line:
    one, found = row.delegate, row.exemplar
    unit = row.unit.name if row.unit else one.unit
    marked = one.state in (DelegateState.ATTENDED, DelegateState.EXCUSED)
    state = words.say(f"conference.state.{one.state}") if marked else ""
    badge = f"{one.badge:03d}" if one.badge else ""
    cells = (one.name, badge, one.post, unit, found.name if found else "", state)
    code = found.code if found else ""
    group = words.say(f"conference.group.{one.group}")
    source = (code, one.name, one.unit, group, "", one.id, one.version)
    return Line((*cells, one.note), source)
