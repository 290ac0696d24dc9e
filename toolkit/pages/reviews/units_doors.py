"""What the part "units" of a round lets the browser do."""

from toolkit.domain.review import Scorer
from toolkit.pages import checks
from toolkit.pages.reviews.unit_boards import BLOCS
from toolkit.pages.reviews.units import UnitsState
from toolkit.pages.view import PageView, guarded

_SCORER = checks.one_of([*Scorer])
_VERSION = checks.whole(0, 1_000_000)
_BLOC = checks.optional(checks.code)


class UnitsDoors(PageView):
    """Filters, scores and remarks, rows behind figures, heads of blocs, proposals."""

    state: UnitsState

    @guarded(bloc=_BLOC, show=checks.text(16), q=checks.text(100))
    def vue_units_filter(self, bloc: str | None, show: str, q: str) -> None:
        self.state.units_filter(bloc or "", show, q)

    @guarded(view=checks.one_of(("", BLOCS)))
    def vue_units_view(self, view: str) -> None:
        self.state.units_view(view)

    @guarded(page=checks.whole(1, 100_000))
    def vue_units_turn(self, page: int) -> None:
        self.state.units_turn(page)

    @guarded(scorer=_SCORER, criterion=checks.code, score=checks.optional(checks.number))
    def vue_units_score(self, scorer: str, criterion: str, score: float | None) -> None:
        self.state.give_unit(scorer, criterion, score)

    @guarded(scorer=_SCORER, criterion=checks.optional(checks.code), text=checks.text(4000))
    def vue_units_remark(self, scorer: str, criterion: str | None, text: str) -> None:
        self.state.remark_unit(scorer, criterion or "", text)

    @guarded(criterion=checks.code)
    def vue_units_rows(self, criterion: str) -> None:
        self.state.open_rows(criterion)

    @guarded(bloc=checks.code, head=_BLOC, deputy=_BLOC, version=_VERSION)
    def vue_units_heads(
        self, bloc: str, head: str | None, deputy: str | None, version: int
    ) -> None:
        self.state.put_heads(bloc, head or "", deputy or "", version)

    @guarded(
        bloc=checks.code,
        proposed=checks.many(checks.code, 500),
        note=checks.text(4000),
        version=_VERSION,
        send=checks.flag,
    )
    def vue_units_propose(
        self,
        bloc: str,
        proposed: tuple[str, ...],
        note: str,
        version: int,
        send: bool,  # noqa: FBT001 -- the event's own field
    ) -> None:
        self.state.put_proposal(bloc, proposed, note, version, send=send)

    @guarded(bloc=checks.code, reason=checks.text(1000), version=_VERSION)
    def vue_units_take_back(self, bloc: str, reason: str, version: int) -> None:
        self.state.draw_back_proposal(bloc, reason, version)
