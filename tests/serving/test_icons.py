"""The icon font: a small part is served, and nothing that is drawn is missing from it."""

import hashlib
from pathlib import Path

import pytest

from tests.refresh_icons import codes, drawn, original
from toolkit.serving.assets import Assets
from toolkit.serving.iconfont import FONT, held

_MAKE = "run `make icons`"


def test_part_holds_every_icon_that_pages_and_components_draw() -> None:
    known, kept = codes(), held()["icons"]
    wanted = {name: known.get(name) for name in drawn()}

    assert {name: code for name, code in wanted.items() if kept.get(name) != code} == {}, _MAKE


def test_no_icon_is_drawn_that_the_font_does_not_know() -> None:
    assert drawn() - codes().keys() == set()


def test_what_components_draw_by_themselves_is_found() -> None:
    assert {"mdi-close-circle", "mdi-menu-down", "mdi-checkbox-marked"} <= drawn()


def test_list_belongs_to_the_part_beside_it() -> None:
    assert hashlib.sha256(FONT.read_bytes()).hexdigest() == held()["part"], _MAKE


def test_browser_gets_the_part_under_the_address_of_the_whole() -> None:
    asset = Assets().find("ext", f"jupyter-vuetify/static/{original().name}")

    assert asset
    assert asset.type == "font/woff2"
    assert asset.plain == FONT.read_bytes(), _MAKE
    assert len(asset.body) * 20 < original().stat().st_size


def test_another_edition_of_the_font_is_served_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = tmp_path / "labextensions/jupyter-vuetify/static" / original().name
    changed.parent.mkdir(parents=True)
    changed.write_bytes(original().read_bytes() + b"\0")
    monkeypatch.setenv("JUPYTER_PATH", str(tmp_path))
    asset = Assets().find("ext", f"jupyter-vuetify/static/{changed.name}")

    assert asset
    assert asset.plain == changed.read_bytes()


def test_version_changes_with_the_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / FONT.name).write_bytes(FONT.read_bytes() + b"\0")
    before = Assets().version
    monkeypatch.setattr("toolkit.serving.assets.ICONS", tmp_path)

    assert Assets().version != before
