"""What is said once the bot is ready: the claim link to the log, the commands to Telegram."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from itertools import chain, repeat

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.types import User

from bot.foundation import Foundation
from bot.wiring import Wiring
from botapi.errors import wait_of, words_of
from db.errors import DatabaseTrouble
from handlers.frame.access import Access
from handlers.frame.command_menus import set_commands
from handlers.team.watch import TeamWatch
from runtime.clock import Clock

logger = logging.getLogger(__name__)

# Seconds before the menus are tried again; then every hour, for as long as it takes.
PAUSES = (5.0, 30.0, 120.0, 600.0)
EVERY_HOUR = 3600.0


async def tell_claim_link(access: Access, me: User) -> None:
    """While there is no admin, whoever sees the log can become the owner.

    A warning, or louder where warnings are not shown: there is no other way to the link.
    """
    code = await access.claim_code()
    if code is None:
        return
    logger.log(
        max(logging.WARNING, logger.getEffectiveLevel()),
        "there is no admin yet: open https://t.me/%s?start=%s (or send the bot: /start %s) "
        "to become the owner; it works once",
        me.username,
        code,
        code,
    )


async def tell_unnamed_owners(access: Access) -> None:
    """Who took the claim link keeps the role when ADMIN_IDS is set later."""
    if owners := await access.unnamed_owners():
        logger.warning("%s", about_unnamed(owners))


def about_unnamed(owners: Sequence[int]) -> str:
    """For the log and for `check`."""
    ids = ", ".join(str(one) for one in owners)
    return (
        f"owners whom ADMIN_IDS does not name: {ids}. Whoever became one by a link or a command "
        f"stays one; to take the role away: herald admins remove {owners[0]}"
    )


async def show_commands(bot: Bot, wiring: Wiring, clock: Clock) -> None:
    """Set the menus; a bot without them works, so this never holds anything up."""

    async def show() -> None:
        given = wiring.collaborators
        admins = await given.access.everyone()
        await set_commands(bot, given.texts, given.menus, admins)

    await until_shown(show, clock)


def team_watch(base: Foundation, wiring: Wiring) -> TeamWatch:
    """Greets who comes; should the last owner go, the log shows a new claim link."""
    given = wiring.collaborators

    async def without_owner() -> None:
        await tell_claim_link(given.access, base.me)

    return TeamWatch(
        access=given.access,
        bot=base.bot,
        texts=given.texts,
        locales=given.locales,
        menus=given.menus,
        clock=base.clock,
        without_owner=without_owner,
    )


async def until_shown(show: Callable[[], Awaitable[None]], clock: Clock) -> None:
    """Try again, later each time, and never inside a ban."""
    for pause in chain(PAUSES, repeat(EVERY_HOUR)):
        try:
            await show()
        except (AiogramError, DatabaseTrouble) as error:
            words = words_of(error) if isinstance(error, AiogramError) else str(error)
            wait = max(pause, wait_of(error))
            logger.warning("the menus of commands are not set: %s; next try in %.0f s", words, wait)
            await clock.sleep(wait)
        else:
            return
