"""What the project depends on: few, each with its reason, pinned, the same in every list."""

import ast
import re
import sys
import tomllib
from itertools import chain
from typing import Any

import pytest

from tests.source import ROOT, files, python_files, tree

# The database driver is named in a URL ("postgresql+psycopg"), so nobody imports it.
NAMED_NOT_IMPORTED = {"psycopg"}
# What voila, jinja2 and docxtpl are made of: these come with them.
BROUGHT_ALONG = {
    "docx",
    "jupyter_core",
    "jupyter_server",
    "jupyterlab_server",
    "lxml",
    "markupsafe",
    "nbclient",
    "nbformat",
}
IMPORTED_AS = {
    "arro3_core": "arro3",
    "arro3_io": "arro3",
    "import_linter": "importlinter",
    "pyzmq": "zmq",
    "websocket_client": "websocket",
}


def test_pinned_requirements_name_no_index_and_hash_every_package() -> None:
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        text = path.read_text("utf-8")
        pins = re.findall(r"^[a-z0-9][a-z0-9._-]*(?:\[[a-z,]+\])?==\S+.*", text, re.MULTILINE)

        assert (
            re.findall(r"^(?![a-z0-9]| {4}--hash=sha256:[0-9a-f]{64}).+", text, re.MULTILINE) == []
        )
        assert "://" not in text
        assert all(pin.endswith("\\") for pin in pins), path.name


def test_every_list_of_requirements_agrees_on_versions() -> None:
    run = _pins("run")

    for name in ("dev", "lab", "bench"):
        pins = _pins(name)
        assert {package: pins.get(package) for package in run} == run, name


def test_what_pyproject_asks_for_is_pinned() -> None:
    assert _wanted() - set(_pins("run")) == set()


def test_conda_environment_asks_for_what_pyproject_asks() -> None:
    environment = (ROOT / "environment.yml").read_text("utf-8")

    assert re.findall(r"^ {6}- (\S.*)$", environment, re.MULTILINE) == [
        *_project()["dependencies"],
        "--editable .",
    ]
    assert f"  - python{_project()['requires-python']}\n" in environment


def test_each_runtime_dependency_has_its_reason() -> None:
    decision = (ROOT / "docs/decisions/0003-thu-vien-khi-chay.md").read_text("utf-8")
    reasons = set(re.findall(r"^\| `([a-z0-9-]+)` \| \S.{20,}", decision, re.MULTILINE))

    assert reasons == _wanted()


def test_every_runtime_dependency_is_used() -> None:
    code = [*python_files("toolkit"), *files(ROOT / "notebooks", ".ipynb")]
    text = "\n".join(path.read_text("utf-8") for path in code)
    imported = {
        package
        for package in _wanted()
        if re.search(rf"\b(import|from) {_module(package)}\b", text)
    }

    assert _wanted() - imported == NAMED_NOT_IMPORTED


@pytest.mark.parametrize("room", ["toolkit", "tests", "requirements"])
def test_every_library_that_is_imported_is_declared(room: str) -> None:
    extras = [] if room == "toolkit" else _project()["optional-dependencies"].values()
    declared = {_name(line).replace("-", "_") for line in chain(*extras)}
    declared |= {name.replace("-", "_") for name in _wanted()} | BROUGHT_ALONG | {"toolkit"}
    imported = {
        module.partition(".")[0]
        for path in python_files(room)
        for node in ast.walk(tree(path))
        for module in _modules(node)
    }

    known = declared | {IMPORTED_AS.get(name, name) for name in declared}
    assert imported - known - sys.stdlib_module_names - {"tests"} == set()


def _module(package: str) -> str:
    name = package.replace("-", "_")
    return IMPORTED_AS.get(name, name)


def _modules(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [name.name for name in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []


def _project() -> dict[str, Any]:
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return project


def _wanted() -> set[str]:
    return {_name(line) for line in _project()["dependencies"]}


def _name(requirement: str) -> str:
    return re.split(r"[\[<>=!~ ]", requirement)[0]


def _pins(name: str) -> dict[str, set[str]]:
    pins: dict[str, set[str]] = {}
    text = (ROOT / f"requirements/{name}.txt").read_text("utf-8")
    for package, version in re.findall(
        r"^([a-z0-9._-]+)(?:\[[a-z,]+\])?==([^ \\]+)", text, re.MULTILINE
    ):
        pins.setdefault(package, set()).add(version)
    return pins
