"""Điển hình: the list of exemplars, and the form in which one is told."""
