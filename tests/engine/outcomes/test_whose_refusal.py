"""Whose a refusal is: the message's only where nobody takes it, over pauses and restarts."""

import pytest
from sqlalchemy import text as sql

from botapi.call import Call
from botapi_sandbox.control import Control
from broadcast.model.broadcast import Broadcast
from broadcast.model.content import Content
from db.connection.database import Database
from db.schema.states import BroadcastState, DeliveryState, PauseReason
from db.subscribers.store import Subscribers
from tests.actors import editor
from tests.engine.conftest import FIRST, TEXT, Bench, working
from tests.engine.invariants import expect_exactly_once, expect_minutes_add_up, rows_of

ODD = "Bad Request: THE_MOON_IS_FULL"  # in no table
SLOW = 1.0  # messages/s: each call is answered before the next one leaves
PAIR = ("the photo", "the words below")


async def stopped(bench: Bench, broadcast_id: int) -> Broadcast:
    return await bench.until(broadcast_id, lambda one: one.state is not BroadcastState.RUNNING)


async def refused_at(bench: Bench, *places: int, words: str = ODD, code: int = 400) -> list[int]:
    chats = [FIRST + place for place in places]
    await bench.control.refuse(chats, words, code)
    return chats


async def failed_of(bench: Bench, broadcast: Broadcast) -> list[int]:
    rows = await rows_of(bench.database, broadcast)
    return sorted(chat for chat, state in rows.items() if state is DeliveryState.FAILED)


@pytest.mark.parametrize(
    "words",
    [ODD, "Bad Request: VOICE_MESSAGES_FORBIDDEN", "Bad Request: MEDIA_INVALID"],
    ids=["unknown words", "voice", "words about the message"],
)
@pytest.mark.parametrize("first", [0, 18, 37])
async def test_a_few_who_refuse_it_among_others_have_failed_and_nothing_pauses(
    bench: Bench, words: str, first: int
) -> None:
    """Each resume reached one more, and paused it again."""
    await bench.subscribe(40)
    refusing = await refused_at(bench, first, first + 1, first + 2, words=words)
    broadcast = await stopped(bench, await bench.launch())
    assert broadcast.state is BroadcastState.FINISHED
    assert await failed_of(bench, broadcast) == refusing
    await expect_exactly_once(bench.database, bench.control, broadcast, TEXT)


async def test_who_was_asked_before_the_verdict_may_still_take_it(bench: Bench) -> None:
    """Three refuse at once while the answer to the first call is still on its way."""
    await bench.subscribe(40)
    await bench.control.faults(slow_answer={"next": 1, "delay": 5})
    refusing = await refused_at(bench, *range(1, 6))
    broadcast = await stopped(bench, await bench.launch())
    assert broadcast.state is BroadcastState.FINISHED
    assert await failed_of(bench, broadcast) == refusing


@pytest.mark.parametrize("restart", [False, True])
async def test_one_resume_is_enough_when_the_first_three_refuse_it(
    sandbox_url: str, database: Database, control: Control, restart: bool
) -> None:
    """Three resumes paused it again with the same three, and the others were never reached."""
    async with working(sandbox_url, database, control, rate=SLOW) as bench:
        await bench.subscribe(12)
        refusing = await refused_at(bench, 0, 1, 2)
        broadcast = await stopped(bench, await bench.launch())
        assert broadcast.pause_reason is PauseReason.CONTENT
        assert broadcast.figures.done == 0  # nobody is marked while it may be the message
        if not restart:
            await bench.assembly.doors.launches.resume(broadcast.id, by=editor())
            broadcast = await stopped(bench, broadcast.id)
    if restart:
        async with working(sandbox_url, database, control, rate=SLOW) as reborn:
            await reborn.assembly.doors.launches.resume(broadcast.id, by=editor())
            broadcast = await stopped(reborn, broadcast.id)
    assert broadcast.state is BroadcastState.FINISHED
    assert await failed_of(bench, broadcast) == refusing
    await expect_exactly_once(database, control, broadcast, TEXT)
    await expect_minutes_add_up(database, broadcast)


async def test_what_was_taken_before_a_restart_is_proven_after_it(
    sandbox_url: str, database: Database, control: Control
) -> None:
    async with working(sandbox_url, database, control, rate=SLOW) as bench:
        await bench.subscribe(12)
        await refused_at(bench, *range(2, 8))  # nobody takes it at first in the new process
        broadcast_id = await bench.launch()
        await bench.until(broadcast_id, lambda one: one.figures.sent >= 2)
    async with working(sandbox_url, database, control, rate=SLOW) as reborn:
        broadcast = await stopped(reborn, broadcast_id)
    assert (broadcast.state, broadcast.figures.failed) == (BroadcastState.FINISHED, 6)


