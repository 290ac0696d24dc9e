"""Who asks: nobody in particular on one's own machine, the proxy's word on a server."""

import hmac
import re
import unicodedata
from typing import Any

from jupyter_server.auth.authorizer import Authorizer
from jupyter_server.auth.identity import IdentityProvider, User
from tornado.web import RequestHandler

from toolkit.settings import Settings

LOCAL = ""
_LOGIN = re.compile(r"[\w.@+\-\\]{1,128}")


class ToolkitIdentity(IdentityProvider):
    """Trusts the login in a header only beside the secret that the proxy alone knows."""

    settings: Settings

    def get_user(self, handler: RequestHandler) -> User | None:
        login = self.login(handler)
        return None if login is None else User(username=login or "local")

    def login(self, handler: RequestHandler) -> str | None:
        """The login of who asks: empty on one's own machine, None where none is proved."""
        if not self.settings.identity_header:
            return LOCAL
        secret = one(handler, self.settings.identity_secret_header)
        if not self.settings.identity_secret or not same(secret, self.settings.identity_secret):
            return None
        login = unicodedata.normalize("NFC", one(handler, self.settings.identity_header))
        return login if _LOGIN.fullmatch(login) else None

    @property
    def auth_enabled(self) -> bool:
        return bool(self.settings.identity_header)

    def get_handlers(self) -> list[Any]:
        """There is nothing to log in to here."""
        return []


class KernelOwner(Authorizer):
    """Lets a person near a kernel only if it was started for that person."""

    def is_authorized(self, handler: Any, user: User | None, *_: str) -> bool:
        kernel_id = handler.path_kwargs.get("kernel_id") or next(iter(handler.path_args), "")
        owner: str | None = handler.kernel_manager.owner(kernel_id)
        return user is not None and owner == user.username


def one(handler: RequestHandler, name: str) -> str:
    """A header's value when it came exactly once, as UTF-8 where it is; else nothing."""
    values = handler.request.headers.get_list(name)
    if len(values) != 1:
        return ""
    raw = values[0].encode("latin-1", "ignore")
    return raw.decode("utf-8", "replace").strip()


def same(given: str, expected: str) -> bool:
    """Compare secrets in constant time."""
    return hmac.compare_digest(given.encode(), expected.encode())
