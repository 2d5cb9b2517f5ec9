"""The admin's chat as a person uses it: reading, writing, pressing buttons by their words."""

import asyncio
from collections.abc import Callable
from typing import Any

from bot.demo.errors import DemoFailed
from botapi_sandbox.control import Control

LOOK_EVERY = 0.1  # seconds between two looks at the chat
PATIENCE = 20.0  # seconds that the bot has for an answer
READ_BACK = 30  # messages
MISSED_ANSWER = "(nothing)"

Message = dict[str, Any]


class AdminChat:
    """One person's chat with the bot."""

    def __init__(self, control: Control, user_id: int) -> None:
        self._control = control
        self._user_id = user_id

    async def say(self, text: str, entities: list[Message] | None = None) -> int:
        """Write a message; gives its number."""
        return (await self._control.say(self._user_id, text, entities=entities)).message_id

    async def answer_to(self, message_id: int) -> Message:
        """The bot's first message after that one."""
        return await self._found(
            lambda message: message["message_id"] > message_id,
            "an answer to a message",
            newest=False,
        )

    async def with_text(self, text: str, *, button: str = "") -> Message:
        """The newest message that holds the text and, if wanted, a button with those words."""
        return await self._found(
            lambda message: text in words(message) and (not button or has_button(message, button)),
            f"a message with “{text or button}”",
        )

    async def with_button(self, button: str) -> Message:
        """The newest message that has such a button."""
        return await self.with_text("", button=button)

    async def press(self, button: str) -> None:
        """Press it on the newest message that has it."""
        message = await self.with_button(button)
        pressed = await self._control.press(
            self._user_id, message["message_id"], button=button, wait=PATIENCE
        )
        if not pressed.answered:
            raise DemoFailed(f"the button “{button}” was not answered", await self.seen())

    async def count(self, text: str) -> int:
        """How many messages of the chat hold the text."""
        return sum(text in words(message) for message in await self._read())

    async def seen(self) -> str:
        """The end of the chat, for whoever wonders what went wrong."""
        messages = (await self._read())[-4:]
        return "\n---\n".join(words(message) or MISSED_ANSWER for message in messages)

    async def _found(
        self, wanted: Callable[[Message], bool], what: str, *, newest: bool = True
    ) -> Message:
        try:
            async with asyncio.timeout(PATIENCE):
                while True:
                    messages = await self._read()
                    for message in reversed(messages) if newest else messages:
                        if is_from_bot(message) and wanted(message):
                            return message
                    await asyncio.sleep(LOOK_EVERY)
        except TimeoutError:
            raise DemoFailed(f"the bot did not send {what}", await self.seen()) from None

    async def _read(self) -> list[Message]:
        return await self._control.chat(self._user_id, last=READ_BACK)


def words(message: Message) -> str:
    """What can be read in it."""
    return str(message.get("text") or message.get("caption") or "")


def buttons(message: Message) -> list[str]:
    """The words on its buttons."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]


def has_button(message: Message, text: str) -> bool:
    return any(text in button for button in buttons(message))


def is_from_bot(message: Message) -> bool:
    return bool(message.get("from", {}).get("is_bot"))
