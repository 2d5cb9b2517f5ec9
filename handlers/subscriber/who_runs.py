"""Who runs a group: whether Telegram tells, and how to ask when it does not."""

from enum import StrEnum

from aiogram import Bot
from aiogram.enums import ChatMemberStatus
from aiogram.exceptions import TelegramBadRequest

RUN_THE_GROUP = {ChatMemberStatus.CREATOR, ChatMemberStatus.ADMINISTRATOR}
# Of a group with hidden members, where the bot itself is no administrator.
HIDDEN = "member list is inaccessible"


class Runs(StrEnum):
    YES = "yes"
    NO = "no"
    UNTOLD = "untold"  # Telegram does not tell this bot


async def runs_the_group(bot: Bot, chat_id: int, user_id: int) -> Runs:
    """Raises aiogram's errors for whatever is no answer to the question."""
    try:
        member = await bot.get_chat_member(chat_id, user_id)
    except TelegramBadRequest as error:
        if HIDDEN not in error.message.lower():
            raise
        return await _among_administrators(bot, chat_id, user_id)
    return Runs.YES if member.status in RUN_THE_GROUP else Runs.NO


async def _among_administrators(bot: Bot, chat_id: int, user_id: int) -> Runs:
    """The administrators of a group are often told though its members are not."""
    try:
        administrators = await bot.get_chat_administrators(chat_id)
    except TelegramBadRequest:
        return Runs.UNTOLD
    return Runs.YES if any(one.user.id == user_id for one in administrators) else Runs.NO
