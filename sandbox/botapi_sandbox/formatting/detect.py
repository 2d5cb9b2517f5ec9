"""Entities that Telegram finds by itself: links, commands, mentions, hashtags, addresses."""

import re
from bisect import bisect_right
from collections.abc import Iterable

from botapi_sandbox.formatting.units import Entity, Units

TLDS = "com|org|net|io|dev|app|me|info|biz|ru|de|fr|uk|it|es|pl|ua|by|kz|eu|us|co|ai|xyz|shop"
"""Of the hundreds that Telegram knows: enough for bare links in tests and demos."""

PATTERNS = (
    ("url", re.compile(r"(?:https?|tg|ton)://[^\s<>\"]+[^\s<>\".,;:!?)\]}'…]", re.IGNORECASE)),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,8}\b", re.IGNORECASE)),
    (
        "url",
        re.compile(
            rf"(?<![\w@./-])(?:[\w-]+\.)+(?:{TLDS})(?:(?::\d+)?/[^\s<>\"]*[^\s<>\".,;:!?)\]}}'…])?"
            r"(?![\w@-])",
            re.IGNORECASE,
        ),
    ),
    (
        "bot_command",
        re.compile(r"(?<![\w/<>@])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\w/])"),
    ),
    ("mention", re.compile(r"(?<![\w@/])@[a-zA-Z][a-zA-Z0-9_]{2,31}(?![\w@])")),
    ("hashtag", re.compile(r"(?<![\w#])#(?=\w*[^\W\d_])\w{1,256}(?![\w#])")),
    ("cashtag", re.compile(r"(?<![\w$])\$[A-Z]{1,8}(?![\w$])")),
)
QUIET_WITHIN = frozenset({"code", "pre", "text_link", "text_mention", "custom_emoji"})
"""Nothing is found inside these."""


class Taken:
    """Stretches of a text that nothing else may touch, in order; they do not overlap."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def take(self, start: int, end: int) -> bool:
        """Whether it was free; if so it is taken from now on."""
        place = bisect_right(self._starts, start)
        if place and self._ends[place - 1] > start:
            return False
        if place < len(self._starts) and self._starts[place] < end:
            return False
        self._starts.insert(place, start)
        self._ends.insert(place, end)
        return True


def detect(text: str, taken: Iterable[Entity] = ()) -> list[Entity]:
    """Found entities that do not touch the `taken` ones which allow none inside."""
    quiet = [each for each in taken if each["type"] in QUIET_WITHIN]
    busy = Taken()
    for each in sorted(quiet, key=lambda each: (each["offset"], -each["length"])):
        busy.take(each["offset"], each["offset"] + each["length"])
    units = Units(text)
    found: list[Entity] = []
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(text):
            start, end = units.of(match.start()), units.of(match.end())
            if busy.take(start, end):
                found.append({"type": kind, "offset": start, "length": end - start})
    return sorted(found, key=lambda each: (each["offset"], -each["length"]))
