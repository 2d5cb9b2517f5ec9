"""A reply and a broadcast's message to the same chat: which is which must be known after a kill."""

from broadcast.ledger.entries import Claim
from broadcast.numbers.crossings import Crossings
from broadcast.numbers.memory import Memory
from db.errors import DatabaseTrouble
from tests.clocks import VirtualClock

ANN = 101
CLAIM = Claim(run_id=1, subscriber_id=11, chat_id=ANN, step=0)


async def test_it_is_written_down_before_the_reply_leaves() -> None:
    memory, written = Memory(VirtualClock()), []

    async def write() -> None:
        written.append(memory.dump())

    crossings = Crossings(memory, write)
    await crossings.leaves(ANN)
    assert written == [], "nobody is claimed: a reply waits for nothing"
    crossings.ended(ANN, answered=True)
    memory.took([CLAIM])
    await crossings.leaves(ANN)
    assert '"replied":[[101,0]]' in written[0]
    await crossings.leaves("@channel")
    await crossings.leaves(None)
    crossings.ended("@channel", answered=True)
    assert len(written) == 1


async def test_trouble_with_the_database_keeps_nobody_waiting() -> None:
    memory = Memory(VirtualClock())
    memory.took([CLAIM])

    async def write() -> None:
        raise DatabaseTrouble("away")

    await Crossings(memory, write).leaves(ANN)
    assert '"replied":[[101,0]]' in memory.dump()
