"""Who lives in the house, as far as an owner may see it."""

import asyncio
import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from broadcast.doors.bot_list import BotCard, BotState
from broadcast.doors.reports import Reports
from db.errors import DatabaseTrouble, TookTooLong
from db.schema.states import Role
from db.subscribers.store import Subscribers
from handlers.frame.access import Access

logger = logging.getLogger(__name__)

WITHIN = 2.0  # seconds that one bot's figures may take


@dataclass(frozen=True, kw_only=True, slots=True)
class Seat:
    """What is asked of a bot that runs here."""

    username: str | None
    access: Access
    reports: Reports
    subscribers: Subscribers


Absent = Callable[[int], Sequence[BotCard]]
"""Takes an owner's user id; gives their bots that do not run here"""


class NeighbourList:
    """Those that run, and those of which `absent` tells."""

    def __init__(self) -> None:
        self._seats: dict[int, Seat] = {}
        self.absent: Absent = nobody

    @contextmanager
    def seated(self, bot_id: int, seat: Seat) -> Iterator[None]:
        """It runs until the end of the block."""
        self._seats[bot_id] = seat
        try:
            yield
        finally:
            del self._seats[bot_id]

    async def of_owner(self, user_id: int) -> Sequence[BotCard]:
        seats = list(self._seats.items())
        roles = await asyncio.gather(*(seat.access.role(user_id) for _, seat in seats))
        own = [one for one, role in zip(seats, roles, strict=True) if role is Role.OWNER]
        cards = await asyncio.gather(*(_card(bot_id, seat) for bot_id, seat in own))
        absent = [card for card in self.absent(user_id) if card.bot_id not in self._seats]
        return sorted((*cards, *absent), key=lambda card: card.bot_id)


async def _card(bot_id: int, seat: Seat) -> BotCard:
    """One bot's trouble takes nothing from the others' cards."""
    card = BotCard(bot_id=bot_id, username=seat.username, state=BotState.RUNNING)
    try:
        async with asyncio.timeout(WITHIN):
            return BotCard(
                bot_id=bot_id,
                username=seat.username,
                state=BotState.RUNNING,
                subscribers=await seat.subscribers.active_count(),
                unfinished=await seat.reports.unfinished(),
            )
    except (DatabaseTrouble, TookTooLong, TimeoutError) as error:
        logger.warning("no figures of bot %d: %s", bot_id, error or "it took too long")
        return card


def nobody(_user_id: int) -> Sequence[BotCard]:
    return ()
