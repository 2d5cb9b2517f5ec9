"""The numbers of messages that are sent and received outside broadcasts.

In private chats and basic groups every message takes the next number of one counter, which belongs
to the bot's account. So an accepted send whose answer was lost leaves a gap in the numbers that the
bot has seen. Read are raw objects as well as aiogram's, and only what is needed: what comes with a
number may be of a kind that no model knows.

A message of the bot's own that is only mentioned, below a button that was pressed say, closes no
gap: it may be the very one whose answer was lost. Nor does the answer to an edit.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

LARGEST = 2**52  # a number is smaller
# Bot API: the ids of supergroups and channels, which count for themselves, lie below this.
SUPERGROUPS = -(10**12)
COUNTED = frozenset({"private", "group"})  # the Bot API's types of chats
# The fields of an update that hold a message. Those of business chats belong to another account.
MESSAGES = ("message", "edited_message")
IN_A_MESSAGE = ("pinned_message", "reply_to_message")


@dataclass(frozen=True, slots=True)
class Leaving:
    """What was known when a call left: the highest number seen, and the moment (monotonic)."""

    low: int
    at: float


class Hearer(Protocol):
    """Who hears of the numbers of the account's own counter."""

    def leaving(self) -> Leaving: ...

    def received(self, number: int) -> None:
        """Of a message that somebody else has written, or a service message."""
        ...

    def sent(self, numbers: Sequence[int], left: Leaving) -> None:
        """Of what a call of the bot's own has brought about."""
        ...


class Nobody:
    """Hears nothing."""

    def leaving(self) -> Leaving:
        return Leaving(0, 0.0)

    def received(self, number: int) -> None:
        """Nobody hears it."""

    def sent(self, numbers: Sequence[int], left: Leaving) -> None:
        """Nobody hears it."""


class MessageNumbers:
    """Reads them, and tells `hearer`."""

    def __init__(self, hearer: Hearer) -> None:
        self._hearer = hearer

    def leaving(self) -> Leaving:
        """A call that sends is about to leave."""
        return self._hearer.leaving()

    def received(self, update: Mapping[str, Any]) -> None:
        """A raw update."""
        for name in MESSAGES:
            self._receive(update.get(name))
        query = update.get("callback_query")
        if isinstance(query, Mapping):
            self._mentioned(query.get("message"))

    def answered(self, chat_id: int | str | None, result: object, left: Leaving) -> None:
        """What a call that sends returned: a message, its number alone, or a list of those."""
        messages = result if isinstance(result, list) else [result]
        numbers = [one for message in messages if (one := _number(message, chat_id)) is not None]
        if numbers:
            self._hearer.sent(numbers, left)
        for message in messages:
            self._mentions(message)

    def sent(self, chat_id: int, numbers: Sequence[int], left: Leaving) -> None:
        """Messages to a chat whose numbers were read elsewhere."""
        if numbers and chat_id > SUPERGROUPS:
            self._hearer.sent(numbers, left)

    def _receive(self, message: object) -> None:
        if (number := _number(message)) is not None:
            self._hearer.received(number)
        self._mentions(message)

    def _mentions(self, message: object) -> None:
        for name in IN_A_MESSAGE:
            if (inner := _field(message, name)) is not None:
                self._mentioned(inner)

    def _mentioned(self, message: object) -> None:
        if _field(_field(message, "from"), "is_bot") is False:
            self._receive(message)


def _number(message: object, chat_id: int | str | None = None) -> int | None:
    """Where it is one of the account's counter; `chat_id`: of the call that returned it."""
    number = _field(message, "message_id")
    counted = _is_counted(_field(message, "chat"), chat_id) and _is_number(number)
    return number if counted else None


def _is_counted(chat: object, chat_id: int | str | None) -> bool:
    """By the message's own chat; a number alone is one of the chat that the call names."""
    if chat is not None:
        return _field(chat, "type") in COUNTED
    return isinstance(chat_id, int) and chat_id > SUPERGROUPS


def _is_number(value: object) -> bool:
    """Bot API: 0 is a message that Telegram will send later."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < LARGEST


def _field(value: object, name: str) -> Any:
    """aiogram calls `from` from_user."""
    if isinstance(value, Mapping):
        return value.get(name)
    return getattr(value, "from_user" if name == "from" else name, None)
