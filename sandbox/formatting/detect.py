"""Entities that Telegram finds by itself: links, commands, mentions, hashtags, addresses."""

import re
from collections.abc import Iterable

from sandbox.formatting.units import Entity, Units

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


def detect(text: str, taken: Iterable[Entity] = ()) -> list[Entity]:
    """Found entities that do not touch the `taken` ones which allow none inside."""
    busy = [
        (each["offset"], each["offset"] + each["length"])
        for each in taken
        if each["type"] in QUIET_WITHIN
    ]
    units = Units(text)
    found: list[Entity] = []
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(text):
            start, end = units.of(match.start()), units.of(match.end())
            if all(end <= first or start >= last for first, last in busy):
                found.append({"type": kind, "offset": start, "length": end - start})
                busy.append((start, end))
    return sorted(found, key=lambda each: (each["offset"], -each["length"]))
