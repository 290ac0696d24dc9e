"""The documents are true: links lead somewhere, commands are told, code blocks run."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tests.source import ROOT, name_of
from toolkit.cli import main
from toolkit.exchange.layouts import LAYOUT_NAMES
from toolkit.exchange.word import LETTER_NAMES, REPORT_NAMES

PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
GUIDES = sorted((ROOT / "docs/guides").glob("*.md"))
# Each would run for ever, or for minutes, and is run by other tests.
NOT_RUN = ("toolkit serve", "make ", "git clone", "cd ")


def _commands(group: click.Command, name: str = "toolkit") -> Iterator[tuple[str, click.Command]]:
    if isinstance(group, click.Group):
        for part, command in group.commands.items():
            yield from _commands(command, f"{name} {part}")
    else:
        yield name, group


def _blocks(page: Path, *languages: str) -> list[str]:
    fences = re.findall(r"^```(\w+)\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return [text for language, text in fences if language in languages]


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_inside_the_project_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#\s]+)", page.read_text("utf-8"))

    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("name", [name for name, _ in _commands(main)])
def test_command_has_help_and_a_line_in_the_documents(name: str) -> None:
    command = dict(_commands(main))[name]
    told = "\n".join(page.read_text("utf-8") for page in [ROOT / "README.md", *GUIDES])

    assert command.help
    assert [option.name for option in command.params if not _explained(option)] == []
    assert name in told


def _explained(option: click.Parameter) -> bool:
    return isinstance(option, click.Argument) or bool(getattr(option, "help", None))


@pytest.mark.slow
@pytest.mark.parametrize("page", [p for p in PAGES if _blocks(p, "sh", "python")], ids=name_of)
def test_what_a_page_tells_to_type_runs(page: Path, demo_data: Path, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    shutil.copy(ROOT / "templates/plans/monre-2016-2020.toml", tmp_path)
    data = tmp_path / "guong-sang.db"
    if "toolkit init" not in page.read_text("utf-8"):
        shutil.copy(demo_data, data)
    if "tep-gui-ve" in page.read_text("utf-8"):
        sent = ["export", "workbooks", "--out", "tep-gui-ve", "--unit", "TCMT"]
        _run([sys.executable, "-m", "toolkit", *sent], tmp_path, data)

    for block in _blocks(page, "python"):
        _run([sys.executable, "-c", block], tmp_path, data)
    for line in "\n".join(_blocks(page, "sh")).splitlines():
        if line and not line.startswith(NOT_RUN):
            program, *rest = shlex.split(line)
            assert program == "toolkit", line
            _run([sys.executable, "-m", "toolkit", *rest], tmp_path, data)


def _run(command: list[str], folder: Path, data: Path) -> None:
    environment = os.environ | {
        "TOOLKIT_DATA": str(data),
        "PYTHONPATH": str(ROOT),
        "PYTHONUTF8": "1",
    }
    done = subprocess.run(
        command,
        cwd=folder,
        env=environment,
        input="y\n",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"


def test_every_name_that_templates_may_use_is_told_to_the_administrator() -> None:
    told = set(re.findall(r"`([a-z_]+)`", (ROOT / "docs/guides/quan-tri.md").read_text("utf-8")))
    names = {
        part
        for known in (REPORT_NAMES, LETTER_NAMES, LAYOUT_NAMES)
        for name, columns in known.items()
        for part in (name, *columns)
    }

    assert names - told == set()
