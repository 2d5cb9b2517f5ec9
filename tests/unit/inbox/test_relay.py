"""What is owed to the forum group arrives there, once, whatever becomes of topics and answers."""

import asyncio
from typing import Any

import pytest
from aiogram.exceptions import (
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
)
from aiogram.methods import CopyMessage
from aiogram.types import ReplyParameters

from broadcast.doors.inbox.flood import MOST
from broadcast.doors.inbox.incoming import Incoming, Wrote
from broadcast.doors.inbox.relays import Relays
from db.connection.database import Database
from db.inbox.relays import RelayGroup
from db.subscribers.store import Subscribers
from handlers.inbox.relay import InboxRelay
from handlers.inbox.rush import MINUTE, MOST_CALLS
from handlers.language.texts import Texts
from runtime.supervisor import Supervisor
from runtime.wake import Wake
from tests.actors import owner
from tests.clocks import VirtualClock
from tests.unit.inbox.test_incoming import launched

GROUP = RelayGroup(chat_id=-100, title="Desk", topic_id=3, locale="en")
PEOPLE = range(101, 141)
COPY = CopyMessage(chat_id=1, from_chat_id=1, message_id=1)


class Answer:
    def __init__(self, number: int) -> None:
        self.message_id = self.message_thread_id = number


class Telegram:
    """Answers as it is told, and remembers what was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, ...]] = []
        self.answers: list[Exception] = []
        self._number = 100

    async def create_forum_topic(self, chat_id: int, name: str) -> Answer:
        return self._answer("topic", name.replace("\u2068", "").replace("\u2069", ""))

    async def copy_message(
        self,
        chat_id: int,
        from_chat_id: int,
        message_id: int,
        *,
        message_thread_id: int,
        reply_parameters: ReplyParameters | None,
    ) -> Answer:
        to = _to(reply_parameters)
        return self._answer("copy", from_chat_id, message_id, message_thread_id, *to)

    async def get_chat(self, chat_id: int) -> None:
        self._answer("group", chat_id)

    async def send_message(
        self,
        chat_id: int,
        text: str,
        *,
        message_thread_id: int | None = None,
        reply_parameters: ReplyParameters | None = None,
    ) -> Answer:
        kind = "sum" if reply_parameters is None else "edited"
        return self._answer(kind, text, message_thread_id, *_to(reply_parameters))

    def _answer(self, *asked: Any) -> Answer:
        self.asked.append(asked)
        if self.answers:
            raise self.answers.pop(0)
        self._number += 1
        return Answer(self._number)

    @property
    def kinds(self) -> list[str]:
        return [str(one[0]) for one in self.asked]


def _to(parameters: ReplyParameters | None) -> tuple[int | None, ...]:
    return () if parameters is None else (parameters.message_id,)


@pytest.fixture
def clock() -> VirtualClock:
    return VirtualClock()


@pytest.fixture
def telegram() -> Telegram:
    return Telegram()


@pytest.fixture
async def relays(database: Database, clock: VirtualClock) -> Relays:
    """Everybody has got a broadcast; the group is chosen."""
    for chat_id in PEOPLE:
        await Subscribers(database).subscribe(chat_id, now=1, first_name=f"P{chat_id}")
    await launched(database, 1, *PEOPLE)
    made = Relays(database, clock, Wake(clock))
    await made.choose(GROUP, by=owner())
    return made


@pytest.fixture
def relay(relays: Relays, telegram: Telegram, clock: VirtualClock) -> InboxRelay:
    bot: Any = telegram
    return InboxRelay(bot, relays, Texts("en"), clock)


async def write(database: Database, clock: VirtualClock, *chat_ids: int, first: int = 5) -> None:
    inbox = Incoming(database, clock, Wake(clock))
    for number, chat_id in enumerate(chat_ids, first):
        await inbox.take(Wrote(chat_id=chat_id, message_id=number))


async def work(relay: InboxRelay, clock: VirtualClock, *, steps: int = 100) -> None:
    """Until there is nothing to do, or so many steps."""
    for _ in range(steps):
        rest = await relay._next()
        if rest is None:
            return
        clock.now += rest


async def test_each_person_has_a_topic_and_everything_is_copied_in_order(
    relay: InboxRelay, telegram: Telegram, database: Database, clock: VirtualClock
) -> None:
    await write(database, clock, 101, 102, 101)
    await work(relay, clock)
    assert telegram.asked == [
        ("topic", "P101 (101)"),
        ("copy", 101, 5, 101),
        ("topic", "P102 (102)"),
        ("copy", 102, 6, 103),
        ("copy", 101, 7, 101),
    ]


async def test_what_was_edited_is_copied_anew_below_the_words_that_it_was(
    relay: InboxRelay, telegram: Telegram, database: Database, clock: VirtualClock
) -> None:
    inbox = Incoming(database, clock, Wake(clock))
    await write(database, clock, 101)
    await work(relay, clock)
    for edited in ((101, 5), (101, 6), (102, 5), (999, 5)):
        await inbox.edited(*edited)
    await work(relay, clock)
    words = "✏️ This message was edited. As it is now:"
    assert telegram.asked[2:] == [("edited", words, 101, 102), ("copy", 101, 5, 101, 102)]
    await inbox.edited(101, 5)
    await work(relay, clock)
    assert telegram.asked[4:] == [("edited", words, 101, 104), ("copy", 101, 5, 101, 104)]


async def test_whoever_edits_on_and_on_costs_the_group_no_more_than_a_flood(
    relays: Relays, database: Database, clock: VirtualClock
) -> None:
    inbox = Incoming(database, clock, Wake(clock))
    await write(database, clock, 101)
    for _ in range(MOST):
        await relays.copied(1, 102)
        await inbox.edited(101, 5)
        assert (await relays.backlog()).messages == 1
    await relays.copied(1, 102)
    await inbox.edited(101, 5)
    assert (await relays.backlog()).messages == 0


async def test_edits_in_a_rush_are_summed_up_and_answers_still_find_what_was_copied(
    relays: Relays, database: Database, clock: VirtualClock
) -> None:
    inbox = Incoming(database, clock, Wake(clock))
    await write(database, clock, 101, 102)
    await relays.copied(1, 102)
    await inbox.edited(101, 5)
    await relays.summed_up(upto=2)
    assert (await relays.backlog()).messages == 0
    await inbox.edited(101, 5)
    await inbox.edited(102, 6)  # it was never copied
    assert (await relays.backlog()).messages == 1


async def test_a_rush_leaves_no_topic_empty_that_was_just_made(
    relay: InboxRelay, telegram: Telegram, database: Database, clock: VirtualClock
) -> None:
    await write(database, clock, 101)
    await work(relay, clock, steps=1)
    await write(database, clock, *PEOPLE[1:])
    await work(relay, clock)
    assert telegram.kinds == ["topic", "copy", "sum"]


async def test_it_keeps_the_groups_pace(
    relay: InboxRelay, telegram: Telegram, database: Database, clock: VirtualClock
) -> None:
    await write(database, clock, *[101] * 12)
    began = clock.now
    await work(relay, clock)
    assert telegram.kinds == ["topic", *["copy"] * 12]
    assert clock.now - began == pytest.approx(MINUTE * (13 // MOST_CALLS))


async def test_a_rush_is_one_message(
    relay: InboxRelay, telegram: Telegram, database: Database, clock: VirtualClock
) -> None:
    await write(database, clock, *PEOPLE)
    await work(relay, clock)
    [(kind, text, topic)] = telegram.asked
    assert (kind, topic) == ("sum", GROUP.topic_id)
    assert "came at once: 40, people: 40" in text
    await write(database, clock, 101)
    await work(relay, clock)
    assert telegram.kinds == ["sum", "topic", "copy"]


async def test_a_topic_that_was_deleted_gets_a_successor(
    relay: InboxRelay, telegram: Telegram, database: Database, clock: VirtualClock
) -> None:
    await write(database, clock, 101)
    await work(relay, clock)
    relay._new_topic = 0  # after a restart, say
    gone = TelegramBadRequest(COPY, "Bad Request: message thread not found")
    telegram.answers = [gone]
    await write(database, clock, 101, first=6)
    await work(relay, clock)
    assert telegram.kinds == ["topic", "copy", "copy", "topic", "copy"]


async def test_what_cannot_be_copied_holds_up_nothing(
    relay: InboxRelay, telegram: Telegram, database: Database, clock: VirtualClock
) -> None:
    await write(database, clock, 101)
    await work(relay, clock)
    telegram.answers = [TelegramBadRequest(COPY, "Bad Request: message to copy not found")]
    await write(database, clock, 101, 101, first=6)
    await work(relay, clock)
    assert [one[2] for one in telegram.asked if one[0] == "copy"] == [5, 6, 7]


@pytest.mark.parametrize(
    "error",
    [
        TelegramForbiddenError(COPY, "Forbidden: bot was kicked from the supergroup chat"),
        TelegramBadRequest(COPY, "Bad Request: not enough rights to create a topic"),
    ],
    ids=["kicked", "no rights"],
)
async def test_a_group_that_is_lost_gets_no_more(
    relay: InboxRelay,
    relays: Relays,
    telegram: Telegram,
    database: Database,
    clock: VirtualClock,
    error: Exception,
) -> None:
    await write(database, clock, 101)
    telegram.answers = [error]
    await work(relay, clock)
    assert await relays.group() is None
    assert telegram.kinds == ["topic"]


@pytest.mark.parametrize(
    "error",
    [
        TelegramNetworkError(COPY, "no connection"),
        TelegramRetryAfter(COPY, "Too Many Requests: retry after 30", 30),
    ],
    ids=["outage", "429"],
)
async def test_in_bad_weather_it_is_tried_again(
    relay: InboxRelay,
    relays: Relays,
    telegram: Telegram,
    database: Database,
    clock: VirtualClock,
    error: Exception,
) -> None:
    await write(database, clock, 101)
    telegram.answers = [error, error]
    began = clock.now
    await work(relay, clock)
    assert telegram.kinds == ["topic"] * 3 + ["copy"]
    assert clock.now > began
    assert await relays.group() == GROUP


async def test_it_wakes_for_the_first_message(
    database: Database, clock: VirtualClock, telegram: Telegram, relays: Relays
) -> None:
    """And a restart goes on with what was owed."""
    bot: Any = telegram
    supervisor = Supervisor(clock)
    relay = InboxRelay(bot, relays, Texts("en"), clock)
    inbox = Incoming(database, clock, relays.wake)
    supervisor.run_forever(relay.run_forever, name="relay")
    await inbox.take(Wrote(chat_id=101, message_id=5))
    for _ in range(500):
        await clock.advance(0)
        if telegram.kinds == ["topic", "copy"]:
            break
        await asyncio.sleep(0.01)
    assert telegram.kinds == ["topic", "copy"]
    await supervisor.close()


@pytest.mark.parametrize("gone", [False, True], ids=["the person's chat", "the group"])
async def test_a_person_who_is_gone_does_not_cost_the_group(
    database: Database,
    clock: VirtualClock,
    relay: InboxRelay,
    relays: Relays,
    telegram: Telegram,
    gone: bool,
) -> None:
    """Of a copy Telegram says the same about both of its chats."""
    nowhere = TelegramBadRequest(COPY, "Bad Request: chat not found")
    await write(database, clock, 101)
    await relay._next()  # the topic
    telegram.answers = [nowhere, nowhere] if gone else [nowhere]
    await work(relay, clock)
    assert telegram.kinds == ["topic", "copy", "group"]
    assert (await relays.group() is None) is gone
    assert (await relays.backlog()).messages == 0
