"""What comes in at /api/v1: which bot it is for, what it means, and its answer."""

import logging
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager

from aiohttp import web

from bot.api.core.call import Given
from bot.api.core.desk import Desk, unknown_key
from bot.api.core.mandate import Asked
from bot.api.core.refusals import Refused
from bot.api.http.openapi import description
from bot.api.http.problems import not_found, problem
from bot.api.http.reading import JSON, body_of, idempotency, queried, shaped, token_in
from bot.api.http.recipients import recipients_asked_for, send_recipients
from bot.api.http.routes import OPENAPI, PREFIX, RECIPIENTS_FORM, ROUTES, Route
from bot.process.log_context import BOT
from broadcast.model.outside.key import bot_of

logger = logging.getLogger(__name__)

Elsewhere = Callable[[web.Request, int], Awaitable[web.StreamResponse]]
"""Takes a call for a bot that is not served here, and that bot's number"""


class Reception:
    """Bots come and go while the server stands; a key says which of them is meant."""

    def __init__(self) -> None:
        self._desks: dict[int, Desk | None] = {}
        self.elsewhere: Elsewhere = self._not_here

    @contextmanager
    def seated(self, desk: Desk) -> Iterator[None]:
        """Calls for that bot are its own until the end of the block."""
        bot_id = desk.office.bot_id
        self._desks[bot_id] = desk
        try:
            yield
        finally:
            self._desks[bot_id] = None

    async def receive(self, request: web.Request) -> web.StreamResponse:
        try:
            return await self._answered(request)
        except Refused as refused:
            return problem(refused)
        except (ConnectionError, web.HTTPException):
            raise
        except Exception:
            logger.exception("a call of the API failed: %s %s", request.method, request.path)
            return problem(
                Refused(status=500, code="fault", detail="Something went wrong here; see the log.")
            )

    async def _answered(self, request: web.Request) -> web.StreamResponse:
        path = request.rel_url.path_safe.removeprefix(PREFIX)
        if path == OPENAPI and request.method == "GET":
            return web.Response(body=description(), content_type=JSON)
        token = token_in(request.headers)
        bot_id = None if token is None else bot_of(token)
        if bot_id is None:
            raise Refused(
                status=401,
                code="no_key",
                detail="Send your key along: Authorization: Bearer hk_…",
            )
        desk = self._desks.get(bot_id)
        if desk is None:
            return await self.elsewhere(request, bot_id)
        with _about(bot_id):
            return await self._at(desk, request, path, token)

    async def _at(
        self, desk: Desk, request: web.Request, path: str, token: str | None
    ) -> web.StreamResponse:
        caller = await desk.caller(token)
        try:
            if (found := RECIPIENTS_FORM.fullmatch(path)) is not None:
                _require_method(request, ["GET"])
                asked_for = recipients_asked_for(request, caller)
            else:
                route, given, asked = await _understood(request, path)
        except Refused as refused:
            desk.turned_away(caller, refused)
            raise
        if found is not None:
            return await send_recipients(request, desk, caller, int(found[1]), asked_for)
        answer = await desk.answer(caller, route.act, given, asked)
        return web.Response(status=answer.status, body=answer.body.encode(), content_type=JSON)

    async def _not_here(self, _request: web.Request, bot_id: int) -> web.StreamResponse:
        """It ends just now, or it never was here."""
        if bot_id in self._desks:
            raise Refused(
                status=503, code="ending", detail="The bot is ending; come again.", retry_after=1
            )
        raise unknown_key()


async def _understood(request: web.Request, path: str) -> tuple[Route, Given, Asked | None]:
    """Raises Refused."""
    fitting = [(one, numbers) for one in ROUTES if (numbers := one.numbers(path)) is not None]
    if not fitting:
        raise not_found()
    _require_method(request, [route.method for route, _ in fitting])
    route, numbers = next(pair for pair in fitting if pair[0].method == request.method)
    body = await body_of(request)
    given = Given(
        numbers=numbers,
        query=queried(request, route.act.query),
        body=shaped(request, body, route.act.body),
    )
    return route, given, idempotency(request, body)


def _require_method(request: web.Request, allowed: Sequence[str]) -> None:
    if request.method not in allowed:
        raise Refused(
            status=405,
            code="wrong_method",
            detail=f"This address takes {' and '.join(allowed)} alone.",
            more={"allow": list(allowed)},
        )


@contextmanager
def _about(bot_id: int) -> Iterator[None]:
    """A connection is nobody's: what the log says meanwhile is about this bot."""
    before = BOT.set(str(bot_id))
    try:
        yield
    finally:
        BOT.reset(before)
