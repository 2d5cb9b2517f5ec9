"""Albums as they arrive: handed on once and whole, in whatever order, and over a restart."""

import asyncio
from collections.abc import Coroutine, Sequence
from typing import Any

import pytest
from aiogram.types import TelegramObject, Update

from db.admins.admins import Admins
from db.admins.albums import Albums
from db.connection.database import Database
from db.subscribers.store import Subscribers
from handlers.frame.access import Access
from handlers.frame.albums import ALBUM, QUIET, AlbumCollector
from runtime.supervisor import Supervisor
from tests.clocks import VirtualClock, settle

ADMIN, STRANGER = 7, 8


class Handed:
    """What came through, each time the numbers of all items."""

    def __init__(self) -> None:
        self.albums: list[list[int]] = []
        self.alone = 0
        self.albums_before_it: list[int] = []  # of each that came alone

    async def __call__(self, event: TelegramObject, data: dict[str, Any]) -> None:
        if ALBUM not in data:
            self.alone += 1
            self.albums_before_it.append(len(self.albums))
        else:
            self.albums.append([item.message_id for item in data[ALBUM]])


class Arrivals:
    """Items on their way in."""

    def __init__(self, database: Database) -> None:
        self.clock = VirtualClock()
        self.handed = Handed()
        self.albums = Albums(database)
        self._access = Access(Admins(database), owner_ids=[ADMIN], clock=self.clock)
        self._begin()

    def _begin(self) -> None:
        self.supervisor = Supervisor(self.clock)
        self.tasks: list[asyncio.Task[None]] = []
        self.collector = AlbumCollector(self.albums, self._access, self.clock)

    async def come(self, *numbers: int, album: str = "a", by: int = ADMIN) -> None:
        """One after the other, until each is written down."""
        for number in numbers:
            before = len(await self.albums.items(by, album))
            task = self._spawn(self._feed(None, update(number, album, by)))
            while not task.done() and len(await self.albums.items(by, album)) == before:
                await settle()

    def arrive(self, event: Update) -> None:
        """Anything else."""
        self._spawn(self._feed(None, event))

    async def end(self) -> None:
        """All that waits goes on."""
        while not all(task.done() for task in self.tasks):
            await self.clock.advance(QUIET)

    async def restart(self) -> None:
        """The process dies, and another one begins."""
        await self.supervisor.close()
        self._begin()
        bot: Any = None
        self._spawn(self.collector.take_up(bot, self._feed))

    def _spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        self.tasks.append(self.supervisor.spawn(work, name="an update"))
        return self.tasks[-1]

    async def _feed(self, _bot: object, event: Update) -> None:
        await self.collector(self.handed, event, {})


def update(number: int, album: str | None, by: int = ADMIN, *, kind: str = "message") -> Update:
    photo = {"file_id": f"f{number}", "file_unique_id": f"u{number}", "width": 9, "height": 9}
    message = {
        "message_id": number,
        "date": 1,
        "chat": {"id": by, "type": "private"},
        "from": {"id": by, "is_bot": False, "first_name": "A"},
        "photo": [photo],
        **({"media_group_id": album} if album else {}),
    }
    return Update.model_validate({"update_id": number, kind: message})


def tap(number: int, by: int = ADMIN) -> Update:
    person = {"id": by, "is_bot": False, "first_name": "A"}
    message = {"message_id": 3, "date": 1, "chat": {"id": by, "type": "private"}}
    query = {"id": "1", "from": person, "chat_instance": "1", "data": "x", "message": message}
    return Update.model_validate({"update_id": number, "callback_query": query})


@pytest.fixture
def arrivals(database: Database) -> Arrivals:
    return Arrivals(database)


@pytest.mark.parametrize("order", [(1, 2, 3), (3, 1, 2), (2, 3, 1)])
async def test_it_is_handed_on_once_in_its_own_order(
    arrivals: Arrivals, order: Sequence[int]
) -> None:
    await arrivals.come(*order)
    await arrivals.end()
    assert arrivals.handed.albums == [[1, 2, 3]]
    assert arrivals.handed.alone == 0


async def test_the_last_item_may_take_a_second_and_a_half(arrivals: Arrivals) -> None:
    for number in range(1, 11):
        await arrivals.come(number)
        await arrivals.clock.advance(1.5)
    await arrivals.end()
    assert arrivals.handed.albums == [list(range(1, 11))]


