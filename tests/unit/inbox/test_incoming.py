"""What people write is kept where it is after a broadcast, so much of each and no longer."""

import asyncio
from typing import Any

import pytest

from broadcast.doors.inbox import flood, incoming
from broadcast.doors.inbox.conversations import Conversations
from broadcast.doors.inbox.incoming import Incoming, Received, Wrote
from broadcast.doors.inbox.relays import Relays
from broadcast.model.errors import NoSuchConversation
from db.connection.database import Database
from db.inbox import after, keeping
from db.inbox.relays import RelayGroup
from db.schema.states import DeliveryState
from db.subscribers.store import Subscribers
from runtime.wake import Wake
from tests.actors import editor, owner
from tests.clocks import VirtualClock

READER, OTHER, STRANGER = 101, 102, 900
NOW = 1_700_001_000  # where a VirtualClock begins
DAY = 86_400


async def launched(
    database: Database, number: int, *readers: int, kind: str = "send", at: int = NOW
) -> None:
    """A broadcast of that number, whose message has ten times its number for everybody."""
    async with database.write() as connection:
        await connection.exec_driver_sql(
            "INSERT INTO broadcasts (id, stage, title, content, created_by, created_at)"
            " VALUES (?, 'launched', ?, '{}', 1, 1)",
            (number, f"news {number}"),
        )
        await connection.exec_driver_sql(
            "INSERT INTO runs (id, broadcast_id, kind, launched_by, launched_at, audience_upto,"
            " total) VALUES (?, ?, ?, 1, ?, 9, 2)",
            (number, number, kind, at),
        )
    for chat_id in readers:
        await delivered(database, number, chat_id)


async def delivered(
    database: Database, run: int, chat_id: int, state: DeliveryState = DeliveryState.SENT
) -> None:
    async with database.write() as connection:
        await connection.exec_driver_sql(
            "INSERT INTO deliveries (run_id, subscriber_id, state, message_id)"
            " SELECT ?, id, ?, ? FROM subscribers WHERE chat_id = ?"
            " ON CONFLICT (run_id, subscriber_id) DO UPDATE SET state = excluded.state",
            (run, int(state), 10 * run, chat_id),
        )


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock()


@pytest.fixture
async def inbox(database: Database, clock: VirtualClock) -> Incoming:
    """A broadcast that two people got."""
    for chat_id in (READER, OTHER):
        await Subscribers(database).subscribe(chat_id, now=1)
    await launched(database, 1, READER, OTHER)
    return Incoming(database, clock, Wake(clock))


async def rows(database: Database, what: str = "broadcast_id, message_id") -> list[Any]:
    async with database.read() as connection:
        found = await connection.exec_driver_sql(f"SELECT {what} FROM inbox_messages ORDER BY id")
        return [tuple(row) for row in found]


async def waiting(database: Database) -> list[Any]:
    async with database.read() as connection:
        found = await connection.exec_driver_sql("SELECT waiting FROM conversations ORDER BY 1")
        return list(found.scalars())


async def test_it_is_kept_and_said_once_a_day(
    inbox: Incoming, database: Database, clock: VirtualClock
) -> None:
    assert await inbox.take(Wrote(chat_id=READER, message_id=5)) is Received.GREETED
    assert await inbox.take(Wrote(chat_id=READER, message_id=6)) is Received.KEPT
    clock.now += DAY - 1
    assert await inbox.take(Wrote(chat_id=READER, message_id=7)) is Received.KEPT
    clock.now += 1
    assert await inbox.take(Wrote(chat_id=READER, message_id=8)) is Received.GREETED
    assert await rows(database) == [(1, 5), (1, 6), (1, 7), (1, 8)]
    assert await waiting(database) == [4]


async def test_whoever_got_nothing_leaves_no_trace(inbox: Incoming, database: Database) -> None:
    await Subscribers(database).subscribe(STRANGER, now=1)
    for chat_id in (STRANGER, 999):
        assert await inbox.take(Wrote(chat_id=chat_id, message_id=5)) is Received.NOT_KEPT
    assert await rows(database) == []


