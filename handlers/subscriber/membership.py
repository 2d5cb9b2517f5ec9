"""What Telegram tells about the bot's own place in a chat: blocked, removed, added, moved."""

import logging

from aiogram import F, Router
from aiogram.enums import ChatType
from aiogram.filters import JOIN_TRANSITION, LEAVE_TRANSITION, ChatMemberUpdatedFilter
from aiogram.methods import SendMessage
from aiogram.types import ChatMemberUpdated, Message
from aiogram_i18n import I18nContext

from db.subscribers.store import Subscribers
from handlers.joining.places import KeepJoinPlaces
from runtime.clock import Clock

logger = logging.getLogger(__name__)


def build_router() -> Router:
    router = Router(name="membership")
    router.my_chat_member.outer_middleware(KeepJoinPlaces())
    router.my_chat_member.register(on_removed, ChatMemberUpdatedFilter(LEAVE_TRANSITION))
    router.my_chat_member.register(on_added, ChatMemberUpdatedFilter(JOIN_TRANSITION))
    router.message.register(on_moved, F.migrate_to_chat_id)
    return router


async def on_removed(event: ChatMemberUpdated, subscribers: Subscribers, clock: Clock) -> None:
    """A person blocked the bot; a group or channel removed it."""
    await subscribers.block(event.chat.id, int(clock.time()))


async def on_added(
    event: ChatMemberUpdated, subscribers: Subscribers, i18n: I18nContext, clock: Clock
) -> SendMessage | None:
    """A person unblocked the bot; a group added it (again).

    A group that had it before goes on as it was; a new one is told how to begin. A channel is not:
    all its readers would see it.
    """
    known = await subscribers.unblock(event.chat.id, int(clock.time()))
    if not known and event.chat.type in {ChatType.GROUP, ChatType.SUPERGROUP}:
        return event.answer(i18n.get("group-hello"))
    return None


async def on_moved(message: Message, subscribers: Subscribers, clock: Clock) -> None:
    """A group became a supergroup: the same chat with another id (Bot API: Message)."""
    if message.migrate_to_chat_id is not None:
        now = int(clock.time())
        await subscribers.migrate(message.chat.id, message.migrate_to_chat_id, now)
        logger.info("group %s is now %s", message.chat.id, message.migrate_to_chat_id)
