"""What a mending says of whoever it is being found out about, in its rows and figures."""

from typing import Any

import pytest
from sqlalchemy import text as sql

from db.certainty import doubts
from db.certainty.doubts import DoubtRow
from db.certainty.settling import Finding, settle
from db.connection.database import Database
from db.ledger import runs
from db.mending import begun, recipients
from db.schema.states import BroadcastState, Found
from tests.filled import add_run

SOURCE, MENDING = 1, 2
HAS_IT, IN_DOUBT, HAS_A_PART, UNKNOWN = 1, 2, 3, 4  # subscribers
PENDING, SENT, UNCERTAIN, SKIPPED = 0, 2, 6, 7


@pytest.fixture
async def mended(database: Database) -> Database:
    """A run that is stopped, and what it has sent is taken back; of two it is being found out."""
    async with database.write() as connection:
        do = connection.exec_driver_sql
        stands = {"audience_upto": 9, "total": 4, "cursor": 9}
        await add_run(
            connection, SOURCE, **stands, sent=1, uncertain=3, frozen=True, state="cancelled"
        )
        await add_run(connection, MENDING, **stands, kind="recall", source_run_id=SOURCE)
        for number, state, step, message in (
            (HAS_IT, SENT, 1, "12"),
            (IN_DOUBT, UNCERTAIN, 0, "NULL"),
            (HAS_A_PART, UNCERTAIN, 1, "NULL"),
            (UNKNOWN, UNCERTAIN, 0, "NULL"),
        ):
            await do(
                "INSERT INTO deliveries (run_id, subscriber_id, state, step, message_id)"
                f" VALUES ({SOURCE}, {number}, {state}, {step}, {message})"
            )
        await do(
            "INSERT INTO delivery_messages (run_id, subscriber_id, step, item, message_id)"
            f" VALUES ({SOURCE}, {HAS_A_PART}, 0, 0, 13)"
        )
        rows = [
            DoubtRow(SOURCE, number, step, None, 10, 1)
            for number, step in ((IN_DOUBT, 0), (HAS_A_PART, 1))
        ]
        await doubts.note(connection, rows)
        frozen = await recipients.freeze_chunk(connection, MENDING, after=0, upto=9, limit=99)
        assert frozen.complete
    return database


async def states(database: Database) -> dict[int, int]:
    async with database.read() as connection:
        rows = await connection.execute(
            sql("SELECT subscriber_id, state FROM deliveries WHERE run_id = 2")
        )
        return dict(tuple(row) for row in rows)


async def figures(database: Database) -> tuple[int, ...]:
    """How many there are, are skipped, for that reason, and are waited for."""
    async with database.read() as connection:
        query = sql("SELECT total, skipped, unknown, in_doubt FROM runs WHERE id = 2")
        return tuple((await connection.execute(query)).one())


def finding(number: int, step: int, found: Found) -> Finding:
    return Finding(
        run_id=SOURCE,
        subscriber_id=number,
        step=step,
        low=10,
        found=found,
        reason="r",
        evidence="{}",
        message_ids=(15,) if found is Found.SENT else (),
    )


async def settled(database: Database, *findings: Finding) -> Any:
    async with database.write() as connection:
        return await settle(connection, findings, now=2)


async def test_they_are_skipped_for_now_and_it_does_not_end(mended: Database) -> None:
    """Nor is the first of their messages mended before: once all is known it is done in order."""
    assert await states(mended) == {1: PENDING, 2: SKIPPED, 3: SKIPPED, 4: SKIPPED}
    assert await figures(mended) == (4, 3, 3, 2)
    async with mended.write() as connection:
        await connection.exec_driver_sql("UPDATE runs SET sent = 1 WHERE id = 2")
        assert not await runs.is_complete(connection, MENDING)


@pytest.mark.parametrize(
    ("found", "theirs", "then"),
    [
        (Found.SENT, PENDING, (4, 2, 2, 1)),
        (Found.NOT_SENT, None, (3, 2, 2, 1)),
        (Found.UNKNOWN, SKIPPED, (4, 3, 3, 1)),
    ],
)
async def test_once_it_is_known_their_row_says_so(
    mended: Database, found: Found, theirs: int | None, then: tuple[int, ...]
) -> None:
    """Told twice, it counts once."""
    for _ in range(2):
        more = await settled(mended, finding(IN_DOUBT, 0, found))
        assert more.mendings == {MENDING}
        assert (await states(mended)).get(IN_DOUBT) == theirs
        assert await figures(mended) == then


@pytest.mark.parametrize("found", Found)
async def test_whatever_is_found_the_messages_that_they_have_are_mended(
    mended: Database, found: Found
) -> None:
    await settled(mended, finding(HAS_A_PART, 1, found))
    assert (await states(mended))[HAS_A_PART] == PENDING
    assert await figures(mended) == (4, 2, 2, 1)


async def test_what_is_given_up_is_not_waited_for(mended: Database) -> None:
    async with mended.write() as connection:
        await doubts.give_up(connection, reason="r", now=2)
    assert await states(mended) == {1: PENDING, 2: SKIPPED, 3: PENDING, 4: SKIPPED}
    assert await figures(mended) == (4, 2, 2, 0)


async def test_one_that_was_cancelled_waits_for_nobody(mended: Database) -> None:
    async with mended.write() as connection:
        await runs.move(connection, MENDING, new=BroadcastState.CANCELLED)
    assert await figures(mended) == (4, 3, 3, 0)
    await settled(mended, finding(IN_DOUBT, 0, Found.SENT))
    assert (await states(mended))[IN_DOUBT] == SKIPPED
    assert await figures(mended) == (4, 3, 3, 0)


async def test_there_is_something_to_take_back_while_anybody_is_in_doubt(mended: Database) -> None:
    async with mended.write() as connection:
        await connection.exec_driver_sql(
            f"DELETE FROM deliveries WHERE run_id = 1 AND subscriber_id != {IN_DOUBT}"
        )
        await connection.exec_driver_sql("DELETE FROM delivery_messages")
        assert await begun.has_messages(connection, SOURCE)
        await doubts.give_up(connection, reason="r", now=2)
        assert not await begun.has_messages(connection, SOURCE)