@pytest.mark.parametrize(
    ("state", "kept"),
    [
        (DeliveryState.SENT, Received.GREETED),
        (DeliveryState.CLAIMED, Received.GREETED),  # its outcome is written a little later
        (DeliveryState.UNCERTAIN, Received.GREETED),
        (DeliveryState.PENDING, Received.NOT_KEPT),
        (DeliveryState.SKIPPED, Received.NOT_KEPT),
    ],
)
async def test_only_who_may_have_it_writes_after_it(
    inbox: Incoming, database: Database, state: DeliveryState, kept: Received
) -> None:
    await delivered(database, 1, READER, state)
    assert await inbox.take(Wrote(chat_id=READER, message_id=5)) is kept


async def test_it_belongs_to_the_newest_they_got_or_to_the_one_they_quote(
    inbox: Incoming, database: Database
) -> None:
    await launched(database, 2, READER)
    await launched(database, 3, OTHER)
    await launched(database, 4, READER, kind="recall")  # takes back, and says nothing
    async with database.write() as connection:
        await connection.exec_driver_sql(
            "INSERT INTO delivery_messages (run_id, subscriber_id, step, item, message_id)"
            " SELECT 1, id, 0, 0, 9 FROM subscribers WHERE chat_id = ?",
            (READER,),
        )
    for message, quotes in ((51, 0), (52, 10), (53, 9), (54, 30), (55, 20)):
        await inbox.take(Wrote(chat_id=READER, message_id=message, quotes=quotes))
    assert await rows(database) == [(2, 51), (1, 52), (1, 53), (2, 54), (2, 55)]


async def test_after_a_month_it_is_about_something_else(
    inbox: Incoming, clock: VirtualClock
) -> None:
    clock.now += after.DAYS * DAY
    assert await inbox.take(Wrote(chat_id=READER, message_id=5)) is Received.GREETED
    clock.now += 1
    assert await inbox.take(Wrote(chat_id=READER, message_id=6)) is Received.NOT_KEPT


async def test_an_album_is_one_message_that_waits(inbox: Incoming, database: Database) -> None:
    for message in (5, 6, 7):
        await inbox.take(Wrote(chat_id=READER, message_id=message, album="a"))
    await inbox.take(Wrote(chat_id=READER, message_id=8))
    assert await waiting(database) == [2]


async def test_a_rush_is_one_transaction_and_everybody_is_told_once(
    inbox: Incoming, database: Database
) -> None:
    wrote = [
        Wrote(chat_id=chat_id, message_id=number)
        for number in range(5)
        for chat_id in (READER, OTHER, STRANGER)
    ]
    told = await asyncio.gather(*map(inbox.take, wrote))
    assert told.count(Received.GREETED) == 2
    assert told.count(Received.KEPT) == 8
    assert told.count(Received.NOT_KEPT) == 5
    assert await waiting(database) == [5, 5]


async def test_a_flood_ends_at_so_many_and_it_is_said_once(
    inbox: Incoming, database: Database, clock: VirtualClock
) -> None:
    told = [await inbox.take(Wrote(chat_id=READER, message_id=n)) for n in range(flood.MOST + 3)]
    assert told[flood.MOST :] == [Received.TOO_MUCH, Received.IGNORED, Received.IGNORED]
    assert len(await rows(database)) == flood.MOST
    assert await inbox.take(Wrote(chat_id=OTHER, message_id=5)) is Received.GREETED
    clock.now += flood.WITHIN + 1
    assert await inbox.take(Wrote(chat_id=READER, message_id=99)) is Received.KEPT


async def test_of_one_person_the_newest_are_kept(
    inbox: Incoming, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "MOST_OF_ONE", 3)
    await inbox.take(Wrote(chat_id=OTHER, message_id=1))
    for message in range(2, 7):
        await inbox.take(Wrote(chat_id=READER, message_id=message))
    assert [message for _, message in await rows(database)] == [1, 4, 5, 6]
    assert await waiting(database) == [1, 3]


