"""Which messages are pinned in which chat."""

from collections import defaultdict

from botapi_sandbox.state.journal import Journal


class Pins:
    """By the counter that numbers a chat's messages: in a private chat each bot has its own."""

    def __init__(self) -> None:
        self._all: defaultdict[tuple[Journal, int], list[int]] = defaultdict(list)

    def of(self, journal: Journal, chat_id: int) -> list[int]:
        """Their numbers, the one pinned last at the end; what was deleted is pinned no more."""
        pinned = self._all.get((journal, chat_id), [])
        return [number for number in pinned if journal.holds(chat_id, number)]

    def add(self, journal: Journal, chat_id: int, number: int) -> bool:
        """Whether it was not pinned before."""
        pinned = self._all[journal, chat_id]
        if number in pinned:
            return False
        pinned.append(number)
        return True

    def remove(self, journal: Journal, chat_id: int, number: int) -> None:
        """What was not pinned stays so."""
        pinned = self._all.get((journal, chat_id), [])
        if number in pinned:
            pinned.remove(number)

    def clear(self, journal: Journal, chat_id: int) -> None:
        self._all.pop((journal, chat_id), None)
