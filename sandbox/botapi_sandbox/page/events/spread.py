"""The spread event: what went to many, who got it twice, and how many are still without it.

The first two are kept while messages are sent. Who is without something takes a walk over
everybody: in small slices, in the background, as long as somebody looks.
"""

import asyncio
import json
import time
from collections.abc import Callable
from itertools import islice
from typing import Any

from botapi_sandbox.call.world import World
from botapi_sandbox.page.events.kinds import first_line, kind_of
from botapi_sandbox.people.persons import Standing
from botapi_sandbox.state.tally import ChatCounts, Tally

SHOWN = 6  # the newest contents that many got
WORDS = 80  # characters of each
SLICE = 500  # people; well under a millisecond
SHARE = 0.03  # of the time that counting may take
REST = 0.25  # wall-clock seconds between two looks whether anything changed

Mark = tuple[int, int, int, tuple[int, ...]]
"""What a count depended on: accepted messages, changes of people, the tally, the contents."""


class Spread:
    """One for all open pages."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._tally: Tally | None = None  # of the counts below
        self._without: dict[int, int] = {}
        self._had: dict[int, int] = {}  # how many chats had it when that walk began
        self._counted: Mark | None = None

    def reader(self) -> Callable[[], str | None]:
        """Gives the event's JSON when it is another one than the last time."""
        before = ""

        def changes() -> str | None:
            nonlocal before
            told = json.dumps({"items": self._items()}, ensure_ascii=False)
            if told == before:
                return None
            before = told
            return told

        return changes

    async def keep_counting(self) -> None:
        while True:
            if self._mark() != self._counted:
                await self._count()
            await asyncio.sleep(REST)

    def _shown(self) -> dict[int, ChatCounts]:
        many = self._world.tally.many
        return dict(islice(reversed(many.items()), SHOWN))

    def _items(self) -> list[dict[str, Any]]:
        current = self._tally is self._world.tally
        known, had = (self._without, self._had) if current else ({}, {})
        return [
            {
                "content": number,
                "bot": self._world.contents[number].bot,
                "words": self._words(number),
                "first": round(got.first, 1),
                "last": round(got.last, 1),
                "chats": got.chats,
                "twice": got.twice,
                "asked": got.asked,
                "without": known.get(number),
                "counted": had.get(number),
            }
            for number, got in self._shown().items()
        ]

    def _words(self, number: int) -> str:
        content = self._world.contents[number]
        return first_line(content, WORDS) or kind_of(content).replace("_", " ")

    def _mark(self) -> Mark:
        tally = self._world.tally
        shown = tuple(self._shown())
        return tally.answered()[0], self._world.people.changes, id(tally), shown

    async def _count(self) -> None:
        """One walk. What changes behind its back is counted by the next one."""
        mark, tally, people = self._mark(), self._world.tally, self._world.people
        shown = self._shown()
        without = dict.fromkeys(shown, 0)
        had = {number: got.chats for number, got in shown.items()}
        everybody = people.numbers() if shown else iter(())
        while tally is self._world.tally:
            begun = time.perf_counter()
            some = list(islice(everybody, SLICE))
            if not some:
                self._tally, self._without, self._counted = tally, without, mark
                self._had = had
                return
            active = [each for each in some if people.standing(each) is Standing.ACTIVE]
            for number, got in shown.items():
                without[number] += sum(not got.get(each) for each in active)
            await asyncio.sleep((time.perf_counter() - begun) / SHARE)
