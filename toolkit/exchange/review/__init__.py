"""Workbooks of a round of review: score sheets, ranking and judges' totals."""

from toolkit.exchange.review.figures import Given, Judge, Judged, ReviewFigures
from toolkit.exchange.review.form_sheet import forms_name, write_forms
from toolkit.exchange.review.forms import Asked, JudgeForm, ScoreForms
from toolkit.exchange.review.named import paper_name, round_name
from toolkit.exchange.review.rewarded import PROPOSED, REWARDED
from toolkit.exchange.review.write import results_name, write_results

__all__ = [
    "PROPOSED",
    "REWARDED",
    "Asked",
    "Given",
    "Judge",
    "JudgeForm",
    "Judged",
    "ReviewFigures",
    "ScoreForms",
    "forms_name",
    "paper_name",
    "results_name",
    "round_name",
    "write_forms",
    "write_results",
]
