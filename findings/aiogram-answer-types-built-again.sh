#!/usr/bin/env bash
# guess: the type by which the answer of a method is read (Response[bool], say) is built once, at its
#   first call.
# seen: pydantic keeps such types by weak references alone and aiogram asks for one in each call, so
#   the garbage collector takes it between two calls, and the next call builds it anew.
# with: aiogram==3.31.0 pydantic==2.13.5
# source: aiogram/client/session/base.py, check_response (`Response[method.__returning__]`);
#   pydantic/_internal/_generics.py, GenericTypesCache is a WeakValueDictionary.
# matters: whoever makes calls all the time: 1 ms of a standing event loop for bool, 8 ms for Message,
#   after each collection. Keep the types yourself: `kept = [Response[bool], Response[Message]]`.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
{ python3 -m venv "$dir/venv" &&
    "$dir/venv/bin/pip" install --quiet --disable-pip-version-check aiogram==3.31.0 pydantic==2.13.5
} || exit 2
"$dir/venv/bin/python" - <<'PY'
import asyncio
import gc

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiohttp import web
from pydantic import main

CALLS = 5
built: list[str] = []
build = main._generics.create_generic_submodel


def told(name, *rest):
    built.append(name)
    return build(name, *rest)


async def answer(_: web.Request) -> web.Response:
    return web.json_response({"ok": True, "result": True})


async def run() -> None:
    app = web.Application()
    app.router.add_post("/{path:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    api = TelegramAPIServer.from_base(f"http://127.0.0.1:{runner.addresses[0][1]}")
    main._generics.create_generic_submodel = told
    async with Bot("42:TEST", session=AiohttpSession(api=api)) as bot:
        for _ in range(CALLS):
            await bot.answer_callback_query("1")
            gc.collect()
    await runner.cleanup()


asyncio.run(run())
print(f"{CALLS} calls built the type of their answer {len(built)} times: {sorted(set(built))}")
raise SystemExit(0 if len(built) == CALLS else 1)
PY
