"""What the part "decide" lets the browser do."""

from datetime import date

from toolkit.pages import checks
from toolkit.pages.reviews.decide import DecideState
from toolkit.pages.view import PageView, guarded

_WORD = checks.text(64)


class DecideDoors(PageView):
    """Propose, decide, publish."""

    state: DecideState

    @guarded()
    def vue_decide_propose(self) -> None:
        self.state.propose()

    @guarded(
        dossier=checks.code, chosen=checks.flag, award=_WORD, kind=_WORD, reason=checks.text(1000)
    )
    def vue_decide_on(
        self, dossier: str, *, chosen: bool, award: str, kind: str, reason: str
    ) -> None:
        self.state.decide_on(dossier, chosen=chosen, award=award, kind=kind, reason=reason)

    @guarded(number=checks.text(200), on=checks.day, issuer=checks.text(500))
    def vue_decide_publish(self, number: str, on: date, issuer: str) -> None:
        self.state.publish(number, on, issuer)
