"""Who got what how often, exactly, in little memory; and what the server answered."""

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

FEW = 256  # chats; from here on pages are smaller than a dict
PAGE_BITS = 10
PAGE = 1 << PAGE_BITS  # chats a page; two bytes each
FULL = (1 << 16) - 1  # no page counts further
MANY = 10  # chats; what so many got is a broadcast to whoever looks


class ChatCounts:
    """How often each chat got one content: a dict for a few chats, pages of counters for many."""

    __slots__ = ("_asked", "_few", "_pages", "chats", "copied", "first", "last", "total", "twice")

    def __init__(self) -> None:
        self._few: dict[int, int] = {}
        self._pages: dict[int, array[int]] = {}
        self.total = 0
        self.chats = 0
        self.twice = 0  # chats that got it more than once, unasked
        self._asked: dict[int, int] = {}  # copies that were asked for; few chats have any
        self.copied: dict[int, float] = {}  # when it was got last, where somebody writes or presses
        self.first = 0.0  # sandbox seconds: when it was accepted first, and last
        self.last = 0.0

    def add(self, chat_id: int, times: int = 1, *, asked: bool = False) -> None:
        """`asked`: it answers the person there, as a preview or a test does."""
        before = self.get(chat_id)
        self.total += times
        self.chats += before == 0
        if asked:
            self._asked[chat_id] = self._asked.get(chat_id, 0) + times
        else:
            unasked = before - self._asked.get(chat_id, 0)
            self.twice += unasked < 2 <= unasked + times
        if not self._pages and len(self._few) < FEW:
            self._few[chat_id] = before + times
            return
        for each, count in self._few.items():
            self._set(each, count)
        self._few.clear()
        self._set(chat_id, before + times)

    @property
    def asked(self) -> int:
        """Chats that got copies which they had asked for."""
        return len(self._asked)

    def repeated(self) -> list[int]:
        """The chats of `twice`."""
        if not self.twice:
            return []
        asked = self._asked
        return sorted(chat for chat, times in self.items() if times - asked.get(chat, 0) > 1)

    def get(self, chat_id: int) -> int:
        if not self._pages:
            return self._few.get(chat_id, 0)
        page = self._pages.get(chat_id >> PAGE_BITS)
        return 0 if page is None else page[chat_id & (PAGE - 1)]

    def copy(self) -> "ChatCounts":
        """How often each chat got it, without who had asked: quicker than counting anew."""
        counts = ChatCounts()
        counts._few = dict(self._few)
        counts._pages = {number: page[:] for number, page in self._pages.items()}
        counts.total, counts.chats = self.total, self.chats
        counts.twice = sum(1 for _ in self.several())
        return counts

    def several(self) -> Iterator[int]:
        """Chats that got it more than once, asked for or not."""
        if self.total == self.chats:
            return
        yield from (chat for chat, times in self._few.items() if times > 1)
        for number, page in self._pages.items():
            if max(page) > 1:
                first = number << PAGE_BITS
                yield from (first + place for place, times in enumerate(page) if times > 1)

    def items(self) -> Iterator[tuple[int, int]]:
        yield from self._few.items()
        for number, page in self._pages.items():
            first = number << PAGE_BITS
            yield from ((first + place, times) for place, times in enumerate(page) if times)

    def _set(self, chat_id: int, times: int) -> None:
        page = self._pages.get(chat_id >> PAGE_BITS)
        if page is None:
            page = self._pages[chat_id >> PAGE_BITS] = array("H", bytes(2 * PAGE))
        page[chat_id & (PAGE - 1)] = min(times, FULL)


