"""Messages under one counter, in columns: about 20 bytes for each message of a crowd."""

from array import array
from bisect import bisect_left
from collections.abc import Callable

GONE = -1
"""In the column of contents: the message was deleted."""
NOWHERE = 0
"""In the column of chats: the number was taken where nobody sees it."""


class Journal:
    """Numbers messages from 1 on, and keeps where each went, what it said and when.

    `watched` tells for which chats the numbers are indexed; the others (crowds) are found by
    looking through the column, which is slow (about 20 ms for a million) and costs no memory.
    Whoever looks at one of those for a while calls `watch`.
    """

    def __init__(self, watched: Callable[[int], bool]) -> None:
        self._watched = watched
        self._chats = array("q")
        self._contents = array("i")
        self._dates = array("q")
        self._outgoing = bytearray()
        self._senders: dict[int, int] = {}
        self._edited: dict[int, int] = {}
        self._index: dict[int, array[int]] = {}

    def __len__(self) -> int:
        return len(self._chats)

    def add(
        self, chat_id: int, content: int, date: int, *, outgoing: bool, sender: int | None = None
    ) -> int:
        """Returns the number of the new message. `sender`: a user, where the chat does not say."""
        self._chats.append(chat_id)
        self._contents.append(content)
        self._dates.append(date)
        self._outgoing.append(outgoing)
        number = len(self._chats)
        if sender is not None:
            self._senders[number] = sender
        if chat_id in self._index or self._watched(chat_id):
            self._index.setdefault(chat_id, array("q")).append(number)
        return number

    def skip(self, date: int) -> int:
        """A number of a message that no chat of this counter shows; returns it."""
        return self.add(NOWHERE, GONE, date, outgoing=False)

    def holds(self, chat_id: int, number: int) -> bool:
        """Whether that message is in that chat and was not deleted."""
        return (
            0 < number <= len(self._chats)
            and self._chats[number - 1] == chat_id
            and self._contents[number - 1] != GONE
        )

    def chat(self, number: int) -> int:
        return self._chats[number - 1]

    def content(self, number: int) -> int:
        return self._contents[number - 1]

    def date(self, number: int) -> int:
        return self._dates[number - 1]

    def outgoing(self, number: int) -> bool:
        return bool(self._outgoing[number - 1])

    def sender(self, number: int) -> int | None:
        return self._senders.get(number)

    def edited(self, number: int) -> int | None:
        return self._edited.get(number)

    def change(self, number: int, content: int, date: int | None) -> None:
        """`date` None: a change that people do not see as an edit (a vote, a keyboard)."""
        self._contents[number - 1] = content
        if date is not None:
            self._edited[number] = date

    def delete(self, number: int) -> None:
        self._contents[number - 1] = GONE
        self._edited.pop(number, None)

    def watch(self, chat_id: int) -> None:
        """Indexes a chat from now on, whatever it was before."""
        if chat_id not in self._index:
            self._index[chat_id] = self._scan(chat_id)

    def of_chat(self, chat_id: int, last: int, before: int | None = None) -> list[int]:
        """The newest `last` numbers of a chat, oldest first, deleted ones left out; with `before`
        only those below that number."""
        numbers = self._numbers(chat_id)
        place = len(numbers) if before is None else bisect_left(numbers, before)
        found: list[int] = []
        while place > 0 and len(found) < last:
            place -= 1
            if self._contents[numbers[place] - 1] != GONE:
                found.append(numbers[place])
        return found[::-1]

    def total(self, chat_id: int) -> int:
        """Messages of a chat, deleted ones included: it never falls."""
        return len(self._numbers(chat_id))

    def _numbers(self, chat_id: int) -> "array[int]":
        indexed = self._index.get(chat_id)
        if indexed is not None:
            return indexed
        return array("q") if self._watched(chat_id) else self._scan(chat_id)

    def _scan(self, chat_id: int) -> "array[int]":
        found = array("q")
        place = -1
        while True:
            try:
                place = self._chats.index(chat_id, place + 1)
            except ValueError:
                return found
            found.append(place + 1)
