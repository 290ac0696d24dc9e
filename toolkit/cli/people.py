"""`toolkit user`: who may come in by a proxy's identity, and as what."""

import click

from toolkit.cli.common import opened
from toolkit.cli.faults import tell
from toolkit.cli.frame import Group, argument, option, say
from toolkit.domain.user import Role


@click.group(cls=Group, help="cli.help.user")
def user() -> None: ...


@user.command("add", help="cli.help.user_add")
@argument("login", metavar="cli.metavar.login")
@option("--name", required=True, metavar="cli.metavar.text", help="cli.option.name")
@option(
    "--role",
    required=True,
    type=click.Choice([role.value for role in Role]),
    help="cli.option.role",
)
@option("--unit", default="", metavar="cli.metavar.unit", help="cli.option.unit")
def add(login: str, name: str, role: str, unit: str) -> None:
    from toolkit.actions.users import add_user  # noqa: PLC0415 -- help needs no database

    with opened() as kit:
        person = add_user(kit.desk, login=login, name=name, role=role, unit=unit)
    tell(say("cli.user.added", login=person.login, role=say(f"role.{person.role}")))


@user.command("list", help="cli.help.user_list")
def show() -> None:
    from toolkit.actions.users import list_users  # noqa: PLC0415 -- help needs no database

    with opened() as kit:
        people = list_users(kit.desk)
    if not people:
        click.echo(say("cli.user.none"), err=True)
        return
    rows = [(one.login, one.name, say(f"role.{one.role}"), one.unit) for one in people]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        tell("  ".join(map(str.ljust, row, widths)).rstrip())
