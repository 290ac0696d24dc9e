"""Whether the codes that a plan file names are codes that it has."""

from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from toolkit.plans.lines import Path
from toolkit.plans.parts import Fault, Parts


def who_faults(parts: Parts, path: Path, who: Sequence[str]) -> Iterator[Fault]:
    """Faults in a list of unit kinds: unknown ones, and those that take no part."""
    kinds = parts.codes("kinds")
    watchers = {kind.code for kind in parts.kinds.values() if not kind.takes_part}
    for nth, kind in enumerate(who):
        yield from unknown((*path, nth), "plan_file.kind_unknown", kind, kinds)
        if kind in watchers:
            yield Fault((*path, nth), "plan_file.kind_takes_no_part", {"code": kind})


def unknown(path: Path, key: str, code: str, known: Sequence[str]) -> Iterator[Fault]:
    """A fault where a code is named that the plan does not have; it tells those that come near."""
    if code not in known:
        near = get_close_matches(code, known, n=3) or known[:8]
        yield Fault(path, key, {"code": code, "known": ", ".join(near)})
