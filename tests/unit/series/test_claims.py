"""Whoever is added to a step is claimed without a walk through those who have got it."""

from collections.abc import Sequence

import pytest
from sqlalchemy import text as sql

from broadcast.ledger.entries import Share
from broadcast.ledger.held_claims import HeldClaims
from broadcast.ledger.transaction import claim
from db.ledger import claims, deliveries, snapshot
from db.ledger.deliveries import OutcomeRow
from db.ledger.parts import _HANDED_OVER
from db.schema.states import DeliveryState, SignalKind, SkipReason
from db.series import late, series, steps
from db.series.records import Signal
from tests.unit.series.conftest import House

BY_CHANCE = Signal(SignalKind.UNBLOCKED)
PEOPLE = range(1, 21)


async def handed(house: House, number: int, *chats: int) -> int:
    """They are added to its first step; returns its run."""
    for chat in chats:
        await house.subscribers.block(chat, house.now)
        await house.subscribers.unblock(chat, house.now)
    await house.hand_over(number)
    return (await house.line(number))[0].run_id or 0


async def claimed(house: House, run_id: int, count: int = 5) -> Sequence[int]:
    """Their chats, in order."""
    async with house.database.write() as connection:
        share = Share(run_id=run_id, count=count, standing=True)
        found = await claim(connection, [share], HeldClaims(), None)
    return sorted(one.chat_id for one in found.get(run_id, ()))


async def answered(house: House, run_id: int, chat: int, state: DeliveryState) -> None:
    row = OutcomeRow(run_id, await house.number_of(chat), int(state), 0, 1)
    async with house.database.write() as connection:
        await deliveries.record(connection, [row])


async def cursor(house: House, run_id: int) -> int:
    async with house.database.read() as connection:
        query = "SELECT cursor FROM run_parts WHERE run_id = :run"
        return int(await connection.scalar(sql(query), {"run": run_id}) or 0)


async def test_a_look_that_finds_nobody_is_not_made_again(house: House) -> None:
    """Nor is one made for whoever is added later, wherever they stand in the ledger."""
    number = await house.running(BY_CHANCE, waits=["0"])
    await house.subscribe(*PEOPLE)
    run_id = await handed(house, number, *PEOPLE)
    assert await claimed(house, run_id, len(PEOPLE) + 1) == [*PEOPLE]
    end = await house.number_of(PEOPLE[-1])
    assert await cursor(house, run_id) == end
    await house.subscribe(30, 31)
    run_id = await handed(house, number, 31)
    assert await cursor(house, run_id) == end
    assert await claimed(house, run_id) == [31]
    run_id = await handed(house, number, 30)
    assert await claimed(house, run_id) == [30]
    assert await cursor(house, run_id) == await house.number_of(31)
    assert await claimed(house, run_id) == []


async def test_whoever_is_put_back_is_found_again(house: House) -> None:
    number = await house.running(BY_CHANCE, waits=["0"])
    await house.subscribe(*PEOPLE)
    run_id = await handed(house, number, *PEOPLE)
    assert await claimed(house, run_id, len(PEOPLE) + 1) == [*PEOPLE]
    for chat in PEOPLE:
        state = DeliveryState.PENDING if chat == PEOPLE[3] else DeliveryState.SENT
        await answered(house, run_id, chat, state)
    assert await claimed(house, run_id) == [PEOPLE[3]]


async def test_claims_ask_an_index_for_them(house: House) -> None:
    async with house.database.read() as connection:
        if house.database.url.get_backend_name() != "sqlite":
            pytest.skip("PostgreSQL has no plan worth the name for a table of no rows")
        query = str(_HANDED_OVER.compile(dialect=connection.dialect))
        plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", (1, 0, 0, 5, 0))
        told = " ".join(row.detail for row in plan)
    assert "COVERING INDEX ix_deliveries_trouble (run_id=? AND trouble=?)" in told
    assert "TEMP B-TREE" not in told


async def test_those_who_are_passed_over_are_looked_at_no_more(house: House) -> None:
    """Whoever has left, and whoever was too late."""
    number = await house.running(BY_CHANCE, waits=["0"])
    async with house.database.write() as connection:
        await series.change(connection, number, now=house.now, expires_after=3_600)
    await house.subscribe(1, 2)
    run_id = await handed(house, number, 1, 2)
    await house.subscribers.unsubscribe(1, house.now)
    assert await claimed(house, run_id, 1) == []
    house.clock.now += 3_601
    async with house.database.write() as connection:
        row, line = await series.get(connection, number), await steps.of_series(connection, number)
        assert row is not None
        assert await late.skip(connection, row, line, now=house.now) == 1
        left = await connection.execute(sql("SELECT 1 FROM deliveries WHERE trouble IS NOT NULL"))
        assert left.first() is None


@pytest.mark.parametrize("ends", [True, False], ids=["ended", "removed"])
async def test_of_a_step_that_ends_all_who_wait_are_skipped(house: House, *, ends: bool) -> None:
    """Also those that stand before whoever was claimed last."""
    number = await house.running(BY_CHANCE, waits=["0", "60"])
    await house.subscribe(1, 2, 3)
    run_id = await handed(house, number, 3)
    assert await claimed(house, run_id) == [3]
    await handed(house, number, 1, 2)
    async with house.database.write() as connection:
        if ends:
            await steps.end_runs(connection, number, now=house.now)
        else:
            await steps.remove(
                connection, (await steps.of_series(connection, number))[0], now=house.now
            )
        while await snapshot.skip_chunk(connection, run_id, SkipReason.CANCELLED, limit=1):
            pass
        rows = await connection.execute(
            sql("SELECT count(*) FROM deliveries WHERE run_id = :run AND state = :pending"),
            {"run": run_id, "pending": int(DeliveryState.PENDING)},
        )
        assert rows.scalar_one() == 0
        assert (await claims.claim(connection, run_id, limit=5))[0] == []
