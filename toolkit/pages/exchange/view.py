"""The page Trao đổi tệp in the browser."""

from typing import Any

from toolkit.actions.foreign_answers import OnLike
from toolkit.actions.intake import LineState, Side
from toolkit.pages import checks
from toolkit.pages.exchange.lists import ASKED
from toolkit.pages.exchange.queue import Waiting
from toolkit.pages.exchange.state import VERDICTS, VIEWS, ExchangeState
from toolkit.pages.longwork import Job, Work
from toolkit.pages.view import PageView, guarded, unexpected
from toolkit.rules.list_columns import ListKind

_SIDE = checks.one_of([*Side])
_KEY = checks.text(200, 1)
_TOLD = checks.text(4_000)


class Page(PageView):
    """Parts of the page, files in and out, what is decided."""

    state_class = ExchangeState
    template_name = "exchange.vue"
    parts = ("header", "empty", "chip", "pick", "confirm", "intake", "foreign", "date")
    state: ExchangeState

    def __init__(self, state: ExchangeState) -> None:
        super().__init__(state)
        self._work = Work(state, lambda told: state.set_trait("work", told), unexpected)

    @guarded(view=checks.one_of(VIEWS))
    def vue_choose(self, view: str) -> None:
        self.state.open(view=view)

    @guarded()
    def vue_cancel(self) -> None:
        self._work.cancel()
        self.state.stop_reading()

    @guarded(text=checks.text(100))
    def vue_find_unit(self, text: str) -> None:
        self.state.find_unit(text)

    @guarded(unit=checks.code)
    def vue_choose_unit(self, unit: str) -> None:
        self.state.choose_unit(unit)

    @guarded()
    def vue_make_form(self) -> None:
        job = self.state.form_job(self.state.forms.get("unit", ""))
        self._work.start(job, self.state.handed)

    @guarded()
    def vue_make_forms(self) -> None:
        self._work.start(self.state.forms_job(), self.state.handed)

    @guarded(name=checks.text(255, 1), size=checks.whole(0, 2**40))
    def vue_begin_file(self, name: str, size: int) -> None:
        self.state.begin_file(name, size)

    @guarded(at=checks.whole(0, 2**31))
    def vue_file_piece(self, at: int, buffers: Any = ()) -> None:
        if self.state.add_piece(at, bytes(buffers[0]) if buffers else b""):
            self._look(self.state.look_job())

    @guarded()
    def vue_read_rest(self) -> None:
        self._look(self.state.read_rest_job())

    def _look(self, job: Job[list[Waiting]]) -> None:
        self._work.add(job, self.state.looked, self.state.look_stopped)

    @guarded(id=checks.code)
    def vue_open_file(self, id: str) -> None:
        self.state.open_file(id)

    @guarded()
    def vue_close_file(self) -> None:
        self.state.close_file()

    @guarded(id=checks.code)
    def vue_drop_file(self, id: str) -> None:
        self.state.drop_file(id)

    @guarded()
    def vue_drop_done(self) -> None:
        self.state.drop_done()

    @guarded(state=checks.one_of(["", *LineState]))
    def vue_filter_lines(self, state: str) -> None:
        self.state.filter_lines(state)

    @guarded(line=_KEY, field=checks.code, side=_SIDE)
    def vue_decide(self, line: str, field: str, side: str) -> None:
        self.state.decide(line, field, Side(side))

    @guarded(side=_SIDE)
    def vue_decide_all(self, side: str) -> None:
        self.state.decide_all(Side(side))

    @guarded(id=checks.code)
    def vue_take_file(self, id: str) -> None:
        self._work.start(self.state.take_job(id), self.state.took, self.state.take_stopped)

    @guarded()
    def vue_take_all(self) -> None:
        self._work.start(self.state.take_all_job(), self.state.took, self.state.take_stopped)

    @guarded(id=checks.code)
    def vue_refuse_file(self, id: str) -> None:
        self._work.start(self.state.refuse_job(id), self.state.refused)

    @guarded(kind=checks.one_of([*ListKind]))
    def vue_choose_list_kind(self, kind: str) -> None:
        self.state.choose_list_kind(kind)

    @guarded(name=checks.text(255, 1), size=checks.whole(0, 2**40))
    def vue_begin_list(self, name: str, size: int) -> None:
        self.state.begin_list(name, size)

    @guarded(at=checks.whole(0, 2**31))
    def vue_list_piece(self, at: int, buffers: Any = ()) -> None:
        if self.state.add_list_piece(at, bytes(buffers[0]) if buffers else b""):
            self._look_again()

    @guarded()
    def vue_drop_list(self) -> None:
        self.state.drop_list()

    @guarded(heading=_TOLD, field=checks.text(40))
    def vue_answer_column(self, heading: str, field: str) -> None:
        self.state.answer_column(heading, field)
        self._look_again()

    @guarded(field=checks.code, told=_TOLD, meant=checks.text(64))
    def vue_answer_value(self, field: str, told: str, meant: str) -> None:
        self.state.answer_value(field, told, meant)
        self._look_again()

    @guarded(what=checks.one_of(ASKED), value=checks.text(100))
    def vue_answer(self, what: str, value: str) -> None:
        self.state.answer(what, value)
        self._look_again()

    @guarded(line=checks.whole(1, 10_000_000), what=checks.one_of([*OnLike]))
    def vue_answer_row(self, line: int, what: str) -> None:
        self.state.answer_row(line, what)
        self._look_again()

    @guarded()
    def vue_take_list(self) -> None:
        self._work.start(self.state.take_list_job(), self.state.list_taken)

    def _look_again(self) -> None:
        self._work.add(self.state.list_job(), self.state.list_looked)

    @guarded(
        unit=checks.text(64),
        verdict=checks.one_of(["", *VERDICTS]),
        page=checks.whole(1, 100_000),
    )
    def vue_turn(self, unit: str, verdict: str, page: int) -> None:
        self.state.turn(unit, verdict, page)

    @guarded(id=checks.code)
    def vue_open_received(self, id: str) -> None:
        self.state.turn_to_line(id)

    @guarded()
    def vue_close_received(self) -> None:
        self.state.turn_to_line("")

    @guarded(id=checks.code)
    def vue_fetch_received(self, id: str) -> None:
        self.state.fetch_received(id)

    @guarded(id=checks.code)
    def vue_fetch_annotated(self, id: str) -> None:
        self._work.start(self.state.annotated_job(id), self.state.annotated_made)
