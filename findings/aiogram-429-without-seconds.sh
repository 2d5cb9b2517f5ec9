#!/usr/bin/env bash
# guess: every 429 raises TelegramRetryAfter, so that whoever catches it copes with floods; where the
#   body does not say how long to wait, the header Retry-After does.
# seen: without `retry_after` in the body (or with 0) a 429 is a bare TelegramAPIError, of no class of
#   its own; `except TelegramRetryAfter` misses it, and the header is not read.
# with: aiogram==3.31.0
# source: aiogram/client/session/base.py, check_response: the class is chosen by `parameters`, and no
#   status 429 is among those that follow. Limiters in front of an own Bot API server answer like that.
# matters: whoever waits after TelegramRetryAfter only: ask for the 429 too, or the flood goes on.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
{ python3 -m venv "$dir/venv" &&
    "$dir/venv/bin/pip" install --quiet --disable-pip-version-check aiogram==3.31.0
} || exit 2
"$dir/venv/bin/python" - <<'PY'
import asyncio

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramAPIError, TelegramRetryAfter
from aiohttp import web

REFUSAL = {"ok": False, "error_code": 429, "description": "Too Many Requests"}
ASKED = [{}, {"parameters": {"retry_after": 0}}, {"parameters": {"retry_after": 7}}]


async def main() -> list[str]:
    answers = iter(ASKED)

    async def refuse(_: web.Request) -> web.Response:
        return web.json_response(
            REFUSAL | next(answers), status=429, headers={"Retry-After": "7"}
        )

    app = web.Application()
    app.router.add_post("/{path:.*}", refuse)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    api = TelegramAPIServer.from_base(f"http://127.0.0.1:{runner.addresses[0][1]}")
    raised = []
    async with Bot("42:TEST", session=AiohttpSession(api=api)) as bot:
        for asked in ASKED:
            try:
                await bot.send_message(1, "hello")
            except TelegramAPIError as error:
                waits = isinstance(error, TelegramRetryAfter)
                print(f"{asked or 'no parameters'}: {type(error).__name__}, says to wait: {waits}")
                raised.append(type(error).__name__)
    await runner.cleanup()
    return raised


raised = asyncio.run(main())
expected = ["TelegramAPIError", "TelegramAPIError", "TelegramRetryAfter"]
raise SystemExit(0 if raised == expected else 1)
PY
