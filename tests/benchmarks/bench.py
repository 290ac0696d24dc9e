"""What the parts of the benchmark share: data, servers, browser, rounds, and the table."""

import math
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from playwright.async_api import Browser, Error, Page

from tests.benchmarks import servers, visits
from tests.benchmarks.data import LARGE, SMALL
from tests.benchmarks.figures import Figures
from tests.benchmarks.servers import Served
from tests.benchmarks.visits import Look, Seen, leave, open_page, visitor

T = TypeVar("T")


@dataclass(frozen=True)
class Subject:
    """A page that is measured: its server, where it lies there, and how to look at it."""

    name: str
    served: Served
    path: str
    look: Look

    def url(self, port: int | None = None) -> str:
        """Its address, or that at another port that leads there."""
        return f"http://127.0.0.1:{port or self.served.port}/{self.path}"


@dataclass
class Bench:
    """One run. Servers start when they are first asked for, and end with `stack`."""

    stores: Mapping[int, Path]
    data_folder: Path
    folder: Path
    browser: Browser
    stack: ExitStack
    rounds: int
    figures: Figures = field(default_factory=Figures)

    @cached_property
    def toolkits(self) -> dict[int, Served]:
        return {
            units: self.stack.enter_context(servers.toolkit(place))
            for units, place in self.stores.items()
        }

    @cached_property
    def _voila(self) -> Served:
        return self.stack.enter_context(servers.stock_voila(self.folder))

    @cached_property
    def _streamlit(self) -> Served:
        return self.stack.enter_context(servers.streamlit(self.stores, self.folder))

    @cached_property
    def _panel(self) -> Served:
        return self.stack.enter_context(servers.panel(self.stores))

    def ours(self, units: int) -> Subject:
        return Subject("toolkit", self.toolkits[units], "", visits.OURS)

    @cached_property
    def voila(self) -> Subject:
        return Subject("stock Voilà, one button", self._voila, "", visits.VOILA)

    def streamlit(self, units: int) -> Subject:
        return Subject("Streamlit", self._streamlit, f"?units={units}", visits.STREAMLIT)

    def panel(self, units: int) -> Subject:
        return Subject("Panel", self._panel, f"panel_overview?units={units}", visits.PANEL)

    def others(self) -> Iterator[tuple[int, Subject]]:
        """Whom we are compared with, and at how many units."""
        yield SMALL, self.voila
        for units in (SMALL, LARGE):
            yield units, self.streamlit(units)
            yield units, self.panel(units)

    async def cold(self, subject: Subject, port: int | None = None) -> float:
        """Seconds until the page is usable for somebody who has never been here."""
        return (await self.visits(subject, port, number=1))[0].usable

    async def visits(
        self,
        subject: Subject,
        port: int | None = None,
        *,
        number: int = 2,
        begin: Callable[[Page], Awaitable[object]] | None = None,
        after: Callable[[], None] = lambda: None,
    ) -> list[Seen]:
        """A first visit and more in the same browser; a failed one takes for ever.

        `begin` is given the new page, `after` is called when a visit is over."""
        seen: list[Seen] = []
        async with visitor(self.browser, subject.look) as context:
            page = await context.new_page()
            if begin:
                await begin(page)
            for _ in range(number):
                try:
                    seen.append(await open_page(page, subject.url(port)))
                except (Error, TimeoutError):
                    seen.append(Seen(math.inf, math.inf))
                await leave(page)
                after()
        if subject.look is visits.VOILA:
            subject.served.end_kernels()
        return seen


def turned(things: Sequence[T], number: int) -> list[T]:
    """The things in the order of this round: each comes first in its turn."""
    place = number % len(things)
    return [*things[place:], *things[:place]]
