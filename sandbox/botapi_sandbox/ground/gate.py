"""Who may speak to the sandbox at all: programs of this machine, and its own page.

A page of the web that a browser has open could otherwise reach it: by a name of its own that
resolves to 127.0.0.1 (the Host header tells), or by posting across origins (Origin tells).

One that listens beyond this machine is asked under any name. Whoever wants more of it than a bot
does must then have its key; and no browser may speak as a bot.
"""

import hmac
import re

from aiohttp import web

LOOPBACK_HOST = re.compile(r"(127\.0\.0\.1|localhost|\[::1\])(:\d{1,5})?", re.IGNORECASE)
OWN_SITES = (None, "same-origin", "none")
"""Sec-Fetch-Site of a program, of the page itself, of an address typed in."""
REMEMBERED = 64  # Host headers; a program sends always the same one
COOKIE = "botapi_sandbox_key"
BEARER = "Bearer "
FEWEST_CHARACTERS = 16  # of a key

STRANGE_HOST = "the sandbox answers to loopback names only"
STRANGE_ORIGIN = "the sandbox answers to its own page only"
NO_KEY = (
    "this sandbox is open to other machines and asks for its key: open the address of the page "
    "that it printed when it began, or send the header Authorization: Bearer KEY"
)


class Gate:
    """Remembers good Host headers, so that each request costs a look into a set."""

    def __init__(self) -> None:
        self._good: set[str] = set()
        self._key: str | None = None

    def ask_for(self, key: str) -> None:
        """From now on; raises ValueError for a key that could be guessed."""
        if len(key) < FEWEST_CHARACTERS or not key.isascii():
            raise ValueError(f"a key has at least {FEWEST_CHARACTERS} characters, all of ASCII")
        self._key = key

    def refusal(self, request: web.BaseRequest) -> str | None:
        """Why a request is not let in; None when it is."""
        host = request.headers.get("Host", "")
        if self._key is None and host not in self._good and not self._learn(host):
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

    def no_bot(self, request: web.BaseRequest) -> str | None:
        """Why a request is not let in as a bot's."""
        if self._key is not None and "Sec-Fetch-Site" in request.headers:
            return STRANGE_ORIGIN
        return self.foreign(request)  # a picture's address may be sendMessage

    def keyless(self, request: web.BaseRequest) -> bool:
        """Whether it lacks the key of this sandbox, if it has one."""
        if self._key is None:
            return False
        given = request.headers.get("Authorization", "").removeprefix(BEARER)
        return not self.fits(given or request.cookies.get(COOKIE, ""))

    def fits(self, given: str) -> bool:
        """Whether that is the key."""
        key = (self._key or "").encode()
        return self._key is not None and hmac.compare_digest(given.encode(errors="replace"), key)

    def _learn(self, host: str) -> bool:
        if LOOPBACK_HOST.fullmatch(host) is None:
            return False
        if len(self._good) < REMEMBERED:
            self._good.add(host)
        return True
