"""The parts of a workbook's zip: read, replaced, added, taken out; the rest goes over as it was."""

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from toolkit.exchange.annotate.text import attributes, escaped, inserted, prefix, tags, without

_TYPES = "[Content_Types].xml"
_RELATIONS = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships '
    b'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_NEW_PARTS_DATE = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Relation:
    """One line of a part's relations: `kind` is the last word of its type."""

    id: str
    kind: str
    part: str


class Package:
    """A workbook as parts by name."""

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._entries = {entry.filename: entry for entry in self._archive.infolist()}
        self._changed: dict[str, bytes] = {}
        self._gone: set[str] = set()

    def __contains__(self, name: str) -> bool:
        return name not in self._gone and (name in self._entries or name in self._changed)

    def read(self, name: str) -> bytes:
        """The part, or nothing where there is none."""
        if name in self._changed:
            return self._changed[name]
        return self._archive.read(name) if name in self else b""

    def write(self, name: str, content: bytes) -> None:
        if name in self._gone or content != self.read(name):
            self._gone.discard(name)
            self._changed[name] = content

    def add(self, pattern: str, content: bytes, kind: str = "") -> str:
        """A new part at the first free number of the pattern; its name. `kind` is its type."""
        number = 1
        while pattern.format(number) in self:
            number += 1
        name = pattern.format(number)
        self.write(name, content)
        if kind:
            self._declare(
                b'Override PartName="/%s" ContentType="%s"' % (name.encode(), kind.encode())
            )
        return name

    def remove(self, name: str) -> None:
        """The part and its relations, and what is declared of it."""
        for one in (name, relations_of(name)):
            self._changed.pop(one, None)
            self._gone.add(one)
        types = self.read(_TYPES)
        spans = [
            hit.span()
            for hit in tags(types, "Override")
            if attributes(hit[1]).get("PartName", "").lstrip("/") == name
        ]
        self.write(_TYPES, without(types, spans))

    def declare_extension(self, extension: str, kind: str) -> None:
        types = self.read(_TYPES)
        told = (attributes(hit[1]) for hit in tags(types, "Default"))
        if not any(one.get("Extension", "").lower() == extension for one in told):
            line = b'<%sDefault Extension="%s" ContentType="%s"/>' % (
                prefix(types, "Types"),
                extension.encode(),
                kind.encode(),
            )
            # Before all parts, where it stays: so marking twice comes to the same bytes.
            self.write(_TYPES, inserted(types, next(tags(types, "Types")).end(), line))

    def relations(self, name: str) -> Iterator[Relation]:
        """The parts of this package that a part leans on."""
        for hit in tags(self.read(relations_of(name)), "Relationship"):
            told = attributes(hit[1])
            if told.get("TargetMode") != "External":
                target = posixpath.join("/", posixpath.dirname(name), told.get("Target", ""))
                part = posixpath.normpath(target).lstrip("/")
                yield Relation(told.get("Id", ""), told.get("Type", "").rpartition("/")[2], part)

    def relate(self, name: str, kind: str, part: str) -> str:
        """A new line among the part's relations; its id."""
        relations = self.read(relations_of(name)) or _RELATIONS
        taken = {attributes(hit[1]).get("Id", "") for hit in tags(relations, "Relationship")}
        number = len(taken) + 1
        while f"rId{number}" in taken:
            number += 1
        start = prefix(relations, "Relationships")
        line = b'<%sRelationship Id="rId%d" Type="%s" Target="/%s"/>' % (
            start,
            number,
            (TYPES + kind).encode(),
            escaped(part),
        )
        self.write(relations_of(name), _at_end(relations, b"Relationships", line))
        return f"rId{number}"

    def unrelate(self, name: str, part: str) -> None:
        gone = {relation.id for relation in self.relations(name) if relation.part == part}
        relations = self.read(relations_of(name))
        spans = [
            hit.span()
            for hit in tags(relations, "Relationship")
            if attributes(hit[1]).get("Id") in gone
        ]
        self.write(relations_of(name), without(relations, spans))

    def save(self) -> bytes:
        """The zip again: parts in their order, new ones at the end."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, entry in self._entries.items():
                if name in self:
                    archive.writestr(entry, self.read(name), entry.compress_type)
            for name in sorted(self._changed.keys() - self._entries.keys()):
                new = zipfile.ZipInfo(name, _NEW_PARTS_DATE)
                archive.writestr(new, self._changed[name], zipfile.ZIP_DEFLATED)
        return out.getvalue()

    def _declare(self, line: bytes) -> None:
        types = self.read(_TYPES)
        self.write(_TYPES, _at_end(types, b"Types", b"<" + prefix(types, "Types") + line + b"/>"))


def declaring_r(xml: bytes) -> bytes:
    """What an element must say to speak of relations as r:id, where its part's root does not.

    Some programs say it at each element anew, which helps none of the others."""
    told = b'xmlns:r="%s"' % TYPES.removesuffix("/").encode()
    root = re.search(rb"<[A-Za-z][^>]*>", xml)
    return b"" if root and told in root[0] else b" " + told


def relations_of(name: str) -> str:
    folder, file = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def _at_end(xml: bytes, root: bytes, piece: bytes) -> bytes:
    """The piece as last child of the root, which may have been empty."""
    closing = list(re.finditer(rb"</(?:[\w.-]+:)?" + root + rb"\s*>", xml))
    if closing:
        return inserted(xml, closing[-1].start(), piece)
    empty = re.compile(rb"<((?:[\w.-]+:)?" + root + rb")(\s[^>]*?)?/>")
    return empty.sub(
        lambda one: b"<%s%s>%s</%s>" % (one[1], one[2] or b"", piece, one[1]), xml, count=1
    )
