"""Turns skipped tests into failures where nothing may be skipped: CI=true or NO_SKIP=1."""

import os
from collections.abc import Generator

import pytest

ALLOWED = "0", "", "false", "no"


def skipping_is_forbidden() -> bool:
    return any(os.environ.get(name, "").lower() not in ALLOWED for name in ("CI", "NO_SKIP"))


def _forbid(report: pytest.TestReport | pytest.CollectReport) -> None:
    if report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"skipped where nothing may be skipped: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if skipping_is_forbidden():
        _forbid(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    if skipping_is_forbidden():
        _forbid(report)
    return report
