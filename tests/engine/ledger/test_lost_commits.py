"""A COMMIT whose answer is lost may have come through or not: either way everybody has one outcome,
nobody is begun twice, and the counters say what the rows say."""

import random
from contextlib import suppress
from typing import Any

import pytest
from sqlalchemy import insert

from botapi_sandbox.control import Control
from broadcast.ledger.entries import Claim, LedgerEntry, Share
from broadcast.ledger.health import StorageWatch
from broadcast.ledger.writer import Ledger
from db.connection.database import Database
from db.errors import DatabaseTrouble
from db.ledger import delayed, deliveries, runs, snapshot
from db.recovery import claim_windows
from db.recovery.claim_windows import AHEAD
from db.schema.states import BroadcastState, DeliveryState, PauseReason
from db.schema.subscribers import subscribers
from tests.clocks import VirtualClock
from tests.engine.conftest import TEXT, working
from tests.engine.invariants import (
    expect_counters_equal_rows,
    expect_exactly_once,
    expect_minutes_add_up,
    expect_the_few_are_found,
)
from tests.engine.ledger.test_ledger import add_people, launch
from tests.losing_answers import LosingAnswers

PEOPLE = 8
SEEDS = 50
STEPS = 2  # messages to each
ENDS = (
    DeliveryState.SENT,
    DeliveryState.BLOCKED,
    DeliveryState.FAILED,
    DeliveryState.UNCERTAIN,
)


class Work:
    """What the engine does with its claims, in any order."""

    def __init__(self, database: LosingAnswers, run_id: int, chance: random.Random) -> None:
        self.run_id = run_id
        self.chance = chance
        self.ledger = Ledger(database, VirtualClock(), StorageWatch(), resend_uncertain=True)
        self.ledger.listen(self)
        self.database = database
        self.hand: list[Claim] = []
        self.refused: set[int] = set()
        self.begun: set[tuple[int, int]] = set()  # subscriber and step of calls that were answered
        self.over = False

    def disputed_runs(self) -> frozenset[int]:
        return frozenset()

    def disputed(self, run_id: int) -> None:
        raise AssertionError(run_id)

    def finished(self, run_id: int) -> None:
        assert run_id == self.run_id
        self.over = True

    def more(self, run_id: int) -> None:
        assert run_id == self.run_id

    async def turn(self) -> None:
        with suppress(DatabaseTrouble):
            ways = (self.claim, self.flush, self.pause, *(self.call,) * 5)
            await self.chance.choice(ways)()

    async def claim(self) -> None:
        async with self.database.read() as connection:
            waiting = await delayed.every(connection)
        recalled = tuple(row.subscriber_id for row in waiting if row.run_id == self.run_id)
        share = Share(run_id=self.run_id, count=self.chance.randint(1, 5), recalled=recalled)
        found = (await self.ledger.claim([share])).get(self.run_id, [])
        assert not {one.subscriber_id for one in found} & {one.subscriber_id for one in self.hand}
        self.hand += found

    async def call(self) -> None:
        if not self.hand:
            return
        claim = self.hand.pop(self.chance.randrange(len(self.hand)))
        way = self.chance.random()
        if way < 0.15:
            self.ledger.put_back(claim)
        elif way < 0.25:
            self.ledger.delay(claim, 5.0, paid=1)
        else:
            self.answered(claim)

    def answered(self, claim: Claim) -> None:
        place = claim.subscriber_id, claim.step
        state = self.chance.choice(ENDS)
        if state is DeliveryState.SENT:
            assert place not in self.begun, "it is sent again what had arrived"
            self.begun.add(place)
        if state is DeliveryState.SENT and claim.step + 1 < STEPS:
            step = claim.step + 1
            further = Claim(
                run_id=self.run_id,
                subscriber_id=claim.subscriber_id,
                chat_id=claim.chat_id,
                step=step,
            )
            self.ledger.append(
                LedgerEntry(
                    claim=claim,
                    state=DeliveryState.CLAIMED,
                    step=step,
                    message_ids=(7,),
                    on_commit=lambda: self.hand.append(further),
                )
            )
            return
        if state is DeliveryState.FAILED and not claim.step:
            self.refused.add(claim.subscriber_id)
        self.ledger.append(LedgerEntry(claim=claim, state=state, step=claim.step))

    async def flush(self) -> None:
        await self.ledger.flush()

    async def pause(self) -> None:
        """Whoever has refused it is taken back, and an admin lets it go on."""
        paused = await self.ledger.pause(
            self.run_id,
            reason=PauseReason.CONTENT,
            detail="?",
            take_back=tuple(self.refused),
        )
        self.refused.clear()
        if paused:
            async with self.database.write() as connection:
                await runs.move(connection, self.run_id, new=BroadcastState.RUNNING)


async def test_everybody_has_one_outcome_whichever_answers_are_lost(database: Database) -> None:
    await add_people(database, PEOPLE)
    lost = 0
    for seed in range(SEEDS):
        chance = random.Random(seed)
        run_id = await launch(database, PEOPLE)
        async with database.write() as connection:
            await snapshot.freeze_chunk(connection, run_id, after=0, upto=PEOPLE, limit=PEOPLE)
        losing = LosingAnswers(database, chance, share=0.4)
        work = Work(losing, run_id, chance)
        for _ in range(40):
            await work.turn()
        losing.share = 0.0
        for _ in range(2_000):
            if work.over:
                break
            await work.turn()
        assert work.over, f"seed {seed}: it never ends"
        lost += losing.lost
        try:
            await expect_it_adds_up(database, run_id)
        except AssertionError as error:
            error.add_note(f"seed {seed}")
            raise
    assert lost > SEEDS  # else nothing was tried


