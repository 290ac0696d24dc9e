"""The units of a round side by side, and its blocs, ready to read."""

from typing import Any

from toolkit.actions.reviews.unit_board import APART, BlocView, BoardRow, UnitBoard
from toolkit.domain.review import Scorer
from toolkit.pages.address import address
from toolkit.pages.reviews.naming import named, reasons
from toolkit.pages.reviews.sheets import total_text
from toolkit.pages.reviews.unit_sheets import bloc_text
from toolkit.words import Words

Drawn = dict[str, Any]
PAGE = 50
BLOCS = "blocs"
"""What the address calls the view of blocs: all of them, or the one that the user leads."""


def drawn_board(board: UnitBoard, asked: Drawn, words: Words) -> Drawn:
    """Rows by the filters, what they may be, how far the blocs are."""
    code = board.of.held.review.code
    last = max(1, -(-board.total // PAGE))
    return {
        "scorers": [
            {"scorer": each.value, "title": words.say(f"unit_review.scorer.{each}")}
            for each in board.of.scorers
        ],
        "filters": asked,
        "filtered": any(asked[name] for name in ("bloc", "show", "q")),
        "choices": _choices(board, words),
        "rows": [drawn_row(row, board, code, asked, words) for row in board.rows],
        "seen": board.seen,
        "follows": board.follows,
        "count": words.say("unit_review.count", count=board.total),
        "left": [_left_told(scorer, count, board, words) for scorer, count in board.left.items()],
        "views": [
            {"view": "", "text": words.say("unit_review.view_units")},
            {"view": BLOCS, "text": words.say(f"unit_review.view_{_of_blocs(board)}")},
        ]
        if board.blocs
        else [],
        "placed": any(row.place for row in board.rows),
        "at": asked["p"],
        "last": last,
        "blocs": [_bloc_line(bloc, board, words) for bloc in board.blocs],
    }


def drawn_bloc(bloc: BlocView, board: UnitBoard, words: Words) -> Drawn:
    """One bloc: its heads, its order, its proposal."""
    record = bloc.record
    open_ = not board.of.held.round.published_on
    return {
        "code": bloc.code,
        "name": bloc_text(board.of, bloc.code, words),
        "version": record.version,
        "head": bloc.head,
        "deputy": bloc.deputy,
        "head_name": board.names.get(bloc.head, ""),
        "deputy_name": board.names.get(bloc.deputy, ""),
        "names": board.runs and open_,
        "members": [{"value": code, "title": name} for code, name in bloc.members],
        "ranking": [
            {"name": board.names.get(code, code), "own": code == board.of.home}
            for code in bloc.ranking
        ],
        "proposed": [
            {"code": code, "name": board.names.get(code, code)} for code in record.proposed
        ],
        "note": record.note,
        "sent": words.say("unit_review.sent_on", day=record.sent_on) if record.sent_on else "",
        "proposes": not bloc.propose_blockers,
        "takes_back": not bloc.take_back_blockers,
        "why": reasons(bloc.propose_blockers, words) if not record.sent_on else [],
    }


def drawn_row(row: BoardRow, board: UnitBoard, code: str, asked: Drawn, words: Words) -> Drawn:
    own = row.totals.get(Scorer.SELF)
    kept = {name: asked[name] for name in ("bloc", "show", "q") if asked[name]}
    return {
        **named(row.label, words),
        "number": row.dossier.number,
        "href": address("reviews", round=code, part="units", dossier=row.dossier.number, **kept),
        "bloc": bloc_text(board.of, row.bloc, words),
        "place": row.place or "",
        "own": bool(board.of.home) and row.label.code == board.of.home,
        "cells": [_cell(row, scorer, own, board, words) for scorer in board.of.scorers],
        "apart": words.say("unit_review.apart", count=row.apart) if row.apart else "",
        "unexplained": bool(row.unexplained),
        "mine": [words.say(f"unit_review.yours.{scorer}") for scorer in _left(row, board)],
    }


def _of_blocs(board: UnitBoard) -> str:
    return "blocs" if board.follows else "bloc"


def _left_told(scorer: Scorer, count: int, board: UnitBoard, words: Words) -> Drawn:
    """How many sheets the user still has to give, and the address that lists their units."""
    code, show = board.of.held.review.code, scorer.value
    return {
        "text": words.say(f"unit_review.left.{scorer}", count=count),
        "href": address("reviews", round=code, part="units", show=show),
    }


def _left(row: BoardRow, board: UnitBoard) -> list[Scorer]:
    """What the user still has to score; of the Ministry's own scores a glance tells that."""
    own = {Scorer.MINISTRY} if board.runs else set()
    return [each for each in row.scored_by if each not in row.totals and each not in own]


def _cell(
    row: BoardRow, scorer: Scorer, own: float | None, board: UnitBoard, words: Words
) -> Drawn:
    """A total with how far it lies from the unit's own; or how many criteria have a score."""
    of = len(board.of.held.review.criteria)
    if scorer in row.totals:
        by = round(row.totals[scorer] - own, 2) if own is not None else 0.0
        sign = "+" if by > 0 else "−"
        less = f"{sign}{total_text(abs(by), words)}" if by and scorer is not Scorer.SELF else ""
        return {"text": total_text(row.totals[scorer], words), "by": less, "whole": True}
    if scorer not in row.given:
        return {"text": "", "by": "", "whole": False}
    given = row.given[scorer]
    text = words.say("unit_review.given_short", given=given, of=of)
    return {"text": text if given else "–", "by": "", "whole": False}


def _bloc_line(bloc: BlocView, board: UnitBoard, words: Words) -> Drawn:
    sent = bloc.record.sent_on
    chosen = len(bloc.record.proposed)
    return {
        "code": bloc.code,
        "name": bloc_text(board.of, bloc.code, words),
        "href": address("reviews", round=board.of.held.review.code, part="units", bloc=bloc.code),
        "head": board.names.get(bloc.head, ""),
        "done": [
            words.say("unit_review.given_short", given=count, of=bloc.units)
            for count in bloc.done.values()
        ],
        "mean": "" if bloc.mean is None else total_text(bloc.mean, words),
        "chip": {
            "tone": "accepted" if sent else "not_due",
            "icon": "mdi-check" if sent else "mdi-circle-outline",
            "text": words.say("unit_review.proposed_on", day=sent, count=chosen)
            if sent
            else words.say("unit_review.not_proposed"),
        },
    }


def _choices(board: UnitBoard, words: Words) -> Drawn:
    blocs = [
        {"value": bloc.code, "title": bloc_text(board.of, bloc.code, words)} for bloc in board.blocs
    ]
    shows = [
        *(
            {"value": each.value, "title": words.say(f"unit_review.show.{each}")}
            for each in board.of.scorers
        ),
        {"value": APART, "title": words.say("unit_review.show.apart")},
    ]
    every = {"value": "", "title": words.say("unit_review.every_bloc")}
    all_ = {"value": "", "title": words.say("unit_review.every_unit")}
    return {"bloc": [every, *blocs], "show": [all_, *shows]}
