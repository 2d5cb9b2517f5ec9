"""Answers of the Bot API as JSON, and a batch of updates that is decoded one by one.

A hundred updates can be many megabytes. Decoded at once they would hold the event loop up for a
large part of a second; whoever walks through a batch can let others have a turn in between.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from bot.decoding.essentials import RawUpdate
from bot.decoding.trimming import trimmed_answer
from botapi.zeros import without_zeros

# As Telegram's server writes it; an answer that looks different is decoded as a whole.
_BATCH = re.compile(r'\s*\{\s*"ok"\s*:\s*true\s*,\s*"result"\s*:\s*\[\s*(?=\{\s*"update_id")')
_NUMBER = re.compile(r'\{\s*"update_id"\s*:\s*(\d{1,16})\b')
_COMMA = re.compile(r"\s*,\s*")
_DECODER = json.JSONDecoder()


class Batch:
    """Updates that are still text; walked through once."""

    def __init__(self, text: str, start: int) -> None:
        self._text = text
        self._at = start

    def __iter__(self) -> Iterator[RawUpdate]:
        """Of one that is no JSON nothing but its number comes, and it is the last: its end cannot
        be found. The others come again, because only what was before them is confirmed."""
        while True:
            try:
                raw, end = _DECODER.raw_decode(self._text, self._at)
            except (ValueError, RecursionError):  # or objects in each other without end
                if number := _NUMBER.match(self._text, self._at):
                    yield {"update_id": int(number[1])}
                return
            if isinstance(raw, dict):
                yield raw
            comma = _COMMA.match(self._text, end)
            if comma is None:
                return
            self._at = comma.end()


def read_answer(text: str) -> Any:
    """JSON for aiogram's session (`json_loads`): no rich content, no updates decoded yet.

    Raises ValueError or RecursionError for what is no JSON.
    """
    text = without_zeros(text)
    if start := _BATCH.match(text):
        return {"ok": True, "result": Batch(text, start.end())}
    answer = json.loads(text)
    if isinstance(answer, dict) and "result" in answer:
        answer["result"] = trimmed_answer(answer["result"])
    return answer