async def test_an_item_that_is_later_still_brings_all_of_it_again(arrivals: Arrivals) -> None:
    await arrivals.come(1, 2)
    await arrivals.end()
    await arrivals.come(3)
    await arrivals.end()
    assert arrivals.handed.albums == [[1, 2], [1, 2, 3]]


async def test_two_albums_at_once_are_two(arrivals: Arrivals) -> None:
    await arrivals.come(1)
    await arrivals.come(11, album="b")
    await arrivals.come(2)
    await arrivals.come(12, album="b")
    await arrivals.end()
    assert sorted(arrivals.handed.albums) == [[1, 2], [11, 12]]


async def test_of_two_albums_the_first_is_handed_on_first(arrivals: Arrivals) -> None:
    await arrivals.come(1)
    await arrivals.come(11, 12, album="b")
    await arrivals.clock.advance(QUIET / 2)
    await arrivals.come(2)
    await arrivals.end()
    assert arrivals.handed.albums == [[1, 2], [11, 12]]


@pytest.mark.parametrize("kind", ["message", "callback_query"])
async def test_what_comes_while_it_arrives_waits_for_it(arrivals: Arrivals, kind: str) -> None:
    """Else a tap opens another window, and the album falls into that."""
    await arrivals.come(1)
    arrivals.arrive(update(5, None) if kind == "message" else tap(5))
    arrivals.arrive(update(6, None, by=STRANGER))
    await settle()
    assert arrivals.handed.alone == 1
    await arrivals.come(2)
    await arrivals.end()
    assert arrivals.handed.albums == [[1, 2]]
    assert arrivals.handed.albums_before_it == [0, 1]


async def test_a_restart_in_the_middle_loses_no_item(arrivals: Arrivals) -> None:
    await arrivals.come(1, 2)
    await arrivals.restart()
    await arrivals.come(3)
    await arrivals.end()
    assert arrivals.handed.albums == [[1, 2, 3]]
    await arrivals.restart()
    await arrivals.end()
    assert arrivals.handed.albums == [[1, 2, 3]]


async def test_what_came_since_the_restart_is_not_handed_on_once_more(arrivals: Arrivals) -> None:
    """While the first album that was left is waited for, the second one becomes whole."""
    await arrivals.come(1, 2)
    await arrivals.come(11, 12, album="b")
    await arrivals.restart()
    await arrivals.come(13, album="b")
    await arrivals.end()
    assert sorted(arrivals.handed.albums) == [[1, 2], [11, 12, 13]]


async def test_what_was_written_when_the_process_died_is_handed_on(arrivals: Arrivals) -> None:
    await arrivals.come(1, 2)
    await arrivals.restart()
    await arrivals.end()
    assert arrivals.handed.albums == [[1, 2]]


async def test_an_edited_item_is_kept_as_it_is_now(arrivals: Arrivals, database: Database) -> None:
    await arrivals.come(1, 2)
    await arrivals.end()
    event = update(2, "a", kind="edited_message")
    await arrivals.collector(arrivals.handed, event, {})
    assert arrivals.handed.alone == 1
    assert len(await Albums(database).items(ADMIN, "a")) == 2
    await arrivals.collector(arrivals.handed, update(9, "a", kind="edited_message"), {})
    assert len(await Albums(database).items(ADMIN, "a")) == 2


async def test_nobody_elses_album_is_kept(arrivals: Arrivals, database: Database) -> None:
    await arrivals.come(1, 2, by=STRANGER)
    assert arrivals.handed.alone == 2
    assert await Albums(database).items(STRANGER, "a") == []


async def test_items_go_with_the_person_and_with_their_age(
    arrivals: Arrivals, database: Database
) -> None:
    albums, now = Albums(database), int(arrivals.clock.time())
    await arrivals.come(1)
    await albums.sweep(now)
    assert len(await albums.items(ADMIN, "a")) == 1
    await albums.sweep(now + 1)
    assert await albums.items(ADMIN, "a") == []
    await arrivals.come(1)
    await Subscribers(database).erase(ADMIN)
    assert await albums.items(ADMIN, "a") == []
    await arrivals.end()
