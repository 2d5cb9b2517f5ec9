"""What an admin works with: the collaborators, and what the update is about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from aiogram import Bot
from aiogram.dispatcher.middlewares.user_context import EVENT_THREAD_ID_KEY
from aiogram_i18n import I18nContext

from botapi.call import Call
from broadcast.model.actor import Actor
from broadcast.model.formatting.moments import moments_in
from handlers.admin.dialog_data import DialogMemory
from handlers.admin.progress.pages import Asking
from handlers.admin.wording.moments import shown_moment, shown_short, shown_when
from handlers.collaborators import Collaborators, collaborators_in
from handlers.language.names import shown_name

MOST_MOMENTS = 3  # lines; who writes more of them has seen how it goes


@dataclass(frozen=True, kw_only=True, slots=True)
class AdminContext(Collaborators):
    """One admin in one private chat, during one update."""

    user_id: int
    chat_id: int
    thread_id: int | None  # the topic of the private chat, where it has topics
    bot: Bot
    i18n: I18nContext
    rich: Mapping[str, Any] | None  # raw content of a rich message: the models never see it

    async def actor(self) -> Actor:
        """Who acts, with the role that they have at this moment; the engine's doors check it."""
        return await self.access.actor(self.user_id)

    async def show_progress(self, broadcast_id: int) -> None:
        """At the end of this chat, or of the topic in it."""
        await self.progress.show(broadcast_id, self.chat_id, thread_id=self.thread_id)

    async def redraw_progress(
        self, broadcast_id: int, message_id: int, *, asking: Asking | None = None
    ) -> None:
        """The message here becomes what there is to say now; `asking`: what it asks about."""
        await self.progress.redraw(
            broadcast_id, self.chat_id, message_id, thread_id=self.thread_id, asking=asking
        )

    async def name_of(self, user_id: int) -> str:
        """Of an admin who is a subscriber too; others have a number only."""
        found = await self.subscribers.find(user_id)
        return str(user_id) if found is None else shown_name(found.first_name, found.username)

    def moment(self, seconds: int | None) -> str:
        """Unix seconds as this admin reads them."""
        return shown_moment(
            seconds,
            now=self.clock.time(),
            timezone=self.timezone,
            texts=self.texts,
            locale=self.i18n.locale,
        )

    def when(self, seconds: int) -> str:
        """The same, so that nobody takes it for another: with weekday, zone and distance."""
        return shown_when(
            seconds,
            now=self.clock.time(),
            timezone=self.timezone,
            texts=self.texts,
            locale=self.i18n.locale,
        )

    def when_in_short(self, seconds: int) -> str:
        """With the weekday."""
        return shown_short(
            seconds,
            now=self.clock.time(),
            timezone=self.timezone,
            texts=self.texts,
            locale=self.i18n.locale,
        )

    def moments_seen(self, calls: Iterable[Call]) -> list[str]:
        """What readers see of the moments in them: of one that nobody's clock has passed yet, and
        of one that has."""
        now, lines = self.clock.time(), []
        for seconds in dict.fromkeys(moments_in(calls)):
            key = "moment-hint" if seconds > now else "moment-hint-past"
            lines.append(self.i18n.get(key, moment=self.moment(seconds), zone=self.timezone.key))
        return lines[:MOST_MOMENTS]

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Self:
        """From the data that middlewares and handlers share."""
        return cls(
            **collaborators_in(data),
            user_id=data["event_from_user"].id,
            chat_id=data["event_chat"].id,
            thread_id=data.get(EVENT_THREAD_ID_KEY),
            bot=data["bot"],
            i18n=data["i18n"],
            rich=data.get("rich_message"),
        )

    @classmethod
    def at(cls, manager: DialogMemory) -> Self:
        return cls.of(manager.middleware_data)
