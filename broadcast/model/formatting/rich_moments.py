"""Moments in a rich message: a tag of its own in a source, a piece of its own in blocks.

Bot API: rich message formatting options, `tg-time`; RichTextDateTime. Markdown takes the tag, too.
"""

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from html import escape
from typing import Any

from botapi.call import JsonObject
from botapi.rich.limits import BadRich
from botapi.rich.regions import parts_at
from botapi.rich.source import Form
from botapi.rich.structure import Part
from broadcast.model.formatting.placeholders import Filled, Placeholder, scan
from broadcast.model.formatting.rich_words import leaves

Read = Callable[[str, list[Placeholder]], list[Filled]]
"""Of those in a text, the ones that are moments, in order."""

LITERAL = frozenset({"code", "preformatted", "pre"})
_THERE = re.compile(r"<tg-time\s[^<>]*?unix=[\"']?(\d{1,10})|tg://time\?unix=(\d{1,10})")


def rich_with_moments(rich: JsonObject, read: Read) -> JsonObject:
    for form in Form:
        if isinstance(source := rich.get(form.value), str):
            return {**rich, form.value: _in_source(source, form, read)}
    if "blocks" not in rich:
        return rich
    blocks = deepcopy(rich["blocks"])
    for holder, name in list(leaves(blocks)):
        if not (isinstance(holder, dict) and holder.get("type") in LITERAL):
            holder[name] = _in_text(holder[name], read)
    return {**rich, "blocks": blocks}


def rich_moments(rich: JsonObject) -> Iterator[int]:
    """Unix seconds of each."""
    for form in Form:
        if isinstance(source := rich.get(form.value), str):
            yield from (int(one[1] or one[2]) for one in _THERE.finditer(source))
    yield from _in_blocks(rich.get("blocks") or [])


def _in_source(source: str, form: Form, read: Read) -> str:
    """Not in code, in formulas and in tags. What cannot be read is refused elsewhere."""
    found = scan(source)
    try:
        parts = parts_at(source, form, [(one.start, one.end) for one in found])
    except BadRich:
        return source
    said = [one for one, part in zip(found, parts, strict=True) if part is Part.TEXT]
    pieces, last = [], 0
    for one in read(source, said):
        pieces += [source[last : one.placeholder.start], _tag(one)]
        last = one.placeholder.end
    return "".join([*pieces, source[last:]])


def _tag(one: Filled) -> str:
    entity = one.entity or {}
    form = escape(str(entity["date_time_format"]))
    return f'<tg-time unix="{entity["unix_time"]}" format="{form}">{escape(one.text)}</tg-time>'


def _in_text(text: str, read: Read) -> Any:
    """Bot API: RichText."""
    pieces: list[Any] = []
    last = 0
    for one in read(text, scan(text)):
        moment = {**(one.entity or {}), "text": one.text}
        pieces += [text[last : one.placeholder.start], moment]
        last = one.placeholder.end
    return [piece for piece in (*pieces, text[last:]) if piece] if pieces else text


def _in_blocks(part: Any) -> Iterator[int]:
    for name, one in part.items() if isinstance(part, dict) else enumerate(part):
        if isinstance(one, dict | list):
            yield from _in_blocks(one)
        elif name == "unix_time":
            yield int(one)
