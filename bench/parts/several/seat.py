"""One bot of several, as its admin needs it: somebody to talk to, and a database to look into."""

import asyncio
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from bench.stage.scene import Stage
from botapi_sandbox.control import Control


@dataclass(frozen=True, kw_only=True, slots=True)
class BotSeat:
    control: Control
    database: Path

    @classmethod
    async def of(cls, scene: Stage, token: str, database: Path) -> Self:
        """Its database is made: everybody who is on the stage has subscribed."""
        await asyncio.to_thread(shutil.copy, scene.database, database)
        return cls(control=await scene.control_of(token), database=database)
