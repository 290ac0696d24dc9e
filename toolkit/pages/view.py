"""The base of every page's view: sends its state's traits, takes its own events, nothing else."""

import functools
import inspect
import logging
import secrets
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any, ClassVar

from ipyvuetify.VuetifyTemplate import VuetifyTemplate
from ipywidgets import Layout
from traitlets import Int

from toolkit.errors import ToolkitError
from toolkit.pages.checks import BadValue, Check, checked
from toolkit.pages.state import PageState, Speaking

_log = logging.getLogger(__name__)
_PARTS = Path(__file__).parent / "parts"


def guarded(**fields: Check[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Make a `vue_*` method a door for the browser.

    The event's data is checked field by field and arrives as keyword arguments (`buffers` too,
    where the browser sent any); what goes wrong inside becomes one sentence for the user."""

    def decorate(method: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(method)
        def door(view: "PageView", data: Any = None, buffers: Any = None) -> None:
            with view.answering():
                values = checked(data, fields)
                method(view, **values, **({"buffers": buffers} if buffers else {}))

        door.__dict__["is_door"] = True
        return door

    return decorate


class PageView(VuetifyTemplate):
    """Subclasses name `state_class`, `template_name` and `parts`, and define guarded doors.

    The browser is not trusted: it can neither set a trait nor reach a method that is no door."""

    state: Any
    state_class: ClassVar[type[PageState]]
    template_name: ClassVar[str]
    parts: ClassVar[tuple[str, ...]] = ()
    compiled: ClassVar[bool] = False
    """Whether the browser has all templates already: then only their names travel."""

    answered = Int().tag(sync=True)

    def __init__(self, state: Speaking, **traits: Any) -> None:
        self.state = state
        self._shown = tuple(state.trait_names(shown=True))
        self._turn = RLock()
        super().__init__(
            template=self._template(),
            components=None if self.compiled else self._components(),
            layout=_plain_layout(),
            **traits,
        )
        self.events = self.doors()
        state.observe(self._mirror, names=list(self._shown))

    def _template(self) -> str:
        if self.compiled:
            return self.template_name
        return compact(Path(inspect.getfile(type(self))).parent / self.template_name)

    def _components(self) -> dict[str, str]:
        return {f"gs-{part}": compact(_PARTS / f"{part}.vue") for part in self.parts}

    @classmethod
    def doors(cls) -> list[str]:
        """The events that a browser may send."""
        names = [name for name in dir(cls) if name.startswith("vue_")]
        return [name[4:] for name in names if getattr(getattr(cls, name), "is_door", False)]

    def get_state(self, key: Any = None, drop_defaults: bool = False) -> dict[str, Any]:  # noqa: FBT001, FBT002 -- ipywidgets calls it so
        """The widget's own traits and those that the page's state shows."""
        names = self._names(key)
        own = [name for name in names if name not in self._shown]
        shown = {name: getattr(self.state, name) for name in names if name in self._shown}
        return {**(super().get_state(own, drop_defaults) if own else {}), **shown}

    def _names(self, key: Any) -> list[str]:
        if key is None:
            own = [name for name in self.keys if not (self.compiled and _of_widgets(name))]
            return [*own, *self._shown]
        return [key] if isinstance(key, str) else list(key)

    def set_state(self, sync_data: Any) -> None:
        """Traits go one way, to the browser; what it sets is not taken."""

    def _handle_event(self, _widget: Any, content: Any, buffers: Any) -> None:
        event = content.get("event") if isinstance(content, dict) else None
        if isinstance(event, str) and event in self.doors():
            getattr(self, f"vue_{event}")(content.get("data"), buffers)

    def _mirror(self, change: Any) -> None:
        with self._turn:
            if self._holding_sync:
                self._states_to_send.add(change["name"])
            else:
                self.send_state(change["name"])

    @contextmanager
    def answering(self) -> Iterator[None]:
        """Do one event: changes go in one message, errors are told, the button is given back."""
        with self._turn, self.hold_sync():
            try:
                yield
            except BadValue:
                self.state.tell(self.state.words.say("shell.bad_request"), "warning")
            except ToolkitError as error:
                self.state.tell(self.state.words.error(error), "error")
            except Exception as error:  # noqa: BLE001 -- the one place for what nobody foresaw
                self.state.tell(unexpected(error, self.state), "error")
            finally:
                self.answered += 1


def unexpected(error: BaseException, state: Speaking) -> str:
    """Log a bug under a code and say the sentence that quotes it.

    The error's own text stays out of the log: it may hold what somebody typed."""
    code = secrets.token_hex(3).upper()
    trace = "".join(traceback.format_tb(error.__traceback__))
    _log.error("%s: %s in %s\n%s", code, type(error).__name__, type(state).__name__, trace)
    return state.words.say("error.unexpected", code=code)


def _of_widgets(name: str) -> bool:
    """Whether a trait says to a notebook's browser how to draw a widget, which ours knows."""
    return name.startswith("_") or name in ("components", "layout", "tabbable", "tooltip")


@functools.cache
def _plain_layout() -> Layout:
    """One for all pages: each costs a kilobyte at every visit and says nothing."""
    return Layout()


@functools.cache
def compact(path: Path) -> str:
    """A .vue file without indentation, empty lines and comments: it travels at every visit."""
    lines = (line.strip() for line in path.read_text(encoding="utf-8").splitlines())
    return "\n".join(line for line in lines if line and not line.startswith(("<!--", "//")))
