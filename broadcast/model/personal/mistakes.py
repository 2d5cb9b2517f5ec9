"""What can be wrong with the braces in a message or in its buttons, found before it is taken."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from typing import Any

from botapi.call import Call, JsonObject
from broadcast.model.formatting.placeholders import scan
from broadcast.model.personal.places import POLL, Place, places
from broadcast.model.personal.uses import Use, uses
from db.knowledge.names import Name

ENOUGH = 0.5  # how much alike names must be to be meant for each other
# Entities that Telegram finds by itself, each time anew: what it found before says nothing.
FOUND = frozenset({"mention", "hashtag", "cashtag", "bot_command", "phone_number", "bank_card"})
LINKS = frozenset({"url", "email"})  # words that are a link by themselves
POLL_TEXTS = ("question", "description", "explanation")


class Wrong(StrEnum):
    UNKNOWN = "unknown"  # nothing is called so
    BROKEN = "broken"  # half of it is formatted otherwise
    LINK = "link"  # it stands in a link within the text
    POLL = "poll"
    RICH = "rich"  # it stands in a rich message, which is the same for everybody


@dataclass(frozen=True, kw_only=True, slots=True)
class Mistake:
    """`name` as it was written; `nearest`: what may be meant, where anything is like it."""

    wrong: Wrong
    name: str
    nearest: str | None = None


def mistake_in(calls: Iterable[Call], known: Mapping[str, str]) -> Mistake | None:
    """The first one; `known`: how names are written, by folded name."""
    for call in calls:
        found = [*_in_poll(call, known), *_in_rich(call, known), *_in_places(call, known)]
        if found:
            return found[0]
    return None


def _in_places(call: Call, known: Mapping[str, str]) -> Iterator[Mistake]:
    for place in places(call):
        yield from _in_links(place, known)
        for use in place.uses():
            if use.literal is None and (wrong := _wrong(use, place, known)) is not None:
                yield wrong


def _wrong(use: Use, place: Place, known: Mapping[str, str]) -> Mistake | None:
    if use.folded not in known:
        near = get_close_matches(use.folded, known, n=1, cutoff=ENOUGH)
        nearest = known[near[0]] if near else None
        return Mistake(wrong=Wrong.UNKNOWN, name=use.name, nearest=nearest)
    entities = [one for one in place.formatting if one["type"] not in FOUND]
    if any(one["type"] in LINKS and _touches(one, use) for one in entities):
        return Mistake(wrong=Wrong.LINK, name=use.name)
    if any(one.broken and one.start == use.placeholder.start for one in scan(place.text, entities)):
        return Mistake(wrong=Wrong.BROKEN, name=use.name)
    return None


def _touches(entity: JsonObject, use: Use) -> bool:
    start, end = use.placeholder.at
    return bool(entity["offset"] < end and entity["offset"] + entity["length"] > start)


def _in_links(place: Place, known: Mapping[str, str]) -> Iterator[Mistake]:
    """Behind words of the text. Other braces in a link may well belong there."""
    for entity in place.formatting:
        for use in uses(str(entity.get("url") or "")):
            if use.folded in known:
                yield Mistake(wrong=Wrong.LINK, name=use.name)


def _in_poll(call: Call, known: Mapping[str, str]) -> Iterator[Mistake]:
    """Other braces are as good as any text there."""
    if call.method != POLL:
        return
    options = [option.get("text") for option in call.params.get("options", ())]
    for text in (*(call.params.get(name) for name in POLL_TEXTS), *options):
        for use in uses(str(text or "")):
            if use.folded in known:
                yield Mistake(wrong=Wrong.POLL, name=use.name)


def _in_rich(call: Call, known: Mapping[str, str]) -> Iterator[Mistake]:
    """Other braces are its own: formulas have many."""
    rich = call.params.get("rich_message")
    if rich is None:
        return
    for text in _texts(rich):
        for use in uses(text):
            if use.folded in known and use.literal is None:
                yield Mistake(wrong=Wrong.RICH, name=use.name)


def _texts(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, Mapping):
        for one in part.values():
            yield from _texts(one)
    elif isinstance(part, list):
        for one in part:
            yield from _texts(one)


def folded(names: Iterable[str]) -> dict[str, str]:
    """How names are written, by folded name."""
    return {Name.read(name).folded: name for name in names}
