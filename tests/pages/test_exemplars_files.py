"""Files in the form of an exemplar: they come in pieces, hang on a proof, or are refused."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.pages.entries import COORDINATOR, at_the_form, editing, typed
from tests.pages.garden import a_garden
from toolkit.store import Store

PDF = b"%PDF-1.4 minh chung"


@pytest.fixture
def garden(tmp_path: Path) -> Iterator[Store]:
    store = a_garden(tmp_path)
    yield store
    store.close()


def test_file_comes_in_pieces_and_hangs_on_its_proof(garden: Store) -> None:
    state = at_the_form(garden, COORDINATOR)
    state.entry_begin("n1", "Giấy khen.pdf", len(PDF))
    state.entry_piece("n1", 0, PDF[:5])
    under_way = state.papers["n1"]["share"]
    state.entry_piece("n1", 5, PDF[5:])
    proof = dict.fromkeys(("title", "paper_number", "paper_date", "paper_issuer", "link"), "")
    proofs = [{**proof, "title": "Giấy khen", "file": "n1"}]
    state.entry_save("person", typed(state, name="Vũ Thị An", proofs=proofs), anyway=False)

    assert under_way == 26
    with garden.reading() as q:
        saved = q.exemplar_called("T1-2017-001")
        assert saved
        assert [(each.title, each.file_name) for each in saved.proofs] == [
            ("Giấy khen", "Giấy khen.pdf")
        ]
        assert q.file(saved.proofs[0].file_hash) == PDF
    again = editing(garden, saved, COORDINATOR)
    assert again.papers == {
        saved.proofs[0].file_hash: {"name": "Giấy khen.pdf", "share": 100, "error": ""}
    }


@pytest.mark.parametrize(
    ("name", "size", "data", "said"),
    [
        ("phim.pdf", 11 * 2**20, b"", "tối đa 10 MB"),
        ("trong.pdf", 0, b"", "rỗng"),
        ("vi-rut.exe", 4, b"MZ\x00\x00", "không thuộc loại"),
        ("gia.pdf", 4, b"MZ\x00\x00", "không thuộc loại"),
    ],
)
def test_file_that_can_not_be_taken_is_told_beside_it_at_once(
    garden: Store, name: str, size: int, data: bytes, said: str
) -> None:
    state = at_the_form(garden, COORDINATOR)
    state.entry_begin("n1", name, size)
    state.entry_piece("n1", 0, data)

    assert said in state.papers["n1"]["error"]


def test_new_file_of_a_draft_must_be_chosen_again_and_that_is_said(garden: Store) -> None:
    state = at_the_form(garden, COORDINATOR)
    state.entry_begin("n1", "a.pdf", len(PDF))
    state.entry_piece("n1", 0, PDF)
    proof = dict.fromkeys(("title", "paper_number", "paper_date", "paper_issuer", "link"), "")
    state.entry_keep("person", typed(state, proofs=[{**proof, "title": "A", "file": "n1"}]))
    anew = at_the_form(garden, COORDINATOR)

    assert anew.entry["form"]["proofs"] == [{**proof, "title": "A", "file": ""}]
    assert anew.entry_at["lost"]
