"""What subscribers can do in private, and what Telegram tells of the bot's place in chats."""

from aiogram import Router
from aiogram.enums import ChatType
from aiogram.types import Message

from handlers.subscriber import help as help_command
from handlers.subscriber import invite, language, membership, privacy, start, tester
from handlers.subscriber.profile import KeepProfile
from handlers.subscriber.settings import leaving, settings
from handlers.subscriber.zone import choosing as zone


def build_subscriber_router() -> Router:
    """Commands and buttons of the subscribers' side; handlers/groups has those of other chats."""
    router = Router(name="subscriber")
    router.include_routers(_people(), membership.build_router())
    return router


def _people() -> Router:
    router = Router(name="people")
    router.message.filter(_in_private)
    keep = KeepProfile()
    router.message.middleware(keep)
    router.callback_query.middleware(keep)
    own = (settings, zone, leaving, language, privacy)
    for part in (invite, tester, start, *own, help_command):
        part.register(router)
    return router


async def _in_private(message: Message) -> bool:
    """Not `F.chat.type == …`: aiogram asks such a filter in another thread, for each message."""
    return message.chat.type == ChatType.PRIVATE
