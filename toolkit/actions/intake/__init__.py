"""Take unit workbooks back: look, decide, take; the ledger of all that came."""

from toolkit.actions.intake.ledger import annotated, kept_file, ledger, ledger_line
from toolkit.actions.intake.taking import Preview, look, look_many, take, take_many
from toolkit.domain.ledger import Received, ReceivedPage, Verdict
from toolkit.rules.three_way import Change, Choices, Compared, LineState, Side

__all__ = [
    "Change",
    "Choices",
    "Compared",
    "LineState",
    "Preview",
    "Received",
    "ReceivedPage",
    "Side",
    "Verdict",
    "annotated",
    "kept_file",
    "ledger",
    "ledger_line",
    "look",
    "look_many",
    "take",
    "take_many",
]
