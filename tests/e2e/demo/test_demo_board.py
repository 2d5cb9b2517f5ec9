"""What the demo shows of its series beside the chats."""

from sqlalchemy import insert, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.demo.board import NAMED, board_of
from bot.demo.doubts_board import doubts_of
from bot.demo.welcome import lay_ready
from broadcast.certainty.doubts import Reason
from broadcast.certainty.windows import LANDS_WITHIN
from db.connection.database import Database
from db.schema.automation.series import enrolments, series
from db.schema.certainty import doubts
from db.schema.ledger import runs
from db.schema.states import Found, SeriesState
from db.schema.subscribers import subscribers

NOW = 1_790_000_000


async def test_who_waits_for_which_message_and_until_when(database: Database) -> None:
    async with database.write() as connection:
        assert await board_of(connection) is None
        await lay_ready(connection, by=1, now=NOW)
        draft = await board_of(connection)
        await people_in_it(connection, NAMED + 2)
        shown = await board_of(connection)
    assert draft is not None
    assert shown is not None
    assert draft["note"] != shown["note"]
    assert [row["note"] for row in draft["rows"]] == ["", "", ""]
    first, second, third = shown["rows"]
    assert second["words"].startswith("2. +30 s: ")
    # Whoever is due first is named first; how many others wait is a number.
    assert [one["name"] for one in second["waiting"]] == ["P0", "P1", "P2", "P3"]
    assert [one["at"] for one in second["waiting"]] == [NOW, NOW + 1, NOW + 2, NOW + 3]
    assert (second["more"], third["waiting"], third["more"]) == (2, [], 0)
    assert (first["waiting"], first["note"]) == ([], "0 got it")


async def people_in_it(connection: AsyncConnection, count: int) -> None:
    """All have got the first message; the later they joined, the later they get the second."""
    await connection.execute(update(series).values(state=SeriesState.RUNNING, started_at=NOW))
    for number in range(count):
        person = {"chat_id": number + 1, "first_name": f"P{number}"}
        await connection.execute(
            insert(subscribers).values(id=number + 1, joined_at=NOW, changed_at=NOW, **person)
        )
        await connection.execute(
            insert(enrolments).values(
                series_id=1, subscriber_id=number + 1, step=1, begun_at=NOW, due_at=NOW + number
            )
        )


async def test_what_is_in_doubt_and_each_verdict(database: Database) -> None:
    async with database.write() as connection:
        assert await doubts_of(connection, now=NOW) is None
        await lay_ready(connection, by=1, now=NOW)
        await people_in_it(connection, 4)
        launched = {"launched_by": 1, "launched_at": NOW, "audience_upto": 9, "total": 4}
        await connection.execute(insert(runs).values(id=1, broadcast_id=1, **launched))
        for number in (1, 2, 3):
            await connection.execute(
                insert(doubts).values(run_id=1, subscriber_id=number, step=0, low=5, since=NOW)
            )
        await connection.execute(
            update(doubts)
            .where(doubts.c.subscriber_id == 1)
            .values(found=Found.SENT, reason=Reason.OWN_DATA, found_at=NOW + 95)
        )
        shown = await doubts_of(connection, now=NOW + 100)
        later = await doubts_of(connection, now=NOW + 10_000)
    assert shown is not None
    waiting, verdict = shown["rows"]
    assert [one["name"] for one in waiting["waiting"]] == ["P1", "P2"]
    assert {one["at"] for one in waiting["waiting"]} == {NOW + LANDS_WITHIN}
    assert verdict["words"].startswith("P0: ✅")
    assert "buttons" in verdict["note"]
    assert later is not None, "two are in doubt still"
    assert len(later["rows"]) == 1
