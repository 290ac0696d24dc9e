"""What somebody typed and has not sent: kept by user and obligation, seen by nobody else."""

from datetime import datetime
from typing import Any

from toolkit.actions.desk import Desk
from toolkit.actions.rights import require
from toolkit.rules.permissions import Act


def keep_draft(desk: Desk, *, obligation: str, form: dict[str, Any]) -> None:
    """Keep the form's values until they are sent or thrown away."""
    require(desk, Act.SEND)
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        tx.save_draft(desk.user.login, obligation, form)
        tx.commit()


def read_draft(desk: Desk, *, obligation: str) -> tuple[dict[str, Any], datetime | None]:
    """The user's own draft and when it was kept; ({}, None) where there is none."""
    with desk.store.reading() as reading:
        found = reading.draft(desk.user.login, obligation)
    return found or ({}, None)


def drop_draft(desk: Desk, *, obligation: str) -> None:
    """Throw the user's own draft away."""
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        tx.drop_draft(desk.user.login, obligation)
        tx.commit()
