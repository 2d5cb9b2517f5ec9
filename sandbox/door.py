"""Which request goes where: the Bot API, the files, the control API."""

import json
from typing import Any
from urllib.parse import unquote, urlsplit

from aiohttp import web

from sandbox.botapi import BotApi
from sandbox.errors import ApiError, ControlError
from sandbox.verbs import Verbs
from sandbox.world import World

LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Door:
    def __init__(self, world: World, api: BotApi, verbs: Verbs) -> None:
        self._world = world
        self._api = api
        self._verbs = verbs
        self.control_url = ""

    async def serve(self, request: web.BaseRequest) -> web.StreamResponse:
        path = request.rel_url.raw_path
        if path.startswith("/bot"):
            token, _slash, method = path[4:].partition("/")
            if "%" in token:
                token = unquote(token)
            return await self._api.answer(request, token, method)
        if path.startswith("/sandbox/"):
            return await self._control(request, path.removeprefix("/sandbox/"))
        if path.startswith("/file/bot"):
            return self._file(unquote(path.removeprefix("/file/bot")))
        return _json({"ok": False, "error_code": 404, "description": "Not Found"}, 404)

    async def serve_control(self, request: web.BaseRequest) -> web.StreamResponse:
        """The port that stays open during an outage: everything but the Bot API."""
        path = request.rel_url.raw_path
        if path.startswith("/sandbox/"):
            return await self._control(request, path.removeprefix("/sandbox/"))
        return _json({"error": "only /sandbox/ is served here"}, 404)

    async def _control(self, request: web.BaseRequest, verb: str) -> web.StreamResponse:
        """Loopback names only, so that no page of the web can reach it through a browser."""
        if not _local(request.headers.get("Host", "")) or not _local_origin(request):
            return _json({"error": "the control API answers to loopback names only"}, 403)
        if verb == "where":
            return _json({"control": self.control_url, "verbs": self._verbs.names()})
        if request.method != "POST":
            return _json({"error": "POST a JSON object"}, 405)
        try:
            return _json(await self._verbs.do(verb, _arguments(await request.read())))
        except ValueError:
            return _json({"error": "the body is not JSON"}, 400)
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
        return web.Response(body=data, content_type="application/octet-stream")


def _arguments(body: bytes) -> dict[str, Any]:
    arguments = json.loads(body or b"{}")
    if not isinstance(arguments, dict):
        raise ControlError("a JSON object of arguments is expected")
    return arguments


def _local(host: str) -> bool:
    return urlsplit(f"//{host}").hostname in LOOPBACK


def _local_origin(request: web.BaseRequest) -> bool:
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).hostname in LOOPBACK


def _json(value: Any, status: int = 200) -> web.Response:
    text = json.dumps(value, ensure_ascii=False)
    return web.Response(status=status, text=text, content_type="application/json")
