"""Keeps out two libraries that others import in passing, slowly, and that no page needs."""

import sys

# debugpy: a page is never debugged. rfc3987_syntax: compiles a grammar for seconds, only to check
# international addresses in JSON schemas. Who imports them does without where they are missing.
for name in ("debugpy", "rfc3987_syntax"):
    sys.modules.setdefault(name, None)  # type: ignore[arg-type]  # None is how Python says "not here"
