"""Real bot processes that can be killed.

They are forked from a server that has imported everything already (tests/crash/forks.py).
"""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from botapi.call import Call
from botapi_sandbox import Sandbox
from botapi_sandbox.control import Control
from broadcast.model.broadcast import Broadcast
from broadcast.model.content import Content
from db.audience import counting
from db.audience.audience import Audience
from db.broadcasts import broadcasts, drafts
from db.connection.database import Database
from db.ledger import runs
from tests.conftest import TOKEN
from tests.crash.forks import FORKS

ADMIN = 5001
FIRST = 1_000_001
TEXT = "Good news"
RATE = 150.0  # messages/s
PATIENCE = 30.0  # seconds that a bot may take to start sending


def live(environment: dict[str, str], log: str, deadly: str | None) -> None:
    """The child: `python -m bot` without the imports; it dies of an update that holds `deadly`."""
    from bot.__main__ import main

    if deadly is not None:
        _die_of(deadly)
    with Path(log).open("a") as file:
        os.dup2(file.fileno(), 2)
    os.chdir(Path(log).parent)  # no .env of somebody else's
    os.environ.update(environment)
    sys.exit(main([]))


def _die_of(words: str) -> None:
    from bot.decoding.updates import read_update as read
    from bot.intake import intake

    def read_or_die(raw: Any, essentials: Any, bot: Any) -> Any:
        if words in essentials.text:
            os.kill(os.getpid(), signal.SIGKILL)
        return read(raw, essentials, bot)

    setattr(intake, "read_update", read_or_die)  # noqa: B010


@dataclass(kw_only=True)
class Scene:
    """A sandbox, a database, and bots that come and go."""

    url: str
    control: Control
    database: Database
    folder: Path
    bots: list[BaseProcess] = field(default_factory=list)

    def start(
        self, *, deadly: str | None = None, rate: float = RATE, find_out: bool = False
    ) -> BaseProcess:
        environment = {
            "BOT_TOKEN": TOKEN,
            "ADMIN_IDS": str(ADMIN),
            "TELEGRAM_API_URL": self.url,
            "DATABASE_URL": str(self.database.url),
            "DATA_DIR": str(self.folder),
            "BROADCAST_RATE": str(rate),
            "FIND_OUT": str(find_out).lower(),
            "UNDO_SECONDS": "0",
            "TYPE_COUNT_ABOVE": "0",
        }
        log = str(self.folder / "bot.log")
        bot = FORKS.Process(target=live, args=(environment, log, deadly))
        bot.start()
        self.bots.append(bot)
        return bot

    async def subscribe(self, count: int) -> None:
        await self.control.add_users(count=count, first_id=FIRST)
        query = (
            "WITH RECURSIVE n(x) AS (SELECT :first UNION ALL SELECT x + 1 FROM n WHERE x < :last)"
            " INSERT INTO subscribers (chat_id, joined_at, changed_at) SELECT x, 1, 1 FROM n"
        )
        async with self.database.write() as connection:
            await connection.execute(text(query), {"first": FIRST, "last": FIRST + count - 1})

    async def launch(self, words: str = TEXT) -> int:
        """As Confirm does it; the next bot finds it and goes on."""
        # The title is the first line: so the admin's progress message does not hold the words.
        message = Call(method="sendMessage", params={"text": f"Headline\n{words}"})
        content = Content(message=(message,))
        async with self.database.write() as connection:
            broadcast_id = await drafts.add(
                connection, title=content.title, content=content.dump(), author=ADMIN, now=1
            )
            await broadcasts.mark_launched(connection, broadcast_id)
            await runs.add(
                connection,
                broadcast_id=broadcast_id,
                by=ADMIN,
                total=await counting.count(connection, Audience(), now=1),
                upto=await runs.highest_subscriber(connection),
                now=1,
            )
        return broadcast_id

    async def read(self, broadcast_id: int) -> Broadcast:
        async with self.database.read() as connection:
            row = await broadcasts.find(connection, broadcast_id)
        assert row is not None
        return Broadcast.from_row(row)

    async def accepted(self) -> int:
        return (await self.control.counts(TEXT)).accepted

    async def flowing(self, bot: BaseProcess, more: int) -> None:
        """Until this many more messages have arrived, or there are no more to come."""
        enough = await self.accepted() + more
        async with asyncio.timeout(PATIENCE):
            while await self.accepted() < enough:
                assert bot.is_alive(), (self.folder / "bot.log").read_text()[-2000:]
                await asyncio.sleep(0.005)

    async def ended(self, bot: BaseProcess, number: signal.Signals) -> int:
        """Send the signal and wait; the exit code."""
        assert bot.pid is not None
        os.kill(bot.pid, number)
        return await self.over(bot)

    async def over(self, bot: BaseProcess) -> int:
        """Wait until it has ended by itself; the exit code."""
        await asyncio.to_thread(bot.join, 15)
        assert bot.exitcode is not None, "it did not end"
        return bot.exitcode

    async def until_done(self, broadcast_id: int, *, seconds: float = 60) -> Broadcast:
        async with asyncio.timeout(seconds):
            while (broadcast := await self.read(broadcast_id)).figures.remaining or (
                broadcast.finished_at is None
            ):
                await asyncio.sleep(0.05)
        return broadcast


@pytest.fixture
async def scene(database: Database, tmp_path: Path) -> AsyncIterator[Scene]:
    async with (
        Sandbox(seed=1, like="plain").serving(port=0) as url,
        Control(url) as control,
    ):
        await control.limits(per_second=None, latency=0.02)
        await control.add_user(ADMIN, first_name="Ada", started=True)
        ready = Scene(url=url, control=control, database=database, folder=tmp_path)
        yield ready
        for bot in ready.bots:
            if bot.is_alive():
                with suppress(ProcessLookupError):
                    bot.kill()
            await asyncio.to_thread(bot.join, 10)
