"""What somebody typed of an activity and has not saved: theirs alone, by what it hangs on."""

from collections.abc import Collection
from datetime import datetime
from hashlib import sha256
from typing import Any

from toolkit.actions.desk import Desk
from toolkit.actions.rights import require
from toolkit.rules.permissions import Act


def draft_key(*, kind: str = "", exemplars: Collection[str] = (), activity: str = "") -> str:
    """Names the draft of one activity on record, or of a new one of a kind for these exemplars."""
    if activity:
        return f"activity {activity}"
    return f"activity {kind} {sha256(','.join(exemplars).encode()).hexdigest()[:16]}"


def keep_deed(desk: Desk, *, key: str, form: dict[str, Any]) -> None:
    """Keep what was typed until it is saved or thrown away."""
    require(desk, Act.WRITE_EXEMPLARS)
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        tx.save_draft(desk.user.login, key, form)
        tx.commit()


def read_deed(desk: Desk, *, key: str) -> tuple[dict[str, Any], datetime | None]:
    """The user's own draft and when it was kept; ({}, None) where there is none."""
    with desk.store.reading() as reading:
        return reading.draft(desk.user.login, key) or ({}, None)


def drop_deed(desk: Desk, *, key: str) -> None:
    """Throw the user's own draft away."""
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        tx.drop_draft(desk.user.login, key)
        tx.commit()
