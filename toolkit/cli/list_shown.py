"""What is understood of somebody's list, in lines for the terminal."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from toolkit.words import Words

if TYPE_CHECKING:
    from toolkit.actions.foreign_answers import ListPreview

_MOST_SHOWN = 50


def shown(seen: "ListPreview", words: Words, *, again: bool = False) -> Iterator[str]:
    """The list as it is understood; `again` leaves out what was shown before."""
    if seen.columns and not again:
        yield words.say(
            "cli.list.read",
            kind=words.say(f"foreign.kind.{seen.kind.value}"),
            name=seen.name,
            sheet=seen.sheet or "–",
            line=str(seen.head_line),
            rows=len(seen.rows),
        )
        yield from _columns(seen, words)
        yield from _beside(seen, words)
    yield from _values(seen, words)
    yield from words.problems(seen.notes)
    if seen.columns:
        yield words.say("cli.list.counts", **_counts(seen))
    yield from _rows(seen, words)


def _columns(seen: "ListPreview", words: Words) -> Iterator[str]:
    yield words.say("cli.list.columns")
    for each in seen.columns:
        meant = words.say(f"foreign.field.{each.field}") if each.field else ""
        yield "  " + words.say(
            "cli.list.column",
            letter=each.letter,
            heading=each.heading,
            field=meant or words.say("cli.list.none"),
            why=words.say(each.reason),
        )


def _values(seen: "ListPreview", words: Words) -> Iterator[str]:
    """Values that were not simply the same words."""
    told = [each for each in seen.values if each.reason != "matching.same"]
    if told:
        yield words.say("cli.list.values")
    for each in told[:_MOST_SHOWN]:
        yield "  " + words.say(
            "cli.list.value",
            field=words.say(f"foreign.field.{each.field}"),
            told=each.told,
            meant=each.meant
            or words.say("cli.list.none" if each.is_sure else "cli.list.undecided"),
            why=words.say(each.reason),
            rows=each.rows,
        )
    if len(told) > _MOST_SHOWN:
        yield words.say("cli.list.more", count=len(told) - _MOST_SHOWN)


def _beside(seen: "ListPreview", words: Words) -> Iterator[str]:
    why = Counter(each.why for each in seen.left)
    if why:
        lines = "; ".join(f"{count} {words.say(key)}" for key, count in why.items())
        yield words.say("cli.list.left", lines=lines)
    if seen.others:
        yield words.say("cli.list.others", sheets=", ".join(seen.others))
    if seen.legacy:
        first = seen.legacy[0]
        told = {"before": first.before, "after": first.after}
        yield words.say("cli.list.legacy", count=len(seen.legacy), **told)


def _rows(seen: "ListPreview", words: Words) -> Iterator[str]:
    """What is told of rows: why they are left out, what of them is not taken."""
    from toolkit.actions.foreign_lists import notes_of  # noqa: PLC0415 -- help needs no database

    told = words.problems(notes_of(seen))
    yield from told[:_MOST_SHOWN]
    if len(told) > _MOST_SHOWN:
        yield words.say("cli.list.more", count=len(told) - _MOST_SHOWN)


def _counts(seen: "ListPreview") -> dict[str, int]:
    return {name: count for name, count in seen.counts.items() if name != "out"}
