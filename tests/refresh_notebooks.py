"""Runs the notebooks for analysts on fresh demo data and keeps what they show."""

import os
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from tests.source import ROOT
from toolkit.demo import make_demo


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "guong-sang.db"
        make_demo(str(data))
        os.environ["TOOLKIT_DATA"] = str(data)
        for path in sorted((ROOT / "notebooks/analysis").glob("*.ipynb")):
            _run(path)


def _run(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(notebook, timeout=60, record_timing=False)
    client.execute(cwd=str(path.parent))
    notebook.metadata.get("language_info", {}).pop("version", None)
    nbformat.write(notebook, path)


if __name__ == "__main__":
    main()
