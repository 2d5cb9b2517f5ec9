"""What subscribers do: people, groups and channels."""

from aiogram import F, Router
from aiogram.enums import ChatType

from handlers.subscriber import help as help_command
from handlers.subscriber import language, membership, places, privacy, start
from handlers.subscriber.profile import KeepProfile


def build_subscriber_router() -> Router:
    """Commands and buttons of the subscribers' side, by kind of chat."""
    router = Router(name="subscriber")
    router.include_routers(_people(), places.build_router(), membership.build_router())
    return router


def _people() -> Router:
    router = Router(name="people")
    router.message.filter(F.chat.type == ChatType.PRIVATE)
    router.message.middleware(KeepProfile())
    for part in (start, language, help_command, privacy):
        part.register(router)
    return router
