"""What the part "results" of a round lets the browser do."""

from toolkit.pages import checks
from toolkit.pages.reviews.results import ResultsState
from toolkit.pages.view import PageView, guarded


class ResultsDoors(PageView):
    """Searching, paging, opening what stands behind a rank."""

    state: ResultsState

    @guarded(q=checks.text(100), show=checks.text(16), sort=checks.text(16), view=checks.text(16))
    def vue_results_find(self, q: str, show: str, sort: str, view: str) -> None:
        self.state.find_results(q=q, show=show, sort=sort, view=view)

    @guarded(page=checks.whole(1, 100_000))
    def vue_results_page(self, page: int) -> None:
        self.state.page_results(page)

    @guarded(number=checks.whole(1, 100_000))
    def vue_results_open(self, number: int) -> None:
        self.state.open_result(number)
