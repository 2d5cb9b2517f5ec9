"""Messages under one counter, in columns: about 20 bytes for each message of a crowd."""

from array import array
from collections.abc import Callable

GONE = -1
"""In the column of contents: the message was deleted."""


class Journal:
    """Numbers messages from 1 on, and keeps where each went, what it said and when.

    `watched` tells for which chats the numbers are indexed; the others (crowds) are found by
    looking through the column, which is slow (about 20 ms for a million) and costs no memory.
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
        if self._watched(chat_id):
            self._index.setdefault(chat_id, array("q")).append(number)
        return number

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

    def of_chat(self, chat_id: int, last: int) -> list[int]:
        """The newest `last` numbers of a chat, oldest first, deleted ones left out."""
        indexed = self._index.get(chat_id)
        numbers = self._scan(chat_id) if indexed is None else list(indexed)
        alive = [number for number in numbers if self._contents[number - 1] != GONE]
        return alive[-last:] if last > 0 else []

    def _scan(self, chat_id: int) -> list[int]:
        found: list[int] = []
        place = -1
        while True:
            try:
                place = self._chats.index(chat_id, place + 1)
            except ValueError:
                return found
            found.append(place + 1)
