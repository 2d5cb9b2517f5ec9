"""Messages of somebody, copied into the admin's chat when they are asked for."""

from collections.abc import Sequence
from itertools import groupby

from aiogram.exceptions import AiogramError

from botapi.errors import REFUSALS, meaning
from db.inbox.conversations import InboxMessage
from handlers.admin.context import AdminContext

AT_ONCE = 6  # messages, albums as one; a chat takes five at once, then one a second
LOOKED_AT = 15  # rows: an album has up to ten


def newest(messages: Sequence[InboxMessage]) -> list[list[InboxMessage]]:
    """Those that are shown together, albums as one, oldest first."""
    whole = [list(items) for _, items in groupby(messages, key=lambda one: one.album or one.id)]
    return whole[-AT_ONCE:]


async def show(
    admin: AdminContext, chat_id: int, messages: Sequence[Sequence[InboxMessage]]
) -> int:
    """How many could not be shown: their authors have deleted them, say.

    Raises aiogram's errors where Telegram is out of reach.
    """
    refused = 0
    for items in messages:
        try:
            await _copy(admin, chat_id, [one.message_id for one in items])
        except AiogramError as error:
            if meaning(error) not in REFUSALS:
                raise
            refused += await _forward(admin, chat_id, items)
    return refused


async def _copy(admin: AdminContext, chat_id: int, numbers: Sequence[int]) -> None:
    thread = admin.thread_id
    if len(numbers) > 1:
        await admin.bot.copy_messages(
            admin.chat_id, chat_id, sorted(numbers), message_thread_id=thread
        )
    else:
        await admin.bot.copy_message(admin.chat_id, chat_id, numbers[0], message_thread_id=thread)


async def _forward(admin: AdminContext, chat_id: int, items: Sequence[InboxMessage]) -> int:
    """Stories and paid media cannot be copied; 1 where this cannot be forwarded, either."""
    try:
        for one in items:
            await admin.bot.forward_message(
                admin.chat_id, chat_id, one.message_id, message_thread_id=admin.thread_id
            )
    except AiogramError as error:
        if meaning(error) not in REFUSALS:
            raise
        return 1
    return 0
