"""The bots that live together, for their owners."""

from collections.abc import Sequence
from typing import Protocol

from broadcast.model.actor import Actor, require_owner
from broadcast.model.bots import BotCard


class Neighbours(Protocol):
    async def of_owner(self, user_id: int) -> Sequence[BotCard]:
        """Those in which this user is an owner."""
        ...


class BotList:
    """The process knows the bots; it hands this door to each of them."""

    def __init__(self, neighbours: Neighbours) -> None:
        self._neighbours = neighbours

    async def look(self, *, by: Actor) -> Sequence[BotCard]:
        """An owner's bots and no others: those of several customers may share a process. Raises
        NotAllowed."""
        require_owner(by)
        return await self._neighbours.of_owner(by.user_id)
