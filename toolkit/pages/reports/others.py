"""Reports that are many files, or a form that others prescribe: previewed and made."""

from collections.abc import Callable
from datetime import date

from toolkit.actions.bundles import everything, reminders_zip, table_sizes
from toolkit.actions.desk import Desk
from toolkit.actions.layouts import statistics_form
from toolkit.actions.word_reports import late_units
from toolkit.exchange.bulk import Format
from toolkit.words import Words

STATISTICS, LETTERS = "statistics", "letters"
TABLES = {form.value: form for form in Format}
"""Views of everything as tables → the format."""
OTHERS = (STATISTICS, LETTERS, *TABLES)
_SHOWN = 50
Told = tuple[list[list[str]], list[dict[str, str]]]
Job = Callable[[Callable[[float], None], Callable[[], bool]], tuple[str, bytes]]


def letters_told(desk: Desk, words: Words) -> Told:
    """The units that would get a letter, the latest first: the first of them, and all."""
    late = late_units(desk)
    columns = [["name", words.say("reports.unit")]]
    columns += [[each, words.say(f"reports.col.{each}")] for each in ("missing", "oldest", "days")]
    rows = [
        {
            "name": each.name,
            "missing": words.number(each.count),
            "oldest": words.date(each.oldest_deadline),
            "days": words.number(each.days),
        }
        for each in late[:_SHOWN]
    ]
    if len(late) > _SHOWN:
        more = words.say("reports.more_units", count=len(late) - _SHOWN)
        rows.append({"name": more, "missing": "", "oldest": "", "days": ""})
    total = words.number(sum(each.count for each in late))
    rows.append({"name": words.say("reports.total"), "missing": total, "oldest": "", "days": ""})
    return columns, rows


def tables_told(desk: Desk, on: date, words: Words) -> Told:
    """How many rows the main tables have."""
    sizes = table_sizes(desk, on=on)
    columns = [["name", words.say("reports.table")], ["count", words.say("reports.rows")]]
    rows = [
        {"name": words.say(f"bulk.table.{table}"), "count": words.number(count)}
        for table, count in sizes.items()
    ]
    total = words.number(sum(sizes.values()))
    return columns, [*rows, {"name": words.say("reports.total"), "count": total}]


def other_job(desk: Desk, view: str, on: date, words: Words) -> Job:
    """The work of making it."""
    if view == STATISTICS:
        return lambda _progress, _cancelled: statistics_form(desk, words=words, on=on)
    if view == LETTERS:
        return lambda progress, cancelled: reminders_zip(
            desk, words=words, progress=progress, cancelled=cancelled
        )
    form = TABLES[view]
    return lambda progress, cancelled: everything(
        desk, form=form, words=words, on=on, progress=progress, cancelled=cancelled
    )
