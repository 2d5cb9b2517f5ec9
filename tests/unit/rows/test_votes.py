"""Votes in the polls of broadcasts: whatever the order, the tally is that of the last words."""

from collections import Counter

import pytest
from aiogram.types import PollAnswer, Update
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.decoding.essentials import essentials_of
from bot.decoding.updates import read_update
from botapi.outcome import Verdict
from botapi.reading import poll_number, read
from botapi.reply import Reply
from broadcast.doors.votes import KEPT, Votes
from db.broadcasts import polls
from db.broadcasts.polls import SentPoll
from db.connection.database import Database
from db.subscribers.store import Subscribers
from tests.clocks import VirtualClock

RUN = 7


async def sent(database: Database, *poll_ids: int, subscriber_id: int = 1) -> None:
    async with database.write() as connection:
        await polls.note(connection, [SentPoll(one, RUN, subscriber_id) for one in poll_ids])


@pytest.fixture
def votes(database: Database) -> Votes:
    return Votes(database, VirtualClock())


async def test_a_vote_is_counted_changed_and_taken_back(votes: Votes, database: Database) -> None:
    await sent(database, 1, 2)
    await votes.record(1, 50, [0])
    await votes.record(2, 51, [0, 1])
    assert await votes.tally(RUN) == {0: 2, 1: 1}
    await votes.record(1, 50, [1])
    assert await votes.tally(RUN) == {0: 1, 1: 2}
    await votes.record(2, 51, [])
    await votes.record(2, 51, [])
    assert await votes.tally(RUN) == {0: 0, 1: 1}
    async with database.read() as connection:
        rows = await connection.exec_driver_sql("SELECT poll_id, voter_id FROM poll_votes")
        assert [tuple(row) for row in rows] == [(1, 50)]


async def test_a_vote_that_was_faster_than_the_note_of_its_poll(
    votes: Votes, database: Database
) -> None:
    """Outcomes are written up to 0.2 s later, and longer where the disk is full."""
    await votes.record(1, 50, [1])
    assert await votes.tally(RUN) == {}
    await sent(database, 1)
    await sent(database, 1)  # a commit that is made once more
    assert await votes.tally(RUN) == {1: 1}


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.one_of(
            st.tuples(st.integers(1, 3), st.integers(50, 52), st.lists(st.integers(-1, 70))),
            st.integers(1, 3),
        ),
        max_size=20,
    )
)
async def test_the_tally_is_what_counting_would_give(
    votes: Votes, database: Database, moves: list[int | tuple[int, int, list[int]]]
) -> None:
    async with database.write() as connection:
        for table in ("polls", "poll_votes", "poll_tallies"):
            await connection.exec_driver_sql(f"DELETE FROM {table}")
    last: dict[tuple[int, int], set[int]] = {}
    known = set()
    for move in moves:
        if isinstance(move, int):
            if move not in known:
                await sent(database, move)
            known.add(move)
        else:
            poll_id, voter, options = move
            await votes.record(poll_id, voter, options)
            last[poll_id, voter] = {one for one in options if 0 <= one < polls.MOST_OPTIONS}
    counted = Counter(
        option for (poll_id, _), options in last.items() if poll_id in known for option in options
    )
    tally = {option: count for option, count in (await votes.tally(RUN)).items() if count}
    assert tally == dict(counted)


async def test_whoever_is_erased_has_not_voted(votes: Votes, database: Database) -> None:
    subscribers = Subscribers(database)
    await subscribers.subscribe(50, now=1)
    row = await subscribers.find(50)
    assert row is not None
    await sent(database, 1, subscriber_id=row.id)
    await sent(database, 2, subscriber_id=99)
    await votes.record(1, 50, [0])
    await votes.record(2, 50, [0])
    await votes.record(2, 51, [0])
    await subscribers.erase(50)
    assert await votes.tally(RUN) == {0: 1}
    async with database.read() as connection:
        rows = await connection.exec_driver_sql(
            "SELECT (SELECT count(*) FROM poll_votes WHERE voter_id = 50),"
            " (SELECT count(*) FROM polls WHERE poll_id = 1)"
        )
        assert rows.one() == (0, 0)


async def test_votes_of_polls_that_nobody_knows_are_swept(database: Database) -> None:
    """The admin's own tests, and what was pruned: the tables would grow for ever."""
    clock = VirtualClock()
    votes = Votes(database, clock)
    await sent(database, 1)
    await votes.record(1, 50, [0])
    await votes.record(2, 50, [0])
    assert await votes.sweep() == 0
    await clock.advance(KEPT + 1)
    assert await votes.sweep() == 1
    async with database.write() as connection:
        assert await polls.forget(connection, RUN, limit=10)
        assert not await polls.forget(connection, RUN, limit=10)
    assert await votes.sweep() == 1
    assert await votes.tally(RUN) == {0: 1}, "the report keeps its figures"


def reply(poll_id: bytes | int) -> Reply:
    poll = b'"%b"' % poll_id if isinstance(poll_id, bytes) else b"%d" % poll_id
    return Reply(status=200, body=b'{"ok":true,"result":{"message_id":5,"poll":{"id":%s}}}' % poll)


def test_the_id_of_a_sent_poll() -> None:
    assert read(reply(b"5411111111111111111"), chat_id=1, poll=True).poll_id == (
        5411111111111111111
    )
    assert read(reply(b"5411111111111111111"), chat_id=1).poll_id is None
    for odd in (b"", b"x", b"99999999999999999999", 7):
        outcome = read(reply(odd), chat_id=1, poll=True)
        assert (outcome.verdict, outcome.message_ids, outcome.poll_id) == (Verdict.SENT, (5,), None)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", 12),
        ("-9223372036854775808", -(2**63)),
        ("9223372036854775808", None),
        ("", None),
        ("1_0", None),
        ("²", None),
        ("1" * 5_000, None),
    ],
)
def test_ids_as_the_table_takes_them(text: str, number: int | None) -> None:
    assert poll_number(text) == number


@pytest.mark.parametrize("names", [{}, {"option_persistent_ids": ["a"]}])
def test_a_server_that_does_not_name_the_options(names: dict[str, object]) -> None:
    """Votes were dropped as broken: the names of options came with Bot API 9.6."""
    user = {"id": 50, "is_bot": False, "first_name": "Ann"}
    raw = {
        "update_id": 1,
        "poll_answer": {"poll_id": "77", "user": user, "option_ids": [1], **names},
    }
    update = read_update(raw, essentials_of(raw, 1), None)  # type: ignore[arg-type]
    assert isinstance(update, Update)
    answer = update.poll_answer
    assert isinstance(answer, PollAnswer)
    assert (answer.poll_id, answer.option_ids) == ("77", [1])
    assert answer.user is not None
    assert answer.user.id == 50
