"""The icon font: a small part is served, and nothing that is drawn is missing from it."""

import json

from tests.refresh_icons import FONT, LIST, codes, digest, drawn, original

_MAKE = "run `make icons`, then `make page`"
HELD = json.loads(LIST.read_text("utf-8"))


def test_part_holds_every_icon_that_pages_and_components_draw() -> None:
    known, kept = codes(), HELD["icons"]
    wanted = {name: known.get(name) for name in drawn()}

    assert {name: code for name, code in wanted.items() if kept.get(name) != code} == {}, _MAKE


def test_no_icon_is_drawn_that_the_font_does_not_know() -> None:
    assert drawn() - codes().keys() == set()


def test_what_components_draw_by_themselves_is_found() -> None:
    assert {"mdi-close-circle", "mdi-menu-down", "mdi-checkbox-marked"} <= drawn()


def test_list_belongs_to_the_part_beside_it() -> None:
    assert digest(FONT) == HELD["part"], _MAKE
    assert len(FONT.read_bytes()) * 20 < original().stat().st_size
