"""Replies that cross a broadcast's message to the same chat: where the answers to both are lost,
the one may be taken for the other."""

import logging
from collections.abc import Awaitable, Callable

from broadcast.numbers.memory import Memory
from db.errors import DatabaseTrouble

logger = logging.getLogger(__name__)


class Crossings:
    """Hears of each call outside broadcasts that may bring a message about."""

    def __init__(self, memory: Memory, write: Callable[[], Awaitable[None]]) -> None:
        """`write` brings into the database what the memory has; it raises DatabaseTrouble."""
        self._memory = memory
        self._write = write

    async def leaves(self, chat_id: int | str | None) -> None:
        """Where a broadcast's message to that chat is under way, that is written down first."""
        if not isinstance(chat_id, int) or not self._memory.reply_leaves(chat_id):
            return
        try:
            await self._write()
        except DatabaseTrouble as trouble:  # a reply that waits for it would help nobody
            logger.warning("that a reply crosses a broadcast could not be written: %s", trouble)

    def ended(self, chat_id: int | str | None, *, answered: bool) -> None:
        if isinstance(chat_id, int):
            self._memory.reply_ended(chat_id, answered=answered)
