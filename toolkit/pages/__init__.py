"""Pages: a shell, and one folder a page with its state (no widgets) and its view."""
