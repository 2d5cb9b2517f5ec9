"""One call outside the bulk: it waits for its chat and its share, and the pace hears what came.

Replies of handlers and previews of broadcasts go this way, whatever makes their requests.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from broadcast.floods.scope import Chat
from broadcast.pace.limiter import Limiter, Ticket
from broadcast.replies.queue import QueueSlot, ReplyQueue

MOST_PATIENCE = 60.0  # seconds a reply may wait for a ban to end before it is given up
ATTEMPTS = 3

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True, slots=True)
class Heard:
    """What a result says to the pace."""

    accepted: bool | None = None  # None: no clear answer, which says nothing
    retry_after: float | None = None  # seconds, of a 429


class UnderWay(Protocol):
    """Who is to know which chats are being replied to: a broadcast's message to one of them may be
    taken for the reply, where the answers to both are lost."""

    async def leaves(self, chat_id: Chat) -> None: ...

    def ended(self, chat_id: Chat, *, answered: bool) -> None: ...


class _NobodyKnows:
    """Of an engine that finds nothing out."""

    async def leaves(self, chat_id: Chat) -> None:
        """Nobody asks."""

    def ended(self, chat_id: Chat, *, answered: bool) -> None:
        """Nobody asks."""


NOBODY: UnderWay = _NobodyKnows()


class ReplyCalls:
    """Makes calls at the pace of replies. Repeating is safe after a 429 only: it says that nothing
    was sent."""

    def __init__(self, limiter: Limiter, queue: ReplyQueue, under_way: UnderWay = NOBODY) -> None:
        self._limiter = limiter
        self._queue = queue
        self._under_way = under_way

    async def make(
        self,
        call: Callable[[], Awaitable[T]],
        heard: Callable[[T], Heard],
        *,
        chat_id: Chat,
        cost: int,
        edit: bool = False,
        attempts: int = ATTEMPTS,
    ) -> T:
        """`call` makes the request, `heard` reads its result; `cost` is in messages.

        Raises ChatMustWait before the call is made where the chat would have to wait long.
        """
        slot = await self._queue.slot(chat_id, cost, edit=edit)
        while True:
            attempts -= 1
            ticket = await self._queue.admit(slot, cost)
            result, told = await self._made(call, heard, None if edit else chat_id)
            self._tell(told, ticket)
            if not attempts or not await self._may_repeat(slot, told.retry_after):
                return result

    async def _made(
        self,
        call: Callable[[], Awaitable[T]],
        heard: Callable[[T], Heard],
        chat_id: Chat,
    ) -> tuple[T, Heard]:
        """`chat_id`: where a message may come from it."""
        told = Heard()
        await self._under_way.leaves(chat_id)
        try:
            result = await call()
            told = heard(result)
        finally:
            answered = told.accepted is not None or told.retry_after is not None
            self._under_way.ended(chat_id, answered=answered)
        return result, told

    def _tell(self, told: Heard, ticket: Ticket) -> None:
        if told.retry_after is not None:
            self._limiter.flooded(told.retry_after, ticket)
        elif told.accepted is not None:
            self._limiter.answered(ticket, accepted=told.accepted)

    async def _may_repeat(self, slot: QueueSlot, retry_after: float | None) -> bool:
        """Whether it was refused for a time that is worth waiting, which is over then."""
        if retry_after is None or retry_after > MOST_PATIENCE:
            return False
        return await self._queue.sit_out(slot, retry_after)
