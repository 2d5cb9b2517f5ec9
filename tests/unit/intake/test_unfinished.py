"""Lives that end in the middle of a batch: the third does not look at what two did not survive."""

import asyncio
from collections.abc import Collection
from typing import Any

import pytest
from aiogram import Bot, Dispatcher
from aiogram.methods import TelegramMethod
from aiogram.types import Message

from bot.decoding.essentials import Essentials
from bot.intake.engine_news import EngineNews
from bot.intake.intake import Intake
from bot.intake.unfinished import KEPT, LATELY, UnfinishedUpdates
from botapi.message_numbers import MessageNumbers
from db.connection.database import Database
from db.errors import DatabaseTrouble
from db.unfinished_updates import Taken, UnfinishedStore, chats, numbers
from runtime.clock import SystemClock
from runtime.supervisor import Supervisor
from tests.clocks import VirtualClock
from tests.numbers import Ear
from tests.unit.intake.test_intake import written

DEADLY = "deadly"


class Died(BaseException):
    """Nobody catches it, as nobody catches SIGKILL."""


class Disk:
    """What is written; it outlives the lives."""

    def __init__(self) -> None:
        self.taken: dict[int, Taken] = {}
        self.chats: set[int] = set()
        self.numbers: set[int] = set()
        self.commits = 0
        self.trouble: Exception | None = None
        self.free = asyncio.Event()
        self.free.set()

    async def read(self) -> dict[int, Taken]:
        return dict(self.taken)

    async def write(
        self, taken: dict[int, Taken], *, chats: Collection[int], numbers: Collection[int]
    ) -> None:
        await self.free.wait()
        if self.trouble is not None:
            raise self.trouble
        self.taken, self.commits = taken, self.commits + 1
        self.chats, self.numbers = set(chats), set(numbers)


class Lives:
    """Processes one after the other, each of which is given all that was not confirmed."""

    def __init__(self) -> None:
        self.disk = Disk()
        self.handled: list[str] = []
        self.rescued: list[Essentials] = []
        self.told: list[int] = []  # numbers of messages, to the engine
        self.hang = asyncio.Event()

    async def live(self, *batch: dict[str, Any]) -> bool:
        """False when it died."""
        supervisor, bot = Supervisor(SystemClock()), Bot("42:token")
        unfinished = UnfinishedUpdates(supervisor, SystemClock(), self.disk)
        await unfinished.load()
        died = asyncio.Event()
        dispatcher = Dispatcher()

        async def take(message: Message) -> None:
            if DEADLY in (message.text or ""):
                died.set()
                await self.hang.wait()
            self.handled.append(message.text or "")

        dispatcher.message.register(take)
        answers: list[TelegramMethod[Any]] = []
        intake = Intake(
            dispatcher,
            bot,
            supervisor,
            answers.append,
            news=EngineNews(numbers=MessageNumbers(Ear(self.told))),
            unfinished=unfinished,
            rescue=self._rescue,
        )

        async def feed() -> None:
            await intake.expect(batch)
            for raw in batch:
                await intake.accept(raw)
            await intake.finish(5)

        feeding = supervisor.spawn(feed(), name="feed")
        dying = supervisor.spawn(_wait(died), name="dying")
        await asyncio.wait({feeding, dying}, return_when=asyncio.FIRST_COMPLETED)
        survived = not died.is_set()
        await supervisor.close()
        await bot.session.close()
        return survived

    async def _rescue(self, essentials: Essentials) -> None:
        self.rescued.append(essentials)


async def _wait(event: asyncio.Event) -> None:
    await event.wait()


@pytest.fixture
async def lives() -> Lives:
    return Lives()


BATCH = [
    written(1, "before", by=1),
    written(2, f"/start {DEADLY}", by=2),
    written(3, "behind", by=3),
]


async def test_what_two_lives_did_not_survive_is_skipped_by_the_third(
    lives: Lives, caplog: pytest.LogCaptureFixture
) -> None:
    assert not await lives.live(*BATCH)
    assert not await lives.live(*BATCH)
    lives.handled.clear()
    assert await lives.live(*BATCH)
    assert lives.handled == ["before", "behind"]
    assert "update 2 was not survived 2 times: it is skipped" in caplog.text


async def test_the_number_of_its_message_is_known(lives: Lives) -> None:
    """A message that nobody looks at is somebody's all the same: its number is not missing."""
    for _ in range(2):
        assert not await lives.live(*BATCH)
    lives.told.clear()
    assert await lives.live(*BATCH)
    assert lives.told == [raw["message"]["message_id"] for raw in BATCH]


async def test_its_number_is_written_before_it_is_confirmed(lives: Lives) -> None:
    """It never comes again then. What is only mentioned may be a message in doubt."""
    tap = {
        "update_id": 6,
        "callback_query": {
            "id": "1",
            "from": {"id": 6, "is_bot": False, "first_name": "Ann"},
            "message": {"message_id": 77, "date": 1, "chat": {"id": 6, "type": "private"}},
        },
    }
    assert await lives.live(BATCH[0], tap, BATCH[2])
    said = [BATCH[0]["message"]["message_id"], BATCH[2]["message"]["message_id"]]
    assert lives.disk.numbers == set(said)


