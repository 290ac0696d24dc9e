"""The form of an exemplar as its state tells it: faults, drafts, likenesses, conflicts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import a_user
from tests.pages.entries import COORDINATOR, JUNE, at_the_form, editing, on_record, put, typed
from tests.pages.garden import a_garden, desk
from toolkit.domain.user import Role
from toolkit.errors import NotFound, Refused
from toolkit.pages.exemplars.state import ExemplarsState
from toolkit.store import Store
from toolkit.words import Words


@pytest.fixture
def garden(tmp_path: Path) -> Iterator[Store]:
    store = a_garden(tmp_path)
    yield store
    store.close()


def test_new_form_offers_what_the_user_may_choose_and_today_as_the_day(garden: Store) -> None:
    state = at_the_form(garden, COORDINATOR)

    assert state.entry_lists["units"] == [["T1", "Trường Tiểu học Đồng Tháp", 0]]
    assert (state.entry["unit"], state.entry["kind"]) == ("T1", "")
    assert {name: value for name, value in state.entry["form"].items() if value} == {
        "discovered_on": "20/06/2017"
    }
    assert state.query["view"] == "new"


def test_faults_are_told_by_field_in_words_and_nothing_is_saved(garden: Store) -> None:
    state = at_the_form(garden, COORDINATOR)
    proofs = [{"title": "", "paper_number": "1", "link": "ftp://x", "file": ""}]
    form = typed(state, birth="1850", discovered_on="21/06/2017", proofs=proofs)
    state.entry_check("person", form)
    checked = state.told
    state.entry_save("person", form, anyway=False)

    assert set(checked) == {
        *("name", "birth", "discovered_on", "proofs.0.paper_date", "proofs.0.paper_issuer"),
        "proofs.0.link",
    }
    assert checked["name"] == "Hãy nhập tên."
    assert state.told == checked
    assert state.entry
    assert on_record(garden) == []


def test_kind_and_unit_must_be_chosen(garden: Store) -> None:
    state = at_the_form(garden)
    state.entry_save("", typed(state, name="Vũ Thị An"), anyway=False)

    assert set(state.told) == {"kind", "unit"}


def test_saved_form_closes_and_the_new_one_is_in_the_list_with_its_code(garden: Store) -> None:
    state = at_the_form(garden, COORDINATOR)
    state.entry_save("person", typed(state, name="Vũ Thị An"), anyway=False)

    assert state.entry == {}
    assert on_record(garden) == [("T1-2017-001", "Vũ Thị An")]
    assert [row[0] for row in state.rows] == ["T1-2017-001"]
    assert state.done == {
        "name": "Vũ Thị An (T1-2017-001)",
        "href": "?page=exemplar&code=T1-2017-001",
    }
    assert state.writes == 1
    assert not state.query["view"]


def test_draft_comes_back_with_a_notice_in_a_new_kernel_and_goes_when_saved(
    garden: Store,
) -> None:
    state = at_the_form(garden, COORDINATOR)
    state.entry_keep("person", typed(state, name="Vũ Thị A"))
    anew = ExemplarsState(desk(garden, JUNE, COORDINATOR), Words("vi"))
    anew.open()
    waits = anew.left
    anew.entry_new()

    assert waits == "20/06/2017 09:00"
    assert anew.entry["form"]["name"] == "Vũ Thị A"
    assert anew.entry["kind"] == "person"
    assert anew.entry_at == {"draft": "20/06/2017 09:00", "lost": False}
    anew.entry_save("person", typed(anew, name="Vũ Thị An"), anyway=False)
    assert anew.left == ""
    anew.entry_new()
    assert anew.entry["form"]["name"] == ""
    assert anew.entry_at == {}


def test_draft_goes_with_the_unit_that_is_chosen_and_is_found_again(garden: Store) -> None:
    state = at_the_form(garden)
    form = typed(state, name="Vũ Thị An")
    state.entry_keep("person", form)
    state.entry_place("person", "T3", form)
    state.entry_keep("person", form)
    anew = at_the_form(garden)

    assert anew.entry["unit"] == "T3"
    assert anew.entry["form"] == form
    with garden.reading() as q:
        assert q.draft("ministry", "exemplar T3 new")


def test_each_unit_has_its_own_draft(garden: Store) -> None:
    state = at_the_form(garden)
    state.entry_place("", "T1", state.entry["form"])
    state.entry_keep("person", typed(state, name="Vũ Thị An"))
    state.entry_forget()
    blank = state.entry["form"]["name"]
    state.entry_place("", "T3", state.entry["form"])

    assert (blank, state.entry["unit"]) == ("", "T3")
    assert state.draft_kept_at() is None


def test_other_people_have_no_draft_of_mine(garden: Store) -> None:
    state = at_the_form(garden, COORDINATOR)
    state.entry_keep("person", typed(state, name="Vũ Thị A"))

    assert at_the_form(garden).entry["form"]["name"] == ""


def test_likely_duplicates_are_told_with_reasons_before_saving(garden: Store) -> None:
    put(garden, "Vũ Thị Hoà", unit="T3", birth="1980")
    put(garden, "Lê Văn Út", birth="1980")
    state = at_the_form(garden, COORDINATOR)
    state.entry_save("person", typed(state, name="Vũ Thị Hòa", birth="1980"), anyway=False)

    [like] = state.alike
    assert (like["name"], like["code"], like["born"]) == ("Vũ Thị Hoà", "T3-2017-001", "1980")
    assert like["why"] == ["Chỉ khác dấu hoặc cách đặt dấu: “Vũ Thị Hoà”.", "Cùng năm sinh 1980."]
    assert like["href"] == ""
    assert state.entry_at["asking"]
    assert len(on_record(garden)) == 2


def test_a_duplicate_that_one_may_open_has_its_link(garden: Store) -> None:
    put(garden, "Vũ Thị Hoà")
    state = at_the_form(garden, COORDINATOR)
    state.entry_check("person", typed(state, name="Vũ Thị Hòa"))

    assert [like["href"] for like in state.alike] == ["?page=exemplar&code=T1-2017-001"]


def test_saying_anyway_saves_only_what_the_question_was_about(garden: Store) -> None:
    put(garden, "Vũ Thị Hoà")
    put(garden, "Lê Văn Út")
    state = at_the_form(garden, COORDINATOR)
    state.entry_save("person", typed(state, name="Vũ Thị Hòa"), anyway=False)
    state.entry_save("person", typed(state, name="Lê Văn Út"), anyway=True)
    asked_again = len(on_record(garden))
    state.entry_save("person", typed(state, name="Lê Văn Út"), anyway=True)

    assert asked_again == 2
    assert len(on_record(garden)) == 3


def test_edit_shows_the_record_as_one_would_type_it(garden: Store) -> None:
    one = put(garden, "Vũ Thị An", birth="15/10/1980", sex="female", post="Giáo viên")
    state = editing(garden, one, COORDINATOR)

    told = {name: value for name, value in state.entry["form"].items() if value}
    assert told == {
        "name": "Vũ Thị An",
        "discovered_on": "01/03/2017",
        "birth": "15/10/1980",
        "sex": "female",
        "post": "Giáo viên",
        "comprehensive": True,
    }
    assert (state.entry["code"], state.entry["unit"]) == ("T1-2017-001", "T1")
    state.entry_save("person", state.entry["form"], anyway=False)
    assert state.entry == {}


def test_edit_that_leaves_the_name_alone_is_not_asked_about_likenesses(garden: Store) -> None:
    put(garden, "Vũ Thị Hoà")
    one = put(garden, "Vũ Thị Hòa")
    state = editing(garden, one)
    state.entry_save("person", typed(state, post="Hiệu trưởng"), anyway=False)

    assert state.entry == {}


def test_two_editors_are_shown_both_versions_of_what_both_changed(garden: Store) -> None:
    one = put(garden, "Vũ Thị An", post="Giáo viên", contact="1")
    mine, theirs = editing(garden, one, COORDINATOR), editing(garden, one)
    theirs.entry_save("person", typed(theirs, post="Tổ trưởng", contact="2"), anyway=False)
    mine.entry_save("person", typed(mine, post="Hiệu phó", summary="Tốt"), anyway=False)

    [row] = mine.clash
    assert (row["field"], row["base"], row["theirs"], row["mine"]) == (
        *("post", "Giáo viên", "Tổ trưởng", "Hiệu phó"),
    )
    merged = mine.entry["form"]
    assert (merged["contact"], merged["summary"]) == ("2", "Tốt")
    assert mine.entry["version"] == 2
    mine.entry_save("person", {**merged, "post": row["values"]["theirs"]}, anyway=False)
    with garden.reading() as q:
        saved = q.exemplar(one.id)
    assert saved
    assert (saved.post, saved.contact, saved.summary) == ("Tổ trưởng", "2", "Tốt")


def test_draft_of_an_edit_remembers_the_version_it_was_typed_upon(garden: Store) -> None:
    one = put(garden, "Vũ Thị An", post="Giáo viên")
    mine = editing(garden, one, COORDINATOR)
    mine.entry_keep("person", typed(mine, post="Hiệu phó"))
    theirs = editing(garden, one)
    theirs.entry_save("person", typed(theirs, post="Tổ trưởng"), anyway=False)
    anew = editing(garden, one, COORDINATOR)
    anew.entry_save("person", anew.entry["form"], anyway=False)

    assert [row["field"] for row in anew.clash] == ["post"]


def test_form_does_not_open_on_what_may_not_be_edited(garden: Store) -> None:
    other, mine = put(garden, "Lê Văn Út", unit="T3"), put(garden, "Vũ Thị An")
    with pytest.raises(NotFound):
        editing(garden, other, COORDINATOR)
    with pytest.raises(Refused):
        editing(garden, mine, a_user(Role.LEADER))


def test_nothing_is_saved_while_the_form_is_closed(garden: Store) -> None:
    state = at_the_form(garden, COORDINATOR)
    form = typed(state, name="Vũ Thị An")
    state.entry_close()
    state.entry_check("person", form)

    with pytest.raises(NotFound):
        state.entry_save("person", form, anyway=True)
    assert on_record(garden) == []


def test_what_was_typed_last_is_kept_though_it_comes_after_the_form_was_closed(
    garden: Store,
) -> None:
    state = at_the_form(garden, COORDINATOR)
    form = typed(state, name="Vũ Thị An")
    state.open()
    state.entry_keep("person", form)

    assert state.left == "20/06/2017 09:00"
    assert at_the_form(garden, COORDINATOR).entry["form"]["name"] == "Vũ Thị An"


def test_no_draft_comes_back_after_saving(garden: Store) -> None:
    state = at_the_form(garden, COORDINATOR)
    form = typed(state, name="Vũ Thị An")
    state.entry_save("person", form, anyway=False)
    state.entry_keep("person", form)

    assert state.left == ""
    assert state.draft_kept_at() is None


def test_going_to_another_page_closes_the_form_and_keeps_its_draft(garden: Store) -> None:
    state = at_the_form(garden, COORDINATOR)
    state.entry_keep("person", typed(state, name="Vũ Thị An"))
    state.leave()

    assert state.entry == {}
    assert state.left == "20/06/2017 09:00"
    assert not state.query["view"]
