"""Who may speak to the sandbox at all: programs of this machine, and its own page.

A page of the web that a browser has open could otherwise reach it: by a name of its own that
resolves to 127.0.0.1 (the Host header tells), or by posting across origins (Origin tells).
"""

import re

from aiohttp import web

LOOPBACK_HOST = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?", re.IGNORECASE)
OWN_SITES = (None, "same-origin", "none")
"""Sec-Fetch-Site of a program, of the page itself, of an address typed in."""
REMEMBERED = 64  # Host headers; a program sends always the same one

STRANGE_HOST = "the sandbox answers to loopback names only"
STRANGE_ORIGIN = "the sandbox answers to its own page only"


class Gate:
    """Remembers good Host headers, so that each request costs a look into a set."""

    def __init__(self) -> None:
        self._good: set[str] = set()

    def refusal(self, request: web.BaseRequest) -> str | None:
        """Why a request is not let in; None when it is."""
        host = request.headers.get("Host", "")
        if host not in self._good and not self._learn(host):
            return STRANGE_HOST
        origin = request.headers.get("Origin")
        if origin is not None and origin.casefold() != f"http://{host}".casefold():
            return STRANGE_ORIGIN
        return None

    def foreign(self, request: web.BaseRequest) -> str | None:
        """The same for what only the page may fetch: images and scripts of other sites send no
        Origin, but browsers say where they come from."""
        own = request.headers.get("Sec-Fetch-Site") in OWN_SITES
        return None if own else STRANGE_ORIGIN

    def _learn(self, host: str) -> bool:
        if LOOPBACK_HOST.fullmatch(host) is None:
            return False
        if len(self._good) < REMEMBERED:
            self._good.add(host)
        return True
