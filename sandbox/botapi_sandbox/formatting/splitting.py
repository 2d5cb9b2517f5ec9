"""A text that is too long for one message, as clients divide it before they send it."""

from collections.abc import Iterator

from botapi_sandbox.formatting.units import Entity

BREAKS = (("\n\n",), ("\n",), (". ", "! ", "? "), (" ",))
"""Where one message ends and the next begins, the best places first."""


def split(text: str, entities: list[Entity], most: int) -> list[tuple[str, list[Entity]]]:
    """Parts of at most `most` UTF-16 units, without the blanks around them, each with its own
    entities. No entity is divided that fits into a message, and no character."""
    units = text.encode("utf-16-le", "surrogatepass")
    size = len(units) // 2
    parts = []
    begin = 0
    while begin < size:
        end = size if size - begin <= most else _end(units, entities, begin, begin + most)
        first, last = _trimmed(units, begin, end)
        if first < last:
            parts.append((_cut(units, first, last), list(_within(entities, first, last))))
        begin = end
    return parts


def _end(units: bytes, entities: list[Entity], begin: int, limit: int) -> int:
    """Where the part that begins there ends: after the last good place before the limit."""
    window = _cut(units, begin, limit)
    lowest = begin + (limit - begin) // 2  # else parts would be small without need
    for marks in BREAKS:
        for mark in marks:
            place = window.rfind(mark)
            while place >= 0:
                after = begin + _width(window[: place + len(mark)])
                if after < lowest:
                    break
                if not _divides(entities, after):
                    return after
                place = window.rfind(mark, 0, place)
    return _anywhere(units, entities, begin, limit)


def _anywhere(units: bytes, entities: list[Entity], begin: int, limit: int) -> int:
    """Before the entity at the limit where it does not fill the whole part, and never within a
    pair of surrogates."""
    starts = [each["offset"] for each in entities if _inside(each, limit)]
    if starts and min(starts) > begin:
        return int(min(starts))
    second = int.from_bytes(units[2 * limit : 2 * limit + 2], "little")
    return limit - 1 if 0xDC00 <= second < 0xE000 else limit


def _divides(entities: list[Entity], place: int) -> bool:
    return any(_inside(each, place) for each in entities)


def _inside(entity: Entity, place: int) -> bool:
    return bool(entity["offset"] < place < entity["offset"] + entity["length"])


def _trimmed(units: bytes, first: int, last: int) -> tuple[int, int]:
    """Without the blanks at both ends; they are one unit each."""
    while first < last and _cut(units, first, first + 1).isspace():
        first += 1
    while first < last and _cut(units, last - 1, last).isspace():
        last -= 1
    return first, last


def _within(entities: list[Entity], first: int, last: int) -> Iterator[Entity]:
    for each in entities:
        start = max(each["offset"], first)
        end = min(each["offset"] + each["length"], last)
        if start < end:
            yield each | {"offset": start - first, "length": end - start}


def _cut(units: bytes, first: int, last: int) -> str:
    return units[2 * first : 2 * last].decode("utf-16-le", "surrogatepass")


def _width(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
