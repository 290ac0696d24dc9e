"""How cells and changes are told to people."""

from datetime import date

from toolkit.exchange.comparing.model import Cell, Told
from toolkit.words import Words

NOTHING = "–"


def written(cell: Cell, words: Words) -> str:
    """A number or day as people write it; a dash where nothing stands."""
    if cell is None:
        return NOTHING
    if isinstance(cell, date):
        return words.date(cell)
    return cell if isinstance(cell, str) else words.number(cell)


def signed(change: float | None, words: Words) -> str:
    """ "+1.200" or "−3"; nothing where nothing changed."""
    if not change:
        return ""
    return f"{'+' if change > 0 else '−'}{words.number(abs(change))}"


def told(cell: Told, words: Words) -> str:
    """ "Chậm: 0 → 1 (+1)"."""
    text = f"{cell.label}: {written(cell.before, words)} → {written(cell.after, words)}"
    change = signed(cell.change, words)
    return f"{text} ({change})" if change else text


def kind_name(kind: str, words: Words) -> str:
    """What an export of this kind is called: "Biểu 1 (tiến độ)"."""
    key = f"export_kind.{kind.replace('-', '_')}"
    return words.say(key) if words.has(key) else words.say("export_kind.other")


def maker_name(name: str, words: Words) -> str:
    """Who made a file: a name as it is; the two logins that are nobody's in words."""
    key = f"maker.{name}"
    return words.say(key) if words.has(key) else name
