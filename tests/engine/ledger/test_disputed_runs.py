"""Everyone has an outcome, and the run must not end like that: who decides it, and when."""

import asyncio
import threading

import pytest

from broadcast.ledger.entries import LedgerEntry, Share
from broadcast.ledger.health import StorageWatch
from broadcast.ledger.writer import Ledger
from db.connection.database import Database
from db.ledger import runs, snapshot
from db.schema.states import DeliveryState
from tests.clocks import VirtualClock, settle
from tests.engine.ledger.test_ledger import add_people, launch


class Endings:
    """Hears of the commits."""

    def __init__(self) -> None:
        self.runs: frozenset[int] = frozenset()
        self.asked_in: set[threading.Thread] = set()
        self.told: list[tuple[str, int]] = []

    def disputed_runs(self) -> frozenset[int]:
        self.asked_in.add(threading.current_thread())
        return self.runs

    def disputed(self, run_id: int) -> None:
        self.told.append(("disputed", run_id))

    def finished(self, run_id: int) -> None:
        self.told.append(("finished", run_id))

    def more(self, run_id: int) -> None:
        self.told.append(("more", run_id))


@pytest.fixture
def endings() -> Endings:
    return Endings()


async def answered(database: Database, endings: Endings) -> tuple[Ledger, int]:
    """One recipient, who has refused the message; nothing of it is written yet."""
    await add_people(database, 1)
    run_id = await launch(database, 1)
    async with database.write() as connection:
        await snapshot.freeze_chunk(connection, run_id, after=0, upto=1, limit=1)
    ledger = Ledger(database, VirtualClock(), StorageWatch(), resend_uncertain=False)
    ledger.listen(endings)
    [claim] = (await ledger.claim([Share(run_id=run_id, count=1)]))[run_id]
    ledger.append(LedgerEntry(claim=claim, state=DeliveryState.FAILED, step=0))
    return ledger, run_id


async def test_a_disputed_run_does_not_end_and_the_loop_is_asked(
    database: Database, endings: Endings
) -> None:
    ledger, run_id = await answered(database, endings)
    endings.runs = frozenset({run_id})
    await ledger.flush()
    assert endings.told == [("disputed", run_id)]
    assert endings.asked_in == {threading.current_thread()}
    async with database.read() as connection:
        assert await runs.is_complete(connection, run_id), "though everyone has an outcome"
        assert [one.state for one in await runs.unsettled(connection)] == ["running"]


@pytest.mark.parametrize("disputed", [True, False])
async def test_what_happens_while_a_commit_waits_is_not_about_its_outcomes(
    database: Database, endings: Endings, *, disputed: bool
) -> None:
    ledger, run_id = await answered(database, endings)
    endings.runs = frozenset({run_id}) if disputed else frozenset()
    async with asyncio.TaskGroup() as group, database.write():
        group.create_task(ledger.flush())
        await settle()
        endings.runs = frozenset() if disputed else frozenset({run_id})
    assert endings.told == [("disputed" if disputed else "finished", run_id)]
