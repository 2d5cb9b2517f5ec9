"""Reactions to broadcasts: found by the ledger's message numbers, the last word of each counts."""

from collections import Counter
from collections.abc import Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadcast.doors.answers.reactions import Reactions
from broadcast.ledger.writer import FLUSH_SECONDS
from db.answers import reactions as queries
from db.answers.reactions import MOST_RUNS
from db.connection.database import Database
from db.subscribers.store import Subscribers
from tests.clocks import VirtualClock
from tests.unit.answers.test_answers import launched

READER, NEIGHBOUR, CHANNEL = 101, 102, -1_000_000_000_001
RUN, OTHER = 1, 2
LIKE, FIRE = {"👍": 1}, {"🔥": 1}


async def got(database: Database, run_id: int, chat_id: int, *numbers: int) -> None:
    """A delivery of so many messages; the ledger has the last one in the row itself."""
    *earlier, last = numbers
    async with database.write() as connection:
        await connection.exec_driver_sql(
            "INSERT INTO deliveries (run_id, subscriber_id, state, message_id)"
            " SELECT ?, id, 2, ? FROM subscribers WHERE chat_id = ?",
            (run_id, last, chat_id),
        )
        for step, number in enumerate(earlier):
            await connection.exec_driver_sql(
                "INSERT INTO delivery_messages (run_id, subscriber_id, step, item, message_id)"
                " SELECT ?, id, ?, 0, ? FROM subscribers WHERE chat_id = ?",
                (run_id, step, number, chat_id),
            )


@pytest.fixture
async def reactions(database: Database) -> Reactions:
    await launched(database, RUN)
    await launched(database, OTHER)
    people = Subscribers(database)
    for chat_id in (READER, NEIGHBOUR):
        await people.subscribe(chat_id, now=1)
    await people.subscribe(CHANNEL, now=1, kind="channel")
    await got(database, RUN, READER, 10, 11)
    await got(database, RUN, NEIGHBOUR, 12)
    await got(database, RUN, CHANNEL, 10)
    await got(database, OTHER, READER, 20)
    return Reactions(database, VirtualClock())


async def react(
    reactions: Reactions, given: Mapping[str, int], who: int = READER, number: int = 11
) -> None:
    await reactions.record(who, number, who, given)


async def test_each_message_finds_its_broadcast(reactions: Reactions) -> None:
    await react(reactions, LIKE, number=10)
    await react(reactions, LIKE, number=11)
    await react(reactions, FIRE, NEIGHBOUR, 12)
    await react(reactions, FIRE, number=20)
    assert list(await reactions.counts(RUN)) == [("👍", 2), ("🔥", 1)]
    assert list(await reactions.counts(OTHER)) == [("🔥", 1)]


async def test_the_last_word_of_each_counts_and_twice_is_once(reactions: Reactions) -> None:
    for given_now in (LIKE, LIKE, FIRE, FIRE):
        await react(reactions, given_now)
    assert list(await reactions.counts(RUN)) == [("🔥", 1)]
    await react(reactions, {})
    assert list(await reactions.counts(RUN)) == []


@pytest.mark.parametrize(
    ("chat_id", "number"),
    [(READER, 12), (NEIGHBOUR, 11), (READER, 999), (555, 11), (CHANNEL, 11)],
)
async def test_other_messages_and_strangers_count_nowhere(
    reactions: Reactions, chat_id: int, number: int
) -> None:
    await react(reactions, LIKE, chat_id, number)
    assert list(await reactions.counts(RUN)) == []
    assert list(await reactions.counts(OTHER)) == []


@pytest.mark.parametrize(
    ("who", "counted"), [(READER, [("👍", 1)]), (NEIGHBOUR, [])], ids=["on its way", "is not"]
)
async def test_a_reaction_that_comes_before_the_outcome_is_committed_is_counted(
    reactions: Reactions, database: Database, who: int, counted: list[tuple[str, int]]
) -> None:
    await launched(database, 3)
    async with database.write() as connection:
        await connection.exec_driver_sql(
            "INSERT INTO deliveries (run_id, subscriber_id, state)"
            " SELECT 3, id, 1 FROM subscribers WHERE chat_id = ?",
            (READER,),
        )
    clock = Committing(database, 3)
    await react(Reactions(database, clock), LIKE, who, 30)
    assert list(await reactions.counts(3)) == counted


