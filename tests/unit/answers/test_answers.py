"""Taps on answer buttons: whatever the order, the sums are those of everybody's last word."""

import asyncio
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from botapi.call import Call
from broadcast.doors.answers.answers import Answers, Tapped, shares_of
from broadcast.model.button import Button, ButtonKind
from broadcast.model.content import Content
from broadcast.model.options import Options
from broadcast.model.versions.variant import Variant
from db.answers import forgetting
from db.answers.tallies import Tally
from db.connection.database import Database
from db.schema.states import DeliveryState
from db.subscribers.store import Subscribers
from tests.clocks import VirtualClock

RUN, OTHER, GONE = 1, 2, 3
READER, NEIGHBOUR, STRANGER = 101, 102, 900
RED = Button(text="Red", value="Red it is", kind=ButtonKind.ANSWER, tag="Red team")
BLUE = Button(text="Blue", value="Blue it is", kind=ButtonKind.ANSWER, tag="blue")
DONT_KNOW = Button(text="?", value="Pity", kind=ButtonKind.ANSWER)
LINK = Button(text="Site", value="https://a.example")
HELLO = (Call(method="sendMessage", params={"text": "Hello"}),)
CONTENT = Content(
    message=HELLO,
    buttons=((RED, LINK), (BLUE, DONT_KNOW)),
    variants=(Variant(language="ru", message=HELLO, buttons=((RED,),)),),
)


async def launched(database: Database, run_id: int, content: Content = CONTENT) -> None:
    async with database.write() as connection:
        await connection.exec_driver_sql(
            "INSERT INTO broadcasts (id, stage, title, content, created_by, created_at, touched_at)"
            " VALUES (?, 'launched', '', '{}', 1, 1, 1)",
            (run_id,),
        )
        await connection.exec_driver_sql(
            "INSERT INTO runs (id, broadcast_id, launched_by, launched_at, audience_upto, total,"
            " content) VALUES (?, ?, 1, 1, 9, 2, ?)",
            (run_id, run_id, content.dump()),
        )


async def delivered(
    database: Database, run_id: int, chat_id: int, state: DeliveryState = DeliveryState.SENT
) -> None:
    async with database.write() as connection:
        await connection.exec_driver_sql(
            "INSERT INTO deliveries (run_id, subscriber_id, state)"
            " SELECT ?, id, ? FROM subscribers WHERE chat_id = ?"
            " ON CONFLICT (run_id, subscriber_id) DO UPDATE SET state = excluded.state",
            (run_id, int(state), chat_id),
        )


@pytest.fixture
async def answers(database: Database) -> Answers:
    """A broadcast that two people got; one of them got another one, too."""
    await launched(database, RUN)
    await launched(database, OTHER)
    people = Subscribers(database)
    for chat_id in (READER, NEIGHBOUR):
        await people.subscribe(chat_id, now=1)
        await delivered(database, RUN, chat_id)
    await delivered(database, OTHER, READER)
    return Answers(database, VirtualClock())


async def tap(
    answers: Answers, button: int, user_id: int = READER, run: int = RUN
) -> Tapped | None:
    return await answers.tap(run, 0, button, user_id=user_id)


async def sums(answers: Answers, run: int = RUN) -> list[tuple[int, int]]:
    counts = await answers.counts(run, CONTENT)
    return [(one.tally.recipients, one.tally.strangers) for one in counts]


async def tags_of(database: Database, chat_id: int) -> list[str]:
    async with database.read() as connection:
        rows = await connection.exec_driver_sql(
            "SELECT name FROM tags JOIN subscriber_tags ON tag_id = tags.id JOIN subscribers"
            " ON subscribers.id = subscriber_id WHERE chat_id = ? ORDER BY name",
            (chat_id,),
        )
        return [row[0] for row in rows]


async def test_one_person_counts_once_and_the_last_tap_holds(answers: Answers) -> None:
    assert await tap(answers, 0) == Tapped(words="Red it is")
    assert await tap(answers, 0) == Tapped(words="Red it is")
    assert await tap(answers, 1, NEIGHBOUR) == Tapped(words="Blue it is")
    assert await sums(answers) == [(1, 0), (1, 0), (0, 0)]
    await tap(answers, 1)
    assert await sums(answers) == [(0, 0), (2, 0), (0, 0)]


async def test_each_broadcast_is_counted_for_itself(answers: Answers) -> None:
    await tap(answers, 0)
    await tap(answers, 1, run=OTHER)
    assert await sums(answers) == [(1, 0), (0, 0), (0, 0)]
    assert await sums(answers, OTHER) == [(0, 0), (1, 0), (0, 0)]


