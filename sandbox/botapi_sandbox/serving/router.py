"""Which request goes where: the Bot API, the files, the control API, the page."""

import json
from typing import Any
from urllib.parse import unquote

from aiohttp import web

from botapi_sandbox.call.endpoint import BotApi
from botapi_sandbox.call.world import World
from botapi_sandbox.ground.addresses import Addresses
from botapi_sandbox.ground.errors import ApiError, ControlError
from botapi_sandbox.ground.gate import COOKIE, NO_KEY, Gate
from botapi_sandbox.page.site import Site
from botapi_sandbox.verbs import Verbs
from botapi_sandbox.verbs.arguments import read_arguments
from botapi_sandbox.verbs.described import verbs as described

FOR_BOTS = ("/bot", "/file/")


class Router:
    def __init__(
        self,
        *,
        world: World,
        gate: Gate,
        api: BotApi,
        verbs: Verbs,
        site: Site,
        addresses: Addresses,
    ) -> None:
        self._world = world
        self._gate = gate
        self._api = api
        self._verbs = verbs
        self._site = site
        self._addresses = addresses

    async def serve(self, request: web.BaseRequest) -> web.StreamResponse:
        stranger = self._gate.refusal(request)
        path = request.rel_url.raw_path
        if path.startswith(FOR_BOTS) and stranger is None:
            stranger = self._gate.no_bot(request)
        if stranger is not None:
            return _json({"error": stranger}, 403)
        if path.startswith("/bot"):
            token, _slash, method = path[4:].partition("/")
            if "%" in token:
                token = unquote(token)
            return await self._api.answer(request, token, method)
        if path.startswith("/file/bot"):
            return self._file(unquote(path.removeprefix("/file/bot")))
        answer = await self._inside(request, path)
        return answer or _json({"ok": False, "error_code": 404, "description": "Not Found"}, 404)

    async def serve_control(self, request: web.BaseRequest) -> web.StreamResponse:
        """The port that stays open during an outage: everything but the Bot API."""
        stranger = self._gate.refusal(request)
        if stranger is not None:
            return _json({"error": stranger}, 403)
        answer = await self._inside(request, request.rel_url.raw_path)
        return answer or _json({"error": "only the page and /sandbox/ are served here"}, 404)

    async def _inside(self, request: web.BaseRequest, path: str) -> web.StreamResponse | None:
        """What people ask, not bots; None for an address that is nothing."""
        if self._gate.keyless(request):
            return self._let_in(request, path)
        if path.startswith("/sandbox/"):
            return await self._control(request, path.removeprefix("/sandbox/"))
        return await self._site.answer(request)

    def _let_in(self, request: web.BaseRequest, path: str) -> web.Response:
        """The address that was printed brings the key: the browser keeps it from then on."""
        given = request.query.get("key", "")
        if path != "/" or not self._gate.fits(given):
            return _json({"error": NO_KEY}, 401)
        answer = web.Response(status=303, headers={"Location": "/", "Cache-Control": "no-store"})
        answer.set_cookie(COOKIE, given, httponly=True, samesite="Strict", path="/")
        return answer

    async def _control(self, request: web.BaseRequest, verb: str) -> web.StreamResponse:
        stranger = self._gate.foreign(request)
        if stranger is not None:
            return _json({"error": stranger}, 403)
        if verb == "where":
            control = self._addresses.seen(self._addresses.control, request)
            return _json({"control": control, "verbs": self._verbs.names()})
        if verb == "verbs":
            return _json(described())
        if request.method != "POST":
            return _json({"error": "POST a JSON object"}, 405)
        try:
            return _json(await self._verbs.do(verb, read_arguments(await request.read())))
        except web.HTTPRequestEntityTooLarge:
            return _json({"error": "that is too much at once"}, 413)
        except ControlError as error:
            return _json({"error": str(error)}, 400)
        except ApiError as error:
            return _json({"error": error.description}, 400)

    def _file(self, rest: str) -> web.Response:
        token, _slash, path = rest.partition("/")
        try:
            data = self._world.accounts.of(token).files.at(path)
        except ApiError as error:
            return _json(error.body(), error.code)
        if data is None:
            return _json({"ok": False, "error_code": 404, "description": "Not Found"}, 404)
        return web.Response(
            body=data,
            content_type="application/octet-stream",
            headers={"X-Content-Type-Options": "nosniff", "Content-Disposition": "attachment"},
        )


def _json(value: Any, status: int = 200) -> web.Response:
    # Halves of letters that hostile texts may hold are no UTF-8.
    body = json.dumps(value, ensure_ascii=False).encode(errors="replace")
    return web.Response(status=status, body=body, content_type="application/json")
