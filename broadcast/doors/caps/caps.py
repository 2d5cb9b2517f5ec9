"""At most so many broadcasts in seven days to one person: an owner says how many."""

import logging
from collections.abc import Awaitable, Callable

from broadcast.caps.taking_in import take_in
from broadcast.caps.week_cap import WeekCap
from broadcast.doors.composing.owner_settings import OwnerSetting, OwnerSettings
from broadcast.model.actor import Actor, require_owner
from broadcast.model.errors import BroadcastError
from db.audience import counting
from db.audience.audience import Audience
from db.caps import rule
from db.connection.database import Database
from runtime.clock import Clock

MOST = 50  # in seven days: more is no cap
WITHIN = 20.0  # seconds; a count that takes longer is given up

logger = logging.getLogger(__name__)


class BadCap(BroadcastError):
    """Nobody would get anything, or it is no cap."""


class Caps:
    """There is none until an owner says so."""

    def __init__(
        self,
        database: Database,
        settings: OwnerSettings,
        cap: WeekCap,
        settle: Callable[[], Awaitable[None]],
        clock: Clock,
    ) -> None:
        """`settle`: see broadcast/caps/taking_in.py."""
        self._database = database
        self._settings = settings
        self._cap = cap
        self._settle = settle
        self._clock = clock

    @property
    def most(self) -> int | None:
        """None: as many as there are."""
        return self._cap.most

    async def decide(self, most: int | None, *, by: Actor) -> None:
        """It holds from now on, for what is being sent too; what was sent in the week before counts
        as far as the ledger still has it. Raises BadCap."""
        require_owner(by)
        if most is not None and not 1 <= most <= MOST:
            raise BadCap(f"{most} is not from 1 to {MOST}")
        before = self._cap.most
        try:
            if most is not None and before is None:
                await take_in(self._database, self._cap, self._settle, self._clock)
            await self._settings.write(OwnerSetting.WEEK_CAP, most, by=by)
        except BaseException:
            self._cap.decide(before)
            raise
        self._cap.decide(most)
        logger.info("at most %s broadcasts a week to one person, by %d", most, by.user_id)

    async def over(self, draft_id: int, audience: Audience, *, at: int | None = None) -> int:
        """How many of them have had as many by now, and would not get this draft, if the cap holds
        for it. `at`: it goes out at that moment (Unix seconds), and what was more than a week
        before counts no more. Raises CannotAsk, TookTooLong."""
        moment = self._clock.time() if at is None else at
        if (cap := self._cap.at(moment)) is None or cap.most is None:
            return 0
        async with self._database.read(within=WITHIN) as connection:
            if await rule.is_exempt(connection, draft_id):
                return 0
            return await counting.capped(connection, audience, cap)
