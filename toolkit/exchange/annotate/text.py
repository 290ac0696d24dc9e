"""XML as text: found, cut and inserted without touching a byte beside."""

import html
import re
from collections.abc import Iterator
from functools import cache

_ATTRIBUTE = re.compile(rb"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_INSIDE = rb"""(?:[^>"']|"[^"]*"|'[^']*')*?"""
_TOKEN = re.compile(
    rb"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>|<(/?)([\w:.-]+)(" + _INSIDE + rb")(/?)>", re.DOTALL
)


def attributes(tag: bytes) -> dict[str, str]:
    """The attributes of a start tag, their entities resolved."""
    return {
        hit[1].decode(): html.unescape((hit[2] if hit[2] is not None else hit[3]).decode("utf-8"))
        for hit in _ATTRIBUTE.finditer(tag)
    }


def escaped(text: str) -> bytes:
    """Text as any XML may hold it, whatever its encoding; without signs that none may hold."""
    legal = _ILLEGAL.sub("", text)
    return html.escape(legal).encode("ascii", "xmlcharrefreplace")


@cache
def _tag(name: bytes) -> re.Pattern[bytes]:
    return re.compile(rb"<(?:[\w.-]+:)?" + name + rb"(?=[\s>/])(" + _INSIDE + rb")(/?)>", re.DOTALL)


def tags(xml: bytes, name: str) -> Iterator[re.Match[bytes]]:
    """The start tags of that local name: group 1 the attributes, group 2 "/" of an empty one."""
    return _tag(name.encode()).finditer(xml)


def elements(xml: bytes, name: str) -> Iterator[tuple[int, int]]:
    """Where each element of that local name begins and ends; it holds none of its own kind."""
    for hit in tags(xml, name):
        if hit[2]:
            yield hit.span()
            continue
        end = re.compile(rb"</(?:[\w.-]+:)?" + name.encode() + rb"\s*>").search(xml, hit.end())
        if end:
            yield hit.start(), end.end()


def without(xml: bytes, spans: list[tuple[int, int]]) -> bytes:
    """The text without these pieces."""
    kept, at = [], 0
    for start, end in sorted(spans):
        kept.append(xml[at:start])
        at = end
    return b"".join((*kept, xml[at:]))


def inserted(xml: bytes, place: int, piece: bytes) -> bytes:
    return xml[:place] + piece + xml[place:]


def prefix(xml: bytes, root: str) -> bytes:
    """The namespace prefix that the root element wears, with its colon."""
    hit = re.search(rb"<([\w.-]+:)?" + root.encode() + rb"(?=[\s>/])", xml)
    return hit[1] or b"" if hit else b""


def set_attribute(tag: bytes, name: str, value: str) -> bytes:
    """The start tag with the attribute at that value, wherever it stands."""
    told = name.encode() + b'="' + escaped(value) + b'"'
    present = re.compile(rb"(?<=\s)" + name.encode() + rb"""\s*=\s*(?:"[^"]*"|'[^']*')""")
    if present.search(tag):
        return present.sub(lambda _: told, tag, count=1)
    return re.sub(rb"\s*(/?>)$", lambda end: b" " + told + end[1], tag)


def children(xml: bytes, start: int) -> Iterator[tuple[str, int, int]]:
    """Local name and place of each element from `start` to the end of its parent."""
    depth, begun, name = 0, 0, ""
    for hit in _TOKEN.finditer(xml, start):
        if hit[2] is None:
            continue
        if hit[1]:
            depth -= 1
            if depth < 0:
                return
        elif depth == 0:
            begun, name = hit.start(), hit[2].decode().rpartition(":")[2]
        depth += 0 if hit[1] or hit[4] else 1
        if depth == 0:
            yield name, begun, hit.end()
