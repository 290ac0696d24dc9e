"""Files that come together: what a zip or a folder gives, what is told, what is never opened."""

import io
import zipfile
from pathlib import Path

import pytest

from toolkit.errors import Problem
from toolkit.exchange import packed
from toolkit.exchange.guard import MOST_BYTES
from toolkit.exchange.packed import files_in, files_under, read_file
from toolkit.words import LANGUAGES, Words


def a_zip(*files: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return out.getvalue()


def told(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    """(sentence, file) of each problem; every one can be said in both languages."""
    for language in LANGUAGES:
        assert all(Words(language).problems(problems))
    return [(one.key.removeprefix("packed."), one.values.get("name", "")) for one in problems]


BOOK = a_zip(("[Content_Types].xml", b"<a/>"), ("xl/workbook.xml", b"<a/>"))


def test_zip_gives_its_files_by_their_names() -> None:
    data = a_zip(("a/Vụ.xlsx", BOOK), ("b/Vụ.xlsx", BOOK), ("c.csv", b"x"), ("a/", b""))

    assert files_in("goi.zip", data) == (
        (("a/Vụ.xlsx", BOOK), ("b/Vụ.xlsx", BOOK), ("c.csv", b"x")),
        (),
    )


@pytest.mark.parametrize("data", [BOOK, b"code,name\n", b"", b"%PDF"])
def test_single_file_comes_back_as_it_is(data: bytes) -> None:
    assert files_in("x", data) == ((("x", data),), ())


def test_files_of_one_name_are_kept_apart_whatever_the_case() -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        data = a_zip(("a/x.xlsx", b"1"), ("a/x.xlsx", b"2"), ("a/X.XLSX", b"3"))

    files, problems = files_in("goi.zip", data)

    assert files == (("a/x.xlsx", b"1"), ("a/x (2).xlsx", b"2"), ("a/X (3).XLSX", b"3"))
    assert problems == ()


@pytest.mark.parametrize("name", ["../x.xlsx", "a/../../x.xlsx", "/etc/x.xlsx", "C:/x.xlsx"])
def test_name_that_leads_out_of_the_zip_is_told_and_not_opened(name: str) -> None:
    files, problems = files_in("goi.zip", a_zip((name, BOOK), ("b.xlsx", BOOK)))

    assert files == (("b.xlsx", BOOK),)
    assert told(problems) == [("file_odd_name", name)]


def test_zip_in_a_zip_is_told_and_not_opened() -> None:
    files, problems = files_in("goi.zip", a_zip(("b.xlsx", BOOK), ("c.zip", a_zip(("d", b"x")))))

    assert files == (("b.xlsx", BOOK),)
    assert told(problems) == [("file_nested", "c.zip")]


def test_what_office_and_file_managers_leave_behind_is_passed_over() -> None:
    junk = ["~$b.xlsx", ".DS_Store", "__MACOSX/._b.xlsx", "a/Thumbs.db", ".~lock.b.xlsx#"]

    files, problems = files_in("goi.zip", a_zip(("b.xlsx", b"x"), *((one, b"?") for one in junk)))

    assert files == (("b.xlsx", b"x"),)
    assert problems == ()


def test_zip_with_nothing_in_it_is_told() -> None:
    assert told(files_in("goi.zip", a_zip())[1]) == [("nothing", "goi.zip")]


@pytest.mark.parametrize(
    ("typed", "script"), [("Đà Sở.csv", "utf-8"), ("Đà Sơ\u0309.csv", "cp1258")]
)
def test_vietnamese_names_are_read_whoever_packed_them(typed: str, script: str) -> None:
    raw = typed.encode(script)
    data = a_zip(("n" * len(raw), b"x")).replace(b"n" * len(raw), raw)

    assert [name for name, _ in files_in("goi.zip", data)[0]] == ["Đà Sở.csv"]


def test_damaged_zip_is_told() -> None:
    assert told(files_in("goi.zip", a_zip(("a.csv", b"x" * 99))[:-20])[1]) == [("damaged", "")]


def test_damaged_file_in_a_zip_leaves_the_others() -> None:
    whole = a_zip(("a.csv", b"aaaa"), ("b.csv", b"bbbb"), method=zipfile.ZIP_STORED)

    files, problems = files_in("goi.zip", whole.replace(b"aaaa", b"aXaa"))

    assert files == (("b.csv", b"bbbb"),)
    assert told(problems) == [("file_damaged", "a.csv")]


def test_size_is_counted_and_not_believed() -> None:
    honest = a_zip(("a.csv", b"x" * 70_000))
    lying = honest.replace((70_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))

    assert lying != honest
    assert told(files_in("goi.zip", lying)[1]) == [("file_damaged", "a.csv")]


def test_file_too_big_to_be_a_workbook_is_told_without_unpacking_the_rest_of_it() -> None:
    files, problems = files_in("goi.zip", a_zip(("a.csv", bytes(MOST_BYTES + 9)), ("b.csv", b"x")))

    assert files == (("b.csv", b"x"),)
    assert told(problems) == [("file_too_big", "a.csv")]


def test_bomb_of_many_files_is_refused_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "MOST_UNPACKED", 100_000)

    data = a_zip(*((f"{n}.csv", bytes(30_000)) for n in range(5)))

    assert files_in("goi.zip", data)[0] == ()
    assert told(files_in("goi.zip", data)[1]) == [("too_heavy", "")]


def test_too_many_files_are_refused_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed, "MOST_FILES", 3)

    assert told(files_in("goi.zip", a_zip(*((str(n), b"") for n in range(4))))[1]) == [
        ("too_many", "")
    ]
    assert told(files_in("goi.zip", a_zip(*((str(n), b"") for n in range(99))))[1]) == [
        ("too_many", "")
    ]


def test_parts_that_lie_upon_one_another_are_refused() -> None:
    once = a_zip(("a.csv", b"x" * 500), ("b.csv", b"y" * 500), method=zipfile.ZIP_STORED)
    second = once.index(b"PK\x01\x02", once.index(b"PK\x01\x02") + 4)
    both_first = once[: second + 42] + bytes(4) + once[second + 46 :]

    assert told(files_in("goi.zip", both_first)[1]) == [("damaged", "")]


def test_folder_gives_every_file_below_it_in_order(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/2.xlsx", "b/~$2.xlsx", "1.csv", ".DS_Store"):
        (tmp_path / name).write_bytes(name.encode())

    files, problems = files_under(tmp_path)

    assert files == (("1.csv", tmp_path / "1.csv"), ("b/2.xlsx", tmp_path / "b/2.xlsx"))
    assert problems == ()
    assert read_file(*files[0]) == (b"1.csv", ())


def test_link_that_leads_out_of_the_folder_is_told(tmp_path: Path) -> None:
    inside = tmp_path / "in"
    inside.mkdir()
    (tmp_path / "secret.xlsx").write_bytes(b"x")
    (inside / "link.xlsx").symlink_to(tmp_path / "secret.xlsx")

    assert files_under(inside)[0] == ()
    assert told(files_under(inside)[1]) == [("file_elsewhere", "link.xlsx")]


def test_file_that_went_away_meanwhile_is_told(tmp_path: Path) -> None:
    assert told(read_file("a.xlsx", tmp_path / "a.xlsx")[1]) == [("file_unreadable", "a.xlsx")]


def test_empty_folder_is_told(tmp_path: Path) -> None:
    assert told(files_under(tmp_path)[1]) == [("nothing", tmp_path.name)]
