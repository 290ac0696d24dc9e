"""What the evidence of a round tells agrees with the dashboards, and opens the rows it counts."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import copy

import pytest

from tests.store.builders import statements_of
from toolkit.actions.desk import Desk
from toolkit.actions.reviews.evidence import evidence, timeliness
from toolkit.actions.reviews.evidence_rows import Sort, evidence_rows
from toolkit.actions.reviews.held import Held, held
from toolkit.app import open_toolkit
from toolkit.domain.council import Dossier
from toolkit.rules.succession import is_valid
from toolkit.rules.targets import aims, by_kind, default_targets
from toolkit.store import ExemplarFilter, Reading

UNITS, EXEMPLARS = "so-ket-2018-don-vi", "so-ket-2018"
AFTER = date(2018, 9, 1)
"""The day after the period: what the dashboards counted on that day is what the period holds."""


@pytest.fixture(scope="module")
def desk(demo_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    data = tmp_path_factory.mktemp("evidence") / "demo.db"
    copy(demo_data, data)
    toolkit = open_toolkit(str(data))
    yield toolkit.desk
    toolkit.desk.store.close()


def open_round(q: Reading, code: str) -> Held:
    """The round as if it were open still: by what is known now, as the dashboards are."""
    found = held(q, code)
    return replace(found, round=replace(found.round, closed_on=None))


def _of_units(q: Reading, found: Held) -> list[Dossier]:
    units = [unit for unit in q.units() if unit.kind != "bo" and is_valid(unit, AFTER)]
    return [
        Dossier(
            review=found.review.code, subject=unit.code, unit=unit.code, number=at, id=unit.code
        )
        for at, unit in enumerate(units, start=1)
    ]


def _of_exemplars(q: Reading, found: Held, limit: int = 2000) -> list[Dossier]:
    rows = q.exemplar_page(ExemplarFilter(standing=""), limit=limit).rows
    return [
        Dossier(review=found.review.code, subject=row.id, unit=row.unit, number=at, id=row.id)
        for at, row in enumerate(rows, start=1)
    ]


def test_reports_on_time_are_those_of_the_dashboards(desk: Desk) -> None:
    with desk.store.reading() as q:
        found = open_round(q, UNITS)
        told = evidence(q, found, _of_units(q, found), on=AFTER)
        tallies = {row.unit: row.tally for row in q.tallies(AFTER) if row.phase == "1"}
        shares = timeliness(q, found, _of_units(q, found), on=AFTER)

    assert {unit: (each["bao_cao"].value, each["bao_cao"].of) for unit, each in told.items()} == {
        unit: (tallies[unit].on_time, tallies[unit].expected) for unit in told
    }
    assert shares == {unit: tallies[unit].on_time_rate for unit in told}
    assert sum(each["bao_cao"].value for each in told.values()) > 500


def test_activities_are_counted_as_in_the_summary_of_everything(desk: Desk) -> None:
    with desk.store.reading() as q:
        found = open_round(q, UNITS)
        told = evidence(q, found, _of_units(q, found), on=AFTER)
        counted = q.counted_by_unit(found.review.until).activities

    for criterion, kind in (("boi_duong", "nurturing"), ("truyen_thong", "media")):
        of_units = {unit: each[criterion].value for unit, each in told.items()}
        assert of_units == {unit: counted.get((unit, kind), 0) for unit in told}
        assert sum(of_units.values()) > 50


def test_targets_are_those_of_the_units_page(desk: Desk) -> None:
    """Whole years, so that what the page counts by years is what the period counts; of units that
    have succeeded nobody: those that have keep what their forerunners aimed at."""
    with desk.store.reading() as q:
        found = open_round(q, UNITS)
        years = replace(found.review, since=date(2017, 1, 1), until=date(2018, 12, 31))
        dossiers = _of_units(q, found)
        told = evidence(q, replace(found, review=years), dossiers, on=desk.today)
        successors = {*q.heirs(desk.today).values()}
        units = [unit for unit in q.units() if unit.code in told.keys() - successors]
        actuals = q.actuals(desk.today)
        whole = aims(q.plan(), units, (2017, 2018), q.targets(), actuals)

    for unit in units:
        kinds = [
            by_kind(tuple(each for each in whole if (each.unit, each.year) == (unit.code, year)))
            for year in (2017, 2018)
        ]
        wanted = sum(kind.target for year in kinds for kind in year)
        registered = sum(kind.actual for year in kinds for kind in year)
        figure = told[unit.code]["phat_hien"]
        assert (figure.of, figure.values["registered"]) == (wanted, registered)
        assert figure.value <= min(wanted, registered)
    assert len(units) > 100


def test_a_successor_that_has_said_nothing_aims_at_what_its_forerunners_said(desk: Desk) -> None:
    with desk.store.reading() as q:
        found = open_round(q, UNITS)
        told = evidence(q, found, _of_units(q, found), on=desk.today)
        before = [unit for unit, heir in q.heirs(desk.today).items() if heir == "KHTC"]
        said = q.targets(codes=before, year=2017)
        by_plan = sum(default_targets(q.plan(), q.units_called(["KHTC"])[0]).values())
        assert q.targets(codes=["KHTC"]) == q.targets(codes=before, year=2018) == ()

    assert len({each.unit for each in said}) == 2
    assert told["KHTC"]["phat_hien"].of == sum(each.count for each in said) + by_plan


def test_copies_are_those_of_the_page_of_replication(desk: Desk) -> None:
    with desk.store.reading() as q:
        found = open_round(q, UNITS)
        told = evidence(q, found, _of_units(q, found), on=desk.today)
        heirs = q.heirs(desk.today)
        rows = [row for row in q.replications() if row.on <= found.review.until]

    copied = Counter(heirs.get(row.origin, row.origin) for row in rows)
    alive = Counter(heirs.get(row.origin, row.origin) for row in rows if row.alive)
    taken = Counter(heirs.get(row.taker, row.taker) for row in rows)
    figures = {unit: each["nhan_rong"].values for unit, each in told.items()}
    assert figures == {
        unit: {"copies": copied[unit], "alive": alive[unit], "taken": taken[unit]} for unit in told
    }
    assert sum(alive.values()) > 5


def test_an_exemplar_has_its_own_nurturing_copies_and_media(desk: Desk) -> None:
    with desk.store.reading() as q:
        found = open_round(q, EXEMPLARS)
        dossiers = _of_exemplars(q, found)
        told = evidence(q, found, dossiers, on=desk.today)
        rows = [row for row in q.replications() if row.on <= found.review.until]
        nurtured = {
            each.id: sum(
                done.kind == "nurturing" and done.on <= found.review.until
                for done in q.activities_of(each.subject)
            )
            for each in dossiers[::40]
        }

    copied = Counter(row.exemplar for row in rows)
    assert {id_: each["lan_toa"].value for id_, each in told.items() if each["lan_toa"].value} == {
        **copied
    }
    assert {id_: told[id_]["ben_vung"].value for id_ in nurtured} == nurtured


@pytest.mark.parametrize("code", [UNITS, EXEMPLARS])
def test_evidence_of_three_dossiers_is_that_of_all_and_costs_the_same_statements(
    desk: Desk, code: str
) -> None:
    counts, told = [], []
    with desk.store.reading() as q:
        found = open_round(q, code)
        whole = _of_units(q, found) if code == UNITS else _of_exemplars(q, found)
        q.heirs(desk.today)
        for dossiers in (whole[:3], whole):
            with statements_of(desk.store) as statements:
                told.append(evidence(q, found, dossiers, on=desk.today))
            counts.append(len(statements))

    assert counts[0] == counts[1] <= 16
    assert told[0] == {each: told[1][each] for each in told[0]}
    assert len(told[0]) == 3


def test_each_figure_opens_as_many_rows_as_it_counts(desk: Desk) -> None:
    with desk.store.reading() as q:
        ids = [each.id for each in q.dossiers(UNITS)][::12]
    assert len(ids) > 5

    for dossier in ids:
        for criterion, told in {
            "bao_cao": "of",
            "phat_hien": "registered",
            "boi_duong": "activities",
        }.items():
            found = evidence_rows(desk, dossier=dossier, criterion=criterion)
            figure = found.evidence
            count = figure.of if told == "of" else figure.values[told]
            assert (found.total, len(found.rows)) == (count, count), (dossier, criterion)
        copies = evidence_rows(desk, dossier=dossier, criterion="nhan_rong")
        sorts = Counter(row.sort for row in copies.rows)
        values = copies.evidence.values
        assert (sorts[Sort.COPY], sorts[Sort.TAKEN]) == (values["copies"], values["taken"])
        media = evidence_rows(desk, dossier=dossier, criterion="truyen_thong")
        kinds = Counter(row.state for row in media.rows)
        values = media.evidence.values
        assert (kinds["media"], kinds["visit"]) == (values["items"], values["visits"])


def test_rows_of_reports_tell_what_became_of_each(desk: Desk) -> None:
    with desk.store.reading() as q:
        dossiers = {each.unit: each for each in q.dossiers(UNITS)}
    found = evidence_rows(desk, dossier=dossiers["TCMT"].id, criterion="bao_cao")

    states = Counter(row.state for row in found.rows)
    told = found.evidence.values
    assert (states["on_time"], states["late"], states["missing"]) == (
        told["on_time"],
        told["late"],
        told["missing"],
    )
    assert {row.sort for row in found.rows} == {Sort.REPORT}
