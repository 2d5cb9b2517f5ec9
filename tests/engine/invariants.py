"""What must hold whatever happened."""

from collections import Counter

from sqlalchemy import text

from botapi_sandbox.control import Control
from broadcast.model.broadcast import Broadcast
from db.connection.database import Database
from db.schema.states import DeliveryState, SkipReason

COUNTED = {
    DeliveryState.SENT: "sent",
    DeliveryState.BLOCKED: "blocked",
    DeliveryState.UNREACHABLE: "unreachable",
    DeliveryState.SKIPPED: "skipped",
    DeliveryState.FAILED: "failed",
    DeliveryState.UNCERTAIN: "uncertain",
}

MOMENTS = [name for state, name in COUNTED.items() if state is not DeliveryState.SKIPPED]


# Of the skipped.
SKIPPED_FOR = {
    SkipReason.CANCELLED: "cancelled",
    SkipReason.TOPIC: "unwanted",
    SkipReason.HELD: "held",
    SkipReason.EXPIRED: "expired",
    SkipReason.CAPPED: "capped",
    SkipReason.GONE: "gone",
    SkipReason.LATE: "late",
    SkipReason.UNKNOWN: "unknown",
}


async def skipped_for(database: Database, run_id: int | None, reason: SkipReason) -> int:
    query = text("SELECT count(*) FROM deliveries WHERE run_id = :run AND reason = :reason")
    async with database.read() as connection:
        found = await connection.execute(query, {"run": run_id, "reason": reason})
        return int(found.scalar_one())


async def rows_of(database: Database, broadcast: Broadcast) -> dict[int, DeliveryState]:
    """The ledger of a broadcast: chat id (or minus the number of an erased one) → state."""
    query = text(
        "SELECT coalesce(s.chat_id, -d.subscriber_id), d.state FROM deliveries d"
        " LEFT JOIN subscribers s ON s.id = d.subscriber_id WHERE d.run_id = :run"
    )
    async with database.read() as connection:
        rows = (await connection.execute(query, {"run": broadcast.run_id})).all()
    return {chat_id: DeliveryState(state) for chat_id, state in rows}


async def expect_counters_equal_rows(database: Database, broadcast: Broadcast) -> None:
    rows = await rows_of(database, broadcast)
    counts = Counter(rows.values())
    await expect_the_few_are_found(database)
    assert broadcast.figures.total == len(rows)
    for state, counter in COUNTED.items():
        assert getattr(broadcast.figures, counter) == counts[state], counter
    for reason, counter in SKIPPED_FOR.items():
        count = await skipped_for(database, broadcast.run_id, reason)
        assert getattr(broadcast.figures, counter) == count, counter


async def expect_the_few_are_found(database: Database) -> None:
    """What the index of the failed and the uncertain says, and where the claimed ones stand."""
    failed, uncertain = DeliveryState.FAILED, DeliveryState.UNCERTAIN
    trouble = f"CASE WHEN d.state IN ({failed:d}, {uncertain:d}) THEN d.state ELSE 0 END"
    query = text(
        "SELECT d.run_id, d.subscriber_id, d.state, d.trouble FROM deliveries d"
        f" JOIN runs r ON r.id = d.run_id WHERE coalesce(d.trouble, 0) != {trouble}"
        f" OR (d.state = {DeliveryState.CLAIMED:d} AND (r.claimed_from IS NULL"
        " OR d.subscriber_id NOT BETWEEN r.claimed_from AND r.claimed_upto))"
    )
    async with database.read() as connection:
        assert (await connection.execute(query)).all() == []


async def expect_minutes_add_up(database: Database, broadcast: Broadcast) -> None:
    """Where no process died: who is uncertain by that was so in no minute."""
    sums = ", ".join(f"sum({name})" for name in MOMENTS)
    async with database.read() as connection:
        rows = await connection.exec_driver_sql(
            f"SELECT {sums} FROM run_minutes WHERE run_id = {broadcast.run_id}"
        )
    counted = dict(zip(MOMENTS, rows.one(), strict=True))
    assert counted == {name: getattr(broadcast.figures, name) for name in MOMENTS}


async def expect_exactly_once(
    database: Database, control: Control, broadcast: Broadcast, words: str
) -> None:
    """The ledger and Telegram agree on everybody but the uncertain, and nobody got it twice."""
    await expect_counters_equal_rows(database, broadcast)
    rows = await rows_of(database, broadcast)
    delivered = dict(await control.delivered(words))
    assert {chat: times for chat, times in delivered.items() if times > 1} == {}
    for chat_id, state in rows.items():
        if state is DeliveryState.SENT:
            assert delivered.get(chat_id) == 1, f"{chat_id} is recorded as sent, but got nothing"
        elif state is not DeliveryState.UNCERTAIN:
            assert chat_id not in delivered, f"{chat_id} is {state.name}, but got the message"
    assert set(delivered) <= set(rows)
