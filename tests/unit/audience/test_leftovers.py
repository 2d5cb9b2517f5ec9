"""Who had what is gone is forgotten piece by piece, and nobody else."""

import pytest

from broadcast.doors.audience.tags import Tags
from broadcast.doors.audience.topics import Topics
from db.connection.database import Database
from db.knowledge import leftovers
from tests.actors import editor, owner
from tests.clocks import FastClock
from tests.engine.ledger.test_ledger import add_people

PEOPLE = 25


@pytest.fixture
async def people(database: Database) -> None:
    """Everybody has both tags, wants neither topic, and stands in a list."""
    await add_people(database, PEOPLE)
    async with database.write() as connection:
        for statement in (
            *(
                f"INSERT INTO tags (id, name, folded, created_at) VALUES ({one}, '{one}', {one}, 1)"
                for one in (1, 2)
            ),
            *(
                f"INSERT INTO topics (id, name, folded, position) VALUES ({one}, '{one}', {one}, 1)"
                for one in (1, 2)
            ),
            "INSERT INTO audience_lists (id, created_by, created_at) VALUES (1, 1, 1)",
            *(
                f"INSERT INTO {table} SELECT {number}, id FROM subscribers"
                for table in ("subscriber_tags", "topic_opt_outs")
                for number in (1, 2)
            ),
            "INSERT INTO audience_list_members SELECT 1, id FROM subscribers",
        ):
            await connection.exec_driver_sql(statement)


async def rows(database: Database, table: str) -> int:
    async with database.read() as connection:
        found = await connection.exec_driver_sql(f"SELECT count(*) FROM {table}")
        return int(found.scalar_one())


@pytest.mark.usefixtures("people")
async def test_no_more_at_once_than_others_can_wait_for(database: Database) -> None:
    async with database.write() as connection:
        await connection.exec_driver_sql("DELETE FROM tags WHERE id = 2")
        await connection.exec_driver_sql("DELETE FROM audience_lists")
    left, gone = 3 * PEOPLE, 1
    while gone:
        async with database.write() as connection:
            gone = await leftovers.forget(connection, limit=10)
        now = await rows(database, "subscriber_tags") + await rows(
            database, "audience_list_members"
        )
        assert left - 10 <= now
        left = now
    assert await rows(database, "subscriber_tags") == PEOPLE
    assert await rows(database, "audience_list_members") == 0
    assert await rows(database, "topic_opt_outs") == 2 * PEOPLE


@pytest.mark.usefixtures("people")
async def test_a_tag_and_a_topic_go_from_everybody(database: Database) -> None:
    clock = FastClock(100)
    await Tags(database, clock).remove(1, by=editor())
    await Topics(database, clock).remove(2, by=owner())
    assert await rows(database, "subscriber_tags") == PEOPLE
    assert await rows(database, "topic_opt_outs") == PEOPLE
