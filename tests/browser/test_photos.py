"""Photos among the papers of an exemplar, seen in the page itself."""

import struct
import zlib

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.house import House
from tests.browser.records import a_model

pytestmark = pytest.mark.browser


def a_picture(*, width: int = 40, height: int = 30, more: int = 0) -> bytes:
    """A green PNG; `more` bytes of it say nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    rows = (b"\x00" + b"\x20\x80\x40" * width) * height
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(rows)) + chunk(b"teXt", bytes(more))
    return b"\x89PNG\r\n\x1a\n" + head + body + chunk(b"IEND", b"")


def test_a_small_photo_is_seen_at_once_and_a_large_one_when_asked_for(
    visit: Visit, house: House
) -> None:
    pictures = ("nho.png", a_picture()), ("to.png", a_picture(more=300_000))
    proofs = [{"title": f"Ảnh {name}", "file": name} for name, _ in pictures]
    files = {name: (name, data) for name, data in pictures}
    code = a_model(house, name="Góc ảnh của xã", proofs=proofs, files=files).code
    visitor = visit()
    page = visitor.open(f"?page=exemplar&code={code}")
    small = page.get_by_role("img", name="Ảnh: Ảnh nho.png")
    expect(small).to_be_visible()
    assert small.evaluate("one => [one.naturalWidth, one.src.split(':')[0]]") == [40, "blob"]
    expect(page.get_by_role("img", name="Ảnh: Ảnh to.png")).to_have_count(0)
    page.get_by_role("button", name="Xem ảnh").click()
    expect(page.get_by_role("img", name="Ảnh: Ảnh to.png")).to_be_visible()
    larger = page.get_by_role("button", name="Phóng to, thu nhỏ ảnh: Ảnh nho.png")
    larger.click()
    expect(larger).to_have_attribute("aria-expanded", "true")
    assert visitor.sees() == []