async def test_the_sweep_takes_what_is_old_or_too_much(
    inbox: Incoming,
    database: Database,
    clock: VirtualClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(keeping, "CHUNK", 1)
    for chat_id in (READER, OTHER):
        await inbox.take(Wrote(chat_id=chat_id, message_id=5))
    clock.now += incoming.KEPT_DAYS * DAY
    await launched(database, 2, READER, at=NOW + incoming.KEPT_DAYS * DAY)
    await inbox.take(Wrote(chat_id=READER, message_id=6))
    await inbox.sweep()
    assert len(await rows(database)) == 3  # to the second
    clock.now += 1
    await inbox.sweep()
    assert await rows(database) == [(2, 6)]
    assert await waiting(database) == [1]
    await inbox.take(Wrote(chat_id=READER, message_id=7))
    monkeypatch.setattr(keeping, "MOST", 1)
    await inbox.sweep()
    assert await rows(database) == [(2, 7)]


async def test_it_goes_with_the_person(inbox: Incoming, database: Database) -> None:
    talk = Conversations(database, VirtualClock())
    await inbox.take(Wrote(chat_id=READER, message_id=5))
    await inbox.take(Wrote(chat_id=OTHER, message_id=6))
    assert await talk.take(1, by=editor(OTHER))
    await Subscribers(database).erase(OTHER)  # who is an admin, too
    assert await rows(database) == [(1, 5)]
    assert (await talk.find(1, by=editor())).taken_by is None
    await Subscribers(database).erase(READER)
    assert await rows(database) == []
    assert await waiting(database) == []
    with pytest.raises(NoSuchConversation):
        await talk.find(1, by=editor())


async def test_who_is_erased_meanwhile_costs_the_others_nothing(
    inbox: Incoming, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look-up and the writing."""
    place = inbox._place

    async def placed(*args: Any) -> Any:
        found = await place(*args)
        await Subscribers(database).erase(OTHER)
        return found

    monkeypatch.setattr(inbox, "_place", placed)
    told = await asyncio.gather(
        *(inbox.take(Wrote(chat_id=one, message_id=5)) for one in (OTHER, READER))
    )
    assert told[1] is Received.GREETED
    assert await rows(database) == [(1, 5)]


async def test_it_is_owed_to_the_group_where_there_is_one(
    inbox: Incoming, database: Database, clock: VirtualClock
) -> None:
    relays = Relays(database, clock, Wake(clock))
    await inbox.take(Wrote(chat_id=READER, message_id=5))
    group = RelayGroup(chat_id=-100, title="Desk", topic_id=3, locale="en")
    await relays.choose(group, by=owner())
    await inbox.take(Wrote(chat_id=READER, message_id=6))
    await inbox.take(Wrote(chat_id=OTHER, message_id=7))
    backlog = await relays.backlog()
    assert (backlog.messages, backlog.people) == (2, 2)
    owed = await relays.next_owed()
    assert owed is not None
    assert (owed.chat_id, owed.message_id, owed.topic_id) == (READER, 6, None)
    await relays.set_topic(owed.subscriber_id, 77)
    await relays.copied(owed.id, 500)
    talk = await relays.whose_topic(77)
    assert talk is not None
    assert talk.chat_id == READER
    assert await relays.original_of(talk.subscriber_id, 500) == 6
    await relays.summed_up(upto=backlog.upto)
    assert await relays.next_owed() is None
    await relays.choose(None, by=owner())  # topics of that group mean nothing any more
    assert await relays.whose_topic(77) is None
    assert await rows(database, "relay, copy_id") == [("no", None)] * 3


@pytest.mark.sqlite_only("its query plans")
async def test_the_question_is_one_of_indexes_alone(database: Database) -> None:
    """However large the ledger is, and however many people wrote."""
    statements: dict[str, tuple[Any, dict[str, Any]]] = {
        "after": (after._GOT, {"some": [1, 2], "since": 1, "states": [1]}),
        "parts": (after._PARTS, {"some": [1], "runs": [1, 2], "messages": [5]}),
    }
    async with database.read() as connection:
        for name, (query, values) in statements.items():
            text = str(
                query.params(values).compile(
                    dialect=connection.dialect, compile_kwargs={"literal_binds": True}
                )
            )
            plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}")
            steps = [str(row.detail) for row in plan]
            assert [one for one in steps if "SCAN" in one and "deliver" in one] == [], name
            assert any("SEARCH deliver" in one for one in steps), name
