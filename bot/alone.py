"""One bot with a process to itself."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.app import App, running_app
from bot.house.house import House
from bot.settings.settings import Settings
from bot.shifts.one_process import OneProcess
from runtime.clock import Clock, SystemClock


@asynccontextmanager
async def running_alone(settings: Settings, *, clock: Clock | None = None) -> AsyncIterator[App]:
    """Raises StartRefused or DatabaseError when it cannot start."""
    async with (
        House.opened(settings) as house,
        OneProcess(SystemClock()) as shifts,
        running_app(settings, house, shifts.begin, clock or SystemClock()) as app,
    ):
        house.watch_loop()
        yield app
