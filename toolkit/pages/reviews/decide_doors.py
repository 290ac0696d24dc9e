"""What the part "decide" of a round lets the browser do."""

from toolkit.pages.view import PageView


class DecideDoors(PageView):
    """Events of the part."""
