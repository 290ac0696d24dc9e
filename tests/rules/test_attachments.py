"""Which files may hang on a report."""

import pytest

from toolkit.rules.attachments import base_name, file_blockers

PDF, ZIP, OLE = b"%PDF-1.7", b"PK\x03\x04....", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
TEN_MEGABYTES = 10 * 1024 * 1024


def _reasons(name: str, size: int, head: bytes) -> list[str]:
    return [reason.key.removeprefix("blocker.") for reason in file_blockers(name, size, head)]


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("Báo cáo.pdf", PDF),
        ("BÁO CÁO.PDF", PDF),
        ("a.docx", ZIP),
        ("a.xlsx", ZIP),
        ("a.odt", ZIP),
        ("a.ods", ZIP),
        ("a.doc", OLE),
        ("a.xls", OLE),
        ("a.png", b"\x89PNG\r\n\x1a\n"),
        ("a.jpg", b"\xff\xd8\xff\xe0"),
        ("a.jpeg", b"\xff\xd8\xff\xe0"),
    ],
)
def test_papers_and_pictures_may_be_attached(name: str, head: bytes) -> None:
    assert _reasons(name, len(head), head) == []


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("virus.pdf", b"MZ\x90\x00"),
        ("a.exe", PDF),
        ("a.docm", ZIP),
        ("a.html", b"<html>"),
        ("a.svg", b"<svg"),
        ("pdf", PDF),
        ("a.pdf.exe", PDF),
        ("a.docx", OLE),
    ],
)
def test_file_is_refused_when_ending_or_first_bytes_are_of_no_allowed_type(
    name: str, head: bytes
) -> None:
    assert _reasons(name, len(head), head) == ["file_type"]


def test_ten_megabytes_are_allowed_and_one_byte_more_is_not() -> None:
    assert _reasons("a.pdf", TEN_MEGABYTES, PDF) == []
    assert _reasons("a.pdf", TEN_MEGABYTES + 1, PDF) == ["file_too_big"]


def test_size_of_a_file_too_big_is_told_in_megabytes() -> None:
    (reason,) = file_blockers("a.pdf", 11 * 1024 * 1024, PDF)

    assert dict(reason.values) == {"name": "a.pdf", "size": 11.0, "most": 10}


def test_file_a_byte_too_big_is_not_told_to_have_the_size_allowed() -> None:
    (reason,) = file_blockers("a.pdf", TEN_MEGABYTES + 1, PDF)

    assert reason.values["size"] == 10.1


def test_empty_file_is_refused() -> None:
    assert _reasons("a.pdf", 0, b"") == ["file_empty"]


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        (r"C:\Users\An\Báo cáo.pdf", "Báo cáo.pdf"),
        ("a\x00\u202efdp.exe", "afdp.exe"),
        ('a"b<c>.pdf', "a b c .pdf"),
        ("dòng\nhai.pdf", "dòng hai.pdf"),
        ("..", "tep"),
        ("", "tep"),
    ],
)
def test_name_is_cut_to_the_file_itself(name: str, own: str) -> None:
    assert base_name(name) == own


def test_long_name_keeps_its_ending() -> None:
    assert base_name("a" * 300 + ".pdf") == "a" * 146 + ".pdf"
