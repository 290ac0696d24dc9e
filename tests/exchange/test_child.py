"""Untrusted bytes are worked on in a process of their own, within limits."""

from pathlib import Path

import pytest

from toolkit.exchange.child import ChildFailed, in_child

# Python's own eval takes bytes: whatever a hostile file could make a reader do, said in a line.
EVAL = "builtins:eval"


def test_child_gives_back_what_it_made_of_the_bytes() -> None:
    assert in_child(EVAL, '["Vụ", 1, 2.5, None]'.encode()) == ["Vụ", 1, 2.5, None]


@pytest.mark.parametrize(
    "work",
    [
        b"len(bytearray(3 * 10**9))",
        b"__import__('os').abort()",
        b"1 / 0",
        b"{1}",
    ],
    ids=["memory", "abort", "error", "no JSON"],
)
def test_child_that_falls_over_the_file_takes_nobody_with_it(work: bytes) -> None:
    with pytest.raises(ChildFailed):
        in_child(EVAL, work)


@pytest.mark.parametrize(
    "work", [b"sum(range(10**12))", b"__import__('time').sleep(600)"], ids=["busy", "asleep"]
)
def test_child_is_stopped_when_its_time_is_up(work: bytes) -> None:
    # Left alone, either would come to its end after ten minutes at the soonest, and not fail.
    with pytest.raises(ChildFailed):
        in_child(EVAL, work, seconds=1)


def test_child_can_write_nothing_into_files(tmp_path: Path) -> None:
    in_child(EVAL, f"open({str(tmp_path / 'x')!r}, 'w').write('y')".encode())

    assert (tmp_path / "x").read_bytes() == b""


def test_child_knows_nothing_of_our_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TOOLKIT_DATA", "postgresql://a:geheim@b/c")

    names = in_child(EVAL, b"sorted(__import__('os').environ)")
    assert "TOOLKIT_DATA" not in names
