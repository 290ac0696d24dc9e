"""The book of files handed out: what was made, by whom, when, with which figures."""

from datetime import date
from hashlib import sha256

from toolkit.actions.desk import Desk
from toolkit.actions.rights import require
from toolkit.domain.ledger import Exported
from toolkit.rules.permissions import Act

SHOWN = 50


def digest_of(data: bytes) -> str:
    """The SHA-256 by which a file is known again."""
    return sha256(data).hexdigest()


def note_export(
    desk: Desk,
    *,
    kind: str,
    name: str,
    data: bytes,
    known_on: date,
    mark: str = "",
    plan_version: int = 0,
) -> None:
    """Write down that the desk's user made this file: see `Exported`."""
    line = Exported(
        kind=kind,
        name=name,
        digest=digest_of(data),
        known_on=known_on,
        mark=mark,
        plan_version=plan_version,
    )
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        tx.exported(line)
        tx.commit()


def exports(desk: Desk, *, kind: str = "", limit: int = SHOWN) -> tuple[Exported, ...]:
    """Files handed out, the newest first. Raises Refused."""
    require(desk, Act.SUMMARISE)
    with desk.store.reading() as reading:
        return reading.exports(kind=kind, limit=limit)
