"""What the server of forks does once, so that no life has to; imported there and nowhere else."""

import asyncio
import gc
import random
import ssl
import tempfile
import threading
from pathlib import Path

import certifi
import uvloop  # noqa: F401 - imported for whoever is forked

from botapi_sandbox import Sandbox
from botapi_sandbox.control import Control
from db.connection.opening import open_database, parse_url
from db.schema.metadata import metadata
from tests.crash.life import SPEED, Plan, life_of
from tests.crash.receiver import Receiver
from tests.crash.scripts import GO_ON
from tests.crash.stage import Stage
from tests.postgresql.asked import ON_POSTGRESQL


async def play(folder: Path) -> None:
    """A first life works out what all others would again: statements, for the most."""
    database = await open_database(parse_url(f"sqlite+aiosqlite:///{folder / 'herald.sqlite3'}"))
    async with database.write() as connection:
        await connection.run_sync(metadata.create_all)
    async with (
        Sandbox(speed=SPEED, seed=1, like="plain").serving(port=0) as url,
        Control(url) as control,
        Receiver.listening() as receiver,
    ):
        stage = Stage(
            url=url,
            control=control,
            database=database,
            folder=folder,
            chance=random.Random(1),
            receiver=receiver,
        )
        await stage.set_up("text")
        await life_of(
            Plan(
                url=url,
                database_url=str(database.url),
                folder=str(folder),
                broadcast_id=stage.broadcast_id,
                script=GO_ON,
                some=1,
            )
        )
    await database.close()


# tests/conftest.py keeps it: a third of what a start costs, for nothing on loopback.
ssl.create_default_context(cafile=certifi.where())

if not ON_POSTGRESQL:
    with tempfile.TemporaryDirectory() as place:
        asyncio.run(play(Path(place)))
    assert threading.active_count() == 1, "what is forked has one thread"

# Passes of the collector over all of aiogram would copy its pages into every fork.
gc.collect()
gc.freeze()