async def test_strangers_are_counted_apart_and_never_subscribed(
    answers: Answers, database: Database
) -> None:
    """They tapped a copy that was forwarded to them; so may a subscriber who did not get it."""
    assert await tap(answers, 0, STRANGER) == Tapped(words="Red it is")
    assert await tap(answers, 0, NEIGHBOUR, run=OTHER) == Tapped(words="Red it is")
    assert await sums(answers) == [(0, 1), (0, 0), (0, 0)]
    assert await sums(answers, OTHER) == [(0, 1), (0, 0), (0, 0)]
    await tap(answers, 2, STRANGER)
    assert await sums(answers) == [(0, 0), (0, 0), (0, 1)]
    assert await Subscribers(database).find(STRANGER) is None
    assert await tags_of(database, NEIGHBOUR) == []


@pytest.mark.parametrize(
    ("state", "got_it"),
    [
        (DeliveryState.CLAIMED, True),  # its outcome is written a little later
        (DeliveryState.UNCERTAIN, True),
        (DeliveryState.PENDING, False),
        (DeliveryState.FAILED, False),
        (DeliveryState.SKIPPED, False),
    ],
)
async def test_who_may_have_it_is_no_stranger(
    answers: Answers, database: Database, state: DeliveryState, got_it: bool
) -> None:
    await delivered(database, RUN, READER, state)
    await tap(answers, 0)
    assert (await sums(answers))[0] == ((1, 0) if got_it else (0, 1))


async def test_who_gets_it_after_tapping_somebodys_copy_is_a_stranger_no_more(
    answers: Answers, database: Database
) -> None:
    await delivered(database, RUN, READER, DeliveryState.PENDING)
    await tap(answers, 0)
    await delivered(database, RUN, READER)
    await tap(answers, 1)
    assert await sums(answers) == [(0, 0), (1, 0), (0, 0)]


@pytest.mark.parametrize(
    ("run", "variant", "button"),
    [(GONE, 0, 0), (RUN, 0, 3), (RUN, 1, 1), (RUN, 2, 0), (RUN, 0, 2**40)],
)
async def test_what_a_run_does_not_have_counts_nothing(
    answers: Answers, database: Database, run: int, variant: int, button: int
) -> None:
    """Any client can send any data."""
    assert await answers.tap(run, variant, button, user_id=READER) is None
    async with database.read() as connection:
        for table in ("answers", "stranger_answers", "answer_tallies"):
            assert not list(await connection.exec_driver_sql(f"SELECT * FROM {table}"))


async def test_an_answer_sets_its_tag_and_a_later_one_takes_it_back(
    answers: Answers, database: Database
) -> None:
    await tap(answers, 0)
    assert await tags_of(database, READER) == ["Red team"]
    await tap(answers, 1)
    assert await tags_of(database, READER) == ["blue"]
    await tap(answers, 2)
    assert await tags_of(database, READER) == []


async def test_a_tag_that_is_there_in_other_letters_is_the_same(
    answers: Answers, database: Database
) -> None:
    async with database.write() as connection:
        await connection.exec_driver_sql(
            "INSERT INTO tags (name, folded, created_at) VALUES ('BLUE', 'blue', 1)"
        )
    await tap(answers, 1)
    assert await tags_of(database, READER) == ["BLUE"]


async def test_people_see_how_all_have_answered_if_they_may(
    database: Database, answers: Answers
) -> None:
    await launched(database, GONE, CONTENT.with_options(Options(shares=True)))
    for chat_id in (READER, NEIGHBOUR):
        await delivered(database, GONE, chat_id)
    await tap(answers, 0, run=GONE)
    await tap(answers, 2, STRANGER, run=GONE)  # is not among them
    seen = await tap(answers, 1, NEIGHBOUR, run=GONE)
    assert seen is not None
    assert [(one.text, one.percent) for one in seen.shares] == [("Red", 50), ("Blue", 50), ("?", 0)]


async def test_after_the_ledger_was_thinned_nobody_is_counted(
    answers: Answers, database: Database
) -> None:
    """Who had answered is forgotten: a change would count as one more."""
    await tap(answers, 0)
    async with database.write() as connection:
        await connection.exec_driver_sql("UPDATE runs SET thinned = true WHERE id = 1")
        await connection.exec_driver_sql("DELETE FROM deliveries")
        while await forgetting.forget(connection, RUN, limit=1):
            pass
    assert await tap(answers, 1) == Tapped(words="Blue it is")
    assert await sums(answers) == [(1, 0), (0, 0), (0, 0)]
    async with database.read() as connection:
        assert not list(await connection.exec_driver_sql("SELECT * FROM answers"))


async def test_who_has_left_has_got_it_all_the_same(answers: Answers, database: Database) -> None:
    """The message is still in front of them. A tap is no /start."""
    people = Subscribers(database)
    await people.unsubscribe(READER, now=2)
    assert await tap(answers, 0) == Tapped(words="Red it is")
    assert await sums(answers) == [(1, 0), (0, 0), (0, 0)]
    async with database.read() as connection:
        rows = await connection.exec_driver_sql(
            f"SELECT state FROM subscribers WHERE chat_id = {READER}"
        )
        assert rows.scalar_one() == "unsubscribed"


