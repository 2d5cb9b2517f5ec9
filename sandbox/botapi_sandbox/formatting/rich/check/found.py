"""What Telegram finds by itself in the texts of a rich message: addresses, names, numbers."""

import re
from typing import Any

from botapi_sandbox.formatting.detect import PATTERNS, Taken

PHONE = re.compile(r"(?<![\w+])\+\d{7,15}(?!\w)")
CARD = re.compile(r"(?<![\w-])\d(?:[ -]?\d){12,18}(?![\w-])")
FIELDS = {
    "email": ("email_address", "email_address"),
    "bot_command": ("bot_command", "bot_command"),
    "mention": ("mention", "username"),
    "hashtag": ("hashtag", "hashtag"),
    "cashtag": ("cashtag", "cashtag"),
    "phone": ("phone_number", "phone_number"),
    "card": ("bank_card_number", "bank_card_number"),
}
"""The type of RichText for each kind of find, and the field that repeats it."""
MARKS = {"mention": "@", "hashtag": "#", "cashtag": "$"}
"""The field of these has no mark in front (tdlib/td, RichText)."""


def found(text: str) -> list[Any]:
    """The text in pieces: strings, and objects for what was found."""
    taken = Taken()
    spans: list[tuple[int, int, str]] = []
    for kind, pattern in (*PATTERNS, ("phone", PHONE), ("card", CARD)):
        for match in pattern.finditer(text):
            if kind == "card" and not _is_card(match.group()):
                continue
            if taken.take(match.start(), match.end()):
                spans.append((match.start(), match.end(), kind))
    out: list[Any] = []
    place = 0
    for start, end, kind in sorted(spans):
        out += [text[place:start], _piece(kind, text[start:end])]
        place = end
    return [each for each in (*out, text[place:]) if each != ""]


def _piece(kind: str, text: str) -> dict[str, str]:
    if kind == "url":
        return {"type": "url", "text": text, "url": text if "://" in text else f"http://{text}"}
    name, field = FIELDS[kind]
    return {"type": name, "text": text, field: text.removeprefix(MARKS.get(kind, ""))}


def _is_card(text: str) -> bool:
    """ISO/IEC 7812: the last digit is a check on the others (Luhn)."""
    digits = [int(char) for char in reversed(text) if char.isdigit()]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0
