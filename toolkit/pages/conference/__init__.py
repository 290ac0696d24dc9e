"""Hội nghị: places by unit, nominations, the list of delegates, who came, papers."""
