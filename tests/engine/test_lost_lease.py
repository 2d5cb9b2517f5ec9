"""A bot that may be another process's by now: nothing is claimed or sent, and nothing is lost."""

import asyncio
import random
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from botapi.outcome import Outcome, Verdict
from botapi.sender import Sender
from botapi_sandbox.control import Control
from broadcast.sending.engine import LAST_COMMIT
from db.connection.database import Database
from db.schema.states import BroadcastState, DeliveryState
from tests.engine.conftest import TEXT, Bench, working
from tests.engine.invariants import expect_exactly_once, rows_of
from tests.leases import Held

COUNT = 60
SOMEBODY = 77


@asynccontextmanager
async def leased(
    url: str, database: Database, control: Control
) -> AsyncIterator[tuple[Bench, Held]]:
    held = Held()
    async with working(url, database, control, lease=held.lease) as bench:
        await bench.subscribe(COUNT)
        yield bench, held


async def stand_still(bench: Bench, held: Held) -> int:
    """Stopped in the middle of a broadcast; gives its number once all that was begun is written."""
    broadcast_id = await bench.launch()
    await bench.until(broadcast_id, lambda one: one.figures.sent > 0)
    held.run_out()
    await bench.clock.sleep(LAST_COMMIT)
    return broadcast_id


async def test_it_stands_still_and_goes_on_when_the_bot_is_ours_again(
    sandbox_url: str, database: Database, control: Control
) -> None:
    async with leased(sandbox_url, database, control) as (bench, held):
        broadcast_id = await stand_still(bench, held)
        before = (await control.counts()).sends
        await bench.clock.sleep(LAST_COMMIT)
        assert (await control.counts()).sends == before
        stands = await bench.assembly.doors.reports.get(broadcast_id)
        assert stands.state is BroadcastState.RUNNING
        rows = await rows_of(bench.database, stands)
        assert set(rows.values()) == {DeliveryState.SENT, DeliveryState.PENDING}
        assert not bench.assembly.status.halts(), "Telegram is not to blame"
        held.renew()
        ended = await bench.finished(broadcast_id)
        await expect_exactly_once(bench.database, control, ended, TEXT)


async def test_whoever_wrote_is_answered_when_the_bot_is_ours_again(
    sandbox_url: str, database: Database, control: Control
) -> None:
    async with leased(sandbox_url, database, control) as (bench, held):
        await control.add_users(count=1, first_id=SOMEBODY)
        held.run_out()
        async with asyncio.TaskGroup() as group:
            answer = group.create_task(bench.bot.send_message(SOMEBODY, "Hello"))
            await bench.clock.sleep(LAST_COMMIT)
            assert not answer.done()
            held.renew()
        assert answer.result().text == "Hello"


async def test_a_call_that_was_withheld_says_nothing_of_telegram(
    sandbox_url: str, database: Database, control: Control, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Lost answers close the breaker, and their recipients are uncertain; this is neither."""
    async with leased(sandbox_url, database, control) as (bench, held):
        broadcast_id = await bench.launch()
        valid, chance = held.lease.valid, random.Random(1)
        monkeypatch.setattr(held.lease, "valid", lambda: valid() and chance.random() < 0.8)
        ended = await bench.finished(broadcast_id)
        assert not bench.assembly.status.halts()
        assert ended.figures.sent == COUNT
        await expect_exactly_once(bench.database, control, ended, TEXT)


async def test_a_call_that_was_withheld_counts_for_nothing(
    sandbox_url: str, database: Database, control: Control, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where each call is withheld, the breaker stays closed: Telegram was asked nothing."""
    async with leased(sandbox_url, database, control) as (bench, _):
        heard: list[object] = []
        monkeypatch.setattr(bench.assembly.limiter, "answered", lambda *a, **b: heard.append(a))

        async def withheld(*_args: object, **_how: object) -> Outcome:
            return Outcome(verdict=Verdict.WITHHELD)

        with monkeypatch.context() as patch:
            patch.setattr(Sender, "send", withheld)
            broadcast_id = await bench.launch()
            await bench.clock.sleep(LAST_COMMIT)
            stands = await bench.assembly.doors.reports.get(broadcast_id)
            assert (stands.figures.done, stands.state) == (0, BroadcastState.RUNNING)
            assert (heard, bench.assembly.status.halts()) == ([], ())
        assert (await bench.finished(broadcast_id)).figures.sent == COUNT
