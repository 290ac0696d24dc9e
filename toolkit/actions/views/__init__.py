"""What pages read: one function a page, each checks rights, all in one snapshot of the store."""

from toolkit.actions.views.overview import Overview, PhaseProgress, overview
from toolkit.actions.views.plan import PlanView, plan_view
from toolkit.actions.views.units import UnitMatrix, UnitSheet, matrix, obligation_sheet, unit_sheet
from toolkit.actions.views.work import Work, my_work, work_count

__all__ = [
    "Overview",
    "PhaseProgress",
    "PlanView",
    "UnitMatrix",
    "UnitSheet",
    "Work",
    "matrix",
    "my_work",
    "obligation_sheet",
    "overview",
    "plan_view",
    "unit_sheet",
    "work_count",
]
