"""Data that many tests begin with, made once a worker and copied: schemas cost more."""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import psycopg
from sqlalchemy import make_url

_MADE: dict[tuple[str, str], str] = {}


def begin_with(url: str, name: str, make: Callable[[str], None]) -> None:
    """Turn the empty data at `url` into what `make(url)` makes of them.

    `make` must leave them closed, and the same whenever it is called."""
    kind = make_url(url).get_backend_name()
    template = _MADE.get((kind, name))
    if template is None:
        make(url)
        _MADE[kind, name] = (_keep_file if kind == "sqlite" else _keep_database)(url, name)
    elif kind == "sqlite":
        shutil.copy(template, _place(url))
    else:
        _anew(url, template)


def _place(url: str) -> Path:
    return Path(str(make_url(url).database))


def _keep_file(url: str, name: str) -> str:
    kept = Path(tempfile.mkdtemp(prefix="tests-")) / f"{name}.db"
    shutil.copy(_place(url), kept)
    return str(kept)


def _keep_database(url: str, name: str) -> str:
    kept = f"kept_{name}_{os.getpid()}"
    _tell(url, f"CREATE DATABASE {kept} TEMPLATE {make_url(url).database}")
    return kept


def _anew(url: str, template: str) -> None:
    database = make_url(url).database
    _tell(
        url,
        f"DROP DATABASE {database} WITH (FORCE)",
        f"CREATE DATABASE {database} TEMPLATE {template}",
    )


def _tell(url: str, *commands: str) -> None:
    server = make_url(url).set(drivername="postgresql", database="postgres")
    with psycopg.connect(server.render_as_string(hide_password=False), autocommit=True) as admin:
        for command in commands:
            admin.execute(command.encode())
