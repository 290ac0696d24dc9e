"""What the part "ballot" of a round lets the browser do."""

from toolkit.pages.view import PageView


class BallotDoors(PageView):
    """Events of the part."""