async def test_who_was_erased_and_taps_again_is_nobody_that_is_known(
    answers: Answers, database: Database
) -> None:
    """Whose delivery it was, was erased with them; they are answered, and not subscribed."""
    await tap(answers, 1)
    await Subscribers(database).erase(READER)
    assert await tap(answers, 0) == Tapped(words="Red it is")
    assert await sums(answers) == [(0, 1), (0, 0), (0, 0)]
    async with database.read() as connection:
        rows = await connection.exec_driver_sql(
            f"SELECT count(*) FROM subscribers WHERE chat_id = {READER}"
        )
        assert rows.scalar_one() == 0


async def test_who_is_erased_takes_their_answers_along(
    answers: Answers, database: Database
) -> None:
    for user_id in (READER, NEIGHBOUR, STRANGER):
        await tap(answers, 0, user_id)
    await tap(answers, 1, NEIGHBOUR, run=OTHER)
    for user_id in (READER, STRANGER, NEIGHBOUR):
        await Subscribers(database).erase(user_id)
    assert await sums(answers) == [(0, 0), (0, 0), (0, 0)]
    assert await sums(answers, OTHER) == [(0, 0), (0, 0), (0, 0)]
    async with database.read() as connection:
        for table in ("answers", "stranger_answers", "subscriber_tags"):
            assert not list(await connection.exec_driver_sql(f"SELECT * FROM {table}"))


async def test_those_who_tap_together_share_a_transaction(
    answers: Answers, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And each sees sums in which their own tap is counted."""
    transactions = 0
    transact = database.transact

    async def counted(work: object) -> object:
        nonlocal transactions
        transactions += 1
        return await transact(work)  # type: ignore[arg-type]

    monkeypatch.setattr(database, "transact", counted)
    await asyncio.gather(*(tap(answers, 0, STRANGER + n) for n in range(300)))
    assert transactions <= 4
    assert (await sums(answers))[0] == (0, 300)


TAPS = st.lists(
    st.tuples(
        st.sampled_from((RUN, OTHER)),
        st.sampled_from((READER, NEIGHBOUR, STRANGER)),
        st.integers(0, 2),
    ),
    max_size=20,
)


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(batches=st.lists(TAPS, max_size=4))
async def test_the_sums_are_what_counting_would_give(
    answers: Answers, database: Database, batches: Sequence[Sequence[tuple[int, int, int]]]
) -> None:
    async with database.write() as connection:
        for table in ("answers", "stranger_answers", "answer_tallies", "subscriber_tags"):
            await connection.exec_driver_sql(f"DELETE FROM {table}")
    last: dict[tuple[int, int], int] = {}
    for batch in batches:
        await asyncio.gather(*(tap(answers, button, user, run) for run, user, button in batch))
        last |= {(run, user): button for run, user, button in batch}
    for run, readers in ((RUN, {READER, NEIGHBOUR}), (OTHER, {READER})):
        wanted = [
            (
                sum(1 for (r, u), b in last.items() if r == run and b == one and u in readers),
                sum(1 for (r, u), b in last.items() if r == run and b == one and u not in readers),
            )
            for one in range(3)
        ]
        assert await sums(answers, run) == wanted


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=12))
def test_shares_add_up_to_a_hundred(counts: list[int]) -> None:
    told = {number: Tally(count, 5) for number, count in enumerate(counts)}
    shares = shares_of([RED] * len(counts), told)
    assert sum(one.percent for one in shares) == (100 if sum(counts) else 0)
    assert all(abs(one.percent - 100 * one.count / sum(counts)) < 1 for one in shares)


async def test_who_has_answered_stays_a_recipient_whatever_becomes_of_the_rest(
    answers: Answers, database: Database
) -> None:
    """The second of two messages failed, or is sent once more: the first had the buttons."""
    await tap(answers, 0)
    for state in (DeliveryState.FAILED, DeliveryState.PENDING):
        await delivered(database, RUN, READER, state)
        await tap(answers, 1)
        assert await sums(answers) == [(0, 0), (1, 0), (0, 0)]


async def test_answers_that_only_another_version_has_are_counted_too(
    answers: Answers, database: Database
) -> None:
    ru = Variant(language="ru", message=HELLO, buttons=((RED, BLUE),))
    content = Content(message=HELLO, buttons=((RED, LINK),), variants=(ru,))
    await launched(database, GONE, content)
    await delivered(database, GONE, READER)
    await answers.tap(GONE, 1, 1, user_id=READER)
    counted = await answers.counts(GONE, content)
    assert [(one.text, one.tally.recipients) for one in counted] == [("Red", 0), ("Blue", 1)]
