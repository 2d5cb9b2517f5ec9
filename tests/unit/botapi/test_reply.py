"""Answers that are none: one error for all of them, whoever calls."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    RestartingTelegram,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import GetMe
from aiohttp import web
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.client.session import Session
from botapi import reply
from botapi.reply import NoAnswer, Reply, TooLong, Unreadable, result_of
from tests.conftest import TOKEN

PAGE = b"<html><h1>502 Bad Gateway</h1></html>"
BOT = Bot(TOKEN, session=Session())
ME = {"id": 42, "is_bot": True, "first_name": "Herald", "username": "herald_bot"}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def telegram(handler: Handler) -> AsyncIterator[Bot]:
    """A bot whose server answers with whatever `handler` says."""
    runner = web.ServerRunner(web.Server(handler))  # type: ignore[arg-type]
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    bot = Bot(TOKEN, session=Session(api=TelegramAPIServer.from_base(url), timeout=5))
    try:
        yield bot
    finally:
        await bot.session.close()
        await runner.cleanup()


def error_of(status: int, body: bytes, retry_after: str | None = None) -> TelegramAPIError:
    answer = Reply(status=status, body=body, retry_after=retry_after)
    with pytest.raises(TelegramAPIError) as raised:
        result_of(BOT, GetMe(), answer)
    return raised.value


@pytest.mark.parametrize("status", [200, 302, 400, 403, 404, 500, 502, 504])
@pytest.mark.parametrize(
    "body",
    [
        PAGE,
        b"",
        b"\xff\xfe\x00Bad Gateway",
        b"\x1f\x8b no gzip",
        b"null",
        b"[1]",
        b'"ok"',
        b"5",
        b"{}",
        b'{"ok": false}',
        b'{"ok": false, "error_code": 403, "description": null}',
        b'{"ok": false, "description": 5}',
        b'{"ok": true}',
        b'{"ok": true, "result": null}',
        b'{"message": "upstream timed out"}',
        b'{"ok": true, "result": {"id"',
        b"[" * 100_000,
    ],
)
def test_something_else_is_no_answer(status: int, body: bytes) -> None:
    error = error_of(status, body)
    assert type(error) is NoAnswer
    assert f"HTTP {status}" in error.message


async def test_a_body_that_breaks_off_is_no_answer() -> None:
    async def say(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": "500"})
        await response.prepare(request)
        await response.write(b'{"ok":')
        assert request.transport is not None
        request.transport.close()
        return response

    async with telegram(say) as bot:
        with pytest.raises(NoAnswer):
            await bot.get_me()


async def test_a_body_without_an_end_filled_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reply, "LARGEST", 100_000)
    written = 0

    async def say(request: web.Request) -> web.StreamResponse:
        nonlocal written
        response = web.StreamResponse()
        await response.prepare(request)
        while written < 50_000_000:
            await response.write(b" " * 10_000)
            written += 10_000
        return response

    async with telegram(say) as bot:
        with pytest.raises(TooLong):
            await bot.get_me()
    assert written < 50_000_000


async def test_a_long_body_that_came_at_once_passed_the_limit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(reply, "LARGEST", 1_000)

    async def say(request: web.Request) -> web.StreamResponse:
        return web.Response(body=b" " * 1_001)

    async with telegram(say) as bot:
        with pytest.raises(TooLong):
            await bot.get_me()


async def test_a_body_that_never_ends_runs_out_of_time() -> None:
    over = asyncio.Event()

    async def say(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        await response.write(b" ")
        await over.wait()
        return response

    async with telegram(say) as bot:
        with pytest.raises(TelegramNetworkError):
            await bot.get_me(request_timeout=1)
        over.set()


def test_a_refusal_is_what_it_was() -> None:
    said = {"ok": False, "error_code": 403, "description": "Forbidden: bot was blocked"}
    for status in (403, 200):  # 200: a proxy lost it
        error = error_of(status, json.dumps(said).encode())
        assert isinstance(error, TelegramForbiddenError)
        assert error.message == "Forbidden: bot was blocked"


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (401, {"ok": False, "description": "Unauthorized"}, TelegramUnauthorizedError),
        (500, {"ok": False, "description": "Internal Server Error"}, TelegramServerError),
        (500, {"ok": False, "description": "restart"}, RestartingTelegram),
        (200, {"ok": False, "description": "Bad Request: no code"}, TelegramBadRequest),
        (200, {"ok": False, "error_code": "x", "description": "odd"}, TelegramBadRequest),
        (200, {"ok": False, "error_code": 200, "description": "odd"}, TelegramBadRequest),
    ],
)
def test_a_refusal_has_its_kind(
    status: int, body: dict[str, object], kind: type[Exception]
) -> None:
    assert type(error_of(status, json.dumps(body).encode())) is kind


@pytest.mark.parametrize(
    ("status", "body", "header", "seconds"),
    [
        (429, PAGE, None, 5),
        (429, PAGE, "17", 17),
        (429, PAGE, "Sun, 29 Nov 2026 13:00:00 GMT", 5),
        (429, PAGE, "9" * 5000, 5),
        (429, b'{"ok":false,"description":"Too Many Requests"}', None, 5),
        (200, b'{"ok":false,"error_code":429,"description":"Too Many Requests"}', None, 5),
        (429, b'{"ok":false,"description":"x","parameters":{"retry_after":9}}', None, 9),
    ],
)
def test_a_429_is_a_429_however_it_is_said(
    status: int, body: bytes, header: str | None, seconds: int
) -> None:
    error = error_of(status, body, header)
    assert isinstance(error, TelegramRetryAfter)
    assert error.retry_after == seconds


def test_a_gateways_413_says_that_it_is_too_large() -> None:
    error = error_of(413, b"<html>413 Request Entity Too Large</html>")
    assert isinstance(error, TelegramEntityTooLarge)


def test_what_was_done_and_cannot_be_read_was_done() -> None:
    """A kind that aiogram does not know yet makes it refuse the whole answer."""
    error = error_of(200, b'{"ok": true, "result": {"id": "Ann\'s secret", "is_bot": 5}}')
    assert type(error) is Unreadable
    assert "secret" not in str(error)


@pytest.mark.parametrize("number", [True, 0, -5, 10**400, "soon", None, [], 1e999, {}])
def test_a_number_that_cannot_be_true_is_not_believed(number: object) -> None:
    said = {"ok": False, "description": "Bad Request: no", "error_code": number}
    said["parameters"] = {"retry_after": number, "migrate_to_chat_id": 7}
    error = error_of(400, json.dumps(said).encode())
    assert type(error) is TelegramBadRequest
    assert error.message == "Bad Request: no"


async def test_pages_over_the_line() -> None:
    bodies = iter([PAGE, b"", b"\xff\xfe\x00Bad Gateway"])

    async def say(_: web.Request) -> web.StreamResponse:
        return web.Response(status=502, body=next(bodies), content_type="text/html")

    async with telegram(say) as bot:
        for _ in range(3):
            with pytest.raises(NoAnswer):
                await bot.get_me()


async def test_an_answer_is_an_answer() -> None:
    async def say(_: web.Request) -> web.StreamResponse:
        return web.json_response({"ok": True, "result": ME})

    async with telegram(say) as bot:
        assert (await bot.get_me()).username == "herald_bot"


async def test_a_redirect_is_not_followed() -> None:
    visits: list[str] = []

    async def say(request: web.Request) -> web.StreamResponse:
        visits.append(request.method)
        return web.Response(status=302, headers={"Location": "/login"}, text="<html>")

    async with telegram(say) as bot:
        with pytest.raises(NoAnswer):
            await bot.get_me()
    assert visits == ["POST"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=5,
)
ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "ok": st.booleans() | JSON,
        "result": JSON,
        "error_code": st.integers() | JSON,
        "description": st.text() | JSON,
        "parameters": st.fixed_dictionaries(
            {}, optional={"retry_after": JSON, "migrate_to_chat_id": JSON}
        )
        | JSON,
    },
)


@given(
    status=st.integers(100, 599),
    body=st.binary(max_size=40) | (ANSWERS | JSON).map(lambda one: json.dumps(one).encode()),
    header=st.none() | st.text(max_size=9),
)
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_whatever_comes_it_is_a_result_or_an_error_of_telegrams(
    status: int, body: bytes, header: str | None
) -> None:
    try:
        told = result_of(BOT, GetMe(), Reply(status=status, body=body, retry_after=header))
    except TelegramAPIError as error:
        told = error.message
    assert told is not None
