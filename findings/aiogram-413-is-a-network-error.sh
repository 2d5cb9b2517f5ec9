#!/usr/bin/env bash
# guess: a call that the server refuses for its size (413) raises a refusal, as any other 4xx does;
#   TelegramNetworkError means that the network failed, and trying again may help.
# seen: the 413 is TelegramEntityTooLarge, and that is a TelegramNetworkError: code that tries again
#   after network errors sends the same large file for ever.
# with: aiogram==3.31.0
# source: aiogram/exceptions.py, class TelegramEntityTooLarge(TelegramNetworkError); the guide for
#   errors calls TelegramNetworkError the base of all errors of the network.
# matters: whoever repeats calls after TelegramNetworkError: ask for TelegramEntityTooLarge first.
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
from aiogram.exceptions import TelegramNetworkError
from aiohttp import web

REFUSAL = {"ok": False, "error_code": 413, "description": "Request Entity Too Large"}
calls = 0


async def refuse(_: web.Request) -> web.Response:
    global calls
    calls += 1
    return web.json_response(REFUSAL, status=413)


async def patient(bot: Bot) -> None:
    """What many a bot does: try again when the network has failed; five times, so that it ends."""
    for _ in range(5):
        try:
            await bot.send_message(1, "hello")
        except TelegramNetworkError as error:
            print(f"taken for a failure of the network: {type(error).__name__}: {error}")
        else:
            break


async def main() -> None:
    app = web.Application()
    app.router.add_post("/{path:.*}", refuse)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    api = TelegramAPIServer.from_base(f"http://127.0.0.1:{port}")
    async with Bot("42:TEST", session=AiohttpSession(api=api)) as bot:
        await patient(bot)
    await runner.cleanup()


asyncio.run(main())
print(f"calls that a patient bot made: {calls}")
raise SystemExit(0 if calls == 5 else 1)
PY
