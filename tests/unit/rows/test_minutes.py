"""How many answers came in each minute: written with the outcomes, and for nobody else."""

from db.connection.database import Database
from db.records import MinuteRow
from db.reports import minutes


async def run(database: Database) -> None:
    async with database.write() as connection:
        await connection.exec_driver_sql(
            "INSERT INTO broadcasts (id, title, content, created_by, created_at)"
            " VALUES (1, '', '{}', 1, 1)"
        )
        await connection.exec_driver_sql(
            "INSERT INTO runs (id, broadcast_id, launched_by, launched_at, audience_upto, total)"
            " VALUES (1, 1, 1, 1, 9, 9)"
        )


async def test_what_comes_in_one_minute_is_one_row(database: Database) -> None:
    await run(database)
    async with database.write() as connection:
        await minutes.add(connection, {1: {"sent": 2, "skipped": 7}}, now=60)
        await minutes.add(connection, {1: {"sent": 1, "failed": 1}}, now=119)
        await minutes.add(connection, {1: {"uncertain": 1}}, now=120)
        await minutes.add(connection, {1: {}}, now=180)
    async with database.read() as connection:
        rows = await minutes.of_run(connection, 1)
    nothing = {"sent": 0, "blocked": 0, "unreachable": 0, "failed": 0, "uncertain": 0}
    assert rows == [
        MinuteRow(minute=1, **nothing | {"sent": 3, "failed": 1}),
        MinuteRow(minute=2, **nothing | {"uncertain": 1}),
    ]


async def test_what_is_taken_back_is_in_no_minute(database: Database) -> None:
    """The picture showed whoever was sent to again twice."""
    await run(database)
    async with database.write() as connection:
        await minutes.add(connection, {1: {"sent": 1, "failed": 2}}, now=60)
        await minutes.add(connection, {1: {"failed": 3}}, now=120)
        await minutes.take_back(connection, 1, "failed", 4)
        await minutes.take_back(connection, 1, "uncertain", 7)  # they were so by a crash
    async with database.read() as connection:
        rows = await minutes.of_run(connection, 1)
    assert [(row.minute, row.sent, row.failed) for row in rows] == [(1, 1, 1)]
