"""What a message is called in lists: the first line of what it says."""

from collections.abc import Iterator
from typing import Any

from botapi.call import Call, JsonObject
from botapi.rich.received import rich_words

LONGEST = 40  # characters


def first_words(call: Call) -> str:
    """Empty where it says nothing; of an album, the first caption."""
    said = (str(one or "").strip() for one in _said(call.params))
    words = next((one for one in said if one), "")
    line = words.splitlines()[0] if words else ""
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


def _said(params: JsonObject) -> Iterator[Any]:
    yield from (params.get(name) for name in ("text", "caption", "question"))
    if isinstance(rich := params.get("rich_message"), dict):
        yield rich_words(rich)
    media = params.get("media")
    if isinstance(media, list):
        yield from (item.get("caption") for item in media)
