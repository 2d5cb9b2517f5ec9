"""Telegram counts text in UTF-16 units: most characters are one, emoji are two."""


def units(text: str) -> int:
    """How long Telegram takes it for."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def unit_places(text: str, places: list[int]) -> list[int]:
    """Places in a Python string, in rising order, as UTF-16 units; one walk through the text."""
    if text.isascii():
        return list(places)
    counted, last, found = 0, 0, []
    for place in places:
        counted += units(text[last:place])
        last = place
        found.append(counted)
    return found
