"""What an item becomes: the admin's own words, with places for what the item says.

The words are formatted as the admin has written them; what an item says is put in as plain text, so
that nothing in it is ever taken for formatting, or for something of its reader.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from enum import StrEnum
from itertools import chain
from zoneinfo import ZoneInfo

from botapi.call import JsonObject
from broadcast.model.feeds.item import LONGEST_LINK, LONGEST_NAME, LONGEST_TITLE, FeedItem
from broadcast.model.formatting.formatted import Formatted
from broadcast.model.formatting.moments import LOOKS, in_words
from broadcast.model.formatting.placeholders import FOUND, Filled, Placeholder, put, scan
from broadcast.model.formatting.units import unit_places, units
from broadcast.model.personal.uses import doubled

LONGEST = 1_000  # UTF-16 units of a template
LONGEST_FILLED = 2_000  # of what the longest item makes of it
SUMMARY = 300  # characters of one that are shown
SHOWN_LINK = 200  # of an address that is written out
ENOUGH = 0.6  # how much alike names must be to be meant for each other
LINKS = frozenset({"url", "email"})  # words that are a link by themselves


class Place(StrEnum):
    """What may stand in braces."""

    TITLE = "title"
    HEADLINE = "headline"  # the title, which leads to the item
    SUMMARY = "summary"
    LINK = "link"
    DATE = "date"  # as each reader's own clock shows it
    AUTHOR = "author"
    FEED = "feed"  # what the feed calls itself
    IMAGE = "image"  # nothing in the text: the picture stands above the message


SAYING = frozenset({Place.TITLE, Place.HEADLINE, Place.SUMMARY, Place.LINK})
LEADING = frozenset({Place.HEADLINE, Place.LINK})  # they are links of their own
USUAL = Formatted(
    text="{headline}\n{summary}", entities=({"type": "bold", "offset": 0, "length": 10},)
)


class TemplateMistake(StrEnum):
    EMPTY = "empty"  # no place of it says an item
    UNKNOWN = "unknown"
    BROKEN = "broken"  # part of the braces is formatted otherwise
    LINK = "link"  # they stand in a link
    LONG = "long"


class BadTemplate(Exception):
    """`name` as it was written; `nearest`: what may be meant."""

    def __init__(self, mistake: TemplateMistake, name: str = "", nearest: str = "") -> None:
        super().__init__(mistake.value)
        self.mistake = mistake
        self.name = name
        self.nearest = nearest


@dataclass(frozen=True, kw_only=True, slots=True)
class ItemTemplate:
    """One that was looked at."""

    words: Formatted = USUAL

    @classmethod
    def read(cls, words: Formatted) -> "ItemTemplate":
        """Raises BadTemplate."""
        kept = [one for one in words.entities if one["type"] not in FOUND]
        words = Formatted(text=words.text.strip(), entities=tuple(kept))
        found = scan(words.text, kept)
        for one in found:
            _check(one, kept)
        if not SAYING & {_place(one) for one in found}:
            raise BadTemplate(TemplateMistake.EMPTY)
        template = cls(words=words)
        longest = template.fill(LONGEST_ITEM, zone=ZoneInfo("UTC"), feed="x" * LONGEST_NAME)
        if words.units > LONGEST or longest.units > LONGEST_FILLED:
            raise BadTemplate(TemplateMistake.LONG)
        return template

    @classmethod
    def load(cls, stored: str) -> "ItemTemplate":
        return cls(words=Formatted.load(json.loads(stored)))

    def dump(self) -> str:
        return json.dumps(self.words.data(), ensure_ascii=False, separators=(",", ":"))

    @property
    def shows_image(self) -> bool:
        return Place.IMAGE in {_place(one) for one in self._places()}

    def fill(self, item: FeedItem, *, zone: ZoneInfo, feed: str, double: bool = False) -> Formatted:
        """`double`: braces in what the item says are doubled, because single ones would be read as
        something of the reader's. A line whose places all stay empty, and that says nothing else,
        is left out."""
        found = self._places()
        values = {one.start: _value(_place(one), item, zone, feed) for one in found}
        filled, dropped = [], _empty_lines(self.words.text, found, values)
        for one in (*dropped, *found):
            if one in dropped:
                filled.append(Filled(placeholder=one, text=""))
            elif not any(line.start <= one.start < line.end for line in dropped):
                text, entity = values[one.start]
                filled.append(
                    Filled(placeholder=one, text=doubled(text) if double else text, entity=entity)
                )
        filled.sort(key=lambda one: one.placeholder.start)
        text, entities = put(self.words.text, self.words.entities, filled)
        return _stripped(text, entities)

    def _places(self) -> list[Placeholder]:
        found = scan(self.words.text, self.words.entities)
        return [one for one in found if _place(one) is not None]


LONGEST_ITEM = FeedItem(
    title="x" * LONGEST_TITLE,
    link="https://" + "x" * LONGEST_LINK,
    summary="x" * SUMMARY * 2,
    author="x" * LONGEST_NAME,
    published_at=0,
)


def cut(text: str, longest: int) -> str:
    """At the end of a word, if one ends near there."""
    if len(text) <= longest:
        return text
    head = text[: longest - 1]
    at = head.rfind(" ")
    return f"{head[:at] if at > longest * 2 // 3 else head}…"


def _check(one: Placeholder, entities: Sequence[JsonObject]) -> None:
    """Raises BadTemplate."""
    name = one.words.strip()
    if _place(one) is None:
        near = get_close_matches(name.casefold(), [*Place], n=1, cutoff=ENOUGH)
        raise BadTemplate(TemplateMistake.UNKNOWN, name, near[0] if near else "")
    if one.broken:
        raise BadTemplate(TemplateMistake.BROKEN, name)
    links = LINKS | {"text_link"} if _place(one) in LEADING else LINKS
    start, end = one.at
    for entity in entities:
        offset = entity["offset"]
        if entity["type"] in links and offset < end and offset + entity["length"] > start:
            raise BadTemplate(TemplateMistake.LINK, name)


def _place(one: Placeholder) -> Place | None:
    name = one.words.strip().casefold()
    return Place(name) if name in {*Place} else None


def _value(
    place: Place | None, item: FeedItem, zone: ZoneInfo, feed: str
) -> tuple[str, JsonObject | None]:
    match place:
        case Place.TITLE:
            return cut(item.title, LONGEST_TITLE), None
        case Place.HEADLINE:
            entity = {"type": "text_link", "url": item.link} if item.link else None
            return cut(item.title or item.summary or item.link, LONGEST_TITLE), entity
        case Place.SUMMARY:
            return cut(item.summary, SUMMARY), None
        case Place.LINK:
            return _shown_link(item.link)
        case Place.DATE if item.published_at is not None:
            return _moment(item.published_at, zone)
        case Place.AUTHOR:
            return cut(item.author, LONGEST_NAME), None
        case Place.FEED:
            return cut(feed, LONGEST_NAME), None
    return "", None


def _shown_link(url: str) -> tuple[str, JsonObject | None]:
    """One that is as long as a page leads there from its beginning."""
    if len(url) <= SHOWN_LINK:
        return url, {"type": "url"} if url else None
    return f"{url[: SHOWN_LINK - 1]}…", {"type": "text_link", "url": url}


def _moment(at: int, zone: ZoneInfo) -> tuple[str, JsonObject]:
    """Bot API 9.5: apps that know it show the reader's own time, others the words."""
    return in_words(at, zone), {"type": "date_time", "unix_time": at, "date_time_format": LOOKS}


