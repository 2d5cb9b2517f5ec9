"""What the nodes write down for each other, on a real server: jobs, heartbeats, who is gone."""

from collections.abc import AsyncIterator

import pytest
from sqlalchemy.engine import URL

from bot.fleet.register import tables
from bot.fleet.register.book import Book
from bot.fleet.register.line import Line
from bot.fleet.rules import JobState
from db.errors import DatabaseTooNew, DatabaseTrouble

BOT = 4242


@pytest.fixture
async def line(postgresql_url: URL) -> AsyncIterator[Line]:
    opened = Line(postgresql_url, patience=60)
    async with opened.connection() as connection:
        await tables.make(connection)
    yield opened
    await opened.close()


@pytest.fixture
async def book(line: Line) -> AsyncIterator[Book]:
    async with line.connection() as connection:
        yield await Book.over(connection)


async def node(book: Book, name: str) -> int:
    return await book.sign_on(name, address=None, version="1", bots=[BOT])


async def silent(book: Book, *workers: int) -> dict[int, object]:
    """Their last heartbeats, as a judge has seen them."""
    return {
        one.worker: one.beat
        for one in (await book.read()).nodes
        if one.worker is not None and one.worker in workers
    }


async def test_a_bot_is_served_by_one_node_at_a_time(book: Book) -> None:
    first, second = await node(book, "a"), await node(book, "b")
    await book.give(BOT, "a", "nobody had it")
    job = await book.take("a", first)
    assert job is not None
    await book.give(BOT, "b", "by mistake")
    assert await book.take("b", second) is None
    await book.end(job.id, well=True)
    after = await book.take("b", second)
    assert after is not None
    assert after.id > job.id, "the number of a job is the epoch"


async def test_a_job_is_its_nodes_alone(book: Book) -> None:
    worker = await node(book, "b")
    await book.give(BOT, "a", "nobody had it")
    assert await book.take("b", worker) is None


async def test_whoever_was_silent_is_forgotten_and_its_jobs_end(book: Book) -> None:
    worker = await node(book, "a")
    await book.give(BOT, "a", "nobody had it")
    job = await book.take("a", worker)
    assert job is not None
    assert await book.forget(await silent(book, worker)) == [worker]
    assert [one.bot for one in await book.fail_orphans()] == [BOT]
    assert (await book.read()).jobs == ()
    assert not await book.beat("a", worker, leaving=False, bots=[BOT]), "it is told so"
    with pytest.raises(Exception, match="Database error"):
        await book.end(job.id, well=True)


async def test_whoever_beats_in_the_last_moment_is_not_forgotten(book: Book) -> None:
    worker = await node(book, "a")
    seen = await silent(book, worker)
    assert await book.beat("a", worker, leaving=False, bots=[BOT])
    assert await book.forget(seen) == []


async def test_a_job_that_is_to_be_handed_over_says_so(book: Book) -> None:
    worker = await node(book, "a")
    await book.give(BOT, "a", "nobody had it")
    job = await book.take("a", worker)
    assert job is not None
    await book.ask_to_hand_over(job.id)
    page = await book.read()
    assert [one.state for one in page.jobs] == [JobState.LEAVING]
    assert page.workers == {job.id: worker}


async def test_what_waits_can_be_withdrawn_and_what_has_begun_cannot(book: Book) -> None:
    worker = await node(book, "a")
    waiting = await book.give(BOT, "a", "nobody had it")
    assert await book.withdraw(waiting)
    begun = await book.give(BOT, "a", "nobody had it")
    await book.take("a", worker)
    assert not await book.withdraw(begun)


async def test_two_nodes_of_one_name_are_not_one(book: Book) -> None:
    first = await node(book, "a")
    second = await node(book, "a")
    assert not await book.beat("a", first, leaving=False, bots=[BOT])
    assert await book.beat("a", second, leaving=False, bots=[BOT])


async def test_a_node_that_died_is_remembered_for_a_day(book: Book) -> None:
    lately, long_ago, asleep = [await node(book, name) for name in ("b", "c", "d")]
    assert await book.forget(await silent(book, lately, long_ago)) == [lately, long_ago]
    await book._do("UPDATE nodes SET seen_at = now() - interval '2 days' WHERE name <> 'b'")
    await node(book, "a")
    assert {one.name for one in (await book.read()).nodes} == {"a", "b", "d"}, asleep


async def test_who_was_refused_is_tried_again_when_its_token_is_named_again(book: Book) -> None:
    await book.enable([BOT])
    await book.disable(BOT, "the token was refused")
    assert (await book.read()).enabled == frozenset()
    await book.enable([BOT])
    assert (await book.read()).enabled == {BOT}


async def test_numbers_go_on_above_what_others_have_counted(book: Book) -> None:
    await book.number_above(900)
    assert await book.give(BOT, "a", "nobody had it") > 900
    await book.number_above(3)
    assert await book.give(7, "a", "nobody had it") > 900


async def test_one_node_assigns_at_a_time(line: Line, postgresql_url: URL) -> None:
    other = Line(postgresql_url, patience=60)
    async with line.connection() as mine, other.connection() as theirs:
        async with mine.transaction():
            assert await (await Book.over(mine)).alone()
            async with theirs.transaction():
                assert not await (await Book.over(theirs)).alone()
        async with theirs.transaction():
            assert await (await Book.over(theirs)).alone()
    await other.close()


async def test_tables_are_made_once(line: Line) -> None:
    async with line.connection() as connection:
        await tables.make(connection)


async def test_tables_of_a_newer_procrastinate_are_left_alone(line: Line) -> None:
    async with line.connection() as connection:
        await connection.execute(
            "UPDATE made SET version = '99.00.00_01_later.sql' WHERE part = 'procrastinate'"
        )
        with pytest.raises(DatabaseTooNew, match="99"):
            await tables.make(connection)


async def test_tables_of_somebody_elses_procrastinate_are_left_alone(
    postgresql_url: URL,
) -> None:
    line = Line(postgresql_url, patience=60)
    async with line.connection() as connection:
        await connection.execute("CREATE SCHEMA herald")
        await connection.execute("CREATE TABLE procrastinate_jobs (id bigint)")
        with pytest.raises(DatabaseTrouble, match="has not made"):
            await tables.make(connection)
    await line.close()


def test_older_tables_of_procrastinate_are_brought_up_to_date() -> None:
    assert tables.missing(["1.sql", "2.sql", "3.sql"], "1.sql") == ["2.sql", "3.sql"]
    assert tables.missing(["1.sql"], "1.sql") == []


async def test_a_server_that_is_away_is_tried_anew_each_time(postgresql_url: URL) -> None:
    line = Line(postgresql_url.update_query_dict({"port": "1"}))
    for _ in range(2):
        with pytest.raises(DatabaseTrouble):
            async with line.connection():
                raise AssertionError("it is not there")
    await line.close()
