"""The numbers of messages that are sent and received outside broadcasts.

In private chats and basic groups every message takes the next number of one counter, which belongs
to the bot's account; a supergroup or channel counts for itself. So an accepted send whose answer
was lost leaves a gap in the numbers that the bot has seen. Read are raw objects as well as
aiogram's, and only what is needed: what comes with a number may be of a kind that no model knows.

A message of the bot's own that is only mentioned, below a button that was pressed say, closes no
gap: it may be the very one whose answer was lost. Nor does the answer to an edit, or a channel's
post that somebody else has edited.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

LARGEST = 2**52  # a number is smaller
# Bot API: the ids of supergroups and channels, which count for themselves, lie below this.
SUPERGROUPS = -(10**12)
# The Bot API's types of chats.
COUNTED = frozenset({"private", "group"})
BY_THEMSELVES = frozenset({"supergroup", "channel"})
ACCOUNT = 0  # instead of a chat: its counter
# The fields of an update that hold a message. Those of business chats belong to another account.
MESSAGES = ("message", "edited_message", "channel_post")
IN_A_MESSAGE = ("pinned_message", "reply_to_message")


@dataclass(frozen=True, slots=True)
class Leaving:
    """What was known when a call left: the highest number seen, and the moment (monotonic)."""

    low: int
    at: float


class Hearer(Protocol):
    """Who hears of the numbers of the account's own counter, and of those of supergroups and
    channels; dates are Unix seconds, as Telegram says them."""

    def leaving(self) -> Leaving: ...

    def received(self, number: int) -> None:
        """Of a message that somebody else has written, or a service message."""
        ...

    def sent(self, numbers: Sequence[int], left: Leaving) -> None:
        """Of what a call of the bot's own has brought about."""
        ...

    def received_in(self, chat_id: int, number: int, date: int) -> None: ...

    def sent_in(self, chat_id: int, numbers: Sequence[int], left: Leaving) -> None: ...

    def dated(self, date: int, left: Leaving) -> None:
        """A call of the bot's own brought a message of that date about, in any chat."""
        ...


class Nobody:
    """Hears nothing."""

    def leaving(self) -> Leaving:
        return Leaving(0, 0.0)

    def received(self, number: int) -> None:
        """Nobody hears it."""

    def sent(self, numbers: Sequence[int], left: Leaving) -> None:
        """Nobody hears it."""

    def received_in(self, chat_id: int, number: int, date: int) -> None:
        """Nobody hears it."""

    def sent_in(self, chat_id: int, numbers: Sequence[int], left: Leaving) -> None:
        """Nobody hears it."""

    def dated(self, date: int, left: Leaving) -> None:
        """Nobody hears it."""


class _Received(Nobody):
    def __init__(self) -> None:
        self.numbers: list[int] = []

    def received(self, number: int) -> None:
        self.numbers.append(number)


def received_numbers(update: Mapping[str, Any]) -> list[int]:
    """Of the account's counter, in a raw update."""
    hearer = _Received()
    MessageNumbers(hearer).received(update)
    return hearer.numbers


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
        numbers: dict[int, list[int]] = {}
        for message in messages:
            if (counted := _counted(message, chat_id)) is not None:
                numbers.setdefault(counted[0], []).append(counted[1])
            if date := _date(message):
                self._hearer.dated(date, left)
        for counter, of_counter in numbers.items():
            self._tell_sent(counter, of_counter, left)
        for message in messages:
            self._mentions(message)

    def sent(self, chat_id: int, numbers: Sequence[int], left: Leaving) -> None:
        """Messages to a chat whose numbers were read elsewhere."""
        if numbers:
            self._tell_sent(_counter(chat_id), numbers, left)

    def _tell_sent(self, counter: int, numbers: Sequence[int], left: Leaving) -> None:
        if counter == ACCOUNT:
            self._hearer.sent(numbers, left)
        else:
            self._hearer.sent_in(counter, numbers, left)

    def _receive(self, message: object) -> None:
        if (counted := _counted(message)) is not None:
            counter, number = counted
            if counter == ACCOUNT:
                self._hearer.received(number)
            else:
                self._hearer.received_in(counter, number, _date(message))
        self._mentions(message)

    def _mentions(self, message: object) -> None:
        for name in IN_A_MESSAGE:
            if (inner := _field(message, name)) is not None:
                self._mentioned(inner)

    def _mentioned(self, message: object) -> None:
        if _field(_field(message, "from"), "is_bot") is False:
            self._receive(message)


def _counted(message: object, chat_id: int | str | None = None) -> tuple[int, int] | None:
    """Whose counter a message's number is of, and the number; `chat_id`: of the call that returned
    it: a number alone is one of the chat that the call names."""
    number, chat = _field(message, "message_id"), _field(message, "chat")
    if not _is_number(number):
        return None
    if chat is None:
        return (_counter(chat_id), number) if isinstance(chat_id, int) else None
    kind, own = _field(chat, "type"), _field(chat, "id")
    if kind in COUNTED:
        return ACCOUNT, number
    is_own = kind in BY_THEMSELVES and isinstance(own, int) and own <= SUPERGROUPS
    return (own, number) if is_own else None


def _counter(chat_id: int) -> int:
    return ACCOUNT if chat_id > SUPERGROUPS else chat_id


def _date(message: object) -> int:
    """Unix seconds; 0: it is not known."""
    date = _field(message, "date")
    if isinstance(date, datetime):
        return int(date.timestamp())
    return date if _is_number(date) else 0


def _is_number(value: object) -> bool:
    """Bot API: 0 is a message that Telegram will send later."""
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < LARGEST


def _field(value: object, name: str) -> Any:
    """aiogram calls `from` from_user."""
    if isinstance(value, Mapping):
        return value.get(name)
    return getattr(value, "from_user" if name == "from" else name, None)
