"""Nouns of the plan: frozen dataclasses with no behaviour beyond their own shape."""
