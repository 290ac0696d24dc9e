"""A Word document as PDF, by LibreOffice where it is installed."""

import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from toolkit.errors import NoPdf

_NAMES = ("soffice", "libreoffice")
_PATIENCE = 180
"""Seconds; 300 badges take a few, 300 certificates some more."""


def can_make_pdf() -> bool:
    """Whether this machine has LibreOffice."""
    return _program() is not None


def pdf_of(document: bytes) -> bytes:
    """The document as PDF. Raises NoPdf where LibreOffice is missing, fails or takes too long.

    It runs with a profile of its own, so that an open LibreOffice of the user is left alone."""
    program = _program()
    if program is None:
        raise NoPdf
    with TemporaryDirectory(prefix="guong-sang-pdf-") as folder:
        place = Path(folder)
        source = place / "van-ban.docx"
        source.write_bytes(document)
        profile = f"-env:UserInstallation={(place / 'profile').as_uri()}"
        command = [program, "--headless", "--norestore", profile, "--convert-to", "pdf"]
        try:
            subprocess.run(
                [*command, "--outdir", folder, str(source)],
                check=True,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=_PATIENCE,
            )
            return source.with_suffix(".pdf").read_bytes()
        except (OSError, subprocess.SubprocessError) as error:
            raise NoPdf from error


def _program() -> str | None:
    return next((found for name in _NAMES if (found := shutil.which(name))), None)
