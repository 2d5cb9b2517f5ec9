"""Looks over the browser's shoulder: what a good page never does is kept, and fails the test."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.async_api import BrowserContext, ConsoleMessage, Dialog, Page, Request, WebError

OURS = ("127.0.0.1", "localhost")
LOCAL_SCHEMES = ("data", "blob", "about")
# What the console says of an answer that was an error: the page shows those in its own words.
LOADING = "Failed to load resource"
# Set by any text that was taken for a script.
FLAG = "window.__ran = (window.__ran || 0) + 1"


@dataclass(kw_only=True)
class Watch:
    """What went wrong in all pages of one context.

    `allowed` are parts of messages that a test brings about on purpose.
    """

    allowed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    def over(self, context: BrowserContext) -> None:
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.on("request", self._request)
        context.on("page", self._page)

    def verdict(self) -> list[str]:
        """What is left to complain of."""
        return [one for one in self.wrong if not any(part in one for part in self.allowed)]

    def _page(self, page: Page) -> None:
        page.on("dialog", self._dialog)
        page.on("crash", lambda _: self.wrong.append("the page crashed"))

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(LOADING):
            self.wrong.append(f"console {message.type}: {message.text}")

    def _error(self, error: WebError) -> None:
        self.wrong.append(f"uncaught: {error.error.message}\n{error.error.stack}")

    def _request(self, request: Request) -> None:
        url = urlsplit(request.url)
        if url.scheme not in LOCAL_SCHEMES and url.hostname not in OURS:
            self.wrong.append(f"a request to {request.url}")

    async def _dialog(self, dialog: Dialog) -> None:
        self.wrong.append(f"a dialog of the browser: {dialog.message}")
        await dialog.dismiss()
