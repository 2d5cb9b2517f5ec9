#!/usr/bin/env bash
# guess: whatever a gateway answers in place of the Bot API, the call raises an AiogramError: a page
#   of HTML does (ClientDecodeError), and a 502 in JSON is a TelegramServerError.
# seen: a 5xx whose JSON has no description raises TypeError (the text is searched for "restart"),
#   and one whose bytes are not in the encoding that its header names raises UnicodeDecodeError.
# with: aiogram==3.31.0
# source: aiogram/client/session/base.py, check_response ('"restart" in description'), and
#   aiohttp.py, make_request (resp.text() stands outside of what is turned into aiogram's errors).
# matters: loops that go on after AiogramError end with the first such page; read the answer in a
#   session of one's own, or catch these two as well.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
{ python3 -m venv "$dir/venv" &&
    "$dir/venv/bin/pip" install --quiet --disable-pip-version-check aiogram==3.31.0
} || exit 2
"$dir/venv/bin/python" - <<'PY'
import asyncio
import sys

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import AiogramError
from aiohttp import web

HTML, JSON = "text/html; charset=utf-8", "application/json"
ANSWERS = {
    "a page of HTML": (b"<h1>502 Bad Gateway</h1>", HTML),
    "JSON with a description": (b'{"ok": false, "description": "Bad Gateway"}', JSON),
    "JSON without a description": (b'{"ok": false, "error_code": 502}', JSON),
    "a page in another encoding": ("<h1>502 Недоступно</h1>".encode("cp1251"), HTML),
}
EXPECTED = ["ClientDecodeError", "TelegramServerError", "TypeError", "UnicodeDecodeError"]


async def main() -> int:
    left = list(ANSWERS.values())

    async def answer(_: web.Request) -> web.Response:
        body, kind = left.pop(0)
        return web.Response(status=502, body=body, headers={"Content-Type": kind})

    app = web.Application()
    app.router.add_post("/{path:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    api = TelegramAPIServer.from_base(f"http://127.0.0.1:{runner.addresses[0][1]}")
    met = []
    async with Bot("42:TEST", session=AiohttpSession(api=api)) as bot:
        for name in ANSWERS:
            try:
                await bot.get_me()
            except Exception as error:
                kind = "AiogramError" if isinstance(error, AiogramError) else "no AiogramError"
                print(f"{name}: {type(error).__name__} ({kind})")
                met.append(type(error).__name__)
    await runner.cleanup()
    return 0 if met == EXPECTED else 1


sys.exit(asyncio.run(main()))
PY
