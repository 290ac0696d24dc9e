"""What every form asks: texts not too long, papers whole, links that are web addresses."""

from collections.abc import Iterator
from datetime import date
from typing import Protocol
from urllib.parse import urlsplit

from toolkit.domain.blocker import Blocker, blocker

MOST_WORDS = 300
MOST_LINK = 2000


class HasPaper(Protocol):
    """What names a paper: a report, a proof."""

    @property
    def paper_number(self) -> str: ...
    @property
    def paper_date(self) -> date | None: ...
    @property
    def paper_issuer(self) -> str: ...


def unless(fine: object, key: str, at: str = "", /, **values: object) -> tuple[Blocker, ...]:
    """The one reason, unless all is fine."""
    return () if fine else (blocker(key, at, **values),)


def too_long(at: str, text: str, most: int) -> tuple[Blocker, ...]:
    if len(text) <= most:
        return ()
    return (blocker("blocker.too_long", at, length=len(text), most=most),)


def paper_blockers(
    paper: HasPaper, *, required: bool, today: date, oldest: date, at: str = ""
) -> Iterator[Blocker]:
    """A paper is whole or not there at all: number, day and issuer belong together.

    `at` goes before the names of its fields."""
    number, day, issuer = (
        paper.paper_number.strip(),
        paper.paper_date,
        paper.paper_issuer.strip(),
    )
    if required or number or day or issuer:
        yield from unless(number, "blocker.paper_number_missing", f"{at}paper_number")
        yield from unless(day is not None, "blocker.paper_date_missing", f"{at}paper_date")
        yield from unless(issuer, "blocker.paper_issuer_missing", f"{at}paper_issuer")
    yield from too_long(f"{at}paper_number", number, MOST_WORDS)
    yield from too_long(f"{at}paper_issuer", issuer, MOST_WORDS)
    if day and day > today:
        yield blocker("blocker.paper_date_in_future", f"{at}paper_date", date=day, today=today)
    if day and day < oldest:
        yield blocker("blocker.paper_date_too_old", f"{at}paper_date", date=day)


def link_blockers(link: str, at: str = "") -> Iterator[Blocker]:
    if link and not _is_web_address(link):
        yield blocker("blocker.link_not_http", f"{at}link")
    yield from too_long(f"{at}link", link, MOST_LINK)


def _is_web_address(link: str) -> bool:
    """http or https with a host, no user name before it, and nothing invisible in it."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    named = bool(parts.hostname) and parts.username is None
    return parts.scheme in ("http", "https") and named and link.isprintable() and " " not in link
