"""One script in place of many: the chunks that each visit needs, before the runtime that asks."""

import json
from collections.abc import Sequence
from pathlib import Path

BUNDLE = "bundle.js"
_LIST = Path(__file__).parent / "template" / "bundles.json"


def chunk_numbers() -> dict[str, list[str]]:
    """Which chunks a visit loads, by extension ("voila" for the main script).

    The list is for speed alone: a chunk that is missing here is fetched when it is needed, and
    one that is no longer there is passed over. A test tells what to add after an update."""
    numbers: dict[str, list[str]] = json.loads(_LIST.read_text(encoding="utf-8"))
    return numbers


def bundle(folder: Path, numbers: Sequence[str], last: str) -> bytes:
    """The chunks in `folder`, each in its own scope since some are strict, then the script `last`,
    which finds them in place when it starts."""
    chunks = [path for number in numbers for path in sorted(folder.glob(f"{number}.*js"))]
    wrapped = [b"(function(){" + path.read_bytes() + b"\n}).call(self);\n" for path in chunks]
    return b"".join([*wrapped, (folder / last).read_bytes()])
