"""A call of the API may reach any node: the owner alone answers it."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import ClientSession, web

from bot.api.http.reception import Reception
from bot.fleet.calls import CallForwarder
from bot.fleet.routes import FORWARDED, Routes
from bot.http.health import Health
from bot.http.hooks import Hooks
from bot.http.server import build_site, serving
from tests.unit.fleet.pages import served_at

BOT = 4242
TOKEN = f"hk_{BOT}_{'a' * 43}"
GZIPPED = b"\x1f\x8b what is packed goes through as it is"


@dataclass(kw_only=True)
class Owner:
    """What the node that has the bot was asked, and what it answers."""

    asked: list[tuple[str, str, bytes, dict[str, str]]] = field(default_factory=list)
    status: int = 201
    body: bytes = b'{"id": 7}'
    headers: dict[str, str] = field(default_factory=dict)

    async def receive(self, request: web.Request) -> web.Response:
        told = request.method, request.rel_url.raw_path_qs, await request.read()
        self.asked.append((*told, dict(request.headers)))
        return web.Response(status=self.status, body=self.body, headers=self.headers)


@dataclass(kw_only=True)
class Two:
    owner: Owner
    routes: Routes
    url: str
    client: ClientSession

    async def ask(self, method: str = "POST", **more: Any) -> tuple[int, bytes, dict[str, str]]:
        headers = {"Authorization": f"Bearer {more.pop('token', TOKEN)}", **more.pop("headers", {})}
        async with self.client.request(
            method,
            f"{self.url}/api/v1/broadcasts?limit=3",
            headers=headers,
            auto_decompress=False,
            **more,
        ) as answer:
            return answer.status, await answer.read(), dict(answer.headers)


@pytest.fixture
async def two() -> AsyncIterator[Two]:
    async with AsyncExitStack() as stack:
        client = await stack.enter_async_context(ClientSession())
        owner, routes, reception = Owner(), Routes("other"), Reception()
        reception.elsewhere = CallForwarder("other", routes, client, lambda: {BOT}).receive
        there = await stack.enter_async_context(served(owner.receive))
        here = await stack.enter_async_context(served(reception.receive))
        routes.know(served_at(there, bot=BOT))
        yield Two(owner=owner, routes=routes, url=here, client=client)


@asynccontextmanager
async def served(receive: Any) -> AsyncIterator[str]:
    site = build_site(Health(), lambda: b"", Hooks(), receive)
    async with serving(site, "127.0.0.1", 0) as port:
        yield f"http://127.0.0.1:{port}"


async def test_a_call_is_handed_on_and_its_answer_passed_back(two: Two) -> None:
    two.owner.headers = {"Content-Type": "application/json"}
    told = await two.ask(json={"text": "a"}, headers={"Idempotency-Key": "k", "Cookie": "mine"})
    assert told[:2] == (201, b'{"id": 7}')
    [(method, path, body, headers)] = two.owner.asked
    assert (method, path, body) == ("POST", "/api/v1/broadcasts?limit=3", b'{"text": "a"}')
    assert headers["Authorization"] == f"Bearer {TOKEN}"
    assert (headers["Idempotency-Key"], headers[FORWARDED]) == ("k", "other")
    assert "Cookie" not in headers


async def test_what_the_owner_refuses_is_refused_in_its_words(two: Two) -> None:
    two.owner.status, two.owner.body = 429, b'{"code": "too_many_calls"}'
    two.owner.headers = {"Content-Type": "application/problem+json", "Retry-After": "6"}
    status, body, headers = await two.ask("GET")
    assert (status, body, headers["Retry-After"]) == (429, b'{"code": "too_many_calls"}', "6")
    assert headers["Content-Type"] == "application/problem+json"


async def test_a_packed_file_stays_packed(two: Two) -> None:
    two.owner.body, two.owner.headers = GZIPPED, {"Content-Encoding": "gzip"}
    _status, body, headers = await two.ask("GET")
    assert (body, headers["Content-Encoding"]) == (GZIPPED, "gzip")


@pytest.mark.parametrize("address", [None, "http://127.0.0.1:1"])
async def test_while_nobody_can_be_asked_whoever_calls_comes_again(
    two: Two, address: str | None
) -> None:
    two.routes.know(served_at(address, bot=BOT))
    status, body, headers = await two.ask("GET")
    assert (status, headers["Retry-After"]) == (503, "1")
    assert b"changing_hands" in body


async def test_what_was_handed_on_goes_no_further(two: Two) -> None:
    """Two nodes may take each other for the owner."""
    status, _body, _headers = await two.ask("GET", headers={FORWARDED: "third"})
    assert (status, two.owner.asked) == (503, [])


async def test_a_key_of_a_bot_that_nobody_knows_costs_no_other_node_a_thing(two: Two) -> None:
    status, body, _headers = await two.ask("GET", token=f"hk_7_{'a' * 43}")
    assert (status, two.owner.asked) == (401, [])
    assert b"unknown_key" in body
