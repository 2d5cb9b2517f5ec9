"""A claim whose chat is being replied to, which is written down before its call leaves."""

import pytest
from sqlalchemy import text

from broadcast.ledger.entries import Share
from broadcast.ledger.health import StorageWatch
from broadcast.ledger.writer import Ledger
from broadcast.numbers.memory import Memory
from db.connection.database import Database
from db.errors import DatabaseTrouble
from db.schema.states import DeliveryState
from tests.clocks import VirtualClock
from tests.engine.ledger.test_ledger import Machine, add_people, launch

CHAT = 101  # of the first of add_people


class Claiming:
    """A ledger, and a chat that is being replied to."""

    def __init__(self, database: Database, run_id: int) -> None:
        self._database = database
        self._run_id = run_id
        clock = VirtualClock()
        self.memory = Memory(clock)
        self.memory.received(50)
        self.memory.reply_leaves(CHAT)
        self.ledger = Ledger(
            database, clock, StorageWatch(), resend_uncertain=False, memory=self.memory
        )

    async def claim(self) -> int:
        claimed = await self.ledger.claim([Share(run_id=self._run_id, count=1)])
        return len(claimed.get(self._run_id, ()))

    async def state(self) -> DeliveryState:
        async with self._database.read() as connection:
            return DeliveryState(await connection.scalar(text("SELECT state FROM deliveries")))


@pytest.fixture
async def claiming(database: Database) -> Claiming:
    await add_people(database, 1)
    run_id = await launch(database, 1)
    await Machine(database, run_id).do("freeze", 5)
    return Claiming(database, run_id)


async def test_it_is_ours_whatever_another_commit_has_met_meanwhile(claiming: Claiming) -> None:
    """The commit that wrote the crossing down gave the claim back, and it was sent twice."""
    claiming.memory.on_change = claiming.ledger._doubt
    assert await claiming.claim() == 1
    assert await claiming.state() is DeliveryState.CLAIMED


async def test_where_that_cannot_be_written_it_is_given_back(
    claiming: Claiming, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full() -> None:
        claiming.ledger._doubt()
        raise DatabaseTrouble("disk full")

    with monkeypatch.context() as patched:
        patched.setattr(claiming.ledger, "flush", full)
        with pytest.raises(DatabaseTrouble):
            await claiming.claim()
    assert await claiming.claim() == 1
    assert await claiming.state() is DeliveryState.CLAIMED
