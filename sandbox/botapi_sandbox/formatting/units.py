"""Telegram counts text in UTF-16 units: most characters are one, emoji are two."""

from typing import Any

Entity = dict[str, Any]
"""Bot API: MessageEntity. `offset` and `length` in UTF-16 units."""


def width(text: str) -> int:
    """UTF-16 units of a text."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


class Units:
    """Turns places in a Python string into UTF-16 units."""

    def __init__(self, text: str) -> None:
        self._plain = all(ord(char) < 0x10000 for char in text) or text.isascii()
        self._starts: list[int] = []
        if not self._plain:
            at = 0
            for char in text:
                self._starts.append(at)
                at += 2 if ord(char) > 0xFFFF else 1
            self._starts.append(at)

    def of(self, place: int) -> int:
        return place if self._plain else self._starts[place]