async def test_the_start_in_it_is_saved(lives: Lives) -> None:
    for _ in range(3):
        await lives.live(*BATCH)
    assert [(one.number, one.is_start_or_stop, one.text) for one in lives.rescued] == [
        (2, True, f"/start {DEADLY}")
    ]


async def test_nobody_else_is_skipped_for_it(lives: Lives) -> None:
    """All of the batch had begun when it died: only one of them was alone the second time."""
    crowd = [written(number, f"number {number}", by=number) for number in range(10, 40)]
    for _ in range(2):
        assert not await lives.live(*BATCH, *crowd)
    lives.handled.clear()
    assert await lives.live(*BATCH, *crowd)
    assert lives.handled == ["before", "behind", *(f"number {n}" for n in range(10, 40))]
    assert lives.rescued == lives.rescued[:1]


async def test_a_batch_is_one_commit_and_an_empty_one_is_none(lives: Lives) -> None:
    await lives.live(*(written(number, "hello", by=number) for number in range(1, 101)))
    assert lives.disk.commits == 1
    await lives.live()
    assert lives.disk.commits == 1


async def test_those_who_come_at_once_by_webhook_share_commits(lives: Lives) -> None:
    supervisor = Supervisor(SystemClock())
    unfinished = UnfinishedUpdates(supervisor, SystemClock(), lives.disk)
    await asyncio.gather(*(unfinished.begin({number: {}}) for number in range(50)))
    await supervisor.close()
    assert len(lives.disk.taken) == 50
    assert lives.disk.commits <= 2


async def test_a_database_in_trouble_stops_nobody(
    lives: Lives, caplog: pytest.LogCaptureFixture
) -> None:
    lives.disk.trouble = DatabaseTrouble("disk I/O error")
    assert await lives.live(written(1, "hello"))
    assert lives.handled == ["hello"]
    assert "could not be written: disk I/O error" in caplog.text


async def test_nor_does_one_that_is_locked(lives: Lives, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.intake.unfinished.WRITTEN_WITHIN", 0.01)
    lives.disk.free.clear()
    assert await lives.live(written(1, "hello"))
    assert lives.handled == ["hello"]


async def test_what_telegram_has_forgotten_is_forgotten(lives: Lives) -> None:
    now = int(SystemClock().time())
    lives.disk.taken = {1: (2, now - KEPT - 5), 2: (2, now - 5)}
    await lives.live(written(1, "old number, new update"), written(2, "the other", by=8))
    assert lives.handled == ["old number, new update"]


async def test_a_rescue_that_fails_is_tried_again(lives: Lives) -> None:
    now = int(SystemClock().time())
    lives.disk.taken = {2: (2, now)}
    supervisor, bot = Supervisor(SystemClock()), Bot("42:token")
    unfinished = UnfinishedUpdates(supervisor, SystemClock(), lives.disk)
    await unfinished.load()
    troubles = [DatabaseTrouble("locked")]

    async def rescue(essentials: Essentials) -> None:
        if troubles:
            raise troubles.pop()
        lives.rescued.append(essentials)

    answers: list[TelegramMethod[Any]] = []
    intake = Intake(
        Dispatcher(), bot, supervisor, answers.append, unfinished=unfinished, rescue=rescue
    )
    with pytest.raises(DatabaseTrouble):
        await intake.accept(BATCH[1])
    await intake.accept(BATCH[1])
    assert len(lives.rescued) == 1
    await supervisor.close()
    await bot.session.close()


async def test_the_row_in_the_database(database: Database) -> None:
    store = UnfinishedStore(database)
    assert await store.read() == {}
    await store.write({5: (1, 100), 6: (2, 50)}, chats={7001}, numbers={1})
    await store.write({6: (2, 50), 7: (1, 200)}, chats={7002, -5}, numbers={3, 2})
    assert await UnfinishedStore(database).read() == {6: (2, 50), 7: (1, 200)}
    async with database.read() as connection:
        assert await chats(connection) == [-5, 7002]
        assert await numbers(connection) == [2, 3]


def said_in(chat_id: int, *, by: int) -> dict[str, Any]:
    return {"message": {"chat": {"id": chat_id}, "from": {"id": by}}}


async def test_chats_are_named_a_while_after_the_update_has_ended(lives: Lives) -> None:
    """What is answered is on its way then, perhaps, and nobody has written that down yet."""
    clock = VirtualClock()
    supervisor = Supervisor(clock)
    unfinished = UnfinishedUpdates(supervisor, clock, lives.disk)
    await unfinished.begin({1: said_in(7001, by=7001), 2: said_in(-5, by=7002)})
    assert lives.disk.chats == {7001, 7002, -5}
    unfinished.ended(1)
    clock.now += LATELY - 1
    unfinished.ended(2)
    await unfinished.begin({3: said_in(7003, by=7003)})
    assert lives.disk.chats == {7001, 7002, 7003, -5}
    clock.now += 1
    await unfinished.begin({4: {}})
    assert lives.disk.chats == {7002, 7003, -5}
    await supervisor.close()
