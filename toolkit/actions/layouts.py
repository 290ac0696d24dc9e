"""Prescribed workbooks filled with the figures of a day."""

from datetime import date
from hashlib import sha256
from pathlib import Path

from toolkit.actions.desk import Desk
from toolkit.actions.rights import require
from toolkit.actions.views.overall import summary_6
from toolkit.domain.ledger import Exported
from toolkit.exchange.layouts import LAYOUT_NAMES, fill, statistics_layout, statistics_values
from toolkit.exchange.official.workbook import dated_name
from toolkit.rules.permissions import Act
from toolkit.words import Words


def statistics_form(
    desk: Desk, *, words: Words, on: date | None = None, template: Path | None = None
) -> tuple[str, bytes]:
    """The statistics form as known at the end of `on` (today where None): (file name, workbook).

    `template` is a layout of one's own. Raises Refused, and FaultyFile where the layout can't be
    filled."""
    require(desk, Act.SUMMARISE)
    figures = summary_6(desk, on=on)
    data = fill(template or statistics_layout(), statistics_values(figures, words), LAYOUT_NAMES)
    name = dated_name(words.say("papers.file_statistics"), figures)
    line = Exported(
        kind="statistics",
        name=name,
        digest=sha256(data).hexdigest(),
        known_on=figures.as_known_on,
        mark=figures.fingerprint,
        plan_version=figures.plan_version,
    )
    with desk.store.writing(by=desk.user.login, at=desk.now()) as tx:
        tx.exported(line)
        tx.commit()
    return name, data
