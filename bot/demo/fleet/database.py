"""A PostgreSQL for as long as the demo runs: in a folder of its own, and gone with it."""

import asyncio
import shutil
import tempfile
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from bot.demo.errors import DemoFailed
from bot.demo.patience import to_its_end
from bot.demo.postgresql.programs import Programs
from bot.demo.postgresql.server import CARELESS, Server

BESIDE = {"autovacuum": "on"}
REMOVED_WITHIN, LOOK_EVERY = 30.0, 0.02  # seconds; it is thousands of files


@asynccontextmanager
async def postgresql(programs: Programs) -> AsyncIterator[Server]:
    """Raises DemoFailed. Its folder is beside the demo's: the server runs as another user where we
    are root, and has to get there."""
    folder = Path(tempfile.gettempdir()) / f"herald-demo-postgresql-{uuid.uuid4().hex[:12]}"
    made: list[Server] = []

    async def make() -> None:
        made.append(await asyncio.to_thread(_make, folder, programs))

    try:
        await to_its_end(make())
        yield made[0]
    finally:
        if made:
            await to_its_end(asyncio.to_thread(_end, made[0]))


def _make(folder: Path, programs: Programs) -> Server:
    try:
        return Server.make(folder, programs, CARELESS | BESIDE)
    except RuntimeError as error:
        shutil.rmtree(folder, ignore_errors=True)
        what, _colon, detail = str(error).partition(": ")
        raise DemoFailed(what, detail) from error


def _end(server: Server) -> None:
    """Its guard removes the folder."""
    server.end()
    server.close()
    until = time.monotonic() + REMOVED_WITHIN
    while server.folder.exists() and time.monotonic() < until:
        time.sleep(LOOK_EVERY)
