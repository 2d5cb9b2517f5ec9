"""Supergroups and channels count for themselves: what became of a lost answer there is found out by
their own numbers."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest

from bot.intake.polling import GetRawUpdates
from botapi.call import Call
from broadcast.model.broadcast import Broadcast
from broadcast.model.button import Button, ButtonKind
from broadcast.model.content import Content
from db.connection.database import Database
from db.subscribers.store import Subscribers
from tests.engine.conftest import TEXT, Bench, text, working
from tests.engine.finding.ground import SPEED, dying, fast_sandbox, reasons
from tests.engine.invariants import expect_exactly_once

GROUPS = [-1_000_000_000_001 - one for one in range(12)]
PEOPLE = 8
EVERYBODY = len(GROUPS) + PEOPLE
ANN = 7
FAST = 150.0  # times


async def people_and_chats(bench: Bench, kind: str) -> None:
    await bench.control.add_user(ANN, "Ann", started=True)
    for chat in GROUPS:
        status = "administrator" if kind == "channel" else "member"
        await bench.control.add_chat(chat, kind, "Friends", members=[ANN], bot_status=status)
        await Subscribers(bench.database).subscribe(chat, now=1, kind=kind)
    await bench.subscribe(PEOPLE)
    await bench.bot.get_me()  # the sandbox knows the bot


async def had_one_before(bench: Bench, content: Content) -> None:
    """So numbers of all chats are known, and messages to ask about."""
    broadcast = await bench.finished(await bench.launch(content))
    assert broadcast.figures.sent == EVERYBODY


@asynccontextmanager
async def chats(database: Database, kind: str = "supergroup") -> AsyncIterator[Bench]:
    async with (
        fast_sandbox() as (url, control),
        working(url, database, control, find_out=True, speed=SPEED) as bench,
    ):
        await people_and_chats(bench, kind)
        yield bench


async def lost(bench: Bench, content: Content, **faults: object) -> int:
    """The answer about the first chat is lost, and the window is over."""
    await bench.control.faults(**faults)
    broadcast_id = await bench.launch(content)
    await bench.until(broadcast_id, lambda one: one.figures.remaining == 0)
    broadcast = await bench.assembly.doors.reports.get(broadcast_id)
    assert (broadcast.figures.in_doubt, broadcast.figures.uncertain) == (1, 1)
    await bench.clock.sleep(100)
    return broadcast_id


async def expect_everybody_has_it_once(bench: Bench, broadcast: Broadcast) -> None:
    figures = broadcast.figures
    found = await reasons(bench.database)
    assert (figures.sent, figures.uncertain) == (EVERYBODY, 0), found
    await expect_exactly_once(bench.database, bench.control, broadcast, TEXT)


WITH_A_BUTTON = Content(
    message=text().message,
    buttons=((Button(text="Yes", value="Thanks", kind=ButtonKind.ANSWER),),),
)
BEFORE = Content(message=(Call(method="sendMessage", params={"text": "before"}),))
BEFORE_WITH_A_BUTTON = Content(message=BEFORE.message, buttons=WITH_A_BUTTON.buttons)


@pytest.mark.parametrize("kind", ["lost_after", "lost_before", "lands_later"])
async def test_a_lost_answer_of_a_supergroup_is_found_out(database: Database, kind: str) -> None:
    """The next message to that chat shows how far it has counted; other chats show nothing."""
    async with chats(database) as bench:
        await had_one_before(bench, BEFORE)
        broadcast_id = await lost(bench, text(), **{kind: {"next": 1, "delay": 30.0}})
        await bench.bot.send_message(GROUPS[1], "another chat")
        await bench.clock.sleep(20)
        broadcast = await bench.assembly.doors.reports.get(broadcast_id)
        assert broadcast.figures.in_doubt == 1
        await bench.bot.send_message(GROUPS[0], "a message after the window")
        broadcast = await bench.finished(broadcast_id)
        await expect_everybody_has_it_once(bench, broadcast)


async def test_somebody_who_writes_later_shows_how_far_the_chat_has_counted(
    database: Database,
) -> None:
    async with chats(database) as bench:
        await had_one_before(bench, BEFORE)
        broadcast_id = await lost(bench, text(), lost_after={"next": 1})
        await bench.bot.send_message(ANN, "what an admin is told meanwhile")
        await bench.clock.sleep(2)
        await bench.control.say(ANN, "hello", GROUPS[0])
        await hear(bench)
        broadcast = await bench.finished(broadcast_id)
        await expect_everybody_has_it_once(bench, broadcast)


async def hear(bench: Bench) -> None:
    """The updates that wait."""
    for update in await bench.bot(GetRawUpdates(offset=0, limit=100, timeout=0)):
        bench.assembly.numbers.received(update)
    bench.assembly.caught_up(bench.clock.monotonic())


@pytest.mark.parametrize(
    ("before", "content", "sent", "reason"),
    [
        (BEFORE_WITH_A_BUTTON, WITH_A_BUTTON, EVERYBODY, "own_data"),
        (BEFORE, text(), EVERYBODY - 1, "unaskable"),
    ],
    ids=["own data", "without"],
)
async def test_in_a_channel_it_is_asked_for_by_data_of_its_own_alone(
    database: Database, before: Content, content: Content, sent: int, reason: str
) -> None:
    """Others post there, too, and the bot may change what they post."""
    async with chats(database, "channel") as bench:
        await had_one_before(bench, before)
        broadcast_id = await lost(bench, content, lost_after={"next": 1})
        await bench.bot.send_message(GROUPS[0], "a message after the window")
        broadcast = await bench.finished(broadcast_id)
        assert broadcast.figures.sent == sent
        assert [one[1] for one in await reasons(database)] == [reason]


async def test_a_channel_that_is_taken_for_a_group_is_not_asked(database: Database) -> None:
    """Of who came by a list only the id is known."""
    async with chats(database, "channel") as bench:
        async with database.write() as connection:
            await connection.exec_driver_sql(
                "UPDATE subscribers SET kind = 'supergroup' WHERE kind = 'channel'"
            )
        await had_one_before(bench, BEFORE)
        broadcast_id = await lost(bench, text(), lost_after={"next": 1})
        await bench.bot.send_message(GROUPS[0], "a message after the window")
        broadcast = await bench.finished(broadcast_id)
        assert broadcast.figures.uncertain == 1
        assert [one[1] for one in await reasons(database)] == ["unresolved"]


async def test_what_was_under_way_to_groups_at_a_death_is_found_out(database: Database) -> None:
    async with fast_sandbox() as (url, control):
        async with dying(url, database, control) as bench:
            await people_and_chats(bench, "supergroup")
            await had_one_before(bench, BEFORE)
            slow = {"chats": GROUPS[:6], "share": 1.0, "delay": 300.0}
            await control.faults(slow_answer=slow)
            broadcast_id = await bench.launch(text())
            while not set(GROUPS[:6]) <= set(dict(await control.delivered(TEXT))):
                await bench.clock.sleep(0.1)
            await control.faults(slow_answer=None)
        async with working(url, database, control, find_out=True, speed=SPEED) as bench:
            broadcast = await bench.assembly.doors.reports.get(broadcast_id)
            assert broadcast.figures.in_doubt >= 6
            await bench.until(broadcast_id, lambda one: one.figures.remaining == 0)
            await bench.clock.sleep(100)
            await write_to(bench, [*GROUPS, ANN])
            broadcast = await bench.finished(broadcast_id)
            await expect_everybody_has_it_once(bench, broadcast)


GROUP, MOVED = -77, -1_000_000_000_999


async def a_group(bench: Bench) -> None:
    await bench.control.add_chat(GROUP, "group", "Friends", members=[ANN])
    await Subscribers(bench.database).subscribe(GROUP, now=1, kind="group")


async def move(bench: Bench) -> None:
    await bench.control.migrate(GROUP, MOVED)
    await Subscribers(bench.database).migrate(GROUP, MOVED, 2)


async def test_a_group_that_became_a_supergroup_has_the_counter_that_it_had(
    database: Database,
) -> None:
    """Its call was to the group: the account's numbers tell, over a restart, too; and it is sent
    where the chat is."""
    async with fast_sandbox() as (url, control):
        async with dying(url, database, control) as bench:
            await bench.subscribe(PEOPLE)
            await control.add_user(ANN, "Ann", started=True)
            await a_group(bench)
            await control.faults(lost_before={"next": 1, "chats": [GROUP]})
            broadcast_id = await bench.launch()
            await bench.until(broadcast_id, lambda one: one.figures.remaining == 0)
        await move(bench)
        async with working(url, database, control, find_out=True, speed=SPEED) as bench:
            await bench.clock.sleep(100)
            await hear(bench)
            await bench.bot.send_message(ANN, "a message after the window")
            broadcast = await bench.finished(broadcast_id)
            figures = broadcast.figures
            assert (figures.sent, figures.uncertain) == (PEOPLE + 1, 0), await reasons(database)
            await expect_exactly_once(database, control, broadcast, TEXT)


async def test_of_a_call_at_a_death_nobody_knows_whether_the_group_had_moved(
    database: Database,
) -> None:
    """It is not taken for one to the supergroup, where no number is missing."""
    async with fast_sandbox() as (url, control):
        async with dying(url, database, control) as bench:
            await bench.subscribe(PEOPLE)
            await control.add_user(ANN, "Ann", started=True)
            await a_group(bench)
            await bench.finished(await bench.launch(BEFORE))
            await control.faults(slow_answer={"next": 1, "chats": [GROUP], "delay": 150.0})
            await bench.launch(text())
            while GROUP not in dict(await control.delivered(TEXT)):
                await bench.clock.sleep(0.1)
        await move(bench)
        async with database.write() as connection:
            await connection.exec_driver_sql("UPDATE chat_numbers SET seen = '1 0 1'")
        async with working(url, database, control, find_out=True, speed=SPEED) as bench:
            while not (found := await of_chat(database, MOVED)):
                await bench.clock.sleep(0.1)
            assert found == "not_remembered"


async def of_chat(database: Database, chat_id: int) -> str | None:
    """Why nothing was found out about the doubt there, or what was."""
    async with database.read() as connection:
        rows = await connection.exec_driver_sql(
            f"SELECT reason FROM doubts WHERE chat_id = {chat_id}"
        )
        reason: str | None = rows.scalar_one()
        return reason


async def write_to(bench: Bench, chat_ids: Sequence[int]) -> None:
    for chat_id in chat_ids:
        await bench.bot.send_message(chat_id, "a message after the window")


async def test_where_nobody_writes_it_is_given_up(database: Database) -> None:
    """Nothing is sent to a chat only to see how far it has counted."""
    async with (
        fast_sandbox(FAST) as (url, control),
        working(url, database, control, find_out=True, speed=FAST) as bench,
    ):
        await people_and_chats(bench, "supergroup")
        await had_one_before(bench, BEFORE)
        await bench.control.faults(lost_after={"next": 1})
        broadcast = await bench.finished(await bench.launch(text()))
        assert (broadcast.figures.sent, broadcast.figures.uncertain) == (EVERYBODY - 1, 1)
        assert [one[1] for one in await reasons(database)] == ["too_late"]
