"""Whoever sends a broadcast in a measurement: Herald, or one of its rivals, alike from outside."""

import asyncio
from typing import Protocol

from bench.frame.marks import HERALD
from bench.frame.part import BenchFailed
from bench.rivals.rival import BEGINS, NAMES, WAYS
from bench.stage.admin import Admin
from bench.stage.scene import TOKEN, Stage
from bot.process.children import Child

RATE = 30  # messages/s: Telegram's usual limit, and Herald's BROADCAST_RATE


class Contestant(Protocol):
    """Sends one message to all people of its stage."""

    name: str

    async def prepare(self) -> None:
        """Everything that comes before the moment that counts."""
        ...

    async def begin(self) -> float:
        """Send from now on; gives the moment in sandbox seconds."""
        ...

    async def end(self, *, within: float) -> None:
        """Until it is done; `within` wall-clock seconds, else BenchFailed."""
        ...

    async def kill(self) -> None:
        """SIGKILL."""
        ...

    async def restart(self) -> None:
        """Start the program again, as its owner would after a crash."""
        ...


class Herald:
    """The real bot, and an admin who taps *Confirm*."""

    name = HERALD

    def __init__(self, scene: Stage) -> None:
        self._scene = scene
        self._admin = Admin(scene)
        self._bot: Child | None = None

    async def prepare(self) -> None:
        await self.restart()
        await self._admin.compose()

    async def begin(self) -> float:
        return await self._admin.confirm()

    async def end(self, *, within: float) -> None:
        await self._admin.finished(within)

    async def kill(self) -> None:
        assert self._bot is not None
        await self._bot.kill()

    async def restart(self) -> None:
        program = ("-m", "bench.rivals.fast_bot", f"{self._scene.speed:g}")
        self._bot = await self._scene.ready_bot(*program, rate=RATE)


class Rival:
    """A program of its own on plain aiogram (bench/rivals/rival.py)."""

    def __init__(self, scene: Stage, way: str) -> None:
        self.name = NAMES[way]
        self._scene = scene
        self._way = way
        self._child: Child | None = None

    async def prepare(self) -> None:
        """It begins as soon as it is started."""

    async def begin(self) -> float:
        await self.restart()
        return await self._scene.control.now()

    async def end(self, *, within: float) -> None:
        assert self._child is not None
        try:
            async with asyncio.timeout(within):
                await self._child.result()
        except TimeoutError:
            raise BenchFailed(f"{self.name} was not done within {within:.0f} s") from None

    async def kill(self) -> None:
        assert self._child is not None
        await self._child.kill()

    async def restart(self) -> None:
        people, speed = self._scene.people, f"{self._scene.speed:g}"
        program = ("-m", "bench.rivals.rival", self._way, self._scene.url, TOKEN)
        crowd = (str(people.start), str(len(people)), speed)
        self._child = await self._scene.start(self._way, *program, *crowd)
        await self._child.line(f"({BEGINS})")


def contestant(scene: Stage, way: str) -> Contestant:
    """By its name among WAYS; anything else is Herald."""
    return Rival(scene, way) if way in WAYS else Herald(scene)