async def test_that_a_part_was_taken_is_known_after_a_restart(
    sandbox_url: str, database: Database, control: Control
) -> None:
    """Nobody got all of it yet, so that no counter says it."""
    pair = Content(message=tuple(Call(method="sendMessage", params={"text": one}) for one in PAIR))
    async with working(sandbox_url, database, control, rate=SLOW) as bench:
        await bench.subscribe(5)
        await control.faults(
            odd={"next": 1, "skip": 1, "body": '{"ok": false, "description": "not this"}'}
        )
        broadcast_id = await bench.launch(pair)
        await bench.until(broadcast_id, lambda one: one.figures.failed == 1)
    await control.no_faults()
    async with working(sandbox_url, database, control, rate=SLOW) as reborn:
        await refused_at(reborn, 1, 2, 3)
        broadcast = await stopped(reborn, broadcast_id)
    assert (broadcast.state, broadcast.figures.failed) == (BroadcastState.FINISHED, 4)


async def test_what_nobody_takes_asks_others_at_each_resume_and_marks_nobody(
    sandbox_url: str, database: Database, control: Control
) -> None:
    async with working(sandbox_url, database, control, rate=SLOW) as bench:
        await bench.subscribe(8)
        await refused_at(bench, *range(8))
        broadcast = await stopped(bench, await bench.launch())
        for asked in (6, 8, 8):
            assert broadcast.pause_reason is PauseReason.CONTENT
            assert broadcast.figures.done == 0
            await bench.assembly.doors.launches.resume(broadcast.id, by=editor())
            broadcast = await stopped(bench, broadcast.id)
            assert await asked_of(database) == asked
        await control.relent()
        await bench.assembly.doors.launches.resume(broadcast.id, by=editor())
        broadcast = await bench.finished(broadcast.id)
    assert (broadcast.figures.sent, broadcast.figures.failed) == (8, 0)
    await expect_exactly_once(database, control, broadcast, TEXT)


async def asked_of(database: Database) -> int:
    """How many have refused it, and are put back."""
    query = sql("SELECT count(*) FROM deliveries WHERE state = 0 AND reason IS NOT NULL")
    async with database.read() as connection:
        return int(await connection.scalar(query) or 0)


async def test_a_restart_before_the_verdict_forgets_no_refusal(
    sandbox_url: str, database: Database, control: Control
) -> None:
    async with working(sandbox_url, database, control, rate=SLOW) as bench:
        await bench.subscribe(8)
        await refused_at(bench, *range(8))
        broadcast_id = await bench.launch()
        await bench.until(broadcast_id, lambda one: one.figures.failed >= 1)
    async with working(sandbox_url, database, control, rate=SLOW) as reborn:
        broadcast = await stopped(reborn, broadcast_id)
        assert broadcast.pause_reason is PauseReason.CONTENT
        assert broadcast.figures.done == 0


async def test_who_refused_before_is_known_although_the_claim_came_back(
    sandbox_url: str, database: Database, control: Control
) -> None:
    """A ban in between puts them back once more; only one other refuses it then."""
    async with working(sandbox_url, database, control, rate=SLOW) as bench:
        await bench.subscribe(8)
        refusing = await refused_at(bench, 0, 1, 2, 3)
        broadcast = await stopped(bench, await bench.launch())
        await control.faults(flood={"next": 2, "retry_after": 2})
        await bench.assembly.doors.launches.resume(broadcast.id, by=editor())
        broadcast = await stopped(bench, broadcast.id)
    assert broadcast.state is BroadcastState.FINISHED
    assert await failed_of(bench, broadcast) == refusing


async def test_who_takes_no_voice_messages_never_pauses_a_broadcast(bench: Bench) -> None:
    """Not even when nobody among the first does."""
    await bench.subscribe(60)
    words = 'Failed to send message #1 with the error message "VOICE_MESSAGES_FORBIDDEN"'
    refusing = await refused_at(bench, *range(45), words=words)
    broadcast = await stopped(bench, await bench.launch())
    assert broadcast.state is BroadcastState.FINISHED
    assert await failed_of(bench, broadcast) == refusing


async def test_a_403_that_nobody_knows_takes_nobody_off_the_list(bench: Bench) -> None:
    await bench.subscribe(30)
    await refused_at(bench, 3, words="Forbidden: the moon is full", code=403)
    broadcast = await bench.finished(await bench.launch())
    assert (broadcast.figures.sent, broadcast.figures.failed) == (29, 1)
    found = await Subscribers(bench.database).find(FIRST + 3)
    assert found is not None
    assert found.state == "active"
