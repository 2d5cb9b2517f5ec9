"""Subscriptions of many at once: few transactions, and each gets the answer it would get alone."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from db.connection.database import Database
from db.connection.group_commit import MOST
from db.errors import DatabaseTrouble
from db.subscribers import changes
from db.subscribers.store import Subscribed, Subscribers
from tests.connections import counted_commits, readers_of

RUSH = 1_000


@pytest.fixture
def subscribers(database: Database) -> Subscribers:
    return Subscribers(database)


async def test_a_rush_of_starts_shares_transactions(
    subscribers: Subscribers, database: Database
) -> None:
    """One by one they were a thousand, and every other writer waited for them."""
    with counted_commits(database) as commits:
        answers = await asyncio.gather(
            *(subscribers.subscribe(chat_id, now=1) for chat_id in range(RUSH))
        )
    assert answers == [Subscribed.NEW] * RUSH
    assert await subscribers.active_count() == RUSH
    assert len(commits) == 1 + -(-(RUSH - 1) // MOST)


async def test_leaving_and_being_blocked_share_them_too(
    subscribers: Subscribers, database: Database
) -> None:
    await asyncio.gather(*(subscribers.subscribe(chat_id, now=1) for chat_id in range(100)))
    with counted_commits(database) as commits:
        await asyncio.gather(
            *(subscribers.unsubscribe(chat_id, now=2) for chat_id in range(50)),
            *(subscribers.block(chat_id, now=2) for chat_id in range(50, 100)),
        )
    assert await subscribers.counts() == {"unsubscribed": 50, "blocked": 50}
    assert len(commits) == 2


async def test_what_changes_nothing_takes_no_transaction(
    subscribers: Subscribers, database: Database
) -> None:
    await asyncio.gather(*(subscribers.subscribe(chat_id, now=1) for chat_id in range(50)))
    with counted_commits(database) as commits:
        again = await asyncio.gather(
            *(subscribers.subscribe(chat_id, now=2) for chat_id in range(50))
        )
        strangers = await asyncio.gather(
            *(subscribers.unsubscribe(chat_id, now=2) for chat_id in range(50, 100))
        )
    assert again == [Subscribed.ALREADY] * 50
    assert not any(strangers)
    assert commits == []


async def test_one_chat_in_a_batch_again_and_again(subscribers: Subscribers) -> None:
    """In order of arrival, each finds what the one before it left."""
    holder = subscribers.subscribe(1, now=1)  # the others come while this one is written
    answers = await asyncio.gather(
        holder,
        subscribers.subscribe(5, source="spring", first_name="Ann", now=1),
        subscribers.subscribe(5, source="autumn", first_name="Ann", now=2),
        subscribers.unsubscribe(5, now=3),
        subscribers.unsubscribe(5, now=4),
        subscribers.subscribe(5, first_name="Anna", now=5),
        subscribers.block(5, now=6),
    )
    new, already, revived = Subscribed.NEW, Subscribed.ALREADY, Subscribed.REVIVED
    assert answers == [new, new, already, True, False, revived, True]
    row = await subscribers.find(5)
    assert row is not None
    assert (row.source, row.joined_at, row.first_name, row.state) == (
        "spring",
        1,
        "Anna",
        "blocked",
    )


async def test_one_that_cannot_be_written_does_not_take_the_others_with_it(
    subscribers: Subscribers,
) -> None:
    half_a_letter = "\ud800"  # JSON may hold it, SQLite's driver refuses it
    answers = await asyncio.gather(
        *(
            subscribers.subscribe(
                chat_id, first_name=half_a_letter if chat_id == 77 else "Ann", now=1
            )
            for chat_id in range(100)
        ),
        return_exceptions=True,
    )
    assert isinstance(answers[77], UnicodeEncodeError)
    assert [answer for place, answer in enumerate(answers) if place != 77] == [Subscribed.NEW] * 99
    assert await subscribers.active_count() == 99


async def test_trouble_reaches_everybody(
    subscribers: Subscribers, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> None:
        raise DatabaseTrouble("it is away")

    with monkeypatch.context() as patched:
        patched.setattr(changes, "read", away)
        answers = await asyncio.gather(
            *(subscribers.subscribe(chat_id, now=1) for chat_id in range(100)),
            return_exceptions=True,
        )
    assert {type(answer) for answer in answers} == {DatabaseTrouble}
    assert await subscribers.subscribe(5, now=1) is Subscribed.NEW


async def test_a_cancelled_one_does_not_take_the_others_with_it(subscribers: Subscribers) -> None:
    tasks = [
        asyncio.get_running_loop().create_task(subscribers.subscribe(chat_id, now=1))
        for chat_id in range(50)
    ]
    await asyncio.sleep(0)
    tasks[0].cancel()  # the one at work
    tasks[9].cancel()
    answers = await asyncio.gather(*tasks, return_exceptions=True)
    assert [place for place, one in enumerate(answers) if isinstance(one, BaseException)] == [0, 9]
    for chat_id in set(range(50)) - {0, 9}:
        row = await subscribers.find(chat_id)
        assert row is not None


async def test_languages_of_many_are_asked_together(
    subscribers: Subscribers, database: Database
) -> None:
    for chat_id in range(20):
        await subscribers.subscribe(chat_id, language_code=f"x{chat_id:02}", now=1)
    asked: list[str] = []
    engine = readers_of(database)

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    answers = await asyncio.gather(*(subscribers.languages_of(chat_id) for chat_id in range(25)))
    assert answers == [(None, f"x{n:02}") for n in range(20)] + [(None, None)] * 5
    assert len(asked) == 2


Act = Callable[[Subscribers], Awaitable[object]]


def _act(kind: str, chat_id: int, word: str, now: int) -> Act:
    name, source = f"Name {word}", f"from {word}"
    acts: dict[str, Act] = {
        "start": lambda s: s.subscribe(
            chat_id, now=now, first_name=name, source=source, language_code=word or None
        ),
        "stop": lambda s: s.unsubscribe(chat_id, now=now),
        "block": lambda s: s.block(chat_id, now=now),
        "unblock": lambda s: s.unblock(chat_id, now=now),
        "touch": lambda s: s.touch(
            chat_id, first_name=name, username=word or None, language_code=None, now=now
        ),
    }
    return acts[kind]


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["start", "stop", "block", "unblock", "touch"]),
        st.integers(1, 3),
        st.sampled_from(["", "en", "ru"]),
    ),
    min_size=1,
    max_size=30,
)


# Each step of the slow side waits for the disk.
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTS)
async def test_together_is_the_same_as_one_by_one(
    database: Database, acts: list[tuple[str, int, str]]
) -> None:
    made = [_act(*act, now) for now, act in enumerate(acts, start=1)]
    one_by_one = [await act(Subscribers(database)) for act in made]
    alone = await _taken_out(database)
    subscribers = Subscribers(database)
    assert await asyncio.gather(*(act(subscribers) for act in made)) == one_by_one
    assert await _taken_out(database) == alone


async def _taken_out(database: Database) -> list[tuple[object, ...]]:
    """Without the numbers: those of one batch need not be in order of arrival."""
    async with database.write() as connection:
        rows = await connection.exec_driver_sql(
            "SELECT chat_id, kind, first_name, username, language_code, source, state, joined_at,"
            " changed_at FROM subscribers ORDER BY chat_id"
        )
        taken = [tuple(row) for row in rows]
        await connection.exec_driver_sql("DELETE FROM subscribers")
        return taken
