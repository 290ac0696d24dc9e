"""The two catalogues: complete, alike, spoken by somebody, and never asked for what they lack."""

import ast
import re
from collections import Counter
from functools import cache
from string import Formatter

import pytest

from tests.source import ROOT, TOOLKIT, files, name_of, python_files, tree
from toolkit.words import LANGUAGES, catalogue

TEMPLATES = (".vue", ".j2", ".html", ".js")
# What takes a key first: the sentence must exist. So must it for every key of these areas.
SPEAKERS = {"say", "has", "t"}
ONLY_WORDS = {"blocker", "cli", "error", "problem"}
# Keys that nothing of ours names, with the reason why that is right.
ASKED_FROM_OUTSIDE = {"vuetify": "Vuetify itself asks for them, under its own names"}
KEY = re.compile(r"[a-z][a-z0-9_]*(?:\.[a-z0-9_]+)+")


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_is_told_twice_in_a_language(language: str) -> None:
    told = [
        f"{area}.{key}"
        for file in sorted((TOOLKIT / "words" / language).glob("*.toml"))
        for area, key in _keys_written_in(file.read_text("utf-8"))
    ]

    assert [key for key, times in Counter(told).items() if times > 1] == []
    assert set(told) ^ set(catalogue(language)) == set()


def test_languages_have_the_same_keys() -> None:
    vietnamese, english = (set(catalogue(language)) for language in ("vi", "en"))

    assert vietnamese ^ english == set()


def test_languages_have_the_same_places_to_fill() -> None:
    english = catalogue("en")
    different = {
        key: (_places(sentence), _places(english[key]))
        for key, sentence in catalogue("vi").items()
        if key in english and _places(sentence) != _places(english[key])
    }

    assert different == {}


def test_every_sentence_is_said_somewhere() -> None:
    said = _literals() | _texts_in_templates()
    unused = {
        key
        for key in catalogue("vi")
        if key not in said and not _is_put_together(key) and not _read_as_family(key)
    }

    assert unused == set()


def test_no_sentence_is_missing() -> None:
    assert {place: key for place, key in _asked_for().items() if key not in catalogue("vi")} == {}


def test_sentences_are_composed_unicode_without_doubled_or_loose_spaces() -> None:
    untidy = {
        f"{language}: {key}"
        for language in LANGUAGES
        for key, sentence in catalogue(language).items()
        if re.search(r"^\s|\s$|(?<![: ])  |[\u0300-\u0323]", sentence)
    }

    assert untidy == set()


def _keys_written_in(text: str) -> list[tuple[str, str]]:
    keys, area = [], ""
    for line in text.splitlines():
        if table := re.match(r"\[([A-Za-z0-9_.]+)\]", line):
            area = table[1]
        elif pair := re.match(r"([A-Za-z0-9_.]+)\s*=", line):
            keys.append((area, pair[1]))
    return keys


def _places(sentence: str) -> list[str]:
    return sorted({name for _, name, _, _ in Formatter().parse(sentence) if name})


@cache
def _nodes() -> list[tuple[str, ast.AST]]:
    return [
        (name_of(path), node) for path in python_files("toolkit") for node in ast.walk(tree(path))
    ]


@cache
def _literals() -> set[str]:
    return {
        node.value
        for _, node in _nodes()
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


@cache
def _template_text() -> str:
    notebooks = files(ROOT / "notebooks", ".ipynb")
    return "\n".join(path.read_text("utf-8") for path in [*files(TOOLKIT, *TEMPLATES), *notebooks])


@cache
def _texts_in_templates() -> set[str]:
    return set(KEY.findall(_template_text()))


def _is_put_together(key: str) -> bool:
    outside = key.partition(".")[0] in ASKED_FROM_OUTSIDE
    return outside or any(pattern.fullmatch(key) for pattern in _patterns())


@cache
def _patterns() -> list[re.Pattern[str]]:
    """What f-strings in the code can become: f"status.{value}" stands for every status."""
    areas = {key.partition(".")[0] for key in catalogue("vi")}
    texts = ["".join(map(_pattern, n.values)) for _, n in _nodes() if isinstance(n, ast.JoinedStr)]
    return [re.compile(text) for text in texts if text.partition("\\.")[0] in areas]


def _pattern(part: ast.expr) -> str:
    return re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[a-z0-9_]+"


@cache
def _family_prefixes() -> set[str]:
    return {
        argument.value
        for _, node in _nodes()
        if isinstance(node, ast.Call)
        for argument in node.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
        if _called(node) == "family" or (_called(node) == "say" and "." not in argument.value)
    }


def _read_as_family(key: str) -> bool:
    """A key handed to a template with its family: the template names the last part of it."""
    if not any(key.startswith(f"{prefix}.") for prefix in _family_prefixes()):
        return False
    last = key.rpartition(".")[2]
    return last in _literals() or bool(re.search(rf"[.'\"]{last}\b", _template_text()))


def _asked_for() -> dict[str, str]:
    """Each key that code asks for, by where it does."""
    asked = {}
    for place, node in _nodes():
        for value in _keys_in(node):
            if KEY.fullmatch(value):
                asked[f"{place}:{getattr(node, 'lineno', 0)}"] = value
    return asked


def _keys_in(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Call) and _called(node) in SPEAKERS:
        values = [one.value for one in node.args[:1] if isinstance(one, ast.Constant)]
        return [value for value in values if isinstance(value, str)]
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return [node.value] if node.value.partition(".")[0] in ONLY_WORDS else []
    return []


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else ast.unparse(node.func)
