"""The Bot API over HTTP: /bot<token>/<method>, with the weather of the day."""

import json
import logging
import math
from collections.abc import Mapping

from aiohttp import web

from sandbox.account import Account
from sandbox.case import Case, Handler, encode
from sandbox.errors import ApiError, bad_request, too_many_requests
from sandbox.faults import Fault, Hit
from sandbox.params import Call, read_call
from sandbox.schema import Schema
from sandbox.weather import broken_page, cut, error_page, never, outage
from sandbox.world import World

log = logging.getLogger(__name__)

ILL_TYPED = (TypeError, ValueError, KeyError, AttributeError)
"""What an object with a number where a text belongs ends in, deep inside a method."""

INTERNAL_SECONDS = 8  # TELEGRAM.md: of a 429 that no rate has caused

POLLS = frozenset({"getUpdates"})
"""Waits by itself: latency is not added."""


class BotApi:
    def __init__(
        self,
        world: World,
        schema: Schema,
        methods: Mapping[str, Handler],
        sends: frozenset[str],
    ) -> None:
        self._world = world
        self._schema = schema
        self._methods = methods
        self._sends = sends
        world.postman.perform = self.reply

    async def answer(self, request: web.BaseRequest, token: str, asked: str) -> web.StreamResponse:
        world = self._world
        try:
            body = await request.read()
        except web.HTTPRequestEntityTooLarge:
            return self._response(asked, 413, _refusal(ApiError(413, "Request Entity Too Large")))
        now = world.called_at = world.clock.now()
        if now < world.faults.outage_until:
            return await outage(world, request)
        name = self._schema.name(asked) or asked
        try:
            account = world.accounts.of(token)
            self._handler(name)
            kind = request.headers.get("Content-Type", "")
            call = read_call(name, request.query_string, kind, body)
        except ApiError as error:
            return self._response(name, error.code, _refusal(error))
        sends = name in self._sends
        world.tally.sends += sends
        hit = world.faults.strike(name, now, sends=sends)
        if hit is not None:
            return await self._suffer(request, account, call, hit)
        pause = 0.0 if name in POLLS else self._latency() / 2
        await world.clock.sleep(pause)
        status, text = await self.perform(account, call)
        await world.clock.sleep(pause)
        return self._response(name, status, text)

    async def perform(self, account: Account, call: Call) -> tuple[int, str]:
        """Carries a call out; returns the HTTP status and the body."""
        try:
            handler = self._handler(call.method)
            self._schema.check(call)
            result = await handler(Case(world=self._world, account=account, call=call))
        except ApiError as error:
            return error.code, _refusal(error)
        except ILL_TYPED:
            log.exception("%s: a value that no check foresaw", call.method)
            return 400, _refusal(bad_request("can't parse parameters"))
        return 200, encode(result)

    async def reply(self, account: Account, call: Call) -> None:
        """A call that came as the answer to a webhook: nobody learns what became of it."""
        self._world.tally.sends += call.method in self._sends
        status, _text = await self.perform(account, call)
        self._count(call.method, str(status))

    def _handler(self, name: str) -> Handler:
        handler = self._methods.get(name)
        if handler is None:
            raise ApiError(404, "Not Found")
        return handler

    async def _suffer(
        self, request: web.BaseRequest, account: Account, call: Call, hit: Hit
    ) -> web.StreamResponse:
        """What a fault makes of a call; `kind` decides whether it is carried out."""
        world, fault = self._world, hit.fault
        kind = fault.kind
        if kind in ("lost_after", "slow_answer", "garbage") or hit.accepted:
            status, text = await self.perform(account, call)
        elif kind in ("flood", "internal"):
            return await self._flood(call, fault)
        elif kind == "lands_later":
            world.tasks.spawn(self._land(account, call, fault.delay))
        self._count(call.method, kind)
        if kind == "slow_answer":
            await world.clock.sleep(fault.delay)
            return self._response(call.method, status, text)
        if kind == "never_answers":
            return await never(request)
        if kind == "garbage":  # what was refused is refused all the same
            return broken_page() if status == 200 else self._response(call.method, status, text)
        if kind == "odd":
            return self._response(call.method, fault.status, fault.body)
        if kind in ("lost_before", "lost_after", "lands_later"):
            return cut(request)
        return error_page(kind)

    async def _flood(self, call: Call, fault: Fault) -> web.Response:
        """A single 429. TELEGRAM.md: what failed inside again and again surfaces as one too."""
        world, seconds = self._world, fault.retry_after
        if fault.kind == "internal":
            seconds = INTERNAL_SECONDS
            await world.clock.sleep(world.limits.silent_wait)
        world.tally.refused(-1, world.clock.now())
        return self._response(call.method, 429, _refusal(too_many_requests(seconds)))

    async def _land(self, account: Account, call: Call, delay: float) -> None:
        await self._world.clock.sleep(delay)
        await self.perform(account, call)

    def _latency(self) -> float:
        limits = self._world.limits
        if limits.latency_sigma <= 0:
            return limits.latency
        spread = self._world.chance.gauss(0.0, limits.latency_sigma)
        return limits.latency * math.exp(spread)

    def _response(self, method: str, status: int, text: str) -> web.Response:
        self._count(method, str(status))
        body = text.encode(errors="replace")  # halves of letters: no UTF-8
        return web.Response(status=status, body=body, content_type="application/json")

    def _count(self, method: str, status: str) -> None:
        self._world.tally.methods[method] += 1
        self._world.tally.statuses[status] += 1


def _refusal(error: ApiError) -> str:
    return json.dumps(error.body(), ensure_ascii=False)
