"""What every page's state is made of: a desk, words, traits that the page shows, no widget."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from traitlets import Dict, HasTraits, Int, Unicode

from toolkit.actions.desk import Desk
from toolkit.pages.checks import Check
from toolkit.words import Words

Deliver = Callable[[str, str, bytes], None]


class Speaking(HasTraits):
    """The part of a state that speaks: labels for the template, notices for the user."""

    t = Dict().tag(shown=True)
    title = Unicode().tag(shown=True)
    notice = Dict()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.speak(words)

    def speak(self, words: Words) -> None:
        """Change the language; the shell then opens the page again."""
        self.words = words
        self.t = _nested(self.labels())
        self.title = self.t.get("title", "")

    def labels(self) -> dict[str, str]:
        """The sentences that the template speaks: "card.late" is there as `t.card.late`."""
        return {}

    def shared(self, family: str, sentences: Mapping[str, str]) -> dict[str, str]:
        """Sentences of another family, to be spoken as `t.<family>.…`."""
        return {f"{family}.{key}": text for key, text in sentences.items()}

    def tell(self, text: str, kind: str = "success") -> None:
        """Say one sentence at the foot of the window: kind is success, info, warning or error."""
        self.notice = {"text": text, "kind": kind, "count": self.notice.get("count", 0) + 1}


class PageState(Speaking):
    """Subclasses tag traits `shown=True`; the view sends exactly those, one way.

    `takes` lists the filters that its address may carry, each with its check; a change of only
    `quiet` filters replaces the address and makes no step for the Back button; nor does closing
    what one of `over` opens over the page, or Back would open it again."""

    takes: ClassVar[Mapping[str, Check[Any]]] = {}
    quiet: ClassVar[frozenset[str]] = frozenset()
    over: ClassVar[frozenset[str]] = frozenset()

    query = Dict()
    writes = Int()

    def __init__(self, desk: Desk, words: Words) -> None:
        self.desk = desk
        self.deliver: Deliver = _nowhere
        super().__init__(words)

    def open(self, **filters: Any) -> None:
        """Take the filters of an address, already checked, and read what the page shows."""

    def leave(self) -> None:
        """Another page is going to be shown: close what lies over this one."""

    def wrote(self) -> None:
        """Call after an action changed data, so that the shell counts anew."""
        self.writes += 1


def _nowhere(name: str, mime: str, data: bytes) -> None:
    """Until a shell holds the page there is no browser to send a file to."""


def _nested(flat: Mapping[str, str]) -> dict[str, Any]:
    """{"card.late": …} as {"card": {"late": …}}: templates say t.card.late."""
    tree: dict[str, Any] = {}
    for key, text in flat.items():
        *groups, last = key.split(".")
        branch = tree
        for group in groups:
            branch = branch.setdefault(group, {})
        branch[last] = text
    return tree
