"""What an admin's message becomes in the draft."""

from aiogram.types import Message

from handlers.admin.compose.message.moments import with_moments
from handlers.admin.compose.message.source import source_of
from handlers.admin.compose.message_list import Entry
from handlers.admin.context import AdminContext


async def taken(message: Message, admin: AdminContext) -> Entry:
    """Raises ContentNotSupported."""
    entry = source_of(message)
    return entry.with_call(with_moments(entry.call, admin.timezone))
