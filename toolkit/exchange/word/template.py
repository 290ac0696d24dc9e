"""A Word template that people edit in Word: which names it asks for, and how it is filled."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, UndefinedError, nodes
from jinja2.sandbox import SandboxedEnvironment

from toolkit.domain.text import clean
from toolkit.errors import FaultyFile, Problem

Value = str | list[dict[str, str]]
Context = Mapping[str, Value]
Names = Mapping[str, frozenset[str]]
"""Every name that a template may use; for a table those of its columns, for the rest none."""
_INSIDE = {"loop": ""}  # what the engine itself knows in a table's rows
_UNREADABLE = (BadZipFile, PackageNotFoundError, KeyError, ValueError, OSError)


def names_of(context: Context) -> Names:
    """The names that a context fills; a table without rows tells nothing of its columns."""
    return {
        name: frozenset(value[0]) if isinstance(value, list) and value else frozenset()
        for name, value in context.items()
    }


def faults(template: Path, names: Names) -> tuple[Problem, ...]:
    """What keeps the template from being filled: no document, no sense, names nobody knows."""
    try:
        tree = _tree(template)
    except TemplateSyntaxError as fault:
        return (Problem("papers.no_sense", values={"told": fault.message or ""}),)
    except _UNREADABLE:
        return (Problem("papers.not_word"),)
    asked = dict.fromkeys(_asked(tree, _INSIDE))
    if not asked:
        return (Problem("papers.nothing_to_fill"),)
    unknown = [name for name in asked if not _is_known(name, names)]
    return tuple(Problem("papers.unknown_name", values={"name": name}) for name in unknown)


def unused(template: Path, names: Names) -> tuple[str, ...]:
    """Names that could be filled and that the template does not use, in their order."""
    used = {name.partition(".")[0] for name in _asked(_tree(template), _INSIDE)}
    return tuple(name for name in names if name not in used)


def fill(template: Path, context: Context, names: Names, properties: Mapping[str, str]) -> bytes:
    """The document. Raises FaultyFile with everything that is wrong with the template.

    Text goes in as text, whatever signs it holds; `properties` are the document's own."""
    problems = faults(template, names)
    if problems:
        raise FaultyFile(name=template.name, problems=problems)
    document = DocxTemplate(str(template))
    try:
        document.render(_cleaned(context), _environment(), autoescape=True)
    except (UndefinedError, TemplateError) as fault:
        told = Problem("papers.no_sense", values={"told": str(fault)})
        raise FaultyFile(name=template.name, problems=[told]) from fault
    for name, value in properties.items():
        setattr(document.docx.core_properties, name, clean(value)[:255])
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _environment() -> SandboxedEnvironment:
    return SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


def _tree(template: Path) -> nodes.Template:
    """The template's body, headers and footers as the engine reads them."""
    document = DocxTemplate(str(template))
    document.init_docx()
    texts = [document.patch_xml(document.get_xml())]
    for uri in (document.HEADER_URI, document.FOOTER_URI):
        parts = document.get_headers_footers(uri)
        texts += [document.patch_xml(document.get_part_xml(part)) for _, part in parts]
    return _environment().parse("\n".join(texts))


def _asked(node: nodes.Node, rows: Mapping[str, str]) -> Iterator[str]:
    """Names that the template asks for; of a row's cell "table.column".

    `rows` tells what a name stands for inside: a row of which table, or nothing to be filled."""
    if isinstance(node, nodes.For):
        yield from _asked(node.iter, rows)
        table = node.iter.name if isinstance(node.iter, nodes.Name) else ""
        inside = {**rows, **{each.name: table for each in _targets(node.target)}}
        for part in (*node.body, *node.else_):
            yield from _asked(part, inside)
    elif isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
        table = rows.get(node.node.name, node.node.name)
        if table:
            yield f"{table}.{node.attr}"
    elif isinstance(node, nodes.Name):
        if node.ctx == "load" and node.name not in rows:
            yield node.name
    else:
        for part in node.iter_child_nodes():
            yield from _asked(part, rows)


def _targets(target: nodes.Node) -> Iterator[nodes.Name]:
    if isinstance(target, nodes.Name):
        yield target
    yield from target.find_all(nodes.Name)


def _is_known(name: str, names: Names) -> bool:
    whole, _, cell = name.partition(".")
    return whole in names and (not cell or cell in names[whole])


def _cleaned(context: Context) -> dict[str, Any]:
    """Without signs that a document can't hold."""
    return {
        name: clean(value)
        if isinstance(value, str)
        else [{key: clean(text) for key, text in row.items()} for row in value]
        for name, value in context.items()
    }
