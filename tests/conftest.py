"""Fixtures that many tests share: a fresh database of either kind, programs outside Python."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, settings

from tests.no_skip import skipping_is_forbidden
from tests.postgres import postgres_server
from tests.programs import required
from tests.shared import made_once

# No example is too slow for a machine that has other work; what must hold always tries the same.
settings.register_profile(
    "patient",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=skipping_is_forbidden(),
)
settings.load_profile("patient")
_numbers = count(1)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A running PostgreSQL server; the URL is of its maintenance database."""
    with postgres_server() as url:
        yield url


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A SQLite file that is not there yet."""
    return f"sqlite:///{tmp_path / 'guong-sang.sqlite'}"


@pytest.fixture
def postgresql_url(postgres_url: str) -> Iterator[str]:
    """An empty PostgreSQL database, dropped after the test."""
    name = f"test_{next(_numbers)}"
    admin = postgres_url.replace("+psycopg", "")
    with psycopg.connect(admin, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name}")
    yield postgres_url.rsplit("/", 1)[0] + f"/{name}"
    with psycopg.connect(admin, autocommit=True) as server:
        server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh, empty database: each test that asks runs on SQLite and on PostgreSQL."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture(scope="session")
def demo_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Demo data as the first start makes them: to be read, or copied before writing."""
    data = tmp_path_factory.mktemp("demo") / "guong-sang.db"
    shutil.copy(made_once(tmp_path_factory, "demo.db", _make_demo), data)
    return data


def _make_demo(place: Path) -> None:
    subprocess.run([sys.executable, "-m", "toolkit", "demo", "--data", str(place)], check=True)


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of a Chromium browser."""
    return str(required("chromium"))


@pytest.fixture(scope="session")
def soffice() -> str:
    """Path of LibreOffice, which recalculates and prints workbooks."""
    return str(required("soffice"))


@pytest.fixture(scope="session")
def lowriter() -> str:
    """Path of LibreOffice's Writer, which prints documents."""
    return str(required("lowriter"))


@pytest.fixture(scope="session")
def pdftoppm() -> str:
    """Path of pdftoppm, which turns pages into pictures."""
    return str(required("pdftoppm"))
