"""Asks Telegram for the bot's balance of Stars, and keeps it fresh while somebody pays."""

import logging
from collections.abc import Callable

from aiogram import Bot
from aiogram.exceptions import AiogramError

from broadcast.paid.budget import StarsBalance
from broadcast.paid.prices import tenths
from runtime.clock import Clock

logger = logging.getLogger(__name__)

REFRESH = 10.0  # seconds between two looks while a paid broadcast is going
LOOK_AGAIN = 1.0  # seconds between two looks, whatever happens; and at whether anybody pays
TIMEOUT = 3  # seconds for the answer: somebody may be waiting with a tap


class BalancePoll:
    """getMyStarBalance sends nothing: it waits for no limit, and is asked during a ban too."""

    def __init__(
        self, bot: Bot, wallet: StarsBalance, clock: Clock, paying: Callable[[], bool]
    ) -> None:
        """`paying` tells whether a paid broadcast is going."""
        self._bot = bot
        self._wallet = wallet
        self._clock = clock
        self._paying = paying

    async def look(self) -> int | None:
        """The balance in paid messages, told to the wallet too; None when Telegram did not tell."""
        charged = self._wallet.charged
        try:
            amount = await self._bot.get_my_star_balance(request_timeout=TIMEOUT)
        except (AiogramError, TimeoutError) as error:
            logger.warning("the balance of Stars is not known: %s", error)
            self._wallet.unreadable()
            return None
        balance = tenths(amount.amount, amount.nanostar_amount or 0)
        self._wallet.read(balance, charged=charged)
        return balance

    async def keep(self) -> None:
        """The background task: every REFRESH seconds while it matters, at once when in doubt."""
        looked_at = -REFRESH
        while True:
            if not self._paying():
                looked_at = self._clock.monotonic() - REFRESH
                self._wallet.doubt = False
            elif self._wallet.doubt or self._clock.monotonic() - looked_at >= REFRESH:
                self._wallet.doubt = False
                looked_at = self._clock.monotonic()
                await self.look()
            await self._clock.sleep(LOOK_AGAIN)
