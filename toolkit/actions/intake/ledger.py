"""The ledger of files that came: its lines, the files as they came, and copies to be mended."""

from pathlib import PurePath

from toolkit.actions.desk import Desk
from toolkit.actions.intake.taking import look
from toolkit.actions.rights import require, visible_codes
from toolkit.domain.ledger import Received, ReceivedPage
from toolkit.errors import NotFound
from toolkit.exchange.annotate import annotated as marked
from toolkit.exchange.annotate import can_be_marked
from toolkit.rules.permissions import Act
from toolkit.store import Reading
from toolkit.words import Words


def ledger(
    desk: Desk, *, unit: str = "", verdict: str = "", offset: int = 0, limit: int = 50
) -> ReceivedPage:
    """A page of the files received, the newest first; a unit's coordinator sees those of units
    that they speak for, and those they sent themselves."""
    require(desk, Act.TAKE_FILES)
    with desk.store.reading() as q:
        return q.received(
            offset=offset,
            limit=limit,
            unit=unit,
            verdict=verdict,
            codes=visible_codes(desk, q),
            by=desk.user.login,
        )


def ledger_line(desk: Desk, *, received: str) -> Received:
    """One line of the ledger, with all its problems and notes. Raises NotFound."""
    require(desk, Act.TAKE_FILES)
    with desk.store.reading() as q:
        return _line(desk, q, received)


def kept_file(desk: Desk, *, received: str) -> tuple[str, bytes]:
    """(name, bytes) of a file as it came, by the id of its line. Raises NotFound."""
    require(desk, Act.TAKE_FILES)
    with desk.store.reading() as q:
        line = _line(desk, q, received)
        if not line.kept:
            raise NotFound
        return line.name, q.received_file(line.digest)


def _line(desk: Desk, q: Reading, received: str) -> Received:
    line = q.received_line(received)
    visible = visible_codes(desk, q)
    if line is None:
        raise NotFound
    if visible is not None and line.unit not in visible and line.by != desk.user.login:
        raise NotFound
    return line


def annotated(desk: Desk, *, name: str, data: bytes, words: Words) -> tuple[str, bytes]:
    """(name, bytes) of the file with each fault marked in its cell and listed on a first sheet; of
    a file that can't be marked, a workbook with the list alone.

    Nothing is written. Raises Refused for those who may not take files."""
    preview = look(desk, name=name, data=data)
    copy = marked(data, preview.problems, words)
    own = PurePath(name)
    suffix = own.suffix if can_be_marked(data) else ".xlsx"
    return words.say("intake.annotated_name", name=own.stem, suffix=suffix), copy
