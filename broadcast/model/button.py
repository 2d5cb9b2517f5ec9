"""An inline button of a broadcast."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Button:
    """An inline button that opens a link."""

    text: str
    url: str


Rows = tuple[tuple[Button, ...], ...]
