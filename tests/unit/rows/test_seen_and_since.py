"""When somebody was last seen, and since when they are in their state."""

import io

import pytest
from sqlalchemy import event, text
from sqlalchemy.engine import Engine

from db.answers import taps
from db.answers.taps import Tap
from db.connection.database import Database
from db.knowledge import topics
from db.ledger import migrated_chats
from db.subscribers.changes import HOUR
from db.subscribers.csv_transfer import import_subscribers
from db.subscribers.store import Subscribers

NOON = 500_000 * HOUR


async def moments(database: Database, chat_id: int = 7) -> tuple[int | None, int | None]:
    """Seen, and in that state since."""
    async with database.read() as connection:
        row = await connection.execute(
            text("SELECT seen_at, state_at FROM subscribers WHERE chat_id = :chat"),
            {"chat": chat_id},
        )
        return tuple(row.one())


async def touch(people: Subscribers, now: int) -> None:
    await people.touch(7, first_name="Ada", username=None, language_code="en", now=now)


async def test_who_writes_is_seen_and_written_once_in_an_hour(database: Database) -> None:
    people = Subscribers(database)
    await people.subscribe(7, now=NOON + 100, first_name="Ada", language_code="en")
    assert await moments(database) == (NOON, NOON + 100)
    written: list[str] = []

    def heard(_: object, __: object, statement: str, *___: object) -> None:
        if statement.startswith(("INSERT", "UPDATE")):
            written.append(statement)

    event.listen(Engine, "before_cursor_execute", heard)
    try:
        await touch(people, NOON + 200)
        await touch(people, NOON + HOUR - 1)
        assert written == []
        await touch(people, NOON + HOUR)
        await touch(people, NOON + HOUR + 5)
        assert len(written) == 1
    finally:
        event.remove(Engine, "before_cursor_execute", heard)
    assert await moments(database) == (NOON + HOUR, NOON + 100)


async def test_a_clock_that_goes_back_makes_nobody_seen_earlier(database: Database) -> None:
    people = Subscribers(database)
    await people.subscribe(7, now=NOON)
    await touch(people, NOON - 5 * HOUR)
    assert (await moments(database))[0] == NOON


async def test_each_change_of_the_state_has_its_moment(database: Database) -> None:
    people = Subscribers(database)
    await people.subscribe(7, now=NOON)
    await people.subscribe(7, now=NOON + 1)  # was active: no change
    assert (await moments(database))[1] == NOON
    await people.unsubscribe(7, NOON + 2)
    await people.unsubscribe(7, NOON + 3)
    assert (await moments(database))[1] == NOON + 2
    await people.subscribe(7, now=NOON + 4)
    assert (await moments(database))[1] == NOON + 4
    await people.block(7, NOON + 5)
    assert (await moments(database))[1] == NOON + 5
    await people.unblock(7, NOON + 6)
    assert (await moments(database))[1] == NOON + 6
    await people.set_language(7, "de", NOON + 7)
    await touch(people, NOON + 8)
    assert (await moments(database))[1] == NOON + 6


async def test_what_a_delivery_finds_out_has_its_moment_too(database: Database) -> None:
    await Subscribers(database).subscribe(7, now=NOON)
    async with database.write() as connection:
        await migrated_chats.mark(connection, [1], state="blocked", now=NOON + 9)
    assert await moments(database) == (NOON, NOON + 9)


@pytest.mark.parametrize("state", ["active", "blocked"])
async def test_two_chats_that_become_one_have_the_later_ones_state_since_then(
    database: Database, state: str
) -> None:
    people = Subscribers(database)
    await people.subscribe(-7, now=NOON, kind="group")
    await people.subscribe(-1_000_000_000_007, now=NOON + 3, kind="supergroup")
    if state == "blocked":
        await people.block(-1_000_000_000_007, NOON + 4)
    await people.migrate(-7, -1_000_000_000_007, NOON + 9)
    since = NOON + 4 if state == "blocked" else NOON + 3
    assert (await moments(database, -1_000_000_000_007))[1] == since


async def test_whoever_is_only_known_is_so_since_then(database: Database) -> None:
    await Subscribers(database).set_language(7, "de", NOON + 1)
    assert await moments(database) == (None, NOON + 1)
    async with database.write() as connection:
        await connection.execute(
            text("INSERT INTO topics (id, name, folded, position) VALUES (1, 'N', 'n', 1)")
        )
        await topics.choose(connection, 8, 1, wanted=False, now=NOON + 2)
    assert await moments(database, 8) == (None, NOON + 2)


async def test_whoever_is_imported_was_not_seen(database: Database) -> None:
    file = io.BytesIO(b"chat_id,joined_at\n7,2020-01-01\n")
    import_subscribers(
        database.url, file, now=NOON, on_problem=lambda *_: None, pause=lambda _: None
    )
    assert await moments(database) == (None, NOON)


async def test_who_taps_an_answer_is_seen(database: Database) -> None:
    await Subscribers(database).subscribe(7, now=NOON)
    async with database.write() as connection:
        tap = Tap(run_id=1, user_id=7, button=0, at=NOON + 2 * HOUR + 5)
        await taps.record(connection, [tap, tap._replace(user_id=99)])
    assert (await moments(database))[0] == NOON + 2 * HOUR
