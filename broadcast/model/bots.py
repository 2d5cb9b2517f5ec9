"""A bot as its owners see it among others: whether it runs, and what it sends."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

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
    """`None` and nothing where it does not run, or its database did not answer in time."""

    bot_id: int
    username: str | None
    state: BotState
    subscribers: int | None = None
    unfinished: Sequence[Broadcast] = ()
