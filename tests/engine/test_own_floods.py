"""Chats in slow mode, and floods of chats and edits, beside a broadcast: who waits, and who not."""

import asyncio
from typing import Any

import pytest
from aiogram.exceptions import TelegramRetryAfter
from sqlalchemy import text as sql

from botapi_sandbox.control import Control
from broadcast.model.broadcast import Broadcast
from db.connection.database import Database
from db.schema.states import BroadcastState
from tests.actors import editor
from tests.engine.conftest import FIRST, TEXT, Bench, working
from tests.engine.invariants import expect_exactly_once
from tests.engine.truth import expect_order

PEOPLE = 60


def group(number: int) -> int:
    return -1_000_000_000_000 - number


async def add_groups(bench: Bench, numbers: range) -> list[int]:
    """Subscribed groups."""
    groups = [group(number) for number in numbers]
    for chat in groups:
        await bench.control.add_chat(chat, "supergroup", "Friends")
    async with bench.database.write() as connection:
        for chat in groups:
            await connection.execute(
                sql(
                    "INSERT INTO subscribers (chat_id, kind, joined_at, changed_at)"
                    " VALUES (:chat, 'supergroup', 1, 1)"
                ),
                {"chat": chat},
            )
    await bench.bot.get_me()  # the sandbox knows the bot
    return groups


async def others_have_it(bench: Bench, broadcast_id: int, left: int) -> Broadcast:
    return await bench.until(broadcast_id, lambda one: one.figures.remaining == left)


async def test_groups_in_slow_mode_hold_up_themselves_alone(
    bench: Bench, database: Database, control: Control
) -> None:
    groups = await add_groups(bench, range(12))
    await bench.subscribe(PEOPLE)
    await control.chat_flood(groups, 100)
    began = await control.now()
    broadcast_id = await bench.launch()
    broadcast = await others_have_it(bench, broadcast_id, len(groups))
    assert broadcast.state is BroadcastState.RUNNING
    assert await control.now() - began < 100
    assert bench.assembly.limiter.gate_seconds == 0
    assert bench.assembly.limiter.rate == 30
    assert (await control.counts()).statuses["429"] == len(groups), "nobody is asked twice"
    broadcast = await bench.finished(broadcast_id)
    assert broadcast.figures.sent == PEOPLE + len(groups)
    assert await control.now() - began >= 100
    await expect_exactly_once(database, control, broadcast, TEXT)
    await expect_order(database)


async def test_whoever_waits_is_not_asked_sooner_after_a_restart(
    sandbox_url: str, database: Database, control: Control
) -> None:
    async with working(sandbox_url, database, control) as bench:
        groups = await add_groups(bench, range(3))
        await bench.subscribe(20)
        await control.chat_flood(groups, 150)
        began = await control.now()
        broadcast_id = await bench.launch()
        await others_have_it(bench, broadcast_id, len(groups))
    async with working(sandbox_url, database, control) as bench:
        second = await bench.launch()  # asks them no sooner either
        await others_have_it(bench, second, len(groups))
        assert await control.now() - began < 150
        await bench.finished(broadcast_id)
        await bench.finished(second)
        assert await control.now() - began >= 150
        assert (await control.counts()).statuses["429"] == len(groups)
    await expect_order(database)


async def test_an_admin_may_end_it_without_those_who_wait(
    bench: Bench, database: Database, control: Control
) -> None:
    groups = await add_groups(bench, range(3))
    await bench.subscribe(20)
    await control.chat_flood(groups, 3_590)
    broadcast_id = await bench.launch()
    broadcast = await others_have_it(bench, broadcast_id, len(groups))
    speed = bench.assembly.doors.forecast.speed(broadcast)
    assert speed.waiting == len(groups)
    assert 3_000 < speed.waiting_seconds <= 3_590
    await bench.assembly.doors.launches.cancel(broadcast_id, by=editor())
    broadcast = await bench.until(broadcast_id, lambda one: one.is_over)
    assert broadcast.figures.skipped == len(groups)
    await expect_order(database)


