"""Asks Telegram for the bot's balance of Stars, and keeps it fresh while somebody pays."""

import logging
from collections.abc import Callable

from aiogram import Bot
from aiogram.exceptions import AiogramError

from broadcast.paid.balance import StarsBalance
from broadcast.paid.prices import tenths
from runtime.clock import Clock
from runtime.wake import Wake

logger = logging.getLogger(__name__)

REFRESH = 10.0  # seconds between two looks while a paid broadcast is going
LOOK_AGAIN = 1.0  # seconds between two looks, whatever happens
REST = 30.0  # seconds: whether anybody pays is looked at this often though nothing rings
TIMEOUT = 3  # seconds for the answer: somebody may be waiting with a tap


class BalancePoll:
    """getMyStarBalance sends nothing: it waits for no limit, and is asked during a ban too."""

    def __init__(
        self,
        bot: Bot,
        balance: StarsBalance,
        clock: Clock,
        wake: Wake,
        paying: Callable[[], bool],
    ) -> None:
        """`paying` tells whether a paid broadcast is going; `wake` is rung when that may change."""
        self._bot = bot
        self._balance = balance
        self._clock = clock
        self._wake = wake
        self._paying = paying

    async def look(self) -> int | None:
        """The balance in paid messages, noted too; None when Telegram did not tell."""
        charged = self._balance.charged
        try:
            told = await self._bot.get_my_star_balance(request_timeout=TIMEOUT)
        except (AiogramError, TimeoutError) as error:
            logger.warning("the balance of Stars is not known: %s", error)
            self._balance.not_told()
            return None
        amount = tenths(told.amount, told.nanostar_amount or 0)
        self._balance.told(amount, charged=charged)
        return amount

    async def run_forever(self) -> None:
        """The background task: every REFRESH seconds while it matters, at once when in doubt."""
        looked_at = -REFRESH
        while True:
            self._wake.clear()
            if not self._paying():
                looked_at = self._clock.monotonic() - REFRESH
                self._balance.in_doubt = False
                await self._wake.wait(REST)
                continue
            if self._balance.in_doubt or self._clock.monotonic() - looked_at >= REFRESH:
                self._balance.in_doubt = False
                looked_at = self._clock.monotonic()
                await self.look()
            await self._clock.sleep(LOOK_AGAIN)
