"""What an admin's message becomes in the draft."""

from collections.abc import Sequence

from aiogram.types import Message
from aiogram_dialog import DialogManager

from handlers.admin.compose.message.albums import album_source, edited
from handlers.admin.compose.message.moments import with_moments
from handlers.admin.compose.message.source import source_of
from handlers.admin.compose.message_list import Entry
from handlers.admin.context import AdminContext
from handlers.frame.albums import ALBUM


async def taken(message: Message, manager: DialogManager) -> Entry:
    """The message, or the album that it belongs to. Raises ContentNotSupported."""
    items: Sequence[Message] | None = manager.middleware_data.get(ALBUM)
    entry = album_source(items) if items else source_of(message)
    return _finished(entry, manager)


async def taken_anew(entry: Entry, message: Message, manager: DialogManager) -> Entry:
    """A message of the draft, or one item of it, as its author edited it. Raises
    ContentNotSupported."""
    return _finished(edited(entry, message), manager)


def _finished(entry: Entry, manager: DialogManager) -> Entry:
    return entry.with_call(with_moments(entry.call, AdminContext.at(manager).timezone))
