"""The bots that live together, for their owners."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from broadcast.model.actor import Actor, require_owner
from broadcast.model.broadcast import Broadcast


class BotState(StrEnum):
    STARTING = "starting"
    RUNNING = "running"
    WAITING = "waiting"  # it could not start, and is tried again by itself
    REFUSED = "refused"  # Telegram does not take its token: somebody has to act
    ENDING = "ending"
    GONE = "gone"  # somebody else may serve it now


@dataclass(frozen=True, kw_only=True, slots=True)
class BotCard:
    """A bot as its owners see it. No figures: it does not run, or its database was silent."""

    bot_id: int
    username: str | None
    state: BotState
    subscribers: int | None = None
    unfinished: Sequence[Broadcast] = ()


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
