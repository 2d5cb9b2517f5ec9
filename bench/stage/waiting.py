"""Waiting for what must come, and no longer than it may take."""

import asyncio
from collections.abc import Awaitable, Callable

from bench.frame.part import BenchFailed


async def until(
    happened: Callable[[], Awaitable[bool]], *, within: float, every: float, otherwise: str
) -> None:
    """Look every few seconds; after `within` seconds raise BenchFailed with those words."""
    try:
        async with asyncio.timeout(within):
            while True:
                if await happened():
                    return
                await asyncio.sleep(every)
    except TimeoutError:
        raise BenchFailed(f"{otherwise} within {within:.0f} s") from None
