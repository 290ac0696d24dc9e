"""`toolkit import list`: show what is understood of somebody's list, ask, and take it."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from toolkit.cli.common import Day, opened
from toolkit.cli.faults import REFUSED, tell
from toolkit.cli.frame import Command, InFile, argument, option, say, words
from toolkit.cli.list_questions import AWARD_TYPES, HIDDEN, LIKELY, ask
from toolkit.cli.list_shown import shown

if TYPE_CHECKING:
    from toolkit.actions.desk import Desk
    from toolkit.actions.foreign_answers import Answers, ListPreview

KINDS = ("persons", "collectives", "models", "initiatives")
_MOST_TOLD = 50


@click.command("list", cls=Command, help="cli.list.option.help")
@argument("file", type=InFile(), metavar="cli.metavar.file")
@option("--kind", type=click.Choice(KINDS), required=True, help="cli.list.option.kind")
@option("--yes", is_flag=True, help="cli.list.option.yes")
@option("--unit", default="", metavar="cli.list.metavar.code", help="cli.list.option.unit")
@option("--field", default="", metavar="cli.list.metavar.code", help="cli.list.option.field")
@option("--found-on", type=Day(), help="cli.list.option.found_on")
@option("--award-type", type=click.Choice(AWARD_TYPES), help="cli.list.option.award_type")
@option(
    "--paper-number",
    default="",
    metavar="cli.list.metavar.number",
    help="cli.list.option.paper_number",
)
@option("--hidden", type=click.Choice(HIDDEN), help="cli.list.option.hidden")
@option("--likely", type=click.Choice(LIKELY), help="cli.list.option.likely")
@option("--column", multiple=True, metavar="cli.list.metavar.pair", help="cli.list.option.column")
@option("--value", multiple=True, metavar="cli.list.metavar.meaning", help="cli.list.option.value")
def imported_list(file: Path, kind: str, *, yes: bool, **given: Any) -> None:
    from toolkit.actions.foreign_lists import look_and_take, take_list  # noqa: PLC0415 -- units.py
    from toolkit.domain.ledger import Verdict  # noqa: PLC0415 -- as above

    about: dict[str, Any] = {"kind": kind, "name": file.name, "data": file.read_bytes()}
    answers = _answers(kind, given)
    with opened() as kit:
        if yes:
            done, seen = look_and_take(kit.desk, **about, answers=answers)
            _show(seen)
        else:
            done = take_list(kit.desk, **about, answers=_asked(kit.desk, about, answers))
    if done.verdict is Verdict.REFUSED:
        _refuse(words().problems(done.problems))
    key = "cli.list.again" if done.verdict is Verdict.DUPLICATE else "cli.list.taken"
    tell(say(key, **{name: done.counts.get(name, 0) for name in ("new", "here", "awards")}))


def _asked(desk: "Desk", about: dict[str, Any], answers: "Answers") -> "Answers":
    """The answers with all that the person says; ends the command where they say no."""
    from toolkit.actions.foreign_lists import look_list  # noqa: PLC0415 -- help needs no database
    from toolkit.domain.ledger import Verdict  # noqa: PLC0415 -- as above

    seen = look_list(desk, **about, answers=answers)
    _show(seen)
    asked: set[str] = set()
    while (more := ask(seen, answers, asked)) != answers:
        answers = more
        seen = look_list(desk, **about, answers=answers)
        _show(seen, again=True)
    if seen.verdict is Verdict.ACCEPTED:
        sure = say("cli.list.ask_take", new=seen.counts["new"])
        click.confirm(sure, abort=True, default=True)
    return answers


def _show(seen: "ListPreview", *, again: bool = False) -> None:
    for line in shown(seen, words(), again=again):
        tell(line)


def _refuse(faults: list[str]) -> None:
    lines = [say("cli.list.refused"), *faults[:_MOST_TOLD]]
    if len(faults) > _MOST_TOLD:
        lines.append(say("cli.list.more", count=len(faults) - _MOST_TOLD))
    click.echo("\n".join(lines), err=True)
    click.get_current_context().exit(REFUSED)


def _answers(kind: str, given: dict[str, Any]) -> "Answers":
    """What the options answer. Raises BadParameter for pairs that are none."""
    from toolkit.actions.foreign_answers import Answers  # noqa: PLC0415 -- help needs none of it

    columns = dict(_pair(text, "=", "--column") for text in given.pop("column"))
    values = {}
    for text in given.pop("value"):
        told, code = _pair(text, "=", "--value")
        field, words_told = _pair(told, ":", "--value")
        values[field, words_told] = code
    for field in (*columns.values(), *(field for field, _ in values)):
        _check_field(kind, field)
    kept = {name: value for name, value in given.items() if value}
    return replace(Answers(columns=columns, values=values), **kept)


def _pair(text: str, mark: str, option_name: str) -> tuple[str, str]:
    first, found, second = text.rpartition(mark) if mark == "=" else text.partition(mark)
    if not found or not first.strip():
        pattern = say(f"cli.list.metavar.{'pair' if option_name == '--column' else 'meaning'}")
        raise click.BadParameter(
            say("cli.list.wrong_pair", value=text, pattern=pattern), param_hint=option_name
        )
    return first.strip(), second.strip()


def _check_field(kind: str, field: str) -> None:
    from toolkit.rules.list_columns import FIELDS, ListKind  # noqa: PLC0415 -- as above

    known = FIELDS[ListKind(kind)]
    if field and field not in known:
        raise click.BadParameter(
            say("cli.list.unknown_field", value=field, fields=", ".join(known))
        )
