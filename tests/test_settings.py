"""Settings: defaults, then the file, then the environment; what is wrong is named."""

from pathlib import Path

import pytest

from toolkit.settings import BadSettings, NoSettings, read_settings


def test_environment_outdoes_the_file_and_the_file_the_defaults(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text('data = "mine.db"\nport = 9000\n', "utf-8")

    found = read_settings({"TOOLKIT_SETTINGS": str(file), "TOOLKIT_PORT": "9001"})

    assert (found.data, found.port, found.host) == ("mine.db", 9001, "127.0.0.1")


def test_file_saved_by_notepad_is_read(tmp_path: Path) -> None:
    file = tmp_path / "settings.toml"
    file.write_text("port = 9000\r\n", "utf-8-sig")

    assert read_settings({"TOOLKIT_SETTINGS": str(file)}).port == 9000


def test_settings_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(NoSettings):
        read_settings({"TOOLKIT_SETTINGS": str(tmp_path / "none.toml")})


@pytest.mark.parametrize(
    ("text", "detail"), [("colour = 1", "colour"), ('port = "nine"', "port = nine")]
)
def test_wrong_entry_is_named(tmp_path: Path, text: str, detail: str) -> None:
    file = tmp_path / "settings.toml"
    file.write_text(text, "utf-8")

    with pytest.raises(BadSettings) as told:
        read_settings({"TOOLKIT_SETTINGS": str(file)})
    assert told.value.values["detail"] == detail
