"""An answer of the team on its way to somebody: a copy that quotes what they wrote."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from http import HTTPStatus

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.types import ReplyParameters

from botapi.errors import Meaning, meaning, words_of
from botapi.outcome import Verdict
from botapi.refusals import judge_refusal

GONE = frozenset({Verdict.BLOCKED, Verdict.DEACTIVATED, Verdict.UNREACHABLE})


class Answered(StrEnum):
    """What became of an answer."""

    SENT = "sent"
    NOBODY = "nobody"  # they have blocked the bot
    REFUSED = "refused"  # Telegram does not take it; `detail` says why
    UNANSWERED = "unanswered"  # it may have arrived
    WAIT = "wait"  # nothing was sent: Telegram wants to be left alone


@dataclass(frozen=True, kw_only=True, slots=True)
class Answer:
    result: Answered
    detail: str = ""  # Telegram's words


async def send_answer(
    bot: Bot, messages: Sequence[int], *, from_chat: int, to: int, quotes: int | None
) -> Answer:
    """`quotes`: the number of their message in the chat with them, which may be gone by now.

    Several messages are the items of an album, which Telegram does not let quote anything.
    """
    try:
        if len(messages) > 1:
            await bot.copy_messages(
                chat_id=to, from_chat_id=from_chat, message_ids=sorted(messages)
            )
        else:
            await bot.copy_message(
                chat_id=to,
                from_chat_id=from_chat,
                message_id=messages[0],
                reply_parameters=_quoting(quotes),
            )
    except AiogramError as error:
        return _why(error)
    return Answer(result=Answered.SENT)


def _quoting(number: int | None) -> ReplyParameters | None:
    if number is None:
        return None
    return ReplyParameters(message_id=number, allow_sending_without_reply=True)


def _why(error: AiogramError) -> Answer:
    match meaning(error):
        case Meaning.UNREADABLE:
            return Answer(result=Answered.SENT)
        case Meaning.NOBODY:
            return Answer(result=Answered.NOBODY)
        case Meaning.WAIT:
            return Answer(result=Answered.WAIT)
        case Meaning.UNANSWERED | Meaning.FAULT:
            return Answer(result=Answered.UNANSWERED)
    words = words_of(error)
    if judge_refusal(words, HTTPStatus.BAD_REQUEST) in GONE:  # of an album, say
        return Answer(result=Answered.NOBODY)
    return Answer(result=Answered.REFUSED, detail=words)
