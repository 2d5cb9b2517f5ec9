"""What a broadcast says, from a file: its Markdown, its HTML or its plain words, and nothing else.

Whom it is for and when it goes out stand behind the command, so that one file does for many.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.api.core.refusals import Refused
from bot.commands.reading import STANDARD, reading
from bot.commands.telling import cannot_use
from broadcast.model.button import Button, ButtonKind, Colour
from handlers.admin.compose.buttons.lines import BadLine, parse_buttons

LARGEST = 512 * 1024  # bytes, as the API takes them
FORMATS = ("markdown", "html", "plain")
_BY_ENDING = {".html": "html", ".htm": "html", ".txt": "plain"}
_KINDS = {
    ButtonKind.LINK: "url",
    ButtonKind.APP: "app",
    ButtonKind.COPY: "copy",
    ButtonKind.ANSWER: "answer",
}
_COLOURS = {Colour.RED: "red", Colour.GREEN: "green", Colour.BLUE: "blue"}


def text_of(file: Path) -> str:
    """Raises Refused for what is too large, no text, or cannot be read."""
    try:
        with reading(file) as stream:
            raw = stream.read(LARGEST + 1)
    except OSError as error:
        raise cannot_use(file, error) from None
    if len(raw) > LARGEST:
        words = f"{file}: at most {LARGEST // 1024} KiB can be sent"
        raise Refused(status=413, code="too_large", detail=words)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(status=422, code="bad_body", detail=f"{file}: is no text in UTF-8") from None
    if not text.strip():
        raise Refused(status=422, code="bad_body", detail=f"{file}: is empty")
    return text


def format_of(file: Path, chosen: str | None) -> str:
    """By the file's ending, unless it was said; Markdown is the usual one."""
    if chosen is not None:
        return chosen
    return "markdown" if file == STANDARD else _BY_ENDING.get(file.suffix.lower(), "markdown")


def buttons_of(lines: Sequence[str]) -> list[list[dict[str, Any]]]:
    """A row for each line, as the chat reads them: `Text - https://…`, `|` between two.

    Raises Refused.
    """
    rows: list[list[dict[str, Any]]] = []
    for line in lines:
        for row in parse_buttons(line):
            if isinstance(row, BadLine):
                raise Refused(
                    status=422,
                    code="bad_button",
                    detail=f"{line!r} is no button: Text - https://…, Text - copy: CODE, "
                    "Text - answer: Thanks! #tag",
                    more={"why": row.mistake.value},
                )
            rows.append([_button(one) for one in row])
    return rows


def _button(button: Button) -> dict[str, Any]:
    shape: dict[str, Any] = {"text": button.text, _KINDS[button.kind]: button.value}
    if button.tag is not None:
        shape["tag"] = button.tag
    if button.colour is not None:
        shape["colour"] = _COLOURS[button.colour]
    return shape
