"""An album comes as several messages, in any order and with pauses: the handlers get it once.

Telegram does not say how many there are. Each item is written down as it comes; when no other has
come for a while, all of them are handed on as one, and an item that comes later still brings the
whole album again. What the admin writes or taps meanwhile waits for it: it was done in the window
that the album was sent to, and after it.
"""

import asyncio
import logging
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

from aiogram import BaseMiddleware, Bot
from aiogram.enums import ChatType
from aiogram.types import Message, TelegramObject, Update

from db.admins.albums import Albums
from handlers.frame.access import Access
from runtime.clock import Clock

logger = logging.getLogger(__name__)

QUIET = 2.0  # seconds without another item; the last one of ten has been seen 1.5 s late
ALBUM = "album"  # among the data of an update: all items, in the order of the album
NEEDLESS = {"reply_to_message", "external_reply", "quote"}  # of an item: large, and never read

Feed = Callable[[Bot, Update], Awaitable[Any]]


class AlbumCollector(BaseMiddleware):
    """Keeps what admins send in their private chats; nobody else's albums are read."""

    def __init__(self, albums: Albums, access: Access, clock: Clock) -> None:
        self._albums = albums
        self._access = access
        self._clock = clock
        self._arrived: dict[tuple[int, str], float] = {}  # of the last item (monotonic seconds)
        # Albums of this process, until all that a former one has left is taken up.
        self._came: set[tuple[int, str]] | None = set()
        self._turns = _Turns()

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        assert isinstance(event, Update)  # noqa: S101 - it hangs on updates alone
        message = event.message or event.edited_message
        if message is None or not await self._is_admins(message):
            await self._turns.all_before(_chat_of(event))
            return await handler(event, data)
        if event.message is None:
            await self._albums.change(*_key(message), message.message_id, _dumped(message))
            return await handler(event, data)
        if self._came is not None:
            self._came.add(_key(message))
        if _key(message) in self._arrived:
            await self._wrote_down(message)
            return None
        async with self._turns.turn(message.chat.id) as after_earlier_ones:
            await self._whole(message, after_earlier_ones)
            stored = await self._albums.items(*_key(message))
            items = data[ALBUM] = [Message.model_validate_json(item) for item in stored]
            result = await handler(event, data)
            await self._albums.handled(*_key(message), [item.message_id for item in items])
        return result

    async def take_up(self, bot: Bot, feed: Feed) -> None:
        """At the start: what a former process has kept and not handed on.

        Where another item of the album came since, it has brought the whole.
        """
        for item in await self._albums.unhandled():
            message = Message.model_validate_json(item)
            if self._came is not None and _key(message) in self._came:
                continue
            logger.info("an album in chat %d was left in the middle", message.chat.id)
            await feed(bot, Update(update_id=0, message=message))
        self._came = None

    async def _is_admins(self, message: Message) -> bool:
        if message.media_group_id is None or message.from_user is None:
            return False
        if message.chat.type != ChatType.PRIVATE:
            return False
        return await self._access.role(message.from_user.id) is not None

    async def _whole(
        self, first: Message, after_earlier_ones: Callable[[], Awaitable[None]]
    ) -> None:
        """Returns when no other item has come for a while, and it is this album's turn."""
        key = _key(first)
        try:
            await self._wrote_down(first)
            await after_earlier_ones()
            while (wait := self._arrived[key] + QUIET - self._clock.monotonic()) > 0:
                await self._clock.sleep(wait)
        finally:
            del self._arrived[key]

    async def _wrote_down(self, item: Message) -> None:
        self._arrived[_key(item)] = self._clock.monotonic()
        await self._albums.put(
            *_key(item), item.message_id, _dumped(item), now=int(self._clock.time())
        )


class _Turns:
    """Albums that are arriving, by chat: each is handed on before what came after it."""

    def __init__(self) -> None:
        self._arriving: dict[int, list[asyncio.Event]] = {}

    async def all_before(self, chat_id: int | None) -> None:
        """Those of now; whatever begins later is not waited for."""
        if chat_id in self._arriving:
            for album in tuple(self._arriving[chat_id]):
                await album.wait()

    @asynccontextmanager
    async def turn(self, chat_id: int) -> AsyncGenerator[Callable[[], Awaitable[None]], None]:
        """From its first item until it was handled; gives the wait for those that began before."""
        arriving = self._arriving.setdefault(chat_id, [])
        earlier, mine = tuple(arriving), asyncio.Event()
        arriving.append(mine)

        async def after_earlier_ones() -> None:
            for album in earlier:
                await album.wait()

        try:
            yield after_earlier_ones
        finally:
            mine.set()
            arriving.remove(mine)
            if not arriving:
                del self._arriving[chat_id]


def _chat_of(event: Update) -> int | None:
    """Where somebody wrote or tapped."""
    message = event.message or (event.callback_query and event.callback_query.message)
    return message.chat.id if message else None


def _key(message: Message) -> tuple[int, str]:
    return message.chat.id, message.media_group_id or ""


def _dumped(message: Message) -> str:
    return message.model_dump_json(exclude_unset=True, exclude_none=True, exclude=NEEDLESS)
