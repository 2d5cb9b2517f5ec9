"""Telegram's side, as small as it can be: numbers, who has what, and what questions are answered.

Its record is the judge: nothing of it reaches the bot but by answers and updates.
"""

from collections import defaultdict, deque
from collections.abc import Hashable
from dataclasses import dataclass
from enum import Enum

from broadcast.certainty.doubts import Answer

ACCOUNT = 0  # the counter of private chats and basic groups
FIRST_SUPERGROUP = -(10**12)
FIRST_NUMBER = 1_000  # seen before the storm, by the bot too


class Author(Enum):
    BOT = 1
    SOMEBODY = 2
    SERVICE = 3


@dataclass(slots=True)
class Message:
    chat_id: int
    author: Author
    markup: str = ""
    is_editable: bool = True
    in_album: bool = False


@dataclass(frozen=True, slots=True)
class Update:
    chat_id: int
    number: int
    at: float
    is_mention: bool = False  # of a message of the bot's own: somebody taps a button


def counter_of(chat_id: int) -> int:
    return chat_id if chat_id < FIRST_SUPERGROUP else ACCOUNT


class Telegram:
    def __init__(self) -> None:
        self._highest: dict[int, int] = defaultdict(lambda: FIRST_NUMBER)
        self.messages: dict[tuple[int, int], Message] = {}  # counter, number
        self.deliveries: dict[Hashable, list[int]] = defaultdict(list)
        self.updates: deque[Update] = deque()
        self.refusing: set[int] = set()  # chats that answer questions about their messages no more
        self.gone: set[int] = set()  # basic groups that became supergroups: nothing lands there

    def skip(self, chat_id: int) -> None:
        """A number that no message of any chat has."""
        self._take(chat_id)

    def land(
        self,
        chat_id: int,
        markup: str = "",
        *,
        delivery: Hashable = None,
        items: int = 1,
        is_editable: bool = True,
    ) -> list[int]:
        """The bot's token sends, whoever holds it; `delivery`: whose it is in the record."""
        if chat_id in self.gone:
            return []
        numbers = [self._take(chat_id) for _ in range(items)]
        for number in numbers:
            self.messages[counter_of(chat_id), number] = Message(
                chat_id, Author.BOT, markup, is_editable, items > 1
            )
        if delivery is not None:
            self.deliveries[delivery] += numbers
        return numbers

    def incoming(
        self, chat_id: int, *, at: float, is_told: bool = True, is_pin: bool = False
    ) -> int:
        number = self._take(chat_id)
        author = Author.SERVICE if is_pin else Author.SOMEBODY
        self.messages[counter_of(chat_id), number] = Message(chat_id, author)
        if is_told:
            self.updates.append(Update(chat_id, number, at))
        return number

    def tap(self, chat_id: int, number: int, *, at: float) -> None:
        self.updates.append(Update(chat_id, number, at, is_mention=True))

    def delete(self, chat_id: int, number: int) -> None:
        self.messages.pop((counter_of(chat_id), number), None)

    def ask(self, chat_id: int, number: int, markup: str) -> Answer:
        """editMessageReplyMarkup, in the order of the Bot API server's checks."""
        message = self.messages.get((counter_of(chat_id), number))
        if message is None or message.chat_id != chat_id:
            return Answer.NOT_FOUND
        if message.author is not Author.BOT or not message.is_editable:
            return Answer.NOT_EDITABLE
        if chat_id in self.refusing or chat_id in self.gone:
            return Answer.NOTHING
        if message.in_album or message.markup == markup:
            return Answer.THERE
        message.markup = markup
        return Answer.CHANGED

    def _take(self, chat_id: int) -> int:
        counter = counter_of(chat_id)
        self._highest[counter] += 1
        return self._highest[counter]
