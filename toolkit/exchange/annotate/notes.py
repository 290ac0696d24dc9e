"""Notes at cells, as Excel keeps them: their words in one part, their boxes drawn in another."""

import html
import re
from collections.abc import Iterator, Mapping

from toolkit.exchange.annotate.boxes import BOXES, with_boxes, without_boxes
from toolkit.exchange.annotate.colours import BEFORE_RULES, halves, place_behind
from toolkit.exchange.annotate.names import AUTHOR, HEAD
from toolkit.exchange.annotate.package import Package, declaring_r
from toolkit.exchange.annotate.text import (
    attributes,
    elements,
    escaped,
    inserted,
    prefix,
    tags,
    without,
)

_NOTES_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_EMPTY = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<comments xmlns="' + _MAIN + b'">'
    b"<authors></authors><commentList></commentList></comments>"
)
# What stands between the rules of a worksheet and the line that names its drawn boxes.
_BEFORE = (
    *BEFORE_RULES,
    "dataValidations",
    "hyperlinks",
    "printOptions",
    "pageMargins",
    "pageSetup",
    "headerFooter",
    "rowBreaks",
    "colBreaks",
    "customProperties",
    "cellWatches",
    "ignoredErrors",
    "smartTags",
    "drawing",
)


def write_notes(package: Package, part: str, notes: Mapping[str, str]) -> None:
    """A note at each cell of the worksheet; one that stands there is kept and lengthened."""
    if not notes:
        return
    words, boxes = _parts_of(package, part)
    if boxes and b"urn:schemas-microsoft-com:vml" not in package.read(boxes):
        return
    if not words:
        words = package.add("xl/comments{}.xml", _EMPTY, _NOTES_TYPE)
        package.relate(part, "comments", words)
    if not boxes:
        boxes = _new_boxes(package, part)
    xml, fresh = _with_notes(package.read(words), notes)
    package.write(words, xml)
    package.write(boxes, with_boxes(package.read(boxes), package.read(part), fresh))


def remove_notes(package: Package, part: str) -> None:
    """Take out the notes of an earlier return, and the parts if nothing else is in them."""
    words, boxes = _parts_of(package, part)
    if not words or HEAD not in _readable(package.read(words)):
        return
    xml, gone = _without_notes(package.read(words))
    package.write(words, xml)
    if boxes:
        package.write(boxes, without_boxes(package.read(boxes), gone))
    if not list(tags(xml, "comment")):
        package.unrelate(part, words)
        package.remove(words)
        if boxes and not list(tags(package.read(boxes), "shape")):
            _drop_boxes(package, part, boxes)


def _readable(xml: bytes) -> str:
    """Text of a part with what stands for its letters put back."""
    return html.unescape(xml.decode("utf-8", "replace"))


def _parts_of(package: Package, part: str) -> tuple[str, str]:
    kinds = {relation.kind: relation.part for relation in package.relations(part)}
    boxes = ""
    for hit in tags(halves(package.read(part))[1], "legacyDrawing"):
        id_ = next((v for name, v in attributes(hit[1]).items() if name.endswith(":id")), "")
        boxes = next((one.part for one in package.relations(part) if one.id == id_), "")
    return kinds.get("comments", ""), boxes


def _new_boxes(package: Package, part: str) -> str:
    boxes = package.add("xl/drawings/vmlDrawing{}.vml", BOXES)
    package.declare_extension("vml", _VML_TYPE)
    id_ = package.relate(part, "vmlDrawing", boxes)
    xml = package.read(part)
    above, below = halves(xml)
    line = b'<%slegacyDrawing%s r:id="%s"/>' % (
        prefix(xml, "worksheet"),
        declaring_r(xml),
        id_.encode(),
    )
    package.write(part, above + inserted(below, place_behind(below, _BEFORE), line))
    return boxes


def _drop_boxes(package: Package, part: str, boxes: str) -> None:
    above, below = halves(package.read(part))
    spans = [hit.span() for hit in tags(below, "legacyDrawing")]
    package.write(part, above + without(below, spans))
    package.unrelate(part, boxes)
    package.remove(boxes)


def _authors(xml: bytes) -> list[str]:
    return [_words(xml[a:b]) for a, b in elements(xml, "author")]


