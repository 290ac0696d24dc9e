"""What the part "results" of a round lets the browser do."""

from toolkit.pages.view import PageView


class ResultsDoors(PageView):
    """Events of the part."""
