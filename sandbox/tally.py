"""Who got what how often, exactly, in little memory; and what the server answered."""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

FEW = 256  # chats; from here on pages are smaller than a dict
PAGE_BITS = 10
PAGE = 1 << PAGE_BITS  # chats a page; two bytes each


class ChatCounts:
    """How often each chat got one content: a dict for a few chats, pages of counters for many."""

    __slots__ = ("_few", "_pages")

    def __init__(self) -> None:
        self._few: dict[int, int] | None = {}
        self._pages: dict[int, array[int]] = {}

    def add(self, chat_id: int, times: int = 1) -> None:
        if self._few is not None:
            self._few[chat_id] = self._few.get(chat_id, 0) + times
            if len(self._few) > FEW:
                few, self._few = self._few, None
                for each, count in few.items():
                    self.add(each, count)
            return
        page = self._pages.get(chat_id >> PAGE_BITS)
        if page is None:
            page = self._pages[chat_id >> PAGE_BITS] = array("H", bytes(2 * PAGE))
        page[chat_id & (PAGE - 1)] += times

    def get(self, chat_id: int) -> int:
        if self._few is not None:
            return self._few.get(chat_id, 0)
        page = self._pages.get(chat_id >> PAGE_BITS)
        return 0 if page is None else page[chat_id & (PAGE - 1)]

    def items(self) -> Iterator[tuple[int, int]]:
        if self._few is not None:
            yield from self._few.items()
            return
        for number, page in self._pages.items():
            first = number << PAGE_BITS
            yield from ((first + place, times) for place, times in enumerate(page) if times)


class Tally:
    """Everything counted since the start or the last reset."""

    def __init__(self) -> None:
        self._got: defaultdict[int, ChatCounts] = defaultdict(ChatCounts)
        self._accepted_at = array("d")
        self._accepted_what = array("i")
        self._refused_at = array("d")
        self._refused_what = array("i")
        self.methods: Counter[str] = Counter()
        self.statuses: Counter[str] = Counter()
        self.sends = 0

    def accepted(self, content: int, chat_id: int, now: float) -> None:
        self._got[content].add(chat_id)
        self._accepted_at.append(now)
        self._accepted_what.append(content)

    def refused(self, content: int, now: float) -> None:
        """A 429: when, and for which content (-1: unknown)."""
        self._refused_at.append(now)
        self._refused_what.append(content)

    def messages(self, contents: Iterable[int] | None) -> int:
        if contents is None:
            return len(self._accepted_at)
        return sum(times for _chat, times in self.delivered(contents).items())

    def delivered(self, contents: Iterable[int] | None) -> ChatCounts:
        """Chat by chat, all the given contents together."""
        total = ChatCounts()
        for content in list(self._got) if contents is None else contents:
            if content in self._got:
                for chat_id, times in self._got[content].items():
                    total.add(chat_id, times)
        return total

    def duplicates(self, contents: Iterable[int] | None) -> list[int]:
        """Chats that got one of the contents twice; with None, any content twice."""
        if contents is not None:
            return sorted(chat for chat, times in self.delivered(contents).items() if times > 1)
        twice = {chat for got in self._got.values() for chat, times in got.items() if times > 1}
        return sorted(twice)

    def times(self, contents: Iterable[int] | None) -> tuple[list[float], list[float]]:
        """When sends were accepted and refused, in sandbox seconds."""
        wanted = None if contents is None else set(contents)
        return (
            _chosen(self._accepted_at, self._accepted_what, wanted),
            _chosen(self._refused_at, self._refused_what, wanted),
        )


def _chosen(at: "array[float]", what: "array[int]", wanted: set[int] | None) -> list[float]:
    if wanted is None:
        return list(at)
    return [when for when, content in zip(at, what, strict=True) if content in wanted]
