"""Serves a trial notebook as the dashboards are served, and writes down its routes."""

import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from toolkit.serving.assets import PAGES, Assets
from toolkit.serving.manager import PageKernels
from toolkit.serving.server import GuongSangServer
from toolkit.settings import read_settings


def patterns(router: Any) -> Iterator[str]:
    """Every address pattern of a running application, routers within routers included."""
    for rule in router.rules:
        if hasattr(rule.matcher, "regex"):
            yield rule.matcher.regex.pattern
        if hasattr(rule.target, "rules"):
            yield from patterns(rule.target)


class TrialServer(GuongSangServer):
    """The real server; only how soon a page counts as abandoned can be hurried."""

    def init_settings(self, folder: Path) -> dict[str, Any]:
        PageKernels.unconnected_seconds.default_value = float(os.environ["TRIAL_UNCONNECTED"])
        PageKernels.cull_seconds.default_value = 0.5
        settings = super().init_settings(folder)
        pages = Path(os.environ["TRIAL_ROUTES"]).parent / "pages"
        shutil.copytree(PAGES, pages, dirs_exist_ok=True)
        shutil.copy(Path(__file__).parent / "trial.js", pages)
        self.frame.assets = Assets(pages)
        return settings

    def announce(self) -> None:
        routes = json.dumps(list(patterns(self.app.default_router)))
        Path(os.environ["TRIAL_ROUTES"]).write_text(routes, encoding="utf-8")
        super().announce()


if __name__ == "__main__":
    server = TrialServer(
        settings=read_settings(), notebook_file=Path(sys.argv[1]), open_browser=False
    )
    server.initialize()
    server.start()
