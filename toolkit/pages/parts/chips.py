"""Status as colour, sign and word: the parts of a chip."""

from toolkit.domain.obligation import Status
from toolkit.words import Words

SIGNS = {
    Status.NOT_DUE: "mdi-circle-outline",
    Status.DUE_SOON: "mdi-clock-outline",
    Status.OVERDUE: "mdi-alert",
    Status.SENT: "mdi-send",
    Status.RETURNED: "mdi-undo-variant",
    Status.ACCEPTED: "mdi-check",
    Status.WAIVED: "mdi-minus",
}


def chip(status: Status, words: Words, more: str = "") -> dict[str, str]:
    """What `<gs-chip :of="…">` shows; `more` follows the word ("Quá hạn · 12 ngày")."""
    word = words.say(f"status.{status}")
    return {"tone": status, "icon": SIGNS[status], "text": f"{word} · {more}" if more else word}
