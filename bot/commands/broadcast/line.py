"""Calls to the API, as often as it takes to know how they ended.

What changes something bears an Idempotency-Key, so that it is done once though its answer got lost.
"""

import asyncio
import json
from collections.abc import Mapping
from typing import Any, BinaryIO, NoReturn

from aiohttp import ClientConnectorDNSError, ClientError, ClientResponse, ClientSession
from aiohttp.client_exceptions import ClientSSLError, InvalidURL

from bot.api.core.refusals import Refused
from bot.http.server import API
from runtime.clock import Clock

PATIENCE = 30.0  # seconds for which a call is tried again
PAUSE = 1.0  # seconds between two tries, where nobody says
LARGEST_ANSWER = 8 * 1024 * 1024  # bytes
JSON, PROBLEM = "application/json", "application/problem+json"
PIECE = 64 * 1024  # bytes
HOPELESS = (ClientConnectorDNSError, ClientSSLError, InvalidURL)  # the next try meets the same
UNAVAILABLE = (429, 503)

Json = dict[str, Any]


class Line:
    """`base`: where the API's server is, without its /api/v1. Raises Refused, whatever happens."""

    def __init__(
        self,
        session: ClientSession,
        base: str,
        key: str,
        clock: Clock,
        *,
        patience: float = PATIENCE,
    ) -> None:
        self._session = session
        self._base = base
        self._headers = {"Authorization": f"Bearer {key}"}
        self._clock = clock
        self._patience = patience

    async def ask(
        self, method: str, path: str, body: Mapping[str, Any] | None = None, *, once: str = ""
    ) -> Json:
        """`once`: the Idempotency-Key of a call that changes something."""
        until = self._clock.monotonic() + self._patience
        while True:
            try:
                return await self._asked(method, path, body, once)
            except Refused as refused:
                wait = PAUSE if refused.retry_after is None else float(refused.retry_after)
                hopeless = refused.status not in UNAVAILABLE or refused.more.get("hopeless")
                if hopeless or self._clock.monotonic() + wait > until:
                    raise
            await self._clock.sleep(wait)

    async def copy(self, path: str, stream: BinaryIO) -> int:
        """A file; gives its bytes. What breaks off is not begun again."""
        size = 0
        try:
            async with self._session.get(
                f"{self._base}{API}{path}", headers=self._headers, allow_redirects=False
            ) as answer:
                if answer.status != 200:
                    await self._refused(answer)
                async for piece in answer.content.iter_chunked(PIECE):
                    await asyncio.to_thread(stream.write, piece)
                    size += len(piece)
        except (ClientError, TimeoutError) as error:
            raise self._silent(error) from None
        return size

    async def _asked(
        self, method: str, path: str, body: Mapping[str, Any] | None, once: str
    ) -> Json:
        headers = dict(self._headers)
        if once:
            headers["Idempotency-Key"] = once
        data = None
        if body is not None:
            headers["Content-Type"] = JSON
            data = json.dumps(body, ensure_ascii=False).encode()
        try:
            url = f"{self._base}{API}{path}"
            async with self._session.request(
                method, url, headers=headers, data=data, allow_redirects=False
            ) as answer:
                if answer.status >= 300:
                    await self._refused(answer)
                said = _read(await _bounded(answer)) if answer.content_type == JSON else None
                if said is None:
                    raise self._strange(answer)
                return said
        except (ClientError, TimeoutError) as error:
            raise self._silent(error) from None

    async def _refused(self, answer: ClientResponse) -> NoReturn:
        said = _read(await _bounded(answer)) if answer.content_type == PROBLEM else None
        if said is None or not {"code", "detail"} <= said.keys():
            raise self._strange(answer)
        code, detail = str(said.pop("code")), str(said.pop("detail"))
        for known in ("type", "title", "status"):
            said.pop(known, None)
        wait = answer.headers.get("Retry-After", "")
        raise Refused(
            status=answer.status,
            code=code,
            detail=detail,
            retry_after=int(wait) if wait.isascii() and wait.isdigit() else None,
            more=said,
        )

    def _strange(self, answer: ClientResponse) -> Refused:
        """The key goes along with a call, so it follows no redirect."""
        to = answer.headers.get("Location")
        leads = f", and leads to {to}" if to and 300 <= answer.status < 400 else ""
        return Refused(
            status=502,
            code="no_herald",
            detail=f"{self._base} does not answer as Herald does: {answer.status}{leads}",
        )

    def _silent(self, error: Exception) -> Refused:
        hopeless = isinstance(error, HOPELESS)
        return Refused(
            status=503,
            code="not_reachable",
            detail=f"{self._base} cannot be reached ({type(error).__name__}): is the bot running, "
            "with HTTP_PORT?",
            more={"hopeless": True} if hopeless else {},
        )


async def _bounded(answer: ClientResponse) -> bytes:
    pieces, size = [], 0
    async for piece in answer.content.iter_chunked(PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > LARGEST_ANSWER:
            return b""
    return b"".join(pieces)


def _read(raw: bytes) -> Json | None:
    try:
        said = json.loads(raw)
    except ValueError:
        return None
    return said if isinstance(said, dict) else None
