"""An exemplar on record: who may, what is refused with which reasons, drafts, conflicts."""

import unicodedata
from datetime import date
from typing import Any

import pytest

from tests.builders import a_user
from tests.desks import DeskFor, coordinator
from toolkit.actions import exemplars, lifeline
from toolkit.actions.desk import Desk
from toolkit.domain.exemplar import Exemplar, Registration
from toolkit.domain.user import Role
from toolkit.errors import Conflict, NotFound, Refused

TODAY = date(2017, 6, 1)
PERSON = {
    "name": "Nguyễn Thị Hoà",
    "discovered_on": "01/03/2017",
    "comprehensive": True,
    "birth": "1985",
    "sex": "female",
    "workplace": "Tổ Văn",
    "summary": "Lập tủ sách ở mười lớp.",
}
PDF = b"%PDF-1.4 minh chung"


def put(desk: Desk, unit: str = "T2", kind: str = "person", **changes: Any) -> Exemplar:
    return exemplars.discover(desk, kind=kind, unit=unit, form={**PERSON, **changes})


def told(refused: pytest.ExceptionInfo[Refused]) -> list[tuple[str, str]]:
    return [(b.key.removeprefix("blocker."), b.field) for b in refused.value.blockers]


def saved(desk: Desk, one: Exemplar) -> Exemplar | None:
    with desk.store.reading() as q:
        return q.exemplar(one.id)


def test_a_unit_puts_its_exemplar_on_record_and_it_gets_a_code(desk_for: DeskFor) -> None:
    desk = desk_for(coordinator("T2"), TODAY)
    first, second = put(desk), put(desk, name="Trần Văn Ba")

    assert (first.code, second.code) == ("T2-2017-001", "T2-2017-002")
    assert (first.birth_year, first.birth_date, first.discovered_on) == (
        1985,
        None,
        date(2017, 3, 1),
    )
    assert [(each.step, each.on, each.by) for each in first.steps] == [
        ("discovered", date(2017, 3, 1), "dm.t2")
    ]
    assert saved(desk, first) == first


@pytest.mark.parametrize(
    ("changes", "reasons"),
    [
        ({"name": " \u200b "}, [("lacks.name", "name")]),
        ({"name": "A" * 201}, [("too_long", "name")]),
        ({"name": ["A"]}, [("value_unreadable", "name")]),
        ({"summary": "A" * 4001}, [("too_long", "summary")]),
        ({"birth": "02/06/2017"}, [("birth_in_future", "birth")]),
        ({"birth": "2018"}, [("birth_in_future", "birth")]),
        ({"birth": "1850"}, [("birth_too_old", "birth")]),
        ({"birth": "31/02/1980"}, [("date_unreadable", "birth")]),
        ({"discovered_on": "02/06/2017"}, [("day_in_future", "discovered_on")]),
        ({"discovered_on": "31/12/2016"}, [("before_plan", "discovered_on")]),
        ({"discovered_on": ""}, [("lacks.day", "discovered_on")]),
        ({"sex": "other"}, [("not_in_list", "sex")]),
        ({"fields": ["dat"], "comprehensive": False}, [("not_in_list", "fields")]),
        ({"comprehensive": "yes"}, [("value_unreadable", "comprehensive")]),
        ({"proofs": "x"}, [("value_unreadable", "proofs")]),
        ({"proofs": [{"link": "javascript:alert(1)"}]}, [("link_not_http", "proofs.0.link")]),
        ({"proofs": [{"file": "x"}]}, [("file_unknown", "proofs.0.file")]),
        (
            {"proofs": [{"paper_number": "1"}]},
            [
                ("paper_date_missing", "proofs.0.paper_date"),
                ("paper_issuer_missing", "proofs.0.paper_issuer"),
            ],
        ),
    ],
)
def test_bad_input_is_refused_beside_its_field_and_nothing_is_written(
    desk_for: DeskFor, changes: dict[str, Any], reasons: list[tuple[str, str]]
) -> None:
    desk = desk_for(on=TODAY)
    with pytest.raises(Refused) as refused:
        put(desk, **changes)

    assert told(refused) == reasons
    with desk.store.reading() as q:
        assert q.next_code("T2", 2017) == "T2-2017-001"


def test_text_is_kept_as_text_composed_and_with_the_right_letters(desk_for: DeskFor) -> None:
    name = unicodedata.normalize("NFD", "Ðỗ\u0007  Thị <b>Hoà</b>")
    one = put(desk_for(on=TODAY), name=name, summary="=1+1\n<script>alert(1)</script>")

    assert one.name == "Đỗ Thị <b>Hoà</b>"
    assert one.summary == "=1+1\n<script>alert(1)</script>"


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.pdf", b"%PDF" + bytes(11 * 1024 * 1024), "file_too_big"),
        ("a.exe", b"MZ", "file_type"),
        ("a.pdf", b"MZ", "file_type"),
        ("a.pdf", b"", "file_empty"),
    ],
)
def test_a_file_too_big_or_of_another_type_is_refused(
    desk_for: DeskFor, name: str, data: bytes, reason: str
) -> None:
    form = {**PERSON, "proofs": [{"file": "new"}]}
    with pytest.raises(Refused) as refused:
        exemplars.discover(
            desk_for(on=TODAY), kind="person", unit="T2", form=form, files={"new": (name, data)}
        )
    assert (reason, "proofs.0.file") in told(refused)