def _with_notes(xml: bytes, notes: Mapping[str, str]) -> tuple[bytes, dict[str, str]]:
    """The part with our notes, and those of them at cells that had none before."""
    start = prefix(xml, "comments")
    if AUTHOR not in _authors(xml):
        piece = b"<%sauthor>%s</%sauthor>" % (start, escaped(AUTHOR), start)
        xml = _into(xml, "authors", piece)
    known = _authors(xml)
    author = known.index(AUTHOR)
    present = {ref: (a, b) for ref, a, b in _notes(xml)}
    authors = {a: _author(xml[a:b], known) for a, b in present.values()}
    fresh = {cell: sentence for cell, sentence in notes.items() if cell not in present}
    for cell in sorted(notes.keys() & present.keys(), key=lambda one: present[one], reverse=True):
        if not authors[present[cell][0]].startswith("tc="):
            xml = _lengthened(xml, *present[cell], notes[cell])
    ours = (_note(start, cell, author, sentence) for cell, sentence in fresh.items())
    return _into(xml, "commentList", b"".join(ours)), fresh


def _lengthened(xml: bytes, start: int, end: int, sentence: str) -> bytes:
    """With ours behind the words of the note that stands there."""
    closing = re.search(rb"</(?:[\w.-]+:)?text\s*>", xml[start:end])
    if closing is None:
        return xml
    gap = "" if _words(xml[start : start + closing.start()]).endswith("\n") else "\n"
    piece = _run(prefix(xml, "comments"), f"{gap}{HEAD}\n{sentence}")
    return inserted(xml, start + closing.start(), piece)


def _author(note: bytes, known: list[str]) -> str:
    """Who wrote the note; "tc=…" says that it only stands for a talk kept elsewhere."""
    number = attributes(note[: note.index(b">")]).get("authorId", "")
    return known[int(number)] if number.isdigit() and int(number) < len(known) else ""


def _without_notes(xml: bytes) -> tuple[bytes, set[str]]:
    """The part without our notes and additions, and the cells that have none left."""
    spans, gone = [], set()
    for ref, start, end in _notes(xml):
        if _words(xml[start:end]).lstrip().startswith(HEAD):
            spans.append((start, end))
            gone.add(ref)
        else:
            spans += [(start + a, start + b) for a, b in _additions(xml[start:end])]
    return without(xml, spans), gone


def _additions(note: bytes) -> list[tuple[int, int]]:
    """The pieces of a note, written by somebody else, that are ours: its last runs."""
    runs = list(elements(note, "r")) or list(elements(note, "t"))
    ours = next((n for n, (a, b) in enumerate(runs) if HEAD in _readable(note[a:b])), None)
    if ours is None:
        return []
    start, end = runs[ours]
    if _words(note[start:end]).lstrip("\n").startswith(HEAD):
        return runs[ours:]
    # Some programs melt runs into one: then ours is the end of its text.
    head = re.search(rb"\n?(?:" + HEAD.encode() + rb"|" + escaped(HEAD) + rb")", note[start:end])
    closing = note[start:end].rindex(b"</t") if b"</t" in note[start:end] else 0
    return [(start + head.start(), start + closing), *runs[ours + 1 :]] if head else []


def _words(note: bytes) -> str:
    return _readable(re.sub(rb"<[^>]*>", b"", note))


def _notes(xml: bytes) -> Iterator[tuple[str, int, int]]:
    for start, end in elements(xml, "comment"):
        yield attributes(xml[start : xml.index(b">", start)]).get("ref", ""), start, end


def _note(start: bytes, cell: str, author: int, sentence: str) -> bytes:
    whole = b'<{0}comment ref="{1}" authorId="{2}"><{0}text>{3}</{0}text></{0}comment>'
    pieces = (start, cell.encode(), b"%d" % author, _run(start, f"{HEAD}\n{sentence}"))
    for place, piece in enumerate(pieces):
        whole = whole.replace(b"{%d}" % place, piece)
    return whole


def _run(start: bytes, text: str) -> bytes:
    font = b'<{0}rPr><{0}sz val="11"/><{0}color rgb="FF9C0006"/><{0}rFont val="Times New Roman"/>'
    whole = b"<{0}r>" + font + b'</{0}rPr><{0}t xml:space="preserve">' + b"{1}</{0}t></{0}r>"
    return whole.replace(b"{0}", start).replace(b"{1}", escaped(text))


def _into(xml: bytes, container: str, piece: bytes) -> bytes:
    """The piece as last child of the container, which may be empty."""
    start, end = next(elements(xml, container))
    if xml[start:end].endswith(b"/>"):
        name = re.match(rb"<([\w:.-]+)", xml[start:end])
        told = name[1] if name else b""
        return xml[:start] + b"<%s>%s</%s>" % (told, piece, told) + xml[end:]
    return inserted(xml, start + xml[start:end].rindex(b"</"), piece)
