"""Public files: only those, never stale, never fetched twice."""

import gzip
from pathlib import Path

import pytest

from toolkit.serving.assets import EXTENSIONS, Assets


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
        ("voila", "../../../../../../etc/passwd"),
        ("ext", "ipecharts/static/style.js"),
        ("ext", "jupyter-vue/package.json"),
        ("ext", "jupyter-vue/static/../package.json"),
        ("ext", "jupyter-vue/static/../../jupyterlab_pygments/static/style.js"),
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


def test_every_extension_on_the_list_is_installed_and_comes_as_one_script(assets: Assets) -> None:
    assert [one["name"] for one in assets.extensions] == list(EXTENSIONS)
    assert {one["load"] for one in assets.extensions} == {"static/bundle.js"}
    assert all(assets.find(*script.split("/", 1)) for script in assets.scripts)


def test_bundle_ends_with_the_script_that_starts_it(assets: Assets) -> None:
    whole, last = assets.find("voila", "bundle.js"), assets.find("voila", "voila.js")

    assert whole
    assert last
    assert whole.plain.endswith(last.plain)
    assert len(whole.plain) > 50 * len(last.plain)


def test_text_is_kept_squeezed_and_pictures_of_letters_are_not(assets: Assets) -> None:
    script, font = assets.find("serving", "frame.js"), assets.find("gs", _a_font())

    assert script
    assert font
    assert (script.squeezed, font.squeezed) == (True, False)
    assert gzip.decompress(script.body) == script.plain


def test_version_changes_with_the_content_of_any_file(tmp_path: Path) -> None:
    style = tmp_path / "guong-sang.css"
    style.write_text("p { color: red }")
    before = Assets(tmp_path).version
    style.write_text("p { color: tan }")

    assert Assets(tmp_path).version != before


def _a_font() -> str:
    folder = Path(__file__).resolve().parents[2] / "toolkit" / "pages" / "static"
    return min(path.name for path in folder.glob("*.woff2"))
