"""The subscribers' table."""

import pytest

from db.connection.database import Database
from db.schema.admins import dialog_states, progress_messages
from db.subscribers.store import Subscribed, Subscribers
from tests.connections import counted_commits


@pytest.fixture
def subscribers(database: Database) -> Subscribers:
    return Subscribers(database)


async def test_a_new_one_keeps_where_he_came_from(subscribers: Subscribers) -> None:
    assert await subscribers.subscribe(5, source="spring", now=10) is Subscribed.NEW
    await subscribers.unsubscribe(5, now=11)
    assert await subscribers.subscribe(5, source="autumn", now=12) is Subscribed.REVIVED
    row = await subscribers.find(5)
    assert row is not None
    assert (row.source, row.joined_at, row.state, row.kind) == ("spring", 10, "active", "private")


@pytest.mark.parametrize("state", ["unsubscribed", "blocked", "unreachable", "deactivated"])
async def test_start_revives_from_any_state(subscribers: Subscribers, state: str) -> None:
    await subscribers.subscribe(5, now=1)
    assert await subscribers.set_state(5, state, now=2)
    assert await subscribers.subscribe(5, now=3) is Subscribed.REVIVED
    assert await subscribers.counts() == {"active": 1}


async def test_a_second_start_writes_nothing(subscribers: Subscribers, database: Database) -> None:
    await subscribers.subscribe(5, first_name="Ann", language_code="en", now=1)
    with counted_commits(database) as commits:
        again = await subscribers.subscribe(5, first_name="Ann", language_code="en", now=2)
        await subscribers.touch(5, first_name="Ann", username=None, language_code="en", now=2)
        assert again is Subscribed.ALREADY
        assert commits == []
        await subscribers.touch(5, first_name="Anna", username=None, language_code="en", now=2)
        assert len(commits) == 1


async def test_a_language_of_no_length_that_there_is_breaks_nothing(
    subscribers: Subscribers,
) -> None:
    for now in (1, 2):
        await subscribers.subscribe(5, language_code="x" * 99, now=now)
    assert await subscribers.languages_of(5) == (None, "x" * 16)


async def test_numbers_are_taken_by_new_people_alone(subscribers: Subscribers) -> None:
    """Whoever is known is changed, in place of being put in once more."""
    await subscribers.subscribe(5, first_name="Ann", now=1)
    for now in range(2, 9):
        await subscribers.subscribe(5, first_name=f"Ann {now}", now=now)
        await subscribers.set_language(5, "de", now=now)
    await subscribers.subscribe(6, now=9)
    await subscribers.erase(6)
    await subscribers.subscribe(7, now=10)
    numbers = [one.id for chat_id in (5, 7) if (one := await subscribers.find(chat_id))]
    assert numbers == [1, 3]


async def test_a_start_under_a_new_name_keeps_the_new_name(subscribers: Subscribers) -> None:
    await subscribers.subscribe(5, first_name="Ann", now=1)
    again = await subscribers.subscribe(5, first_name="Anna", username="anna", now=2)
    row = await subscribers.find(5)
    assert again is Subscribed.ALREADY
    assert row is not None
    assert (row.first_name, row.username) == ("Anna", "anna")


async def test_stop_is_told_apart_from_having_stopped(subscribers: Subscribers) -> None:
    assert not await subscribers.unsubscribe(5, now=1)
    await subscribers.subscribe(5, now=1)
    assert await subscribers.unsubscribe(5, now=2)
    assert not await subscribers.unsubscribe(5, now=3)


async def test_who_unsubscribed_and_blocks_is_not_revived_by_unblocking(
    subscribers: Subscribers,
) -> None:
    await subscribers.subscribe(5, now=1)
    await subscribers.unsubscribe(5, now=2)
    assert not await subscribers.block(5, now=3)
    assert not await subscribers.unblock(5, now=4)
    assert await subscribers.counts() == {"unsubscribed": 1}


async def test_blocking_and_unblocking(subscribers: Subscribers) -> None:
    await subscribers.subscribe(5, now=1)
    assert await subscribers.block(5, now=2)
    assert await subscribers.active_count() == 0
    assert await subscribers.unblock(5, now=3)
    assert await subscribers.active_count() == 1
    assert not await subscribers.block(6, now=3)


async def test_languages(subscribers: Subscribers) -> None:
    assert await subscribers.languages_of(5) == (None, None)
    await subscribers.subscribe(5, language_code="en", now=1)
    await subscribers.set_language(5, "ru", now=2)
    assert await subscribers.languages_of(5) == ("ru", "en")
    await subscribers.subscribe(5, language_code=None, now=3)
    assert await subscribers.languages_of(5) == ("ru", "en")


