"""The silent ones are asked when nothing else is to be done, each once in a walk, and slowly."""

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from botapi.outcome import Outcome, Verdict
from broadcast.cleaning import policy
from broadcast.cleaning.cleaner import ListCleaner
from broadcast.doors.audience.people import People
from broadcast.doors.reporting.cleaning import Cleaning
from broadcast.model.events import Event, Events, ListCleaned
from db.cleaning import walks
from db.cleaning.walks import Walk
from db.connection.database import Database
from db.people.whom import FoundGone
from db.subscribers.store import Subscribers
from tests.actors import editor
from tests.clocks import VirtualClock

SENT = Outcome(verdict=Verdict.SENT)
OLD = 1_600_000_000  # joined long before the clock of the tests begins


class Scene:
    """`asked`: whom the sender got; `answers`: what each chat answers, the others take it."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.clock = VirtualClock()
        self.asked: list[int] = []
        self.times: list[float] = []  # when
        self.answers: dict[int, Iterator[Outcome]] = {}
        self.idle = True
        self.returned: set[int] = set()
        self.heard: list[Event] = []
        self.cleaner = self.restart()

    def restart(self) -> ListCleaner:
        events = Events()
        events.listen(self.heard.append)
        sender: Any = self
        self.cleaner = ListCleaner(
            self.database,
            sender,
            lambda: self.idle,
            lambda chat_id, _: chat_id in self.returned,
            events,
            self.clock,
        )
        return self.cleaner

    async def ask(self, _call: object, chat_id: int) -> Outcome:
        self.asked.append(chat_id)
        self.times.append(self.clock.now)
        return next(self.answers.get(chat_id, itertools.repeat(SENT)))

    async def add(self, *chats: int, **fields: Any) -> None:
        values = {"kind": "private", "state": "active", "joined_at": OLD, "seen_at": None} | fields
        async with self.database.write() as connection:
            for chat_id in chats:
                await connection.exec_driver_sql(
                    "INSERT INTO subscribers (chat_id, changed_at, kind, state, joined_at, seen_at)"
                    " VALUES (?, 1, ?, ?, ?, ?)",
                    (
                        chat_id,
                        *(values[name] for name in ("kind", "state", "joined_at", "seen_at")),
                    ),
                )

    async def steps(self, count: int) -> list[float]:
        """What each step says about the next; time passes accordingly."""
        rests = []
        for _ in range(count):
            rests.append(rest := await self.cleaner.once())
            self.clock.now += rest
        return rests

    async def walk(self) -> None:
        """To its end."""
        while (walk := await self.stored()) is None or walk.ended is None:
            self.clock.now += await self.cleaner.once()

    async def stored(self) -> Walk | None:
        async with self.database.read() as connection:
            return await walks.load(connection)

    async def rows(self, query: str) -> list[tuple[Any, ...]]:
        async with self.database.read() as connection:
            return [tuple(row) for row in await connection.exec_driver_sql(query)]


@pytest.fixture
def scene(database: Database) -> Scene:
    return Scene(database)


async def test_silent_ones_are_asked_once_and_the_others_not_at_all(scene: Scene) -> None:
    now = int(scene.clock.time())
    await scene.add(1, 2)
    await scene.add(3, seen_at=now - 3_600)
    await scene.add(4, joined_at=now - 3_600)
    await scene.add(5, state="unsubscribed")
    await scene.add(-6, kind="group")
    await scene.add(7, seen_at=now - policy.SILENT - 3_600)
    await scene.walk()
    assert scene.asked == [1, 2, 7]
    assert scene.heard == [ListCleaned(asked=3, gone=0)]
    await scene.steps(20)
    assert scene.asked == [1, 2, 7]


async def test_who_is_gone_is_marked_as_a_delivery_would(scene: Scene) -> None:
    await scene.add(1, 2, 3, 4)
    for chat_id, verdict in enumerate(
        (Verdict.BLOCKED, Verdict.DEACTIVATED, Verdict.UNREACHABLE, Verdict.FAILED), start=1
    ):
        scene.answers[chat_id] = itertools.repeat(Outcome(verdict=verdict))
    await scene.walk()
    now = await scene.rows("SELECT chat_id, state FROM subscribers ORDER BY chat_id")
    assert now == [(1, "blocked"), (2, "deactivated"), (3, "unreachable"), (4, "active")]
    assert await scene.rows("SELECT state FROM found_gone ORDER BY 1") == [
        ("blocked",),
        ("deactivated",),
        ("unreachable",),
    ]
    assert scene.heard == [ListCleaned(asked=4, gone=3)]


async def test_who_comes_back_meanwhile_stays(scene: Scene) -> None:
    await scene.add(1)
    scene.answers[1] = itertools.repeat(Outcome(verdict=Verdict.BLOCKED))
    scene.returned = {1}
    await scene.walk()
    assert await scene.rows("SELECT state FROM subscribers") == [("active",)]
    assert await scene.rows("SELECT 1 FROM found_gone") == []


async def test_nobody_is_asked_while_anything_else_is_to_be_sent(scene: Scene) -> None:
    await scene.add(*range(1, 10))
    await scene.steps(4)
    assert scene.asked
    before = len(scene.asked)
    scene.idle = False
    assert await scene.steps(3) == [policy.BUSY] * 3
    assert len(scene.asked) == before
    scene.idle = True
    await scene.walk()
    assert scene.asked == list(range(1, 10))


async def test_a_flood_is_given_way_to_for_long_and_asks_the_same_one_later(scene: Scene) -> None:
    await scene.add(1, 2)
    flood = Outcome(verdict=Verdict.FLOODED, retry_after=35)
    ban = Outcome(verdict=Verdict.FLOODED, retry_after=10_000)
    scene.answers[1] = itertools.chain([flood, ban], itertools.repeat(SENT))
    rests = await scene.steps(5)
    assert policy.AFTER_FLOOD in rests
    assert 10_000 in rests
    await scene.walk()
    assert scene.asked == [1, 1, 1, 2]


async def test_no_two_within_a_second(scene: Scene) -> None:
    await scene.add(*range(1, 8))
    await scene.walk()
    assert len(scene.times) == 7
    assert min(later - one for one, later in itertools.pairwise(scene.times)) >= policy.APART


async def test_a_restart_goes_on_where_it_was(scene: Scene) -> None:
    await scene.add(*range(1, 6))
    while len(scene.asked) < 3:
        await scene.steps(1)
    scene.restart()
    await scene.walk()
    assert scene.asked == [1, 2, 3, 4, 5]
    assert scene.heard == [ListCleaned(asked=5, gone=0)]


async def test_nobody_is_asked_more_often_than_once_in_a_cycle(scene: Scene) -> None:
    await scene.add(1)
    began = scene.clock.now
    await scene.walk()
    scene.restart()
    while len(scene.asked) < 2:
        await scene.steps(1)
    assert scene.clock.now - began >= policy.CYCLE


async def test_who_left_before_their_turn_is_not_asked(scene: Scene) -> None:
    await scene.add(1, 2)
    while not scene.asked:
        await scene.steps(1)
    async with scene.database.write() as connection:
        await connection.exec_driver_sql("UPDATE subscribers SET state = 'blocked' WHERE id = 2")
    await scene.walk()
    assert scene.asked == [1]


async def test_whom_a_broadcast_has_just_reached_is_not_asked(scene: Scene) -> None:
    await scene.add(1, 2, 3)
    now = int(scene.clock.time())
    async with scene.database.write() as connection:
        await connection.exec_driver_sql(
            "INSERT INTO broadcasts (id, stage, title, content, created_by, created_at)"
            " VALUES (1, 'launched', '', '{}', 1, 1)"
        )
        for run_id, kind, at in ((1, "send", now), (2, "send", now - 2 * policy.CYCLE)):
            await connection.exec_driver_sql(
                "INSERT INTO runs (id, broadcast_id, kind, launched_by, launched_at, audience_upto,"
                " total) VALUES (?, 1, ?, 1, ?, 9, 1)",
                (run_id, kind, at),
            )
        for run_id, number, state in ((1, 1, 2), (2, 2, 2), (1, 3, 7)):
            await connection.exec_driver_sql(
                "INSERT INTO deliveries (run_id, subscriber_id, state) VALUES (?, ?, ?)",
                (run_id, number, state),
            )
    await scene.walk()
    assert scene.asked == [2, 3]


async def test_a_new_walk_forgets_nobody_whom_an_earlier_one_found(scene: Scene) -> None:
    await scene.add(1, 2)
    scene.answers[1] = itertools.repeat(Outcome(verdict=Verdict.BLOCKED))
    await scene.walk()
    scene.clock.now += policy.CYCLE
    scene.restart()
    scene.answers[2] = itertools.repeat(Outcome(verdict=Verdict.BLOCKED))
    await scene.steps(1)
    assert await gone(scene) == [1]
    await scene.walk()
    assert await gone(scene) == [1, 2]


async def test_who_came_back_and_left_by_themselves_was_not_found(scene: Scene) -> None:
    await scene.add(1)
    scene.answers[1] = itertools.repeat(Outcome(verdict=Verdict.BLOCKED))
    await scene.walk()
    people = Subscribers(scene.database)
    later = int(scene.clock.time()) + 60
    await people.subscribe(1, now=later)
    assert await gone(scene) == []
    async with scene.database.write() as connection:
        await connection.exec_driver_sql(
            "UPDATE subscribers SET state = 'blocked', state_at = ?", (later + 60,)
        )
    assert await gone(scene) == []


async def gone(scene: Scene) -> list[int | None]:
    """By chat; they are as many as the windows say."""
    page = await People(scene.database, scene.clock).page(
        FoundGone(), offset=0, limit=9, by=editor()
    )
    counted = await Cleaning(scene.database).gone(since=0, until=scene.clock.time() + 1)
    assert counted == len(page)
    return [one.chat_id for one in page]


@given(st.sampled_from(Verdict), st.floats(0, 100_000))
def test_whatever_the_answer_the_next_one_waits_a_second(verdict: Verdict, wait: float) -> None:
    outcome = Outcome(verdict=verdict, retry_after=wait)
    assert policy.rest_after(outcome) >= policy.APART
    if verdict is Verdict.FLOODED:
        assert policy.rest_after(outcome) >= max(wait, policy.AFTER_FLOOD)
        assert not policy.was_asked(outcome)


def test_a_clock_that_was_set_back_puts_nothing_off_for_ever() -> None:
    walk = Walk(began=1_000_000_000, ended=1_000_000_001)
    assert policy.next_walk_in(walk, 0.0) == policy.CYCLE
