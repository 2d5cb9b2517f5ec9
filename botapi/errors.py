"""What a call that failed means, decided once for all who make calls.

A broadcast's sends are read from the raw answer instead (botapi/reading.py), because there each
refusal must be somebody's: the recipient's or the message's. For all other calls six or seven
meanings are enough. Telegram's words decide only between them, and only those that are about the
one message (or tap, or group) that the call names: one table for each kind of call, all of which
docs/telegram-limits.md repeats.
"""

from enum import Enum, auto

from aiogram.exceptions import (
    TelegramAPIError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)

from botapi.methods import CallKind, kind_of
from botapi.reply import LINE_BROKE, NoAnswer, Unreadable


class Meaning(Enum):
    UNCHANGED = auto()  # it is so already: an edit's success
    UNREADABLE = auto()  # done, but what came back says not what
    GONE = auto()  # what it is about is not there any more, or it comes too late
    FIXED = auto()  # what it is about cannot be changed, deleted or pinned any more
    HIDDEN = auto()  # the group does not tell its members to this bot
    REFUSED = auto()  # for good, in any other words
    NOBODY = auto()  # blocked or removed: there is nobody to read it
    MOVED = auto()  # the group has another id now
    WAIT = auto()  # 429: nothing was done; `wait_of()` says for how long
    TOKEN = auto()  # the token is refused (401), or has not even the form of one (404)
    CONFLICT = auto()  # somebody else asks for the same updates (409)
    UNANSWERED = auto()  # no answer of a Bot API server: it may have been done
    FAULT = auto()  # no error of a call


# Telegram's words, in small letters, for what the call is about.
WORDS: dict[CallKind, tuple[tuple[str, Meaning], ...]] = {
    CallKind.EDIT: (
        ("message is not modified", Meaning.UNCHANGED),
        ("message to edit not found", Meaning.GONE),
        ("message can't be edited", Meaning.FIXED),
    ),
    CallKind.DELETE: (
        ("message to delete not found", Meaning.GONE),
        ("message can't be deleted", Meaning.FIXED),
    ),
    CallKind.PIN: (
        ("message to pin not found", Meaning.GONE),
        ("message to unpin not found", Meaning.GONE),
    ),
    CallKind.TAP: (("query is too old", Meaning.GONE),),
    CallKind.MEMBERS: (("member list is inaccessible", Meaning.HIDDEN),),
}

DONE = frozenset({Meaning.UNCHANGED, Meaning.UNREADABLE})
NOTHING_LEFT_TO_DO = frozenset({Meaning.UNCHANGED, Meaning.GONE})
# A clear no about what was asked; whatever is in none of these sets may go better another time.
REFUSALS = frozenset(
    {Meaning.UNCHANGED, Meaning.GONE, Meaning.FIXED, Meaning.HIDDEN, Meaning.REFUSED}
)
UNAVAILABLE = frozenset({Meaning.UNANSWERED, Meaning.UNREADABLE, Meaning.WAIT})

# Of aiogram's errors, each before those that it is a kind of.
_KINDS: tuple[tuple[type[Exception], Meaning], ...] = (
    (Unreadable, Meaning.UNREADABLE),
    (TelegramRetryAfter, Meaning.WAIT),
    (TelegramForbiddenError, Meaning.NOBODY),
    (TelegramUnauthorizedError, Meaning.TOKEN),
    (TelegramNotFound, Meaning.TOKEN),
    (TelegramConflictError, Meaning.CONFLICT),
    (TelegramMigrateToChat, Meaning.MOVED),
    (TelegramEntityTooLarge, Meaning.REFUSED),
    (TelegramServerError, Meaning.UNANSWERED),
    (TelegramNetworkError, Meaning.UNANSWERED),
    (TimeoutError, Meaning.UNANSWERED),
)
_STATUS: tuple[tuple[type[Exception], str], ...] = (
    (NoAnswer, "undecodable"),
    (TelegramEntityTooLarge, "413"),
    (TelegramServerError, "500"),
    (TelegramRetryAfter, "429"),
    (TelegramConflictError, "409"),
    (TelegramNotFound, "404"),
    (TelegramForbiddenError, "403"),
    (TelegramUnauthorizedError, "401"),
    (TelegramMigrateToChat, "400"),
    (TelegramBadRequest, "400"),
)


def meaning(error: BaseException) -> Meaning:
    """What a call's error means for whoever made the call."""
    if isinstance(error, TelegramBadRequest):
        return about(error.message, kind_of(error.method.__api_method__)) or Meaning.REFUSED
    known = (found for kind, found in _KINDS if isinstance(error, kind))
    return next(known, Meaning.UNANSWERED if isinstance(error, LINE_BROKE) else Meaning.FAULT)


def about(words: str, kind: CallKind) -> Meaning | None:
    """What a refusal says of the message that the call is about; None: nothing that is known."""
    plain = words.lower()
    return next((found for phrase, found in WORDS.get(kind, ()) if phrase in plain), None)


def wait_of(error: BaseException) -> float:
    """Seconds that Telegram wants to be left alone; 0: it does not say so."""
    return float(error.retry_after) if isinstance(error, TelegramRetryAfter) else 0.0


def words_of(error: BaseException) -> str:
    """For the log, in one line: Telegram's own words, or the kind of the error.

    The text of any other error may hold an address with the token in it.
    """
    said = error.message if isinstance(error, TelegramAPIError) else type(error).__name__
    return said.partition("\n")[0]


def status_of(error: BaseException) -> str:
    """The HTTP status that it stands for, as a label of the metrics."""
    return next((status for kind, status in _STATUS if isinstance(error, kind)), "network")
