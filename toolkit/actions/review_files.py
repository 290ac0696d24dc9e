"""Workbooks of a round of review, made for whoever may have them and put down as handed out."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol, TypeVar, Unpack

from toolkit.actions.desk import Desk
from toolkit.actions.exports import note_export
from toolkit.actions.review_figures import review_figures
from toolkit.actions.review_sheets import score_forms
from toolkit.exchange.official.book import Making
from toolkit.exchange.official.page import Figures
from toolkit.exchange.review import (
    ReviewFigures,
    forms_name,
    results_name,
    write_forms,
    write_results,
)
from toolkit.words import Words

_F = TypeVar("_F", bound=Figures)
_F_contra = TypeVar("_F_contra", bound=Figures, contravariant=True)


class _Write(Protocol[_F_contra]):
    """Writes the figures at `out`, whole or not at all. Raises Cancelled and OSError."""

    def __call__(self, figures: _F_contra, out: Path, **how: Unpack[Making]) -> None: ...


def write_review_results(
    desk: Desk, *, figures: ReviewFigures, out: Path, **how: Unpack[Making]
) -> None:
    """Write a round's results (see `review_figures`) at `out`, whole or not at all.

    Raises Cancelled, OSError."""
    write_results(figures, out, **how)
    _note(desk, "review-results", out.name, out.read_bytes(), figures)


def results_file(desk: Desk, *, review: str, words: Words) -> tuple[str, bytes]:
    """A round's results: (file name, workbook). Raises what `review_figures` raises."""
    figures = review_figures(desk, review=review, words=words)
    name = results_name(figures, words)
    return name, _made(desk, "review-results", name, figures, write_results, words)


def forms_file(
    desk: Desk, *, review: str, words: Words, login: str = "", filled: bool = False
) -> tuple[str, bytes]:
    """Score sheets to print: (file name, workbook). Raises what `score_forms` raises."""
    forms = score_forms(desk, review=review, words=words, login=login, filled=filled)
    name = forms_name(forms, words)
    return name, _made(desk, "review-forms", name, forms, write_forms, words)


def _made(  # noqa: PLR0917 -- a file, what it is made of and by what
    desk: Desk, kind: str, name: str, figures: _F, write: _Write[_F], words: Words
) -> bytes:
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        out = Path(folder) / name
        write(figures, out, words=words)
        data = out.read_bytes()
    _note(desk, kind, name, data, figures)
    return data


def _note(desk: Desk, kind: str, name: str, data: bytes, figures: Figures) -> None:
    note_export(
        desk,
        kind=kind,
        name=name,
        data=data,
        known_on=figures.as_known_on,
        mark=figures.fingerprint,
        plan_version=figures.plan_version,
    )
