"""A bot that moves in the middle of its broadcasts goes on where it stood: nobody twice, nobody
lost, and what was paused stays so."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from sqlalchemy.engine import URL

from bot.command_line import parser
from bot.commands.database.move import run_move
from botapi_sandbox.control import Control
from db.connection.opening import open_database, parse_url
from db.migrate import migrate
from db.schema.states import BroadcastState
from tests.actors import editor
from tests.engine.conftest import TEXT, Bench, text, working
from tests.engine.invariants import expect_exactly_once

PEOPLE = 120
RATE = 30.0


@asynccontextmanager
async def at_work(sandbox_url: str, url: URL, control: Control) -> AsyncIterator[Bench]:
    await migrate(url)
    database = await open_database(url)
    try:
        async with working(sandbox_url, database, control, rate=RATE) as bench:
            yield bench
    finally:
        await database.close()


async def move(source: URL, target: URL) -> None:
    words = [one.render_as_string(hide_password=False) for one in (source, target)]
    assert await asyncio.to_thread(run_move, parser().parse_args(["move", *words])) == 0


async def test_broadcasts_go_on_in_the_new_place_and_back_in_a_file(
    sandbox_url: str, control: Control, postgresql_url: URL, tmp_path: Path
) -> None:
    first, last = (
        parse_url(f"sqlite+aiosqlite:///{tmp_path / name}") for name in ("first", "last")
    )
    async with at_work(sandbox_url, first, control) as bench:
        await bench.subscribe(PEOPLE)
        paused = await bench.launch(text("paused"))
        await bench.until(paused, lambda one: one.figures.sent >= 5)
        await bench.assembly.doors.launches.pause(paused, by=editor())
        number = await bench.launch()
        await bench.until(number, lambda one: one.figures.sent >= 20)
    await move(first, postgresql_url)
    async with at_work(sandbox_url, postgresql_url, control) as bench:
        await bench.until(number, lambda one: one.figures.sent >= 60)
    await move(postgresql_url, last)
    async with at_work(sandbox_url, last, control) as bench:
        ended = await bench.finished(number)
        assert (ended.figures.sent, ended.figures.uncertain) == (PEOPLE, 0)
        await expect_exactly_once(bench.database, control, ended, TEXT)
        waiting = await bench.assembly.doors.reports.get(paused)
        assert waiting.state is BroadcastState.PAUSED
        await bench.assembly.doors.launches.resume(paused, by=editor())
        resumed = await bench.finished(paused)
        assert (resumed.figures.sent, resumed.figures.uncertain) == (PEOPLE, 0)
        await expect_exactly_once(bench.database, control, resumed, "paused")
