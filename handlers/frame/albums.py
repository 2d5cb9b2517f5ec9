"""An album comes as several messages, in any order and with pauses: the handlers get it once.

Telegram does not say how many there are. Each item is written down as it comes; when no other has
come for a while, all of them are handed on as one, and an item that comes later still brings the
whole album again. This stands before the locks of isolation.py: waiting holds up nothing else that
the admin does.
"""

import logging
from collections.abc import Awaitable, Callable
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

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        assert isinstance(event, Update)  # noqa: S101 - it hangs on updates alone
        message = event.message or event.edited_message
        if message is None or not await self._is_admins(message):
            return await handler(event, data)
        if event.message is None:
            await self._albums.change(*_key(message), message.message_id, _dumped(message))
            return await handler(event, data)
        if self._came is not None:
            self._came.add(_key(message))
        if not await self._is_whole(message):
            return None
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

    async def _is_whole(self, message: Message) -> bool:
        """Whether this item speaks for all: the first one waits for the others."""
        key = _key(message)
        is_first = key not in self._arrived
        self._arrived[key] = self._clock.monotonic()
        try:
            await self._albums.put(
                *key, message.message_id, _dumped(message), now=int(self._clock.time())
            )
            if not is_first:
                return False
            while (wait := self._arrived[key] + QUIET - self._clock.monotonic()) > 0:
                await self._clock.sleep(wait)
            return True
        finally:
            if is_first:
                del self._arrived[key]


def _key(message: Message) -> tuple[int, str]:
    return message.chat.id, message.media_group_id or ""


def _dumped(message: Message) -> str:
    return message.model_dump_json(exclude_unset=True, exclude_none=True, exclude=NEEDLESS)