def test_a_file_loses_its_path_and_is_handed_to_whoever_may_see_it(desk_for: DeskFor) -> None:
    form = {**PERSON, "proofs": [{"title": "Giấy khen", "file": "new"}]}
    files = {"new": ("../../etc/giay khen.pdf", PDF)}
    one = exemplars.discover(desk_for(on=TODAY), kind="person", unit="T2", form=form, files=files)
    digest = one.proofs[0].file_hash

    assert exemplars.exemplar_file(desk_for(coordinator("T2")), exemplar=one.id, digest=digest) == (
        "giay khen.pdf",
        PDF,
    )
    with pytest.raises(NotFound):
        exemplars.exemplar_file(desk_for(coordinator("T9")), exemplar=one.id, digest=digest)
    kept = exemplars.edit(
        desk_for(on=TODAY),
        exemplar=one.id,
        version=1,
        form={"proofs": [{"title": "Bản sao", "file": digest}]},
    )
    assert [(each.title, each.file_name) for each in kept.proofs] == [("Bản sao", "giay khen.pdf")]


def test_rights(desk_for: DeskFor) -> None:
    with pytest.raises(Refused) as refused:
        put(desk_for(coordinator("T9"), TODAY))
    assert told(refused) == [("not_your_unit", "")]
    for role in (Role.LEADER, Role.COUNCIL, Role.ANALYST, Role.ADMIN):
        with pytest.raises(Refused) as refused:
            put(desk_for(a_user(role), TODAY))
        assert told(refused) == [("no_right", "")]
    assert put(desk_for(coordinator("PGD"), TODAY)).unit == "T2"


def test_values_outside_the_lists_are_refused(desk_for: DeskFor) -> None:
    for changes in ({"unit": "T7"}, {"kind": "hero"}):
        with pytest.raises(Refused) as refused:
            put(desk_for(on=TODAY), **changes)
        assert told(refused) == [("not_in_list", next(iter(changes)))]


def test_what_two_people_change_in_two_fields_is_both_kept(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    one = put(desk)
    exemplars.edit(desk, exemplar=one.id, version=1, form={"post": "Tổ trưởng"})
    both = exemplars.edit(desk, exemplar=one.id, version=1, form={"contact": "hoa@example.vn"})

    assert (both.post, both.contact, both.version) == ("Tổ trưởng", "hoa@example.vn", 3)


def test_who_changes_the_same_field_second_is_shown_both(desk_for: DeskFor) -> None:
    mine, theirs = desk_for(on=TODAY), desk_for(coordinator("T2"), TODAY)
    one = put(mine)
    exemplars.edit(theirs, exemplar=one.id, version=1, form={"post": "Tổ trưởng"})
    with pytest.raises(Conflict) as conflict:
        exemplars.edit(mine, exemplar=one.id, version=1, form={"post": "Tổ phó"})

    assert conflict.value.differences == (("post", "", "Tổ trưởng", "Tổ phó"),)
    assert conflict.value.values["by"] == "dm.t2"
    chosen = exemplars.edit(mine, exemplar=one.id, version=2, form={"post": "Tổ phó"})
    assert chosen.post == "Tổ phó"


def test_saving_what_nobody_changed_makes_no_version(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    one = put(desk)

    assert exemplars.edit(desk, exemplar=one.id, version=1, form=PERSON) == one


def test_what_waits_for_a_decision_is_not_edited(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    one = put(desk)
    one = lifeline.select(desk, exemplar=one.id, version=1, form={})
    one = lifeline.submit(desk, exemplar=one.id, version=2)
    assert one.registration is Registration.WAITING
    with pytest.raises(Refused) as refused:
        exemplars.edit(desk, exemplar=one.id, version=3, form={"post": "Tổ phó"})
    assert told(refused) == [("edit_waiting", "")]


def test_likely_duplicates_are_shown_before_saving_with_reasons(desk_for: DeskFor) -> None:
    desk = desk_for(on=TODAY)
    put(desk, unit="T9")
    form = {"name": "Nguyễn Thị Hòa", "birth": "1985"}
    [like] = exemplars.similar(desk_for(coordinator("T2")), kind="person", unit="T2", form=form)

    assert like.exemplar.code == "T9-2017-001"
    assert not like.visible
    assert [each.key for each in like.likeness.reasons] == [
        "duplicate.tone_marks",
        "duplicate.birth_year",
    ]


def test_a_draft_is_kept_by_user_and_unit_until_it_is_saved(desk_for: DeskFor) -> None:
    desk, other = desk_for(coordinator("T2"), TODAY), desk_for(on=TODAY)
    exemplars.keep_form(desk, unit="T2", form={"name": "Ng"})

    assert exemplars.read_form(desk, unit="T2")[0] == {"name": "Ng"}
    assert exemplars.read_form(desk, unit="T9") == ({}, None)
    assert exemplars.read_form(other, unit="T2") == ({}, None)
    put(desk)
    assert exemplars.read_form(desk, unit="T2") == ({}, None)