async def expect_it_adds_up(database: Database, run_id: int) -> None:
    await expect_the_few_are_found(database)
    columns = ", ".join(deliveries.COUNTER_OF.values())
    async with database.read() as connection:
        rows: Any = await connection.exec_driver_sql(
            f"SELECT state, count(*) FROM deliveries WHERE run_id = {run_id} GROUP BY state"
        )
        counts = dict(rows.all())
        run = await connection.exec_driver_sql(
            f"SELECT state, total, {columns} FROM runs WHERE id = {run_id}"
        )
        state, total, *counters = list(run.one())
        minutes = await connection.exec_driver_sql(
            "SELECT sum(sent), sum(blocked), sum(failed), sum(uncertain) FROM run_minutes"
            f" WHERE run_id = {run_id}"
        )
        by_minute = [int(count or 0) for count in minutes.one()]
    assert (state, total) == (BroadcastState.FINISHED, PEOPLE)
    assert counters == [counts.get(code, 0) for code in deliveries.COUNTER_OF]
    assert by_minute == [counts.get(code, 0) for code in ENDS]


@pytest.mark.parametrize("goes_on", [True, False])
async def test_what_was_paid_is_counted_once(database: Database, goes_on: bool) -> None:
    """A step that goes on leaves the row claimed, as it was: its step tells."""
    await add_people(database, 1)
    run_id = await launch(database, 1)
    async with database.write() as connection:
        await snapshot.freeze_chunk(connection, run_id, after=0, upto=1, limit=1)
    losing = LosingAnswers(database, random.Random(1), share=0.0)
    ledger = Ledger(losing, VirtualClock(), StorageWatch(), resend_uncertain=False)
    [claim] = (await ledger.claim([Share(run_id=run_id, count=1)]))[run_id]
    went_on: list[int] = []
    entry = LedgerEntry(
        claim=claim,
        state=DeliveryState.CLAIMED if goes_on else DeliveryState.SENT,
        step=1 if goes_on else 0,
        message_ids=(7,),
        paid=1,
        on_commit=lambda: went_on.append(1),
    )
    ledger.append(entry)
    losing.lose_next()
    with pytest.raises(DatabaseTrouble):
        await ledger.flush()
    await ledger.flush()
    assert went_on == [1]
    async with database.read() as connection:
        paid = await connection.exec_driver_sql("SELECT paid, sent FROM runs")
        assert tuple(paid.one()) == (1, 0 if goes_on else 1)


async def test_a_pause_that_was_made_unheard_was_made(database: Database) -> None:
    """Else nobody would be told that the broadcast has paused itself."""
    await add_people(database, 1)
    run_id = await launch(database, 1)
    losing = LosingAnswers(database, random.Random(1), share=0.0)
    ledger = Ledger(losing, VirtualClock(), StorageWatch(), resend_uncertain=False)
    losing.lose_next()
    with pytest.raises(DatabaseTrouble):
        await ledger.pause(run_id, reason=PauseReason.CONTENT, detail="?")
    assert await ledger.pause(run_id, reason=PauseReason.CONTENT, detail="?")
    assert not await ledger.pause(run_id, reason=PauseReason.FAILURES, detail="?")


async def test_the_window_of_claims_moves_up_with_them(database: Database) -> None:
    """A start reads what may be claimed, and not the whole of a run that is nearly over."""
    people = 3 * AHEAD
    async with database.write() as connection:
        rows = [{"id": n, "chat_id": n, "joined_at": 1, "changed_at": 1} for n in range(1, people)]
        await connection.execute(insert(subscribers), rows)
    run_id = await launch(database, people)
    async with database.write() as connection:
        await snapshot.freeze_chunk(connection, run_id, after=0, upto=people, limit=people)
    ledger = Ledger(database, VirtualClock(), StorageWatch(), resend_uncertain=False)
    slow: Claim | None = None
    while claims := (await ledger.claim([Share(run_id=run_id, count=500)])).get(run_id):
        if slow is None:  # the first one's answer is long in coming
            slow, *claims = claims
        for claim in claims:
            ledger.append(LedgerEntry(claim=claim, state=DeliveryState.SENT, step=0))
        async with database.read() as connection:
            window = (await claim_windows.runs_with_claims(connection))[run_id]
        assert window.low <= min(claim.subscriber_id for claim in claims)
        if slow.subscriber_id == 1 and claims[0].subscriber_id > AHEAD:
            assert window.low == 1
            ledger.append(LedgerEntry(claim=slow, state=DeliveryState.SENT, step=0))
            slow = claims[0]
    assert window.high - window.low <= 2 * AHEAD
    await ledger.flush()
    async with database.read() as connection:
        assert await claim_windows.runs_with_claims(connection) == {}  # it is over


@pytest.mark.parametrize("seed", range(4))
async def test_a_broadcast_over_a_line_that_is_cut_again_and_again(
    sandbox_url: str, database: Database, control: Control, seed: int
) -> None:
    chance = random.Random(seed)
    losing = LosingAnswers(database, chance, share=0.5)
    async with working(sandbox_url, losing, control, rate=60) as bench:
        await bench.control.limits(per_second=None)
        await bench.subscribe(150)
        broadcast_id = await bench.launch()
        await bench.until(broadcast_id, lambda one: one.figures.done > 75)
        losing.share = 0.0
        broadcast = await bench.finished(broadcast_id)
    assert losing.lost
    assert (broadcast.figures.sent, broadcast.figures.uncertain) == (150, 0)
    await expect_counters_equal_rows(database, broadcast)
    await expect_minutes_add_up(database, broadcast)
    await expect_exactly_once(database, control, broadcast, TEXT)
