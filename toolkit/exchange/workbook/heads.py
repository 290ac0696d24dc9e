"""What the fields of a line are called, as the heads of the workbook call them."""

from toolkit.domain.plan import Plan
from toolkit.domain.workbook import Sheet
from toolkit.exchange.workbook.form import FORMS
from toolkit.rules.workbook_lines import NUMBER_FIELD
from toolkit.words import Words


def field_name(words: Words, plan: Plan, sheet: Sheet, key: str, field: str) -> str:
    """The head of the field's column; of a report's number ("number.ca_nhan") what it asks for.

    `key` is the line's. An unknown field or number is told as it is."""
    if field.startswith(NUMBER_FIELD):
        return _number(words, plan, key, field.removeprefix(NUMBER_FIELD))
    columns = [column for column in FORMS[sheet].columns if column.field == field]
    if not columns:
        return field
    if columns[0].part:
        return words.say(f"workbook.field.{field}")
    return words.say(f"workbook.col.{sheet}.{columns[0].name}")


def _number(words: Words, plan: Plan, key: str, code: str) -> str:
    task = plan.task_by_code.get(key.partition("/")[0])
    numbers = {number.code: words.named(number) for number in (task.numbers if task else ())}
    return numbers.get(code, code)
