"""What happens when a handler fails: a short sorry for the person, the trace for the log."""

import logging
from collections.abc import Iterable
from contextlib import suppress

from aiogram import Router
from aiogram.exceptions import AiogramError, TelegramAPIError
from aiogram.filters import ExceptionTypeFilter, Filter
from aiogram.methods import SendMessage
from aiogram.types import ErrorEvent, Message, Update
from aiogram_i18n import I18nContext

from botapi.errors import NOTHING_LEFT_TO_DO, UNAVAILABLE, Meaning, meaning
from broadcast.model.errors import NotAllowed
from db.errors import DatabaseTrouble, TookTooLong
from handlers.frame.fallback import answer_to_unknown, answer_unknown_button
from handlers.language.texts import Texts

DATABASE_KEY = "error-database"
SLOW_KEY = "error-slow"
SORRY_KEY = "error-sorry"

logger = logging.getLogger(__name__)
access_logger = logging.getLogger("handlers.frame.access")


class Means(Filter):
    """Passes errors of calls that mean one of these; a full disk, say, is none of a call."""

    def __init__(self, meanings: Iterable[Meaning]) -> None:
        self._meanings = frozenset(meanings)

    async def __call__(self, event: ErrorEvent) -> bool:
        error = event.exception
        return isinstance(error, TelegramAPIError) and meaning(error) in self._meanings


def build_errors_router() -> Router:
    """To be included last: others may know better what to do about an error of theirs."""
    router = Router(name="errors")
    register = router.errors.register
    register(on_database_trouble, ExceptionTypeFilter(DatabaseTrouble))
    register(on_not_allowed, ExceptionTypeFilter(NotAllowed))
    register(on_gone, Means({Meaning.NOBODY}))
    register(on_telegram_unavailable, Means(UNAVAILABLE))
    register(on_error)
    return router


async def on_database_trouble(
    event: ErrorEvent, texts: Texts, i18n: I18nContext | None = None
) -> SendMessage | None:
    logger.warning("update %s: the database: %s", event.update.update_id, event.exception)
    key = SLOW_KEY if isinstance(event.exception, TookTooLong) else DATABASE_KEY
    return await _apologise(event.update, _text(key, event.update, texts, i18n))


async def on_not_allowed(event: ErrorEvent, i18n: I18nContext) -> SendMessage | None:
    """Somebody acted who lost the role since the dialog was opened, or never had it."""
    access_logger.warning("refused: %s", event.exception)
    if event.update.callback_query:
        with suppress(AiogramError):
            await answer_unknown_button(event.update.callback_query, i18n)
    elif event.update.message:
        return answer_to_unknown(event.update.message, i18n)
    return None


async def on_gone(event: ErrorEvent) -> None:
    """Whoever asked has blocked the bot meanwhile: there is nobody to answer."""
    logger.debug("update %s: %s", event.update.update_id, event.exception)


async def on_telegram_unavailable(event: ErrorEvent) -> None:
    """An answer would go the way of the call that failed."""
    logger.warning("update %s: Telegram: %s", event.update.update_id, event.exception)


async def on_error(
    event: ErrorEvent, texts: Texts, i18n: I18nContext | None = None
) -> SendMessage | None:
    if is_harmless(event.exception):
        logger.debug("update %s: %s", event.update.update_id, event.exception)
        return None
    logger.error("update %s failed", event.update.update_id, exc_info=event.exception)
    return await _apologise(event.update, _text(SORRY_KEY, event.update, texts, i18n))


def is_harmless(error: Exception) -> bool:
    """Whether it only says that there is nothing left to be done.

    An answer that comes too late or twice: a button pressed twice, or long ago, or a message that
    the person has deleted meanwhile.
    """
    return meaning(error) in NOTHING_LEFT_TO_DO


def _text(key: str, update: Update, texts: Texts, i18n: I18nContext | None) -> str:
    """In the person's language, as far as it was found out before the error."""
    if i18n is not None:
        return i18n.get(key)
    source = update.message or update.callback_query
    user = source.from_user if source else None
    return texts.get(key, texts.pick(None, user.language_code if user else None))


async def _apologise(update: Update, text: str) -> SendMessage | None:
    if update.callback_query:
        with suppress(AiogramError):
            await update.callback_query.answer(text, show_alert=True)
    elif isinstance(update.message, Message):
        return update.message.answer(text)
    return None
