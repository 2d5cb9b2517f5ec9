"""The way to the API: an address that was given, the bot that runs on this machine, or, while none
does, the bot's own database."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress

from aiohttp import ClientSession, ClientTimeout

from bot.api.core.refusals import Refused
from bot.commands.broadcast.line import Line
from bot.http.server import API
from bot.settings.settings import Settings
from db.connection.opening import SQLITE, parse_url
from db.connection.sqlite.database import database_file
from db.errors import AlreadyRunning, AlreadyServed
from runtime.clock import Clock

STARTING = 20.0  # seconds that a bot may hold its database and not listen yet
LOOK_AGAIN = 1.0  # seconds
CONNECTING = 5.0  # seconds
ANSWERED_WITHIN = 60.0  # seconds without a byte
EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}  # noqa: S104 - not listened on


@asynccontextmanager
async def at(url: str, key: str, clock: Clock) -> AsyncIterator[Line]:
    """An API anywhere; a proxy of the environment's is used."""
    base = url.strip().rstrip("/").removesuffix(API).rstrip("/")
    if not base.lower().startswith(("http://", "https://")):
        raise Refused(status=422, code="bad_url", detail="the bot's URL begins with https://")
    async with _session(trust_env=True) as session:
        yield Line(session, base, key, clock)


@asynccontextmanager
async def here(settings: Settings, key: str, bot_id: int, clock: Clock) -> AsyncIterator[Line]:
    """The bot of these settings. Raises Refused, DatabaseError."""
    async with AsyncExitStack() as stack:
        base = await _base(settings, bot_id, clock, stack)
        session = await stack.enter_async_context(_session(trust_env=False))
        yield Line(session, base, key, clock)


async def _base(settings: Settings, bot_id: int, clock: Clock, stack: AsyncExitStack) -> str:
    until = clock.monotonic() + STARTING
    address = _address(settings)
    while True:
        if address is not None and await _listens(*address):
            host, port = address
            return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
        try:
            return await _standing(settings, bot_id, clock, stack)
        except (AlreadyRunning, AlreadyServed) as error:
            if address is None:
                raise _closed(settings, error) from None
            if clock.monotonic() >= until:
                raise _silent(address, error) from None
        await clock.sleep(LOOK_AGAIN)


async def _standing(settings: Settings, bot_id: int, clock: Clock, stack: AsyncExitStack) -> str:
    url = parse_url(settings.database_url)
    if url.drivername == SQLITE and not database_file(url).exists():
        raise Refused(
            status=503,
            code="no_bot_here",
            detail=f"there is no bot here: {database_file(url)} is not there; go to the folder "
            "with its settings, or say where it is (--url, HERALD_URL)",
        )
    from bot.commands.broadcast.standing import standing_api  # the whole engine

    base = await stack.enter_async_context(standing_api(settings, bot_id, clock))
    print("herald: the bot is not running; what is sent goes out when it starts", file=sys.stderr)
    return base


def _address(settings: Settings) -> tuple[str, int] | None:
    """Of the running bot; None: nobody knows."""
    if not settings.http_port:
        return None
    return EVERYWHERE.get(settings.http_host, settings.http_host), settings.http_port


async def _listens(host: str, port: int) -> bool:
    try:
        async with asyncio.timeout(CONNECTING):
            _, writer = await asyncio.open_connection(host, port)
    except (OSError, TimeoutError):
        return False
    writer.close()
    with suppress(OSError):
        await writer.wait_closed()
    return True


def _session(*, trust_env: bool) -> ClientSession:
    timeout = ClientTimeout(total=None, sock_connect=CONNECTING, sock_read=ANSWERED_WITHIN)
    return ClientSession(timeout=timeout, trust_env=trust_env)


def _closed(settings: Settings, error: Exception) -> Refused:
    """It works on the database, so nobody else may; and it listens to nobody."""
    why = "has no HTTP_PORT" if settings.http_port is None else "has a port that nobody knows (0)"
    return Refused(
        status=409,
        code="api_off",
        detail=f"{error}, and {why}: set HTTP_PORT and restart it, stop it, or say where its API "
        "is (--url, HERALD_URL)",
    )


def _silent(address: tuple[str, int], error: Exception) -> Refused:
    host, port = address
    nodes = error.nodes if isinstance(error, AlreadyServed) else ()
    if nodes:
        return Refused(
            status=503,
            code="not_reachable",
            detail=f"nothing answers at {host}:{port} (HTTP_HOST, HTTP_PORT), and the bot is "
            f"served by other nodes: say where {' or '.join(nodes)} is (--url, HERALD_URL)",
        )
    return Refused(
        status=503,
        code="not_reachable",
        detail=f"{error}, but {host}:{port} (HTTP_HOST, HTTP_PORT) does not answer; if it runs on "
        "another machine, say where (--url, HERALD_URL)",
    )
