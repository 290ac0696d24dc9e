"""So sánh hai ngày and Xác minh tệp, as rows that the page draws."""

from typing import Any

from toolkit.actions.verify import Verified
from toolkit.domain.ledger import Exported
from toolkit.exchange.comparing import (
    Changed,
    Comparison,
    Told,
    kind_name,
    maker_name,
    signed,
    told,
    written,
)
from toolkit.words import Words

MOST_BEHIND = 200


def figure_rows(found: Comparison, words: Words) -> list[dict[str, Any]]:
    """The figures that changed: before, after, by how much, in how many rows."""
    return [
        {
            "label": each.label,
            "before": written(each.before, words),
            "after": written(each.after, words),
            "change": signed(each.change, words),
            "rows": words.number(each.rows),
        }
        for each in found.changed
    ]


def rows_behind(found: Comparison, label: str, words: Words) -> list[dict[str, Any]]:
    """The rows of data in which one figure changed, with the records behind each."""
    rows = ((row, cell) for row in found.rows for cell in row.cells if cell.label == label)
    return [_behind(row, cell, words) for row, cell in rows][:MOST_BEHIND]


def _behind(row: Changed, cell: Told, words: Words) -> dict[str, Any]:
    code, *others = (written(each, words) for each in row.key if each is not None)
    return {
        "unit": code,
        "name": " · ".join(others),
        "before": written(cell.before, words),
        "after": written(cell.after, words),
        "change": signed(cell.change, words),
        "lines": " → ".join(str(line) if line else "–" for line in row.lines),
        "sources": [
            {
                "id": source.record,
                "state": "new" if source.is_new else "gone" if source.is_gone else "other",
                "text": "; ".join(told(each, words) for each in source.cells),
            }
            for source in row.sources
        ],
        "more": max(0, row.source_count - len(row.sources)),
    }


def verified(found: Verified, words: Words) -> dict[str, Any]:
    """What the page tells of a file that was looked at."""
    line, differences = found.line, found.differences
    kind = kind_name(found.kind, words) if found.kind else ""
    day = words.date(found.known_on)
    made = (
        words.say("verify.made", by=maker_name(found.by, words), at=line.at, name=line.name)
        if line
        else ""
    )
    return {
        "answer": found.answer.value,
        "text": words.say(f"verify.{found.answer}", name=found.name),
        "of": words.say("verify.of", kind=kind, on=day) if kind and day else "",
        "made": made,
        "problems": words.problems(found.problems),
        "sheets": [
            *(words.say("verify.lacking", sheet=sheet) for sheet in differences.lacking),
            *(words.say("verify.added", sheet=sheet) for sheet in differences.added),
        ],
        "cells": [
            {
                "place": f"{each.sheet}!{each.cell}",
                "ours": written(each.ours, words),
                "theirs": written(each.theirs, words),
            }
            for each in differences.cells
        ],
        "more": max(0, differences.count - len(differences.cells)),
    }


def earlier_rows(
    lines: tuple[Exported, ...], names: dict[str, str], words: Words
) -> list[dict[str, Any]]:
    """Files handed out: who made which, when, with figures as known on which day."""
    return [
        {
            "id": line.id,
            "name": line.name,
            "kind": kind_name(line.kind, words),
            "unit": line.unit,
            "on": words.date(line.known_on),
            "at": words.moment(line.at) if line.at else "",
            "by": maker_name(names.get(line.by, line.by), words),
        }
        for line in lines
    ]
