"""The words of a rich message: how many there are, and where, in the blocks of one that somebody
sent."""

from collections.abc import Iterator
from typing import Any

from botapi.call import JsonObject
from botapi.rich import regions
from botapi.rich.limits import MOST_CHARACTERS, BadRich
from botapi.rich.source import Form

# Bot API: the fields of blocks and of RichText that hold RichText. LaTeX stands in none of them.
TEXTS = frozenset({"text", "caption", "credit", "summary"})

LINKS = frozenset({"url", "email_address"})

Leaf = tuple[Any, str | int]  # what holds a string, and by which name


def leaves(blocks: Any) -> Iterator[Leaf]:
    """The strings that people read, in order."""
    for text in _texts(blocks):
        yield from _strings(*text)


def texts(blocks: Any) -> Iterator[str]:
    """Each text in one piece, whatever of it is formatted."""
    for text in _texts(blocks):
        yield "".join(holder[name] for holder, name in _strings(*text))


def links(part: Any) -> Iterator[str]:
    """What words lead to."""
    parts = part.items() if isinstance(part, dict) else enumerate(part)
    for name, one in parts:
        if isinstance(one, dict | list):
            yield from links(one)
        elif name in LINKS:
            yield str(one)


def too_long_by(rich: JsonObject) -> int:
    """Characters beyond what Telegram takes; 0: it fits, or nobody can tell."""
    found = ((form, rich[form.value]) for form in Form if form.value in rich)
    try:
        for form, source in found:
            return regions.too_long_by(source, form)
    except BadRich:
        return 0
    return max(0, sum(map(len, texts(rich.get("blocks")))) - MOST_CHARACTERS)


def _texts(part: Any) -> Iterator[Leaf]:
    """Where a RichText begins."""
    if isinstance(part, list):
        for one in part:
            yield from _texts(one)
    elif isinstance(part, dict):
        for name, one in part.items():
            if name in TEXTS and not (isinstance(one, dict) and "type" not in one):
                yield part, name
            else:
                yield from _texts(one)


def _strings(holder: Any, name: str | int) -> Iterator[Leaf]:
    """Those of one RichText: a string, a list of them, or an object with a text in it."""
    text = holder[name]
    if isinstance(text, str):
        yield holder, name
    elif isinstance(text, list):
        for place in range(len(text)):
            yield from _strings(text, place)
    elif isinstance(text, dict) and "text" in text:
        yield from _strings(text, "text")
