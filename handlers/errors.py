"""What happens when a handler fails: a short sorry for the person, the trace for the log."""

import logging
from contextlib import suppress

from aiogram import Router
from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.filters import ExceptionTypeFilter
from aiogram.types import ErrorEvent, Message, Update
from aiogram_i18n import I18nContext

from db.errors import DatabaseTrouble
from handlers.access import NotAllowed
from handlers.stranger import answer_unknown_button, answer_unknown_message
from handlers.taps import TOO_OLD
from handlers.texts import Texts

# Telegram's words for answers that come too late or twice: a button pressed twice, or long ago, or
# a message that the person has deleted meanwhile.
HARMLESS = (TOO_OLD, "message is not modified", "message to edit not found")

DATABASE_KEY = "error-database"
SORRY_KEY = "error-sorry"

logger = logging.getLogger(__name__)
access_logger = logging.getLogger("handlers.access")


def build_errors_router() -> Router:
    """To be included last: others may know better what to do about an error of theirs."""
    router = Router(name="errors")
    register = router.errors.register
    register(on_database_trouble, ExceptionTypeFilter(DatabaseTrouble))
    register(on_not_allowed, ExceptionTypeFilter(NotAllowed))
    register(on_gone, ExceptionTypeFilter(TelegramForbiddenError))
    register(
        on_telegram_unavailable,
        ExceptionTypeFilter(
            TelegramNetworkError,
            TelegramServerError,
            TelegramRetryAfter,
            ClientDecodeError,  # a gateway's HTML page
        ),
    )
    register(on_error)
    return router


async def on_database_trouble(
    event: ErrorEvent, texts: Texts, i18n: I18nContext | None = None
) -> None:
    logger.warning("update %s: the database: %s", event.update.update_id, event.exception)
    await _apologise(event.update, _text(DATABASE_KEY, event.update, texts, i18n))


async def on_not_allowed(event: ErrorEvent, i18n: I18nContext) -> None:
    """Somebody acted who lost the role since the dialog was opened, or never had it."""
    access_logger.warning("refused: %s", event.exception)
    with suppress(AiogramError):
        if event.update.callback_query:
            await answer_unknown_button(event.update.callback_query, i18n)
        elif event.update.message:
            await answer_unknown_message(event.update.message, i18n)


async def on_gone(event: ErrorEvent) -> None:
    """Whoever asked has blocked the bot meanwhile: there is nobody to answer."""
    logger.debug("update %s: %s", event.update.update_id, event.exception)


async def on_telegram_unavailable(event: ErrorEvent) -> None:
    """An answer would go the way of the call that failed."""
    logger.warning("update %s: Telegram: %s", event.update.update_id, event.exception)


async def on_error(event: ErrorEvent, texts: Texts, i18n: I18nContext | None = None) -> None:
    if isinstance(event.exception, TelegramBadRequest) and _is_harmless(event.exception):
        logger.debug("update %s: %s", event.update.update_id, event.exception)
        return
    logger.error("update %s failed", event.update.update_id, exc_info=event.exception)
    await _apologise(event.update, _text(SORRY_KEY, event.update, texts, i18n))


def _is_harmless(error: TelegramBadRequest) -> bool:
    return any(words in error.message.lower() for words in HARMLESS)


def _text(key: str, update: Update, texts: Texts, i18n: I18nContext | None) -> str:
    """In the person's language, as far as it was found out before the error."""
    if i18n is not None:
        return i18n.get(key)
    source = update.message or update.callback_query
    user = source.from_user if source else None
    return texts.get(key, texts.pick(None, user.language_code if user else None))


async def _apologise(update: Update, text: str) -> None:
    with suppress(AiogramError):
        if update.callback_query:
            await update.callback_query.answer(text, show_alert=True)
        elif isinstance(update.message, Message):
            await update.message.answer(text)
