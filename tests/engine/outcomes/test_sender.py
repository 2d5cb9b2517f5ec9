"""Answers that no Bot API server gives, but proxies, sign-in pages and broken lines do."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from aiohttp import web

from bot.client.session import Session
from botapi.call import Call, prepare_call
from botapi.outcome import Outcome, Verdict
from botapi.sender import Sender
from runtime.metrics import Metrics
from tests.conftest import TOKEN

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]
CALL = prepare_call(Call(method="sendMessage", params={"text": "hello"}))


@asynccontextmanager
async def serving(answer: Answer) -> AsyncIterator[str]:
    runner = web.ServerRunner(web.Server(answer))  # type: ignore[arg-type]
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def outcome_of(answer: Answer) -> Outcome:
    async with serving(answer) as url:
        bot = Bot(TOKEN, session=Session(api=TelegramAPIServer.from_base(url)))
        try:
            return await Sender(bot, Metrics()).send(CALL, 7)
        finally:
            await bot.session.close()


async def test_the_body_is_what_was_composed_with_the_chat_put_in() -> None:
    seen: list[object] = []

    async def answer(request: web.Request) -> web.StreamResponse:
        seen.append(await request.json())
        return web.json_response({"ok": True, "result": {"message_id": 5}})

    outcome = await outcome_of(answer)
    assert seen == [{"chat_id": 7, "text": "hello"}]
    assert (outcome.verdict, outcome.message_ids) == (Verdict.SENT, (5,))


async def test_an_album_has_a_number_for_each_item() -> None:
    async def answer(_: web.BaseRequest) -> web.StreamResponse:
        return web.json_response({"ok": True, "result": [{"message_id": 5}, {"message_id": 6}]})

    assert (await outcome_of(answer)).message_ids == (5, 6)


async def test_a_redirect_is_not_followed_and_proves_nothing() -> None:
    """Followed, it would become a GET of some page that answers 200: everybody 'sent'."""
    visits: list[str] = []

    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        visits.append(request.method)
        return web.Response(status=302, headers={"Location": "/login"}, text="<html>")

    assert (await outcome_of(answer)).verdict is Verdict.UNCERTAIN
    assert visits == ["POST"]


@pytest.mark.parametrize(
    ("body", "verdict"),
    [
        (
            {
                "ok": False,
                "error_code": 403,
                "description": "Forbidden: bot was blocked by the user",
            },
            Verdict.BLOCKED,
        ),
        (
            {
                "ok": False,
                "error_code": 429,
                "description": "Too Many Requests: retry after 30",
                "parameters": {"retry_after": 30},
            },
            Verdict.FLOODED,
        ),
        ({"ok": False, "description": "Bad Request: chat not found"}, Verdict.UNREACHABLE),
    ],
)
async def test_a_refusal_under_status_200_is_a_refusal(
    body: dict[str, object], verdict: Verdict
) -> None:
    async def answer(_: web.BaseRequest) -> web.StreamResponse:
        return web.json_response(body)

    assert (await outcome_of(answer)).verdict is verdict


@pytest.mark.parametrize(
    ("status", "verdict"),
    [(200, Verdict.SENT), (429, Verdict.FLOODED), (502, Verdict.UNCERTAIN)],
)
async def test_the_status_counts_when_the_line_breaks_after_it(
    status: int, verdict: Verdict
) -> None:
    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        response = web.StreamResponse(status=status, headers={"Content-Length": "500"})
        await response.prepare(request)
        await response.write(b'{"ok":')
        assert request.transport is not None
        request.transport.close()
        return response

    assert (await outcome_of(answer)).verdict is verdict


@pytest.mark.parametrize("body", ["", "[]", '"text"', '{"ok": true, "result": {}}'])
async def test_200_that_cannot_be_read_is_sent(body: str) -> None:
    async def answer(_: web.BaseRequest) -> web.StreamResponse:
        return web.Response(text=body)

    outcome = await outcome_of(answer)
    assert (outcome.verdict, outcome.message_ids) == (Verdict.SENT, ())


@pytest.mark.parametrize("body", ["<!DOCTYPE html><p>Please log in", "\n <html>Back soon</html>"])
async def test_a_page_under_status_200_is_nobodys_answer(body: str) -> None:
    """A gateway in maintenance, or a network that wants a login: everybody counted as sent."""

    async def answer(_: web.BaseRequest) -> web.StreamResponse:
        return web.Response(text=body, content_type="text/html")

    assert (await outcome_of(answer)).verdict is Verdict.UNCERTAIN


async def test_nobody_there_means_not_sent() -> None:
    bot = Bot(TOKEN, session=Session(api=TelegramAPIServer.from_base("http://127.0.0.1:9")))
    try:
        outcome = await Sender(bot, Metrics()).send(CALL, 7)
        assert not await Sender(bot, Metrics()).probe()
    finally:
        await bot.session.close()
    assert outcome.verdict is Verdict.NOT_SENT


async def test_a_task_that_makes_several_calls_ends_when_it_is_cancelled() -> None:
    """What had left was uncertain, and the task went on with the next: the process never ended."""
    over, arrivals = asyncio.Event(), 0

    async def answer(_: web.BaseRequest) -> web.StreamResponse:
        nonlocal arrivals
        arrivals += 1
        await over.wait()
        return web.Response()

    async with serving(answer) as url:
        bot = Bot(TOKEN, session=Session(api=TelegramAPIServer.from_base(url)))
        sender = Sender(bot, Metrics())
        try:
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(make(CALL, 7)) for make in (sender.ask, sender.send)]
                while arrivals < len(tasks):
                    await asyncio.sleep(0.01)
                for task in tasks:
                    task.cancel()
            assert tasks[0].cancelled()
            assert tasks[1].result().verdict is Verdict.UNCERTAIN
        finally:
            over.set()
            await bot.session.close()


async def test_a_server_in_trouble_does_not_pass_the_probe() -> None:
    async def answer(_: web.BaseRequest) -> web.StreamResponse:
        body = {"ok": False, "error_code": 500, "description": "Internal Server Error"}
        return web.json_response(body, status=500)

    async with serving(answer) as url:
        bot = Bot(TOKEN, session=Session(api=TelegramAPIServer.from_base(url)))
        try:
            assert not await Sender(bot, Metrics()).probe()
        finally:
            await bot.session.close()
