"""What is said once the bot is ready: the claim link to the log, the commands to Telegram."""

import logging

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import User

from bot.wiring import Wiring
from handlers.access import Access
from handlers.commands import set_commands

logger = logging.getLogger(__name__)


async def tell_claim_link(access: Access, me: User) -> None:
    """While there is no admin, whoever sees the log can become the owner."""
    code = await access.claim_code()
    if code is None:
        return
    logger.warning(
        "there is no admin yet: open https://t.me/%s?start=%s (or send the bot: /start %s) "
        "to become the owner; it works once",
        me.username,
        code,
        code,
    )


async def tell_admins_commands(bot: Bot, wiring: Wiring) -> None:
    """Raises aiogram's TelegramNetworkError: the supervisor then tries again."""
    try:
        await set_commands(bot, wiring.texts, await wiring.access.everyone())
    except TelegramAPIError as error:
        logger.warning("the menu of commands was not set: %s", error.message)
        raise
