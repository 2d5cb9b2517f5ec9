"""What whoever takes the bot over knows of messages that are in no doubt, and have no number."""

import pytest

from broadcast.certainty.windows import LANDS_WITHIN
from broadcast.ledger.entries import Claim
from broadcast.ledger.restoring import doubt_what_ran
from broadcast.ledger.takeover import Takeover
from broadcast.numbers.memory import Memory
from broadcast.numbers.recalled import KEY
from db import engine_state
from db.admins.admins import Admins
from db.connection.database import Database
from db.unfinished_updates import UnfinishedStore
from tests.clocks import VirtualClock

ANSWERED, ADMIN, OWNER, NOBODY = 7001, 7002, 7003, 7004


def crosses(memory: Memory, chat_id: int) -> bool:
    """Whether a message to that chat is marked: another may land beside it."""
    one = Claim(run_id=1, subscriber_id=chat_id, chat_id=chat_id, step=0, low=memory.highest)
    marked = memory.took([one])
    memory.ended(one)
    return marked


async def taken_over(database: Database, clock: VirtualClock) -> Memory:
    memory = Memory(clock)
    await Takeover(database, clock, memory, bot_id=1, owner_ids=[OWNER]).take_over()
    return memory


@pytest.fixture
async def before(database: Database) -> VirtualClock:
    """A process has served the bot, and died."""
    clock = VirtualClock()
    memory = await taken_over(database, clock)
    assert not crosses(memory, NOBODY), "nobody was there before"
    memory.received(50)
    async with database.write() as connection:
        await engine_state.save(connection, {KEY: memory.dump()})
    await UnfinishedStore(database).write({5: (1, 0)}, chats=[ANSWERED], numbers=[52])
    await Admins(database).add(ADMIN, "editor", 1, owner_elsewhere=True)
    return clock


async def test_whoever_may_have_been_answered_just_then_may_get_it_yet(
    database: Database, before: VirtualClock
) -> None:
    memory = await taken_over(database, before)
    chats = (ANSWERED, ADMIN, OWNER, NOBODY)
    assert [crosses(memory, one) for one in chats] == [True, True, True, False]
    before.now += LANDS_WITHIN
    assert not any(crosses(memory, one) for one in chats)


async def test_what_was_received_and_confirmed_just_then_is_known(
    database: Database, before: VirtualClock
) -> None:
    memory = await taken_over(database, before)
    assert memory.highest == 52
    assert memory.inquiry.numbers.missing(49, 53, limit=9) == [51]


async def test_without_what_the_process_before_has_written_it_may_be_anybody(
    database: Database, before: VirtualClock
) -> None:
    async with database.write() as connection:
        await engine_state.forget(connection, KEY)
    memory = await taken_over(database, before)
    assert crosses(memory, NOBODY)


async def test_of_a_first_process_that_was_killed_at_once_it_is_known_what_it_has_not_seen(
    database: Database,
) -> None:
    """Everybody counted as perhaps answered by it, for ninety seconds."""
    await taken_over(database, VirtualClock())
    assert not crosses(await taken_over(database, VirtualClock()), NOBODY)


async def test_a_backup_has_not_seen_what_was_sent_since(
    database: Database, before: VirtualClock
) -> None:
    """Its highest number is no bound below which a message in doubt cannot be."""
    await doubt_what_ran(database, made_at=1, now=2)
    memory = await taken_over(database, before)
    assert memory.highest == 0
    assert crosses(memory, NOBODY)
