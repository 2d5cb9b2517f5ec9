"""Which text a call in doubt had: it is asked for by the buttons of that."""

from sqlalchemy.ext.asyncio import AsyncConnection

from db.certainty import said
from db.connection.database import Database
from db.mending import texts
from tests.filled import add_run

FIRST, SECOND, THIRD = "{}", '{"n": 2}', '{"n": 3}'


async def correct(connection: AsyncConnection, number: int, text: str) -> None:
    """Begin to, as an admin does."""
    await add_run(
        connection,
        number,
        kind="edit",
        source_run_id=1,
        audience_upto=9,
        total=9,
        content=text,
    )
    await texts.replace(connection, 1, text, title="")


async def freeze(connection: AsyncConnection, number: int) -> None:
    """From here on claims have the new text."""
    await connection.exec_driver_sql(f"UPDATE runs SET frozen = true WHERE id = {number}")


async def test_a_call_has_the_text_of_the_last_correction_that_was_set_up(
    database: Database,
) -> None:
    """Until then whatever is on its way left before."""
    async with database.write() as connection:
        await add_run(connection, audience_upto=9, total=9, content=FIRST)
        marks = [await said.mark_of_calls(connection, 1)]
        for number, text in ((2, SECOND), (3, THIRD)):
            await correct(connection, number, text)
            marks.append(await said.mark_of_calls(connection, 1))
            await freeze(connection, number)
            marks.append(await said.mark_of_calls(connection, 1))
        found = [await said.find(connection, 1, THIRD, one) for one in marks]
    assert found == [FIRST, FIRST, SECOND, SECOND, THIRD]


async def test_what_a_changed_step_of_a_series_said_before_is_not_known(
    database: Database,
) -> None:
    async with database.write() as connection:
        await add_run(connection, audience_upto=9, total=9, content=SECOND)
        mark = await said.mark_of_calls(connection, 1)
        assert await said.find(connection, 1, SECOND, mark) == SECOND
        assert await said.find(connection, 1, THIRD, mark) is None
