"""What is kept of the numbers of supergroups and channels, and for whom."""

from broadcast.ledger.restoring import doubt_what_ran
from broadcast.ledger.takeover import Takeover
from db.certainty import chats
from db.certainty.chats import ChatRow, KnownChat
from db.connection.database import Database
from db.subscribers.store import Subscribers
from tests.clocks import VirtualClock

A, B, OLD = -(10**12) - 1, -(10**12) - 2, -77


async def keep(database: Database, rows: dict[int, ChatRow | None]) -> None:
    async with database.write() as connection:
        await chats.save(connection, rows)


async def known(database: Database) -> list[KnownChat]:
    async with database.write() as connection:
        return list(await chats.take_over(connection))


async def test_of_who_is_not_subscribed_nothing_is_kept(database: Database) -> None:
    """Nor of who was erased, whatever the memory still has."""
    subscribers = Subscribers(database)
    await subscribers.subscribe(A, now=1, kind="supergroup")
    rows: dict[int, ChatRow | None] = {A: ChatRow("5 0 1", False), B: ChatRow("7 0 1", True)}
    await keep(database, rows)
    assert await known(database) == [KnownChat(A, "5 0 1", False, False)]
    await keep(database, {A: ChatRow("5 0 2", True)})
    assert await known(database) == [KnownChat(A, "5 0 2", True, False)]
    await subscribers.erase(A)
    assert await known(database) == []
    await keep(database, rows)
    assert await known(database) == []


async def test_what_is_forgotten_is_gone(database: Database) -> None:
    await Subscribers(database).subscribe(A, now=1, kind="supergroup")
    await keep(database, {A: ChatRow("5 0 1", False)})
    await keep(database, {A: None, B: None})
    assert await known(database) == []


async def test_what_a_backup_knows_is_not_all(database: Database) -> None:
    """Nor is it where nothing was found out for a while: numbers went by that nobody has seen."""
    await Subscribers(database).subscribe(A, now=1, kind="supergroup")
    await keep(database, {A: ChatRow("5 0 1", False)})
    await doubt_what_ran(database, made_at=1, now=2)
    assert await known(database) == []
    await keep(database, {A: ChatRow("5 0 1", False)})
    await Takeover(database, VirtualClock(), None, bot_id=42).take_over()
    assert await known(database) == []


async def test_calls_from_before_a_move_may_have_been_to_another_chat(database: Database) -> None:
    """Said once: whoever takes over has closed all calls that were open."""
    subscribers = Subscribers(database)
    await subscribers.subscribe(OLD, now=1, kind="group")
    await subscribers.migrate(OLD, A, 2)
    await keep(database, {A: ChatRow("5 0 1", False)})
    assert await known(database) == [KnownChat(A, "5 0 1", False, True)]
    assert await known(database) == [KnownChat(A, "5 0 1", False, False)]