class Tally:
    """Everything counted since the start or the last reset."""

    def __init__(self) -> None:
        self._got: defaultdict[int, ChatCounts] = defaultdict(ChatCounts)
        self._accepted_at = array("d")
        self._accepted_what = array("i")
        self._accepted_waits = array("f")
        self._accepted_chats = array("q")
        self._accepted_numbers = array("i")
        self._refused_at = array("d")
        self._refused_what = array("i")
        self.methods: Counter[str] = Counter()
        self.statuses: Counter[str] = Counter()
        self.paid: Counter[str] = Counter()  # messages that cost Stars, by method
        self.sends = 0
        self.many: dict[int, ChatCounts] = {}  # contents that MANY chats got, oldest first
        self.everybody = ChatCounts()  # chats that got anything, each counted once

    def accepted(
        self,
        content: int,
        chat_id: int,
        now: float,
        *,
        number: int,
        waited: float = 0.0,
        acted: float | None = None,
    ) -> None:
        """`number`: the message's. `waited`: how long the limiter kept it waiting, unseen by the
        bot. `acted`: when the person there wrote or pressed a button last; a copy after that is
        none too many."""
        got = self._got[content]
        if not got.total:
            got.first = now
        got.last = now
        asked = False
        if acted is not None:
            # An earlier copy of no known time came before this person had done anything.
            asked = got.get(chat_id) > 0 and acted > got.copied.get(chat_id, -math.inf)
            got.copied[chat_id] = now
        got.add(chat_id, asked=asked)
        if got.chats == MANY:
            self.many[content] = got
        if not self.everybody.get(chat_id):
            self.everybody.add(chat_id)
        self._accepted_at.append(now)
        self._accepted_what.append(content)
        self._accepted_waits.append(waited)
        self._accepted_chats.append(chat_id)
        self._accepted_numbers.append(number)

    def refused(self, content: int, now: float) -> None:
        """A 429: when, and for which content (-1: unknown)."""
        self._refused_at.append(now)
        self._refused_what.append(content)

    def answered(self) -> tuple[int, int]:
        """How many messages were accepted, and how many 429s there were, without counting."""
        return len(self._accepted_at), len(self._refused_at)

    def delivered(self, contents: Iterable[int] | None) -> ChatCounts:
        """Chat by chat, all the given contents together; not to be changed."""
        chosen = [self._got[content] for content in self._chosen(contents) if content in self._got]
        if len(chosen) == 1:
            return chosen[0]
        # A broadcast's previews are its content too: whoever looks often must not wait for the
        # thousands who got it to be counted one by one.
        chosen.sort(key=lambda got: got.chats)
        total = chosen.pop().copy() if chosen else ChatCounts()
        for got in chosen:
            for chat_id, times in got.items():
                total.add(chat_id, times)
        return total

    def duplicates(self, contents: Iterable[int] | None) -> list[int]:
        """Chats that got one of the contents twice; with None, any content twice."""
        looked = list(self._got.values()) if contents is None else [self.delivered(contents)]
        return sorted({chat_id for got in looked for chat_id in got.several()})

    def times(self, contents: Iterable[int] | None) -> dict[str, list[float]]:
        """When sends were accepted, how long each had waited, and when some were refused."""
        wanted = None if contents is None else set(contents)
        return {
            "accepted": _chosen(self._accepted_at, self._accepted_what, wanted),
            "waited": _chosen(self._accepted_waits, self._accepted_what, wanted),
            "refused": _chosen(self._refused_at, self._refused_what, wanted),
        }

    def landed(self, contents: Iterable[int] | None) -> list[tuple[int, int, float]]:
        """(chat, number, sandbox seconds) of each message that came to be, in that order: also of
        those that were changed or deleted since."""
        wanted = None if contents is None else set(contents)
        columns = self._accepted_what, self._accepted_chats, self._accepted_numbers
        return [
            (chat_id, number, at)
            for what, chat_id, number, at in zip(*columns, self._accepted_at, strict=True)
            if wanted is None or what in wanted
        ]

    def _chosen(self, contents: Iterable[int] | None) -> Iterable[int]:
        return list(self._got) if contents is None else contents


def _chosen(at: "array[float]", what: "array[int]", wanted: set[int] | None) -> list[float]:
    if wanted is None:
        return list(at)
    return [when for when, content in zip(at, what, strict=True) if content in wanted]
