"""One admin at a time answers somebody, and what came meanwhile still waits."""

import pytest

from broadcast.doors.inbox.conversations import Conversations
from broadcast.doors.inbox.incoming import Incoming, Wrote
from broadcast.doors.inbox.relays import Relays
from broadcast.model.errors import NotAllowed
from db.connection.database import Database
from db.inbox import conversations
from db.inbox.relays import RelayGroup
from db.subscribers.store import Subscribers
from runtime.wake import Wake
from tests.actors import editor, owner, stranger
from tests.clocks import VirtualClock
from tests.unit.inbox.test_incoming import OTHER, READER, launched

ADA, BOB = editor(7), editor(8)


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock()


@pytest.fixture
async def talk(database: Database, clock: VirtualClock) -> Conversations:
    """Two people wrote after two broadcasts."""
    for chat_id in (READER, OTHER):
        await Subscribers(database).subscribe(chat_id, now=1, first_name=f"P{chat_id}")
    inbox = Incoming(database, clock, Wake(clock))
    await launched(database, 1, READER, OTHER)
    for chat_id, message in ((READER, 5), (READER, 6), (OTHER, 7)):
        await inbox.take(Wrote(chat_id=chat_id, message_id=message))
    clock.now += 1
    await launched(database, 2, READER)
    await inbox.take(Wrote(chat_id=READER, message_id=8))
    return Conversations(database, clock)


async def test_they_are_listed_by_broadcast_and_person(talk: Conversations) -> None:
    assert await talk.waiting() == 2
    found, total = await talk.after_broadcasts(offset=0, limit=9, by=ADA)
    assert [(one.broadcast_id, one.title, one.people) for one in found] == [
        (2, "news 2", 1),
        (1, "news 1", 2),
    ]
    assert total == 2
    people, total = await talk.page(1, offset=0, limit=9, by=ADA)
    assert [(one.chat_id, one.waiting) for one in people] == [(READER, 3), (OTHER, 1)]
    assert total == 2
    people, total = await talk.page(None, offset=1, limit=1, by=ADA)
    assert [one.first_name for one in people] == [f"P{OTHER}"]
    assert total == 2
    newest = await talk.messages(1, limit=2, by=ADA)
    assert [(one.broadcast_id, one.message_id) for one in newest] == [(1, 6), (2, 8)]


async def test_of_two_who_answer_one_does(talk: Conversations, clock: VirtualClock) -> None:
    assert await talk.take(1, by=ADA)
    assert not await talk.take(1, by=BOB)
    assert talk.holder(await talk.find(1, by=BOB)) == ADA.user_id
    assert await talk.take(1, by=ADA)
    assert await talk.take(1, by=BOB, force=True)
    assert not await talk.still_holds(1, by=ADA)
    assert await talk.still_holds(1, by=BOB)
    await talk.let_go(1, by=ADA)  # which is not hers to let go
    assert talk.holder(await talk.find(1, by=ADA)) == BOB.user_id
    clock.now += conversations.HELD
    assert talk.holder(await talk.find(1, by=ADA)) is None
    assert await talk.take(1, by=ADA)


async def test_what_came_while_the_answer_was_written_still_waits(
    talk: Conversations, database: Database, clock: VirtualClock
) -> None:
    [*_, seen] = await talk.messages(1, limit=5, by=ADA)
    await talk.take(1, by=ADA)
    await Incoming(database, clock, Wake(clock)).take(Wrote(chat_id=READER, message_id=9))
    await talk.settle(1, upto=seen.id, by=ADA)
    found = await talk.find(1, by=ADA)
    assert (found.waiting, found.answered_by, talk.holder(found)) == (1, ADA.user_id, None)
    await talk.settle(1, upto=99, by=BOB, answered=False)
    found = await talk.find(1, by=ADA)
    assert (found.waiting, found.answered_by) == (0, ADA.user_id)
    assert await talk.waiting() == 1


async def test_nobody_else_reads_what_people_write(talk: Conversations) -> None:
    for reading in (
        talk.page(None, offset=0, limit=1, by=stranger()),
        talk.find(1, by=stranger()),
        talk.messages(1, limit=1, by=stranger()),
    ):
        with pytest.raises(NotAllowed):
            await reading


async def test_where_nobody_wrote_there_is_nothing(database: Database) -> None:
    assert await Conversations(database, VirtualClock()).waiting() is None


async def test_only_owners_choose_the_group(database: Database, clock: VirtualClock) -> None:
    relays = Relays(database, clock, Wake(clock))
    group = RelayGroup(chat_id=-100, title="Desk", topic_id=3, locale="en")
    with pytest.raises(NotAllowed, match="is no owner"):
        await relays.choose(group, by=editor())
    await relays.choose(group, by=owner())
    assert await Relays(database, clock, Wake(clock)).group() == group
