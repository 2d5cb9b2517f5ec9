"""Which language somebody reads."""

import logging
from collections import OrderedDict

from aiogram.types import TelegramObject, Update, User
from aiogram_i18n.managers.base import BaseManager

from broadcast.model.button import ANSWER
from db.errors import DatabaseTrouble
from db.subscribers.store import Subscribers
from handlers.language.texts import Texts
from runtime.clock import Clock

REMEMBERED = 10_000  # people; about 2 MB

logger = logging.getLogger(__name__)


class Locales(BaseManager):
    """Asks the database once for each person and remembers the answer while they keep writing."""

    def __init__(self, subscribers: Subscribers, texts: Texts, clock: Clock) -> None:
        super().__init__(default_locale=texts.default)
        self._subscribers = subscribers
        self._texts = texts
        self._clock = clock
        self._known: OrderedDict[int, tuple[str | None, str | None]] = OrderedDict()

    async def get_locale(
        self, event_from_user: User | None = None, event: TelegramObject | None = None
    ) -> str:
        """For the person behind an update; a channel speaks the default language."""
        if event_from_user is None:
            return self._texts.default
        if _is_answer(event):
            return self._texts.pick(None, event_from_user.language_code)
        return await self.of(event_from_user.id, event_from_user.language_code)

    async def of(self, user_id: int, telegram: str | None = None) -> str:
        """For somebody known by the id only, Telegram's language may be left out."""
        chosen, stored = await self._languages(user_id)
        return self._texts.pick(chosen, telegram or stored)

    async def set_locale(self, locale: str, event_from_user: User) -> None:
        """Keep what the person chose."""
        now = int(self._clock.time())
        await self._subscribers.set_language(event_from_user.id, locale, now)
        self.forget(event_from_user.id)

    def forget(self, user_id: int) -> None:
        """Ask again next time: the person was written, or erased."""
        self._known.pop(user_id, None)

    async def _languages(self, user_id: int) -> tuple[str | None, str | None]:
        known = self._known.get(user_id)
        if known is None:
            try:
                known = await self._subscribers.languages_of(user_id)
            except DatabaseTrouble as trouble:
                # An answer in Telegram's language is better than none.
                logger.warning("cannot read the language of user %s: %s", user_id, trouble)
                return (None, None)
            self._known[user_id] = known
            if len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        self._known.move_to_end(user_id)
        return known


def _is_answer(event: TelegramObject | None) -> bool:
    """A tap on an answer button: thousands may come at once, of people who never wrote, and most
    are answered in the broadcast's own words. Whoever needs more asks (handlers/answers/taps.py).
    """
    query = event.callback_query if isinstance(event, Update) else None
    return query is not None and (query.data or "").startswith(f"{ANSWER}:")