def _empty_lines(
    text: str,
    found: Sequence[Placeholder],
    values: Mapping[int, tuple[str, JsonObject | None]],
) -> list[Placeholder]:
    """With their line ends, as if each were one place."""
    lines, start = [], 0
    for line in text.splitlines(keepends=True):
        end = start + len(line)
        inside = [one for one in found if start <= one.start < end]
        rest = line
        for one in inside:
            rest = rest.replace(text[one.start : one.end], "")
        if inside and not rest.strip() and not any(values[one.start][0] for one in inside):
            lines.append((start, end))
        start = end
    places = unit_places(text, list(chain.from_iterable(lines)))
    return [
        Placeholder(words="", start=start, end=end, at=at, broken=False)
        for (start, end), at in zip(lines, zip(places[::2], places[1::2], strict=True), strict=True)
    ]


def _stripped(text: str, entities: Sequence[JsonObject]) -> Formatted:
    """Without blanks at its end; at its beginning there are none but those of lines."""
    front = units(text) - units(text.lstrip())
    text = text.strip()
    end, kept = units(text), []
    for one in entities:
        start = max(0, int(one["offset"]) - front)
        length = min(int(one["offset"]) - front + int(one["length"]), end) - start
        if length > 0:
            kept.append({**one, "offset": start, "length": length})
    return Formatted(text=text, entities=tuple(kept))
