"""The Bot API over HTTP: /bot<token>/<method>, and the faults that befall its calls."""

import json
import logging
import math
from collections.abc import Mapping
from dataclasses import dataclass

from aiohttp import web

from botapi_sandbox.api.schema import Schema
from botapi_sandbox.call.call_log import GOOD
from botapi_sandbox.call.callers import HEADER, LONGEST, POLLS
from botapi_sandbox.call.context import CallContext, Handler, encode
from botapi_sandbox.call.failure_responses import broken_page, cut, error_page, never, outage
from botapi_sandbox.call.world import World
from botapi_sandbox.ground.errors import ApiError, bad_request, too_many_requests
from botapi_sandbox.ground.params import Call, read_call
from botapi_sandbox.state.account import Account
from botapi_sandbox.trouble.faults import Fault, Hit

log = logging.getLogger(__name__)

ILL_TYPED = (TypeError, ValueError, KeyError, AttributeError)
"""What an object with a number where a text belongs ends in, deep inside a method."""

INTERNAL_SECONDS = 8  # seen at the real server: of a 429 that no rate has caused


@dataclass(slots=True, kw_only=True)
class IncomingCall:
    """A call that came: what the log of calls will tell of it."""

    at: float  # sandbox seconds
    bot: int | None
    call: Call
    request: web.BaseRequest | None = None  # none of what came in a webhook's answer
    caller: str = ""  # as it named itself; most do not

    def abandoned(self) -> bool:
        """A poll whose bot has gone: the next one ends it, and nobody is told."""
        if self.request is None or self.call.method not in POLLS:
            return False
        return self.request.transport is None


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
        world.webhooks.perform = self.reply

    async def answer(self, request: web.BaseRequest, token: str, asked: str) -> web.StreamResponse:
        world = self._world
        now = world.clock.now()
        call = Call(method=self._schema.name(asked) or asked, params={})
        caller = request.headers.get(HEADER, "")[:LONGEST]
        incoming = IncomingCall(at=now, bot=None, call=call, request=request, caller=caller)
        try:
            body = await request.read()
        except web.HTTPRequestEntityTooLarge:
            return self._refused(incoming, ApiError(413, "Request Entity Too Large"))
        world.called_at = now
        if now < world.faults.outage_until:
            self._missed(incoming)
            return await outage(world, request)
        try:
            account = self._account(incoming, token)
            self._handler(call.method)
            kind = request.headers.get("Content-Type", "")
            incoming.call = call = read_call(call.method, request.query_string, kind, body)
        except ApiError as error:
            return self._refused(incoming, error)
        sends = call.method in self._sends
        world.tally.sends += sends
        chat = str(call.params.get("chat_id", ""))
        hit = world.faults.fault_for(call.method, chat, now, sends=sends)
        if hit is not None:
            return await self._fail(request, account, incoming, hit)
        # A poll waits by itself.
        pause = 0.0 if call.method in POLLS else self._latency() / 2
        await world.clock.sleep(pause)
        status, text = await self.perform(account, call)
        await world.clock.sleep(pause)
        return self._response(incoming, status, text)

    async def perform(self, account: Account, call: Call) -> tuple[int, str]:
        """Carries a call out; returns the HTTP status and the body."""
        try:
            handler = self._handler(call.method)
            self._schema.check(call, lenient=self._world.lenient)
            result = await handler(CallContext(world=self._world, account=account, call=call))
        except ApiError as error:
            return error.code, _refusal(error)
        except ILL_TYPED:
            log.exception("%s: a value that no check foresaw", call.method)
            return 400, _refusal(bad_request("can't parse parameters"))
        return 200, encode(result)

    async def reply(self, account: Account, call: Call) -> None:
        """A call that came as the answer to a webhook: nobody learns what became of it."""
        self._world.tally.sends += call.method in self._sends
        call.method = self._schema.name(call.method) or call.method
        incoming = IncomingCall(at=self._world.clock.now(), bot=account.id, call=call)
        status, text = await self.perform(account, call)
        self._count(incoming, str(status), text)

    def _account(self, incoming: IncomingCall, token: str) -> Account:
        """Whose call it is; who called is remembered in any case."""
        try:
            account = self._world.accounts.of(token)
            incoming.bot = account.id
        finally:
            self._came(incoming)
        return account

    def _missed(self, incoming: IncomingCall) -> None:
        """Telegram is out: nobody looks whose token that is."""
        world = self._world
        self._came(incoming)
        world.calls.add(
            at=incoming.at,
            bot=None,
            method=incoming.call.method,
            chat="",
            status=f"outage {world.faults.outage_manner}",
            caller=incoming.caller,
        )

    def _came(self, incoming: IncomingCall) -> None:
        method = incoming.call.method
        self._world.callers.came(
            at=incoming.at,
            bot=incoming.bot,
            caller=incoming.caller,
            method=method,
            sends=method in self._sends,
        )

    def _handler(self, name: str) -> Handler:
        handler = self._methods.get(name)
        if handler is not None:
            return handler
        if self._schema.name(name) is None:  # the real server answers the same
            raise ApiError(404, "Not Found")
        self._world.calls.lacks(name)
        raise ApiError(404, f"Not Found: the sandbox does not have {name}")

    async def _fail(
        self, request: web.BaseRequest, account: Account, incoming: IncomingCall, hit: Hit
    ) -> web.StreamResponse:
        """What a fault makes of a call; `kind` decides whether it is carried out."""
        world, fault, call = self._world, hit.fault, incoming.call
        kind = fault.kind
        if kind in ("flood", "internal"):  # whatever `accepted` says: a 429 means that it was not
            return await self._flood(incoming, fault)
        carried_out = kind in ("lost_after", "slow_answer", "garbage") or hit.accepted
        if carried_out:
            status, text = await self.perform(account, call)
        elif kind == "lands_later":
            world.tasks.spawn(self._land(account, call, hit.delay))
        self._count(incoming, kind)
        if kind == "slow_answer":
            await world.clock.sleep(hit.delay)
            return self._response(incoming, status, text)
        if kind == "never_answers":
            return await never(request)
        if kind in ("garbage", "odd") and carried_out and status != 200:
            # What was refused is refused all the same.
            return self._response(incoming, status, text)
        if kind == "garbage":
            return broken_page()
        if kind == "odd":
            return self._response(incoming, fault.status, fault.body)
        if kind in ("lost_before", "lost_after", "lands_later"):
            return cut(request)
        return error_page(kind)

    async def _flood(self, incoming: IncomingCall, fault: Fault) -> web.Response:
        """A single 429. What failed inside of Telegram again and again surfaces as one too."""
        world, seconds = self._world, fault.retry_after
        if fault.kind == "internal":
            seconds = INTERNAL_SECONDS
            await world.clock.sleep(world.limits.silent_wait)
        world.tally.refused(-1, world.clock.now())
        return self._refused(incoming, too_many_requests(seconds))

    async def _land(self, account: Account, call: Call, delay: float) -> None:
        await self._world.clock.sleep(delay)
        if self._world.accounts.with_id(account.id) is account:  # else all was forgotten meanwhile
            await self.perform(account, call)

    def _latency(self) -> float:
        limits = self._world.limits
        if limits.latency_sigma <= 0:
            return limits.latency
        spread = self._world.chance.gauss(0.0, limits.latency_sigma)
        return limits.latency * math.exp(spread)

    def _refused(self, incoming: IncomingCall, error: ApiError) -> web.Response:
        return self._response(incoming, error.code, _refusal(error))

    def _response(self, incoming: IncomingCall, status: int, text: str) -> web.Response:
        self._count(incoming, str(status), text)
        body = text.encode(errors="replace")  # halves of letters: no UTF-8
        return web.Response(status=status, body=body, content_type="application/json")

    def _count(self, incoming: IncomingCall, status: str, text: str = "") -> None:
        """`text`: the body of the answer, which says what was wrong."""
        world, call = self._world, incoming.call
        world.tally.methods[call.method] += 1
        world.tally.statuses[status] += 1
        if incoming.abandoned():
            return
        error = _complaint(text) if text and status != GOOD else ""
        world.calls.add(
            at=incoming.at,
            bot=incoming.bot,
            method=call.method,
            chat=str(call.params.get("chat_id") or ""),
            status=status,
            error=error,
            notes=tuple(call.notes),
            caller=incoming.caller,
        )


def _complaint(text: str) -> str:
    """What the body of an answer says was wrong, where it says so: some faults make odd ones."""
    try:
        return str(json.loads(text)["description"])
    except (ValueError, TypeError, KeyError, RecursionError):
        return text


def _refusal(error: ApiError) -> str:
    return json.dumps(error.body(), ensure_ascii=False)
