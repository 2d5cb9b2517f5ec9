"""What the two forms of the demo with a page have in common: where it is, and that it stays."""

import asyncio
import os
import sys
import webbrowser
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass

from bot.process.children import Child
from botapi_sandbox.ground.port import bound

PORT = 8090  # of the Bot API, if it is free; the page is on the next one
BAN = 10  # seconds, where the real Telegram takes half a minute: visitors want to see it end
LOOK_EVERY = 0.2  # seconds between two looks at whether all goes well


@dataclass(frozen=True, kw_only=True, slots=True)
class PageOptions:
    """What the person at the terminal asked for."""

    people: int
    rate: float  # messages/s
    undo: int  # seconds after Confirm in which a broadcast can be undone
    port: int | None  # None: PORT, or a free one when that is taken
    browser: bool


def port_for(options: PageOptions) -> int:
    """0: any that is free."""
    if options.port is not None:
        return options.port
    try:
        bound("127.0.0.1", PORT).close()
    except OSError:
        return 0
    return PORT


async def show(page: str) -> None:
    """In a browser, where there is a screen for it; the address stands on the terminal anyway."""
    has_screen = sys.platform == "darwin" or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )
    if has_screen:
        with suppress(webbrowser.Error, OSError):
            await asyncio.to_thread(webbrowser.open, page)


async def nothing() -> None:
    """Where there is nothing to look after."""


async def stay(sandbox: Child, look: Callable[[], Awaitable[None]] = nothing) -> None:
    """Whatever it keeps may die meanwhile: the page has a button for that. `look` is called again
    and again."""
    while True:
        sandbox.check()
        await look()
        await asyncio.sleep(LOOK_EVERY)
