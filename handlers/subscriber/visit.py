"""One /start of a person: who it is, and what such a visit begins with."""

import logging
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Self

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.methods import SendMessage
from aiogram.types import Message, User
from aiogram_i18n import I18nContext

from db.errors import DatabaseTrouble
from db.schema.states import Role
from db.subscribers.store import Subscribed
from handlers.collaborators import Collaborators, collaborators_in
from handlers.frame.command_menus import set_admin_commands
from handlers.language.names import shown_name

WELCOME_KEYS: Mapping[Subscribed, str] = {
    Subscribed.NEW: "start-new",
    Subscribed.REVIVED: "start-revived",
    Subscribed.ALREADY: "start-already",
}

logger = logging.getLogger("handlers.frame.access")


@dataclass(frozen=True, kw_only=True, slots=True)
class Visit(Collaborators):
    """A person in the private chat with the bot, during one message."""

    message: Message
    user: User
    role: Role | None
    bot: Bot
    i18n: I18nContext

    @classmethod
    def of(cls, message: Message, data: Mapping[str, Any]) -> Self | None:
        """From the data that middlewares and handlers share; None where nobody has written."""
        if message.from_user is None:
            return None
        return cls(
            **collaborators_in(data),
            message=message,
            user=message.from_user,
            role=data["role"],
            bot=data["bot"],
            i18n=data["i18n"],
        )

    async def subscribe(self, source: str | None = None) -> Subscribed:
        """`source`: where they come from, see start.py. It is the first one's that counts; that
        somebody came by another one later is noted."""
        subscribed = await self.subscribers.subscribe(
            self.message.chat.id,
            first_name=self.user.first_name,
            username=self.user.username,
            language_code=self.user.language_code,
            source=source,
            now=int(self.clock.time()),
        )
        self.locales.forget(self.user.id)
        if source is not None:
            is_first = subscribed is Subscribed.NEW
            with suppress(DatabaseTrouble):  # what they asked for is done
                await self.doors.links.visited(self.message.chat.id, source, is_first=is_first)
        return subscribed

    def welcome_once(self, subscribed: Subscribed) -> SendMessage | None:
        """Whoever taps again while the welcome waits is not told a second time."""
        if subscribed is Subscribed.ALREADY and self.replies.owes(self.message.chat.id):
            return None
        return self.welcome(subscribed)

    def welcome(self, subscribed: Subscribed) -> SendMessage:
        name = shown_name(self.user.first_name, self.user.username)
        return self.message.answer(self.i18n.get(WELCOME_KEYS[subscribed], name=name))

    async def show_admin_menu(self) -> None:
        """The bot works without it, so that no failure of this is told to the person."""
        try:
            await set_admin_commands(self.bot, self.texts, self.menus, self.user.id)
        except (AiogramError, DatabaseTrouble) as error:
            logger.info("the commands of admin %s are set later: %s", self.user.id, error)
