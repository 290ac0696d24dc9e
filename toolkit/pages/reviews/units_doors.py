"""What the part "units" of a round lets the browser do."""

from toolkit.pages.view import PageView


class UnitsDoors(PageView):
    """Events of the part."""
