"""Commands as people write them: in a text, never in the caption of what they send.

aiogram's own filters read captions too. A photo that says "/cancel your gym membership" is content,
and nobody who sends it to the bot wants a broadcast cancelled, or to be taken off the list.
"""

from typing import Any

from aiogram import Bot
from aiogram.filters import Command, CommandStart  # noqa: TID251 - made safe here, for all others
from aiogram.types import Message
from magic_filter import MagicFilter


class TextCommand(Command):
    """`/command` in any case of letters, with or without the bot's name."""

    def __init__(self, *commands: str) -> None:
        super().__init__(*commands, ignore_case=True)

    async def __call__(self, message: Message, bot: Bot) -> bool | dict[str, Any]:
        return bool(message.text) and await super().__call__(message, bot)


class TextStart(CommandStart):
    """/start likewise; `magic` looks at what a link carried (aiogram: CommandObject)."""

    def __init__(self, *, magic: MagicFilter | None = None) -> None:
        super().__init__(ignore_case=True, magic=magic)

    async def __call__(self, message: Message, bot: Bot) -> bool | dict[str, Any]:
        return bool(message.text) and await super().__call__(message, bot)
