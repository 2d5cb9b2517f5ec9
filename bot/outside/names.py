"""Names of hosts become addresses, in threads that nobody waits for at the end.

The event loop's own few threads are everybody's, Telegram's name among them: names that nobody
answers for must not fill those.
"""

import asyncio
import socket
from threading import Thread
from typing import Any

from aiohttp.abc import AbstractResolver, ResolveResult

AT_ONCE = 8  # lookups; others wait, each within its own time limit


class Names(AbstractResolver):
    """The machine's own resolver."""

    def __init__(self) -> None:
        self._turns = asyncio.Semaphore(AT_ONCE)

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        """Raises OSError when nobody knows it."""
        async with self._turns:
            found = await _in_thread(host, port, family)
        return [
            ResolveResult(
                hostname=host,
                host=address[0],
                port=port,
                family=kind,
                proto=proto,
                flags=socket.AI_NUMERICHOST | socket.AI_NUMERICSERV,
            )
            for kind, _, proto, _, address in found
        ]

    async def close(self) -> None:
        """What is still looked up ends by itself."""


async def _in_thread(host: str, port: int, family: int) -> list[Any]:
    loop = asyncio.get_running_loop()
    found: asyncio.Future[list[Any]] = loop.create_future()

    def tell(result: list[Any] | OSError) -> None:
        if found.done():  # nobody waits for it any more
            return
        if isinstance(result, OSError):
            found.set_exception(result)
        else:
            found.set_result(result)

    def look_up() -> None:
        result: list[Any] | OSError
        try:
            result = socket.getaddrinfo(
                host, port, family=family, type=socket.SOCK_STREAM, flags=socket.AI_ADDRCONFIG
            )
        except (OSError, UnicodeError) as error:  # the second: a label that is too long
            result = error if isinstance(error, OSError) else socket.gaierror(str(error))
        try:
            loop.call_soon_threadsafe(tell, result)
        except RuntimeError:
            return  # the loop has ended meanwhile

    Thread(target=look_up, name=f"name of {host[:40]}", daemon=True).start()
    return await found
