"""What stands in braces in a text, and putting something in its place.

Whoever knows what `{…}` means asks `scan()` for it and gives `put()` what is to stand there. The
entities move along in UTF-16 units: what holds a placeholder grows or shrinks with it, what comes
after it moves, what stands inside of it goes.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from botapi.call import JsonObject
from broadcast.model.formatting.units import unit_places, units

# Entities that Telegram finds by itself, each time anew: what it found before says nothing.
FOUND = frozenset({"mention", "hashtag", "cashtag", "bot_command", "phone_number", "bank_card"})
# The braces nearest to each other, on one line: linear, whatever is written.
_BRACES = re.compile(r"\{([^{}\n]*)\}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Placeholder:
    """`{words}` in a text; `start` and `end` count Python's characters, `at` UTF-16 units."""

    words: str
    start: int
    end: int
    at: tuple[int, int]
    broken: bool  # an entity begins or ends inside of the braces: half of it is bold, say


@dataclass(frozen=True, kw_only=True, slots=True)
class Filled:
    """What stands in a placeholder's place; `entity`: what that is, offset and length apart."""

    placeholder: Placeholder
    text: str
    entity: JsonObject | None = None


Text = tuple[str, list[JsonObject]]


def scan(text: str, entities: Iterable[JsonObject] = ()) -> list[Placeholder]:
    """All of them in the order in which they stand; Bot API: MessageEntity."""
    found = list(_BRACES.finditer(text))
    if not found:
        return []
    places = unit_places(text, list(chain.from_iterable(one.span() for one in found)))
    edges = sorted(set(chain.from_iterable(map(_span, entities))))
    result, next_edge = [], 0
    for one, start, end in zip(found, places[::2], places[1::2], strict=True):
        while next_edge < len(edges) and edges[next_edge] <= start:
            next_edge += 1
        result.append(
            Placeholder(
                words=one[1],
                start=one.start(),
                end=one.end(),
                at=(start, end),
                broken=next_edge < len(edges) and edges[next_edge] < end,
            )
        )
    return result


def put(text: str, entities: Sequence[JsonObject], filled: Sequence[Filled]) -> Text:
    """The text with all of them in place, and its entities; `filled` in the text's order."""
    if not filled:
        return text, list(entities)
    parts, last, shift, moves = [], 0, 0, []
    new: list[JsonObject] = []
    for one in filled:
        (start, end), length = one.placeholder.at, units(one.text)
        parts += [text[last : one.placeholder.start], one.text]
        last = one.placeholder.end
        moves.append((start, end, start + shift, length))
        if one.entity is not None and length:
            new.append({**one.entity, "offset": start + shift, "length": length})
        shift += length - (end - start)
    parts.append(text[last:])
    moved = [kept for entity in entities if (kept := _moved(entity, moves)) is not None]
    return "".join(parts), sorted(moved + new, key=_order)


def _moved(entity: JsonObject, moves: Sequence[tuple[int, int, int, int]]) -> JsonObject | None:
    """None where nothing is left of it."""
    start, end = _span(entity)
    first, last = _place(start, moves, is_start=True), _place(end, moves, is_start=False)
    return {**entity, "offset": first, "length": last - first} if last > first else None


def _place(place: int, moves: Sequence[tuple[int, int, int, int]], *, is_start: bool) -> int:
    """Inside of a placeholder a beginning moves behind it, and an end before it."""
    shift = 0
    for start, end, new, length in moves:
        if place <= start:
            break
        if place < end:
            return new + length if is_start else new
        shift = new + length - end
    return place + shift


def _span(entity: JsonObject) -> tuple[int, int]:
    offset = int(entity["offset"])
    return offset, offset + int(entity["length"])


def _order(entity: JsonObject) -> tuple[int, int]:
    """As Telegram tells them: the outer before the inner."""
    return int(entity["offset"]), -int(entity["length"])
