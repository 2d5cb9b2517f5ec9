#!/usr/bin/env bash
# guess: AiohttpSession(proxy=…, limit=…) opens at most `limit` connections, as it does without a
#   proxy, and trusts the same certificates (certifi's).
# seen: with a proxy all other options of the connector are dropped: aiohttp's own limit of 100
#   holds, and its own certificates, those of the system.
# with: aiogram==3.31.0 aiohttp-socks==0.12.0
# source: aiogram/client/session/aiohttp.py: _setup_proxy_connector replaces _connector_init as a
#   whole, after __init__ has put ssl, limit and ttl_dns_cache there.
# matters: bots behind a proxy that rely on `limit`, and slim containers without a certificate store
#   of their own: keep the options in a subclass that overrides _setup_proxy_connector.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
{ python3 -m venv "$dir/venv" &&
    "$dir/venv/bin/pip" install --quiet --disable-pip-version-check \
        aiogram==3.31.0 aiohttp-socks==0.12.0
} || exit 2
"$dir/venv/bin/python" - <<'PY'
import asyncio
import sys

from aiogram.client.session.aiohttp import AiohttpSession


async def limit_of(proxy: str | None) -> int:
    session = AiohttpSession(proxy=proxy, limit=7)
    connector = (await session.create_session()).connector
    limit = connector.limit
    await session.close()
    return limit


async def main() -> int:
    without, beside = await limit_of(None), await limit_of("http://127.0.0.1:9")
    print(f"limit=7 without a proxy: {without} connections at most")
    print(f"limit=7 with a proxy:    {beside} connections at most")
    return 0 if (without, beside) == (7, 100) else 1


sys.exit(asyncio.run(main()))
PY
