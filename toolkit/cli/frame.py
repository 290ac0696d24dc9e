"""How commands look and speak: click's classes, with our words and the common options."""

import gettext
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import click

import toolkit.words
from toolkit.words import LANGUAGES, Words

_language: ContextVar[str] = ContextVar("language", default=LANGUAGES[0])
_CLICK = "click"


def words() -> Words:
    """The words of the running command."""
    return Words(_language.get())


def say(key: str, **values: Any) -> str:
    return words().say(key, **values)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Commands, and click itself by gettext, speak `language` (words/<language>/LC_MESSAGES)."""
    token = _language.set(language)
    domain, before = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain(_CLICK, str(Path(toolkit.words.__file__).parent))
    gettext.textdomain(_CLICK)
    os.environ["LANGUAGE"] = language
    try:
        yield
    finally:
        _language.reset(token)
        gettext.textdomain(domain)
        os.environ.pop("LANGUAGE")
        if before is not None:
            os.environ["LANGUAGE"] = before


def language_of(arguments: Sequence[str]) -> str:
    """The language that a command line asks for; needed before click reads the line."""
    asked = [after for before, after in pairwise(arguments) if before == "--lang"]
    asked += [one.removeprefix("--lang=") for one in arguments if one.startswith("--lang=")]
    return next((one for one in reversed(asked) if one in LANGUAGES), LANGUAGES[0])


class Spoken:
    """An attribute given as a key of the catalogue and read as its sentence."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._slot = f"_{name}_key"

    def __set__(self, thing: object, key: str | None) -> None:
        setattr(thing, self._slot, key)

    def __get__(self, thing: object, owner: type) -> Any:
        key = getattr(thing, self._slot, None)
        return words().say(key) if key and words().has(key) else key


class Option(click.Option):
    """An option whose help and metavar are keys."""

    help = Spoken()
    metavar = Spoken()


class Argument(click.Argument):
    """An argument whose help and metavar are keys."""

    help = Spoken()
    metavar = Spoken()


class InFile(click.Path):
    """A file that is there and can be read."""

    name = Spoken()

    def __init__(self) -> None:
        super().__init__(exists=True, dir_okay=False, readable=True, path_type=Path)
        self.name = "cli.kind.file"


class Place(click.Path):
    """A folder or a file that is there and can be read."""

    name = Spoken()

    def __init__(self) -> None:
        super().__init__(exists=True, readable=True, path_type=Path)
        self.name = "cli.kind.folder"


class OutFile(click.Path):
    """A file to write; a folder is refused."""

    name = Spoken()

    def __init__(self) -> None:
        super().__init__(dir_okay=False, path_type=Path)
        self.name = "cli.kind.file"


class OutFolder(click.Path):
    """A folder to make; a file is refused."""

    name = Spoken()

    def __init__(self) -> None:
        super().__init__(file_okay=False, path_type=Path)
        self.name = "cli.kind.folder"


class Port(click.IntRange):
    name = Spoken()

    def __init__(self) -> None:
        super().__init__(0, 65535)
        self.name = "cli.kind.number"


option = partial(click.option, cls=Option)
argument = partial(click.argument, cls=Argument)


def _keep(ctx: click.Context, param: click.Parameter, value: Any) -> None:
    if value:
        ctx.meta[f"toolkit.{param.name}"] = value


def _common() -> list[click.Parameter]:
    """What every command takes, before or after its name."""
    kept: dict[str, Any] = {"expose_value": False, "callback": _keep, "is_eager": True}
    return [
        Option(["--data"], metavar="cli.metavar.data", help="cli.option.data", **kept),
        Option(["--lang"], type=click.Choice(LANGUAGES), help="cli.option.lang", **kept),
        Option(["--debug"], is_flag=True, help="cli.option.debug", **kept),
    ]


class _Told(click.Command):
    help = Spoken()
    options_metavar = Spoken()

    def __init__(self, name: str | None, **more: Any) -> None:
        more.setdefault("options_metavar", "cli.metavar.options")
        more["params"] = [*(more.get("params") or []), *_common()]
        super().__init__(name, **more)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        shown = super().get_help_option(ctx)
        if shown is not None:
            shown.help = say("cli.option.help")
        return shown


class Command(_Told):
    """A command whose help is a key."""


class Group(_Told, click.Group):
    """A family of commands."""

    command_class = Command
    subcommand_metavar = Spoken()

    def __init__(self, name: str | None, **more: Any) -> None:
        super().__init__(name, subcommand_metavar="cli.metavar.commands", **more)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- click's signature
        return list(self.commands)
