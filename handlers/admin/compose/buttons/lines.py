"""What an admin types to describe the buttons: a line is a row, `|` puts two beside each other.

`Text - https://link`, `Text - copy: CODE`, `Text - answer: Thanks! #tag`, `Text - app: https://link`;
a leading 🔴, 🟢 or 🔵 colours the button.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from botapi.call import Call
from broadcast.model.button import LONGEST_TEXT, Button, ButtonKind, Colour, Keyboard, Rows
from broadcast.model.formatting.units import units
from broadcast.model.personal.mistakes import mistake_in

MAX_IN_ROW = 8  # Telegram shows no more beside each other
MAX_IN_ALL = 99  # the server takes 100, and one place is for leaving
MAX_LINK = 2_048  # characters
MAX_CODE = 256  # Bot API: CopyTextButton
MAX_ANSWER = 200  # Bot API: answerCallbackQuery
MAX_TAG = 32  # characters
NO_BUTTONS = "-"

COLOURS: Mapping[str, Colour] = {"🔴": Colour.RED, "🟢": Colour.GREEN, "🔵": Colour.BLUE}
WORDS: Mapping[str, ButtonKind] = {
    "copy": ButtonKind.COPY,
    "answer": ButtonKind.ANSWER,
    "app": ButtonKind.APP,
}

# Phones turn a hyphen into a longer dash by themselves. A text may have dashes of its own: before a
# link the last one divides, before a word the first that stands before one.
_WORDED = re.compile(
    rf"^(?P<text>.*?)(?<!\S)[-–—]\s*(?P<word>{'|'.join(WORDS)})\s*:(?P<value>.*)$", re.IGNORECASE
)
_LINKED = re.compile(
    r"^(?P<text>.*?)(?<!\S)[-–—]\s+(?P<link>(?:\{[^{}]*\}|\{(?![^{}]*\})|[^\s{])+)$"
)
_TAGGED = re.compile(r"^(?P<value>.*?)(?:^|\s)#(?P<tag>[^\s#]+)$")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_BESIDE = re.compile(r"\|(?![^{}]*\})")  # but not in {first_name|friend}


class Mistake(StrEnum):
    """What can be wrong with a line."""

    NO_LINK = "no_link"  # of none of the forms
    NO_TEXT = "no_text"
    LONG_TEXT = "long_text"
    BAD_LINK = "bad_link"
    BAD_APP = "bad_app"  # web apps want https
    NO_CODE = "no_code"
    LONG_CODE = "long_code"
    NO_ANSWER = "no_answer"
    LONG_ANSWER = "long_answer"
    LONG_TAG = "long_tag"
    LONG_ROW = "long_row"
    TOO_MANY = "too_many"
    BAD_FIELD = "bad_field"  # what stands in braces means nothing


@dataclass(frozen=True, kw_only=True, slots=True)
class BadLine:
    number: int  # from 1, empty lines counted
    line: str
    mistake: Mistake


Row = tuple[Button, ...]


def parse_buttons(
    text: str, *, room: int = MAX_IN_ALL, names: Mapping[str, str] | None = None
) -> tuple[Row | BadLine, ...]:
    """What the lines describe, in their order; "-" alone describes nothing.

    `room`: how many buttons there may be; `names`: what may stand in braces, by folded name.
    """
    if text.strip() in {NO_BUTTONS, "–", "—"}:
        return ()
    lines: list[Row | BadLine] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        row = _row(line)
        if not isinstance(row, Mistake) and len(row) > room:
            row = Mistake.TOO_MANY
        if isinstance(row, Mistake):
            lines.append(BadLine(number=number, line=line.strip(), mistake=row))
        elif names is not None and (wrong := _bad_field(row, names)) is not None:
            lines.append(BadLine(number=number, line=wrong, mistake=Mistake.BAD_FIELD))
        else:
            lines.append(row)
            room -= len(row)
    return tuple(lines) or (BadLine(number=1, line="", mistake=Mistake.NO_LINK),)


@dataclass(frozen=True, kw_only=True, slots=True)
class Filled:
    """The rows as they stand now. `gaps`: before which of them a line is missing, by number."""

    rows: Rows
    gaps: tuple[int, ...]


def fill(rows: Rows, gaps: Sequence[int], lines: Sequence[Row | BadLine]) -> Filled:
    """Put the lines where some are missing, in order; those that are too many go to the end."""
    waiting = [(gaps[n] if n < len(gaps) else len(rows), line) for n, line in enumerate(lines)]
    filled: list[Row] = []
    missing: list[int] = []
    for place in range(len(rows) + 1):
        for at, line in waiting:
            if at != place:
                continue
            if isinstance(line, BadLine):
                missing.append(len(filled))
            else:
                filled.append(line)
        filled += rows[place : place + 1]
    return Filled(rows=tuple(filled), gaps=tuple(missing))


def describe(rows: Rows) -> str:
    """The lines that `parse_buttons()` would make these rows of."""
    return "\n".join(" | ".join(map(_described, row)) for row in rows)


def is_link(link: str) -> bool:
    """Whether Telegram would take it for a button: http(s) with a host that has a dot, or tg.

    What stands in place of {…} is not known yet.
    """
    parts = _split(link)
    if parts is None:
        return False
    scheme, host = parts
    if scheme == "tg":
        return bool(host)
    return scheme in {"http", "https"} and "." in host.strip(".")


def is_app(link: str) -> bool:
    """Bot API: WebAppInfo takes https only."""
    return is_link(link) and link[:8].lower() == "https://"


def _bad_field(row: Row, names: Mapping[str, str]) -> str | None:
    """The name that there is not, and the nearest."""
    keyboard = Keyboard(rows=(row,)).markup(private=True)
    call = Call(method="sendMessage", params={"reply_markup": keyboard})
    mistake = mistake_in([call], names)
    if mistake is None:
        return None
    return f"{{{mistake.name}}}" + (f" → {{{mistake.nearest}}}?" if mistake.nearest else "")


def _split(link: str) -> tuple[str, str] | None:
    """Scheme and host."""
    if len(link) > MAX_LINK:
        return None
    try:
        parts = urlsplit(_PLACEHOLDER.sub("x", link))
        host, _ = parts.hostname or "", parts.port
    except ValueError:  # e.g. a port that is no number
        return None
    return parts.scheme, host


def _row(line: str) -> Row | Mistake:
    parts = _BESIDE.split(line)
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
    if (match := _WORDED.match(part)) is not None:
        kind, value = WORDS[match["word"].lower()], match["value"].strip()
    elif (match := _LINKED.match(part)) is not None:
        kind, value = ButtonKind.LINK, match["link"]
    else:
        return Mistake.NO_LINK
    text, colour = _coloured(match["text"].strip())
    if not text:
        return Mistake.NO_TEXT
    if units(text) > LONGEST_TEXT:
        return Mistake.LONG_TEXT
    tag = None
    if kind is ButtonKind.ANSWER and (tagged := _TAGGED.match(value)) is not None:
        value, tag = tagged["value"].strip(), tagged["tag"]
    mistake = _mistake(kind, value, tag)
    if mistake is not None:
        return mistake
    return Button(text=text, value=value, kind=kind, colour=colour, tag=tag)


def _coloured(text: str) -> tuple[str, Colour | None]:
    """A second circle is one that is to be seen."""
    colour = COLOURS.get(text[:1])
    return (text, None) if colour is None else (text[1:].strip(), colour)


def _mistake(kind: ButtonKind, value: str, tag: str | None) -> Mistake | None:
    match kind:
        case ButtonKind.LINK:
            return None if is_link(value) else Mistake.BAD_LINK
        case ButtonKind.APP:
            return None if is_app(value) else Mistake.BAD_APP
        case ButtonKind.COPY:
            return _length(value, MAX_CODE, Mistake.NO_CODE, Mistake.LONG_CODE)
    if tag is not None and len(tag) > MAX_TAG:
        return Mistake.LONG_TAG
    return _length(value, MAX_ANSWER, Mistake.NO_ANSWER, Mistake.LONG_ANSWER)


def _length(value: str, most: int, none: Mistake, too_long: Mistake) -> Mistake | None:
    if not value:
        return none
    return too_long if units(value) > most else None


def _described(button: Button) -> str:
    circle = next((sign for sign, one in COLOURS.items() if one is button.colour), "")
    word = next((f"{word}: " for word, kind in WORDS.items() if kind is button.kind), "")
    tag = f" #{button.tag}" if button.tag else ""
    return f"{circle} {button.text} - {word}{button.value}{tag}".strip()
