#!/usr/bin/env bash
# guess: a proxy that is down, or that refuses, is a failure of the network: TelegramNetworkError, as
#   it is when the server itself cannot be reached; at the least an AiogramError.
# seen: AiohttpSession(proxy=…) lets aiohttp_socks.ProxyConnectionError through. It is a plain
#   Exception: no AiogramError, no ClientError of aiohttp, no OSError.
# with: aiogram==3.31.0 aiohttp-socks==0.12.0
# source: aiogram/client/session/aiohttp.py, make_request catches TimeoutError and ClientError;
#   aiohttp_socks/_errors.py derives its three errors from Exception.
# matters: polling loops of one's own, retries and error handlers that ask for AiogramError or
#   TelegramNetworkError: add ProxyConnectionError, ProxyError and ProxyTimeoutError.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
{ python3 -m venv "$dir/venv" &&
    "$dir/venv/bin/pip" install --quiet --disable-pip-version-check \
        aiogram==3.31.0 aiohttp-socks==0.12.0
} || exit 2
"$dir/venv/bin/python" - <<'PY'
import asyncio
import socket
import sys

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import AiogramError, TelegramNetworkError
from aiohttp import ClientError


def nobody() -> str:
    """An address of this machine where nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{one.getsockname()[1]}"


async def met(proxy: str | None) -> Exception:
    session = AiohttpSession(api=TelegramAPIServer.from_base(nobody()), proxy=proxy)
    async with Bot("42:TEST", session=session) as bot:
        try:
            await bot.get_me()
        except Exception as error:
            return error
    raise AssertionError("nobody listens there")


async def main() -> int:
    server, proxy = await met(None), await met(nobody())
    print(f"the server is down: {type(server).__name__}")
    families = [one.__name__ for one in type(proxy).__mro__]
    print(f"the proxy is down:  {' < '.join(families)}")
    usual = isinstance(server, TelegramNetworkError)
    strange = not isinstance(proxy, AiogramError | ClientError | OSError)
    return 0 if usual and strange else 1


sys.exit(asyncio.run(main()))
PY