async def test_choosing_a_language_subscribes_nobody(subscribers: Subscribers) -> None:
    await subscribers.set_language(5, "ru", now=2)
    assert await subscribers.languages_of(5) == ("ru", None)
    assert await subscribers.active_count() == 0
    assert await subscribers.subscribe(5, now=3) is Subscribed.REVIVED


async def test_counts_by_language_are_by_the_chosen_one_without_region(
    subscribers: Subscribers,
) -> None:
    for chat_id, code in enumerate(["pt-br", "pt", "en", None, "de"], start=1):
        await subscribers.subscribe(chat_id, language_code=code, now=1)
    await subscribers.set_language(3, "ru", now=2)
    await subscribers.unsubscribe(5, now=2)
    assert await subscribers.counts_by_language() == {"pt": 2, "": 1, "ru": 1}


async def test_erasing_leaves_nothing_and_the_number_is_never_given_again(
    subscribers: Subscribers, database: Database
) -> None:
    await subscribers.subscribe(5, now=1)
    before = await subscribers.find(5)
    async with database.write() as connection:
        await connection.execute(dialog_states.insert().values(key="a", user_id=5, changed_at=1))
        await connection.execute(dialog_states.insert().values(key="b", user_id=6, changed_at=1))
        await connection.exec_driver_sql(
            "INSERT INTO broadcasts (id, title, content, created_by, created_at) "
            "VALUES (1, '', '', 5, 1)"
        )
        values = {"broadcast_id": 1, "chat_id": 5, "message_id": 7}
        await connection.execute(progress_messages.insert().values(**values))
    assert await subscribers.erase(5)
    assert not await subscribers.erase(5)
    async with database.read() as connection:
        states = (await connection.execute(dialog_states.select())).all()
        progress = (await connection.execute(progress_messages.select())).all()
    assert [row.user_id for row in states] == [6]
    assert progress == []
    await subscribers.subscribe(5, now=2)
    after = await subscribers.find(5)
    assert before is not None
    assert after is not None
    assert after.id > before.id


async def test_an_erased_admin_stayed_in_what_they_made(
    subscribers: Subscribers, database: Database
) -> None:
    async with database.write() as connection:
        await connection.exec_driver_sql(
            "INSERT INTO broadcasts (id, stage, title, content, created_by, created_at) VALUES "
            "(1, 'draft', '', '', 5, 1), (2, 'launched', '', '', 5, 1), (3, 'draft', '', '', 6, 1)"
        )
        await connection.exec_driver_sql(
            "INSERT INTO runs (broadcast_id, launched_by, launched_at, audience_upto, total) "
            "VALUES (2, 5, 1, 0, 0)"
        )
    await subscribers.erase(5)
    async with database.read() as connection:
        made = await connection.exec_driver_sql("SELECT id, created_by FROM broadcasts ORDER BY id")
        assert [tuple(row) for row in made] == [(2, 0), (3, 6)]
        launched = await connection.exec_driver_sql("SELECT launched_by FROM runs")
        assert [tuple(row) for row in launched] == [(0,)]


async def test_a_group_that_moves_keeps_its_number(subscribers: Subscribers) -> None:
    await subscribers.subscribe(-77, kind="group", first_name="Choir", now=1)
    before = await subscribers.find(-77)
    await subscribers.migrate(-77, -1_001_234, now=2)
    after = await subscribers.find(-1_001_234)
    assert await subscribers.find(-77) is None
    assert before is not None
    assert after is not None
    assert (after.id, after.first_name) == (before.id, "Choir")


async def test_the_moment_of_the_last_change_of_state_is_kept(database: Database) -> None:
    """A new name, or another topic, is none."""
    people = Subscribers(database)

    async def moment() -> int:
        async with database.read() as connection:
            found = await connection.exec_driver_sql("SELECT state_at FROM subscribers")
            return int(found.scalar_one())

    await people.subscribe(50, now=1)
    await people.subscribe(50, now=2, first_name="Ann", thread_id=5)
    await people.touch(50, first_name="Anna", username=None, language_code="en", now=3)
    assert await moment() == 1
    for now, change in ((4, people.block), (5, people.unblock), (6, people.unsubscribe)):
        await change(50, now)
        assert await moment() == now
    await people.subscribe(50, now=7)
    assert await moment() == 7
