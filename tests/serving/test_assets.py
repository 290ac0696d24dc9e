"""Public files: only those, never stale, never fetched twice."""

import gzip
import hashlib
from pathlib import Path

import pytest

from toolkit.serving.assets import PAGES, Assets


@pytest.fixture(scope="module")
def assets() -> Assets:
    return Assets()


@pytest.mark.parametrize(
    ("area", "name"),
    [
        ("gs", "../__init__.py"),
        ("gs", "../../settings.py"),
        ("gs", "%2e%2e/view.py"),
        ("gs", "/etc/passwd"),
        ("gs", "."),
        ("serving", "page.html"),
        ("serving", "../../../../../../etc/passwd"),
        ("gs", "icons.json"),
        ("gs", "../browser/main.js"),
        ("nowhere", "frame.js"),
    ],
)
def test_file_outside_the_public_folders_is_not_found(assets: Assets, area: str, name: str) -> None:
    assert assets.find(area, name) is None


def test_link_out_of_a_public_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "link.txt").symlink_to(tmp_path / "secret.txt")

    assert Assets(tmp_path / "pages").find("gs", "link.txt") is None


def test_script_and_style_were_made_from_the_sources_beside_them(assets: Assets) -> None:
    script = assets.find("gs", "page.min.js")
    assert script
    first = script.plain.decode().splitlines()[0][:120]

    assert first == f"/* made by `make page` from {_sources()} */", "run `make page`"


def test_every_visit_runs_one_script_and_one_style(assets: Assets) -> None:
    assert (assets.scripts, assets.styles) == (["page.min.js"], ["page.min.css"])
    script, style = assets.find("gs", "page.min.js"), assets.find("gs", "page.min.css")
    assert script
    assert style
    assert len(script.body) + len(style.body) < 220_000


def _sources() -> str:
    """What a script made now would say of its sources, as toolkit/pages/browser/vite.config.js."""
    pages = PAGES.parent
    patterns = ("*/*.vue", "browser/*.css", "browser/*.js", "browser/*.json", "static/icons.json")
    names = sorted(
        path.relative_to(pages).as_posix() for each in patterns for path in pages.glob(each)
    )
    whole = hashlib.sha256()
    for name in names:
        whole.update(name.encode() + b"\0" + (pages / name).read_bytes())
    return whole.hexdigest()


def test_text_is_kept_squeezed_and_pictures_of_letters_are_not(assets: Assets) -> None:
    script, font = assets.find("serving", "frame.js"), assets.find("gs", _a_font())

    assert script
    assert font
    assert (script.squeezed, font.squeezed) == (True, False)
    assert gzip.decompress(script.body) == script.plain


def test_version_changes_with_the_content_of_any_file(tmp_path: Path) -> None:
    style = tmp_path / "page.min.css"
    style.write_text("p { color: red }")
    before = Assets(tmp_path).version
    style.write_text("p { color: tan }")

    assert Assets(tmp_path).version != before


def _a_font() -> str:
    folder = Path(__file__).resolve().parents[2] / "toolkit" / "pages" / "static"
    return min(path.name for path in folder.glob("*.woff2"))
