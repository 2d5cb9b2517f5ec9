"""The page's addresses, and the headers all of them carry."""

import json
from collections.abc import Awaitable, Callable, Mapping
from functools import cache
from pathlib import Path

from aiohttp import web

from botapi_sandbox.ground.errors import ApiError, ControlError
from botapi_sandbox.ground.gate import Gate

WEB = Path(__file__).with_name("web")
TYPES = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "media-src 'self' blob:; connect-src 'self'; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}

Serve = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]
Page = tuple[str, Serve]
"""What is more than a file: its method, and who answers."""


class Site:
    def __init__(self, gate: Gate, pages: Mapping[str, Page]) -> None:
        self._gate = gate
        self._pages = pages
        self._files = _table(WEB)

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse | None:
        """None: no address of the page."""
        path = request.rel_url.raw_path
        file = self._files.get(path)
        if file is not None:
            if request.method not in ("GET", "HEAD"):
                return refusal(405, "GET it")
            # Read each time, so that whoever works on the page sees it after a reload.
            body = file.read_bytes()
            kind = TYPES[file.suffix]
            return web.Response(body=body, content_type=kind, charset="utf-8", headers=HEADERS)
        page = self._pages.get(path)
        return None if page is None else await self._dynamic(request, *page)

    async def _dynamic(
        self, request: web.BaseRequest, method: str, serve: Serve
    ) -> web.StreamResponse:
        stranger = self._gate.foreign(request)
        if stranger is not None:
            return refusal(403, stranger)
        if request.method != method:
            return refusal(405, f"{method} it")
        try:
            return await serve(request)
        except web.HTTPRequestEntityTooLarge:
            return refusal(413, "that is too much at once")
        except ControlError as error:
            return refusal(400, str(error))
        except ApiError as error:
            return refusal(error.code, error.description)


def refusal(status: int, why: str) -> web.Response:
    body = json.dumps({"error": why}).encode()
    return web.Response(status=status, body=body, content_type="application/json", headers=HEADERS)


@cache
def _table(folder: Path) -> dict[str, Path]:
    """Every address and its file: nothing that is asked for ever becomes a path."""
    files = {
        f"/page/web/{file.relative_to(folder).as_posix()}": file
        for file in folder.rglob("*.*")
        if file.suffix in TYPES and file.is_file()
    }
    index = folder / "index.html"
    return files | ({"/": index} if index.is_file() else {})
