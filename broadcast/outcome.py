"""Pure: from an error that a call raised to what became of its recipient.

The table is that of docs/telegram-limits.md. Some servers spell 403 as 400 and the other way
round, so the text decides before the class does, without regard to case.
"""

from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus

from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)

from broadcast.answer import UNSAID_BAN, NoAnswer
from db.reasons import OwnReason

LONGEST_DETAIL = 300  # characters of Telegram's words that are kept


class Verdict(StrEnum):
    SENT = "sent"
    FLOODED = "flooded"  # 429: not sent, the gate closes
    NOT_SENT = "not sent"  # certain that nothing reached Telegram
    UNCERTAIN = "uncertain"  # it may have been sent
    BLOCKED = "blocked"
    DEACTIVATED = "deactivated"
    UNREACHABLE = "unreachable"
    FAILED = "failed"  # refused, for this recipient only
    CONTENT = "content"  # refused, and it would be for everyone
    MIGRATED = "migrated"  # the group has a new id
    TOKEN = "token"  # noqa: S105 - a verdict: 401


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What became of one call to one recipient."""

    verdict: Verdict
    detail: str | None = None  # Telegram's words, or what broke
    message_ids: tuple[int, ...] = ()
    retry_after: float = 0.0  # seconds
    new_chat_id: int | None = None


PHRASES: tuple[tuple[str, Verdict], ...] = (
    ("too many requests", Verdict.FLOODED),
    # Of a paid call, by its name in Telegram's own protocol: nothing was sent, the balance is read.
    ("balance_too_low", Verdict.FLOODED),
    ("bot was blocked by the user", Verdict.BLOCKED),
    ("user_is_blocked", Verdict.BLOCKED),
    ("user is deactivated", Verdict.DEACTIVATED),
    ("input_user_deactivated", Verdict.DEACTIVATED),
    ("bot can't initiate conversation", Verdict.UNREACHABLE),
    ("chat not found", Verdict.UNREACHABLE),
    ("peer_id_invalid", Verdict.UNREACHABLE),
    ("bot can't send messages to bots", Verdict.UNREACHABLE),
    ("bot was kicked from", Verdict.BLOCKED),
    ("bot is not a member of", Verdict.BLOCKED),
    ("group chat was deleted", Verdict.BLOCKED),
    ("not enough rights to send", Verdict.FAILED),
    ("have no write access to the chat", Verdict.FAILED),
    ("need administrator rights in the channel chat", Verdict.FAILED),
    ("chat_write_forbidden", Verdict.FAILED),
    ("message is not modified", Verdict.SENT),
    ("message text is empty", Verdict.CONTENT),
    ("message is too long", Verdict.CONTENT),
    ("message caption is too long", Verdict.CONTENT),
    ("can't parse entities", Verdict.CONTENT),
    ("wrong file identifier", Verdict.CONTENT),
    ("wrong remote file identifier", Verdict.CONTENT),
    ("failed to get http url content", Verdict.CONTENT),
    ("button_url_invalid", Verdict.CONTENT),
    ("button_data_invalid", Verdict.CONTENT),
    ("message to copy not found", Verdict.CONTENT),
    ("message to forward not found", Verdict.CONTENT),
    ("unknown parameter", Verdict.CONTENT),
)


def classify(error: BaseException, *, left: bool, status: int | None = None) -> Outcome:
    """What an error means for the recipient.

    `left`: whether bytes of the request may have reached Telegram; `status`: the HTTP status of the
    answer, if there was one (an answer that cannot be read says nothing else).
    """
    detail = _text(error)
    if isinstance(error, TelegramRetryAfter):
        retry_after = float(error.retry_after)
        return Outcome(verdict=Verdict.FLOODED, detail=detail, retry_after=retry_after)
    if isinstance(error, TelegramMigrateToChat):
        moved_to = error.migrate_to_chat_id
        return Outcome(verdict=Verdict.MIGRATED, detail=detail, new_chat_id=moved_to)
    verdict = _verdict(error, left=left, status=status)
    retry_after = UNSAID_BAN if verdict is Verdict.FLOODED else 0.0
    return Outcome(verdict=verdict, detail=detail, retry_after=retry_after)


def _verdict(error: BaseException, *, left: bool, status: int | None) -> Verdict:
    unanswered = Verdict.UNCERTAIN if left else Verdict.NOT_SENT
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return Verdict.FLOODED
    match error:
        case ClientDecodeError() | TelegramServerError():
            accepted = status is not None and 200 <= status < 300
            return Verdict.SENT if accepted else Verdict.UNCERTAIN
        case TelegramUnauthorizedError():
            return Verdict.TOKEN
        case TelegramEntityTooLarge():  # aiogram derives it from the network error
            return Verdict.CONTENT
        case TelegramNetworkError():  # 200 and then silence is still 200
            return Verdict.SENT if status == HTTPStatus.OK else unanswered
        case TelegramAPIError():
            return _refusal(error)
    # Whatever else broke broke in here; it is honest only to say that we do not know.
    return unanswered


def _refusal(error: TelegramAPIError) -> Verdict:
    words = error.message.lower()
    for phrase, verdict in PHRASES:
        if phrase in words:
            return verdict
    if isinstance(error, TelegramForbiddenError):
        return Verdict.BLOCKED
    # Not in the table: if it is about the content it will be said to everybody, and the content
    # guard sees that; if it is about this recipient, the next one is accepted.
    return Verdict.CONTENT


def _text(error: BaseException) -> str:
    if isinstance(error, ClientDecodeError | NoAnswer):
        return OwnReason.BAD_ANSWER
    is_answer = isinstance(error, TelegramAPIError) and not _is_line(error)
    words = str(getattr(error, "message", "")) if is_answer else _ours(error)
    # It is stored and shown: it must be text that any database takes, and not a page of it.
    return words.encode("utf-8", "replace").decode()[:LONGEST_DETAIL]


def _is_line(error: TelegramAPIError) -> bool:
    """The network's own; aiogram derives 413 from it, which is an answer."""
    return isinstance(error, TelegramNetworkError) and not isinstance(error, TelegramEntityTooLarge)


def _ours(error: BaseException) -> OwnReason:
    """Not an answer of Telegram's at all."""
    if isinstance(error, TimeoutError) or isinstance(error.__cause__, TimeoutError):
        return OwnReason.NO_ANSWER
    is_line = isinstance(error, TelegramNetworkError | OSError)
    return OwnReason.CONNECTION_LOST if is_line else OwnReason.FAULT
