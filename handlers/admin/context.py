"""What an admin works with: the collaborators that the dispatcher hands down, with their types."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from aiogram import Bot
from aiogram.dispatcher.middlewares.user_context import EVENT_THREAD_ID_KEY
from aiogram_dialog import DialogManager
from aiogram_i18n import I18nContext

from broadcast.doors.doors import Doors
from broadcast.model.actor import Actor
from db.subscribers.store import Subscribers
from handlers.admin.progress import ProgressBoard
from handlers.frame.access import Access
from handlers.language.texts import Texts
from handlers.team.team import Team
from runtime.clock import Clock


@dataclass(frozen=True, kw_only=True, slots=True)
class AdminContext:
    """One admin in one private chat, during one update."""

    user_id: int
    chat_id: int
    thread_id: int | None  # the topic of the private chat, where it has topics
    bot: Bot
    i18n: I18nContext
    texts: Texts
    access: Access
    doors: Doors
    subscribers: Subscribers
    progress: ProgressBoard
    team: Team
    timezone: ZoneInfo
    clock: Clock

    async def actor(self) -> Actor:
        """Who acts, with the role that they have at this moment; the engine's doors check it."""
        return await self.access.actor(self.user_id)

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "AdminContext":
        """From the data that middlewares and handlers share."""
        return cls(
            user_id=data["event_from_user"].id,
            chat_id=data["event_chat"].id,
            thread_id=data.get(EVENT_THREAD_ID_KEY),
            bot=data["bot"],
            i18n=data["i18n"],
            texts=data["texts"],
            access=data["access"],
            doors=data["doors"],
            subscribers=data["subscribers"],
            progress=data["progress"],
            team=data["team"],
            timezone=data["timezone"],
            clock=data["clock"],
        )

    @classmethod
    def at(cls, manager: DialogManager) -> "AdminContext":
        return cls.of(manager.middleware_data)
