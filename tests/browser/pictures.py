"""Screens as small PNG files: 256 colours are enough for a page and a third of the bytes."""

import struct
import zlib
from typing import Any

import numpy as np

COLOURS = 256


def small_png(png: bytes) -> bytes:
    """The same picture with its 256 commonest colours; others become the nearest of those.

    Takes what Chromium writes: 8 bits a channel, RGB or RGBA, not interlaced."""
    pixels = _pixels(png)
    height, width, _ = pixels.shape
    coarse = (pixels.astype(np.uint32) @ np.array([1 << 16, 1 << 8, 1], np.uint32)).ravel()
    values, index, counts = np.unique(coarse, return_inverse=True, return_counts=True)
    kept = values[np.argsort(-counts)[:COLOURS]]
    palette = np.stack([kept >> 16, kept >> 8 & 255, kept & 255], 1)
    every = np.stack([values >> 16, values >> 8 & 255, values & 255], 1).astype(np.int32)
    away = [np.abs(palette.astype(np.int32) - one).sum(1).argmin() for one in every]
    rows = np.array(away, np.uint8)[index].reshape(height, width)
    raw = np.hstack([np.zeros((height, 1), np.uint8), rows]).tobytes()
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    parts = (b"IHDR", head), (b"PLTE", palette.astype(np.uint8).tobytes())
    whole = (*parts, (b"IDAT", zlib.compress(raw, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in whole)


def _chunk(kind: bytes, data: bytes) -> bytes:
    check = zlib.crc32(kind + data)
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)


def _pixels(png: bytes) -> Any:
    """Height × width × 3, as the filters of the rows tell."""
    at, data, head = 8, b"", b""
    while at < len(png):
        size, kind = struct.unpack(">I4s", png[at : at + 8])
        body = png[at + 8 : at + 8 + size]
        head, data = (body, data) if kind == b"IHDR" else (head, data + body * (kind == b"IDAT"))
        at += 12 + size
    width, height, _, colour = struct.unpack(">IIBB", head[:10])
    deep = {2: 3, 6: 4}[colour]
    lines = np.frombuffer(zlib.decompress(data), np.uint8).reshape(height, 1 + width * deep)
    before = np.zeros((width, deep), np.int32)
    rows = []
    for line in lines:
        before = _row(int(line[0]), line[1:].reshape(width, deep).astype(np.int32), before)
        rows.append(before[:, :3])
    return np.array(rows, np.uint8)


def _row(kind: int, line: Any, above: Any) -> Any:
    """One row out of its filter: none, left, above, mean or Paeth."""
    if kind in (0, 2):
        return (line + above * (kind == 2)) & 255
    if kind == 1:
        return np.cumsum(line, 0) & 255
    done = np.zeros_like(line)
    left = corner = np.zeros(line.shape[1], np.int32)
    for at in range(len(line)):
        up = above[at]
        guess = (left + up) >> 1 if kind == 3 else _paeth(left, up, corner)
        left, corner = (line[at] + guess) & 255, up
        done[at] = left
    return done


def _paeth(left: Any, up: Any, corner: Any) -> Any:
    a, b, c = abs(up - corner), abs(left - corner), abs(left + up - 2 * corner)
    return np.where((a <= b) & (a <= c), left, np.where(b <= c, up, corner))