async def test_a_reply_in_a_slow_group_stops_no_broadcast(bench: Bench, control: Control) -> None:
    """Anybody can provoke one, with /start there."""
    (slow,) = await add_groups(bench, range(1))
    await bench.subscribe(PEOPLE)
    await control.chat_flood([slow], 3_590)
    refused = 0
    for _ in range(3):
        try:
            await bench.bot.send_message(slow, "You are on the list")
        except TelegramRetryAfter:
            refused += 1
    assert refused == 3
    assert (await control.counts()).statuses["429"] == 1, "the others are not even asked"
    assert bench.assembly.limiter.gate_seconds == 0
    broadcast_id = await bench.launch()
    await others_have_it(bench, broadcast_id, 1)


async def test_a_flood_of_edits_stops_no_broadcast(bench: Bench, control: Control) -> None:
    await bench.subscribe(PEOPLE)
    sent = [await bench.bot.send_message(FIRST + n, "progress") for n in range(3)]
    await control.edits_flood(3_590)
    for message in sent:
        try:
            await bench.bot.edit_message_text(
                text="more", chat_id=message.chat.id, message_id=message.message_id
            )
        except TelegramRetryAfter:
            continue
        raise AssertionError("an edit passed")
    assert bench.assembly.limiter.gate_seconds == 0
    await bench.finished(await bench.launch())


async def test_a_subscriber_who_writes_on_and_on_gets_it_and_holds_nobody_up(
    bench: Bench, database: Database, control: Control
) -> None:
    """One of the canary who wrote every second once kept all the others waiting."""
    await bench.subscribe(PEOPLE)
    writing = True

    async def write_on() -> None:
        while writing:
            await bench.bot.send_message(FIRST, "And here is your answer")
            await bench.clock.sleep(0.5)

    began = await control.now()
    async with asyncio.TaskGroup() as group_of_tasks:
        group_of_tasks.create_task(write_on())
        broadcast = await bench.finished(await bench.launch())
        writing = False
    assert broadcast.figures.sent == PEOPLE
    assert await control.now() - began < 30
    await expect_exactly_once(database, control, broadcast, TEXT)


async def test_a_rush_of_replies_leaves_a_broadcast_its_share(
    bench: Bench, control: Control
) -> None:
    """While thousands pressed Start a broadcast once fell to a message a second."""
    await bench.subscribe(PEOPLE * 3)
    strangers = range(FIRST + 10_000, FIRST + 10_600)
    await control.add_users(count=len(strangers), first_id=strangers[0])
    async with asyncio.TaskGroup() as rush:
        welcomes = [rush.create_task(bench.bot.send_message(chat, "Welcome")) for chat in strangers]
        broadcast = await bench.finished(await bench.launch())
        welcomed = (await control.counts("Welcome")).accepted
        for welcome in welcomes:
            welcome.cancel()
    assert broadcast.figures.sent == PEOPLE * 3
    # Less than half for them, and room for a machine that is busy; a tenth of the rate for the
    # broadcast would let all of them through first.
    assert 0 < welcomed <= broadcast.figures.sent * 2


async def test_one_that_is_cancelled_while_a_slow_chat_is_asked_ends_all_the_same(
    bench: Bench, database: Database, control: Control, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody looked again at whoever came back to be delayed: one was left for ever."""
    (slow,) = await add_groups(bench, range(1))
    await bench.subscribe(10)
    await control.chat_flood([slow], 3_590)
    sender: Any = bench.assembly.engine._send_loop._deliverer._sender
    send, cancelled = sender.send, asyncio.Event()

    async def slowly(call: Any, chat_id: int, **options: Any) -> Any:
        outcome = await send(call, chat_id, **options)
        if chat_id == slow:
            await cancelled.wait()
        return outcome

    monkeypatch.setattr(sender, "send", slowly)
    broadcast_id = await bench.launch()
    await others_have_it(bench, broadcast_id, 1)
    await bench.assembly.doors.launches.cancel(broadcast_id, by=editor())
    await bench.clock.sleep(3)  # the skipping finds nobody, and rests
    cancelled.set()
    async with asyncio.timeout(10):
        broadcast = await bench.until(broadcast_id, lambda one: one.is_over)
    assert (broadcast.figures.sent, broadcast.figures.cancelled) == (10, 1)
    await expect_order(database)
