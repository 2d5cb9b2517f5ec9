"""answerCallbackQuery as it goes over the wire, and what its answers mean."""

import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest
from aiogram import Bot
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest, TelegramNetworkError
from aiohttp import web

from bot.client.session import Session
from botapi.reply import NoAnswer
from handlers.outbox.tap_answers import TapAnswers
from runtime.metrics import Metrics
from tests.conftest import TOKEN

DONE = (200, '{"ok":true,"result":true}')
OLD = (400, '{"ok":false,"error_code":400,"description":"Bad Request: query is too old"}')


@asynccontextmanager
async def answering(
    answers: Sequence[tuple[int, str]], bodies: list[object]
) -> AsyncIterator[TapAnswers]:
    async def answer(request: web.Request) -> web.Response:
        assert request.path == f"/bot{TOKEN}/answerCallbackQuery"
        status, text = answers[len(bodies)]
        bodies.append(json.loads(await request.read()))
        return web.Response(status=status, text=text)

    app = web.Application()
    app.router.add_post("/{path:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    api = TelegramAPIServer.from_base(f"http://127.0.0.1:{runner.addresses[0][1]}")
    bot = Bot(TOKEN, session=Session(api=api))
    try:
        yield TapAnswers(bot, Metrics())
    finally:
        await bot.session.close()
        await runner.cleanup()


async def test_it_says_what_is_to_be_said() -> None:
    bodies: list[object] = []
    async with answering([DONE] * 3, bodies) as taps:
        await taps.answer("7", "Danke 🙂", alert=True)
        await taps.answer("8", "Here", alert=False)
        await taps.answer("9", None, alert=False)
    assert bodies == [
        {"callback_query_id": "7", "text": "Danke 🙂", "show_alert": True},
        {"callback_query_id": "8", "text": "Here"},
        {"callback_query_id": "9"},
    ]


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (OLD, TelegramBadRequest),
        ((200, OLD[1]), TelegramBadRequest),  # a proxy lost the status
        ((502, "<html>"), NoAnswer),
        ((200, "[]"), NoAnswer),
    ],
)
async def test_a_refusal_and_what_is_no_answer_are_aiograms_errors(
    answer: tuple[int, str], error: type[TelegramAPIError]
) -> None:
    async with answering([answer], []) as taps:
        with pytest.raises(error):
            await taps.answer("7", None, alert=False)


async def test_a_broken_line_is_a_network_error() -> None:
    bot = Bot(TOKEN, session=Session(api=TelegramAPIServer.from_base("http://127.0.0.1:1")))
    try:
        with pytest.raises(TelegramNetworkError):
            await TapAnswers(bot, Metrics()).answer("7", None, alert=False)
    finally:
        await bot.session.close()
