"""Answering a tap on a button, which Telegram allows for some minutes only.

After a downtime the taps of that time come all at once, and too late for an answer; what they ask
for is done all the same.
"""

from aiogram.exceptions import AiogramError
from aiogram.types import CallbackQuery

from botapi.errors import Meaning, meaning

LONGEST = 200  # characters that Telegram shows of an answer


async def answer_tap(query: CallbackQuery, text: str | None = None) -> None:
    """End the button's waiting, with a short line if there is one; too late is no error."""
    try:
        await query.answer(text[:LONGEST] if text else text)
    except AiogramError as error:
        if meaning(error) is not Meaning.GONE:
            raise
