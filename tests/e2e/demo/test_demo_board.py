"""What the demo shows of its series beside the chats."""

from sqlalchemy import insert, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.demo.board import NAMED, board_of
from bot.demo.welcome import lay_ready
from db.connection.database import Database
from db.schema.automation.series import enrolments, series
from db.schema.states import SeriesState
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
