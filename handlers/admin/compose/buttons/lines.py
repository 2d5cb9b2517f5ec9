"""What an admin types to describe the buttons: `Text - https://link`, a line each, `|` for two."""

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from broadcast.model.button import Button, Rows

MAX_IN_ROW = 8  # Telegram shows no more beside each other
MAX_IN_ALL = 100  # Bot API: InlineKeyboardMarkup
MAX_TEXT = 64  # UTF-16 units; longer ones do not fit on a screen
MAX_LINK = 2_048  # characters
NO_BUTTONS = "-"

# The last dash with space around it divides: a text may have dashes of its own. Phones turn a
# hyphen into a longer dash by themselves.
_BUTTON = re.compile(r"^(?P<text>.*?)\s*(?<!\S)[-–—]\s+(?P<link>\S+)$")


class Mistake(StrEnum):
    """What can be wrong with a line."""

    NO_LINK = "no_link"  # not of the form `Text - link`
    NO_TEXT = "no_text"
    LONG_TEXT = "long_text"
    BAD_LINK = "bad_link"
    LONG_ROW = "long_row"
    TOO_MANY = "too_many"


@dataclass(frozen=True, kw_only=True, slots=True)
class BadLine:
    number: int  # from 1, empty lines counted
    mistake: Mistake


class BadButtons(Exception):
    """Some lines do not describe buttons."""

    def __init__(self, lines: list[BadLine]) -> None:
        super().__init__(f"{len(lines)} bad lines")
        self.lines = lines


def parse_buttons(text: str) -> Rows:
    """The rows that the lines describe; "-" alone describes none.

    Raises BadButtons with every bad line.
    """
    if text.strip() in {NO_BUTTONS, "–", "—"}:
        return ()
    rows: list[tuple[Button, ...]] = []
    bad: list[BadLine] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        parsed = _row(line)
        if isinstance(parsed, Mistake):
            bad.append(BadLine(number=number, mistake=parsed))
        elif sum(map(len, rows)) + len(parsed) > MAX_IN_ALL:
            bad.append(BadLine(number=number, mistake=Mistake.TOO_MANY))
        else:
            rows.append(parsed)
    if not rows and not bad:
        bad.append(BadLine(number=1, mistake=Mistake.NO_LINK))
    if bad:
        raise BadButtons(bad)
    return tuple(rows)


def describe(rows: Rows) -> str:
    """The lines that `parse_buttons()` would make these rows of."""
    return "\n".join(" | ".join(f"{one.text} - {one.url}" for one in row) for row in rows)


def _row(line: str) -> tuple[Button, ...] | Mistake:
    parts = line.split("|")
    if len(parts) > MAX_IN_ROW:
        return Mistake.LONG_ROW
    row = []
    for part in parts:
        button = _button(part.strip())
        if isinstance(button, Mistake):
            return button
        row.append(button)
    return tuple(row)


def _button(part: str) -> Button | Mistake:
    match = _BUTTON.match(part)
    if match is None:
        return Mistake.NO_LINK
    text, link = match["text"].strip(), match["link"]
    if not text:
        return Mistake.NO_TEXT
    if len(text.encode("utf-16-le")) // 2 > MAX_TEXT:
        return Mistake.LONG_TEXT
    return Button(text=text, url=link) if is_link(link) else Mistake.BAD_LINK


def is_link(link: str) -> bool:
    """Whether Telegram would take it for a button: http(s) with a host that has a dot, or tg."""
    if len(link) > MAX_LINK:
        return False
    try:
        parts = urlsplit(link)
        host, _ = parts.hostname or "", parts.port
    except ValueError:  # e.g. a port that is no number
        return False
    if parts.scheme == "tg":
        return bool(host)
    return parts.scheme in {"http", "https"} and "." in host.strip(".")
