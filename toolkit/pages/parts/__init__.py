"""Pieces that several pages share: .vue files (tags gs-…) and what Python does for them."""
