"""Opening the toolkit for one visitor: the shell, or one page that says why it can't be."""

import os
from collections.abc import Mapping

from comm import get_comm_manager
from traitlets import List, Unicode

from toolkit.app import Toolkit, open_toolkit
from toolkit.errors import ToolkitError
from toolkit.pages.address import parse
from toolkit.pages.shell.view import Shell
from toolkit.pages.state import Speaking
from toolkit.pages.view import PageView, unexpected
from toolkit.words import Words


class StoppedState(Speaking):
    """Why nothing could be opened."""

    lines = List(Unicode()).tag(shown=True)

    def labels(self) -> dict[str, str]:
        return self.words.family("shell.stopped")


class Stopped(PageView):
    """A whole page that tells what is wrong and what to do."""

    template_name = "stopped.vue"
    parts = ("empty",)


def open_page(environ: Mapping[str, str] = os.environ) -> PageView:
    """The whole page for the visitor whom the server named in the environment.

    TOOLKIT_DATA, TOOLKIT_USER and TOOLKIT_QUERY say which data, who, and which address;
    TOOLKIT_SERVED that the browser has the pages' templates, as our server's pages do."""
    refuse_widgets_from_the_browser()
    PageView.compiled = environ.get("TOOLKIT_SERVED") == "1"
    search = environ.get("TOOLKIT_QUERY", "")
    try:
        toolkit = open_toolkit(
            environ.get("TOOLKIT_DATA", ""), login=environ.get("TOOLKIT_USER", "")
        )
        return _shell(toolkit, search)
    except Exception as error:  # noqa: BLE001 -- whatever it is, a visitor gets a page
        return _stopped(error, Words(parse(search).get("lang", "vi")))


def _shell(toolkit: Toolkit, search: str) -> Shell:
    try:
        return Shell(toolkit, search)
    except BaseException:
        toolkit.close()
        raise


def _stopped(error: Exception, words: Words) -> PageView:
    state = StoppedState(words)
    told = words.error(error) if isinstance(error, ToolkitError) else unexpected(error, state)
    state.lines = told.splitlines()
    return Stopped(state)


def refuse_widgets_from_the_browser() -> None:
    """Our pages make their widgets in Python; a browser that asks for one gets none."""
    get_comm_manager().targets.pop("jupyter.widget", None)
