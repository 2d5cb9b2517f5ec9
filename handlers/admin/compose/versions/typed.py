"""A share and a time as an admin types them: `15`, `15 %`; `6`, `90 min`, `2 d`."""

import re
from collections.abc import Mapping

_NUMBER = re.compile(r"(\d{1,3})\s*%?", re.ASCII)
_TIME = re.compile(r"(\d{1,4})\s*([a-zа-я]*)\.?")
_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400  # seconds
_UNITS: Mapping[str, int] = {
    **dict.fromkeys(("m", "min", "м", "мин"), _MINUTE),
    **dict.fromkeys(("", "h", "ч"), _HOUR),
    **dict.fromkeys(("d", "д"), _DAY),
}
SHORTEST, LONGEST = 10 * _MINUTE, 14 * _DAY  # seconds


def read_percent(text: str, most: int) -> int | None:
    """None for anything but a whole number up to so many."""
    found = _NUMBER.fullmatch(text.strip())
    percent = 0 if found is None else int(found[1])
    return percent if 1 <= percent <= most else None


def read_time(text: str) -> int | None:
    """Seconds; a number alone is hours. None for anything else, and for what is out of bounds."""
    found = _TIME.fullmatch(text.strip().casefold())
    unit = None if found is None else _UNITS.get(found[2])
    if found is None or unit is None:
        return None
    seconds = int(found[1]) * unit
    return seconds if SHORTEST <= seconds <= LONGEST else None
