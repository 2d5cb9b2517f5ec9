"""Ending early, without leaving behind what a thread was just making."""

import asyncio
from collections.abc import Coroutine
from typing import Any


async def to_its_end(work: Coroutine[Any, Any, object]) -> None:
    """Whoever cancels this waits: a thread goes on, and would make anew the folder that is being
    removed."""
    ended = asyncio.Event()

    async def whole() -> None:
        try:
            await work
        finally:
            ended.set()

    try:
        await asyncio.shield(whole())
    except asyncio.CancelledError:
        await ended.wait()
        raise
