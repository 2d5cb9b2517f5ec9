"""/start and /stop of a person, and the claim link."""

import re
from typing import Any

from aiogram import F, Router
from aiogram.filters import CommandObject
from aiogram.methods import SendMessage
from aiogram.types import Message
from aiogram_i18n import I18nContext

from db.subscribers.store import Subscribers
from handlers.frame.access import CLAIM_PREFIX
from handlers.frame.access import logger as access_logger
from handlers.frame.text_commands import TextCommand, TextStart
from handlers.subscriber.visit import Visit
from runtime.clock import Clock

# Bot API: deep links carry up to 64 of these; whoever types a code may type anything.
_SOURCE = re.compile(r"[A-Za-z0-9_-]{1,64}")


def register(router: Router) -> None:
    router.message.register(on_claim, TextStart(magic=F.args.startswith(CLAIM_PREFIX)))
    router.message.register(on_start, TextStart())
    router.message.register(on_stop, TextCommand("stop"))


async def on_claim(message: Message, command: CommandObject, **data: Any) -> SendMessage | None:
    """A wrong or used claim link is a plain /start: nobody learns what it is for."""
    visit = Visit.of(message, data)
    if visit is None:
        return None
    claimed = await visit.access.claim(visit.user.id, command.args or "")
    # Logged before anything else can fail: that the bot has an owner now must be seen.
    if claimed:
        access_logger.warning("user %s claimed the bot and is its owner now", visit.user.id)
    else:
        access_logger.warning("user %s tried a wrong or used claim link", visit.user.id)
    subscribed = await visit.subscribe()
    if not claimed:
        return visit.welcome_once(subscribed)
    await visit.welcome(subscribed)
    await message.answer(visit.i18n.get("claim-owner"))
    await visit.show_admin_menu()
    return None


async def on_start(message: Message, command: CommandObject, **data: Any) -> SendMessage | None:
    """An admin who opens the bot only now had no chat for the admins' menu before."""
    visit = Visit.of(message, data)
    if visit is None:
        return None
    subscribed = await visit.subscribe(source_of(command.args))
    if visit.role is None:
        return visit.welcome_once(subscribed)
    await visit.welcome(subscribed)
    await visit.show_admin_menu()
    return None


async def on_stop(
    message: Message, subscribers: Subscribers, i18n: I18nContext, clock: Clock
) -> SendMessage:
    left = await subscribers.unsubscribe(message.chat.id, int(clock.time()))
    return message.answer(i18n.get("stop-left") if left else i18n.get("stop-not-subscribed"))


def source_of(args: str | None) -> str | None:
    """Where a new subscriber comes from; anything but a deep link's code is no source."""
    return args if args and _SOURCE.fullmatch(args) else None
