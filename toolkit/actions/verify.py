"""Whether a file is an unaltered export of ours, and if not, in which cells it differs."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

from toolkit.actions.desk import Desk
from toolkit.actions.exports import digest_of
from toolkit.actions.rights import require
from toolkit.actions.summaries import SUMMARIES
from toolkit.domain.ledger import Exported
from toolkit.domain.zone import VIETNAM
from toolkit.errors import FaultyFile, NoPlan, Problem
from toolkit.exchange.comparing import Described, Differences, described, differing
from toolkit.exchange.official.page import Figures
from toolkit.rules.permissions import Act
from toolkit.words import Words

_SUMMARY = "summary-"
_NEAR = timedelta(hours=1)


class Answer(StrEnum):
    """Nguyên vẹn; lưu lại mà số liệu không đổi; đã bị sửa; không phải tệp của kho dữ liệu này."""

    UNALTERED = "unaltered"
    SAVED_ANEW = "saved_anew"
    ALTERED = "altered"
    NOT_OURS = "not_ours"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """The answer; `line` is the export that the file comes from, where it is on record.

    `kind` is "summary-1" and so on, `known_on` the day of its figures; `problems` why it could
    not be read."""

    answer: Answer
    name: str
    line: Exported | None = None
    by: str = ""
    kind: str = ""
    known_on: date | None = None
    differences: Differences = field(default_factory=Differences)
    problems: tuple[Problem, ...] = ()


def verify(desk: Desk, *, name: str, data: bytes) -> Verified:
    """What the file is. Raises Refused."""
    require(desk, Act.SUMMARISE)
    lines = _lines(desk, digest=digest_of(data))
    if lines:
        return _of_line(desk, Answer.UNALTERED, name, lines[0])
    try:
        return _looked_into(desk, name, data)
    except FaultyFile as fault:
        return Verified(answer=Answer.NOT_OURS, name=name, problems=fault.problems)


def _looked_into(desk: Desk, name: str, data: bytes) -> Verified:
    told = described(name, data)
    number = told.kind.removeprefix(_SUMMARY)
    if not told.mark or not number.isdigit() or int(number) not in SUMMARIES:
        return Verified(answer=Answer.NOT_OURS, name=name)
    line = _line_of(desk, told)
    made_at = told.made_at if line is None or _is_near(told, line) else line.at
    day = line.known_on if line else told.known_on
    figures = _remade(desk, int(number), day, made_at, told.mark)
    if figures is None or (line is None and figures.fingerprint != told.mark):
        return Verified(answer=Answer.NOT_OURS, name=name)
    found = differing(name, _written(int(number), figures, Words(told.language)), data)
    answer = Answer.ALTERED if found else Answer.SAVED_ANEW
    if line is None:
        day = figures.as_known_on
        kind = told.kind
        return Verified(answer=answer, name=name, kind=kind, known_on=day, differences=found)
    return replace(_of_line(desk, answer, name, line), differences=found)


def _of_line(desk: Desk, answer: Answer, name: str, line: Exported) -> Verified:
    with desk.store.reading() as reading:
        by = reading.user_names([line.by]).get(line.by, line.by)
    return Verified(
        answer=answer, name=name, line=line, by=by, kind=line.kind, known_on=line.known_on
    )


def _lines(desk: Desk, *, digest: str = "", mark: str = "", kind: str = "") -> list[Exported]:
    with desk.store.reading() as reading:
        return list(reading.exports(digest=digest, mark=mark, kind=kind))


def _line_of(desk: Desk, told: Described) -> Exported | None:
    """The export with these figures that was written down next to when the file says it was."""
    lines = _lines(desk, mark=told.mark, kind=told.kind)
    return next((line for line in lines if _is_near(told, line)), lines[0] if lines else None)


def _is_near(told: Described, line: Exported) -> bool:
    return bool(told.made_at and line.at and abs(line.at - told.made_at) < _NEAR)


def _remade(
    desk: Desk, number: int, day: date | None, made_at: datetime | None, mark: str
) -> Figures | None:
    """The figures as they were when the file was made; the nearest where none has its mark."""
    if day is None or made_at is None or day > desk.today:
        return None
    nearest: Figures | None = None
    for known in _then(desk, made_at):
        try:
            figures: Figures = SUMMARIES[number].read(known, on=day)
        except NoPlan:
            continue
        if figures.fingerprint == mark:
            return figures
        nearest = nearest or figures
    return nearest


def _then(desk: Desk, made_at: datetime) -> Iterator[Desk]:
    """Who knew what was known at that moment; and who knew all that was known of it in the end.

    The demo's clock may go back within its day, so that a file tells of records younger than it."""
    tomorrow = made_at.astimezone(VIETNAM).date() + timedelta(days=1)
    for moment in (made_at, datetime.combine(tomorrow, time(), VIETNAM)):
        yield replace(desk, store=desk.store.at(moment), now=lambda: made_at)


def _written(number: int, figures: Figures, words: Words) -> bytes:
    """The workbook once more; nobody is told that it was made."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        out = Path(folder) / "remade.xlsx"
        SUMMARIES[number].write(figures, out, words=words)
        return out.read_bytes()
