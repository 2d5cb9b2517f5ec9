"""What may have taken a number that is missing, beside the doubts: it explains, and it crosses."""

import heapq
from collections.abc import Iterable
from dataclasses import dataclass

from broadcast.certainty.windows import Window

KEPT = 3600.0  # seconds; longer where a doubt is open that it crosses
EVERY_CHAT = 0  # no chat has this id


@dataclass(frozen=True, slots=True)
class Excuse:
    """Messages that may have taken up to `count` numbers of the window, whichever they are.

    `chat_id`: where they went; EVERY_CHAT where it may have been any; None where it is no matter,
    since none that is in doubt is crossed by them.
    """

    window: Window
    count: int = 1
    chat_id: int | None = None


class Excuses:
    def __init__(self) -> None:
        self._excuses: list[Excuse] = []
        self._windows: dict[int | None, list[Window]] = {}  # by chat

    def add(self, excuse: Excuse) -> None:
        self._excuses.append(excuse)
        self._windows.setdefault(excuse.chat_id, []).append(excuse.window)

    def of(self, chat_id: int) -> list[Window]:
        """What may have landed in that chat: in which windows."""
        return [one for place in (chat_id, EVERY_CHAT) for one in self._windows.get(place, ())]

    def forget(self, now: float, *, beside: Iterable[Window]) -> None:
        """Old ones, but for those that lie beside these windows, or beside any to come."""
        if not self._excuses or self._excuses[0].window.closes_at > now - KEPT:
            return
        windows = list(beside)
        before, self._excuses, self._windows = self._excuses, [], {}
        for one in before:
            is_new = one.window.high is None or one.window.closes_at > now - KEPT
            if is_new or any(map(one.window.overlaps, windows)):
                self.add(one)

    def left_over(self, numbers: Iterable[int], *, named: bool = False) -> list[int]:
        """Those of the numbers (ascending) that nothing explains, each excuse taking all it can;
        `named`: what names no chat explains nothing."""
        counting = (one for one in self._excuses if one.chat_id is not None or not named)
        waiting = sorted(counting, key=lambda one: one.window.low, reverse=True)
        open_now: list[tuple[float, int, int]] = []  # (high, tie, how many it can still take)
        left: list[int] = []
        for number in numbers:
            while waiting and waiting[-1].window.low < number:
                one = waiting.pop()
                high = float("inf") if one.window.high is None else one.window.high
                heapq.heappush(open_now, (high, len(waiting), one.count))
            while open_now and (open_now[0][0] <= number or open_now[0][2] == 0):
                heapq.heappop(open_now)
            if not open_now:
                left.append(number)
                continue
            high, tie, rest = open_now[0]
            heapq.heapreplace(open_now, (high, tie, rest - 1))
        return left
