"""When the ledger commits what nobody claims with."""

from typing import Any

import pytest

from broadcast.ledger.entries import Claim, LedgerEntry
from broadcast.ledger.health import StorageWatch
from broadcast.ledger.transaction import RunEnds
from broadcast.ledger.writer import FLUSH_SECONDS, SOON_SECONDS, Ledger
from db.schema.states import DeliveryState
from runtime.supervisor import Supervisor
from tests.clocks import VirtualClock, settle

CLAIM = Claim(run_id=1, subscriber_id=2, chat_id=3, step=0)


class Database:
    """Takes all that it is given, and knows when."""

    longest_pause = 1.0

    def __init__(self, clock: VirtualClock) -> None:
        self._clock = clock
        self.commits: list[float] = []

    async def transact(self, _work: object) -> tuple[None, RunEnds]:
        self.commits.append(round(self._clock.now, 3))
        return None, RunEnds()


def sent() -> LedgerEntry:
    return LedgerEntry(claim=CLAIM, state=DeliveryState.SENT, step=0)


def next_step() -> LedgerEntry:
    return LedgerEntry(claim=CLAIM, state=DeliveryState.CLAIMED, step=1, on_commit=lambda: None)


def put_back() -> LedgerEntry:
    return LedgerEntry(claim=CLAIM, state=DeliveryState.PENDING, step=0)


@pytest.fixture
async def at_work() -> Any:
    """A ledger that has committed something just now, its clock and its database."""
    clock = VirtualClock(0.0)
    database: Any = Database(clock)
    ledger = Ledger(database, clock, StorageWatch(), resend_uncertain=False)
    supervisor = Supervisor(clock)
    supervisor.run_forever(ledger.run_forever, name="ledger")
    ledger.append(sent())
    await settle()
    assert database.commits == [0.0], "after a rest it is committed at once"
    yield ledger, clock, database
    await supervisor.close()


async def test_outcomes_share_a_commit(at_work: Any) -> None:
    ledger, clock, database = at_work
    for _ in range(8):
        await clock.advance(0.1)
        ledger.append(sent())
    assert database.commits == [0.0, FLUSH_SECONDS]
    await clock.advance(FLUSH_SECONDS)
    assert database.commits == [0.0, FLUSH_SECONDS, 2 * FLUSH_SECONDS]


@pytest.mark.parametrize("entry", [next_step(), put_back()])
async def test_what_something_waits_for_is_committed_soon(at_work: Any, entry: LedgerEntry) -> None:
    ledger, clock, database = at_work
    await clock.advance(0.05)
    ledger.append(sent())
    await clock.advance(0.05)
    ledger.append(entry)
    await clock.advance(0.05)
    assert database.commits == [0.0]
    await clock.advance(0.15)
    assert database.commits == [0.0, SOON_SECONDS]
    ledger.append(sent())
    await clock.advance(SOON_SECONDS + 0.1)
    assert database.commits == [0.0, SOON_SECONDS], "the hurry is over"


async def test_the_end_of_a_run_is_committed_soon(at_work: Any) -> None:
    ledger, clock, database = at_work
    await clock.advance(0.1)
    ledger.append(sent())
    ledger.check_finished(1)
    await clock.advance(0.1)
    assert database.commits == [0.0, SOON_SECONDS]
