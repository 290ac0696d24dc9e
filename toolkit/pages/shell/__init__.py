"""The shell around the pages; the notebook calls `open_page`."""

from toolkit.pages.shell.opening import open_page

__all__ = ["open_page"]
