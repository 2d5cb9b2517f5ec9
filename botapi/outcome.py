"""Pure: what became of one call to one recipient, and what it means when there was no answer.

What an answer says is read in botapi/reading.py, and whose a refusal is stands in
botapi/refusals.py; both are the table of docs/telegram-limits.md.
"""

from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus

from botapi.reply import LINE_BROKE, UNSAID_BAN, NoAnswer, Withheld
from db.schema.reasons import OwnReason

LONGEST_DETAIL = 300  # characters of Telegram's words that are kept


class Verdict(StrEnum):
    SENT = "sent"
    FLOODED = "flooded"  # 429: not sent, the gate closes
    NOT_SENT = "not sent"  # certain that nothing reached Telegram
    WITHHELD = "withheld"  # nothing left: the bot was not ours just then
    UNCERTAIN = "uncertain"  # it may have been sent
    BLOCKED = "blocked"
    DEACTIVATED = "deactivated"
    UNREACHABLE = "unreachable"
    FAILED = "failed"  # refused, for this recipient only
    DECLINED = "declined"  # this recipient takes nothing of this kind, voice messages say
    CONTENT = "content"  # refused, in words that are about the message
    UNKNOWN = "unknown"  # refused, in words that nobody knows: whoever takes it decides
    GONE = "gone"  # what it is about is not there any more
    FIXED = "fixed"  # what it is about cannot be changed or deleted (any more)
    MIGRATED = "migrated"  # the group has a new id
    TOKEN = "token"  # noqa: S105 - a verdict: 401


# Refusals that may be the message's fault; who else takes it tells (broadcast/guards/content.py).
SUSPICIOUS = frozenset({Verdict.CONTENT, Verdict.UNKNOWN})


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """What became of one call to one recipient."""

    verdict: Verdict
    detail: str | None = None  # Telegram's words, or what broke
    message_ids: tuple[int, ...] = ()
    retry_after: float = 0.0  # seconds
    new_chat_id: int | None = None
    poll_id: int | None = None  # of a poll whose votes are told


def lost(error: BaseException, *, bytes_written: bool, status: int | None = None) -> Outcome:
    """What it means that a call ended in an error and not in an answer.

    `bytes_written`: some of the request's may have reached Telegram; `status`: the HTTP status,
    where at least that came.
    """
    if isinstance(error, Withheld) and not bytes_written:
        return Outcome(verdict=Verdict.WITHHELD)
    detail = _own(error)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return Outcome(verdict=Verdict.FLOODED, detail=detail, retry_after=UNSAID_BAN)
    if accepted(status):  # 200 and then silence is still 200
        return Outcome(verdict=Verdict.SENT, detail=detail)
    unanswered = Verdict.UNCERTAIN if bytes_written else Verdict.NOT_SENT
    return Outcome(verdict=unanswered, detail=detail)


def _own(error: BaseException) -> OwnReason:
    """Not the error's text, which may hold the address with the token in it."""
    if isinstance(error, TimeoutError):
        return OwnReason.NO_ANSWER
    if isinstance(error, NoAnswer):
        return OwnReason.BAD_ANSWER
    return OwnReason.CONNECTION_LOST if isinstance(error, LINE_BROKE) else OwnReason.FAULT


def accepted(status: int | None) -> bool:
    return status is not None and 200 <= status < 300


def kept(words: str) -> str:
    """It is stored and shown: it must be text that any database takes, and not a page of it."""
    return words.replace("\0", "").encode("utf-8", "replace").decode()[:LONGEST_DETAIL]
