"""The numbers of messages that are sent and received outside broadcasts.

In private chats and basic groups every message takes the next number of one counter, which belongs
to the bot's account. So an accepted send whose answer was lost leaves a gap in the numbers that the
bot has seen. Read are raw objects as well as aiogram's, and only what is needed: what comes with a
number may be of a kind that no model knows.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

LARGEST = 2**52  # a number is smaller
# Bot API: the ids of supergroups and channels, which count for themselves, lie below this.
SUPERGROUPS = -(10**12)
COUNTED = frozenset({"private", "group"})  # the Bot API's types of chats
# The fields of an update that hold a message. Those of business chats belong to another account.
MESSAGES = ("message", "edited_message")
IN_A_MESSAGE = ("pinned_message", "reply_to_message")


class MessageNumbers:
    """`saw` hears of each number that belongs to the account's counter."""

    def __init__(self, saw: Callable[[int], None]) -> None:
        self._saw = saw

    def received(self, update: Mapping[str, Any]) -> None:
        """A raw update."""
        for name in MESSAGES:
            self._note(update.get(name))
        query = update.get("callback_query")
        if isinstance(query, Mapping):
            self._note(query.get("message"))

    def answered(self, chat_id: int | str | None, result: object) -> None:
        """What a call to a chat returned: a message, its number alone, or a list of those."""
        for one in result if isinstance(result, list) else [result]:
            self._note(one, chat_id)

    def sent(self, chat_id: int, numbers: Iterable[int]) -> None:
        """Messages to a chat whose numbers were read elsewhere."""
        for number in numbers if chat_id > SUPERGROUPS else ():
            self._saw(number)

    def _note(self, message: object, chat_id: int | str | None = None) -> None:
        number = _field(message, "message_id")
        if _is_counted(_field(message, "chat"), chat_id) and _is_number(number):
            self._saw(number)
        for name in IN_A_MESSAGE:
            if (inner := _field(message, name)) is not None:
                self._note(inner)


def _is_counted(chat: object, chat_id: int | str | None) -> bool:
    """By the message's own chat; a number alone is one of the chat that the call names."""
    if chat is not None:
        return _field(chat, "type") in COUNTED
    return isinstance(chat_id, int) and chat_id > SUPERGROUPS


def _is_number(value: object) -> bool:
    """Bot API: 0 is a message that Telegram will send later."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < LARGEST


def _field(value: object, name: str) -> Any:
    return value.get(name) if isinstance(value, Mapping) else getattr(value, name, None)
