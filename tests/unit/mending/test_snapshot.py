"""Writing down who has a message, while calls to some of them are on their way."""

from typing import Any, cast

from broadcast.mending.snapshot import MendingSnapshot
from broadcast.runs.run import ActiveRun
from db.connection.chunk_size import ChunkSize
from db.connection.database import Database
from db.mending.recipients import Frozen
from tests.clocks import VirtualClock


class Looked:
    """A database in which calls are on their way, until a test says so."""

    def __init__(self) -> None:
        self.times, self.moves = 0, False

    async def transact(self, _work: Any) -> Frozen:
        self.times += 1
        return Frozen(upto=self.times, complete=False, moved=self.moves)


class Run:
    id, frozen_upto, audience_upto = 1, 0, 9

    def froze(self, *_: Any, **__: Any) -> None:
        pass


async def test_while_calls_are_on_their_way_it_is_looked_less_and_less_often() -> None:
    clock, looked, run = VirtualClock(), Looked(), cast("ActiveRun", Run())
    snapshot = MendingSnapshot(
        cast("Database", looked), clock, ChunkSize(9), lambda _: None, first=9
    )
    assert snapshot.wait([run]) is None
    for _ in range(600):  # a minute, in which much else wakes the writer
        assert not await snapshot.freeze_some(run)
        await clock.advance(0.1)
    assert looked.times < 40
    assert 0 <= (snapshot.wait([run]) or 0) <= 2
    looked.moves = True
    await clock.advance(2)
    assert await snapshot.freeze_some(run)
    assert snapshot.wait([run]) is None
