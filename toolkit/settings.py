"""One frozen dataclass of settings, read once at the edge from environment and a TOML file."""

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from platformdirs import user_config_path, user_data_path

from toolkit.errors import ToolkitError


class BadSettings(ToolkitError):
    """The settings file can't be read or holds an unknown or wrong entry."""

    key = "error.bad_settings"


class NoSettings(ToolkitError):
    """TOOLKIT_SETTINGS names a file that is not there."""

    key = "error.no_settings"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where the data are, whom to trust, how much to serve.

    `identity_header` and `identity_secret` are empty on one's own machine: then there is no
    identity and the local user is the Ministry coordinator. Times are in seconds."""

    data: str = ""
    host: str = "127.0.0.1"
    port: int = 8866
    base_url: str = "/"
    identity_header: str = ""
    identity_secret: str = ""
    identity_secret_header: str = "X-Toolkit-Secret"  # noqa: S105 -- a header's name, no secret
    allowed_hosts: str = ""
    most_kernels: int = 200
    idle_seconds: int = 1800
    log_file: str = ""


def default_data() -> str:
    """The data file in the user's own data folder, never in the checkout."""
    return str(user_data_path("guong-sang", appauthor=False) / "guong-sang.db")


def read_settings(environ: Mapping[str, str] | None = None, file: Path | None = None) -> Settings:
    """Settings from defaults, then the TOML file, then TOOLKIT_… variables; the last one wins.

    The file is `TOOLKIT_SETTINGS` or settings.toml in the user's configuration folder.
    Raises BadSettings, NoSettings."""
    environ = os.environ if environ is None else environ
    named = environ.get("TOOLKIT_SETTINGS")
    path = file or Path(named or user_config_path("guong-sang", appauthor=False) / "settings.toml")
    if named and not path.exists():
        raise NoSettings(path=str(path))
    found = _from_file(path) if path.exists() else {}
    found |= {
        field.name: environ[f"TOOLKIT_{field.name.upper()}"]
        for field in fields(Settings)
        if environ.get(f"TOOLKIT_{field.name.upper()}")
    }
    settings = replace(Settings(), **_typed(found, str(path)))
    return settings if settings.data else replace(settings, data=default_data())


def _from_file(path: Path) -> dict[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise BadSettings(path=str(path), detail=str(fault)) from fault


def _typed(found: dict[str, object], path: str) -> dict[str, Any]:
    kinds = {field.name: type(field.default) for field in fields(Settings)}
    typed: dict[str, Any] = {}
    for name, value in found.items():
        if name not in kinds:
            raise BadSettings(path=path, detail=name)
        try:
            typed[name] = int(str(value)) if kinds[name] is int else str(value)
        except ValueError as fault:
            raise BadSettings(path=path, detail=f"{name} = {value}") from fault
    return typed
