"""The layers of docs/architecture.md, held by execution."""

import ast
import subprocess
import sys

import pytest

from tests.source import ROOT, name_of, python_files, tree

CLOCKS = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "time.time"}
MAY_READ_A_CLOCK = {"toolkit/app.py"}


def test_every_import_obeys_the_contracts() -> None:
    # In a process of its own: it silences every logger that is there already.
    program = "import importlinter.cli as it; raise SystemExit(it.lint_imports(no_cache=True))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=ROOT
    )

    assert done.returncode == 0, done.stdout + done.stderr


def test_only_the_composition_root_reads_a_clock() -> None:
    readers = {
        f"{name_of(path)}:{node.lineno}: {ast.unparse(node)}"
        for path in python_files("toolkit")
        if name_of(path) not in MAY_READ_A_CLOCK
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and ast.unparse(node) in CLOCKS
    }

    assert readers == set()


@pytest.mark.parametrize(
    ("module", "unwanted"),
    [
        ("toolkit.rules", {"sqlalchemy", "pandas", "openpyxl", "voila", "ipywidgets", "babel"}),
        ("toolkit.plans", {"sqlalchemy", "pandas", "openpyxl", "voila", "ipywidgets", "babel"}),
        ("toolkit.app", {"pandas", "numpy", "openpyxl", "xlsxwriter", "voila", "ipywidgets"}),
        ("toolkit.pages.shell", {"pandas", "numpy", "openpyxl", "xlsxwriter", "voila"}),
    ],
)
def test_importing_a_room_does_not_drag_in_what_it_does_not_need(
    module: str, unwanted: set[str]
) -> None:
    program = f"import sys, {module}; print(*sorted({unwanted!r} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout.split() == []


def test_every_package_of_the_toolkit_can_be_imported_on_its_own() -> None:
    folders = {path.parent for path in python_files("toolkit")}
    without = {name_of(folder) for folder in folders if not (folder / "__init__.py").exists()}

    assert without == {"toolkit/store/migrations/versions"} & without
