"""What becomes of a command: its exit status, and the sentence for whatever went wrong."""

import io
import logging
import os
import secrets
import sys
import traceback
from collections.abc import Sequence
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any, NoReturn

import click
from platformdirs import user_log_path

from toolkit.cli.frame import Group, language_of, say, speaking, words
from toolkit.errors import Refused, ToolkitError
from toolkit.settings import read_settings

DONE, REFUSED = 0, 1


class Program(Group):
    """The outermost group: it runs one command line and ends the process with its status."""

    def main(  # type: ignore[override]  # click may return instead; nobody here asks it to
        self, args: Sequence[str] | None = None, **_click: Any
    ) -> NoReturn:
        line = list(sys.argv[1:] if args is None else args)
        _write_utf8()
        with speaking(language_of(line)):
            sys.exit(status_of(self, line))


def _write_utf8() -> None:
    # Windows code pages and the C locale can't write Vietnamese.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def status_of(command: click.Command, line: list[str]) -> int:
    """Run the command line: 0 done, 1 refused or faulty data, 2 wrong usage."""
    try:
        with command.make_context("toolkit", [*line]) as ctx:
            command.invoke(ctx)
    except click.exceptions.Exit as end:
        return end.exit_code
    except click.ClickException as fault:
        fault.show()
        return fault.exit_code
    except ToolkitError as fault:
        return _refused(_sentences(fault))
    except (KeyboardInterrupt, EOFError, click.Abort):
        return _refused(f"\n{say('cli.stopped')}")
    except BrokenPipeError:
        hush()
    except Exception as fault:  # noqa: BLE001 -- the last place that can tell it in a sentence
        return _refused(_unexpected(fault, debug="--debug" in line))
    return DONE


def tell(sentence: str) -> None:
    """Say a result on standard output; a reader who has left (`| head`) is no fault."""
    try:
        click.echo(sentence)
    except BrokenPipeError:
        hush()


def hush() -> None:
    """Nobody reads standard output any more: what is still said goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _sentences(fault: ToolkitError) -> str:
    """What went wrong; each reason, like each fault of a file, on its own line."""
    if isinstance(fault, Refused):
        return "\n".join(words().blocker(reason) for reason in fault.blockers)
    return words().error(fault)


def _refused(sentence: str) -> int:
    click.echo(sentence, err=True)
    return REFUSED


def _unexpected(fault: Exception, *, debug: bool) -> str:
    code = secrets.token_hex(3).upper()
    if debug:
        traceback.print_exception(fault)
    path = _log_file()
    sentence = say("error.unexpected", code=code)
    return f"{sentence} {say('cli.logged', path=path)}" if _log(path, code, fault) else sentence


def _log_file() -> Path:
    try:
        named = read_settings().log_file
    except ToolkitError:
        named = ""
    return Path(named) if named else user_log_path("guong-sang", appauthor=False) / "toolkit.log"


def _log(path: Path, code: str, fault: Exception) -> bool:
    """Whether the fault could be written down: a full disk must not hide the sentence."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(path, maxBytes=1_000_000, backupCount=3, encoding="utf-8")
    except OSError:
        return False
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    exact = (type(fault), fault, fault.__traceback__)
    handler.handle(logging.LogRecord("toolkit", logging.ERROR, "", 0, code, None, exact))
    handler.close()
    return True