class Committing(VirtualClock):
    """While somebody sleeps, the ledger writes down which message it was."""

    def __init__(self, database: Database, run_id: int) -> None:
        super().__init__()
        self._database, self._run_id = database, run_id

    async def sleep(self, seconds: float) -> None:
        assert seconds >= FLUSH_SECONDS
        async with self._database.write() as connection:
            await connection.exec_driver_sql(
                "UPDATE deliveries SET state = 2, message_id = 30 WHERE run_id = ?", (self._run_id,)
            )


async def test_who_reacts_has_been_seen(reactions: Reactions, database: Database) -> None:
    await react(reactions, LIKE)
    await reactions.record(CHANNEL, 10, 0, LIKE)
    async with database.read() as connection:
        rows = await connection.exec_driver_sql(
            "SELECT chat_id FROM subscribers WHERE seen_at > 1000000"
        )
        assert rows.scalars().all() == [READER]


async def test_channels_tell_sums_which_replace_those_before(reactions: Reactions) -> None:
    await reactions.record(CHANNEL, 10, 0, {"👍": 5, "🔥": 2})
    await reactions.record(CHANNEL, 10, 0, {"👍": 7})
    await react(reactions, LIKE)
    assert list(await reactions.counts(RUN)) == [("👍", 8)]


async def test_who_is_erased_takes_their_reactions_along(
    reactions: Reactions, database: Database
) -> None:
    await react(reactions, LIKE)
    await react(reactions, LIKE, NEIGHBOUR, 12)
    await Subscribers(database).erase(READER)
    assert list(await reactions.counts(RUN)) == [("👍", 1)]


async def test_sums_outlive_an_old_ledger(reactions: Reactions, database: Database) -> None:
    await react(reactions, LIKE)
    await react(reactions, LIKE, NEIGHBOUR, 12)
    async with database.write() as connection:
        while await queries.forget(connection, RUN, limit=1):
            pass
        kept = await connection.exec_driver_sql("SELECT count(*) FROM reactions")
        assert kept.scalar_one() == 0
    assert list(await reactions.counts(RUN)) == [("👍", 2)]
    await Subscribers(database).erase(READER)
    assert list(await reactions.counts(RUN)) == [("👍", 2)]


async def test_the_newest_broadcasts_are_looked_at_and_not_all_there_were(
    reactions: Reactions, database: Database
) -> None:
    """In so many broadcasts at most, whatever the size of the ledger."""
    for run_id in range(3, MOST_RUNS + 2):
        await launched(database, run_id)
    await react(reactions, LIKE, number=20)
    await react(reactions, LIKE, number=11)
    assert list(await reactions.counts(OTHER)) == [("👍", 1)]
    assert list(await reactions.counts(RUN)) == []


@pytest.mark.sqlite_only("its query plans")
async def test_the_look_up_is_by_key(database: Database) -> None:
    filled = str(queries._LAST_MESSAGES)
    for name in ("runs", "people", "messages"):
        filled = filled.replace(f"(__[POSTCOMPILE_{name}])", "(1, 2, 3)")
    async with database.read() as connection:
        plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {filled}")
        lines = [str(row["detail"]) for row in plan.mappings()]
    assert "SEARCH deliveries USING PRIMARY KEY (run_id=? AND subscriber_id=?)" in lines


@settings(
    max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([(READER, 10), (READER, 11), (NEIGHBOUR, 12)]),
            st.dictionaries(st.sampled_from("👍🔥❤"), st.integers(0, 3), max_size=3),
        ),
        max_size=12,
    )
)
async def test_the_sums_are_what_counting_would_give(
    database: Database, reactions: Reactions, told: list[tuple[tuple[int, int], dict[str, int]]]
) -> None:
    async with database.write() as connection:
        await connection.exec_driver_sql("DELETE FROM reactions")
        await connection.exec_driver_sql("DELETE FROM reaction_tallies")
    last: dict[tuple[int, int], dict[str, int]] = {}
    for (who, number), given_now in told:
        await react(reactions, given_now, who, number)
        last[who, number] = given_now
    counted: Counter[str] = Counter()
    for given_now in last.values():
        counted.update(given_now)
    assert dict(await reactions.counts(RUN)) == {kind: n for kind, n in counted.items() if n}
