"""The bytes of files that a bot or a person sent, for the page to show."""

from urllib.parse import quote

from aiohttp import web

from botapi_sandbox.call.world import World
from botapi_sandbox.content.files import File
from botapi_sandbox.ground.errors import ApiError
from botapi_sandbox.page.events.chosen_bot import ChosenBot, whole
from botapi_sandbox.page.site import HEADERS, refusal

SIGNATURES = (
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"GIF8", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (8, b"WAVE", "audio/wav"),
    (4, b"ftypM4A", "audio/mp4"),
    (4, b"ftyp", "video/mp4"),
    (0, b"\x1a\x45\xdf\xa3", "video/webm"),
    (0, b"OggS", "audio/ogg"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"fLaC", "audio/flac"),
)
"""(offset, bytes, type): what a browser may show by itself. The sender's word is not taken."""

POLICY = "default-src 'none'; sandbox"
"""For a file that somebody opens on its own."""


class Downloads:
    def __init__(self, world: World) -> None:
        self._world = world

    async def serve(self, request: web.BaseRequest) -> web.StreamResponse:
        """404 for a file that was only made up: the page draws something in its place."""
        chosen = ChosenBot(world=self._world, bot_id=whole(request.query.get("bot"), "bot"))
        account = chosen.account()
        if account is None:
            return refusal(404, "no such bot")
        try:
            file = account.files.find(request.query.get("id", ""))
        except ApiError:
            return refusal(404, "no such file")
        data = account.files.content(file)
        if data is None:
            return refusal(404, "this file has no content")
        return _answer(request, file, data)


def _answer(request: web.BaseRequest, file: File, data: bytes) -> web.Response:
    kind = shown_as(data)
    headers = HEADERS | {"Content-Security-Policy": POLICY, "Accept-Ranges": "bytes"}
    if kind is None:
        name = quote(file.name or "file", safe="", errors="replace")
        headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    kind = kind or "application/octet-stream"
    try:
        asked = request.http_range  # films are watched from the middle
    except ValueError:
        return refusal(416, "no such range")
    if asked.start is None:
        return web.Response(body=data, content_type=kind, headers=headers)
    first, end, _step = asked.indices(len(data))
    if first >= end:
        return refusal(416, "no such range")
    headers["Content-Range"] = f"bytes {first}-{end - 1}/{len(data)}"
    return web.Response(status=206, body=data[first:end], content_type=kind, headers=headers)


def shown_as(data: bytes) -> str | None:
    """The type of what is safe to show; None for everything else."""
    for offset, signature, kind in SIGNATURES:
        if data.startswith(signature, offset):
            return kind
    return None
