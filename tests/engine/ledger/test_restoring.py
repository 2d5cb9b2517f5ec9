"""A backup that was made in the middle of a broadcast is restored after its end."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import text as sql
from sqlalchemy.engine import URL

from bot.commands.database.backups import run_backup, run_restore
from botapi.call import Call
from botapi_sandbox.control import Control
from broadcast.doors.follow_ups import Which
from broadcast.guards.canary import SafetyLimits
from broadcast.model.content import Content
from broadcast.model.options import Options
from db.audience.audience import Audience
from db.audience.conditions import Tagged
from db.broadcasts import broadcasts
from db.connection.database import Database
from db.connection.opening import open_database
from db.ledger import restored as restored_rows
from db.ledger import runs
from db.schema.reasons import OwnReason
from db.schema.states import BroadcastState, DeliveryState, PauseReason
from tests.actors import editor
from tests.engine.conftest import FIRST, TEXT, Bench, text, working
from tests.engine.invariants import expect_exactly_once
from tests.engine.ledger.test_ledger import add_people, launch

pytestmark = pytest.mark.sqlite_only("a schema is put back otherwise: test_put_back.py")

PEOPLE = 300


@asynccontextmanager
async def restored(
    url: str, database_url: URL, control: Control, copy: Path, *, resend: bool = False
) -> AsyncIterator[Bench]:
    """The bot again, on the backup."""
    # Its process has ended by now, and with it all that it had open. Here SQLite keeps a file open
    # for the cursor of whoever was cancelled, and the traceback of that keeps the cursor.
    gc.collect()
    await asyncio.to_thread(run_restore, str(database_url), copy)
    database = await open_database(database_url)
    try:
        async with working(url, database, control, resend=resend) as again:
            yield again
    finally:
        await database.close()


async def _back_up_in_the_middle(
    url: str, database: Database, control: Control, copy: Path, content: Content | None = None
) -> int:
    """Launch, back up while it runs, and let it end; the broadcast's number."""
    # One of the first hundred answers late, and nobody else begins before that.
    await control.faults(slow_answer={"next": 1, "chats": [FIRST], "delay": 20})
    careful = SafetyLimits(canary=100)
    async with working(url, database, control, rate=60, safety=careful) as bench:
        await bench.subscribe(PEOPLE)
        number = await bench.launch(content)
        await bench.until(number, lambda one: one.figures.sent >= 40)
        async with database.write():  # whatever comes in meanwhile
            await asyncio.to_thread(run_backup, str(database.url), copy, force=False)
        await bench.finished(number)
    await database.close()
    return number


@pytest.mark.sqlite_only("backups of a file")
@pytest.mark.parametrize("resend", [False, True])
async def test_a_restored_backup_wrote_to_everybody_again(
    sandbox_url: str,
    database: Database,
    control: Control,
    database_url: URL,
    tmp_path: Path,
    resend: bool,
) -> None:
    copy = tmp_path / "copy"
    number = await _back_up_in_the_middle(sandbox_url, database, control, copy)
    async with restored(sandbox_url, database_url, control, copy, resend=resend) as bench:
        doors = bench.assembly.doors
        broadcast = await doors.reports.get(number)
        assert broadcast.state is BroadcastState.PAUSED
        assert broadcast.pause_reason is PauseReason.RESTORED
        assert broadcast.pause_detail is not None
        assert broadcast.pause_detail.endswith(" UTC")
        figures = broadcast.figures
        assert figures.total == PEOPLE
        assert 40 <= figures.sent < PEOPLE
        assert (figures.uncertain, figures.remaining) == (PEOPLE - figures.sent, 0)
        await doors.launches.resume(number, by=editor())
        ended = await bench.finished(number)
        assert ended.undecided == (DeliveryState.UNCERTAIN,)
        [reason] = await doors.reports.open_reasons(number)
        assert reason.reason == OwnReason.RESTORED
        await expect_exactly_once(bench.database, control, ended, TEXT)
        # Asked, and decided: exactly they get it again.
        child = await doors.follow_ups.send(number, Which.UNCERTAIN, by=editor())
        assert (await bench.finished(child.id)).figures.sent == figures.uncertain


@pytest.mark.sqlite_only("backups of a file")
async def test_who_was_not_even_in_the_ledger_yet_may_have_got_it_too(
    sandbox_url: str, database: Database, control: Control, database_url: URL, tmp_path: Path
) -> None:
    """The snapshot is written in chunks behind the launch; a paused one may have been resumed."""
    copy = tmp_path / "copy"
    async with working(sandbox_url, database, control) as bench:
        await bench.subscribe(PEOPLE)
        number = await bench.assembly.doors.drafts.add(text(), by=editor())
    async with database.write() as connection:
        await broadcasts.mark_launched(connection, number)
        run_id = await runs.add(connection, broadcast_id=number, by=1, total=7, upto=PEOPLE, now=1)
        await runs.move(connection, run_id, new=BroadcastState.PAUSED, reason=PauseReason.ADMIN)
    await asyncio.to_thread(run_backup, str(database.url), copy, force=False)
    await database.close()
    async with restored(sandbox_url, database_url, control, copy) as bench:
        broadcast = await bench.assembly.doors.reports.get(number)
        assert broadcast.pause_reason is PauseReason.RESTORED
        assert (broadcast.figures.total, broadcast.figures.uncertain) == (PEOPLE, PEOPLE)


@pytest.mark.sqlite_only("backups of a file")
@pytest.mark.parametrize("cap", [1, 100])
async def test_what_may_have_been_paid_since_counts_as_paid(
    sandbox_url: str,
    database: Database,
    control: Control,
    database_url: URL,
    tmp_path: Path,
    cap: int,
) -> None:
    """A tenth of a Star each, up to the cap."""
    await control.limits(per_second=30, stars=500)
    paid = Content(
        message=(Call(method="sendMessage", params={"text": "x"}),),
        options=Options(paid=True, stars_cap=cap),
    )
    copy = tmp_path / "copy"
    number = await _back_up_in_the_middle(sandbox_url, database, control, copy, paid)
    async with restored(sandbox_url, database_url, control, copy) as bench:
        figures = (await bench.assembly.doors.reports.get(number)).figures
        assert figures.uncertain > 10
        assert figures.paid == min(cap * 10, PEOPLE)  # at this rate every message costs


async def test_a_backup_of_a_broadcast_whose_question_is_gone_lets_the_bot_start(
    database: Database,
) -> None:
    """It paused for that; nobody can be asked who else it was for."""
    await add_people(database, 4)
    run_id = await launch(database, 4)
    audience = Audience(must=(Tagged(names=("vip",)),)).dump()
    async with database.write() as connection:
        await connection.execute(
            sql("UPDATE runs SET audience = :asked, frozen_upto = 2"), {"asked": audience}
        )
        await connection.exec_driver_sql(
            "INSERT INTO deliveries (run_id, subscriber_id) VALUES (1, 1), (1, 2)"
        )
        doubted = await restored_rows.doubt_unfinished(
            connection, pause_reason=PauseReason.RESTORED, detail=None
        )
        assert doubted == {run_id: 2}
        assert await runs.is_complete(connection, run_id)
